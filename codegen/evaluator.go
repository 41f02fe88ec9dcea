package codegen

import (
	"slices"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
)

// input is a table that the rule reads.
type input struct {
	table  string
	method string // the evaluator's method that takes a row
	typ    *jen.Statement
	times  []string // the names of the event's time
	// all are the columns of its struct, columns and fields what the rule reads of it.
	all     []types.Column
	columns []*plan.Column
	fields  []string
	pushes  []push
	// ends is what is done when the table has no more rows, before Close.
	ends []jen.Code
}

// toldOfEnd tells that something can be spared behind the table's end: a table that is read twice would otherwise be read
// before others whose rows the rule expects in the order of the names.
func (in *input) toldOfEnd() bool { return len(in.ends) > 0 && len(in.pushes) == 1 }

// push is a function that takes a row of a table.
type push struct {
	name string
	row  *jen.Statement
	body []jen.Code
}

// joins tells whether the body can stand before others in a function: it leaves out nothing of what follows, and has no variables.
func (p push) joins() bool {
	text := printed(jen.Block(p.body...))
	return !strings.Contains(text, "return") && !strings.Contains(text, ":=") && !strings.Contains(text, "var ")
}

// input returns the input of a table, made at first use.
func (g *generator) input(table string, pkg TablePackage, typ string) *input {
	for _, in := range g.inputs {
		if in.table == table {
			return in
		}
	}
	in := &input{table: table, method: typ, typ: jen.Qual(pkg.Path, typ), times: pkg.EventTime, all: pkg.Columns}
	g.inputs = append(g.inputs, in)
	return in
}

// read notes columns that the rule reads.
func (in *input) read(columns []*plan.Column, fields []string) {
	for i, c := range columns {
		if !slices.Contains(in.fields, fields[i]) {
			in.columns = append(in.columns, c)
			in.fields = append(in.fields, fields[i])
		}
	}
}

// reads tells of the columns that the rule reads: by their names, or where these are few by those of the others.
func (in *input) reads() []jen.Code {
	names := columnNames(in.columns)
	var except []string
	for _, c := range in.all {
		if !slices.Contains(names, c.Name) {
			except = append(except, c.Name)
		}
	}
	list := func(field string, names []string) jen.Code {
		return jen.Id(field+": []string").Custom(fieldList, quotedAll(names, ",\n"))
	}
	switch {
	case len(names) == 0:
		return nil
	case len(except) == 0:
		return []jen.Code{jen.Id("AllColumns: true")}
	case 2*len(except) < len(names):
		return []jen.Code{jen.Id("AllColumns: true"), list("Except", except)}
	}
	return []jen.Code{list("Columns", names)}
}

// eventTime lists the names of the event's time where the rule reads it and there are several.
func (in *input) eventTime() []string {
	if len(in.times) < 2 || !slices.ContainsFunc(in.columns, func(c *plan.Column) bool { return slices.Contains(in.times, c.Name) }) {
		return nil
	}
	return in.times
}

// evaluator declares the type, its constructor and its methods.
func (g *generator) evaluator() {
	g.file.Comment("Evaluator evaluates the rule once. It serves one goroutine.")
	g.file.Type().Id("Evaluator").StructFunc(func(b *jen.Group) {
		b.Id("emit").Add(g.emitType())
		for _, f := range g.fields {
			if f.text != "" {
				b.Id(f.name).Add(f.typ).Comment(f.text)
				continue
			}
			b.Id(f.name).Add(f.typ)
		}
	})
	if !g.direct() {
		g.constructor()
	}
	for _, in := range g.inputs {
		g.inputMethods(in)
	}
	g.file.Comment("Close ends the input: operators that need all rows give theirs.")
	g.file.Id("func (e *Evaluator) Close()").Block(g.closing...)
	if len(g.merging) > 0 {
		g.file.Comment("Merge takes in the state of an Evaluator whose events came behind, and which is done with then.")
		g.file.Func().Params(jen.Id("e").Op("*").Id("Evaluator")).Id("Merge").Params(jen.Id("state").Qual(Runtime, "State")).
			Block(append([]jen.Code{jen.Id("other").Op(":=").Id("state").Assert(jen.Op("*").Id("Evaluator"))}, g.merging...)...)
	}
}

// merge adds what takes in the state that keeper has in other evaluations, where tables are evaluated in parts.
func (g *generator) merge(keeper any, code ...jen.Code) {
	if g.parts.States[keeper] {
		g.merging = append(g.merging, code...)
	}
}

// mergeField is merge for a state that a function of kql merges.
func (g *generator) mergeField(keeper any, function, field string, more ...jen.Code) {
	of := func(e string) jen.Code { return jen.Op("&").Id(e).Dot(field) }
	g.merge(keeper, kqlFunc(function).Call(append([]jen.Code{of("e"), of("other")}, more...)...))
}

func (g *generator) constructor() {
	emit := "emit is"
	if g.manyResults() {
		emit = "Of emit, the function of a result is"
	}
	g.file.Comment("New starts an evaluation. " + emit + " called once a row, which is valid during the call only.")
	g.file.Id("func New").Params(jen.Id("env kql.Env"), jen.Id("emit").Add(g.emitType())).Id("*Evaluator").
		Block(g.root.construct(keyed("emit", jen.Id("emit")))...)
}

