package sema

import (
	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
)

func (o *operatorCall) makeGraph(op *ast.MakeGraph) value {
	o.notFirst("make-graph")
	o.options("make-graph", op.Params)
	node := &plan.MakeGraph{Input: o.in.node}
	source, target := o.end(op.From), o.end(op.To)
	node.Source, node.Target = source.expr, target.expr
	g := &graph{edges: o.sameRow()}
	ok := node.Source != nil && node.Target != nil
	switch {
	case op.NodeID != nil:
		id := newColumn(op.NodeID.(*ast.Name).Text, source.reduced(), true)
		g.nodes = &table{columns: []*column{id}}
		node.ID = id.plan
	case op.Nodes != nil:
		g.nodes, ok = o.graphTables(op.Nodes, node, ok)
	}
	node.Nodes = g.nodeColumns()
	node.Op = o.op(g.edges.columns)
	if ok {
		o.identities(node)
	}
	if op.Parts != nil {
		return o.graphParts(op.Parts, g, node, ok)
	}
	return o.givesGraph(g, node, ok)
}

// end is the column that identifies an end of an edge.
func (o *operatorCall) end(n ast.Node) value {
	v := o.b.identity(n)
	o.b.isColumn(v)
	return v
}

// identity binds a column that identifies nodes.
func (b *binder) identity(n ast.Node) value {
	name := n.(*ast.Name)
	v := b.expr(&ast.Ident{At: ast.At{Src: name.Span()}, Name: name}).single()
	if !v.isError() && (types.IsDynamic(v.typ) || !types.IsScalar(v.typ)) {
		b.report(dynamicKey(v.span, "make-graph"))
	}
	return v
}

// graphTables binds the tables of nodes; their columns of one name are one column.
func (o *operatorCall) graphTables(list []*ast.GraphNodes, node *plan.MakeGraph, ok bool) (*table, bool) {
	b := o.b
	row := b.row
	defer func() { b.row = row }()
	var tables []*table
	var ids []*column
	for _, n := range list {
		b.row = nil
		t := b.tableExpr(n.Table)
		b.isTabular(t)
		b.row = t.row
		id := b.identity(n.On)
		if t.row == nil {
			ok = false
			continue
		}
		tables = append(tables, t.row)
		ids = append(ids, id.ref)
		node.Tables = append(node.Tables, plan.GraphTable{Input: t.node, ID: id.expr})
		ok = ok && t.node != nil && id.expr != nil
	}
	if tables == nil {
		return nil, ok
	}
	all := b.uniteByName(tables)
	for i := range node.Tables {
		t := &node.Tables[i]
		if ok {
			t.Input, t.Cols = b.fitting(t.Input, i, all)
		}
	}
	for _, m := range all {
		if len(ids) > 0 && m.has(0) && m.from[0].col == ids[0] {
			node.ID = m.col.plan
		}
	}
	return &table{columns: columnsOf(all), open: openAny(tables)}, ok
}

func openAny(tables []*table) bool {
	for _, t := range tables {
		if t.open {
			return true
		}
	}
	return false
}

// fitting brings the columns of the i-th of several tables to the types of those that they become.
func (b *binder) fitting(in plan.Node, i int, all []merged) (plan.Node, []*plan.Column) {
	cols := make([]*plan.Column, len(all))
	out := in.Columns()
	var assigns []plan.Assign
	for k, m := range all {
		for _, p := range m.from {
			if p.table != i {
				continue
			}
			cols[k] = p.col.plan
			if want := m.col.plan; want.Type != p.col.plan.Type {
				c := plan.NewColumn(want.Name, want.Type, true)
				assigns = append(assigns, plan.Assign{Col: c, Expr: b.convert(plan.NewRef(p.col.plan), want.Type)})
				cols[k] = c
				out = append(out[:len(out):len(out)], c)
			}
		}
	}
	if assigns == nil {
		return in, cols
	}
	return &plan.Extend{Op: plan.Op{Src: in.Span(), Out: out}, Input: in, Assigns: assigns}, cols
}

// identities brings all identities to one type: that of the source.
func (o *operatorCall) identities(n *plan.MakeGraph) {
	t := n.Source.Type()
	n.Target = o.b.convert(n.Target, t)
	for i := range n.Tables {
		n.Tables[i].ID = o.b.convert(n.Tables[i].ID, t)
	}
	if n.ID != nil && n.ID.Type != t {
		n.ID = nil
	}
}

// graphParts runs a pipeline over the graph of each part of the edges.
func (o *operatorCall) graphParts(parts *ast.GraphPartitions, g *graph, node *plan.MakeGraph, ok bool) value {
	by := o.b.byColumn(parts.By, "make-graph partitioned-by")
	rows := &plan.Rows{Op: o.op(g.edges.columns)}
	node.Input = rows
	feed := graphical(g, node, o.span)
	if !ok {
		feed.node = nil
	}
	feed.row = g.edges
	return o.parted(by, nil, rows, o.b.subquery(parts.Pipeline, feed))
}
