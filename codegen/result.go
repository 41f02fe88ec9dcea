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

// emit gives a row to the caller.
func (g *generator) emit(r *result) consumer {
	emit := path("e", "emit")
	if g.manyResults() {
		emit.Dot(r.field)
	}
	var keep keeping
	if r.row.found() {
		keep = cloned
	}
	return func(s *scope) []jen.Code {
		if s.row == r.row {
			return []jen.Code{emit.Clone().Call(jen.Id("row"))}
		}
		if r.given == "" {
			r.given = g.methods.pick("result"+r.field, 0)
			g.root.addField(r.given, jen.Id(r.row.name), nil)
		}
		given := path("e", r.given)
		return []jen.Code{given.Clone().Op("=").Add(r.row.literal(s, keep)), emit.Clone().Call(jen.Op("&").Add(given))}
	}
}

// resultRows declares the rows of the results, and what takes them where there are several.
func (g *generator) resultRows() {
	if !g.manyResults() {
		g.row(g.gives[0].row, "Row is one row of the rule's result.")
		return
	}
	for _, r := range g.gives {
		g.row(r.row, r.row.name+" is one row of the result "+r.name+".")
	}
	g.file.Comment("Emit takes the rows of the results. All of its functions have to be set.")
	g.file.Type().Id("Emit").StructFunc(func(b *jen.Group) {
		for _, r := range g.gives {
			b.Id(r.field).Add(r.takes())
		}
	})
}

// takes is the type of a function that takes rows.
func (r *result) takes() *jen.Statement { return jen.Func().Params(jen.Op("*").Id(r.row.name)) }

// emitType is the type of what New is given for the rows.
func (g *generator) emitType() *jen.Statement {
	if g.manyResults() {
		return jen.Id("Emit")
	}
	return g.gives[0].takes()
}

// binding is how a result is handed to whoever binds its columns.
type binding struct {
	row    string     // the variable that holds a row
	before []jen.Code // declares it
	value  jen.Code   // the columns, or the result whose columns are found
	found  bool
	take   *jen.Statement // the function that takes a row; give tells of it
}

// bind declares a row and binds it; give is what tells that the row has been set.
func (r *result) bind(row, found string, give *jen.Statement) binding {
	b := binding{row: row, before: []jen.Code{jen.Var().Id(row).Id(r.row.name)}, found: r.row.found()}
	take := []jen.Code{jen.Id(row).Op("=").Op("*").Id("row"), give}
	b.value = path(row, "columns").Call()
	if b.found {
		b.before = append(b.before, jen.Id(found).Op(":=").Add(r.foundResult(row)))
		b.value = jen.Id(found)
		take = []jen.Code{path(found, "Add").Call(jen.Id("row"))}
	}
	b.take = jen.Func().Params(jen.Id("row").Op("*").Id(r.row.name)).Block(take...)
	return b
}

// columnsMethod declares the method that binds the columns of a row.
func (g *generator) columnsMethod(r *result) {
	if r.row.found() {
		return
	}
	g.file.Comment("columns binds the columns of the result to the row.")
	g.file.Func().Params(jen.Id("row").Op("*").Id(r.row.name)).Id("columns").Params().Params(jen.Id("c").Qual(Runtime, "Columns")).
		Block(append(bindings(r.row.columns, r.row.fields), jen.Return(jen.Id("c")))...)
}

// bindResults declares the rows of the results and binds them: what New is given to take them, and the members of the
// instance that give them.
func (g *generator) bindResults(locals *names) (before []jen.Code, emit jen.Code, members []jen.Code) {
	give := jen.Id("emit").Call()
	if !g.manyResults() {
		b := g.gives[0].bind("result", "found", give)
		return b.before, b.take, []jen.Code{b.member()}
	}
	var takes, more []jen.Code
	for i, r := range g.gives {
		name := unexported(words(r.field, false))
		row, found, output := locals.pick(name, 0), locals.pick(name+"Found", 0), locals.pick(name+"Output", 0)
		if i > 0 {
			give = path(output, "Emit").Call()
		}
		b := r.bind(row, found, give)
		takes = append(takes, keyed(r.field, b.take))
		before = append(before, b.before...)
		if i == 0 {
			members = append(members, b.member())
			continue
		}
		before = append(before, jen.Id(output).Op(":=").Op("&").Qual(Runtime, "Output").Values(b.member()))
		more = append(more, jen.Id(output))
	}
	members = append(members, jen.Id("More").Op(":").Index().Op("*").Qual(Runtime, "Output").Values(more...))
	return before, jen.Id("Emit").Custom(fieldList, takes...), members
}

// member is the field of an instance, or of an output, that holds what is bound.
func (b binding) member() jen.Code {
	if b.found {
		return keyed("Found", b.value)
	}
	return keyed("Result", b.value)
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
