package sema

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
)

func (o *operatorCall) evaluate(op *ast.Evaluate) value {
	b := o.b
	o.options("evaluate", op.Hints)
	var v value
	b.as(pluginScope, func() { v = b.expr(op.Call) })
	if call, ok := op.Call.(*ast.Call); ok && v.call != nil && v.call.Func.Name == "preview" && len(v.args) == 1 && !b.asAnalyser() {
		return o.preview(call.Args[0])
	}
	given, _ := v.typ.(*types.Table)
	schema, declared := op.Schema.(*ast.RowSchema)
	declared = declared && schema != nil
	if !declared && given == nil {
		if !v.isError() {
			b.isTabular(v)
		}
		return failed(o.span)
	}
	var row *table
	if declared {
		columns := b.schemaColumns(schema)
		if schema.Star && given != nil {
			var all []*column
			for _, c := range o.passed(given) {
				if !named(columns, c.name()) {
					all = append(all, c)
				}
			}
			columns = append(all, columns...)
		}
		row = &table{columns: columns}
	} else {
		row = &table{columns: o.passed(given), open: given.Open, sorted: given.Sorted, serialized: given.Serialized}
	}
	node := &plan.Evaluate{Op: o.op(row.columns), Input: o.in.node, Declared: declared}
	chosen := declared && given != nil && !given.Open
	if chosen {
		node.Declared, node.Out = false, planned(o.passed(given))
	}
	ok := v.call != nil && v.call.Sig != nil && o.in.node != nil
	if !o.piped {
		b.gap(o.span, "a plugin without rows before it")
	}
	if ok {
		node.Plugin = v.call.Func
		node.Args, ok = pluginArgs(v)
		if node.Replaces() {
			row.columns = renewed(row.columns)
			node.Op = o.op(row.columns)
		}
	}
	if chosen && ok {
		return o.gives(row, o.declares(node, row), true)
	}
	return o.gives(row, node, ok)
}

// declares gives of what a plugin gives the columns that the query declares.
func (o *operatorCall) declares(node *plan.Evaluate, row *table) plan.Node {
	project := &plan.Project{Op: o.op(row.columns), Input: node}
	for _, c := range row.columns {
		i := slices.IndexFunc(node.Out, func(out *plan.Column) bool { return out.Name == c.name() && out.Type == c.plan.Type })
		if i < 0 {
			o.b.gap(o.span, fmt.Sprintf("the declared column %s: %s, which %s does not give,", c.name(), c.plan.Type, node.Plugin.Name))
			return nil
		}
		project.Assigns = append(project.Assigns, plan.Assign{Col: c.plan, Expr: plan.NewRef(node.Out[i])})
	}
	return project
}

// renewed are columns of these names whose values are others: they may be null.
func renewed(columns []*column) []*column {
	out := make([]*column, len(columns))
	for i, c := range columns {
		out[i] = newColumn(c.name(), c.typ, true)
	}
	return out
}

func named(columns []*column, name string) bool {
	for _, c := range columns {
		if c.name() == name {
			return true
		}
	}
	return false
}

// passed are the columns that a plugin gives: those of the row that it passes on are the same.
func (o *operatorCall) passed(t *types.Table) []*column {
	columns := make([]*column, 0, len(t.Columns))
	used := map[*column]bool{}
	for _, c := range t.Columns {
		if old := o.row().find(c.Name); old != nil && old.typ == c.Type && !used[old] {
			used[old] = true
			columns = append(columns, old)
			continue
		}
		columns = append(columns, newColumn(c.Name, c.Type, true))
	}
	return columns
}

// pluginArgs are the arguments of a plugin's call.
func pluginArgs(v value) ([]plan.PluginArg, bool) {
	var list []plan.PluginArg
	for i, a := range v.args {
		arg := plan.PluginArg{Star: a.star}
		if i < len(v.call.Params) && v.call.Params[i] != nil {
			arg.Param = v.call.Params[i].Name
		}
		switch call, n := aggregateCall(a); {
		case n > 0:
			t := call.T
			if call.Types != nil {
				t = call.Types[0]
			}
			null := nullable(t) && !call.Fn.NeverNull
			arg.Agg = &plan.Aggregate{Fn: call.Fn, Args: call.Args, Cols: []*plan.Column{plan.NewColumn(call.Fn.Name, t, null)}}
		case a.row != nil:
			arg.Table = a.node
		default:
			arg.Expr = a.single().expr
		}
		if arg.Agg == nil && arg.Table == nil && arg.Expr == nil && !arg.Star && !a.literal {
			return nil, false
		}
		list = append(list, arg)
	}
	return list, true
}

func aggregateCall(v value) (*plan.Call, int) {
	call, _, n := aggregateOf(v.single().expr)
	return call, n
}

