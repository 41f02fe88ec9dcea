package layout

// spacedOperator reports whether gofmt sets blanks around an operator of precedence 4 or 5.
func (p *printer) spacedOperator(i int32) bool {
	from, to := p.chain(i)
	spaced := false
	p.tree(from, to, p.rootDepth(len(p.frames)-1), func(op int32, cutoff uint8) {
		if op == i {
			spaced = p.tokens[op].prec < cutoff
		}
	}, nil)
	return spaced
}

// chain is where the operands and operators around a token begin and end.
func (p *printer) chain(i int32) (from, to int32) {
	for from = i; from > 0; from-- {
		t := p.tokens[from-1]
		if t.kind != closed && !p.links(from-1) {
			break
		}
		if t.kind == closed {
			from = t.pair + 1
		}
	}
	for to = i; int(to) < len(p.tokens); to++ {
		t := p.tokens[to]
		if t.kind != open && !p.links(to) {
			break
		}
		if t.kind == open {
			to = t.pair
		}
	}
	return from, to
}

// links reports whether a token that is no bracket is part of operands and operators.
func (p *printer) links(i int32) bool {
	switch t := p.tokens[i]; t.kind {
	case name, literal, operator, dot:
		return true
	case keyword:
		return t.word == kwFunc || t.word == kwStruct || t.word == kwMap
	case line:
		return i > 0 && p.tokens[i-1].kind == operator
	}
	return false
}

// binary reports whether an operator of a chain stands between two operands.
func (p *printer) binary(i, from int32) bool {
	if p.tokens[i].kind != operator || p.tokens[i].prec == 0 || i == from {
		return false
	}
	last := p.tokens[i-1].kind
	return last == name || last == literal || last == closed
}

// tree goes through the operators from one token to another as the tree that they are of. See go/printer for what depth
// is, and how blanks follow from it.
func (p *printer) tree(from, to int32, depth int, see func(op int32, cutoff uint8), operand func(from, to int32, depth int)) {
	root := p.root(from, to)
	if root < 0 {
		if operand != nil {
			operand(from, to, depth)
		}
		return
	}
	prec := p.tokens[root].prec
	if see != nil {
		see(root, p.cutoff(from, to, depth))
	}
	left := depth + 1
	if inner := p.root(from, root); inner >= 0 && p.tokens[inner].prec == prec {
		left = depth
	}
	p.tree(from, root, left, see, operand)
	p.tree(root+1, to, depth+1, see, operand)
}

// root is the last operator of the lowest precedence, -1 where there is none.
func (p *printer) root(from, to int32) int32 {
	root := int32(-1)
	for i := from; i < to; i++ {
		if t := p.tokens[i]; t.kind == open {
			i = t.pair
		} else if p.binary(i, from) && (root < 0 || t.prec <= p.tokens[root].prec) {
			root = i
		}
	}
	return root
}

// cutoff is the precedence from which on operators have no blanks.
func (p *printer) cutoff(from, to int32, depth int) uint8 {
	var has4, has5 bool
	for i := from; i < to; i++ {
		if t := p.tokens[i]; t.kind == open {
			i = t.pair
		} else if p.binary(i, from) {
			has4 = has4 || t.prec == 4
			has5 = has5 || t.prec == 5
			switch p.text(i) + p.text(i+1) {
			case "/*", "&&", "&^", "++", "--":
				p.failed = true // gofmt keeps them apart
			}
		}
	}
	switch {
	case has4 && has5 && depth == 1:
		return 5
	case depth == 1:
		return 6
	}
	return 4
}

// rootDepth is the depth of the operands and operators that stand in a frame.
func (p *printer) rootDepth(level int) int {
	opening := p.frames[level].opening
	if opening < 0 || p.tokens[opening].word == curly {
		return 1
	}
	depth := 1
	from, to := p.chain(opening)
	p.tree(from, to, p.rootDepth(level-1), nil, func(from, to int32, of int) {
		if from <= opening && opening < to {
			depth = p.withinOperand(opening, to, of)
		}
	})
	return depth
}

// withinOperand is the depth of what stands in a bracket of an operand that ends at to. Calls that follow the bracket are
// around it.
func (p *printer) withinOperand(opening, to int32, depth int) int {
	var after []int32
	for i := opening; i < to; i++ {
		if t := p.tokens[i]; t.kind == open {
			after = append(after, i)
			i = t.pair
		}
	}
	for k := len(after) - 1; k >= 0; k-- {
		i := after[k]
		t := p.tokens[i]
		last := p.last(i)
		switch {
		case t.word == square && i == opening:
			return depth + 1
		case t.word == square, t.word == curly:
			depth = 1
		case last.kind != name && last.kind != closed: // an operand in parentheses
			return max(depth-1, 1)
		case t.count > 0:
			depth++
		}
	}
	return depth
}
