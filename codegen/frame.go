package codegen

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/plan"
)

// frame is a type that is being made which evaluates a query: the evaluator, or one of its own for a sub-query, which
// embeds that of the query around it.
type frame struct {
	name  string
	outer *frame
	// fields are its state.
	fields []field
	// starting are the statements of its constructor behind the construction.
	starting []jen.Code
	// closing are the statements that end the input.
	closing []jen.Code
	// constants are the columns of the query around that are constants in the sub-query.
	constants map[*plan.Column]cell
}

// addField adds state. init is nil where the zero value will do.
func (f *frame) addField(name string, typ, init jen.Code) {
	f.fields = append(f.fields, field{name: name, typ: typ, init: init})
}

// construct is the body of the constructor; values are those of fields that it is given.
func (f *frame) construct(values ...jen.Code) []jen.Code {
	if len(f.starting) == 0 {
		return []jen.Code{jen.Return(f.made(values))}
	}
	return append(f.begin(values...), jen.Return(jen.Id("e")))
}

// begin makes the evaluation, which is e.
func (f *frame) begin(values ...jen.Code) []jen.Code {
	return append([]jen.Code{jen.Id("e").Op(":=").Add(f.made(values))}, f.starting...)
}

func (f *frame) made(values []jen.Code) *jen.Statement {
	for _, field := range f.fields {
		if field.init != nil {
			values = append(values, keyed(field.name, field.init))
		}
	}
	return jen.Op("&").Id(f.name).Custom(fieldList, values...)
}

// enter makes f the frame that is worked on until the function that it returns is called.
func (g *generator) enter(f *frame) (leave func()) {
	old := g.frame
	g.frame = f
	return func() { g.frame = old }
}

// pass notes whether code that is made of the frame stands in a method of a sub-query that passes on its rows, where e is
// the sub-query, until the function that it returns is called.
func (g *generator) pass(passing bool) (settle func()) {
	old := g.passing
	g.passing = passing
	return func() { g.passing = old }
}

// frameOf is the innermost frame whose rows n reads: the evaluator where it reads none of a sub-query's.
func (g *generator) frameOf(n plan.Node) *frame {
	var found []*frame
	plan.InspectShared(n, func(n plan.Node) {
		if rows, ok := n.(*plan.Rows); ok && g.subs[rows] != nil {
			found = append(found, g.subs[rows].frame)
		}
	})
	for f := g.frame; f != nil; f = f.outer {
		if slices.Contains(found, f) {
			return f
		}
	}
	return g.root
}

// column is the value of a column: of the current row, or a constant of the query around.
func (g *generator) column(s *scope, c *plan.Column) *jen.Statement {
	return g.cell(s, c).code()
}

// cell is the expression of a column.
func (g *generator) cell(s *scope, c *plan.Column) cell {
	if v := s.cols[c]; !v.none() {
		return v
	}
	for f := g.frame; f != nil; f = f.outer {
		if v := f.constants[c]; !v.none() {
			return v
		}
	}
	panic("the column " + c.Name + " is not among those of the row")
}

// subquery is the evaluation of a sub-query: for one row of mv-apply, for one partition.
type subquery struct {
	*frame
	// row is what is fed to it.
	row *rowType
	// given is the field with what it knows of the row around, "" for nothing; givenRow its type.
	given    string
	givenRow *rowType
	bodies   [][]jen.Code
}