// direct tells that the function open makes the evaluation itself, and that what takes the rows finds them in the evaluator: a
// draft is for nobody else, and each function takes its time to compile.
func (g *generator) direct() bool {
	return g.Draft && !g.manyResults() && !g.gives[0].row.found()
}

func (g *generator) inputMethods(in *input) {
	method := func(name string) *jen.Statement {
		return jen.Id("func (e *Evaluator) " + name).Params(jen.Id("row *").Add(in.typ.Clone()))
	}
	if in.toldOfEnd() {
		g.file.Comment(in.method + "End tells that the table has no more events, which spares memory and time before those of other tables.")
		g.file.Id("func (e *Evaluator) " + in.method + "End()").Block(in.ends...)
	}
	g.file.Comment(in.method + " takes an event of the table. The row may be reused after the call.")
	var own []push
	g.file.Add(method(in.method)).BlockFunc(func(b *jen.Group) {
		for i, p := range in.pushes {
			if i < len(in.pushes)-1 && !p.joins() {
				own = append(own, p)
				b.Id("e").Dot(p.name).Call(jen.Id("row"))
				continue
			}
			for _, code := range p.body {
				b.Add(code)
			}
		}
	})
	for _, p := range own {
		g.file.Line().Add(method(p.name)).Block(p.body...)
	}
}

// program declares what engines and sinks use: the rule's tables, bound rows and results.
func (g *generator) program() {
	slices.SortFunc(g.inputs, func(a, b *input) int { return strings.Compare(a.table, b.table) })
	guards, bounds := g.Plan.Guards(), g.Plan.Bounds()
	tables := make([]jen.Code, len(g.inputs))
	for i, in := range g.inputs {
		values := []jen.Code{jen.Id("Name: " + strconv.Quote(in.table))}
		if names := in.eventTime(); names != nil {
			values = append(values, jen.Id("EventTime: []string").Values(quotedAll(names, ", ")))
		}
		values = append(values, in.reads()...)
		if required := guards[in.table]; len(required) > 0 {
			values = append(values, keyed("Guards", guardsCode(required)))
		}
		if required := bounds[in.table]; len(required) > 0 {
			values = append(values, keyed("Bounds", boundsCode(required)))
		}
		if g.parts.Tables[in.table] {
			values = append(values, jen.Id("Parts: true"))
		}
		if g.parts.Streams[in.table] {
			values = append(values, jen.Id("Streams: true"))
		}
		tables[i] = jen.Custom(fieldList, values...)
	}
	values := []jen.Code{
		jen.Id("Name: " + strconv.Quote(g.Name)),
		jen.Id("Source: " + strconv.Quote(g.Source)),
		jen.Id("Tables: []kql.Table").Custom(fieldList, tables...),
	}
	if g.manyResults() {
		values = append(values, jen.Id("Results").Op(":").Index().String().ValuesFunc(func(b *jen.Group) {
			for _, r := range g.gives {
				b.Lit(r.name)
			}
		}))
	}
	if len(g.externals) > 0 {
		values = append(values, jen.Id("External").Op(":").Index().Qual(Runtime, "External").Values(g.externals...))
	}
	name := "program"
	if g.Draft {
		name = "Program"
	}
	g.file.Comment(name + " is what there is to know of the rule; it is shared, so nobody may change it.")
	g.file.Id("var "+name+" = kql.Program").Custom(fieldList, append(values, jen.Id("Bind: open"))...)
	if !g.Draft {
		g.file.Comment("Program describes the rule to whoever runs it.")
		g.file.Id("func Program() kql.Program {\nreturn program\n}")
	}
	g.file.Comment("open makes an evaluation for whoever binds its columns.")
	g.file.Id("func open(o *kql.Opening)").Block(g.open()...)
}

// open tells an opening, in order, of the evaluator, of the results and of the tables.
func (g *generator) open() []jen.Code {
	locals := newNames(g.names)
	o := func(method string, args ...jen.Code) *jen.Statement { return path("o", method).Call(args...) }
	before, emit, results := g.bindResults(locals)
	code := append(before, jen.Id("e := New").Call(path("o", "Env"), emit))
	if g.direct() {
		code = g.root.begin(keyed("emit", path("o", "Emit")))
		if mentions(code, "env") {
			code = append([]jen.Code{jen.Id("env := o.Env")}, code...)
		}
	}
	code = append(append(code, jen.Id("o.Evaluator(e)")), results...)
	for _, in := range g.inputs {
		code = append(code, o("Table", jen.New(in.typ.Clone()), jen.Id("(*Evaluator)."+in.method)))
		if in.toldOfEnd() {
			code = append(code, o("End", path("e", in.method+"End")))
		}
	}
	return code
}

func bind(c *plan.Column, row, field string) jen.Code {
	return kqlFunc("Col").Call(quoted(c.Name), path("&"+row, field))
}

// argumentList writes arguments one a line.
var argumentList = jen.Options{Open: "(", Close: ")", Separator: ",", Multi: true}
