package sema

import (
	"math"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
)

// expansion is what mv-expand and mv-apply have in common.
type expansion struct {
	p      *projection
	items  []plan.Expanded
	index  *plan.Column
	limit  int64
	arrays bool
	// applied are the columns of the input that are expanded.
	applied map[*column]bool
	ok      bool
}

func (o *operatorCall) expand(operator string, params ast.Node, items []*ast.Expanded, limit ast.Expr) *expansion {
	b := o.b
	x := &expansion{p: b.newProjection(), ok: true, limit: math.MaxInt32, applied: map[*column]bool{}}
	opts := o.options(operator, params)
	bag := opts.word("bagexpansion")
	if bag == "" {
		bag = opts.word("kind")
	}
	x.arrays = bag == "array"
	values := make([]value, len(items))
	for i, it := range items {
		values[i], _ = b.projected(it.Expr)
	}
	x.p.pass(o.row().all())
	for i, it := range items {
		v := values[i]
		names, _ := it.Expr.(*ast.Named)
		b.isDynamic(v)
		t := b.elementType(v, it.To, x.arrays)
		before := len(x.p.items)
		name := ""
		added{p: x.p, style: styleReplace, as: t}.add(v, names, unnamed(it.Expr))
		if names != nil {
			name = names.Names[0].Text
		}
		if v.ref != nil && names == nil {
			x.applied[v.ref] = true
		}
		x.take(v, name, before)
	}
	if name := opts.word("with_itemindex"); name != "" {
		c := newColumn(name, types.Long, false)
		if c = x.p.add(pass(c), "", false); c != nil {
			x.index = c.plan
		}
	}
	if limit != nil {
		n, ok := o.limit(limit)
		x.limit, x.ok = n, x.ok && ok
	}
	return x
}

// take notes the column that an operand has become.
func (x *expansion) take(v value, name string, before int) {
	if name == "" && v.result != nil {
		name = v.result.name()
	}
	i := before
	if at, ok := x.p.at(name); ok && name != "" {
		i = at
	}
	if i >= len(x.p.items) {
		if at, ok := x.p.at(v.name); ok {
			i = at
		} else {
			x.ok = false
			return
		}
	}
	it := &x.p.items[i]
	v = v.single()
	if v.expr == nil {
		x.ok = false
		return
	}
	if v.result != nil && it.col == v.result {
		it.col = &column{plan: plan.NewColumn(it.col.name(), it.col.plan.Type, true), typ: it.col.typ}
	}
	it.expr, it.passed = nil, true
	x.items = append(x.items, plan.Expanded{Expr: v.expr, Col: it.col.plan})
}

// elementType is the type of what comes out of an array or a bag.
func (b *binder) elementType(v value, to ast.Expr, arrays bool) types.Type {
	t := v.reduced()
	if to != nil {
		as := b.expr(to)
		if want, ok := as.val.(types.Type); ok {
			return want
		}
		return types.Error
	}
	switch t.(type) {
	case types.Array:
		return types.Element(t)
	case *types.Bag:
		if arrays {
			return types.AnyArray
		}
		return types.AnyBag
	}
	if types.IsDynamic(t) {
		return types.Dynamic
	}
	return t
}

func (o *operatorCall) mvExpand(op *ast.MvExpand) value {
	o.notFirst(op.Keyword)
	x := o.expand("mv-expand", op.Params, op.Items, op.Limit)
	if op.Keyword == "mvexpand" && op.Limit == nil {
		x.limit = 128 // Kusto: the old spelling's default.
	}
	row := x.p.row(o.row())
	return o.gives(row, &plan.MvExpand{
		Op: o.op(row.columns), Input: o.in.node, Items: x.items, Index: x.index, Limit: x.limit, Arrays: x.arrays,
	}, x.ok)
}

func (o *operatorCall) mvApply(op *ast.MvApply) value {
	b := o.b
	o.notFirst("mv-apply")
	x := o.expand("mv-apply", op.Params, op.Items, op.Limit)
	if op.ID != nil {
		b.expr(op.ID)
	}
	inner := x.p.row(o.row())
	rows := &plan.Rows{Op: o.op(inner.columns)}
	sub := b.subquery(op.On, tabular(inner, rows, o.span))
	p := b.newProjection()
	for _, c := range o.row().allDeclared() {
		if !x.applied[c] {
			p.add(pass(c), "", false)
			p.skip[c] = true
		}
	}
	given := map[*column]bool{}
	if sub.row != nil {
		for _, c := range sub.row.columns {
			delete(p.skip, c)
			p.add(pass(c), "", true)
			given[c] = true
		}
	}
	var carry []*plan.Column
	for _, c := range p.columns() {
		if !given[c] {
			carry = append(carry, c.plan)
		}
	}
	row := b.rowLike(p.columns())
	return o.gives(row, &plan.MvApply{
		Op: o.op(row.columns), Input: o.in.node, Items: x.items, Index: x.index, Limit: x.limit, Rows: rows, Sub: sub.node,
		Carry: carry,
	}, x.ok && sub.node != nil)
}

// rowLike is a row as open as the current one.
func (b *binder) rowLike(columns []*column) *table { return b.row.like(columns) }

// subquery binds a pipeline that goes on from rows.
func (b *binder) subquery(e ast.Expr, rows value) value {
	feed, row := b.feed, b.row
	defer func() { b.feed, b.row = feed, row }()
	b.row = rows.row
	p, ok := e.(*ast.Pipeline)
	if !ok || p.Source != nil {
		v := b.expr(e)
		if _, bad := e.(*ast.Bad); !bad {
			b.report(operatorExpected(e.Span()))
		}
		return v
	}
	b.feed = &rows
	v := b.pipeline(p)
	v.span = e.Span()
	return v
}
