package sema

import (
	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
	"github.com/kqlc/kqlc/kql"
)

func (o *operatorCall) summarize(op *ast.Summarize) value {
	o.notFirst("summarize")
	o.options("summarize", op.Hints)
	p := o.b.newProjection()
	if op.By != nil {
		values := added{p: p, style: styleProject}.takeAll(asExprs(op.By.Exprs), nil)
		if o.b.areScalar(values) {
			o.b.areNotDynamic(values, "summarize by")
		}
		o.b.groupBy = groupColumns(values)
	}
	keys := len(p.items)
	for _, c := range p.columns() {
		p.skip[c] = true
	}
	var values []value
	o.b.as(aggregateScope, func() {
		values = added{p: p, style: styleSummarize}.takeAll(asExprs(op.Aggs), nil)
	})
	o.b.groupBy = nil
	o.b.areScalar(values)
	return o.summarized(p, keys)
}

// groupColumns names the row's columns among group keys.
func groupColumns(values []value) []string {
	var names []string
	for _, v := range values {
		if v.result != nil {
			names = append(names, v.result.name())
		}
	}
	return names
}

// summarized is the plan of a projection whose first items are the keys: aggregates are computed by Summarize, what is
// made of them by a Project on top.
func (o *operatorCall) summarized(p *projection, keys int) value {
	all := p.assigns()
	row := o.row().like(p.columns())
	row.sorted = false
	if !complete(all) {
		return o.gives(row, nil, false)
	}
	l := newLift(all[keys:])
	node := &plan.Summarize{Input: o.in.node, Keys: all[:keys], Aggs: l.aggs}
	node.Src = o.span
	for _, k := range node.Keys {
		node.Out = append(node.Out, k.Col)
	}
	for _, a := range node.Aggs {
		node.Out = append(node.Out, a.Cols...)
	}
	if sameColumns(node.Out, planned(row.columns)) && !l.computed {
		return o.gives(row, node, true)
	}
	top := &plan.Project{Op: o.op(row.columns), Input: node}
	for _, k := range node.Keys {
		top.Assigns = append(top.Assigns, plan.Assign{Col: k.Col, Expr: plan.NewRef(k.Col)})
	}
	top.Assigns = append(top.Assigns, l.assigns...)
	return o.gives(row, top, true)
}

func sameColumns(a, b []*plan.Column) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// lift takes the aggregates out of expressions.
type lift struct {
	aggs []plan.Aggregate
	// assigns compute the columns from those of aggs; computed tells that one of them is more than a column.
	assigns  []plan.Assign
	computed bool
	// found are the columns of an aggregate that has been lifted.
	found map[*plan.Call][]*plan.Column
}

func newLift(assigns []plan.Assign) *lift {
	l := &lift{found: map[*plan.Call][]*plan.Column{}}
	// Columns that are an aggregate as it is come first, so that it gets their names.
	direct := map[*plan.Call][]*plan.Column{}
	for _, a := range assigns {
		if call, i, n := aggregateOf(a.Expr); call != nil {
			if direct[call] == nil {
				direct[call] = make([]*plan.Column, n)
			}
			if direct[call][i] == nil {
				direct[call][i] = a.Col
			}
		}
	}
	for _, a := range assigns {
		e := plan.Rewrite(a.Expr, func(e plan.Expr) plan.Expr {
			call, i, n := aggregateOf(e)
			if call == nil {
				return e
			}
			cols := l.columns(call, n, direct[call])
			ref := plan.NewRef(cols[i])
			ref.Src = e.Span()
			return ref
		})
		if r, ok := e.(*plan.Ref); !ok || r.Col != a.Col {
			l.computed = true
		}
		l.assigns = append(l.assigns, plan.Assign{Col: a.Col, Expr: e})
	}
	return l
}

// columns are the columns of an aggregate, which is lifted when it is first seen.
func (l *lift) columns(call *plan.Call, n int, wanted []*plan.Column) []*plan.Column {
	if cols := l.found[call]; cols != nil {
		return cols
	}
	cols := make([]*plan.Column, n)
	copy(cols, wanted)
	for i := range cols {
		if cols[i] == nil {
			t := call.T
			if call.Types != nil {
				t = call.Types[i]
			}
			cols[i] = plan.NewColumn(call.Fn.Name, t, true)
			if call.Types == nil {
				cols[i].Nullable = call.Null
			}
		}
	}
	l.found[call] = cols
	l.aggs = append(l.aggs, plan.Aggregate{Cols: cols, Fn: call.Fn, Args: call.Args})
	return cols
}

