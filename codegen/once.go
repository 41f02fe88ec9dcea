package codegen

import (
	"slices"
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
)

// What is computed once is produced at its first use, so that its part of Close, or of New, stands before that of its users. What an
// operator does of a row, in a method of its own, is made before what gives it the rows: these may come in Close.

// once produces what is computed once: when the input ends, or before the first event where it reads no table.
func (g *generator) once(n plan.Node, then consumer) {
	if !plan.Ready(n) {
		g.produce(n, then)
		return
	}
	closing := g.closing
	g.closing = nil
	g.produce(n, then)
	g.starting = append(g.starting, g.closing...)
	g.closing = closing
}

// onceName names the field of what is computed once, after its let or its operator and line.
func (g *generator) onceName(let, word string, n plan.Node) string {
	line := g.line(n.Span())
	if let != "" {
		return g.methods.pick(unexported(words(let, false)), line)
	}
	return g.methods.pick(word+"Line"+strconv.Itoa(line), line)
}

// shared keeps the rows of a table that is used several times and returns their field and type.
func (g *generator) shared(of *plan.Shared) (string, *rowType) {
	if field, ok := g.computed[of]; ok {
		return field, g.sharedRows[of]
	}
	columns := of.Input.Columns()
	field := g.onceName(of.Name, "shared", of.Input)
	keeper := "the shared table"
	if of.Passed {
		keeper = of.Name
	}
	row := g.keptType(field+"Row", keeper, columns)
	g.computed[of], g.sharedRows[of] = field, row
	defer g.enter(g.frameOf(of.Input))()
	if of.Passed {
		g.passed = append(g.passed, &passed{of: of, name: field, row: row})
		g.produce(of.Input, func(s *scope) []jen.Code {
			return []jen.Code{path("e", field).Call(row.address(s))}
		})
		return field, row
	}
	g.addHold(of, field, row)
	g.once(of.Input, func(s *scope) []jen.Code {
		return g.keepRowIn(jen.Id("e").Dot(field), row, s, g.line(of.Input.Span()))
	})
	return field, row
}

// passed is a shared table whose rows go to its uses as they come.
type passed struct {
	of   *plan.Shared
	name string // the evaluator's method that takes a row
	row  *rowType
	uses []push
}

// passTo adds what a use does of a row.
func (g *generator) passTo(n *plan.Use, body []jen.Code) {
	for _, p := range g.passed {
		if p.of == n.Of {
			p.uses = append(p.uses, push{name: g.methods.pick(p.name+"To"+exported(words(g.resultName, false)), g.line(n.Src)), body: body})
		}
	}
}

// passRows declares the methods that pass rows on.
func (g *generator) passRows() {
	for _, p := range g.passed {
		var calls []jen.Code
		for _, use := range p.uses {
			calls = append(calls, path("e", use.name).Call(jen.Id("row")))
		}
		g.funcs = append(g.funcs, jen.Comment(p.name+" passes a row on."))
		g.method(p.name, p.row, calls)
		for _, use := range p.uses {
			g.funcs = append(g.funcs, jen.Line())
			g.method(use.name, p.row, use.body)
		}
	}
}

// use gives the rows of a shared table, when the input ends unless they are passed on.
func (g *generator) use(n *plan.Use, then consumer) {
	field, row := g.shared(n.Of)
	s := g.scope(jen.Continue())
	if n.Of.Passed {
		s.skip = jen.Return()
	}
	for i, c := range n.Out {
		from := n.Cols[i]
		s.cols[c] = named("row", row.fields[slices.Index(row.columns, from)]).as(from.Nullable, c)
	}
	body := then(s)
	if n.Of.Passed {
		g.passTo(n, body)
		return
	}
	g.closing = append(g.closing, eachHeld(path("e", field), declaring("row", path("rows", "At"), body)...))
}

// addHold adds rows that are held as a field.
func (g *generator) addHold(keeper any, field string, row *rowType) {
	g.addField(field, kqlFunc("Hold").Types(jen.Id(row.name)), nil)
	g.openState("OpenHold", field)
	g.merge(keeper, path("e", field, "All.Merge").Call(path("&other", field, "All")))
}

// eachHeld is a loop over rows that are held, which are called rows. It goes over a copy: they may be asked for within.
func eachHeld(held *jen.Statement, body ...jen.Code) *jen.Statement {
	return jen.For(jen.Id("rows").Op(":=").Add(held.Clone()), path("rows.All.Next").Call(), jen.Empty()).Block(body...)
}

// hold keeps rows until the input ends.
func (g *generator) hold(n *plan.Hold, then consumer) {
	field, row := g.state(n, "hold", n.Input.Columns())
	g.addHold(n, field, row)
	g.produce(n.Input, func(s *scope) []jen.Code {
		return g.keepRowIn(jen.Id("e").Dot(field), row, s, g.line(n.Src))
	})
	g.flush(n.Src, field, row, then)
}

