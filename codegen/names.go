package codegen

import (
	"go/token"
	"strconv"
	"strings"
	"unicode"
)

// words cuts text at everything that is no ASCII letter or digit. With spell, punctuation becomes words of its own, so
// that "-i " and "i" stay apart.
func words(text string, spell bool) []string {
	var out []string
	start := -1
	flush := func(end int) {
		if start >= 0 {
			out = append(out, text[start:end])
			start = -1
		}
	}
	for i, r := range text {
		if r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			if start < 0 {
				start = i
			}
			continue
		}
		flush(i)
		if name, ok := punctuation[r]; ok && spell {
			out = append(out, name)
		}
	}
	flush(len(text))
	return out
}

var punctuation = map[rune]string{
	'-': "dash", '/': "slash", '\\': "backslash", ':': "colon", ' ': "space", '.': "dot", '=': "equals", '_': "underscore",
	'*': "star", '"': "quote", '\'': "apostrophe", ',': "comma", ';': "semicolon", '|': "pipe", '&': "and", '%': "percent",
	'$': "dollar", '@': "at", '#': "hash", '(': "open", ')': "close", '<': "less", '>': "greater", '+': "plus",
}

// unexported joins words to a Go name with a small first letter: IsInteractiveShell gives isInteractiveShell, DNSName
// dnsName.
func unexported(words []string) string {
	s := exported(words)
	upper := 0
	for upper < len(s) && s[upper] >= 'A' && s[upper] <= 'Z' {
		upper++
	}
	if upper > 1 && upper < len(s) && s[upper] >= 'a' && s[upper] <= 'z' {
		upper--
	}
	return strings.ToLower(s[:upper]) + s[upper:]
}

// exported joins words to a Go name with a capital first letter. A name that starts with a digit gets an X in front, as
// does an empty one.
func exported(words []string) string {
	var b strings.Builder
	for _, w := range words {
		b.WriteString(strings.ToUpper(w[:1]) + w[1:])
	}
	s := b.String()
	if s == "" || s[0] >= '0' && s[0] <= '9' {
		return "X" + s
	}
	return s
}

// names hands out Go identifiers that do not clash within one scope, nor hide one of an outer scope.
type names struct {
	outer *names
	used  map[string]bool
	// within are those of scopes within, where the scope is the outermost: what it declares last is there for all of them.
	within map[string]bool
}

// reserved are the identifiers that generated code uses itself.
var reserved = wordSet(
	"kql", "cmp", "strings", "defender", "sentinel", "custom", "e", "row", "env", "emit", "a", "b", "c", "true", "false", "nil",
	"len", "cap", "min", "max", "any", "string", "bool", "int", "int32", "int64", "float64", "byte", "rune", "error", "append",
	"key", "group", "o", "program", "left", "right", "v", "i", "useragent", "geo", "zone", "math", "copy", "new", "make", "init", "main", "Row", "Evaluator", "New", "Program", "open", "print", "close", "clear", "delete",
)

func wordSet(words ...string) map[string]bool {
	set := map[string]bool{}
	for _, w := range words {
		set[w] = true
	}
	return set
}

func newNames(outer *names) *names {
	n := &names{outer: outer, used: map[string]bool{}}
	if outer == nil {
		n.within = map[string]bool{}
	}
	return n
}

func (n *names) taken(name string) bool {
	for s := n; s != nil; s = s.outer {
		if s.used[name] {
			return true
		}
	}
	return n.within[name] || reserved[name] || token.IsKeyword(name)
}

// take takes names that are given otherwise.
func (n *names) take(list ...string) {
	outermost := n
	for outermost.outer != nil {
		outermost = outermost.outer
	}
	for _, name := range list {
		n.used[name] = true
		if outermost != n {
			outermost.within[name] = true
		}
	}
}

// pick returns base, or where that is taken base with the source line behind it.
func (n *names) pick(base string, line int) string {
	name := base
	if n.taken(name) {
		name = base + "Line" + strconv.Itoa(line)
	}
	for n.taken(name) {
		name += "Again"
	}
	n.take(name)
	return name
}

// fields names the fields of a struct after columns: Go's exported form, an underscore behind where two columns differ
// by case or punctuation only.
func fields(columns []string) []string {
	out, used := make([]string, len(columns)), make(map[string]bool, len(columns))
	for i, c := range columns {
		name := c
		if !isExported(c) {
			name = exported(strings.FieldsFunc(c, func(r rune) bool {
				return r >= 0x80 || !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_'
			}))
		}
		if strings.HasPrefix(name, "_") {
			name = "X" + name
		}
		for used[name] {
			name += "_"
		}
		used[name] = true
		out[i] = name
	}
	return out
}

// isExported tells whether a name is one of Go's that begins with a capital letter, and all in ASCII.
func isExported(name string) bool {
	for i := range len(name) {
		c := name[i]
		if c >= 'A' && c <= 'Z' || i > 0 && (c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z') {
			continue
		}
		return false
	}
	return name != ""
}
