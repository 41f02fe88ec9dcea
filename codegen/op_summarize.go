package codegen

import (
	"slices"
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
)

// summarize keeps a state a group, and gives the groups when the input ends.
func (g *generator) summarize(n *plan.Summarize, then consumer) {
	line := g.line(n.Src)
	field := g.methods.pick("summarizeLine"+strconv.Itoa(line), line)
	aggs, ok := g.aggregates(n.Aggs, n.Src)
	if !ok {
		return
	}
	state := g.stateType(field+"State", aggs)
	keyCols := make([]*plan.Column, len(n.Keys))
	for i, k := range n.Keys {
		keyCols[i] = k.Col
	}
	if len(n.Keys) == 0 {
		g.total(n, field, state, aggs, then)
		return
	}
	key := g.groupKey(field+"Key", keyCols)
	if row := g.putRow(n, field, aggs); row != nil {
		g.putRows(n, field, key, row, aggs)
	} else {
		g.findGroups(n, field, key, aggs)
	}
	g.mergeGroups(n, field, aggs)
	s := g.scope(jen.Continue())
	var body []jen.Code
	for i, c := range keyCols {
		s.cols[c] = keyValue(c, "key", key.fields[i])
		if len(body) == 0 && slices.Contains(n.Out, c) {
			body = append(body, jen.Id("key").Op(":=").Add(path("e", field, "Key")))
		}
	}
	results := g.results(s, n.Out, "group", aggs)
	rest := append(results, then(s)...)
	switch {
	case len(results) > 0:
		body = append(body, jen.Id("group").Op(":=").Add(path("e", field, "State")))
	case len(s.held) > 0:
		rest = declaring("group", path("e", field, "State"), rest)
	}
	g.closing = append(g.closing, g.comment("", n.Src), nextRow(path("e", field, "All"), append(body, rest...)...))
}

// findGroups looks for the group of each row as it comes.
func (g *generator) findGroups(n *plan.Summarize, field string, key *rowType, aggs []boundAggregate) {
	g.addGroups(field, key, jen.Id(field+"State"))
	g.produce(n.Input, func(s *scope) []jen.Code {
		code, keyed := g.assign(s, n.Keys, s.cols)
		keyVar, group := keyed.locals.pick("key", g.line(n.Src)), keyed.locals.pick("group", g.line(n.Src))
		out := append([]jen.Code{g.comment("", n.Src)}, code...)
		out = append(out, key.setKey(keyVar, path("e", field, "New"), keyed)...)
		create := append(key.ownDynamics(keyVar), path("e", field, "All.Add").Call(g.keepsTexts(key)))
		create = append(create, g.initialize(path("e", field, "State"), aggs)...)
		out = append(out, jen.If(jen.Op("!").Add(path("e", field, "All.Find").Call())).Block(create...))
		if len(aggs) == 0 {
			return out
		}
		out = append(out, jen.Id(group).Op(":=").Add(path("e", field, "State")))
		return append(out, g.accumulate(keyed, group, aggs)...)
	})
}

// mostPut is how many columns a row has at most that waits for others: to copy many takes longer than to look for a group at once.
const mostPut = 8

// putRow declares what aggregates read of a row, where rows are put: none is kept, and they are short. Otherwise it is nil.
func (g *generator) putRow(n *plan.Summarize, field string, aggs []boundAggregate) *rowType {
	var columns []*plan.Column
	input := n.Input.Columns()
	ok := len(aggs) > 0
	reads := func(e plan.Expr) {
		r, isRef := e.(*plan.Ref)
		switch {
		case !isRef || slices.Contains(columns, r.Col):
		case slices.Contains(input, r.Col):
			columns = append(columns, r.Col)
			ok = ok && r.Col.Type != kql.TypeDynamic && !r.Col.Untyped && r.Col.Others == nil
		default: // one of the query around, unless it is a key
			ok = ok && !slices.ContainsFunc(n.Keys, func(k plan.Assign) bool { return k.Col == r.Col })
		}
	}
	for _, a := range aggs {
		ok = ok && a.row == nil
		for _, e := range a.plan.Args {
			plan.Inspect(e, reads)
		}
		if a.cond != nil {
			plan.Inspect(a.cond, reads)
		}
	}
	switch {
	case !ok || len(columns) > mostPut:
		return nil
	case len(columns) == 0:
		return &rowType{name: "struct{}"}
	}
	return g.keptType(field+"Row", "summarize", columns)
}