// invoke passes the rows as first argument of a function.
func (o *operatorCall) invoke(op *ast.Invoke) value {
	b := o.b
	o.notFirst("invoke")
	in := o.in
	if in.row == nil {
		in = value{typ: types.Error, span: o.span}
	}
	row := b.row
	b.row = nil
	b.piped = &in
	v := b.expr(op.Call)
	b.piped, b.row = nil, row
	v.span = o.span
	return v
}

func (o *operatorCall) getSchema(*ast.GetSchema) value {
	o.notFirst("getschema")
	columns := []*column{
		newColumn("ColumnName", types.String, false), newColumn("ColumnOrdinal", types.Long, false),
		newColumn("DataType", types.String, false), newColumn("ColumnType", types.String, false),
	}
	node := &plan.Values{Op: o.op(columns)}
	for i, c := range o.row().all() {
		t := types.Kql(c.typ)
		node.Rows = append(node.Rows, []plan.Expr{
			textConstant(c.name(), o.span), constant(int64(i), types.Long.Kql(), o.span), textConstant(netTypes[t.String()], o.span),
			textConstant(t.String(), o.span),
		})
	}
	return o.gives(&table{columns: columns}, node, o.in.node != nil && !o.row().open)
}

// netTypes are the names that getschema gives to types (Kusto: getschema-operator).
var netTypes = map[string]string{
	"bool": "System.SByte", "int": "System.Int32", "long": "System.Int64", "real": "System.Double",
	"decimal": "System.Data.SqlTypes.SqlDecimal", "string": "System.String", "datetime": "System.DateTime",
	"timespan": "System.TimeSpan", "guid": "System.Guid", "dynamic": "System.Object",
}

func (o *operatorCall) partition(op *ast.Partition) value {
	b := o.b
	o.notFirst("partition")
	o.options("partition", op.Hints)
	by := b.byColumn(op.By, "partition by")
	if op.Scope != nil {
		b.expr(op.Scope)
	}
	if op.Query != nil {
		return o.parted(by, nil, o.partitionQuery(op, by))
	}
	rows := o.rows()
	return o.parted(by, rows, b.subquery(op.Pipeline, o.fed(rows)))
}

// partitionBy is partition as the service writes it for itself.
func (o *operatorCall) partitionBy(op *ast.PartitionBy) value {
	b := o.b
	o.notFirst("__partitionby")
	by := b.byColumn(op.By, "partition by")
	if op.ID != nil {
		b.expr(op.ID)
	}
	rows := o.rows()
	return o.parted(by, rows, b.subquery(op.Pipeline, o.fed(rows)))
}

// rows are what the operator gives to a sub-query, and fed is their value.
func (o *operatorCall) rows() *plan.Rows {
	return &plan.Rows{Op: plan.Op{Src: o.span, Out: planned(o.row().all())}}
}

func (o *operatorCall) fed(rows *plan.Rows) value { return tabular(o.sameRow(), rows, o.span) }

// byColumn binds the column that parts or facets are made by: a name, or a path, which is none.
func (b *binder) byColumn(n ast.Node, what string) value {
	e, ok := n.(ast.Expr)
	if name, isName := n.(*ast.Name); isName {
		e, ok = &ast.Ident{At: ast.At{Src: name.Span()}, Name: name}, true
	}
	if !ok {
		return failed(n.Span())
	}
	v := b.expr(e)
	if b.isColumn(v) {
		b.isNotDynamic(v, what)
	}
	return v
}

// parted is the result of a sub-query that is run for each part of the rows.
func (o *operatorCall) parted(by value, rows *plan.Rows, sub value) value {
	o.b.isTabular(sub)
	if sub.row == nil {
		return o.gives(o.sameRow(), nil, false)
	}
	row := o.row().like(sub.row.all())
	row.sorted = false
	node := &plan.Partition{Op: o.op(row.columns), Input: o.in.node, Rows: rows, Sub: sub.node}
	if by.ref != nil {
		node.By = by.ref.plan
	}
	return o.gives(row, node, sub.node != nil && by.ref != nil)
}

// partitionQuery binds a partition's query in braces, which sees the partition's value as a constant.
func (o *operatorCall) partitionQuery(op *ast.Partition, by value) value {
	b := o.b
	scope, row := b.scope, b.row
	defer func() { b.scope, b.row = scope, row }()
	if by.ref != nil {
		sym := &symbol{name: by.ref.name(), typ: by.ref.typ, used: true, param: true}
		b.bindValue(sym, by, by.ref.typ)
		b.scope = b.scope.with(sym)
	}
	b.row = nil
	f, ok := op.Query.(*ast.Function)
	if !ok {
		return b.expr(op.Query)
	}
	inner := *b
	inner.mute++
	var v value
	for _, s := range f.Body {
		switch s := s.(type) {
		case *ast.ExprStatement:
			v = b.expr(s.Expr)
		case *ast.Let:
			b.let(s)
		}
	}
	if v.typ == nil {
		return failed(o.span)
	}
	return v
}