// aggregateOf tells whether an expression is an aggregate, or one of its values: which of how many.
func aggregateOf(e plan.Expr) (call *plan.Call, i, n int) {
	switch e := e.(type) {
	case *plan.Call:
		if e.Fn.Kind == catalog.Aggregate && e.Types == nil {
			return e, 0, 1
		}
	case *plan.Part:
		if e.Call.Fn.Kind == catalog.Aggregate {
			return e.Call, e.Index, len(e.Call.Types)
		}
	}
	return nil, 0, 0
}

// aggregate is the plan of a call of an aggregate, to be lifted by the operator around it.
func (b *binder) aggregate(v *value, fn *catalog.Function, values []value, args []plan.Expr) plan.Expr {
	call := &plan.Call{Fn: fn}
	call.Src = v.span
	t, several := v.typ.(*types.Tuple)
	if several {
		call.T = kql.TypeUnknown
		call.Args = b.pickedArgs(t, values, args)
		for i, c := range t.Columns {
			typ := planType(c.Type)
			if len(call.Args) == len(t.Columns) { // each is a value of its argument
				typ = givenType(c.Type, call.Args[i])
			}
			call.Types = append(call.Types, typ)
		}
		return call
	}
	sig := v.call.Sig
	if sig == nil {
		sig = fn.Signatures()[0] // of what the analyser does not know the type of, several may fit
	}
	if len(sig.Params) > 0 && sig.Params[0].Type.OfNumbers() && len(values) > 0 && b.isPlainText(values[0]) {
		b.report(wrongType(values[0].span, "a number", types.String))
		return nil
	}
	call.T = planType(v.typ)
	if sig.Return.Rule == catalog.TypeOf0 {
		call.T = givenType(v.typ, args[0])
	}
	call.Null = nullable(call.T) && !fn.NeverNull
	if fn.Name != "count" { // What is counted by count(x) are rows, nulls or not.
		call.Args = b.byParameter(v.call, withoutStars(args))
	}
	return call
}

// givenType is the type, in the plan, of what an aggregate gives of the values of an expression. Of a column that is a text in the
// plan alone, as one of a watchlist, it is a text.
func givenType(t types.Type, of plan.Expr) kql.Type {
	if t == types.Unknown && of != nil && of.Type() == kql.TypeString {
		return kql.TypeString
	}
	return planType(t)
}

func withoutStars(args []plan.Expr) []plan.Expr {
	out := args[:0:0]
	for _, a := range args {
		if a != nil {
			out = append(out, a)
		}
	}
	return out
}

// pickedArgs are the arguments of an aggregate of several values, with the columns that * stands for in its place.
func (b *binder) pickedArgs(t *types.Tuple, values []value, args []plan.Expr) []plan.Expr {
	stars := 0
	for _, v := range values {
		if v.star {
			stars++
		}
	}
	if stars == 0 {
		return args
	}
	width := max(len(t.Columns)-(len(values)-stars), 0) / stars
	var out []plan.Expr
	for i, v := range values {
		if !v.star {
			out = append(out, args[i])
			continue
		}
		for range width {
			if c := b.row.find(t.Columns[len(out)].Of); c != nil {
				out = append(out, plan.NewRef(c.plan))
			}
		}
	}
	return out
}

