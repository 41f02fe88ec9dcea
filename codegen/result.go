package codegen

import (
	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/plan"
)

// result is one of the tables that the rule gives.
type result struct {
	name string
	row  *rowType
	// field is that of the functions that take the rows, where there are several results.
	field string
	// given is the field of the evaluator with the row that is being given, "" where none is made.
	given string
	// stored tells that rows are given that an operator holds.
	stored bool
}

// makeResults makes all that the rule gives. Its row is a Row; those of several are named after the results.
func (g *generator) makeResults() {
	list := g.Plan.Results
	names := make([]string, len(list))
	for i, r := range list {
		names[i] = r.Name
	}
	goNames := fields(names)
	for i, r := range list {
		out := &result{name: r.Name, row: g.rowType("Row", r.Node.Columns())}
		g.embed(out.row)
		if len(list) > 1 {
			out.field = goNames[i]
			out.row.name = g.names.pick(out.field+"Row", g.line(r.Node.Span()))
		}
		g.gives = append(g.gives, out)
	}
	for i, r := range list {
		g.result, g.resultName = g.gives[i].row, r.Name
		g.produce(r.Node, g.emit(g.gives[i]))
	}
}

// manyResults tells that the rule gives more than one table.
func (g *generator) manyResults() bool { return len(g.gives) > 1 }

// emit gives a row to the caller: where it is read from the evaluator it is always put there, otherwise unless it is one that is
// held, to which emit is given a pointer.
func (g *generator) emit(r *result) consumer {
	emit := path("e", "emit")
	if g.manyResults() {
		emit.Dot(r.field)
	}
	if g.direct() {
		r.give(g) // a program tells of the row's columns by it
	}
	return func(s *scope) []jen.Code {
		held := r.row.pointerIn(s)
		if held != "" && !g.direct() {
			r.stored = true
			return []jen.Code{emit.Clone().Call(jen.Id(held))}
		}
		value, given := r.row.literal(s, nil), r.give(g)
		if held != "" {
			value = jen.Op("*").Id(held)
		}
		args := []jen.Code{jen.Op("&").Add(given)}
		if g.direct() {
			args = nil
		}
		return []jen.Code{given.Clone().Op("=").Add(value), emit.Clone().Call(args...)}
	}
}

// give is the field of the evaluator with the row that is being given, which it declares.
func (r *result) give(g *generator) *jen.Statement {
	if r.given == "" {
		r.given = g.methods.pick("result"+r.field, 0)
		g.root.addField(r.given, jen.Id(r.row.name), nil)
	}
	return path("e", r.given)
}

// resultRows declares the rows of the results, and what takes them where there are several.
func (g *generator) resultRows() {
	if !g.manyResults() {
		g.resultRow(g.gives[0], "Row is one row of the rule's result.")
		return
	}
	for _, r := range g.gives {
		g.resultRow(r, r.row.name+" is one row of the result "+oneLine(r.name)+".")
	}
	g.file.Comment("Emit takes the rows of the results. All of its functions have to be set.")
	g.file.Type().Id("Emit").StructFunc(func(b *jen.Group) {
		for _, r := range g.gives {
			b.Id(r.field).Add(r.takes())
		}
	})
}

func (g *generator) resultRow(r *result, comment string) {
	r.row.bound = true
	r.row.bindParts()
	r.row.declare(g.file, comment)
}

// takes is the type of a function that takes rows.
func (r *result) takes() *jen.Statement { return jen.Func().Params(jen.Op("*").Id(r.row.name)) }

// emitType is the type of what New is given for the rows.
func (g *generator) emitType() *jen.Statement {
	switch {
	case g.manyResults():
		return jen.Id("Emit")
	case g.direct():
		return jen.Func().Params()
	}
	return g.gives[0].takes()
}

// bindResults gives what New is given to take the rows of the results, what has to stand before, and what tells an opening
// where they are.
func (g *generator) bindResults(locals *names) (before []jen.Code, emit jen.Code, told []jen.Code) {
	var takes []jen.Code
	for i, r := range g.gives {
		give, name := path("o", "Emit").Call(), "result"
		if i > 0 {
			give = path("o", "EmitMore").Call(jen.Lit(i - 1))
		}
		if g.manyResults() {
			name = unexported(words(r.field, false))
		}
		code, take, tell := r.bind(locals.pick(name, 0), locals.pick(name+"Found", 0), give)
		before, takes, told = append(before, code...), append(takes, take), append(told, tell)
		emit = take
	}
	if !g.manyResults() {
		return before, emit, told
	}
	for i, r := range g.gives {
		takes[i] = keyed(r.field, takes[i])
	}
	return before, jen.Id("Emit").Custom(fieldList, takes...), told
}

// bind gives what takes a row and calls give, what has to stand before, and what tells an opening where the values are: in
// the evaluator's row, or in the variable row where others are given, too.
func (r *result) bind(row, found string, give *jen.Statement) (before []jen.Code, take, tell jen.Code) {
	of := func(param *jen.Statement, code ...jen.Code) jen.Code {
		return jen.Func().Params(param.Op("*").Id(r.row.name)).Block(code...)
	}
	switch {
	case r.row.found():
		return []jen.Code{jen.Var().Id(row).Id(r.row.name), jen.Id(found).Op(":=").Add(r.foundResult(row))},
			of(jen.Id("row"), append(r.row.ownClones("row"), path(found, "Add").Call(jen.Id("row")))...),
			path("o", "Found").Call(jen.Id(found))
	case r.given != "" && !r.stored:
		return nil, of(jen.Null(), give), path("o", "Result").Call(path("&e", r.given))
	}
	return []jen.Code{jen.Var().Id(row).Id(r.row.name)},
		of(jen.Id("row"), jen.Id(row).Op("=").Op("*").Id("row"), give),
		path("o", "Result").Call(jen.Id("&" + row))
}

// foundResult is the result whose columns depend on data; row is the variable that holds its row.
func (r *result) foundResult(row string) *jen.Statement {
	grouped := map[*plan.Column]jen.Code{}
	place := func(i int) *jen.Statement { return jen.Op("&").Id(row).Dot(r.row.fields[i]) }
	untyped := func(i int) jen.Code { return kqlFunc("Untyped").Call(jen.Lit(r.row.columns[i].Name), place(i)) }
	for _, c := range r.row.columns {
		if c.Others == nil {
			continue
		}
		for _, n := range c.Others.Named {
			for i, other := range r.row.columns {
				if other == n && n.Untyped {
					grouped[n] = untyped(i)
				}
			}
		}
	}
	args := []jen.Code{jen.Op("&").Id(row)}
	for i, c := range r.row.columns {
		switch {
		case grouped[c] != nil:
		case c.Untyped:
			args = append(args, untyped(i))
		case c.Others != nil:
			bag := []jen.Code{place(i), jen.Lit(c.Others.Sorted)}
			for _, n := range c.Others.Named {
				if grouped[n] != nil {
					bag = append(bag, grouped[n])
				}
			}
			args = append(args, kqlFunc("Others").Call(bag...))
		default:
			args = append(args, kqlFunc("Settled").Call(bind(c, row, r.row.fields[i])))
		}
	}
	return kqlFunc("NewFound").Custom(argumentList, args...)
}
