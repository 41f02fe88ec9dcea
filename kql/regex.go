package kql

import (
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/kqlc/kqlc/kql/internal/dfa"
)

// Regex is a prepared regular expression in Kusto's dialect (Kusto: regex): RE2's syntax with classes, word edges and
// folding that go by Unicode, set operations in brackets and the further escapes of Rust's regex crate. It may be used
// by several goroutines.
type Regex struct {
	pattern  string
	tree     *regexTree
	required required // of every match
	shortest int      // no match has fewer bytes
	literal  string   // the pattern is this text and no more; "" where it is more
	ascii    matcher  // for text that is ASCII, and for all text if every is nil
	every    func() matcher
	dfa      func() *dfa.DFA // decides whether there is a match; nil where there is none
	trim     func() trimmer
}

// matcher is what [regexp.Regexp] and [regexVM] have in common.
type matcher interface {
	MatchString(text string) bool
	FindStringSubmatchIndex(text string) []int
	FindAllStringSubmatchIndex(text string, n int) [][]int
}

// NewRegex prepares a pattern. The error says what is wrong with it.
func NewRegex(pattern string) (*Regex, error) {
	tree, err := readRegex(pattern)
	if err != nil {
		return nil, err
	}
	re := &Regex{pattern: pattern, tree: tree, shortest: fewestRunes(tree.root)}
	if re.literal, _ = wholeLiteral(tree.root); re.literal != "" {
		re.required.texts = []string{re.literal}
	} else {
		re.required = newRequired(requiredLiterals(tree.root))
	}
	narrow, narrowed := asciiTree(tree.root)
	if re.ascii, err = newMatcher(narrow, len(tree.names), tree.custom); err != nil {
		return nil, err
	}
	if narrowed || tree.unicodeEdge {
		re.every = sync.OnceValue(func() matcher {
			m, err := newMatcher(tree.root, len(tree.names), tree.custom || tree.unicodeEdge)
			if err != nil {
				m, err = newRegexVM(tree.root, len(tree.names))
			}
			if err != nil {
				panic("kql: " + err.Error()) // the same tree compiled with smaller classes
			}
			return m
		})
	}
	re.dfa = sync.OnceValue(func() *dfa.DFA { return newDFA(tree.root) })
	re.trim = sync.OnceValue(func() trimmer { return newTrimmer(tree) })
	return re, nil
}

// CheckRegex tells what is wrong with a pattern, as [NewRegex] does, for a fraction of what it costs to prepare it.
func CheckRegex(pattern string) error {
	_, err := readRegex(pattern)
	return err
}

// readRegex reads a pattern and bounds its size.
func readRegex(pattern string) (*regexTree, error) {
	tree, err := parseRegex(pattern)
	if err == nil && treeSize(tree.root) > maxTreeSize {
		return nil, fmt.Errorf("regular expression %q: too large", pattern)
	}
	return tree, err
}

// maxTreeSize bounds what repetitions may unfold to.
const maxTreeSize = 200_000

// treeSize returns the number of nodes of a tree, repetitions unfolded; a little more than maxTreeSize at most.
func treeSize(re *syntax.Regexp) int {
	size := 1 + len(re.Rune)/8
	for _, sub := range re.Sub {
		size += treeSize(sub)
	}
	if re.Op == syntax.OpRepeat {
		size *= max(re.Min, re.Max, 1)
	}
	return min(size, maxTreeSize+1)
}

// MustRegex is [NewRegex] for patterns that are constants of a program and known to be right; it panics on others. Equal
// patterns are one expression: many rules share it.
func MustRegex(pattern string) *Regex {
	if re, ok := constants.Load(pattern); ok {
		return re.(*Regex)
	}
	re, err := NewRegex(pattern)
	if err != nil {
		panic("kql: " + err.Error())
	}
	known, _ := constants.LoadOrStore(pattern, re)
	return known.(*Regex)
}

// constants are the regular expressions that [MustRegex] has prepared, by pattern.
var constants sync.Map

// String returns the pattern.
func (re *Regex) String() string { return re.pattern }

// Groups returns the number of capture groups, the whole match not counted.
func (re *Regex) Groups() int { return len(re.tree.names) - 1 }

// groupNamed returns the number of the group with that name, or -1.
func (re *Regex) groupNamed(name string) int {
	if name == "" {
		return -1
	}
	return slices.Index(re.tree.names, name)
}

// Required returns literals of which every match holds one, case folded; none if nothing is known.
func (re *Regex) Required() []string { return re.required.texts }

