package sema

import (
	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
	"github.com/kqlc/kqlc/kql"
)

// binary binds an operator between two values.
func (b *binder) binary(e *ast.Binary) value {
	if e.Op == "and" || e.Op == "or" {
		return b.logical(e)
	}
	x, y := b.expr(e.X), b.expr(e.Y)
	if x.star {
		x.typ = types.Dynamic
	}
	return b.operator(e.Op, x, y, e.OpPos, e.Span())
}

// oldOperators are other spellings of operators.
var oldOperators = map[string]string{
	"<>": "!=", "notcontains": "!contains", "containscs": "contains_cs", "notcontainscs": "!contains_cs",
}

// operator applies an operator to two bound values.
func (b *binder) operator(op string, x, y value, at, span ast.Span) value {
	if now := oldOperators[op]; now != "" {
		op = now
	}
	fn := operatorNamed(op)
	c := fn.Match([]catalog.Arg{x.arg(), y.arg()}, b.calls())
	b.problems(c, []value{x, y}, at)
	v := value{typ: c.Type, constant: c.Constant, span: span}
	if x.star {
		v.expr = b.anyColumn(fn, y, span)
		return v
	}
	x, y = x.single(), y.single()
	if x.expr == nil || y.expr == nil || c.Type == types.Error {
		return v
	}
	if arithmetic[fn.Name] && (ofData(x, x.expr) || ofData(y, y.expr)) {
		left, right := b.convert(x.expr, kql.TypeDynamic), b.convert(y.expr, kql.TypeDynamic)
		v.expr = b.apply(catalog.Lookup(catalog.Internal, "compute"), []plan.Expr{textConst(op, span), left, right}, kql.TypeDynamic, span)
		if b.dependsOnData(c.Type, []value{x, y}) {
			v.typ = types.Unknown
		} else {
			v.expr = b.convert(v.expr, types.Kql(c.Type))
		}
	}
	if v.expr == nil {
		v.expr = b.lowerOperator(fn, x.expr, y.expr, types.Kql(c.Type), span)
	}
	b.lintOperator(op, x, y, v, at)
	return v
}

// logical binds a chain of one of and, or. The chain is walked, not recursed into: generated queries have long ones.
func (b *binder) logical(e *ast.Binary) value {
	chain := []*ast.Binary{e}
	for {
		x, ok := chain[len(chain)-1].X.(*ast.Binary)
		if !ok || x.Op != e.Op {
			break
		}
		chain = append(chain, x)
	}
	fn := catalog.Lookup(catalog.Operator, e.Op)
	left := b.expr(chain[len(chain)-1].X)
	args := []plan.Expr{b.truth(left)}
	for i := len(chain) - 1; i >= 0; i-- {
		right := b.expr(chain[i].Y)
		c := fn.Match([]catalog.Arg{left.arg(), right.arg()}, b.calls())
		b.problems(c, []value{left, right}, chain[i].OpPos)
		args = append(args, b.truth(right))
		left = value{typ: c.Type, constant: c.Constant, span: chain[i].Span()}
	}
	left.expr = conjunction(e.Op, args, e.Span())
	return left
}

// conjunction joins truth values by and or or; nested ones of the same kind become part of it.
func conjunction(op string, args []plan.Expr, span ast.Span) plan.Expr {
	var flat []plan.Expr
	null := false
	for _, a := range args {
		if a == nil {
			return nil
		}
		switch inner := a.(type) {
		case *plan.And:
			if op == "and" {
				flat, null = append(flat, inner.Args...), null || inner.Null
				continue
			}
		case *plan.Or:
			if op == "or" {
				flat, null = append(flat, inner.Args...), null || inner.Null
				continue
			}
		}
		flat, null = append(flat, a), null || a.Nullable()
	}
	typed := plan.Typed{T: kql.TypeBool, Null: null, Src: span}
	switch {
	case len(flat) == 1:
		return flat[0]
	case op == "and":
		return &plan.And{Typed: typed, Args: flat}
	}
	return &plan.Or{Typed: typed, Args: flat}
}

// truth is the value as a bool.
func (b *binder) truth(v value) plan.Expr {
	v = v.single()
	if v.expr == nil {
		return nil
	}
	return b.convert(v.expr, kql.TypeBool)
}

// negate is not(e).
func negate(e plan.Expr, span ast.Span) plan.Expr {
	if e == nil {
		return nil
	}
	n := &plan.Not{Arg: e}
	n.T, n.Null, n.Src = kql.TypeBool, e.Nullable(), span
	return n
}

// between binds x between (a .. b).
func (b *binder) between(e *ast.Between) value {
	x, from, to := b.expr(e.X), b.expr(e.From), b.expr(e.To)
	fn := catalog.Lookup(catalog.Operator, e.Op)
	c := fn.Match([]catalog.Arg{x.arg(), from.arg(), to.arg()}, b.calls())
	b.problems(c, []value{x, from, to}, e.OpPos)
	v := value{typ: c.Type, constant: c.Constant}
	x, from, to = x.single(), from.single(), to.single()
	if x.expr == nil || from.expr == nil || to.expr == nil || c.Type == types.Error {
		return v
	}
	v.expr = b.lowerBetween(e.Op == "!between", x.expr, from.expr, to.expr, e.Span())
	return v
}

// lowerBetween makes x >= from and x <= to of it, which is null where one of the three is (Kusto: between-operator). A
// timespan as upper bound of a datetime counts from the lower one.
func (b *binder) lowerBetween(not bool, x, from, to plan.Expr, span ast.Span) plan.Expr {
	if to.Type() == kql.TypeTimeSpan && x.Type() == kql.TypeDateTime {
		to = b.lowerOperator(operatorNamed("+"), plan.Clone(from), to, kql.TypeDateTime, span)
	}
	lower := b.lowerOperator(operatorNamed(">="), x, from, kql.TypeBool, span)
	upper := b.lowerOperator(operatorNamed("<="), plan.Clone(x), to, kql.TypeBool, span)
	both := conjunction("and", []plan.Expr{lower, upper}, span)
	if not {
		return negate(both, span)
	}
	return both
}

func operatorNamed(name string) *catalog.Function { return catalog.Lookup(catalog.Operator, name) }

// inList binds in, has_any and their kin.
func (b *binder) inList(e *ast.In) value {
	x := b.expr(e.X)
	list := b.exprs(e.List)
	values := append([]value{x}, list...)
	args := make([]catalog.Arg, len(values))
	for i, v := range values {
		args[i] = v.arg()
	}
	fn := catalog.Lookup(catalog.Operator, e.Op)
	c := fn.Match(args, b.calls())
	b.problems(c, values, e.OpPos)
	v := value{typ: c.Type, constant: c.Constant}
	x = x.single()
	if x.expr == nil || c.Type == types.Error {
		return v
	}
	if len(list) == 1 && list[0].row != nil {
		v.expr = b.inTable(e, x.expr, list[0])
		return v
	}
	b.lintList(fn, x, list)
	v.expr = b.lowerIn(fn, e, x.expr, list)
	return v
}
