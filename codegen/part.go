package codegen

import (
	"reflect"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/plan"
)

// part is one value of a function of several: a field of its result, or an element of it.
func (g *generator) part(s *scope, e *plan.Part) code {
	impl, ok := g.implementation(e.Call)
	if !ok {
		return prim(jen.Null())
	}
	v := jen.Id(s.parts[e.Call])
	if s.parts[e.Call] == "" {
		v = g.several(s, e.Call)
	}
	if impl.Result().Kind() == reflect.Slice {
		return prim(v.Index(jen.Lit(e.Index)))
	}
	field, ok := impl.Field(e.Field)
	if !ok {
		g.unsupported(e.Src, "this part of "+e.Call.Fn.Name)
		return prim(jen.Null())
	}
	v.Dot(field.Name)
	if carriesNull(e.T) && catalog.IsNull(field.Type) {
		v.Dot("V")
	}
	return prim(v)
}

// several calls a function of several values. A null among arguments that it takes no null for is a zero value.
func (g *generator) several(s *scope, e *plan.Call) *jen.Statement {
	f, ok := g.resolve(e)
	if !ok {
		return jen.Null()
	}
	bound := map[int]*jen.Statement{}
	for _, i := range f.lifted(e.Args) {
		bound[i] = g.value(s, e.Args[i]).Statement.Dot("V")
	}
	return f.apply(g, s, e.Args, bound).Statement
}

// shareCalls puts the results of functions of several values into variables, once for all columns that take part of them.
func (g *generator) shareCalls(s *scope, assigns []plan.Assign) ([]jen.Code, *scope) {
	uses := map[*plan.Call]int{}
	var calls []*plan.Call
	for _, a := range assigns {
		plan.Inspect(a.Expr, func(e plan.Expr) {
			if p, ok := e.(*plan.Part); ok && p.Call.Fn.Kind == catalog.Scalar {
				if uses[p.Call]++; uses[p.Call] == 2 {
					calls = append(calls, p.Call)
				}
			}
		})
	}
	if len(calls) == 0 {
		return nil, s
	}
	inner := *s
	inner.parts = map[*plan.Call]string{}
	var out []jen.Code
	for _, call := range calls {
		name := s.locals.pick(unexported(words(call.Fn.Name, false)), g.line(call.Src))
		out = append(out, jen.Id(name).Op(":=").Add(g.several(s, call)))
		inner.parts[call] = name
	}
	return out, &inner
}
