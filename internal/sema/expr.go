package sema

import (
	"fmt"
	"math"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
	"github.com/kqlc/kqlc/kql"
)

// expr binds an expression, scalar or tabular.
func (b *binder) expr(e ast.Expr) value {
	if !b.enter(e.Span()) {
		return failed(e.Span())
	}
	defer b.leave()
	suffix := b.suffix
	v := b.bind(e)
	v.span = e.Span()
	return b.repeatable(v, e, suffix, (*binder).expr)
}

// repeatable makes it possible to bind a table anew for another use, from the suffix on that its first unnamed column had.
func (b *binder) repeatable(v value, e ast.Expr, suffix int, bind func(*binder, ast.Expr) value) value {
	if v.row == nil && v.graph == nil || v.node == nil || v.shared != nil {
		return v
	}
	self := *b
	self.suffix = suffix
	v.again = func() value {
		inner := self
		inner.mute++
		return bind(&inner, e)
	}
	return v
}

func (b *binder) bind(e ast.Expr) value {
	switch e := e.(type) {
	case *ast.Ident:
		return b.ident(e, false)
	case *ast.Literal:
		return b.literal(e)
	case *ast.Dynamic:
		return b.dynamic(e)
	case *ast.Array:
		return b.array(e)
	case *ast.Bag:
		return b.bag(e)
	case *ast.Typeof:
		return b.typeof(e)
	case *ast.Star:
		return b.star()
	case *ast.Call:
		return b.call(e, false)
	case *ast.Named:
		return b.named(e)
	case *ast.Member:
		return b.member(e)
	case *ast.Index:
		return b.index(e)
	case *ast.Unary:
		return b.unary(e)
	case *ast.Binary:
		return b.binary(e)
	case *ast.In:
		return b.inList(e)
	case *ast.Between:
		return b.between(e)
	case *ast.Paren:
		return b.paren(e)
	case *ast.Pipeline:
		return b.pipeline(e)
	case *ast.Print:
		return b.print(e)
	case *ast.Range:
		return b.rangeOf(e)
	case *ast.DataTable:
		return b.dataTable(e)
	case *ast.ExternalData:
		return b.externalData(e)
	case *ast.TabularOperator:
		return b.leading(e)
	case *ast.EntityList:
		return b.entityGroup(e)
	case *ast.Bracketed:
		return b.bracketed(e)
	case *ast.DataScope:
		return b.dataScope(e)
	case *ast.InlineExternalTable:
		return b.inlineExternalTable(e)
	case *ast.ViewCombine:
		return b.viewCombine(e)
	case *ast.ContextualTable:
		return b.contextualTable(e)
	case *ast.Wildcard:
		b.report(notAllowedHere(e.Span(), e.Text))
		return failed(e.Span())
	case *ast.Function:
		b.report(notAllowedHere(e.Span(), "function"))
		return failed(e.Span())
	case *ast.Bad:
		return failed(e.Span())
	}
	panic(fmt.Sprintf("sema: expression %T", e))
}

// exprs binds a list.
func (b *binder) exprs(list []ast.Expr) []value {
	values := make([]value, len(list))
	for i, e := range list {
		values[i] = b.expr(e)
	}
	return values
}

// unparen is e without the parentheses around it.
func unparen(e ast.Expr) ast.Expr {
	for {
		p, ok := e.(*ast.Paren)
		if !ok {
			return e
		}
		e = p.X
	}
}

// tableExpr binds an expression where a table is wanted: an unknown name there is taken for one.
func (b *binder) tableExpr(e ast.Expr) value {
	suffix := b.suffix
	switch x := unparen(e).(type) {
	case *ast.Ident:
		v := b.ident(x, true)
		v.span = e.Span()
		return b.repeatable(v, e, suffix, (*binder).tableExpr)
	case *ast.Call:
		v := b.call(x, true)
		v.span = e.Span()
		return b.repeatable(v, e, suffix, (*binder).tableExpr)
	}
	return b.expr(e)
}

// paren keeps what the expression is, but for being a reference.
func (b *binder) paren(e *ast.Paren) value {
	path := b.path
	b.path = nil
	v := b.expr(e.X)
	b.path = path
	v = v.single()
	v.ref, v.literal, v.constant, v.val, v.elems, v.call, v.fn = nil, false, false, nil, nil, nil, nil
	if c, ok := v.expr.(*plan.Const); ok && c.Name == "" {
		// The plan may still know that it is a constant; the analyser does not.
		v.expr = c
	}
	return v
}

// named is name = value outside of projections: an argument, a sort key.
func (b *binder) named(e *ast.Named) value {
	v := b.expr(e.Value).single()
	v.ref, v.result, v.literal = nil, nil, false
	if len(e.Names) == 1 && !e.Tuple {
		v.name = e.Names[0].Text
	}
	return v
}

// star is * as an argument: all columns.
func (b *binder) star() value {
	return value{typ: &types.Tuple{Columns: static(b.row.all())}, star: true}
}

func (b *binder) unary(e *ast.Unary) value {
	v := b.expr(e.X)
	if l, ok := e.X.(*ast.Literal); ok && l.Kind == ast.LongLiteral && e.Op == "-" {
		if n, ok := parseLong("-" + l.Parts[0]); ok && n == math.MinInt64 { // its own negative
			v.typ, v.val, v.expr = types.Long, n, constant(n, kql.TypeLong, e.Span())
		}
	}
	fn := catalog.Lookup(catalog.Operator, "unary "+e.Op)
	c := fn.Match([]catalog.Arg{v.arg()}, b.calls())
	b.problems(c, []value{v}, ast.Span{Start: e.Span().Start, End: e.Span().Start + len(e.Op)})
	out := value{typ: c.Type, constant: c.Constant, literal: v.literal && !v.word, span: e.Span()}
	if v.literal && v.call == nil {
		if n, ok := negated(v.val, e.Op); ok {
			out.val = n
		}
	}
	if v.expr == nil || c.Type == types.Error {
		return out
	}
	if k, ok := v.expr.(*plan.Const); ok && k.Name == "" {
		if n, ok := negated(k.Value, e.Op); ok {
			if wide, isLong := n.(int64); isLong && c.Type == types.Int {
				n = int32(wide)
			}
			out.expr = constant(n, types.Kql(c.Type), e.Span())
			return out
		}
	}
	x := b.convert(v.expr, types.Kql(c.Type))
	if e.Op == "+" {
		out.expr = x
		return out
	}
	out.expr = b.apply(fn, []plan.Expr{x}, types.Kql(c.Type), e.Span())
	return out
}

// negated is a number's value with a sign.
func negated(v any, op string) (any, bool) {
	minus := op == "-"
	switch n := v.(type) {
	case int32:
		if minus {
			return -int64(n), true
		}
		return int64(n), true
	case int64:
		if minus {
			n = -n
		}
		return n, true
	case float64:
		if minus {
			n = -n
		}
		return n, true
	case kql.TimeSpan:
		if minus {
			n = -n
		}
		return n, true
	}
	return nil, false
}

// constant returns a constant; a nil value is null.
func constant(v any, t kql.Type, span ast.Span) *plan.Const {
	c := &plan.Const{Value: v}
	c.T, c.Src = t, span
	c.Null = v == nil && t != kql.TypeString && t != kql.TypeDynamic
	return c
}

// nullable tells whether a value of that type can be null at all: strings have no null, dynamics carry theirs.
func nullable(t kql.Type) bool { return t != kql.TypeString && t != kql.TypeDynamic }
