// Package layout sets Go out as gofmt does, several times as fast: for what a generator prints, which has all its line
// breaks, and spaces wherever. Only white space changes.
//
// It reads tokens, not a tree. What it does not know it leaves to gofmt.
package layout

import (
	"bytes"
	"go/format"
	"slices"
	"sync"
)

// Source returns source as gofmt would. An error tells that it is no Go, which is not always found.
func Source(source []byte) ([]byte, error) {
	if out, ok := set(source); ok {
		return out, nil
	}
	return format.Source(source)
}

// set is Source for what is known here.
func set(source []byte) (out []byte, ok bool) {
	r := rooms.Get().(*room)
	defer rooms.Put(r)
	if r.tokens, ok = scan(source, r.tokens[:0]); !ok {
		return nil, false
	}
	p := printer{source: source, tokens: r.tokens, out: slices.Grow(r.out[:0], len(source)), columns: columns{r.lines[:0]}, frames: r.frames[:0]}
	p.file()
	r.out, r.lines, r.frames = p.out, p.columns.lines, p.frames
	return bytes.Clone(p.out), !p.failed
}

// room is what the tokens and the text of a file are put into.
type room struct {
	tokens []token
	out    []byte
	lines  []row
	frames []frame
}

var rooms = sync.Pool{New: func() any { return new(room) }}

// place is what a bracket is the start of.
type place uint8

const (
	top        place = iota // no bracket
	block                   // statements
	cases                   // those of a switch
	fields                  // of a struct
	composite               // the values of a literal
	group                   // declarations in parentheses
	parameters              // or results
	arguments               // or one operand in parentheses
	index                   // or arguments of a type
	length                  // of an array or slice type
)

// frame is what is known within a bracket, of the statement or element that is being printed.
type frame struct {
	place
	// opening is the index of the bracket.
	opening int32
	// broken tells that a line ended directly within the bracket: what follows is indented.
	broken bool
	// start is the index of the first token of the statement or element.
	start int32
	// header tells that the block of an if, a for or a switch follows, signature that the body of a function may.
	header, signature, isSwitch bool
	// typed tells that the names of a declaration may be followed by their type, array that the type of a literal began.
	typed, array bool
	// tagged and commented tell that fields have tags or comments, which gofmt sets in columns of their own.
	tagged, commented bool
	// breaks are the precedences of the operators after which a line ended and whose right operand did not.
	breaks []uint8
	// keys are the columns of the elements.
	keys keys
}

// printer prints tokens.
type printer struct {
	source []byte
	tokens []token
	out    []byte
	frames []frame
	// depth is how far lines are indented.
	depth int
	// operand tells that the token before ends an operand or a type, space that a blank follows it, named that it is a name
	// whose type follows.
	operand, space, named bool
	// lines is the number of ends of lines since the token before.
	lines   int
	columns columns
	failed  bool
}

// at is the frame of the innermost bracket.
func (p *printer) at() *frame { return &p.frames[len(p.frames)-1] }

// last is the token before the i-th; it is the end of a line for the first.
func (p *printer) last(i int32) token {
	if i == 0 {
		return token{}
	}
	return p.tokens[i-1]
}

// next is the token after the i-th.
func (p *printer) next(i int32) token {
	if int(i)+1 >= len(p.tokens) {
		return token{}
	}
	return p.tokens[i+1]
}

// file prints all tokens.
func (p *printer) file() {
	p.frames = append(p.frames, frame{opening: -1})
	for i := range int32(len(p.tokens)) {
		if p.failed {
			return
		}
		if p.tokens[i].kind == line {
			if p.lines == 0 && i > 0 {
				p.endLine(i)
			}
			p.lines++
			continue
		}
		p.token(i)
		p.lines = 0
	}
	p.columns.flush(&p.out)
	p.out = append(p.out, '\n')
}

// endLine notes where a line ends.
func (p *printer) endLine(i int32) {
	f, t := p.at(), p.tokens[i-1]
	p.space = false
	if t.kind == operator && t.prec > 0 {
		f.breaks = append(f.breaks, t.prec)
		p.depth++
		p.columns.flush(&p.out)
		return
	}
	if !f.broken && f.place != top {
		f.broken = true
		p.depth++
		p.columns.flush(&p.out)
	}
	switch {
	case t.kind == comment && len(f.breaks) > 0:
		return
	case t.kind == dot || t.kind == assign || t.kind == colon && f.place == composite,
		t.kind == comma && f.place < fields:
		p.failed = true // gofmt indents what follows
		return
	}
	p.startStatement(i + 1)
}

// startStatement notes that a statement or element begins.
func (p *printer) startStatement(i int32) {
	f := p.at()
	p.depth -= len(f.breaks)
	f.breaks = f.breaks[:0]
	f.start = i
	f.header, f.signature, f.isSwitch, f.typed, f.array = false, false, false, f.place == group, false
}

// token prints a token, and what has to stand before it.
func (p *printer) token(i int32) {
	t := p.tokens[i]
	first := p.lines > 0 || i == 0
	if first {
		p.operand, p.named = false, false
		if k := p.at().start; k < i && p.blankUntil(k, i) {
			p.at().start = i
		}
	}
	switch t.kind {
	case comment:
		p.comment(i, first)
		return
	case closed:
		p.close(i, first)
		return
	}
	if first {
		p.beginLine(i)
	}
	operand, named := p.operand, p.named
	p.operand, p.named = false, false
	switch t.kind {
	case name:
		p.word(i, operand, !first)
		p.operand = true
		p.named = p.names(i)
	case literal:
		if p.at().place == fields && p.next(i).kind == line && operand {
			p.tag(i)
			return
		}
		p.word(i, operand, !first)
		p.operand = true
	case keyword:
		p.keyword(i, operand, first)
	case open:
		p.open(i, operand, named, first)
	case operator:
		p.operator(i, operand, named)
	case assign:
		p.spaced(t)
		p.at().typed = false
	case step:
		p.write(t)
	case dot:
		p.space = false
		p.write(t)
	case dots:
		p.blank(named || p.space)
		p.write(t)
	case comma, semicolon:
		p.failed = p.failed || p.at().place == fields // names of one type
		p.write(t)
		p.space = true
		p.endElement(i)
	case colon:
		p.colon(i)
	}
}

