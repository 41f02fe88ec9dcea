package sema

import (
	"math"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/catalog"
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
	return o.parted(by, rows, o.b.subquery(parts.Pipeline, feed))
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

func (o *operatorCall) graphMatch(op *ast.GraphMatch) value {
	opts := o.options("graph-match", op.Params)
	m := &graphMatch{o: o, g: o.graphOf("graph-match"), node: &plan.GraphMatch{Cycles: opts.word("cycles")}}
	if m.node.Cycles == "" {
		m.node.Cycles = "unique_edges"
	}
	return m.bind(op.Patterns, op.Where, op.Project)
}

func (o *operatorCall) graphShortestPaths(op *ast.GraphShortestPaths) value {
	opts := o.options("graph-shortest-paths", op.Params)
	m := &graphMatch{o: o, g: o.graphOf("graph-shortest-paths")}
	m.node = &plan.GraphMatch{Cycles: "unique_edges", Shortest: true, All: opts.word("output") == "all"}
	return m.bind(op.Patterns, op.Where, op.Project)
}

// graphMatch is a graph-match or graph-shortest-paths being bound.
type graphMatch struct {
	o    *operatorCall
	g    *graph
	node *plan.GraphMatch
	// nodes and edges are the elements with a name; variable are the names of edges of variable length.
	nodes, edges map[string]int
	variable     map[string]bool
	// count is the number of edges so far.
	count int
	ok    bool
}

func (m *graphMatch) bind(patterns []*ast.GraphPattern, where ast.Expr, project []ast.NamedExpr) value {
	o, b := m.o, m.o.b
	m.nodes, m.edges, m.variable, m.ok = map[string]int{}, map[string]int{}, map[string]bool{}, true
	known := m.g != nil
	if !known {
		m.g = &graph{edges: &table{open: true}, nodes: &table{open: true}}
	}
	scope, old, row := b.scope, b.graph, b.row
	defer func() { b.scope, b.graph, b.row = scope, old, row }()
	b.row, b.graph = nil, m.g
	for _, p := range patterns {
		m.node.Patterns = append(m.node.Patterns, m.pattern(p))
	}
	if where != nil {
		v := b.expr(where)
		b.isBool(v)
		m.node.Where = b.truth(v)
		m.ok = m.ok && m.node.Where != nil
	}
	if project == nil {
		if known {
			b.gap(o.span, "a graph of what matches")
		}
		return graphical(m.g, nil, o.span)
	}
	p := b.newProjection()
	for _, e := range project {
		m.project(p, e)
	}
	columns, assigns := p.columns(), p.assigns()
	m.node.Op, m.node.Input, m.node.Assigns = o.op(columns), o.in.node, assigns
	return o.gives(&table{columns: columns}, m.node, m.ok && known && complete(assigns))
}

// pattern declares the elements of a pattern.
func (m *graphMatch) pattern(p *ast.GraphPattern) plan.GraphPattern {
	b := m.o.b
	var out plan.GraphPattern
	left := -1
	for i, part := range p.Parts {
		edge, isEdge := part.Edge.(*ast.Edge)
		isEdge = isEdge && edge != nil
		if wantEdge := i%2 == 1; wantEdge != isEdge {
			b.report(graphPartExpected(part.Span(), wantEdge))
			m.ok = false
		}
		if isEdge {
			e := m.edge(edge)
			e.Left = left
			out.Edges = append(out.Edges, e)
			continue
		}
		left = m.graphNode(part.Node)
		if n := len(out.Edges); n > 0 {
			out.Edges[n-1].Right = left
		} else {
			out.Start = left
		}
	}
	if n := len(p.Parts); n > 0 && p.Parts[n-1].Edge != nil {
		b.report(graphPartExpected(p.Parts[n-1].Span(), false))
		m.ok = false
	}
	return out
}

// graphNode declares a node of a pattern; its number is that of an earlier one of the name.
func (m *graphMatch) graphNode(n *ast.GraphNode) int {
	name := ""
	if id, ok := n.Name.(*ast.Name); ok && id != nil {
		name = id.Text
		if at, ok := m.nodes[name]; ok {
			return at
		}
		m.nodes[name] = len(m.node.Nodes)
		m.declare(id, m.g.nodes, &graphElement{of: plan.GraphElement{Index: len(m.node.Nodes)}})
	}
	m.node.Nodes = append(m.node.Nodes, name)
	return len(m.node.Nodes) - 1
}

// edge declares an edge of a pattern.
func (m *graphMatch) edge(e *ast.Edge) plan.GraphEdge {
	out := plan.GraphEdge{Index: m.count, Min: 1, Max: 1}
	switch {
	case e.Open[0] == '<' && e.Close != "]->":
		out.Direction = plan.GraphLeft
	case (e.Open == "-->" || e.Close == "]->") && e.Open[0] != '<':
		out.Direction = plan.GraphRight
	}
	if e.From != nil {
		out.Variable = true
		out.Min = m.length(e.From, 1)
		out.Max = m.length(e.To, math.MaxInt64)
	}
	if e.Name == nil || e.Name.Text == "" {
		m.count++
		return out
	}
	out.Name = e.Name.Text
	if at, ok := m.edges[out.Name]; ok {
		out.Index = at
		return out
	}
	m.edges[out.Name] = m.count
	m.count++
	if out.Variable {
		m.variable[out.Name] = true
	}
	element := &graphElement{of: plan.GraphElement{Edge: true, Index: out.Index}, variable: out.Variable}
	m.declare(e.Name, m.g.edges, element)
	return out
}

// length is an end of the range of an edge's length.
func (m *graphMatch) length(e ast.Expr, otherwise int64) int64 {
	if e == nil {
		return otherwise
	}
	b := m.o.b
	v := b.expr(e)
	if v.expr == nil {
		m.ok = m.ok && v.expr != nil
		return otherwise
	}
	n, ok := b.fold(v.expr)
	if !ok {
		b.pending(limitNotKnown(v.span))
		m.ok = false
	}
	return n
}

// declare makes the name of an element known. A node and an edge may share a name: the later one hides the other.
func (m *graphMatch) declare(name *ast.Name, row *table, e *graphElement) {
	if row == nil {
		row = &table{}
	}
	sym := &symbol{
		name: name.Text, typ: &types.Tuple{Columns: static(row.all())}, used: true, param: true, span: name.Span(),
		use: func(*binder, ast.Span) value { return value{side: row, owner: e} },
	}
	m.o.b.scope = m.o.b.scope.with(sym)
}

// project takes in a column of the result.
func (m *graphMatch) project(p *projection, e ast.Expr) {
	b := m.o.b
	v, names := b.projected(e)
	b.isScalar(v)
	a := added{p: p, style: styleProject}
	if m.alongPath(e) && b.asAnalyser() {
		// Microsoft's analyser takes whatever mentions a path for an array, and a column of a path for one value.
		a.as = types.ArrayOf(v.reduced())
	}
	if names == nil {
		v.name, v.ref, v.result = graphName(e, v), nil, nil
	}
	a.add(v, names, e)
}

// alongPath tells whether an expression mentions an edge of variable length.
func (m *graphMatch) alongPath(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			found = found || m.variable[id.Name.Text]
		}
		return true
	})
	return found
}