// newMatcher compiles a tree for Go's engine, or for the other one where that is needed.
func newMatcher(root *syntax.Regexp, groups int, vm bool) (matcher, error) {
	if !vm {
		if re, err := regexp.Compile(root.String()); err == nil {
			return re, nil
		}
		// Go's limits on repetition are narrower.
	}
	return newRegexVM(root, groups)
}

// newDFA returns the automaton of a tree, nil where it is too large for one. The tree has its classes whole: one without
// what is beyond ASCII would give up where the text may go on with that.
func newDFA(root *syntax.Regexp) *dfa.DFA {
	const most = 20_000
	if treeSize(root) > most {
		return nil
	}
	prog, err := compileRegex(root)
	if err != nil {
		return nil
	}
	return dfa.New(prog, emptyHolds)
}

// asciiTree returns the tree with its large classes cut down to ASCII, and whether there were any.
func asciiTree(re *syntax.Regexp) (*syntax.Regexp, bool) {
	if re.Op == syntax.OpCharClass {
		if len(re.Rune) < 40 || re.Rune[len(re.Rune)-1] < utf8.RuneSelf {
			return re, false
		}
		return classNode(runeSet(re.Rune).intersect(asciiClasses["ascii"])), true
	}
	out, changed := *re, false
	out.Sub = slices.Clone(re.Sub)
	for i, sub := range re.Sub {
		narrow, c := asciiTree(sub)
		out.Sub[i], changed = narrow, changed || c
	}
	return &out, changed
}

// matcher returns the engine for a text.
func (re *Regex) matcher(text string) matcher {
	if re.every == nil || isASCII(text) {
		return re.ascii
	}
	return re.every()
}

// decide reports whether re matches in text; decided is false where only an engine can tell.
func (re *Regex) decide(text string) (match, decided bool) {
	switch {
	case re.literal != "":
		return strings.Contains(text, re.literal), true
	case len(text) < re.shortest, !re.required.in(text):
		return false, true
	}
	if d := re.dfa(); d != nil {
		return d.Match(text)
	}
	return false, false
}

func (re *Regex) match(text string) bool {
	match, decided := re.decide(text)
	return match || !decided && re.matcher(text).MatchString(text)
}

// find returns the places of the first match and its groups, or nil.
func (re *Regex) find(text string) []int {
	if match, decided := re.decide(text); decided && !match {
		return nil
	}
	return re.matcher(text).FindStringSubmatchIndex(text)
}

// findAll returns the places of all matches; n below 0 is no limit.
func (re *Regex) findAll(text string, n int) [][]int {
	if match, decided := re.decide(text); decided && !match {
		return nil
	}
	return re.matcher(text).FindAllStringSubmatchIndex(text, n)
}

// MatchesRegex is matches regex: re matches somewhere in text (Kusto: matches-regex-operator).
func MatchesRegex(text string, re *Regex) bool { return re.match(text) }

// Extract is extract(): the text of a group, 0 for all, of the first match; empty if there is no match, if the group
// took no part in it, and if there is no such group (Kusto: extract-function).
func Extract(re *Regex, group int64, text string) string {
	if group < 0 || group > int64(re.Groups()) {
		return ""
	}
	return submatch(text, re.find(text), int(group))
}

func submatch(text string, places []int, group int) string {
	if places == nil || places[2*group] < 0 {
		return ""
	}
	return text[places[2*group]:places[2*group+1]]
}

// ReplaceRegex is replace_regex(): text with rewrite in place of each match. In rewrite \0 stands for the match, \1 to
// \9 for its groups and \\ for a backslash (Kusto: replace-regex-function).
func ReplaceRegex(text string, re *Regex, rewrite string) string {
	matches := re.findAll(text, -1)
	if matches == nil {
		return text
	}
	var out strings.Builder
	end := 0
	for _, m := range matches {
		out.WriteString(text[end:m[0]])
		for i := 0; i < len(rewrite); i++ {
			c := rewrite[i]
			if c == '\\' && i+1 < len(rewrite) {
				switch next := rewrite[i+1]; {
				case '0' <= next && next <= '9':
					if group := int(next - '0'); group <= re.Groups() {
						out.WriteString(submatch(text, m, group))
					}
					i++
					continue
				case next == '\\':
					i++
				}
			}
			out.WriteByte(c)
		}
		end = m[1]
	}
	out.WriteString(text[end:])
	return out.String()
}

// CountOfRegex is countof(…, "regex"): the number of matches that do not overlap (Kusto: countof-function).
func CountOfRegex(text string, re *Regex) int64 { return int64(len(re.findAll(text, -1))) }