// putRows puts rows, which a method of its own takes into their groups.
func (g *generator) putRows(n *plan.Summarize, field string, key, row *rowType, aggs []boundAggregate) {
	line := g.line(n.Src)
	take := g.methods.pick(field+"Take", line)
	g.addField(field, kqlFunc("Groups").Types(jen.Id(key.name), jen.Id(field+"State"), jen.Id(row.name)), nil)
	g.openState("OpenRows", field, g.keepsTexts(key), path("e", take))
	in := row.scopeOf(g.scope(jen.Return()), "row")
	in.row = nil
	g.produce(n.Input, func(s *scope) []jen.Code {
		code, keyed := g.assign(s, n.Keys, s.cols)
		out := append([]jen.Code{g.comment("", n.Src)}, code...)
		out = append(out, key.setKey(keyed.locals.pick("key", line), path("e", field, "New"), keyed)...)
		if len(row.columns) > 0 {
			to := keyed.locals.pick("put", line)
			out = append(append(out, jen.Id(to).Op(":=").Add(path("e", field, "Row"))), row.set(to, keyed)...)
		}
		return append(out, path("e", field, "All.Put").Call())
	})
	var body []jen.Code
	if create := g.initialize(jen.Id("group"), aggs); len(create) > 0 {
		body = append(body, jen.If(path("e", field, "All.IsNew").Call()).Block(create...))
	}
	body = declaring("row", path("e", field, "Row"), append(body, g.accumulate(in, "group", aggs)...))
	g.funcs = append(g.funcs, jen.Comment(take+" takes a row into its group: "+g.text(n.Src)),
		g.onFrame(take).Block(append([]jen.Code{jen.Id("group").Op(":=").Add(path("e", field, "State"))}, body...)...))
}

// mergeGroups takes in the groups of another evaluation.
func (g *generator) mergeGroups(n *plan.Summarize, field string, aggs []boundAggregate) {
	from := path("&other", field, "All")
	if len(aggs) == 0 {
		g.merge(n, path("e", field, "All.MergeKeys").Call(from))
		return
	}
	merge := append([]jen.Code{jen.List(jen.Id("group"), jen.Id("from")).Op(":=").List(path("e", field, "State"), path("other", field, "State"))},
		mergeAll(jen.Id("group"), jen.Id("from"), aggs)...)
	g.merge(n, jen.For(path("e", field, "All.Merge").Call(from)).Block(merge...))
}

// mergeAll takes the aggregates of one state into those of another.
func mergeAll(into, from *jen.Statement, aggs []boundAggregate) []jen.Code {
	out := make([]jen.Code, len(aggs))
	for i, a := range aggs {
		merge := into.Clone().Dot(a.field).Dot("Merge").Call(jen.Op("&").Add(from.Clone()).Dot(a.field))
		if a.row != nil {
			merge = jen.If(merge).Block(into.Clone().Dot(a.rowField).Op("=").Add(from.Clone()).Dot(a.rowField))
		}
		out[i] = merge
	}
	return out
}

// keyValue is the value of a column that a key holds, in the field.
func keyValue(c *plan.Column, field ...string) cell {
	switch {
	case c.Type == kql.TypeReal && c.Nullable:
		return named(append(field, "Null()")...)
	case c.Type == kql.TypeReal:
		return named(append(field, "Real()")...)
	}
	return named(field...)
}

// total is a summarize without keys: one state and one row, whatever comes.
func (g *generator) total(n *plan.Summarize, field, state string, aggs []boundAggregate, then consumer) {
	g.addField(field, jen.Id(state), nil)
	for _, a := range aggs {
		if a.init != nil {
			g.starting = append(g.starting, path("e", field, a.field).Op("=").Add(a.init.Clone()))
		}
	}
	g.produce(n.Input, func(s *scope) []jen.Code {
		return append([]jen.Code{g.comment("", n.Src)}, g.accumulate(s, "e."+field, aggs)...)
	})
	g.merge(n, mergeAll(jen.Id("e").Dot(field), jen.Id("other").Dot(field), aggs)...)
	s := g.scope(jen.Return())
	body := g.results(s, n.Out, "e."+field, aggs)
	g.closing = append(g.closing, g.comment("", n.Src), jen.Func().Params().Block(append(body, then(s)...)...).Call())
}

// boundAggregate is an aggregate of a summarize with its place in the state.
type boundAggregate struct {
	*aggregator
	plan  plan.Aggregate
	field string
	cond  plan.Expr // of an …if form, nil otherwise
	line  int
	row   *rowType // of arg_max, arg_min and take_any: what is kept of the row
	// rowField is where.
	rowField string
}