// graphName is the name of a column that is a path from an element: n.a.b is n_a_b.
func graphName(e ast.Expr, v value) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name.Text
	case *ast.Member:
		if name, _ := memberName(e.Name); name != "" {
			return joinName(graphName(e.X, value{}), name)
		}
	case *ast.Index:
		if lit, ok := e.I.(*ast.Literal); ok {
			if lit.Kind == ast.StringLiteral {
				return joinName(graphName(e.X, value{}), literalText(lit))
			}
			return joinName(graphName(e.X, value{}), lit.Parts[0])
		}
	}
	return v.name
}

// graphCall gives a call of a function of graphs its plan.
func (b *binder) graphCall(v *value, fn *catalog.Function, values []value) {
	typed := plan.Typed{T: types.Kql(v.typ), Src: v.span}
	typed.Null = nullable(typed.T)
	if len(values) == 0 {
		v.expr = &plan.GraphCall{Typed: typed, Fn: fn, Here: true}
		return
	}
	element, ok := values[0].owner.(*graphElement)
	if !ok {
		return
	}
	switch fn.Name {
	case "inner_nodes":
		inner := *element
		inner.inner = true
		v.owner, v.side = &inner, b.graph.nodes
		if v.side == nil {
			v.side = &table{}
		}
	case "all", "any", "map":
		if len(values) < 2 {
			return
		}
		each := &plan.GraphEach{Typed: typed, Fn: fn, Of: element.of, Inner: element.inner, Arg: values[1].single().expr}
		if fn.Name != "map" {
			each.Arg, each.Null = b.truth(values[1]), false
		}
		if each.Arg != nil {
			v.expr = each
		}
	default:
		v.expr = &plan.GraphCall{Typed: typed, Fn: fn, Of: element.of}
	}
}

// graphElement is a node or an edge of a pattern. inner tells that it stands for the nodes within a path.
type graphElement struct {
	of              plan.GraphElement
	variable, inner bool
}

// ref is a column of the element.
func (g *graphElement) ref(c *column, span ast.Span) plan.Expr {
	r := &plan.GraphRef{Of: g.of, Col: c.plan}
	r.T, r.Src = c.plan.Type, span
	if g.variable {
		r.T = types.Dynamic.Kql()
	}
	r.Null = nullable(r.T)
	return r
}