// blankUntil reports whether there are but ends of lines from a token to another.
func (p *printer) blankUntil(from, to int32) bool {
	for ; from < to; from++ {
		if p.tokens[from].kind != line {
			return false
		}
	}
	return true
}

// write prints the text of a token.
func (p *printer) write(t token) {
	p.out = append(p.out, p.source[t.start:t.end]...)
	p.space = false
}

// blank prints a blank if there has to be one.
func (p *printer) blank(wanted bool) {
	if wanted {
		p.out = append(p.out, ' ')
	}
	p.space = false
}

// spaced prints a token between blanks.
func (p *printer) spaced(t token) {
	if p.at().place == group && t.kind == assign {
		p.columns.end(len(p.out), 0)
	}
	p.blank(true)
	p.write(t)
	p.space = true
}

// word prints a name or a literal.
func (p *printer) word(i int32, operand, within bool) {
	t, last := p.tokens[i], p.last(i)
	if within && operand && (last.kind == name || last.kind == closed || last.kind == literal) {
		p.typeColumn(i)
		p.space = true
	}
	p.blank(p.space)
	p.write(t)
}

// tag prints the tag of a field.
func (p *printer) tag(i int32) {
	f := p.at()
	f.tagged = true
	p.failed = p.failed || f.commented || !p.columns.end(len(p.out), 1)
	p.blank(true)
	p.write(p.tokens[i])
}

// typeColumn ends the column of a field's name where its type begins.
func (p *printer) typeColumn(i int32) {
	if f := p.at(); f.place == fields && i == f.start+1 {
		p.columns.end(len(p.out), 0)
	}
}

// names reports whether a name is one whose type follows.
func (p *printer) names(i int32) bool {
	f, after := p.at(), p.next(i)
	if after.kind == dot || after.kind == line || after.kind == comma || after.kind == literal {
		return false
	}
	switch f.place {
	case fields:
		return i == f.start
	case parameters:
		return i == f.start && after.kind != closed
	case group:
		if f.typed && after.kind != assign {
			p.failed = true // gofmt sets the types under one another
		}
	}
	last := p.last(i).kind
	return f.typed && (last == keyword || last == comma || last == line)
}

// keyword prints a keyword.
func (p *printer) keyword(i int32, operand, first bool) {
	t, f := p.tokens[i], p.at()
	if operand && !first {
		p.typeColumn(i)
		p.space = true
	}
	p.blank(p.space)
	p.write(t)
	p.space = true
	switch t.word {
	case kwFunc:
		f.signature = true
		p.space = f.place == top && i == f.start
	case kwStruct, kwMap:
		p.space = false
		f.array = f.array || t.word == kwMap
	case kwHeader, kwSwitch:
		f.header = true
		f.isSwitch = t.word == kwSwitch
	case kwDecl:
		f.typed = true
	case kwCase:
		p.space = p.next(i).kind != colon
	}
}

// operator prints an operator, which may stand before an operand, or between two.
func (p *printer) operator(i int32, operand, named bool) {
	t, f := p.tokens[i], p.at()
	last := p.last(i)
	result := last.kind == closed && last.word == round && f.signature
	if t.prec == 0 || !operand || named || result {
		if named {
			p.typeColumn(i)
		}
		p.blank(p.space || named || result)
		p.write(t)
		return
	}
	for len(f.breaks) > 0 && f.breaks[len(f.breaks)-1] >= t.prec {
		f.breaks = f.breaks[:len(f.breaks)-1]
		p.depth--
	}
	if t.prec < 4 || p.spacedOperator(i) {
		p.blank(true)
		p.write(t)
		p.space = true
		return
	}
	p.write(t)
}

// colon prints a colon, which ends the key of an element, a case, or the start of a slice.
func (p *printer) colon(i int32) {
	f := p.at()
	switch f.place {
	case composite:
		p.write(p.tokens[i])
		p.space = true
		if p.lineStart(f.start) {
			p.key(i)
		}
	case index:
		p.write(p.tokens[i])
		if p.next(i).kind != closed || p.last(i).kind != open {
			p.failed = p.failed || p.hasOperator(f.opening)
		}
	case cases:
		p.depth++
		p.write(p.tokens[i])
	default:
		p.failed = true // a label
	}
}

// hasOperator reports whether an operator stands directly in a bracket.
func (p *printer) hasOperator(opening int32) bool {
	for i := opening + 1; i < p.tokens[opening].pair; i++ {
		switch t := p.tokens[i]; t.kind {
		case operator:
			return true
		case open:
			i = t.pair
		}
	}
	return false
}

// lineStart reports whether a token is the first of its line.
func (p *printer) lineStart(i int32) bool { return p.last(i).kind == line }

// endElement notes that the next element of a list begins on the same line.
func (p *printer) endElement(i int32) {
	f := p.at()
	if p.tokens[i].kind == comma && f.place == composite && p.lineStart(f.start) && p.next(i).kind != line && p.next(i).kind != comment {
		f.keys = keys{several: true}
	}
	if f.place >= composite {
		p.depth -= len(f.breaks)
		f.breaks = f.breaks[:0]
		f.start = i + 1
		f.signature, f.array = false, false
	}
}
