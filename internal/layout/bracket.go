package layout

// open prints a bracket that opens.
func (p *printer) open(i int32, operand, named, first bool) {
	t, f := p.tokens[i], p.at()
	inner := frame{opening: i, start: i + 1}
	last := p.last(i)
	result := last.kind == closed && last.word == round && f.signature
	switch t.word {
	case round:
		inner.place = p.round(i, operand, result)
	case square:
		inner.place = index
		if !operand || named || result {
			inner.place = length
			p.space = p.space || named || result
			f.array = true
			if named {
				p.typeColumn(i)
			}
		}
	case curly:
		inner.place = p.curly(i, first)
	}
	inner.typed = inner.place == group
	p.blank(p.space)
	p.write(t)
	p.frames = append(p.frames, inner)
}

// round is what a parenthesis starts.
func (p *printer) round(i int32, operand, result bool) place {
	f, last := p.at(), p.last(i)
	switch {
	case last.kind == keyword && last.word == kwDecl:
		f.typed = false
		return group
	case last.kind == keyword && last.word == kwFunc:
		return parameters
	case result:
		p.space = true
		return parameters
	case f.signature && f.place == top && operand: // behind the function's name
		return parameters
	}
	f.array = false
	return arguments
}

// curly is what a brace starts.
func (p *printer) curly(i int32, first bool) place {
	f, last := p.at(), p.last(i)
	empty := p.next(i).kind == closed
	statements := func(of place) place {
		p.space = true
		p.oneLine(i)
		p.depth -= len(f.breaks)
		f.breaks = f.breaks[:0]
		return of
	}
	switch {
	case last.kind == keyword && last.word == kwStruct:
		p.space = !empty
		return fields
	case f.signature:
		f.signature = false
		p.space = true
		p.oneLine(i)
		return block
	case f.header && !f.array:
		f.header = false
		p.failed = p.failed || empty
		if f.isSwitch {
			return statements(cases)
		}
		return statements(block)
	case last.kind == keyword && last.word == kwElse:
		p.failed = p.failed || empty
		return statements(block)
	case first && f.place <= cases:
		return statements(block)
	}
	f.array = false
	return composite
}

// oneLine gives up at a block on one line.
func (p *printer) oneLine(i int32) {
	if k := p.next(i).kind; k != line && k != closed && k != comment {
		p.failed = true
	}
}

// close prints a bracket that closes.
func (p *printer) close(i int32, first bool) {
	t := p.tokens[i]
	f := p.at()
	if f.broken {
		p.depth--
	}
	p.depth -= len(f.breaks)
	closed := f.place
	if f.broken {
		p.columns.flush(&p.out)
	}
	p.frames = p.frames[:len(p.frames)-1]
	p.space = false
	if first {
		p.lines = 1 // no blank line before it
		p.beginLine(i)
	}
	p.write(t)
	p.operand, p.named = closed != length, false
}
