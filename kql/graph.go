package kql

// Graph is a directed graph: nodes with properties N and edges with properties E, by number (Kusto: make-graph-operator).
type Graph[N, E any] struct {
	nodes []N
	edges []graphEdge[E]
	// out and in are the numbers of the edges of each node.
	out, in [][]int
	// names are the identities of the nodes as text, nil unless they are asked for.
	names []string
}

type graphEdge[E any] struct {
	source, target int
	row            E
}

// GraphBuilder collects the edges and nodes of a graph whose nodes have identities I. The zero value is empty. Text has to
// outlive the input it came from.
type GraphBuilder[I comparable, N, E any] struct {
	ids   map[I]int
	nodes []N
	edges []endedEdge[I, E]
}

type endedEdge[I comparable, E any] struct {
	source, target I
	row            E
}

// AddEdge adds an edge between the nodes of two identities.
func (b *GraphBuilder[I, N, E]) AddEdge(source, target I, row E) {
	b.edges = append(b.edges, endedEdge[I, E]{source, target, row})
}

// AddNode adds a node; the first of an identity counts.
func (b *GraphBuilder[I, N, E]) AddNode(id I, row N) { b.node(id, func(I) N { return row }) }

// MergeNode adds a node or changes that of an identity: row makes it of the one that there is, or of the zero value.
func (b *GraphBuilder[I, N, E]) MergeNode(id I, row func(node *N) N) {
	n := b.node(id, func(I) (none N) { return none })
	b.nodes[n] = row(&b.nodes[n])
}

// node is the number of the node of an identity, which is made where it is new.
func (b *GraphBuilder[I, N, E]) node(id I, row func(id I) N) int {
	n, ok := b.ids[id]
	if !ok {
		if b.ids == nil {
			b.ids = map[I]int{}
		}
		n = len(b.nodes)
		b.ids[id] = n
		b.nodes = append(b.nodes, row(id))
	}
	return n
}

// Build returns the graph. The properties of ends of edges that were not added are what end gives.
func (b *GraphBuilder[I, N, E]) Build(end func(id I) N) *Graph[N, E] {
	g := &Graph[N, E]{}
	for _, e := range b.edges {
		source := b.node(e.source, end)
		g.edges = append(g.edges, graphEdge[E]{source, b.node(e.target, end), e.row})
	}
	g.nodes = b.nodes
	g.index()
	*b = GraphBuilder[I, N, E]{}
	return g
}

// BuildNamed is Build of a graph whose nodes know their identities, as the text that name makes of them.
func (b *GraphBuilder[I, N, E]) BuildNamed(end func(id I) N, name func(id I) string) *Graph[N, E] {
	for _, e := range b.edges {
		b.node(e.source, end)
		b.node(e.target, end)
	}
	names := make([]string, len(b.nodes))
	for id, n := range b.ids {
		names[n] = name(id)
	}
	g := b.Build(end)
	g.names = names
	return g
}

// index finds the edges of each node.
func (g *Graph[N, E]) index() {
	g.out, g.in = make([][]int, len(g.nodes)), make([][]int, len(g.nodes))
	for i, e := range g.edges {
		g.out[e.source] = append(g.out[e.source], i)
		g.in[e.target] = append(g.in[e.target], i)
	}
}

// Nodes is the number of nodes.
func (g *Graph[N, E]) Nodes() int { return len(g.nodes) }

// Edges is the number of edges.
func (g *Graph[N, E]) Edges() int { return len(g.edges) }

// Node returns the properties of a node.
func (g *Graph[N, E]) Node(n int) *N { return &g.nodes[n] }

// Edge returns the properties of an edge.
func (g *Graph[N, E]) Edge(e int) *E { return &g.edges[e].row }

// Ends returns the nodes that an edge leads from and to.
func (g *Graph[N, E]) Ends(e int) (source, target int) { return g.edges[e].source, g.edges[e].target }

// NodeID is node_id(): the identity of a node of a graph that BuildNamed made.
func (g *Graph[N, E]) NodeID(n int) string { return g.names[n] }

