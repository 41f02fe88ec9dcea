package codegen

import (
	"fmt"
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
)

// seriesMaker is a make-series operator that is being made.
type seriesMaker struct {
	*plan.MakeSeries
	line   int
	field  string
	key    *rowType
	state  string
	number *jen.Statement // the Go type of the axis
	// aggs are the aggregates of each series.
	aggs [][]boundAggregate
}

// makeSeries keeps a state a key and bin of the axis, and gives the series when the input ends.
func (g *generator) makeSeries(n *plan.MakeSeries, then consumer) {
	if axis, step := n.Axis.Type(), n.Step.Type(); !divides(step, axis) {
		g.refuse(n.Step.Span(), fmt.Sprintf("make-series with a step of type %s on an axis of type %s", step, axis), "such a step divides nothing")
		return
	}
	m := &seriesMaker{MakeSeries: n, line: g.line(n.Src)}
	m.field = g.methods.pick("seriesLine"+strconv.Itoa(m.line), m.line)
	m.number = jen.Int64()
	if t := n.Axis.Type(); t == kql.TypeReal || t == kql.TypeDecimal {
		m.number = jen.Float64()
	}
	var all []plan.Aggregate
	for _, s := range n.Aggs {
		all = append(all, s.Aggs...)
	}
	aggs, ok := g.aggregates(all, n.Src)
	if !ok {
		return
	}
	m.state = g.stateType(m.field+"Point", aggs)
	rest := aggs
	for _, s := range n.Aggs {
		m.aggs, rest = append(m.aggs, rest[:len(s.Aggs)]), rest[len(s.Aggs):]
	}
	keys := make([]*plan.Column, len(n.Keys))
	for i, k := range n.Keys {
		keys[i] = k.Col
	}
	m.key = g.keyType(m.field+"Key", keys)
	types := []jen.Code{jen.Id(m.key.name), m.number.Clone(), jen.Id(m.state)}
	g.addField(m.field, jen.Op("*").Add(kqlFunc("MakeSeries").Types(types...)), nil)
	start := path("e", m.field).Op("=").Add(kqlFunc("NewMakeSeries").Types(types...)).Call(g.axis(m))
	if usesOnce(n.From, n.To, n.Step) && g.frame == g.root {
		g.closing = append(g.closing, start)
	} else {
		g.starting = append(g.starting, start)
	}
	g.produce(n.Input, func(s *scope) []jen.Code { return g.addPoint(m, s, aggs) })
	g.giveSeries(m, then)
}

// divides tells whether a step of one type divides an axis of another: Microsoft's analyser takes more.
func divides(step, axis kql.Type) bool {
	whole := step == kql.TypeInt || step == kql.TypeLong
	switch axis {
	case kql.TypeDateTime, kql.TypeTimeSpan:
		return step == kql.TypeTimeSpan
	case kql.TypeReal, kql.TypeDecimal:
		return whole || step == kql.TypeReal || step == kql.TypeDecimal
	}
	return whole && axis == kql.TypeLong
}

// usesOnce tells whether expressions use what is computed once, which is known when the input has ended.
func usesOnce(exprs ...plan.Expr) bool {
	found := false
	for _, e := range exprs {
		if e == nil {
			continue
		}
		plan.Inspect(e, func(e plan.Expr) {
			switch e.(type) {
			case *plan.ScalarRef, *plan.InSet:
				found = true
			}
		})
	}
	return found
}

// axis writes the bounds and the step of the axis.
func (g *generator) axis(m *seriesMaker) *jen.Statement {
	s := &scope{}
	values := []jen.Code{keyed("Type", kqlFunc(typeNames[m.Axis.Type()]))}
	bound := func(field string, e plan.Expr) {
		if e == nil {
			return
		}
		v := kqlFunc("Some").Call(g.onAxis(m, e.Type(), g.argument(s, e).Statement))
		if e.Nullable() {
			v = kqlFunc("Lift1").Call(
				jen.Func().Params(jen.Id("v").Add(plainType(e.Type()))).Add(m.number.Clone()).Block(jen.Return(g.onAxis(m, e.Type(), jen.Id("v")))),
				g.value(s, e).Statement)
		}
		values = append(values, keyed(field, v))
	}
	bound("From", m.From)
	bound("To", m.To)
	values = append(values, keyed("Step", g.onAxis(m, m.Step.Type(), g.plain(s, m.Step))))
	if m.InRange {
		values = append(values, jen.Id("Range").Op(":").True())
	}
	return kqlFunc("SeriesAxis").Types(m.number.Clone()).Custom(fieldList, values...)
}

// onAxis is a plain value as a number of the axis.
func (g *generator) onAxis(m *seriesMaker, t kql.Type, v *jen.Statement) *jen.Statement {
	if t == kql.TypeDecimal {
		return v.Dot("Real").Call()
	}
	return m.number.Clone().Call(v)
}