func (o *operatorCall) reduce(op *ast.Reduce) value {
	b := o.b
	o.notFirst("reduce")
	opts := o.options("reduce", op.Params)
	v := b.expr(op.By)
	b.hasType(v, types.String, types.None)
	with := o.options("reduce with", op.With)
	var columns []*column
	source := opts.word("kind") == "source"
	if source {
		columns = append(columns, o.row().all()...)
	}
	columns = append(columns, newColumn("Pattern", types.String, false))
	if !source || b.asAnalyser() { // Kusto: kind=source appends the pattern to the rows (reduce-operator).
		columns = append(columns, newColumn("Count", types.Long, false), newColumn("Representative", types.String, false))
	}
	node := &plan.Reduce{
		Op: o.op(columns), Input: o.in.node, Arg: v.single().expr, Source: source, Threshold: 0.1, Characters: with.text("characters"),
	}
	if n, err := strconv.ParseFloat(with.word("threshold"), 64); err == nil {
		node.Threshold = n
	}
	return o.gives(&table{columns: columns}, node, node.Arg != nil)
}

func (o *operatorCall) topHitters(op *ast.TopHitters) value {
	b := o.b
	o.notFirst("top-hitters")
	limit, ok := o.limit(op.Count)
	v := b.expr(op.Of)
	b.isColumn(v)
	p := b.newProjection()
	added{p: p, style: styleProject}.add(v, nil, op.Of)
	node := &plan.TopHitters{Input: o.in.node, Limit: limit}
	if op.By != nil {
		by := b.expr(op.By)
		b.isNumber(by)
		node.By = by.single().expr
		ok = ok && node.By != nil
		p.add(item{col: newColumn("approximate_sum_"+by.name, by.reduced(), true)}, "", false)
	} else {
		p.add(item{col: newColumn("approximate_count_"+v.name, types.Long, false)}, "", false)
	}
	row := o.row().like(p.columns())
	row.sorted = true
	node.Op = o.op(row.columns)
	if len(p.items) == 2 {
		node.Value, node.Weight = p.items[0].assign(), p.items[1].col.plan
	}
	return o.gives(row, node, ok && len(p.items) == 2 && node.Value.Expr != nil)
}

func (o *operatorCall) topNested(op *ast.TopNested) value {
	b := o.b
	o.notFirst("top-nested")
	var names types.NameSet
	var columns []*column
	node := &plan.TopNested{Input: o.in.node}
	ok := true
	for _, l := range op.Levels {
		level := plan.TopLevel{Limit: -1, Asc: l.By.Dir == "asc"}
		if l.Count != nil {
			n, known := o.limit(l.Count)
			level.Limit, ok = n, ok && known
		}
		of, ofNames := b.projected(l.Of)
		b.isScalar(of)
		if l.Others != nil {
			others := b.expr(l.Others)
			b.isScalar(others)
			level.Others = others.expr
			if c, constant := others.expr.(*plan.Const); constant {
				if same := convertConstant(c, types.Kql(of.reduced())); same != nil {
					level.Others = same
				}
			}
		}
		var by value
		var byNames *ast.Named
		b.as(aggregateScope, func() { by, byNames = b.projected(l.By.Expr) })
		b.isScalar(by)
		ofName := names.Add(nameGiven(of, ofNames), "")
		ofItem := o.columnOf(of, ofName, nil, "")
		if ofNames != nil {
			ofItem.col = newColumn(ofName, of.reduced(), true)
		}
		byName := "aggregated_" + ofName
		if byNames != nil {
			byName = byNames.Names[0].Text
		}
		byCol := newColumn(names.Add(byName, ""), by.reduced(), true)
		columns = append(columns, ofItem.col, byCol)
		level.Value, level.WeightCol = ofItem.assign(), byCol.plan
		if by = by.single(); by.expr != nil && of.expr != nil {
			l := newLift([]plan.Assign{{Col: byCol.plan, Expr: by.expr}})
			level.Aggs, level.Weight = l.aggs, l.assigns[0].Expr
		} else {
			ok = false
		}
		node.Levels = append(node.Levels, level)
	}
	row := o.row().like(columns)
	row.sorted = true
	node.Op = o.op(columns)
	return o.gives(row, node, ok)
}

