package ruleset

import (
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// offsets gives, for every byte of a scalar's value and for its end, the byte of the file that it comes from: a character
// as it stands there, the backslash of an escape, the line end that is folded. start is where the node begins, indent the
// column, from 0, of the mapping that it is a value of.
//
// The library tells where a node starts and no more, so the scalar is read a second time. Should the two ever differ, all
// bytes are said to come from the start.
func offsets(text string, start, indent int, n *yaml.Node) []int {
	s := &scalar{text: text, at: start}
	s.properties()
	switch {
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		s.block(n.Style&yaml.LiteralStyle != 0, indent)
	case n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0:
		s.quoted(n.Style&yaml.DoubleQuotedStyle != 0)
	default:
		s.plain(len(n.Value))
	}
	if string(s.value) != n.Value {
		s.from = make([]int, len(n.Value))
		for i := range s.from {
			s.from[i] = start
		}
		s.at = start
	}
	return append(s.from, s.at)
}

// scalar reads a scalar of YAML 1.2: https://yaml.org/spec/1.2.2/#chapter-7-flow-style-productions and chapter 8.
type scalar struct {
	text  string
	at    int
	value []byte
	from  []int // where each byte of the value comes from
}

// add appends what the byte at from stands for.
func (s *scalar) add(from int, value string) {
	for range len(value) {
		s.from = append(s.from, from)
	}
	s.value = append(s.value, value...)
}

// copy appends n bytes as they are.
func (s *scalar) copy(n int) {
	for range n {
		s.add(s.at, s.text[s.at:s.at+1])
		s.at++
	}
}

func (s *scalar) peek() byte {
	if s.at < len(s.text) {
		return s.text[s.at]
	}
	return 0
}

func (s *scalar) blank() bool { return s.peek() == ' ' || s.peek() == '\t' }

// lineEnd is the length of the line end that stands here, and what it stands for.
func (s *scalar) lineEnd() (int, string) {
	rest := s.text[s.at:]
	switch {
	case strings.HasPrefix(rest, "\r\n"):
		return 2, "\n"
	case strings.HasPrefix(rest, "\n"), strings.HasPrefix(rest, "\r"):
		return 1, "\n"
	case strings.HasPrefix(rest, "\u0085"):
		return 2, "\n"
	case strings.HasPrefix(rest, "\u2028"), strings.HasPrefix(rest, "\u2029"):
		return 3, rest[:3]
	}
	return 0, ""
}

// ended reports whether nothing is left of the line.
func (s *scalar) ended() bool {
	n, _ := s.lineEnd()
	return n > 0 || s.at >= len(s.text)
}

// properties skips a tag and an anchor.
func (s *scalar) properties() {
	for s.peek() == '!' || s.peek() == '&' {
		for !s.blank() && !s.ended() {
			s.at++
		}
		for n, _ := s.lineEnd(); s.blank() || n > 0; n, _ = s.lineEnd() {
			s.at += max(n, 1)
		}
	}
}

// brk is a line end: where it stands, and what it stands for.
type brk struct {
	at   int
	text string
}

func (s *scalar) addAll(list []brk) {
	for _, b := range list {
		s.add(b.at, b.text)
	}
}

// blanks reads blanks and line ends within a flow scalar. joined tells that an escaped line end stands before them.
func (s *scalar) blanks(joined bool) {
	start := s.at
	var breaks []brk
	for {
		n, text := s.lineEnd()
		switch {
		case n > 0:
			breaks = append(breaks, brk{s.at, text})
			s.at += n
			continue
		case s.blank():
			s.at++
			continue
		}
		break
	}
	switch {
	case joined:
		s.addAll(breaks)
	case len(breaks) == 0:
		n := s.at - start
		s.at = start
		s.copy(n)
	case breaks[0].text != "\n":
		s.addAll(breaks)
	case len(breaks) == 1:
		s.add(breaks[0].at, " ")
	default:
		s.addAll(breaks[1:])
	}
}

// plain reads a plain scalar whose value has n bytes.
func (s *scalar) plain(n int) {
	for len(s.value) < n && s.at < len(s.text) {
		if s.blank() || s.ended() {
			s.blanks(false)
			continue
		}
		s.copy(1)
	}
}

func (s *scalar) quoted(double bool) {
	quote := s.peek()
	for s.at++; s.at < len(s.text); {
		switch c := s.peek(); {
		case c == quote && !double && strings.HasPrefix(s.text[s.at:], "''"):
			s.add(s.at, "'")
			s.at += 2
		case c == quote:
			return
		case s.blank() || s.ended():
			s.blanks(false)
		case c == '\\' && double:
			s.escape()
		default:
			s.copy(1)
		}
	}
}

// escapes are those of one character.
var escapes = map[byte]string{
	'0': "\x00", 'a': "\a", 'b': "\b", 't': "\t", '\t': "\t", 'n': "\n", 'v': "\v", 'f': "\f", 'r': "\r", 'e': "\x1b", ' ': " ",
	'"': `"`, '/': "/", '\\': `\`, 'N': "\u0085", '_': "\u00a0", 'L': "\u2028", 'P': "\u2029",
}

// digits is how many hexadecimal digits follow an escape.
var digits = map[byte]int{'x': 2, 'u': 4, 'U': 8}

// escape reads a backslash and what belongs to it.
func (s *scalar) escape() {
	start := s.at
	s.at++
	if n, _ := s.lineEnd(); n > 0 {
		s.at += n
		s.blanks(true)
		return
	}
	c := s.peek()
	s.at++
	if text, ok := escapes[c]; ok {
		s.add(start, text)
		return
	}
	r := rune(0)
	for range digits[c] {
		r = r<<4 | hexDigit(s.peek())
		s.at++
	}
	s.add(start, string(utf8.AppendRune(nil, r)))
}

func hexDigit(c byte) rune {
	if c <= '9' {
		return rune(c - '0')
	}
	return rune(c|0x20-'a') + 10
}

// block reads a block scalar, whose header stands here.
func (s *scalar) block(literal bool, parent int) {
	strip, keep, indent := s.header(parent)
	var lineBreak, emptyLines []brk
	s.indentation(&indent, parent, &emptyLines)
	blankBefore := false
	for s.column() == indent && s.at < len(s.text) {
		blankHere := s.blank()
		if fold := !literal && !blankBefore && !blankHere && len(lineBreak) > 0 && lineBreak[0].text == "\n"; !fold {
			s.addAll(lineBreak)
		} else if len(emptyLines) == 0 {
			s.add(lineBreak[0].at, " ")
		}
		s.addAll(emptyLines)
		emptyLines, blankBefore = nil, blankHere
		content := s.at
		for !s.ended() {
			s.copy(1)
		}
		lineBreak = nil
		switch n, text := s.lineEnd(); {
		case n > 0:
			lineBreak = []brk{{s.at, text}}
			s.at += n
		case strings.Trim(s.text[content:s.at], " \t") == "":
			lineBreak = []brk{{s.at, "\n"}}
		}
		s.indentation(&indent, parent, &emptyLines)
	}
	if !strip {
		s.addAll(lineBreak)
	}
	if keep {
		s.addAll(emptyLines)
	}
}

// header reads the header of a block scalar; indent is 0 where it does not say one.
func (s *scalar) header(parent int) (strip, keep bool, indent int) {
	for s.at++; !s.ended(); s.at++ {
		switch c := s.peek(); {
		case c == '-':
			strip = true
		case c == '+':
			keep = true
		case c >= '1' && c <= '9':
			indent = parent + int(c-'0')
		case c == '#':
			for !s.ended() {
				s.at++
			}
			s.at--
		}
	}
	n, _ := s.lineEnd()
	s.at += n
	return strip, keep, indent
}

// column is the column, from 0, in bytes.
func (s *scalar) column() int {
	before := s.text[:s.at]
	i := strings.LastIndexAny(before, "\r\n\u0085\u2028\u2029")
	if i < 0 {
		return s.at
	}
	_, size := utf8.DecodeRuneInString(before[i:])
	return s.at - i - size
}

// indentation reads the indentation of a line and the empty lines before it, and sets indent where it is not known.
func (s *scalar) indentation(indent *int, parent int, emptyLines *[]brk) {
	deepest := 0
	for {
		column := s.column()
		for (*indent == 0 || column < *indent) && s.peek() == ' ' {
			s.at++
			column++
		}
		deepest = max(deepest, column)
		n, text := s.lineEnd()
		if n == 0 {
			break
		}
		*emptyLines = append(*emptyLines, brk{s.at, text})
		s.at += n
	}
	// Blanks at the end of the file are a line of their own.
	if column := s.column(); s.at >= len(s.text) && column > 0 && (*indent == 0 || column <= *indent) {
		*emptyLines = append(*emptyLines, brk{s.at, "\n"})
	}
	if *indent == 0 {
		*indent = max(deepest, parent+1)
	}
}
