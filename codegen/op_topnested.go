package codegen

import (
	"slices"
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/plan"
)

// nestedLevel is one level of top-nested that is being made.
type nestedLevel struct {
	plan.TopLevel
	field string
	key   *rowType
	state string
	aggs  []boundAggregate
	// at is the variable with the place of the level's value; weight the function that computes what orders it.
	at, weight string
}

// topNested keeps a state a value of each level, and gives the top ones when the input ends.
func (g *generator) topNested(n *plan.TopNested, then consumer) {
	line := g.line(n.Src)
	levels := make([]*nestedLevel, len(n.Levels))
	for i, l := range n.Levels {
		level, ok := g.nestedLevel(n, l, line)
		if !ok {
			return
		}
		levels[i] = level
	}
	g.produce(n.Input, func(s *scope) []jen.Code {
		out := []jen.Code{g.comment("", n.Src)}
		parent := jen.Lit(0)
		for _, l := range levels {
			code, keyed := g.assign(s, []plan.Assign{{Col: l.key.columns[0], Expr: l.Value.Expr}}, nil)
			out = append(out, code...)
			state, at := s.locals.pick(l.at+"State", line), s.locals.pick(l.at, line)
			key := s.locals.pick(l.at+"Key", line)
			out = append(out, l.key.setKey(key, path("e", l.field, "Key").Call(), keyed)...)
			find := jen.List(jen.Id(state), jen.Id(at)).Op(":=").Id("e").Dot(l.field).Dot("Find").Call(parent.Clone())
			add := append(l.key.ownDynamics(key), jen.List(jen.Id(state), jen.Id(at)).Op("=").Id("e").Dot(l.field).Dot("Add").Call(g.keepsTexts(l.key)))
			out = append(out, find, jen.If(jen.Id(state).Op("==").Nil()).Block(append(add, g.initialize(jen.Id(state), l.aggs)...)...))
			out = append(out, g.accumulate(s, state, l.aggs)...)
			parent = jen.Id(at)
		}
		return append(out, jen.Id("_").Op("=").Add(parent))
	})
	s := g.scope(jen.Continue())
	body := g.nested(n, levels, s, jen.Lit(0), then)
	g.closing = append(g.closing, g.comment("", n.Src), jen.Func().Params().Block(body...).Call())
}

// nestedLevel declares the state of a level.
func (g *generator) nestedLevel(n *plan.TopNested, l plan.TopLevel, line int) (*nestedLevel, bool) {
	if l.Others != nil && l.Others.Type() != l.Value.Col.Type {
		g.refuse(l.Others.Span(), "others of the type "+l.Others.Type().String(),
			"the column "+l.Value.Col.Name+" is "+l.Value.Col.Type.String()+": convert one of them, as by tostring()")
		return nil, false
	}
	out := &nestedLevel{TopLevel: l, at: unexported(words(l.Value.Col.Name, false)) + "At"}
	out.field = g.methods.pick("top"+exported(words(l.Value.Col.Name, false))+"Line"+strconv.Itoa(line), line)
	var ok bool
	if out.aggs, ok = g.aggregates(l.Aggs, n.Src); !ok {
		return nil, false
	}
	key := *l.Value.Col
	key.Nullable = l.Value.Expr.Nullable()
	out.key = g.keyType(out.field+"Key", []*plan.Column{&key})
	out.state = g.stateType(out.field+"State", out.aggs)
	g.addField(out.field, kqlFunc("TopLevel").Types(jen.Id(out.key.name), jen.Id(out.state)), nil)
	out.weight = g.names.pick(out.field+"Weight", line)
	s := g.scope(nil)
	body := g.results(s, readBy(l.Weight), "group", out.aggs)
	g.funcs = append(g.funcs,
		jen.Comment(out.weight+" is what the values of "+oneLine(l.Value.Col.Name)+" are ordered by."),
		jen.Func().Id(out.weight).Params(jen.Id("group").Op("*").Id(out.state)).Add(fieldType(l.Weight.Type(), l.Weight.Nullable())).
			Block(append(body, jen.Return(g.argument(s, l.Weight).Statement))...))
	return out, true
}