// IndexOfRegex is indexof_regex(): the place, in characters, of a match, or -1. The window is, as far as given: the start
// of the search in characters, the number of characters to search, -1 being all, and which match to find, 1 being the
// first. A negative start, a length below -1 and a negative number give null (Kusto: indexof-regex-function).
func IndexOfRegex(text string, re *Regex, window ...int64) Null[int64] {
	start, length, occurrence := searchWindow(window)
	if start < 0 || length < -1 || occurrence < 0 {
		return Null[int64]{}
	}
	part, ok := characters(text, start, length)
	if !ok || occurrence == 0 {
		return Some(int64(-1))
	}
	all := re.findAll(part, int(min(occurrence, int64(len(part))+1)))
	if int64(len(all)) < occurrence {
		return Some(int64(-1))
	}
	return Some(start + Strlen(part[:all[occurrence-1][0]]))
}

// searchWindow returns the optional arguments of indexof() and indexof_regex().
func searchWindow(window []int64) (start, length, occurrence int64) {
	length, occurrence = -1, 1
	for i, to := range [...]*int64{&start, &length, &occurrence} {
		if i < len(window) {
			*to = window[i]
		}
	}
	return start, length, occurrence
}

// RegexQuote is regex_quote(): a pattern that matches just the text. It escapes what can mean something in a pattern, in
// classes and with white space ignored too (Kusto: regex-quote-function).
func RegexQuote(text string) string {
	if !strings.ContainsAny(text, regexMeta) {
		return text
	}
	out := make([]byte, 0, len(text)+8)
	for i := range len(text) {
		if strings.IndexByte(regexMeta, text[i]) >= 0 {
			out = append(out, '\\')
		}
		out = append(out, text[i])
	}
	return string(out)
}

const regexMeta = `\.+*?()|[]{}^$#&-~`

// Trim is trim(): text without one match of re at its start and one at its end. It does not repeat: trim("x", "xxa") is
// "xa" (Kusto: trim-function).
func Trim(re *Regex, text string) string { return TrimEnd(re, TrimStart(re, text)) }

// TrimStart is trim_start(): text without a match of re at its start (Kusto: trim-start-function).
func TrimStart(re *Regex, text string) string { return text[re.trim().start(text):] }

// TrimEnd is trim_end(): text without a match of re at its end (Kusto: trim-end-function).
func TrimEnd(re *Regex, text string) string { return text[:re.trim().end(text)] }

// trimmer finds matches at the ends of texts: patterns that are one class, such as \s+, by themselves, others by
// engines for the anchored pattern.
type trimmer struct {
	set            runeSet
	max            int
	atStart, atEnd *Regex
}

func newTrimmer(tree *regexTree) trimmer {
	re, most := tree.root, 1
	if (re.Op == syntax.OpPlus || re.Op == syntax.OpStar) && re.Flags&syntax.NonGreedy == 0 {
		re, most = re.Sub[0], int(^uint(0)>>1)
	}
	if re.Op == syntax.OpCharClass {
		return trimmer{set: re.Rune, max: most}
	}
	if re.Op == syntax.OpLiteral && len(re.Rune) == 1 && re.Flags&syntax.FoldCase == 0 {
		return trimmer{set: runeSet{re.Rune[0], re.Rune[0]}, max: most}
	}
	anchored := func(subs ...*syntax.Regexp) *Regex {
		t := *tree
		t.root = &syntax.Regexp{Op: syntax.OpConcat, Sub: subs}
		m, err := newMatcher(t.root, len(t.names), t.custom || t.unicodeEdge)
		if err != nil {
			panic("kql: " + err.Error()) // the pattern compiled without its anchor
		}
		return &Regex{tree: &t, ascii: m, dfa: sync.OnceValue(func() *dfa.DFA { return newDFA(t.root) })}
	}
	return trimmer{
		atStart: anchored(&syntax.Regexp{Op: syntax.OpBeginText}, tree.root),
		atEnd:   anchored(tree.root, &syntax.Regexp{Op: syntax.OpEndText}),
	}
}

// start returns the end of the match at the start of text.
func (t trimmer) start(text string) int {
	if t.set == nil {
		if m := t.atStart.find(text); m != nil {
			return m[1]
		}
		return 0
	}
	at := 0
	for n := 0; n < t.max && at < len(text); n++ {
		r, size := decode(text[at:])
		if !t.set.has(r) {
			break
		}
		at += size
	}
	return at
}

// end returns the start of the match at the end of text.
func (t trimmer) end(text string) int {
	if t.set == nil {
		if m := t.atEnd.find(text); m != nil {
			return m[0]
		}
		return len(text)
	}
	at := len(text)
	for n := 0; n < t.max && at > 0; n++ {
		r, size := decodeLast(text[:at])
		if !t.set.has(r) {
			break
		}
		at -= size
	}
	return at
}
