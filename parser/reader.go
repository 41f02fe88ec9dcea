package parser

import (
	"github.com/alecthomas/participle/v2/lexer"

	"github.com/kqlc/kqlc/ast"
)

// reader reads the tree from participle's tokens. Its methods return nil where what they read does not begin at the next
// token, and leave the token there. What is missing later becomes a bad node.
type reader struct{ *lexer.PeekingLexer }

// is tells whether the next token is this word or punctuation.
func (r reader) is(text string) bool { return isToken(r.Peek(), text) }

func isToken(t *lexer.Token, text string) bool {
	return t.Value == text && (t.Type == wordToken || t.Type == punctToken)
}

func (r reader) isAny(texts ...string) bool {
	for _, t := range texts {
		if r.is(t) {
			return true
		}
	}
	return false
}

// take consumes the token if it is text.
func (r reader) take(text string) bool {
	if !r.is(text) {
		return false
	}
	r.Next()
	return true
}

// ahead returns the n-th token behind the next one; the last is the end.
func (r reader) ahead(n int) *lexer.Token {
	at := r.RawCursor()
	for {
		t := &r.Range(at, at+1)[0]
		if n == 0 || t.EOF() {
			return t
		}
		at++
		n--
	}
}

// isAhead tells whether the n-th token behind the next one is this word or punctuation.
func (r reader) isAhead(n int, text string) bool { return isToken(r.ahead(n), text) }

func classOf(t *lexer.Token) class { return class(t.Pos.Column) }

// start is the place of the next token, end that behind the last one read.
func (r reader) start() int { return r.Peek().Pos.Offset }
func (r reader) end() int   { return r.Peek().Pos.Line }

func (r reader) from(start int) ast.At {
	return ast.At{Src: ast.Span{Start: start, End: max(r.end(), start)}}
}

func tokenSpan(t *lexer.Token) ast.Span {
	return ast.Span{Start: t.Pos.Offset, End: t.Pos.Offset + len(t.Value)}
}

func tokenAt(t *lexer.Token) ast.At { return ast.At{Src: tokenSpan(t)} }

// adjacent tells whether nothing stands between a token and the one before it.
func adjacent(t *lexer.Token) bool { return t.Pos.Offset == t.Pos.Line }

// fault counts an error in the first token, so that a tree without any need not be searched for them.
func (r reader) fault() { r.Range(0, 1)[0].Pos.Line++ }

func (r reader) faults() int { return r.Range(0, 1)[0].Pos.Line }

// byTags tells whether all operators are read by their tags, which the first token knows too.
func (r reader) byTags() bool { return r.Range(0, 1)[0].Pos.Column != 0 }

// restart goes back to the first token, to read all operators by their tags.
func (r reader) restart() {
	r.LoadCheckpoint(lexer.Checkpoint{})
	r.Next().Pos = lexer.Position{Column: 1}
}

// missing stands for what was expected before the next token, which stays.
func (r reader) missing(expected string) *ast.Bad {
	r.fault()
	where, found := r.gap()
	return &ast.Bad{At: ast.At{Src: where}, Where: where, Expected: expected, Found: found}
}

// gap is the place where something is missing, and the token found there: the next token, or, where that stands on a
// later line, the end of what is before it.
func (r reader) gap() (where ast.Span, found string) { return gapBefore(r.Peek()) }

func gapBefore(t *lexer.Token) (where ast.Span, found string) {
	if t.EOF() || classOf(t)&afterBreak != 0 {
		return ast.Span{Start: t.Pos.Line, End: t.Pos.Line}, t.Value
	}
	return tokenSpan(t), t.Value
}

// wrong stands for a token that cannot be where it is, and which is consumed.
func (r reader) wrong(fault ast.Fault) *ast.Bad {
	r.fault()
	t := r.Next()
	return &ast.Bad{At: tokenAt(t), Where: tokenSpan(t), Fault: fault, Found: t.Value}
}

// faulty wraps what was read before an error.
func faulty(x ast.Expr, bad *ast.Bad) ast.Expr {
	if bad == nil {
		return x
	}
	bad.X, bad.Src = x, x.Span()
	return bad
}

// closing consumes a closing bracket; where it is missing, what stands before it is skipped.
func (r reader) closing(bracket string) *ast.Bad {
	if r.take(bracket) {
		return nil
	}
	bad := r.missing(bracket)
	r.skip(bracket)
	return bad
}

// skip goes on behind the bracket that closes this depth, if it comes before the statement ends.
func (r reader) skip(bracket string) {
	c := r.MakeCheckpoint()
	r.recover(";")
	if !r.take(bracket) {
		r.LoadCheckpoint(c)
	}
}

// recover goes on at the next of the given tokens, or at a closing bracket of this depth. It returns the number of
// brackets that stay open, should it get to the end.
func (r reader) recover(stops ...string) int {
	depth := 0
	for ; !r.Peek().EOF(); r.Next() {
		t := r.Peek()
		if t.Type != punctToken {
			continue
		}
		switch t.Value {
		case "(", "[", "{":
			depth++
		case ")", "]", "}":
			if depth == 0 {
				return 0
			}
			depth--
		default:
			if depth == 0 && r.isAny(stops...) {
				return 0
			}
		}
	}
	return depth
}

// or gives x, or a bad node where there is none.
func (r reader) or(x ast.Expr, expected string) ast.Expr {
	if x != nil {
		return x
	}
	return r.missing(expected)
}
