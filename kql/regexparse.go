package kql

import (
	"fmt"
	"regexp/syntax"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kusto's regular expressions are those of Rust's regex crate (Kusto: regex). They are read here into the tree of
// regexp/syntax, which Go's engine runs; what that engine has no notion of, Unicode word edges and the like, is marked
// for the engine of regexvm.go. Older rules are written for RE2, where [[] and a{x are literal: a pattern that is wrong
// otherwise is read once more the lenient way.

// assertion is an empty match that regexp/syntax does not know; the tree holds it as an empty group of that name.
type assertion uint8

const (
	asciiWordEdge assertion = iota
	noASCIIWordEdge
	wordStart
	wordEnd
	wordStartHalf
	wordEndHalf
	lineStartCRLF
	lineEndCRLF
)

// assertionCap is the capture number of the first assertion; those of groups are below.
const assertionCap = 1 << 20

func (a assertion) node() *syntax.Regexp {
	return &syntax.Regexp{Op: syntax.OpCapture, Cap: assertionCap + int(a), Sub: []*syntax.Regexp{{Op: syntax.OpEmptyMatch}}}
}

// regexTree is a pattern that has been read.
type regexTree struct {
	root        *syntax.Regexp
	names       []string // of the groups; names[0] is that of the whole match, ""
	unicodeEdge bool     // has \b or \B, which go by Unicode words
	custom      bool     // has an assertion
}

type regexFlags struct {
	fold, multiline, dotAll, crlf, swapGreed, verbose, ascii bool
}

type regexParser struct {
	regexTree
	regexFlags
	pattern    string
	at         int
	depth      int
	lenient    bool
	asciiEdges []*syntax.Regexp
}

func parseRegex(pattern string) (*regexTree, error) {
	t, err := parseRegexMode(pattern, false)
	if err != nil {
		if t, again := parseRegexMode(pattern, true); again == nil {
			return t, nil
		}
	}
	return t, err
}

func parseRegexMode(pattern string, lenient bool) (t *regexTree, err error) {
	p := &regexParser{pattern: pattern, lenient: lenient, regexTree: regexTree{names: []string{""}}}
	defer func() {
		switch e := recover().(type) {
		case nil:
		case regexError:
			t, err = nil, fmt.Errorf("regular expression %q: %s", pattern, string(e))
		default:
			panic(e)
		}
	}()
	if !utf8.ValidString(pattern) {
		p.fail("not UTF-8")
	}
	p.root = p.alternation()
	if p.at < len(pattern) {
		p.fail("unexpected )")
	}
	for _, edge := range p.asciiEdges {
		if p.unicodeEdge {
			p.custom = true
			break
		}
		// Without Unicode's beside it, the edge is the one that Go knows.
		op := syntax.OpWordBoundary
		if edge.Cap == assertionCap+int(noASCIIWordEdge) {
			op = syntax.OpNoWordBoundary
		}
		*edge = syntax.Regexp{Op: op}
	}
	return &p.regexTree, nil
}

// regexError is what is wrong with a pattern; it is thrown within the parser only.
type regexError string

func (p *regexParser) fail(format string, args ...any) {
	panic(regexError(fmt.Sprintf(format, args...)))
}

func (p *regexParser) rest() string { return p.pattern[p.at:] }

func (p *regexParser) eat(s string) bool {
	if strings.HasPrefix(p.rest(), s) {
		p.at += len(s)
		return true
	}
	return false
}

// next reads one character.
func (p *regexParser) next() rune {
	if p.at == len(p.pattern) {
		p.fail("ends too early")
	}
	r, n := utf8.DecodeRuneInString(p.rest())
	p.at += n
	return r
}

// skip passes the blanks and comments of verbose mode.
func (p *regexParser) skip() {
	for p.verbose && p.at < len(p.pattern) {
		r, n := utf8.DecodeRuneInString(p.rest())
		switch {
		case unicode.IsSpace(r):
			p.at += n
		case r == '#':
			if i := strings.IndexByte(p.rest(), '\n'); i >= 0 {
				p.at += i
			} else {
				p.at = len(p.pattern)
			}
		default:
			return
		}
	}
}

func (p *regexParser) alternation() *syntax.Regexp {
	if p.depth++; p.depth > 250 {
		p.fail("nested too deeply")
	}
	defer func() { p.depth-- }()
	branches := []*syntax.Regexp{p.concatenation()}
	for p.eat("|") {
		branches = append(branches, p.concatenation())
	}
	if len(branches) == 1 {
		return branches[0]
	}
	return &syntax.Regexp{Op: syntax.OpAlternate, Sub: branches}
}

func (p *regexParser) concatenation() *syntax.Regexp {
	var items []*syntax.Regexp
	for {
		p.skip()
		if rest := p.rest(); rest == "" || rest[0] == '|' || rest[0] == ')' {
			break
		}
		item := p.atom()
		if item == nil {
			continue // flags
		}
		item = p.quantified(item)
		if n := len(items); n > 0 && item.Op == syntax.OpLiteral && items[n-1].Op == syntax.OpLiteral && item.Flags == items[n-1].Flags {
			items[n-1].Rune = append(items[n-1].Rune, item.Rune...)
			continue
		}
		items = append(items, item)
	}
	switch len(items) {
	case 0:
		return &syntax.Regexp{Op: syntax.OpEmptyMatch}
	case 1:
		return items[0]
	}
	return &syntax.Regexp{Op: syntax.OpConcat, Sub: items}
}

// quantified reads the repetitions behind item.
func (p *regexParser) quantified(item *syntax.Regexp) *syntax.Regexp {
	for {
		p.skip()
		re := &syntax.Regexp{Sub: []*syntax.Regexp{item}}
		switch {
		case p.eat("*"):
			re.Op = syntax.OpStar
		case p.eat("+"):
			re.Op = syntax.OpPlus
		case p.eat("?"):
			re.Op = syntax.OpQuest
		case strings.HasPrefix(p.rest(), "{"):
			re.Op = syntax.OpRepeat
			n, ok := 0, false
			if re.Min, re.Max, n, ok = countedRepeat(p.rest()); !ok {
				if p.lenient {
					return item
				}
				p.fail("{ starts no repetition")
			}
			if re.Max >= 0 && re.Max < re.Min {
				p.fail("repetition from %d to %d", re.Min, re.Max)
			}
			p.at += n
		default:
			return item
		}
		if p.eat("?") != p.swapGreed {
			re.Flags = syntax.NonGreedy
		}
		if p.depth++; p.depth > 250 {
			p.fail("nested too deeply")
		}
		defer func() { p.depth-- }()
		item = re
	}
}

// countedRepeat reads {n}, {n,} and {n,m} at the start of s; max is -1 for no limit, size the length in bytes.
func countedRepeat(s string) (least, most, size int, ok bool) {
	end := strings.IndexByte(s, '}')
	if end < 0 {
		return 0, 0, 0, false
	}
	from, to, two := strings.Cut(s[1:end], ",")
	least, ok = repeatCount(from)
	most = least
	if two {
		if strings.TrimSpace(to) == "" {
			most = -1
		} else {
			var okTo bool
			most, okTo = repeatCount(to)
			ok = ok && okTo
		}
	}
	return least, most, end + 1, ok
}

func repeatCount(s string) (int, bool) {
	s = strings.TrimSpace(s)
	n, err := strconv.ParseUint(s, 10, 16)
	return int(n), err == nil
}

func (p *regexParser) atom() *syntax.Regexp {
	start := p.at
	switch r := p.next(); r {
	case '(':
		return p.group()
	case '[':
		return classNode(p.bracket())
	case '.':
		switch {
		case p.dotAll:
			return &syntax.Regexp{Op: syntax.OpAnyChar}
		case p.crlf:
			return classNode(setOf('\n', '\n', '\r', '\r').negate())
		}
		return &syntax.Regexp{Op: syntax.OpAnyCharNotNL}
	case '^':
		switch {
		case p.multiline && p.crlf:
			return p.assert(lineStartCRLF)
		case p.multiline:
			return &syntax.Regexp{Op: syntax.OpBeginLine}
		}
		return &syntax.Regexp{Op: syntax.OpBeginText}
	case '$':
		switch {
		case p.multiline && p.crlf:
			return p.assert(lineEndCRLF)
		case p.multiline:
			return &syntax.Regexp{Op: syntax.OpEndLine}
		}
		return &syntax.Regexp{Op: syntax.OpEndText}
	case '\\':
		return p.escape()
	case '*', '+', '?':
		p.fail("nothing for %c to repeat", r)
	case '{':
		if _, _, _, repeat := countedRepeat(p.pattern[start:]); repeat || !p.lenient {
			p.fail("nothing for { to repeat")
		}
		return p.literal(r)
	default:
		return p.literal(r)
	}
	return nil
}

func (p *regexParser) literal(r rune) *syntax.Regexp {
	re := &syntax.Regexp{Op: syntax.OpLiteral, Rune: []rune{r}}
	if p.fold {
		re.Flags = syntax.FoldCase
	}
	return re
}

func (p *regexParser) assert(a assertion) *syntax.Regexp {
	p.custom = true
	return a.node()
}

func classNode(s runeSet) *syntax.Regexp {
	if len(s) == 0 {
		return &syntax.Regexp{Op: syntax.OpNoMatch}
	}
	return &syntax.Regexp{Op: syntax.OpCharClass, Rune: s}
}

// group reads what follows an opening parenthesis, up to and with the closing one. Flags for the rest of the enclosing
// group give nil.
func (p *regexParser) group() *syntax.Regexp {
	saved := p.regexFlags
	node := (*syntax.Regexp)(nil)
	switch {
	case p.eat("?P<"), p.eat("?<"):
		name, _, ok := strings.Cut(p.rest(), ">")
		if !ok || !isGroupName(name) {
			p.fail("bad name of a group")
		}
		for _, n := range p.names {
			if n == name {
				p.fail("two groups are named %s", name)
			}
		}
		p.at += len(name) + 1
		node = p.capture(name)
	case p.eat("?"):
		if p.flags() == ')' {
			return nil
		}
	default:
		node = p.capture("")
	}
	body := p.alternation()
	if !p.eat(")") {
		p.fail("missing )")
	}
	p.regexFlags = saved
	if node == nil {
		return body
	}
	node.Sub = []*syntax.Regexp{body}
	return node
}

func (p *regexParser) capture(name string) *syntax.Regexp {
	p.names = append(p.names, name)
	// Go's engine gets its groups by number: Rust's names may hold more than Go's.
	return &syntax.Regexp{Op: syntax.OpCapture, Cap: len(p.names) - 1}
}

func isGroupName(s string) bool {
	for i, r := range s {
		switch {
		case r == '_' || unicode.IsLetter(r):
		case i > 0 && (r == '.' || r == '[' || r == ']' || unicode.IsNumber(r)):
		default:
			return false
		}
	}
	return s != ""
}

// flags reads the flags of a group up to the : or ) behind them, which it returns.
func (p *regexParser) flags() rune {
	on := true
	for n := 0; ; n++ {
		switch r := p.next(); r {
		case 'i':
			p.fold = on
		case 'm':
			p.multiline = on
		case 's':
			p.dotAll = on
		case 'R':
			p.crlf = on
		case 'U':
			p.swapGreed = on
		case 'u':
			p.ascii = !on
		case 'x':
			p.verbose = on
		case '-':
			if !on {
				p.fail("two - among flags")
			}
			on = false
		case ':', ')':
			if n == 0 && r == ')' {
				p.fail("nothing for ? to repeat")
			}
			return r
		default:
			p.fail("unknown flag %c", r)
		}
	}
}

// escape reads what follows a backslash outside of brackets.
func (p *regexParser) escape() *syntax.Regexp {
	if p.lenient && p.eat("Q") {
		text, _, _ := strings.Cut(p.rest(), `\E`)
		p.at = min(p.at+len(text)+2, len(p.pattern))
		re := &syntax.Regexp{Op: syntax.OpEmptyMatch}
		if text != "" {
			re = p.literal(0)
			re.Rune = []rune(text)
		}
		return re
	}
	switch {
	case p.eat("A"):
		return &syntax.Regexp{Op: syntax.OpBeginText}
	case p.eat("z"):
		return &syntax.Regexp{Op: syntax.OpEndText}
	case p.eat("b{start}"), p.eat("<"):
		return p.assert(wordStart)
	case p.eat("b{end}"), p.eat(">"):
		return p.assert(wordEnd)
	case p.eat("b{start-half}"):
		return p.assert(wordStartHalf)
	case p.eat("b{end-half}"):
		return p.assert(wordEndHalf)
	case p.eat("b"):
		return p.wordEdge(syntax.OpWordBoundary, asciiWordEdge)
	case p.eat("B"):
		return p.wordEdge(syntax.OpNoWordBoundary, noASCIIWordEdge)
	}
	if s, ok := p.escapedClass(); ok {
		return classNode(s)
	}
	return p.literal(p.escapedRune())
}

func (p *regexParser) wordEdge(op syntax.Op, ascii assertion) *syntax.Regexp {
	if p.ascii {
		node := ascii.node()
		p.asciiEdges = append(p.asciiEdges, node)
		return node
	}
	p.unicodeEdge = true
	return &syntax.Regexp{Op: op}
}

// escapedClass reads the class that follows a backslash, if one does.
func (p *regexParser) escapedClass() (s runeSet, ok bool) {
	if p.at == len(p.pattern) {
		p.fail(`ends with \`)
	}
	switch c := p.pattern[p.at]; c {
	case 'd', 'D', 's', 'S', 'w', 'W':
		p.at++
		return perlClass(c, !p.ascii), true
	case 'p', 'P':
		p.at++
		var name string
		if p.eat("{") {
			name, _, ok = strings.Cut(p.rest(), "}")
			if !ok {
				p.fail("missing } of a class")
			}
			p.at += len(name) + 1
		} else {
			name = string(p.next())
		}
		name, negated := strings.CutPrefix(name, "^")
		if s, ok = unicodeClass(name); !ok {
			p.fail("unknown class %s", name)
		}
		s = p.folded(s)
		if negated != (c == 'P') {
			s = s.negate()
		}
		return s, true
	}
	return nil, false
}

func (p *regexParser) folded(s runeSet) runeSet {
	if !p.fold {
		return s
	}
	return s.fold()
}

// escapedRune reads the character that follows a backslash.
func (p *regexParser) escapedRune() rune {
	r := p.next()
	switch r {
	case 'a':
		return '\a'
	case 'f':
		return '\f'
	case 't':
		return '\t'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 'v':
		return '\v'
	case 'x':
		return p.hexRune(2)
	case 'u':
		return p.hexRune(4)
	case 'U':
		return p.hexRune(8)
	case '0', '1', '2', '3', '4', '5', '6', '7':
		v := r - '0'
		for i := 0; i < 2 && p.at < len(p.pattern); i++ {
			d := p.pattern[p.at]
			if d < '0' || d > '7' {
				break
			}
			v = v*8 + rune(d-'0')
			p.at++
		}
		return v
	}
	alnum := r < utf8.RuneSelf && isAlnum(r)
	if r >= utf8.RuneSelf || alnum || r == '<' || r == '>' {
		p.fail(`unknown escape \%c`, r)
	}
	return r
}

// hexRune reads n hexadecimal digits, or any number of them in braces.
func (p *regexParser) hexRune(n int) rune {
	var digits string
	if p.eat("{") {
		var ok bool
		if digits, _, ok = strings.Cut(p.rest(), "}"); !ok {
			p.fail("missing } of a character")
		}
		p.at += len(digits) + 1
	} else {
		digits = p.rest()[:min(n, len(p.rest()))]
		if len(digits) < n {
			p.fail("too few hexadecimal digits")
		}
		p.at += n
	}
	v, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || v > unicode.MaxRune || !utf8.ValidRune(rune(v)) {
		p.fail("bad character %s", digits)
	}
	return rune(v)
}