// DegreeIn is node_degree_in(): the number of edges that lead to a node.
func (g *Graph[N, E]) DegreeIn(n int) int64 { return int64(len(g.in[n])) }

// DegreeOut is node_degree_out(): the number of edges that lead from a node.
func (g *Graph[N, E]) DegreeOut(n int) int64 { return int64(len(g.out[n])) }

// WhereNodes is the graph of the nodes for which keep holds and of the edges between them.
func (g *Graph[N, E]) WhereNodes(keep func(n int) bool) *Graph[N, E] {
	out := &Graph[N, E]{}
	number := make([]int, len(g.nodes))
	for n := range g.nodes {
		number[n] = -1
		if keep(n) {
			number[n] = len(out.nodes)
			out.nodes = append(out.nodes, g.nodes[n])
			if g.names != nil {
				out.names = append(out.names, g.names[n])
			}
		}
	}
	for _, e := range g.edges {
		if e.source, e.target = number[e.source], number[e.target]; e.source >= 0 && e.target >= 0 {
			out.edges = append(out.edges, e)
		}
	}
	out.index()
	return out
}

// WhereEdges is the graph of all nodes and of the edges for which keep holds.
func (g *Graph[N, E]) WhereEdges(keep func(e int) bool) *Graph[N, E] {
	out := &Graph[N, E]{nodes: g.nodes, names: g.names}
	for i, e := range g.edges {
		if keep(i) {
			out.edges = append(out.edges, e)
		}
	}
	out.index()
	return out
}

// MarkComponents is graph-mark-components: the graph whose nodes are what mark makes of a node and the number of its
// component; components are numbered by their first nodes. strong asks for strongly connected ones
// (Kusto: graph-mark-components-operator).
func MarkComponents[N, E, M any](g *Graph[N, E], strong bool, mark func(node *N, component int64) M) *Graph[M, E] {
	out := &Graph[M, E]{edges: g.edges, out: g.out, in: g.in, names: g.names}
	component := g.components(strong)
	number := map[int]int64{}
	for n := range g.nodes {
		c, ok := number[component[n]]
		if !ok {
			c = int64(len(number))
			number[component[n]] = c
		}
		out.nodes = append(out.nodes, mark(&g.nodes[n], c))
	}
	return out
}

// components gives each node a node that stands for its component.
func (g *Graph[N, E]) components(strong bool) []int {
	component := make([]int, len(g.nodes))
	for n := range component {
		component[n] = -1
	}
	if !strong {
		for n := range g.nodes {
			g.spread(component, n, n, func(at int) [][]int { return [][]int{g.out[at], g.in[at]} })
		}
		return component
	}
	// Kosaraju: nodes in the order in which walks along the edges leave them, then walks against the edges.
	order := g.finished()
	for i := len(order) - 1; i >= 0; i-- {
		g.spread(component, order[i], order[i], func(at int) [][]int { return [][]int{g.in[at]} })
	}
	return component
}

// spread marks all that can be reached from a node and is not marked.
func (g *Graph[N, E]) spread(component []int, from, mark int, edges func(at int) [][]int) {
	if component[from] >= 0 {
		return
	}
	component[from] = mark
	for stack := []int{from}; len(stack) > 0; {
		at := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		for _, list := range edges(at) {
			for _, e := range list {
				next := g.edges[e].source + g.edges[e].target - at
				if component[next] < 0 {
					component[next] = mark
					stack = append(stack, next)
				}
			}
		}
	}
}

// finished are the nodes in the order in which a walk in depth leaves them.
func (g *Graph[N, E]) finished() (order []int) {
	type step struct{ node, edge int }
	seen := make([]bool, len(g.nodes))
	for n := range g.nodes {
		if seen[n] {
			continue
		}
		seen[n] = true
		for stack := []step{{n, 0}}; len(stack) > 0; {
			top := &stack[len(stack)-1]
			if top.edge == len(g.out[top.node]) {
				order = append(order, top.node)
				stack = stack[:len(stack)-1]
				continue
			}
			next := g.edges[g.out[top.node][top.edge]].target
			top.edge++
			if !seen[next] {
				seen[next] = true
				stack = append(stack, step{next, 0})
			}
		}
	}
	return order
}
