package codegen

import (
	"maps"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
)

// truth returns a Go bool that is true where e is true, and false where e is false or null: what where, iff and the …if
// aggregates ask.
func (g *generator) truth(s *scope, e plan.Expr) code {
	if !e.Nullable() {
		return g.value(s, e)
	}
	switch e := e.(type) {
	case *plan.And:
		return g.allTrue(s, e)
	case *plan.Or:
		return g.chain("||", g.together(s, e.Args), func(e plan.Expr) code { return g.truth(s, e) })
	case *plan.Not:
		return g.falsity(s, e.Arg)
	case *plan.Call:
		if c, ok := g.compare(s, e); ok {
			return c
		}
	}
	return prim(kqlFunc("True").Call(g.value(s, e).Statement))
}

// allTrue is the truth of a chain of and. A comparison in it that has asked whether a column is null has done so for those
// behind it.
func (g *generator) allTrue(s *scope, e *plan.And) code {
	inner := *s
	inner.present = maps.Clone(s.present)
	return g.chain("&&", e.Args, func(e plan.Expr) code {
		out := g.truth(&inner, e)
		if call, ok := e.(*plan.Call); ok {
			for _, a := range call.Args {
				if r, ok := a.(*plan.Ref); ok && g.asks(call) {
					if inner.present == nil {
						inner.present = map[*plan.Column]bool{}
					}
					inner.present[r.Col] = true
				}
			}
		}
		return out
	})
}

// asks tells whether compare writes a comparison as x.OK && x.V > 5.
func (g *generator) asks(e *plan.Call) bool {
	op := e.Fn.GoOperator(plan.ArgTypes(e.Args))
	return op != "" && !e.Fn.IsEquality() && len((&function{infix: op}).lifted(e.Args)) == 1
}

// falsity returns a Go bool that is true where e is false, and false where e is true or null.
func (g *generator) falsity(s *scope, e plan.Expr) code {
	if !e.Nullable() {
		return negate(g.value(s, e))
	}
	switch e := e.(type) {
	case *plan.And:
		return g.chain("||", e.Args, func(e plan.Expr) code { return g.falsity(s, e) })
	case *plan.Or:
		return g.chain("&&", e.Args, func(e plan.Expr) code { return g.falsity(s, e) })
	case *plan.Not:
		return g.truth(s, e.Arg)
	}
	return prim(kqlFunc("False").Call(g.value(s, e).Statement))
}

// untruth returns a Go bool that is true where e is not: where it is false or null. It is what skips a row.
func (g *generator) untruth(s *scope, e plan.Expr) code {
	switch e := e.(type) {
	case *plan.And:
		return g.chain("||", e.Args, func(e plan.Expr) code { return g.untruth(s, e) })
	case *plan.Or:
		return g.chain("&&", g.together(s, e.Args), func(e plan.Expr) code { return g.untruth(s, e) })
	case *plan.Not:
		if !e.Arg.Nullable() {
			return g.value(s, e.Arg)
		}
	case *plan.Call:
		if c, ok := g.exclude(s, e); ok {
			return c
		}
	}
	return negate(g.truth(s, e))
}

// opposite are the operators that hold where another does not. Of reals only the first two are such a pair, because of NaN.
var opposite = map[string]string{"==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}

// exclude writes the opposite of a comparison with at most one column that may be null: !x.OK || x.V <= 5 for x > 5.
func (g *generator) exclude(s *scope, e *plan.Call) (code, bool) {
	op := opposite[e.Fn.GoOperator(plan.ArgTypes(e.Args))]
	equality := e.Fn.IsEquality()
	if op == "" || !equality && e.Args[0].Type() == kql.TypeReal {
		return code{}, false
	}
	f := &function{infix: op}
	lifted := f.lifted(e.Args)
	switch {
	case len(lifted) == 0:
		return g.infix(s, op, e.Args[0], e.Args[1], nil), true
	case len(lifted) == 1 && !equality:
		i := lifted[0]
		if _, ok := e.Args[i].(*plan.Ref); !ok {
			return code{}, false
		}
		x := g.value(s, e.Args[i]).Statement
		test := g.infix(s, op, e.Args[0], e.Args[1], map[int]*jen.Statement{i: x.Clone().Dot("V")})
		return code{Statement: jen.Op("!").Add(x.Clone()).Dot("OK").Op("||").Add(test.in(2)), prec: 1}, true
	}
	return code{}, false
}

// compare writes a comparison with one side that may be null as x.OK && x.V > 5, or where that side is computed as
// kql.Is(f(x), func(x int64) bool { return x > 5 }).
func (g *generator) compare(s *scope, e *plan.Call) (code, bool) {
	op := e.Fn.GoOperator(plan.ArgTypes(e.Args))
	if op == "" || e.Fn.IsEquality() {
		return code{}, false
	}
	f := &function{infix: op}
	lifted := f.lifted(e.Args)
	if len(lifted) != 1 {
		return code{}, false
	}
	i := lifted[0]
	x := g.value(s, e.Args[i]).Statement
	if r, ok := e.Args[i].(*plan.Ref); ok {
		test := g.infix(s, op, e.Args[0], e.Args[1], map[int]*jen.Statement{i: x.Clone().Dot("V")})
		if s.present[r.Col] {
			return test, true
		}
		return code{Statement: x.Clone().Dot("OK").Op("&&").Add(test.in(operatorPrec["=="])), prec: 2}, true
	}
	name := newNames(s.locals).pick(g.nameOf(e.Args[i]), g.line(e.Span()))
	test := g.infix(s, op, e.Args[0], e.Args[1], map[int]*jen.Statement{i: jen.Id(name)})
	return prim(kqlFunc("Is").Call(x, jen.Func().Params(jen.Id(name).Add(plainType(e.Args[i].Type()))).Bool().
		Block(jen.Return(test.Statement)))), true
}