// aggregates finds out how each aggregate is computed. ok is false where one is not supported.
func (g *generator) aggregates(list []plan.Aggregate, span ast.Span) (out []boundAggregate, ok bool) {
	names := newNames(g.names)
	ok = true
	for _, a := range list {
		b := boundAggregate{plan: a, line: g.line(span)}
		b.field = names.pick(unexported(words(a.Cols[0].Name, false)), b.line)
		name, cond, args := withoutCondition(a.Fn, a.Args)
		b.cond, b.plan.Args = cond, args
		switch name {
		case "arg_max", "argmax":
			g.argBest(&b, names, "ArgMax")
		case "arg_min", "argmin":
			g.argBest(&b, names, "ArgMin")
		case "take_any", "any":
			g.takeAny(&b, names)
		default:
			if makeIt := aggregators[name]; makeIt != nil {
				b.aggregator = makeIt(args)
			}
		}
		if b.aggregator == nil {
			g.unsupported(span, a.Fn.Name)
			ok = false
			continue
		}
		out = append(out, b)
	}
	return out, ok
}

// argBest is arg_max and arg_min: the row where the first argument is greatest or least.
func (g *generator) argBest(b *boundAggregate, names *names, name string) {
	g.keptRow(b, names, 1)
	b.aggregator = &aggregator{
		state: kqlFunc(name).Types(plainType(b.plan.Args[0].Type())),
		value: b.plan.Args[0],
		result: func(state *jen.Statement, _ int) *jen.Statement {
			v := state.Dot("Value").Call()
			if carriesNull(b.plan.Cols[0].Type) {
				return v.Dot("V")
			}
			return v
		},
	}
}

// takeAny is take_any: some row of the group.
func (g *generator) takeAny(b *boundAggregate, names *names) {
	g.keptRow(b, names, 0)
	b.aggregator = &aggregator{state: kqlFunc("TakeAny")}
}

// keptRow declares what is kept of a row: the columns from the first-th on, all of types that can be null.
func (g *generator) keptRow(b *boundAggregate, names *names, first int) {
	columns := make([]*plan.Column, 0, len(b.plan.Cols)-first)
	for _, c := range b.plan.Cols[first:] {
		columns = append(columns, &plan.Column{Name: c.Name, Type: c.Type, Nullable: !carriesNull(c.Type)})
	}
	name := g.names.pick(unexported(words(b.plan.Fn.Name+" "+b.plan.Cols[0].Name, false))+"Row", 0)
	b.row, b.rowField = g.keptType(name, b.plan.Fn.Name, columns), names.pick(b.field+"Row", b.line)
}

// stateType declares the struct of a group's aggregates.
func (g *generator) stateType(name string, aggs []boundAggregate) string {
	g.types = append(g.types, jen.Comment(name+" holds the aggregates of a group."), jen.Type().Id(name).StructFunc(func(b *jen.Group) {
		b.Add(incomparable())
		for _, a := range aggs {
			b.Id(a.field).Add(a.state.Clone())
			if a.row != nil {
				b.Id(a.rowField).Id(a.row.name)
			}
		}
	}))
	return name
}

// initialize sets the aggregates of a new group whose zero value will not do.
func (g *generator) initialize(group *jen.Statement, aggs []boundAggregate) []jen.Code {
	var out []jen.Code
	for _, a := range aggs {
		if a.init != nil {
			out = append(out, group.Clone().Dot(a.field).Op("=").Add(a.init.Clone()))
		}
	}
	return out
}

// accumulate adds a row to the aggregates of its group.
func (g *generator) accumulate(s *scope, group string, aggs []boundAggregate) []jen.Code {
	var out []jen.Code
	for _, a := range aggs {
		code := g.accumulateOne(s, group, a)
		if a.cond != nil {
			code = jen.If(g.truth(s, a.cond).Statement).Block(code)
		}
		out = append(out, code)
	}
	return out
}

func (g *generator) accumulateOne(s *scope, group string, a boundAggregate) jen.Code {
	state := path(group, a.field)
	switch {
	case a.row != nil:
		return g.keepRow(s, group, a)
	case a.value == nil:
		return state.Dot("Add").Call()
	case a.withNulls:
		return state.Dot("Add").Call(convert(g.value(s, a.value).Statement, a.as))
	}
	method := "Add"
	if a.method != "" {
		method = a.method
	}
	args := []jen.Code{}
	if a.keeps {
		args = append(args, jen.Op("&").Add(g.keeper()))
	}
	return g.unlessNull(s, a.value, "v", func(v *jen.Statement) jen.Code {
		args = append(args, convert(v, a.as))
		if a.other == nil {
			return state.Dot(method).Call(args...)
		}
		return g.unlessNull(s, a.other, "w", func(w *jen.Statement) jen.Code {
			return state.Dot(method).Call(append(args, convert(w, a.otherAs))...)
		})
	})
}

