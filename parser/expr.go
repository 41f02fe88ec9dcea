package parser

import (
	"slices"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/kqlc/kqlc/ast"
)

const anExpression = "an expression"

// expr reads a scalar expression without a name.
func (r reader) expr() ast.Expr { return r.binary(orLevel) }

func (r reader) needExpr() ast.Expr { return r.or(r.expr(), anExpression) }

// binary reads operators of a level and all tighter ones.
func (r reader) binary(min class) ast.Expr {
	start := r.start()
	x := r.operand(min)
	if x == nil {
		return nil
	}
	for limit := unaryLevel; ; {
		op := r.Peek()
		level := classOf(op) & levelOf
		if level < min || level >= limit || level == 0 {
			return x
		}
		if op.Value == "in" && r.isAhead(1, "range") {
			return x // make-series … in range(…)
		}
		limit = level
		if classOf(op)&chains != 0 {
			limit++
		}
		r.Next()
		x = r.right(start, x, op, level)
	}
}

// operand reads what stands left of operators of a level: a unary expression, or * for any column.
func (r reader) operand(min class) ast.Expr {
	if min < unaryLevel && r.is("*") {
		next := classOf(r.ahead(1))
		if next&ofText != 0 || min <= equalityLevel && r.isAhead(1, "==") {
			return &ast.Star{At: tokenAt(r.Next())}
		}
	}
	return r.unary()
}

// right reads the right side of an operator that has been consumed.
func (r reader) right(start int, x ast.Expr, op *lexer.Token, level class) ast.Expr {
	switch op.Value {
	case "in", "!in", "in~", "!in~", "has_any", "has_all":
		in := &ast.In{Op: op.Value, OpPos: tokenSpan(op), X: x}
		bad := r.inList(in)
		in.At = r.from(start)
		return faulty(in, bad)
	case "between", "!between":
		b := &ast.Between{Op: op.Value, OpPos: tokenSpan(op), X: x}
		bad := r.couple(b)
		b.At = r.from(start)
		return faulty(b, bad)
	}
	b := &ast.Binary{Op: op.Value, OpPos: tokenSpan(op), X: x}
	b.Y = r.or(r.binary(level+1), anExpression)
	b.At = r.from(start)
	return b
}

// inList reads (a, b …), or a query in parentheses.
func (r reader) inList(in *ast.In) *ast.Bad {
	if !r.take("(") {
		bad := r.missing("(")
		in.List = []ast.Expr{bad}
		return nil
	}
	if r.beginsQuery() || r.pipeAhead() {
		in.List = []ast.Expr{r.or(r.tabular(), anExpression)}
	} else {
		in.List = r.list(reader.expr, anExpression)
		if len(in.List) == 0 {
			in.List = []ast.Expr{r.missing(anExpression)}
		}
	}
	return r.closing(")")
}

// pipeAhead tells whether a pipe comes before the expression that begins here ends.
func (r reader) pipeAhead() bool {
	depth := 0
	for at := r.RawCursor(); ; at++ {
		t := &r.Range(at, at+1)[0]
		if t.EOF() {
			return false
		}
		if t.Type != punctToken {
			continue
		}
		switch t.Value {
		case ";":
			return false
		case ",":
			if depth == 0 {
				return false
			}
		case "(":
			depth++
		case ")":
			if depth == 0 {
				return false
			}
			depth--
		case "|":
			if depth == 0 {
				return true
			}
		}
	}
}

// couple reads (from .. to).
func (r reader) couple(b *ast.Between) *ast.Bad {
	if !r.take("(") {
		b.From = r.missing("a range in parentheses")
		b.To = b.From
		return nil
	}
	b.From = r.needExpr()
	if !r.take("..") {
		b.To = r.missing("..")
		r.skip(")")
		return nil
	}
	b.To = r.needExpr()
	return r.closing(")")
}

// list reads elements with commas between, none if none begins here.
func (r reader) list(read func(reader) ast.Expr, what string) []ast.Expr {
	x := read(r)
	if x == nil && !r.is(",") {
		return nil
	}
	var room [8]ast.Expr // most lists fit, and are allocated once
	for list := room[:0]; ; x = read(r) {
		list = append(list, r.or(x, what))
		if !r.take(",") {
			return slices.Clone(list)
		}
	}
}

func (r reader) unary() ast.Expr {
	if t := r.Peek(); t.Type == punctToken && (t.Value == "-" || t.Value == "+") {
		r.Next()
		u := &ast.Unary{Op: t.Value, X: r.or(r.path(), anExpression)}
		u.At = r.from(t.Pos.Offset)
		return u
	}
	return r.path()
}

// path reads a primary expression and what hangs on it.
func (r reader) path() ast.Expr {
	start := r.start()
	if r.is("totable") {
		return r.tableCall()
	}
	return r.selectors(start, r.primary())
}

// selectors reads members and elements of x.
func (r reader) selectors(start int, x ast.Expr) ast.Expr {
	for x != nil {
		t := r.Peek()
		if t.Type != punctToken {
			return x
		}
		switch t.Value {
		case ".":
			r.Next()
			m := &ast.Member{X: x, Name: r.or(r.member(), "a name")}
			m.At = r.from(start)
			x = m
		case "[":
			r.Next()
			i := &ast.Index{X: x, I: r.needExpr()}
			bad := r.closing("]")
			i.At = r.from(start)
			x = faulty(i, bad)
		default:
			return x
		}
	}
	return nil
}

// member reads what follows a dot.
func (r reader) member() ast.Expr {
	if r.beginsCall() {
		return r.call()
	}
	return r.selector()
}
