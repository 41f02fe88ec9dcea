package codegen

import (
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/plan"
)

// scanRow is what a scan keeps of a row: the input's columns and the declared ones, all of types that can be null, for
// the state of a step that no row has reached is null.
type scanRow struct {
	*rowType
	of []*plan.Column
}

// field is a column of a row or of a state.
func (r *scanRow) field(row *jen.Statement, c *plan.Column) *jen.Statement {
	for i, of := range r.of {
		if of == c {
			return row.Clone().Dot(r.fields[i])
		}
	}
	panic("unreachable: a scan keeps all columns that its steps read")
}

// scanSteps runs the steps of a scan over the rows as they come.
func (g *generator) scanSteps(n *plan.ScanSteps, then consumer) {
	line := g.line(n.Src)
	field := g.methods.pick("scanLine"+strconv.Itoa(line), line)
	row := g.scanRow(n, field)
	typ := jen.Op("*").Add(kqlFunc("Scan").Types(jen.Id(row.name)))
	make := g.newScan(n, field, row, then)
	var key *rowType
	if len(n.PartBy) == 0 {
		g.addField(field, typ, nil)
		g.starting = append(g.starting, path("e", field).Op("=").Add(make))
	} else {
		key = g.partitionKey(n, field)
		g.addGroups(field, key, typ.Clone())
	}
	g.produce(n.Input, func(s *scope) []jen.Code {
		literal := row.fromInput(g, n, s)
		if key == nil {
			return []jen.Code{g.comment("", n.Src), path("e", field, "Add").Call(literal)}
		}
		keyed := g.partitionScope(n, key, s)
		keyVar := s.locals.pick("key", line)
		create := append(key.ownDynamics(keyVar),
			path("e", field, "All.Add").Call(g.keepsTexts(key)),
			path("*e", field, "State").Op("=").Add(make))
		out := append([]jen.Code{g.comment("", n.Src)}, key.setKey(keyVar, path("e", field, "New"), keyed)...)
		return append(out,
			jen.If(jen.Op("!").Add(path("e", field, "All.Find").Call())).Block(create...),
			jen.Parens(path("*e", field, "State")).Dot("Add").Call(literal))
	})
	if key == nil {
		g.closing = append(g.closing, g.comment("", n.Src), path("e", field, "Close").Call())
		return
	}
	g.closing = append(g.closing, g.comment("", n.Src),
		nextRow(path("e", field, "All"), jen.Parens(path("*e", field, "State")).Dot("Close").Call()))
}

// scanRow declares what is kept of a row.
func (g *generator) scanRow(n *plan.ScanSteps, field string) *scanRow {
	row := &scanRow{of: append([]*plan.Column(nil), n.Input.Columns()...)}
	for _, v := range n.State {
		row.of = append(row.of, v.Col)
	}
	columns := make([]*plan.Column, len(row.of))
	for i, c := range row.of {
		columns[i] = &plan.Column{Name: c.Name, Type: c.Type, Nullable: !carriesNull(c.Type)}
	}
	row.rowType = g.keptType(field+"Row", "scan", columns)
	return row
}

// scope is that of a row of the scan.
func (r *scanRow) scope(g *generator, name string) *scope {
	s := g.scope(jen.Return())
	for _, c := range r.of {
		v := r.field(jen.Id(name), c)
		if !c.Nullable && !carriesNull(c.Type) {
			v.Dot("V")
		}
		s.cols[c] = coded(v)
	}
	return s
}

// stepScope is the scope of a step's expressions: the row and the states of steps.
func (r *scanRow) stepScope(g *generator) *scope {
	s := r.scope(g, "row")
	s.locals.take("states", "out")
	s.state = func(e *plan.StateRef) *jen.Statement {
		return r.field(jen.Id("states").Index(jen.Lit(e.Step)), e.Col)
	}
	return s
}

// fromInput is a row of the input with the declared columns at their first values.
func (r *scanRow) fromInput(g *generator, n *plan.ScanSteps, s *scope) *jen.Statement {
	cols := map[*plan.Column]cell{}
	for i, c := range n.Input.Columns() {
		v := g.column(s, c)
		if !c.Nullable && !carriesNull(c.Type) {
			v = kqlFunc("Some").Call(v)
		}
		cols[r.columns[i]] = coded(v)
	}
	r.defaults(g, n, cols)
	return r.literal(s.with(cols), cloned)
}

// defaults adds the first values of the declared columns.
func (r *scanRow) defaults(g *generator, n *plan.ScanSteps, cols map[*plan.Column]cell) {
	first := len(r.of) - len(n.State)
	for i, v := range n.State {
		if v.Init == nil {
			continue
		}
		if c, ok := v.Init.(*plan.Const); ok && c.Value != nil && !carriesNull(c.T) {
			cols[r.columns[first+i]] = coded(kqlFunc("Some").Call(g.constant(c, true).Statement))
			continue
		}
		cols[r.columns[first+i]] = coded(g.nullable(&scope{}, v.Init))
	}
}

