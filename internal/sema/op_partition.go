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
