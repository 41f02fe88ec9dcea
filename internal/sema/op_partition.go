package sema

import (
	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/plan"
)

func (o *operatorCall) partition(op *ast.Partition) value {
	b := o.b
	o.notFirst("partition")
	o.options("partition", op.Hints)
	by := b.byColumn(op.By, "partition by")
	if op.Scope != nil {
		b.expr(op.Scope)
	}
	scope := b.scope
	defer func() { b.scope = scope }()
	key := b.partOf(by)
	if op.Query != nil {
		return o.parted(by, key, nil, o.partitionQuery(op))
	}
	rows := o.rows()
	return o.parted(by, key, rows, b.subquery(op.Pipeline, o.fed(rows)))
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
	return o.parted(by, nil, rows, b.subquery(op.Pipeline, o.fed(rows)))
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

// parted is the result of a sub-query that is run for each part of the rows. key is the part's value within it.
func (o *operatorCall) parted(by value, key *plan.Column, rows *plan.Rows, sub value) value {
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
	if key != nil && sub.node != nil && mentions(sub.node, key) {
		node.Key = key
	}
	return o.gives(row, node, sub.node != nil && by.ref != nil)
}

// partOf makes the value of a part a constant of its sub-query, which toscalar() takes (Kusto: partition-operator).
func (b *binder) partOf(by value) *plan.Column {
	if by.ref == nil {
		return nil
	}
	key := newColumn(by.ref.name(), by.ref.typ, by.ref.plan.Nullable)
	sym := &symbol{name: key.name(), typ: key.typ, used: true, param: true}
	b.bindValue(sym, value{expr: plan.NewRef(key.plan)}, key.typ)
	b.scope = b.scope.with(sym)
	return key.plan
}

// mentions tells whether an expression of n or below it reads c.
func mentions(n plan.Node, c *plan.Column) bool {
	found := false
	plan.InspectNode(n, func(n plan.Node) {
		for _, e := range plan.Exprs(n) {
			plan.Inspect(e, func(e plan.Expr) {
				r, ok := e.(*plan.Ref)
				found = found || ok && r.Col == c
			})
		}
	})
	return found
}

// partitionQuery binds a partition's query in braces.
func (o *operatorCall) partitionQuery(op *ast.Partition) value {
	b := o.b
	row := b.row
	defer func() { b.row = row }()
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