// unlessNull does something with the plain value of e, which is called name where it has to be computed, if it is not null.
func (g *generator) unlessNull(s *scope, e plan.Expr, name string, do func(*jen.Statement) jen.Code) jen.Code {
	if !e.Nullable() {
		return do(g.value(s, e).Statement)
	}
	v := g.condition(s, e)
	if _, ok := e.(*plan.Ref); ok {
		return jen.If(v.Clone().Dot("OK")).Block(do(v.Clone().Dot("V")))
	}
	return jen.If(jen.Id(name).Op(":=").Add(v), path(name, "OK")).Block(do(path(name, "V")))
}

// condition is the value of e for the head of an if, where Go takes the brace of a null for that of the block.
func (g *generator) condition(s *scope, e plan.Expr) *jen.Statement {
	v := g.value(s, e).Statement
	if c, ok := e.(*plan.Const); ok && c.Value == nil {
		return jen.Parens(v)
	}
	return v
}

func convert(v *jen.Statement, as func(*jen.Statement) *jen.Statement) *jen.Statement {
	if as == nil {
		return v
	}
	return as(v)
}

// keepRow offers a row to arg_max and its kin.
func (g *generator) keepRow(s *scope, group string, a boundAggregate) jen.Code {
	add := path(group, a.field, "Add")
	first := len(a.plan.Cols) - len(a.row.columns)
	cols := make(map[*plan.Column]cell, len(a.row.columns))
	for i, c := range a.row.columns {
		arg := a.plan.Args[first+i]
		ref, ok := arg.(*plan.Ref)
		switch {
		case ok:
			cols[c] = g.cell(s, ref.Col).as(ref.Col.Nullable, c)
		case c.Nullable:
			cols[c] = coded(g.nullable(s, arg))
		default:
			cols[c] = coded(g.value(s, arg).Statement)
		}
	}
	kept := group + "." + a.rowField
	code := append([]jen.Code{jen.Id(kept).Op("=").Add(a.row.literal(s.with(cols), nil))}, a.row.ownClones("&"+kept)...)
	if first == 0 {
		return jen.If(g.addsAny(s, group, a)).Block(code...)
	}
	value := g.nullable(s, a.plan.Args[0])
	if carriesNull(a.plan.Args[0].Type()) {
		value = kqlFunc("Some").Call(value)
	}
	if len(a.row.columns) == 0 {
		return add.Call(value)
	}
	return jen.If(add.Call(value)).Block(code...)
}

// addsAny adds a row to take_any: of one column, one with a value if there is any (Kusto: take-any-aggregation-function).
func (g *generator) addsAny(s *scope, group string, a boundAggregate) *jen.Statement {
	wants, add := path(group, a.field, "Wants").Call(), path(group, a.field, "Add").Call()
	if len(a.row.columns) > 1 {
		return add
	}
	v := g.condition(s, a.plan.Args[0])
	switch {
	case a.plan.Args[0].Type() == kql.TypeDynamic:
		return wants.Op("&&").Op("!").Add(v).Dot("IsNull").Call().Op("&&").Add(add)
	case a.plan.Args[0].Nullable():
		return wants.Op("&&").Add(v).Dot("OK").Op("&&").Add(add)
	}
	return add
}

// results reads the aggregates of a group into local variables: those of the columns that are needed. What is kept of a row
// stands where it is.
func (g *generator) results(s *scope, needed []*plan.Column, group string, aggs []boundAggregate) []jen.Code {
	var out []jen.Code
	for _, a := range aggs {
		for i, c := range a.plan.Cols {
			if !slices.Contains(needed, c) {
				continue
			}
			if field := a.kept(i); field != "" {
				s.hold(group+"."+a.rowField, a.row)
				s.cols[c] = named(group, a.rowField, field).as(a.plan.Nullable(c), c)
				continue
			}
			name := s.locals.pick(unexported(words(c.Name, false)), a.line)
			s.cols[c] = named(name)
			out = append(out, jen.Id(name).Op(":=").Add(asColumn(a.resultOf(jen.Id(group), i), a.plan.Nullable(c), c)))
		}
	}
	return out
}

// kept is the field of the row that is kept with one of the aggregate's columns, "" where that is computed.
func (a boundAggregate) kept(i int) string {
	if a.row == nil || i < len(a.plan.Cols)-len(a.row.columns) {
		return ""
	}
	return a.row.fields[i-len(a.plan.Cols)+len(a.row.columns)]
}

// resultOf is what a group's state of an aggregate gives for one of its columns.
func (a boundAggregate) resultOf(group *jen.Statement, i int) *jen.Statement {
	if field := a.kept(i); field != "" {
		return group.Clone().Dot(a.rowField).Dot(field)
	}
	v := group.Clone().Dot(a.field)
	if a.result != nil {
		return a.result(v, i)
	}
	return v.Dot("Result").Call()
}