// newScan writes the construction of a scan, and declares the methods of its steps and what takes its matches.
func (g *generator) newScan(n *plan.ScanSteps, field string, row *scanRow, then consumer) *jen.Statement {
	cols := map[*plan.Column]cell{}
	row.defaults(g, n, cols)
	match := g.methods.pick(field+"Match", 0)
	args := []jen.Code{row.literal(&scope{cols: cols}, nil), path("e", match)}
	for _, step := range n.Steps {
		args = append(args, g.scanStep(step, row))
	}
	s := row.scope(g, "row")
	if n.MatchID != nil {
		s.cols[n.MatchID] = named("match").as(false, n.MatchID)
	}
	s.locals.take("match")
	g.funcs = append(g.funcs,
		jen.Comment(match+" goes on with a row that a step gives."),
		g.onFrame(match, jen.Id("row").Op("*").Id(row.name), jen.Id("match").Int64()).Block(then(s)...))
	return kqlFunc("NewScan").Custom(jen.Options{Open: "(", Close: ")", Separator: ",", Multi: true}, args...)
}

// onFrame begins a method of the evaluator, or of that of the sub-query.
func (g *generator) onFrame(name string, params ...jen.Code) *jen.Statement {
	return jen.Func().Params(jen.Id("e").Op("*").Id(g.frame.name)).Id(name).Params(params...)
}

var scanOutputs = map[string]string{"all": "ScanAll", "last": "ScanLast", "none": "ScanNone"}

// scanStep declares the methods of a step and writes the step.
func (g *generator) scanStep(step plan.ScanStep, row *scanRow) *jen.Statement {
	line := g.line(step.Cond.Span())
	params := []jen.Code{jen.Id("row").Op("*").Id(row.name), jen.Id("states").Index().Id(row.name)}
	name := unexported(words(step.Name, false))
	when := g.methods.pick(name+"When", line)
	g.funcs = append(g.funcs,
		jen.Comment(when+" is the condition of step "+oneLine(step.Name)+": "+g.text(step.Cond.Span())),
		g.onFrame(when, params...).Bool().Block(jen.Return(g.truth(row.stepScope(g), step.Cond).Statement)))
	values := []jen.Code{
		keyed("Output", kqlFunc(scanOutputs[step.Output])), keyed("When", path("e", when)),
	}
	if step.Optional {
		values = append(values, jen.Id("Optional").Op(":").True())
	}
	if len(step.Assigns) > 0 {
		assign := g.methods.pick(name+"Assign", line)
		var body []jen.Code
		for _, a := range step.Assigns {
			body = append(body, row.field(jen.Id("out"), a.Col).Op("=").Add(g.stateValue(row.stepScope(g), a.Expr)))
		}
		g.funcs = append(g.funcs,
			jen.Comment(assign+" sets the columns of step "+oneLine(step.Name)+"."),
			g.onFrame(assign, append([]jen.Code{jen.List(jen.Id("out"), jen.Id("row")).Op("*").Id(row.name)}, params[1])...).Block(body...))
		values = append(values, keyed("Assign", path("e", assign)))
	}
	return kqlFunc("ScanStep").Types(jen.Id(row.name)).Values(values...)
}

// stateValue is a value for a field of a type that can be null, with text of its own.
func (g *generator) stateValue(s *scope, e plan.Expr) *jen.Statement {
	if c, ok := e.(*plan.Const); ok && c.Value != nil && !carriesNull(c.T) {
		return kqlFunc("Some").Call(g.constant(c, true).Statement)
	}
	return g.nullable(s, e)
}

// partitionKey declares the key of the partitions of a scan.
func (g *generator) partitionKey(n *plan.ScanSteps, field string) *rowType {
	columns := make([]*plan.Column, len(n.PartBy))
	for i, e := range n.PartBy {
		name := "Key" + strconv.Itoa(i+1)
		if r, ok := e.(*plan.Ref); ok {
			name = r.Col.Name
		}
		columns[i] = &plan.Column{Name: name, Type: e.Type(), Nullable: e.Nullable()}
	}
	return g.groupKey(field+"Key", columns)
}

// partitionScope has the values of the key.
func (g *generator) partitionScope(n *plan.ScanSteps, key *rowType, s *scope) *scope {
	cols := map[*plan.Column]cell{}
	for i, e := range n.PartBy {
		cols[key.columns[i]] = coded(g.value(s, e).Statement)
	}
	return s.with(cols)
}
