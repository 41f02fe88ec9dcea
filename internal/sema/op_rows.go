package sema

import (
	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
)

func (o *operatorCall) where(op *ast.Where) value {
	o.notFirst(op.Keyword)
	o.options("where", op.Hints)
	v := o.b.expr(op.Pred)
	o.b.isBool(v)
	o.b.lintPredicate(v)
	row := o.sameRow()
	pred := o.b.truth(v)
	return o.gives(row, &plan.Where{Op: o.op(row.columns), Input: o.in.node, Pred: pred}, pred != nil)
}

func (o *operatorCall) sort(op *ast.Sort) value {
	o.notFirst(op.Keyword)
	o.options("sort", op.Hints)
	var keys []plan.Key
	var values []value
	for _, k := range op.Keys {
		v, key := o.key(k)
		values, keys = append(values, v), append(keys, key)
	}
	if o.b.areScalar(values) {
		o.b.areNotDynamic(values, "sort by")
	}
	row := o.sameRow()
	row.sorted = true
	return o.gives(row, &plan.Sort{Op: o.op(row.columns), Input: o.in.node, Keys: keys}, bound(keys))
}

// key binds a sort key. The default is descending; nulls are the least value (Kusto: sort-operator).
func (o *operatorCall) key(k *ast.Ordered) (value, plan.Key) {
	v := o.b.expr(k.Expr)
	key := plan.Key{Expr: v.single().expr, Desc: k.Dir != "asc" && k.Dir != "granny-asc"}
	key.NullsFirst = !key.Desc
	if k.Nulls != "" {
		key.NullsFirst = k.Nulls == "first"
	}
	return v, key
}

func bound(keys []plan.Key) bool {
	for _, k := range keys {
		if k.Expr == nil {
			return false
		}
	}
	return true
}

func (o *operatorCall) top(op *ast.Top) value {
	o.notFirst("top")
	o.options("top", op.Hints)
	limit, ok := o.limit(op.Count)
	v, key := o.key(op.Key)
	o.b.isScalar(v)
	row := o.sameRow()
	row.sorted = true
	return o.gives(row, &plan.Top{Op: o.op(row.columns), Input: o.in.node, Limit: limit, Keys: []plan.Key{key}},
		ok && key.Expr != nil)
}

// limit binds a number of rows. ok is false where it is not known when the query is compiled.
func (o *operatorCall) limit(e ast.Expr) (n int64, ok bool) {
	v := o.b.expr(e)
	o.b.isInteger(v)
	switch n := v.val.(type) {
	case int64:
		return n, true
	case int32:
		return int64(n), true
	}
	if c, ok := v.expr.(*plan.Const); ok {
		n, ok := c.Value.(int64)
		return n, ok
	}
	if n, ok := o.b.fold(v.expr); ok {
		return n, true
	}
	if v.expr != nil && !v.isError() {
		o.b.pending(limitNotKnown(v.span))
	}
	return 0, false
}

func (o *operatorCall) take(op *ast.Take) value {
	o.notFirst(op.Keyword)
	o.options("take", op.Hints)
	limit, ok := o.limit(op.Count)
	row := o.sameRow()
	row.sorted = false
	return o.gives(row, &plan.Take{Op: o.op(row.columns), Input: o.in.node, Limit: limit}, ok)
}

func (o *operatorCall) sample(op *ast.Sample) value {
	o.notFirst("sample")
	o.options("sample", op.Hints)
	limit, ok := o.limit(op.Count)
	row := o.sameRow()
	row.sorted = false
	return o.gives(row, &plan.Sample{Op: o.op(row.columns), Input: o.in.node, Limit: limit}, ok)
}

func (o *operatorCall) sampleDistinct(op *ast.SampleDistinct) value {
	o.notFirst("sample-distinct")
	o.options("sample-distinct", op.Hints)
	limit, ok := o.limit(op.Count)
	v := o.b.expr(op.Of)
	if o.b.isColumn(v) {
		o.b.isNotDynamic(v, "sample-distinct of")
	}
	it := o.columnOf(v, "", nil, "Column1")
	row := o.row().like([]*column{it.col})
	row.sorted = false
	return o.gives(row, &plan.SampleDistinct{
		Op: o.op(row.columns), Input: o.in.node, Limit: limit, Value: it.assign(),
	}, ok && v.expr != nil)
}

// columnOf is the column that a value is, or a new one for it. name "" stands for the value's own name, def is what it
// is called without one; t is the type, nil for the value's.
func (o *operatorCall) columnOf(v value, name string, t types.Type, def string) item {
	if name == "" {
		name = v.name
	}
	if name == "" {
		name = def
	}
	v = v.single()
	if v.result != nil && t == nil && v.result.name() == name {
		return item{col: v.result, expr: v.expr}
	}
	if t == nil {
		t = v.typ
	}
	return item{col: newColumnOf(name, t, v.expr), expr: v.expr}
}

