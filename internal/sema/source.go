package sema

import (
	"strconv"
	"strings"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/schema"
	"github.com/kqlc/kqlc/internal/types"
	"github.com/kqlc/kqlc/kql"
)

// databaseTable returns the schema's table of that name, nil without one.
func (b *binder) databaseTable(name string) *schema.Table { return b.env.Schema.Table(name) }

// scan reads a table of the schema.
func (b *binder) scan(t *schema.Table, span ast.Span) value {
	typ := t.Type()
	row := tableOf(typ)
	if row.name = t.Name; typ.Name == t.Name {
		row.static = typ
	}
	row.head = &header{at: &positions{all: t.Index()}, types: typ.Columns, unique: true, known: true}
	for _, name := range t.TimeColumns() {
		row.columns[t.Index()[name]].event = true
	}
	var node plan.Node = &plan.Scan{Op: plan.Op{Src: span, Out: planned(row.columns)}, Table: t.Name}
	if name := t.EventTime(); name != "" && b.env.Lookback > 0 {
		node = b.within(node, row.columns[t.Index()[name]], span)
	}
	return tabular(row, node, span)
}

// within keeps the events from the look-back period on.
func (b *binder) within(events plan.Node, time *column, span ast.Span) plan.Node {
	period := &plan.Const{Value: b.env.Lookback}
	period.T, period.Src = kql.TypeTimeSpan, span
	since := b.apply(scalarNamed("ago"), []plan.Expr{period}, kql.TypeDateTime, span)
	pred := b.lowerOperator(operatorNamed(">="), plan.NewRef(time.plan), since, kql.TypeBool, span)
	return &plan.Where{Op: plan.Op{Src: span, Out: events.Columns()}, Input: events, Pred: pred}
}

// print gives one row: a projection of a row without columns.
func (b *binder) print(e *ast.Print) value {
	p := b.newProjection()
	for i, x := range e.Exprs {
		v, names := b.projected(x)
		b.isScalar(v)
		added{p: p, style: stylePrint, def: "print_" + strconv.Itoa(i)}.add(v, names, unnamed(x))
	}
	one := &plan.Values{Op: plan.Op{Src: e.Span()}, Rows: [][]plan.Expr{{}}}
	columns := p.columns()
	assigns := p.assigns()
	node := &plan.Project{Op: plan.Op{Src: e.Span(), Out: planned(columns)}, Input: one, Assigns: assigns}
	v := tabular(&table{columns: columns}, node, e.Span())
	if !complete(assigns) {
		v.node = nil
	}
	return v
}

// rangeOf gives a row a step.
func (b *binder) rangeOf(e *ast.Range) value {
	from, to, step := b.expr(e.From), b.expr(e.To), b.expr(e.Step)
	for _, v := range []value{from, to, step} {
		b.isSummable(v)
	}
	if n, ok := step.val.(int64); ok && n == 0 && step.constant {
		b.report(stepZero(step.span))
	}
	ends := types.Common(from.reduced(), to.reduced(), types.Promotable)
	if ends == nil || !types.IsScalar(ends) {
		ends = types.Unknown
	}
	t := ends
	if ends != types.Int || step.reduced() != types.Int {
		c := operatorNamed("+").Match([]catalog.Arg{{Type: ends}, {Type: step.reduced()}}, b.calls())
		b.problems(c, []value{step, step}, step.span)
		t = c.Type
	}
	name := e.Name.(*ast.Name).Text
	col := newColumn(name, t, false)
	node := &plan.Range{Op: plan.Op{Src: e.Span(), Out: []*plan.Column{col.plan}}}
	kt := col.plan.Type
	ok := from.expr != nil && to.expr != nil && step.expr != nil
	if ok {
		node.From, node.To, node.Step = b.convert(from.expr, kt), b.convert(to.expr, kt), step.expr
		if isNumber(kt) {
			node.Step = b.convert(step.expr, kt)
		}
	}
	v := tabular(&table{columns: []*column{col}, serialized: true}, node, e.Span())
	if !ok {
		v.node = nil
	}
	return v
}

// dataTable is a table written out.
func (b *binder) dataTable(e *ast.DataTable) value {
	b.options("datatable", e.Hints)
	columns := b.schemaColumns(e.Schema)
	if n := len(columns); n > 0 && len(e.Values)%n != 0 {
		first, last := e.Values[0].Span(), e.Values[len(e.Values)-1].Span()
		b.report(valueCount(ast.Span{Start: first.Start, End: last.End}, n, len(e.Values)))
	}
	node := &plan.Values{Op: plan.Op{Src: e.Span(), Out: planned(columns)}}
	ok := true
	var cells []plan.Expr
	for i, x := range e.Values {
		v := b.expr(x)
		b.isScalar(v)
		if len(columns) == 0 || v.expr == nil {
			ok = false
			continue
		}
		cells = append(cells, b.cell(v.expr, columns[i%len(columns)].plan.Type))
	}
	for n := len(columns); n > 0 && ok && len(cells) >= n; cells = cells[n:] {
		node.Rows = append(node.Rows, cells[:n:n])
	}
	v := tabular(&table{columns: columns}, node, e.Span())
	if !ok {
		v.node = nil
	}
	return v
}

// cell is a value of a datatable, read as the column's type.
func (b *binder) cell(e plan.Expr, t kql.Type) plan.Expr {
	if c, ok := e.(*plan.Const); ok && t == kql.TypeString {
		return b.literalAs(c, t)
	}
	return b.convert(e, t)
}

