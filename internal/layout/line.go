package layout

import "bytes"

// beginLine ends the line before and indents the one that begins.
func (p *printer) beginLine(i int32) {
	f, t := p.at(), p.tokens[i]
	if i > 0 && len(p.out) > 0 {
		blank := p.lines > 1 && p.lastShown(i).kind != open || f.place == top && t.kind != closed && p.apart(i)
		if blank || f.place != group && f.place != fields && f.place != composite {
			p.columns.flush(&p.out)
		}
		p.out = append(p.out, '\n')
		if blank {
			p.out = append(p.out, '\n')
		}
	}
	if t.kind == keyword && t.word == kwCase && f.place == cases {
		p.depth-- // until its colon
	}
	for range p.depth {
		p.out = append(p.out, '\t')
	}
	p.space = false
	if (f.place == group || f.place == fields) && t.kind != comment && i == f.start {
		p.columns.begin(len(p.out))
	}
}

// lastShown is the last token before the i-th that is not the end of a line.
func (p *printer) lastShown(i int32) token { return p.tokens[before(p.tokens, i)] }

// apart reports whether a blank line parts what begins from the declaration before it: it is of another kind, or has a
// comment.
func (p *printer) apart(i int32) bool {
	last := before(p.tokens, i)
	if p.tokens[last].kind == comment && p.lineStart(last) {
		return false
	}
	if p.tokens[i].kind == comment {
		for ; p.tokens[i].kind == comment; i += 2 {
			if int(i)+2 >= len(p.tokens) {
				return false
			}
		}
		return p.tokens[i].kind == keyword
	}
	return p.tokens[i].word != p.tokens[p.declaration(last)].word || p.text(i) != p.text(p.declaration(last))
}

// text is the text of a token.
func (p *printer) text(i int32) string {
	t := p.tokens[i]
	return string(p.source[t.start:t.end])
}

// declaration is the first token of the line or declaration that ends with the i-th, which stands in no bracket.
func (p *printer) declaration(i int32) int32 {
	for {
		if t := p.tokens[i]; t.kind == closed {
			i = t.pair
		}
		if i == 0 || p.tokens[i-1].kind == line {
			return i
		}
		i--
	}
}

// comment prints a comment.
func (p *printer) comment(i int32, first bool) {
	if first {
		p.failed = p.failed || p.at().place == top && !plain(p.source[p.tokens[i].start:p.tokens[i].end])
		p.columns.flush(&p.out)
		p.beginLine(i)
		p.write(p.tokens[i])
		return
	}
	switch f := p.at(); {
	case f.place == fields || f.place == group:
		f.commented = true
		p.failed = p.failed || f.tagged || !p.columns.end(len(p.out), 1)
		p.out = append(p.out, ' ')
		p.write(p.tokens[i])
	default:
		p.failed = true // gofmt sets such comments under one another
	}
}

// plain reports whether gofmt leaves the comment of a declaration as it is.
func plain(comment []byte) bool {
	text, found := bytes.CutPrefix(comment, []byte("// "))
	return found && len(text) > 0 && letters[text[0]] && (text[0] < '0' || text[0] > '9') &&
		!bytes.Contains(text, []byte("``")) && !bytes.Contains(text, []byte("''"))
}

// endsLine is the index of the end of the line of an element that starts with a token, -1 where it is of several lines.
func (p *printer) endsLine(i int32) int32 {
	for ; int(i) < len(p.tokens); i++ {
		switch t := p.tokens[i]; t.kind {
		case open:
			for k := i; k < t.pair; k++ {
				if p.tokens[k].kind == line {
					return -1
				}
			}
			i = t.pair
		case closed:
			return -1
		case line:
			if p.tokens[i-1].kind == operator {
				return -1
			}
			return i
		}
	}
	return i
}