func (o *operatorCall) count(op *ast.Count) value {
	o.notFirst("count")
	name := "Count"
	if n, ok := op.As.(*ast.Name); ok && n != nil {
		name = n.Text
	}
	c := newColumn(name, types.Long, false)
	return o.gives(&table{columns: []*column{c}}, &plan.Count{Op: o.op([]*column{c}), Input: o.in.node}, true)
}

func (o *operatorCall) distinct(op *ast.Distinct) value {
	o.notFirst("distinct")
	o.options("distinct", op.Hints)
	p := o.b.newProjection()
	values := added{p: p, style: styleProject}.takeAll(asExprs(op.Exprs), nil)
	if o.b.areScalar(values) && o.b.areNotDynamic(values, "distinct") {
		for i, e := range op.Exprs {
			if _, star := e.(*ast.Star); star {
				o.noDynamicColumn(p, values[i].span)
			}
		}
	}
	row := o.row().like(p.columns())
	row.sorted = false
	assigns := p.assigns()
	return o.gives(row, &plan.Distinct{Op: o.op(row.columns), Input: o.in.node, Assigns: assigns}, complete(assigns))
}

// noDynamicColumn reports a dynamic among the columns that * stands for.
func (o *operatorCall) noDynamicColumn(p *projection, span ast.Span) {
	for _, c := range p.columns() {
		if types.IsDynamic(c.typ) {
			o.b.report(dynamicInStar(span, c.name()))
			return
		}
	}
}

func (o *operatorCall) serialize(op *ast.Serialize) value {
	o.notFirst("serialize")
	o.options("serialize", op.Hints)
	p := o.b.newProjection()
	values := added{p: p, style: styleSerialize}.takeAll(asExprs(op.Exprs), o.row().all)
	o.b.areScalar(values)
	row := p.row(o.row())
	row.serialized = true
	assigns := p.computed()
	var node plan.Node = &plan.Serialize{Op: plan.Op{Src: o.span, Out: planned(o.row().all())}, Input: o.in.node}
	if len(assigns) > 0 {
		node = &plan.Extend{Op: o.op(row.columns), Input: node, Assigns: assigns}
	}
	return o.gives(row, node, complete(assigns))
}

func (o *operatorCall) consume(op *ast.Consume) value {
	o.notFirst("consume")
	o.options("consume", op.Params)
	v := o.gives(&table{}, &plan.Consume{Op: plan.Op{Src: o.span}, Input: o.in.node}, true)
	v.typ = types.Void
	return v
}

// as names the rows: what comes later may use them by the name.
func (o *operatorCall) as(op *ast.As) value {
	o.notFirst("as")
	o.options("as", op.Hints)
	name := op.Name.(*ast.Name)
	if o.row() == nil {
		return o.in
	}
	row := o.row().like(o.row().columns)
	v := o.gives(row, nil, false)
	if o.in.node != nil {
		v = o.b.share(name.Text, o.in, o.span)
	}
	v.letName, v.as = name.Text, name.Text
	sym := &symbol{name: name.Text, span: name.Span(), used: true}
	o.b.bindTable(sym, v)
	if v.node != nil {
		shared := v.shared
		sym.use = func(user *binder, span ast.Span) value {
			out := user.use(v, shared, span)
			out.letName, out.as = sym.name, sym.name
			return out
		}
	}
	o.b.scope = o.b.scope.with(sym)
	return v
}

// share makes a table one that is evaluated once, and returns its first use.
func (b *binder) share(name string, v value, span ast.Span) value {
	s := &plan.Shared{Name: name, Input: v.node}
	b.rule.Shared = append(b.rule.Shared, s)
	return b.use(v, s, span)
}

func (o *operatorCall) render(op *ast.Render) value {
	o.notFirst("render")
	if !isChart(op.Kind) {
		o.b.report(unknownChart(o.chartSpan(op), op.Kind))
	}
	o.options("render", op.Bare)
	o.options("render with", op.With)
	row := o.sameRow()
	if o.b.mute == 0 {
		r := &plan.Render{Kind: op.Kind}
		for _, p := range append(paramsOf(op.With), paramsOf(op.Bare)...) {
			r.Properties = append(r.Properties, [2]string{p.Name, settings{p.Name: p.Value}.word(p.Name)})
		}
		o.b.rule.Render = r
	}
	v := tabular(row, o.in.node, o.span)
	v.as = o.in.as
	return v
}

func (o *operatorCall) chartSpan(op *ast.Render) ast.Span { return o.span }

func isChart(kind string) bool {
	switch kind {
	case "table", "list", "barchart", "piechart", "ladderchart", "timechart", "linechart", "anomalychart", "pivotchart",
		"areachart", "stackedareachart", "scatterchart", "timepivot", "columnchart", "timeline", "3Dchart", "card", "treemap",
		"plotly", "graph", "sankey":
		return true
	}
	return false
}
