package parser

import (
	"strings"
	"unicode/utf8"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/kqlc/kqlc/internal/diag"
)

// The form of formatted queries.
const (
	lineWidth = 120
	indentBy  = 4
)

// Format returns a query in its canonical layout: a statement or an operator a line, lists and conditions that are too
// long for a line broken up, comments where they were. Only white space changes: the tokens, and so the tree, stay the
// same. Lines end as all of the source's do, or in LF. A query with syntax errors is returned as it is, with the errors.
func Format(src string) (string, []diag.Diagnostic) {
	f, problems := Parse(src)
	if diag.HasErrors(problems) {
		return src, problems
	}
	l := &layout{
		src: src, lineEnd: lineEnd(src), at: map[int]int{}, glued: map[int]bool{}, spaced: map[int]bool{}, groups: map[int][]*group{},
	}
	l.scan()
	l.measure(f)
	l.print()
	return l.out.String(), problems
}

// lineEnd is CR LF where all lines end so, otherwise LF.
func lineEnd(src string) string {
	if n := strings.Count(src, "\n"); n > 0 && n == strings.Count(src, "\r\n") {
		return "\r\n"
	}
	return "\n"
}

// layout is a query being formatted.
type layout struct {
	src     string
	lineEnd string
	tokens  []lexer.Token // without the head, with the end
	at      map[int]int   // from a token's place to its number

	glued  map[int]bool     // tokens without a blank before them
	spaced map[int]bool     // tokens with one, whatever they are
	groups map[int][]*group // by their first token, outermost first

	out    strings.Builder
	column int
	indent int // of the line being written
}

// group is a part of the query that stands in one line if it fits, and else begins a line at each of its breaks.
type group struct {
	from, to int         // tokens
	breaks   map[int]int // the tokens before which lines begin, and how much further these are indented
	always   bool        // breaks even if it fits
	blanks   bool        // keeps an empty line where the source has some
	fill     bool        // begins a line only where the one before is full
	broken   bool
	indent   int
}

func (l *layout) scan() {
	for s := (&scanner{text: l.src, begun: true}); ; {
		t, _ := s.Next()
		l.at[t.Pos.Offset] = len(l.tokens)
		l.tokens = append(l.tokens, t)
		if t.EOF() {
			return
		}
	}
}

// print writes all tokens.
func (l *layout) print() {
	var open []*group
	for i, t := range l.tokens {
		for len(open) > 0 && i >= open[len(open)-1].to {
			open = open[:len(open)-1]
		}
		indent, breaks, blanks := l.breakAt(i, open)
		if list := commentsIn(l.gap(i)); len(list) > 0 {
			l.writeComments(list, indent, blanks, i > 0)
		} else if breaks && i > 0 && !t.EOF() {
			l.newline(blanks && strings.Count(l.gap(i), "\n") > 1)
		}
		if t.EOF() {
			break
		}
		if l.column == 0 {
			l.begin(indent)
		} else if l.blankBefore(i) {
			l.write(" ")
		}
		for _, g := range l.groups[i] {
			g.indent = l.indent
			g.broken = g.always || !l.fits(g.from, g.to)
			open = append(open, g)
		}
		l.write(t.Value)
	}
	if l.column > 0 {
		l.newline(false)
	}
}

// breakAt tells whether a line begins before a token, and how it is indented if one has to.
func (l *layout) breakAt(i int, open []*group) (indent int, breaks, blanks bool) {
	for _, g := range open {
		if d, ok := g.breaks[i]; ok && g.broken {
			full := !g.fill || d == 0 || i == g.from+1 || !l.fits(i, l.elementEnd(i, g))
			return g.indent + d, full, g.blanks
		}
	}
	if i == 0 || l.tokens[i].EOF() {
		return 0, true, true
	}
	return l.indent + indentBy, false, false
}

// elementEnd is the token behind the element of a list that begins at a token, and its comma.
func (l *layout) elementEnd(i int, g *group) int {
	for j := i + 1; j < g.to; j++ {
		if _, ok := g.breaks[j]; ok {
			return j
		}
	}
	return g.to
}

// fits tells whether tokens have room in the line that is being written.
func (l *layout) fits(from, to int) bool {
	width := l.column
	for i := from; i < to; i++ {
		if i > from {
			if strings.Contains(l.gap(i), "//") {
				return false
			}
			for _, g := range l.groups[i] {
				if g.always {
					return false
				}
			}
		}
		if strings.Contains(l.tokens[i].Value, "\n") {
			return false
		}
		width += 1 + utf8.RuneCountInString(l.tokens[i].Value)
		if !l.blankBefore(i) {
			width--
		}
		if width > lineWidth {
			return false
		}
	}
	return true
}

// gap is the white space and the comments before a token.
func (l *layout) gap(i int) string {
	pos := l.tokens[i].Pos
	return l.src[pos.Line:pos.Offset]
}

// comment is a comment in a gap.
type comment struct {
	text string
	// own means that it stands on a line of its own, and after that an empty line is before it.
	own, after bool
}

func commentsIn(gap string) []comment {
	var list []comment
	for {
		i := strings.Index(gap, "//")
		if i < 0 {
			return list
		}
		breaks := strings.Count(gap[:i], "\n")
		gap = gap[i:]
		end := lineLength(gap)
		list = append(list, comment{strings.TrimRight(gap[:end], " \t"), breaks > 0 || len(list) > 0, breaks > 1})
		gap = gap[end:]
	}
}

// writeComments writes comments and ends the line of the last. behind tells that a token stands before them.
func (l *layout) writeComments(list []comment, indent int, blanks, behind bool) {
	for i, c := range list {
		switch {
		case i == 0 && behind && !c.own:
			l.write(" ")
		default:
			if l.column > 0 {
				l.newline(false)
			}
			if blanks && c.after && l.out.Len() > 0 {
				l.newline(false)
			}
			l.begin(indent)
		}
		l.write(c.text)
	}
	l.newline(false)
}

// begin begins a line.
func (l *layout) begin(indent int) {
	l.write(strings.Repeat(" ", indent))
	l.indent = indent
}

func (l *layout) newline(twice bool) {
	l.out.WriteString(l.lineEnd)
	if twice {
		l.out.WriteString(l.lineEnd)
	}
	l.column = 0
}

func (l *layout) write(text string) {
	l.out.WriteString(text)
	if i := strings.LastIndexByte(text, '\n'); i >= 0 {
		l.column = utf8.RuneCountInString(text[i+1:])
		return
	}
	l.column += utf8.RuneCountInString(text)
}

// blankBefore tells whether a blank separates a token from the one before it.
func (l *layout) blankBefore(i int) bool {
	if i == 0 {
		return false
	}
	if l.spaced[i] {
		return true
	}
	if l.glued[i] {
		return false
	}
	next, last := &l.tokens[i], &l.tokens[i-1]
	if next.Type == punctToken {
		switch next.Value {
		case ",", ";", ")", "]", ".", ":":
			return false
		}
	}
	if last.Type == punctToken {
		switch last.Value {
		case "(", "[", ".", ":", "@":
			return false
		}
	}
	return true
}