// externalData is a table in a file.
func (b *binder) externalData(e *ast.ExternalData) value {
	columns := b.schemaColumns(e.Schema)
	node := &plan.ExternalData{Op: plan.Op{Src: e.Span(), Out: planned(columns)}}
	for _, u := range e.URIs {
		v := b.expr(u)
		uri, _ := v.val.(string)
		node.URIs = append(node.URIs, uri)
	}
	for _, p := range paramsOf(e.With) {
		text := settings{p.Name: p.Value}.word(p.Name)
		if strings.EqualFold(p.Name, "format") {
			node.Format = strings.ToLower(text)
		}
		node.Properties = append(node.Properties, [2]string{p.Name, text})
	}
	return tabular(&table{columns: columns}, node, e.Span())
}

// leading is an operator that begins a pipeline: union, search, find, evaluate.
func (b *binder) leading(e *ast.TabularOperator) value {
	row, feed := b.row, b.feed
	defer func() { b.row, b.feed = row, feed }()
	b.row, b.feed = nil, nil
	return b.operatorNode(e.Op, value{typ: types.Void}, false)
}

// specialCalls are the calls that take a table and are no functions of the catalogue.
var specialCalls map[string]func(*binder, *ast.Call) value

func init() {
	specialCalls = map[string]func(*binder, *ast.Call) value{
		"toscalar": (*binder).toscalar, "totable": (*binder).totable, "materialize": (*binder).materialize,
	}
}

// onlyArg is the argument of a special call, bound without the row around; ok is false where there is none.
func (b *binder) onlyArg(e *ast.Call) (value, bool) {
	row, kind, feed := b.row, b.kind, b.feed
	defer func() { b.row, b.kind, b.feed = row, kind, feed }()
	b.row, b.feed = nil, nil
	b.kind = normalScope
	for i, a := range e.Args {
		if n, ok := a.(*ast.Named); ok && i == 0 && len(e.Args) > 1 && n.Names[0].Text == "kind" {
			continue
		}
		return b.tableExpr(a), true
	}
	b.report(missingTable(e.Func.Span(), e.Func.Text))
	return failed(e.Span()), false
}

// toscalar is the first value of a table's first column.
func (b *binder) toscalar(e *ast.Call) value {
	v, ok := b.onlyArg(e)
	if !ok {
		return v
	}
	if v.row == nil {
		switch {
		case v.isError():
		case types.IsScalar(v.typ):
			v = v.single()
			return value{typ: v.typ, expr: b.once(v.expr, e.Span()), constant: true}
		default:
			b.report(tableOrScalarExpected(v.span))
		}
		return value{typ: types.Error, constant: true}
	}
	columns := v.row.columns
	if len(columns) == 0 {
		if !v.row.open || v.node == nil || !b.isUnknownTable(v) {
			b.report(tableWithoutColumns(v.span))
		}
		return value{typ: types.Error, constant: true}
	}
	c := columns[0]
	out := value{typ: c.typ, constant: true}
	if v.node != nil {
		out.expr = b.scalarOf(v.node, c.plan.Type, e.Span())
	}
	return out
}

// scalarOf is the first value of a table of one column, computed once.
func (b *binder) scalarOf(input plan.Node, t kql.Type, span ast.Span) plan.Expr {
	def := &plan.Scalar{Input: input}
	b.rule.Scalars = append(b.rule.Scalars, def)
	ref := &plan.ScalarRef{Of: def}
	ref.T, ref.Src, ref.Null = t, span, nullable(t)
	return ref
}

// once is a scalar that toscalar() fixes: one that would be another at each use, as rand(), is computed once.
func (b *binder) once(e plan.Expr, span ast.Span) plan.Expr {
	if e == nil || !plan.Volatile(e) {
		return e
	}
	fromRow := false
	plan.Inspect(e, func(e plan.Expr) {
		_, isRef := e.(*plan.Ref)
		fromRow = fromRow || isRef
	})
	if fromRow {
		return e
	}
	op := plan.Op{Src: span}
	column := newColumn("", types.Of(e.Type()), false).plan
	op.Out = []*plan.Column{column}
	return b.scalarOf(&plan.Project{
		Op: op, Input: &plan.Values{Op: plan.Op{Src: span}, Rows: [][]plan.Expr{{}}}, Assigns: []plan.Assign{{Col: column, Expr: e}},
	}, column.Type, span)
}

func (b *binder) totable(e *ast.Call) value {
	v, ok := b.onlyArg(e)
	if ok {
		b.isTabular(v)
	}
	return v
}

// materialize is a table that is evaluated once.
func (b *binder) materialize(e *ast.Call) value {
	v, ok := b.onlyArg(e)
	if !ok {
		return v
	}
	if _, graph := v.typ.(*types.Graph); graph {
		return v
	}
	if !b.isTabular(v) || v.node == nil || v.row == nil {
		return v
	}
	if v.shared != nil {
		return v
	}
	return b.share(v.letName, v, e.Span())
}

// inTable is x in (table): among the values of the table's first column.
func (b *binder) inTable(e *ast.In, x plan.Expr, right value) plan.Expr {
	if right.node == nil || len(right.row.columns) == 0 {
		return nil
	}
	def := &plan.Set{Input: right.node, Name: right.letName}
	b.rule.Sets = append(b.rule.Sets, def)
	in := &plan.InSet{Op: e.Op, Of: def}
	in.T, in.Src = kql.TypeBool, e.Span()
	t := right.row.columns[0].plan.Type
	if t == kql.TypeDynamic {
		t = kql.TypeString
	}
	in.Arg = b.convert(x, t)
	return in
}