// addPoint adds a row to its point.
func (g *generator) addPoint(m *seriesMaker, s *scope, aggs []boundAggregate) []jen.Code {
	out := []jen.Code{g.comment("", m.Src)}
	at := g.argument(s, m.Axis).Statement
	if m.Axis.Nullable() {
		name := s.locals.pick("at", m.line)
		out = append(out, jen.Id(name).Op(":=").Add(g.value(s, m.Axis).Statement), jen.If(jen.Op("!").Id(name).Dot("OK")).Block(s.skip))
		at = path(name, "V")
	}
	bin, inside := s.locals.pick("bin", m.line), s.locals.pick("inside", m.line)
	out = append(out,
		jen.List(jen.Id(bin), jen.Id(inside)).Op(":=").Id("e").Dot(m.field).Dot("Bin").Call(g.onAxis(m, m.Axis.Type(), at)),
		jen.If(jen.Op("!").Id(inside)).Block(s.skip))
	code, keyed := g.assign(s, m.Keys, s.cols)
	keyVar, point := keyed.locals.pick("key", m.line), keyed.locals.pick("point", m.line)
	create := append(m.key.ownDynamics(keyVar), jen.Id(point).Op("=").Id("e").Dot(m.field).Dot("Add").Call(g.keepsTexts(m.key)))
	out = append(append(out, code...), m.key.setKey(keyVar, path("e", m.field, "Key").Call(), keyed)...)
	out = append(out,
		jen.Id(point).Op(":=").Id("e").Dot(m.field).Dot("Find").Call(jen.Id(bin)),
		jen.If(jen.Id(point).Op("==").Nil()).Block(append(create, g.initialize(jen.Id(point), aggs)...)...))
	return append(out, g.accumulate(keyed, point, aggs)...)
}

// giveSeries gives the series when the input ends.
func (g *generator) giveSeries(m *seriesMaker, then consumer) {
	s := g.scope(jen.Return())
	s.locals.take("bins", "axis", "point")
	for i, k := range m.Keys {
		s.cols[k.Col] = keyValue(k.Col, "key", m.key.fields[i])
	}
	s.cols[m.AxisCol] = named("axis")
	var body []jen.Code
	names := make([]string, len(m.Aggs))
	for i, a := range m.Aggs {
		names[i] = s.locals.pick(unexported(words(a.Col.Name, false)), m.line)
		body = append(body, jen.Id(names[i]).Op(":=").Make(jen.Index().Add(kqlFunc("Dynamic")), jen.Len(jen.Id("bins"))))
		s.cols[a.Col] = coded(kqlFunc("DynamicArray").Call(jen.Id(names[i])))
	}
	body = append(body, jen.For(jen.List(jen.Id("i"), jen.Id("point")).Op(":=").Range().Id("bins")).Block(g.fillPoint(m, s, names)...))
	body = append(body, then(s)...)
	give := g.methods.pick(m.field+"Give", m.line)
	g.funcs = append(g.funcs,
		jen.Comment(give+" goes on with one series."),
		g.onFrame(give, jen.Id("key").Op("*").Id(m.key.name), jen.Id("bins").Index().Op("*").Id(m.state), jen.Id("axis").Add(kqlFunc("Dynamic"))).Block(body...))
	g.closing = append(g.closing, g.comment("", m.Src))
	if m.NonEmpty && len(m.Keys) == 0 {
		g.closing = append(g.closing, jen.If(path("e", m.field, "Empty").Call()).Block(
			jen.List(jen.Id("bins"), jen.Id("axis")).Op(":=").Id("e").Dot(m.field).Dot("Default").Call(),
			path("e", give).Call(jen.Op("&").Id(m.key.name).Values(), jen.Id("bins"), jen.Id("axis"))))
	}
	g.closing = append(g.closing, path("e", m.field, "Each").Call(path("e", give)))
}

// fillPoint sets the i-th element of every series.
func (g *generator) fillPoint(m *seriesMaker, s *scope, names []string) []jen.Code {
	var lefts, defaults, out []jen.Code
	for i, a := range m.Aggs {
		lefts = append(lefts, jen.Id(names[i]).Index(jen.Id("i")))
		defaults = append(defaults, g.pointDefault(a))
	}
	out = append(out, jen.If(jen.Id("point").Op("==").Nil()).Block(
		jen.List(lefts...).Op("=").List(defaults...), jen.Continue()))
	at := *s
	at.locals = newNames(s.locals)
	at.cols = map[*plan.Column]cell{}
	for i, a := range m.Aggs {
		out = append(out, g.results(&at, readBy(a.Value), "point", m.aggs[i])...)
		v := &plan.Box{Arg: a.Value}
		v.T = kql.TypeDynamic
		point := g.value(&at, a.Value).Statement
		if a.Value.Type() != kql.TypeDynamic {
			point = g.box(&at, v).Statement
		}
		out = append(out, jen.Id(names[i]).Index(jen.Id("i")).Op("=").Add(point))
	}
	return out
}

// readBy are the columns that an expression reads.
func readBy(e plan.Expr) []*plan.Column {
	var out []*plan.Column
	plan.Inspect(e, func(e plan.Expr) {
		if r, ok := e.(*plan.Ref); ok {
			out = append(out, r.Col)
		}
	})
	return out
}

// pointDefault is the value of an empty bin: zero unless the query says otherwise.
func (g *generator) pointDefault(a plan.Series) *jen.Statement {
	def := a.Default
	if def == nil {
		def = &plan.Const{Typed: plan.Typed{T: kql.TypeLong}, Value: int64(0)}
	}
	if c, ok := def.(*plan.Const); ok && a.Elem == kql.TypeReal {
		if n, isLong := c.Value.(int64); isLong {
			def = &plan.Const{Typed: plan.Typed{T: kql.TypeReal}, Value: float64(n)}
		}
	}
	if def.Type() == kql.TypeDynamic {
		return g.value(&scope{}, def).Statement
	}
	box := &plan.Box{Arg: def}
	box.T = kql.TypeDynamic
	return g.box(&scope{}, box).Statement
}