// nameGiven is the name that a query gives to a value, or its own.
func nameGiven(v value, names *ast.Named) string {
	if names != nil {
		return names.Names[0].Text
	}
	return v.name
}

// scan binds the scan operator: its steps see the row, the declared columns, and each other's state by name.
func (o *operatorCall) scan(op *ast.Scan) value {
	b := o.b
	o.notFirst("scan")
	opts := o.options("scan", op.Params)
	node := &plan.ScanSteps{Input: o.in.node}
	ok := true
	for _, k := range op.Order {
		_, key := o.key(k)
		node.OrderBy, ok = append(node.OrderBy, key), ok && key.Expr != nil
	}
	for _, e := range op.Partition {
		v := b.expr(e).single()
		node.PartBy, ok = append(node.PartBy, v.expr), ok && v.expr != nil
	}
	scope := b.scope
	var declared []*column
	for _, d := range op.Declare {
		c, init, fine := o.scanVar(d)
		declared = append(declared, c)
		node.State, ok = append(node.State, plan.ScanVar{Col: c.plan, Init: init}), ok && fine
	}
	columns := append(o.row().all(), declared...)
	row := o.row().like(columns)
	for i, s := range op.Steps {
		b.scope = b.scope.with(stepSymbol(s.Name.(*ast.Name), row, i))
	}
	b.in(row, func() {
		for _, s := range op.Steps {
			step, fine := o.scanStep(s, columns)
			node.Steps, ok = append(node.Steps, step), ok && fine
		}
	})
	b.scope = scope
	id := opts.word("with_match_id")
	if id == "" {
		id = "match_id"
	}
	columns = append(append(o.row().all(), row.inferred...), declared...)
	if opts.word("with_match_id") != "" || b.asAnalyser() { // Microsoft's analyser has the column in any case.
		match := newColumn(id, types.Long, true)
		node.MatchID = match.plan
		columns = append(columns, match)
	}
	node.Op = o.op(columns)
	return o.gives(o.row().like(columns), node, ok)
}

// scanVar is a declared column with its initial value.
func (o *operatorCall) scanVar(d *ast.Declared) (c *column, init plan.Expr, ok bool) {
	b := o.b
	t := types.Type(types.Error)
	if name, isType := d.Type.(*ast.TypeName); isType {
		t = b.typeNamed(name)
	}
	c = newColumn(d.Name.(*ast.Name).Text, t, true)
	if d.Default == nil {
		return c, nil, true
	}
	v := b.expr(d.Default)
	switch {
	case v.isError() || t == types.Error:
		return c, nil, false
	case !v.literal || v.word:
		b.report(defaultNotLiteral(v.span))
		return c, nil, false
	}
	b.hasType(v, t, types.Compatible)
	return c, b.convert(v.expr, c.plan.Type), v.expr != nil
}

// stepState is the state of a step of scan.
type stepState struct{ step int }

func (s *stepState) ref(c *column, span ast.Span) plan.Expr {
	r := &plan.StateRef{Step: s.step, Col: c.plan}
	r.T, r.Src = c.plan.Type, span
	r.Null = nullable(c.plan.Type)
	return r
}

func stepSymbol(name *ast.Name, row *table, i int) *symbol {
	state := &stepState{i}
	return &symbol{
		name: name.Text, typ: &types.Tuple{Columns: static(row.columns)}, used: true, param: true, span: name.Span(),
		use: func(*binder, ast.Span) value { return value{owner: state, side: row} },
	}
}

func (o *operatorCall) scanStep(s *ast.ScanStep, columns []*column) (plan.ScanStep, bool) {
	b := o.b
	cond := b.expr(s.Cond)
	if t := cond.reduced(); t != types.Bool && t != types.Unknown && !b.asAnalyser() {
		b.isBool(cond) // Microsoft's analyser lets any type through.
	}
	step := plan.ScanStep{Name: s.Name.(*ast.Name).Text, Optional: s.Optional, Output: s.Output, Cond: b.truth(cond)}
	if step.Output == "" {
		step.Output = "all"
	}
	ok := step.Cond != nil
	for _, e := range s.Assigns {
		n, isNamed := e.(*ast.Named)
		if !isNamed {
			b.expr(e)
			ok = false
			continue
		}
		v := b.expr(n.Value).single()
		var c *column
		for _, have := range columns {
			if have.name() == n.Names[0].Text {
				c = have
			}
		}
		if c == nil {
			b.report(b.unknownColumn(n.Names[0].Span(), n.Names[0].Text, b.row))
			ok = false
			continue
		}
		a := plan.Assign{Col: c.plan, Expr: b.convert(v.expr, c.plan.Type)}
		step.Assigns, ok = append(step.Assigns, a), ok && a.Expr != nil
	}
	return step, ok
}