// nested writes the loops over the values of the levels.
func (g *generator) nested(n *plan.TopNested, levels []*nestedLevel, s *scope, parent *jen.Statement, then consumer) []jen.Code {
	if len(levels) == 0 {
		return then(s)
	}
	l, line := levels[0], g.line(n.Src)
	top, others := s.locals.pick(unexported(append([]string{"top"}, words(l.Value.Col.Name, false)...)), line), "_"
	if l.Others != nil {
		others = s.locals.pick(unexported(append([]string{"other"}, words(l.Value.Col.Name, false)...)), line)
	}
	at := s.locals.pick(l.at, line)
	split := jen.List(jen.Id(top), jen.Id(others)).Op(":=").Id("e").Dot(l.field).Dot("Split").Call(
		parent, jen.Lit(int(l.Limit)), g.byWeight(l))
	inner := s.more()
	inner.skip = jen.Continue()
	inner.locals = newNames(s.locals)
	value := inner.locals.pick(unexported(words(l.Value.Col.Name, false)), line)
	weight := inner.locals.pick(unexported(words(l.WeightCol.Name, false)), line)
	inner.cols[l.Value.Col], inner.cols[l.WeightCol] = named(value), named(weight)
	keyCol := l.key.columns[0]
	v := keyValue(keyCol, "e", l.field, "Value("+at+")", l.key.fields[0])
	w := jen.Id(l.weight).Call(path("e", l.field, "State").Call(jen.Id(at)))
	var body []jen.Code
	if slices.Contains(n.Out, l.Value.Col) {
		body = append(body, jen.Id(value).Op(":=").Add(v.as(keyCol.Nullable, l.Value.Col).code()))
	}
	if slices.Contains(n.Out, l.WeightCol) {
		body = append(body, jen.Id(weight).Op(":=").Add(asColumn(w, l.Weight.Nullable(), l.WeightCol)))
	}
	rest := g.nested(n, levels[1:], inner, jen.Id(at), then)
	body = append(body, rest...)
	loop := jen.For(jen.List(jen.Id("_"), jen.Id(at)).Op(":=").Range().Id(top))
	if !mentions(body, at) {
		loop = jen.For(jen.Range().Id(top))
	}
	out := []jen.Code{split, loop.Block(body...)}
	if l.Others == nil {
		return out
	}
	return append(out, g.allOthers(n, levels, s, others, then))
}

// byWeight is the comparison of two states of a level.
func (g *generator) byWeight(l *nestedLevel) *jen.Statement {
	a, b := jen.Id(l.weight).Call(jen.Id("a")), jen.Id(l.weight).Call(jen.Id("b"))
	key := plan.Key{Expr: l.Weight, Desc: !l.Asc, NullsFirst: l.Asc}
	if key.Desc {
		a, b = b, a
	}
	return jen.Func().Params(jen.List(jen.Id("a"), jen.Id("b")).Op("*").Id(l.state)).Int().Block(jen.Return(compare(key, a, b)))
}

// allOthers is the row that stands for all other values of a level: its aggregates are those of all of them, and the
// levels below are empty, or others as well.
func (g *generator) allOthers(n *plan.TopNested, levels []*nestedLevel, s *scope, others string, then consumer) jen.Code {
	l, line := levels[0], g.line(n.Src)
	inner := s.more()
	inner.locals = newNames(s.locals)
	all, at := inner.locals.pick("all", line), inner.locals.pick("other", line)
	value := inner.locals.pick(unexported(words(l.Value.Col.Name, false)), line)
	weight := inner.locals.pick(unexported(words(l.WeightCol.Name, false)), line)
	body := []jen.Code{jen.Var().Id(all).Id(l.state)}
	body = append(body, g.initialize(jen.Id(all), l.aggs)...)
	var merges []jen.Code
	for _, a := range l.aggs {
		merges = append(merges, path(all, a.field, "Merge").Call(
			jen.Op("&").Id("e").Dot(l.field).Dot("State").Call(jen.Id(at)).Dot(a.field)))
	}
	body = append(body,
		jen.For(jen.List(jen.Id("_"), jen.Id(at)).Op(":=").Range().Id(others)).Block(merges...))
	if slices.Contains(n.Out, l.Value.Col) {
		body = append(body, jen.Id(value).Op(":=").Add(asColumn(g.value(inner, l.Others).Statement, l.Others.Nullable(), l.Value.Col)))
	}
	if slices.Contains(n.Out, l.WeightCol) {
		body = append(body, jen.Id(weight).Op(":=").Add(asColumn(jen.Id(l.weight).Call(jen.Op("&").Id(all)), l.Weight.Nullable(), l.WeightCol)))
	}
	inner.cols[l.Value.Col], inner.cols[l.WeightCol] = named(value), named(weight)
	for _, below := range levels[1:] {
		inner.cols[below.Value.Col], inner.cols[below.WeightCol] = coded(zero(below.Value.Col)), coded(zero(below.WeightCol))
	}
	skip := inner.with(inner.cols)
	skip.skip = jen.Return()
	// A function of its own, which the row can leave.
	return jen.If(jen.Len(jen.Id(others)).Op(">").Lit(0)).Block(jen.Func().Params().Block(append(body, then(skip)...)...).Call())
}
