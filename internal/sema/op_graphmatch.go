package sema

import (
	"math"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
	"github.com/kqlc/kqlc/kql"
)

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
	if element, ok := v.owner.(*graphElement); ok && v.side != nil && !b.asAnalyser() {
		v = b.properties(element, v)
	}
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

// properties are those of an element as a bag, or the bags of a path as an array (Kusto: graph-exploration-basics).
func (b *binder) properties(e *graphElement, v value) value {
	if e.variable {
		return b.pathArray(e, v)
	}
	var args []plan.Expr
	for _, c := range v.side.columns {
		args = append(args, textConstant(c.name(), v.span), e.ref(c, v.span))
	}
	return value{typ: types.Dynamic, expr: b.apply(scalarNamed("bag_pack"), args, kql.TypeDynamic, v.span), span: v.span}
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