// subquery makes the evaluator of a sub-query. Its rows come through rows, which is nil where it has none; given are the
// columns of the row around that it passes on or reads as constants; what it gives goes to then.
//
//	sub := newName(e, nameOuter{…})
//	sub.add(&nameRow{…})
//	sub.end()
func (g *generator) subquery(name string, rows *plan.Rows, sub plan.Node, given []*plan.Column, then consumer) *subquery {
	q := &subquery{frame: &frame{name: name, outer: g.frame, constants: map[*plan.Column]cell{}}}
	if len(given) > 0 {
		q.given = g.methods.pick("row"+exported([]string{name}), 0)
		q.givenRow = g.keptType(name+"Outer", "the row around the sub-query", given)
		for i, c := range given {
			q.constants[c] = named("e", q.given, q.givenRow.fields[i])
		}
	}
	if rows != nil {
		g.subs[rows] = q
		q.row = g.keptType(name+"Row", "the sub-query", rows.Out)
	}
	leave, settled := g.enter(q.frame), g.pass(false)
	g.produce(sub, func(s *scope) []jen.Code {
		cols := make(map[*plan.Column]cell, len(s.cols)+len(given))
		for _, c := range given {
			cols[c] = q.constants[c]
		}
		for c, v := range s.cols {
			cols[c] = v
		}
		inner := s.with(cols)
		if len(given) > 0 {
			inner.row = nil
		}
		defer g.enter(q.frame.outer)()
		defer g.pass(true)()
		return then(inner)
	})
	settled()
	leave()
	g.declareSubquery(q, rows != nil)
	return q
}

// rowsOf gives the rows that are fed to a sub-query.
func (g *generator) rowsOf(n *plan.Rows, then consumer) {
	q := g.subs[n]
	q.bodies = append(q.bodies, then(q.row.scopeOf(g.scope(jen.Return()), "row")))
}

// declareSubquery declares type, constructor and methods.
func (g *generator) declareSubquery(q *subquery, fed bool) {
	method := func(name string, params ...jen.Code) *jen.Statement {
		return jen.Line().Func().Params(jen.Id("e").Op("*").Id(q.name)).Id(name).Params(params...)
	}
	params := []jen.Code{jen.Id("outer").Op("*").Id(q.frame.outer.name)}
	values := []jen.Code{keyed(q.frame.outer.name, jen.Id("outer"))}
	g.funcs = append(g.funcs, jen.Line(), jen.Comment(q.name+" evaluates a sub-query once."), jen.Type().Id(q.name).StructFunc(func(b *jen.Group) {
		b.Op("*").Id(q.frame.outer.name)
		if q.given != "" {
			b.Id(q.given).Id(q.givenRow.name)
		}
		for _, f := range q.fields {
			b.Id(f.name).Add(f.typ)
		}
	}))
	if q.given != "" {
		params = append(params, jen.Id("row").Id(q.givenRow.name))
		values = append(values, keyed(q.given, jen.Id("row")))
	}
	g.funcs = append(g.funcs, jen.Line(), jen.Func().Id(q.constructor()).Params(params...).Op("*").Id(q.name).Block(q.construct(values...)...))
	if fed {
		row := jen.Id("row").Op("*").Id(q.row.name)
		switch len(q.bodies) {
		case 0:
			g.funcs = append(g.funcs, method("add", jen.Op("*").Id(q.row.name)).Block())
		case 1:
			g.funcs = append(g.funcs, method("add", row).Block(q.bodies[0]...))
		default:
			calls := make([]jen.Code, len(q.bodies))
			for i, body := range q.bodies {
				name := g.methods.pick(q.name+"Rows", i+1)
				calls[i] = path("e", name).Call(jen.Id("row"))
				g.funcs = append(g.funcs, method(name, row.Clone()).Block(body...))
			}
			g.funcs = append(g.funcs, method("add", row.Clone()).Block(calls...))
		}
	}
	g.funcs = append(g.funcs, method("end").Block(q.closing...))
}

func (q *subquery) constructor() string { return unexported([]string{"new", q.name}) }

// start is the code that begins an evaluation over the row around, which s knows.
func (g *generator) start(q *subquery, s *scope) *jen.Statement {
	around := jen.Id("e")
	if g.passing {
		around.Dot(q.outer.name)
	}
	args := []jen.Code{around}
	if q.given != "" {
		args = append(args, q.givenRow.literal(s, nil))
	}
	return jen.Id(q.constructor()).Call(args...)
}