// keepRowIn adds a row to rows, which are kept.
func (g *generator) keepRowIn(rows *jen.Statement, row *rowType, s *scope, line int) []jen.Code {
	add := rows.Clone().Dot("All.Add").Call()
	if len(row.columns) == 0 {
		return []jen.Code{add}
	}
	name := s.locals.pick("kept", line)
	out := append([]jen.Code{add, jen.Id(name).Op(":=").Add(rows.Clone()).Dot("At")}, row.set(name, s)...)
	return append(out, g.own(row, name)...)
}

// scalar computes toscalar() and returns its field: the first column of the first row.
func (g *generator) scalar(of *plan.Scalar) string {
	if field, ok := g.computed[of]; ok {
		return field
	}
	field := g.onceName(of.Name, "scalar", of.Input)
	known := g.methods.pick(field+"Known", 0)
	g.computed[of] = field
	c := of.Input.Columns()[0]
	defer g.enter(g.frameOf(of.Input))()
	g.addField(field, fieldType(c.Type, true), nil)
	g.addField(known, jen.Bool(), nil)
	g.merge(of, jen.If(jen.Op("!").Id("e").Dot(known)).Block(
		jen.List(jen.Id("e").Dot(field), jen.Id("e").Dot(known)).Op("=").List(jen.Id("other").Dot(field), jen.Id("other").Dot(known))))
	g.once(of.Input, func(s *scope) []jen.Code {
		v := s.cols[c].code()
		switch {
		case c.Type == kql.TypeString:
			v = jen.Qual("strings", "Clone").Call(v)
		case c.Type == kql.TypeDynamic:
			v = v.Dot("Clone").Call()
		case !c.Nullable:
			v = kqlFunc("Some").Call(v)
		}
		return []jen.Code{jen.If(jen.Op("!").Id("e").Dot(known)).Block(
			jen.List(path("e", field), path("e", known)).Op("=").List(v, jen.True()))}
	})
	return field
}

// set collects the values of a table that in looks into and returns its field.
func (g *generator) set(of *plan.Set) string {
	if field, ok := g.computed[of]; ok {
		return field
	}
	field := g.onceName(of.Name, "set", of.Input)
	g.computed[of] = field
	c := of.Input.Columns()[0]
	defer g.enter(g.frameOf(of.Input))()
	if carriesNull(c.Type) {
		g.addField(field, kqlFunc("TextSet"), nil)
		g.mergeField(of, "MergeTextSets", field)
	} else {
		g.addField(field, kqlFunc("ValueSet").Types(comparable(c.Type)), nil)
		g.mergeField(of, "MergeValueSets", field)
	}
	convert := comparableOf(c.Type)
	if convert == nil {
		convert = func(v *jen.Statement) *jen.Statement { return v }
	}
	g.once(of.Input, func(s *scope) []jen.Code {
		v := s.cols[c].code()
		add := path("e", field, "Add")
		if c.Type == kql.TypeDynamic {
			return []jen.Code{path("e", field, "AddDynamic").Call(v)}
		}
		if c.Nullable {
			return []jen.Code{jen.If(v.Clone().Dot("OK")).Block(add.Call(convert(v.Clone().Dot("V"))))}
		}
		return []jen.Code{add.Call(convert(v))}
	})
	return field
}

// setMethods are the questions to a set of texts.
var setMethods = map[string]string{
	"in": "Has", "!in": "Has", "in~": "HasFold", "!in~": "HasFold", "has_any": "AnyIn", "has_all": "AllIn",
}

func (g *generator) inSet(s *scope, e *plan.InSet) code {
	c := e.Of.Input.Columns()[0]
	if e.Arg.Type() != c.Type && (c.Type != kql.TypeDynamic || e.Arg.Type() != kql.TypeString) {
		g.unsupported(e.Span(), e.Op+" with a table of this type")
		return prim(jen.False())
	}
	method := "Has"
	if carriesNull(c.Type) {
		method = setMethods[e.Op]
	}
	has := path("e", g.set(e.Of), method)
	v := g.value(s, e.Arg).Statement
	var out code
	switch {
	case e.Arg.Nullable() && c.Type == kql.TypeReal:
		out = prim(has.Call(kqlFunc("NewNullRealKey").Call(v)))
	case e.Arg.Nullable():
		out = prim(kqlFunc("Is").Call(v, has))
	case c.Type == kql.TypeReal:
		out = prim(has.Call(kqlFunc("NewRealKey").Call(v)))
	default:
		out = prim(has.Call(g.argument(s, e.Arg).Statement))
	}
	if e.Op[0] == '!' {
		return negate(out)
	}
	return out
}
