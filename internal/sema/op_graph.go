package sema

import (
	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
)

// graph is the row types of a graph. Nodes are nil where they have no more than their identity.
type graph struct{ edges, nodes *table }

// graphical returns a graph's value.
func graphical(g *graph, node plan.Node, span ast.Span) value {
	t := &types.Graph{Edges: g.edges.typ()}
	if g.nodes != nil {
		t.Nodes = g.nodes.typ()
	}
	return value{typ: t, graph: g, node: node, span: span}
}

// nodeColumns are the columns of the nodes.
func (g *graph) nodeColumns() []*plan.Column { return planned(g.nodes.all()) }

// graphOf is the input of an operator on graphs; nil, and that is reported, if it is none.
func (o *operatorCall) graphOf(name string) *graph {
	o.notFirst(name)
	if o.in.graph == nil && o.piped && !o.in.isError() {
		o.b.report(graphExpected(o.keyword(name), name, o.in.typ))
	}
	return o.in.graph
}

// givesGraph is the result of an operator that gives a graph.
func (o *operatorCall) givesGraph(g *graph, node plan.Node, ok bool) value {
	if o.in.node == nil || !ok {
		node = nil
	}
	return graphical(g, node, o.span)
}

func (o *operatorCall) graphWhere(name string, pred ast.Expr, edges bool) value {
	b := o.b
	g := o.graphOf(name)
	if g == nil {
		b.quietly(func() { b.expr(pred) })
		return failed(o.span)
	}
	row := g.nodes
	if edges {
		row = g.edges
	}
	old := b.graph
	b.graph = g
	var v value
	b.in(row, func() { v = b.expr(pred) })
	b.graph = old
	b.isBool(v)
	node := &plan.GraphWhere{Op: o.op(g.edges.columns), Input: o.in.node, Edges: edges, Pred: b.truth(v), Nodes: g.nodeColumns()}
	return o.givesGraph(g, node, node.Pred != nil)
}

func (o *operatorCall) graphMarkComponents(op *ast.GraphMarkComponents) value {
	opts := o.options("graph-mark-components", op.Params)
	g := o.graphOf("graph-mark-components")
	if g == nil {
		return failed(o.span)
	}
	name := opts.word("with_component_id")
	if name == "" {
		name = "ComponentId"
	}
	id := newColumn(name, types.Long, false)
	marked := &graph{edges: g.edges, nodes: g.nodes.like(append(g.nodes.all(), id))}
	node := &plan.GraphMarkComponents{
		Op: o.op(g.edges.columns), Input: o.in.node, Strong: opts.word("kind") == "strong", Component: id.plan, Nodes: marked.nodeColumns(),
	}
	if g.nodes == nil && o.b.asAnalyser() {
		marked.nodes = nil // Microsoft's analyser forgets the component of nodes without columns.
	}
	return o.givesGraph(marked, node, true)
}

func (o *operatorCall) graphToTable(op *ast.GraphToTable) value {
	b := o.b
	g := o.graphOf("graph-to-table")
	var outputs []value
	kinds := map[string]bool{}
	for _, out := range op.Outputs {
		opts := b.options("graph-to-table "+out.Kind, out.Params)
		if len(op.Outputs) > 1 && out.As == nil {
			b.report(graphOutputName(out.Span(), out.Kind))
		}
		if kinds[out.Kind] {
			b.report(graphOutputTwice(out.Span(), out.Kind))
		}
		kinds[out.Kind] = true
		if g != nil {
			in := o.in
			if len(outputs) > 0 {
				in = b.fresh(in, o.span)
			}
			outputs = append(outputs, o.graphOutput(in, out, opts))
		}
	}
	if g == nil {
		return failed(o.span)
	}
	for i, v := range outputs {
		name, ok := op.Outputs[i].As.(*ast.Name)
		if !ok || name == nil {
			continue
		}
		if v.node != nil {
			v = b.share(name.Text, v, o.span)
		}
		v.as = name.Text
		outputs[i] = v
		sym := &symbol{name: name.Text, span: name.Span(), used: true}
		b.bindTable(sym, v)
		b.scope = b.scope.with(sym)
	}
	if len(outputs) == 1 {
		return outputs[0]
	}
	// Kusto: graph-to-table-operator. Nodes and edges are no result by themselves: statements behind it name them.
	return value{typ: &types.Group{}, span: o.span}
}

// graphOutput is the table of the nodes or the edges.
func (o *operatorCall) graphOutput(in value, out *ast.GraphOutput, opts settings) value {
	g := in.graph
	node := &plan.GraphToTable{Input: in.node, Edges: out.Kind == "edges"}
	var columns []*column
	number := func(option string, at **plan.Column) {
		if name := opts.word(option); name != "" {
			c := newColumn(name, types.Long, false)
			columns = append(columns, c)
			*at = c.plan
		}
	}
	row := g.nodes
	if node.Edges {
		row = g.edges
		number("with_source_id", &node.SourceID)
		number("with_target_id", &node.TargetID)
	} else {
		number("with_node_id", &node.NodeID)
	}
	columns = append(columns, row.all()...)
	node.Op = o.op(columns)
	v := tabular(row.like(columns), node, o.span)
	if in.node == nil {
		v.node = nil
	}
	return v
}