func (o *operatorCall) makeSeries(op *ast.MakeSeries) value {
	o.notFirst("make-series")
	opts := o.options("make-series", op.Params)
	aggs := make([]value, len(op.Aggs))
	o.b.as(aggregateScope, func() {
		for i, a := range op.Aggs {
			aggs[i], _ = o.b.projected(a.Expr)
		}
	})
	axis, axisNames := o.b.projected(op.On)
	ends := o.seriesRange(op)
	p := o.b.newProjection()
	if op.By != nil {
		for _, e := range op.By.Exprs {
			v := added{p: p, style: styleProject}.take(e)
			o.b.isScalar(v)
		}
	}
	keys := len(p.items)
	node := &plan.MakeSeries{Input: o.in.node, NonEmpty: opts.word("kind") == "nonempty", InRange: op.Range != nil}
	ok := true
	for i, a := range op.Aggs {
		v := aggs[i]
		o.b.isScalar(v)
		def := o.seriesDefault(a.Default)
		from := len(p.items)
		var names *ast.Named
		if n, isNamed := a.Expr.(*ast.Named); isNamed {
			names = n
		}
		added{p: p, style: styleSummarize, as: types.Dynamic}.add(v, names, unnamed(a.Expr))
		for _, it := range p.items[from:] {
			ok = ok && it.expr != nil
			if it.expr != nil {
				node.Aggs = append(node.Aggs, series(it, def))
			}
		}
	}
	o.b.isScalar(axis)
	at := len(p.items)
	added{p: p, style: styleProject, as: types.Dynamic}.add(axis, axisNames, unnamed(op.On))
	o.checkRange(op, ends, axis)
	row := o.row().like(p.columns())
	row.sorted = false
	all := p.assigns()
	node.Op, node.Keys, node.Axis = o.op(row.columns), all[:keys], axis.single().expr
	if at < len(p.items) {
		node.AxisCol = p.items[at].col.plan
	}
	node.From, node.To, node.Step = ends[0].expr, ends[1].expr, ends[2].expr
	if node.Axis != nil && node.Step != nil && node.Step.Type() == kql.TypeDynamic {
		node.Step = o.b.convert(node.Step, stepType(node.Axis.Type()))
	}
	return o.gives(row, node, ok && complete(all[:keys]) && node.Axis != nil && node.Step != nil && node.AxisCol != nil)
}

// stepType is the type of what divides an axis into bins.
func stepType(axis kql.Type) kql.Type {
	if axis == kql.TypeDateTime {
		return kql.TypeTimeSpan
	}
	return axis
}

// unnamed is an expression without the name before it.
func unnamed(e ast.Expr) ast.Expr {
	if n, ok := e.(*ast.Named); ok {
		return n.Value
	}
	return e
}

// series is one aggregate of make-series, with what computes its points.
func series(it item, def value) plan.Series {
	elem := it.expr.Type()
	point := plan.NewColumn(it.col.name(), elem, true)
	l := newLift([]plan.Assign{{Col: point, Expr: it.expr}})
	return plan.Series{Col: it.col.plan, Aggs: l.aggs, Value: l.assigns[0].Expr, Elem: elem, Default: def.expr}
}

// seriesDefault binds the value of empty bins. Microsoft's analyser takes any expression in which no column stands by
// itself.
func (o *operatorCall) seriesDefault(e ast.Expr) (v value) {
	if e != nil {
		o.b.as(aggregateScope, func() { v = o.b.expr(e) })
	}
	return v
}

// seriesRange binds the ends and the step of the axis; what is not given has no type.
func (o *operatorCall) seriesRange(op *ast.MakeSeries) (ends [3]value) {
	list := [3]ast.Expr{op.From, op.To, op.Step}
	if op.Range != nil {
		list = [3]ast.Expr{op.Range.From, op.Range.To, op.Range.Step}
	}
	for i, e := range list {
		if e != nil {
			ends[i] = o.b.expr(e)
		}
	}
	return ends
}

func (o *operatorCall) checkRange(op *ast.MakeSeries, ends [3]value, axis value) {
	t := axis.reduced()
	for _, v := range ends[:2] {
		if v.typ != nil {
			o.b.hasType(v, t, types.Promotable)
		}
	}
	step := ends[2]
	if step.typ == nil || step.unsure() || t == types.Error || t == types.Unknown {
		return
	}
	// As Microsoft's analyser: what the sum of both would be decides, even where they cannot be added.
	c := operatorNamed("+").Match([]catalog.Arg{axis.arg(), step.arg()}, o.b.calls())
	if !types.Assignable(t, c.Type, types.None) {
		o.b.report(notAnInterval(step.span, step.reduced(), t))
	}
}
