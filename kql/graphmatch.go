package kql

import (
	"slices"
	"strconv"
)

// GraphDirection is the way in which an edge of a pattern leads, from left to right.
type GraphDirection uint8

// The directions.
const (
	GraphEither GraphDirection = iota
	GraphRight
	GraphLeft
)

// GraphStep is an edge of a pattern: from the node variable Left to Right, over Min to Max edges of the graph. Edge is the
// number of the edge variable.
type GraphStep struct {
	Edge, Left, Right int
	Direction         GraphDirection
	Min, Max          int64
}

// GraphPattern is what graph-match looks for. Cycles is all, none or unique_edges, the default; All and Shortest ask for
// shortest paths: of the matches between the same nodes those of the fewest edges, or one of them
// (Kusto: graph-match-operator, graph-shortest-paths-operator).
type GraphPattern struct {
	Nodes, Edges int
	// Steps are the edges in order, Alone the node variables of patterns without one.
	Steps         []GraphStep
	Alone         []int
	Cycles        string
	Shortest, All bool
}

// GraphMatch is one way in which a pattern fits a graph: a node for each node variable, and for each edge variable a path
// from left to right.
type GraphMatch struct {
	// Nodes are the nodes by their variables.
	Nodes []int
	// Paths are the edges, Inner the nodes between them, by the edge variables.
	Paths, Inner [][]int
}

// Edge is the edge of a variable of one edge.
func (m *GraphMatch) Edge(variable int) int { return m.Paths[variable][0] }

// graphSearch looks for matches.
type graphSearch[N, E any] struct {
	g         *Graph[N, E]
	p         *GraphPattern
	m         GraphMatch
	usedEdges map[int]bool
	usedNodes map[int]bool
	length    int
	found     func()
}

// Match calls yield for every way in which the pattern fits and where holds; nil holds always. The match is valid during
// the call.
func (g *Graph[N, E]) Match(p *GraphPattern, where func(m *GraphMatch) bool, yield func(m *GraphMatch)) {
	if where == nil {
		where = func(*GraphMatch) bool { return true }
	}
	s := &graphSearch[N, E]{g: g, p: p, usedEdges: map[int]bool{}, usedNodes: map[int]bool{}}
	s.m.Nodes = make([]int, p.Nodes)
	for i := range s.m.Nodes {
		s.m.Nodes[i] = -1
	}
	s.m.Paths, s.m.Inner = make([][]int, p.Edges), make([][]int, p.Edges)
	if !p.Shortest {
		s.found = func() {
			if where(&s.m) {
				yield(&s.m)
			}
		}
		s.step(0)
		return
	}
	var best shortest
	s.found = func() {
		if where(&s.m) {
			best.add(&s.m, s.length, p.All)
		}
	}
	s.step(0)
	for _, key := range best.keys {
		for i := range best.matches[key] {
			yield(&best.matches[key][i])
		}
	}
}

// shortest keeps the matches of the fewest edges for each choice of nodes.
type shortest struct {
	keys    []string
	lengths map[string]int
	matches map[string][]GraphMatch
}

func (b *shortest) add(m *GraphMatch, length int, all bool) {
	var name []byte
	for _, n := range m.Nodes {
		name = append(strconv.AppendInt(name, int64(n), 10), ' ')
	}
	key := string(name)
	if b.lengths == nil {
		b.lengths, b.matches = map[string]int{}, map[string][]GraphMatch{}
	}
	known, ok := b.lengths[key]
	switch {
	case !ok:
		b.keys = append(b.keys, key)
	case length > known || length == known && !all:
		return
	case length < known:
		b.matches[key] = nil
	}
	b.lengths[key] = length
	b.matches[key] = append(b.matches[key], m.clone())
}

func (m *GraphMatch) clone() GraphMatch {
	out := GraphMatch{slices.Clone(m.Nodes), slices.Clone(m.Paths), slices.Clone(m.Inner)}
	for i := range out.Paths {
		out.Paths[i], out.Inner[i] = slices.Clone(out.Paths[i]), slices.Clone(out.Inner[i])
	}
	return out
}

// step matches the steps from the i-th on, then the nodes that stand alone.
func (s *graphSearch[N, E]) step(i int) {
	if i >= len(s.p.Steps) {
		s.alone(0)
		return
	}
	step := &s.p.Steps[i]
	s.bind(step.Left, func(from int) {
		if path := s.m.Paths[step.Edge]; path != nil { // the edge is one of an earlier step
			if end, ok := s.follow(from, path, step); ok {
				s.bindTo(step.Right, end, func() { s.step(i + 1) })
			}
			return
		}
		s.m.Paths[step.Edge], s.m.Inner[step.Edge] = []int{}, []int{}
		s.walk(i, step, from)
		s.m.Paths[step.Edge], s.m.Inner[step.Edge] = nil, nil
	})
}

// alone binds the nodes of patterns without edges.
func (s *graphSearch[N, E]) alone(i int) {
	if i >= len(s.p.Alone) {
		s.found()
		return
	}
	s.bind(s.p.Alone[i], func(int) { s.alone(i + 1) })
}

// bind calls do for the node of a variable, or for all nodes where it has none.
func (s *graphSearch[N, E]) bind(variable int, do func(node int)) {
	if n := s.m.Nodes[variable]; n >= 0 {
		do(n)
		return
	}
	for n := range s.g.nodes {
		s.bindTo(variable, n, func() { do(n) })
	}
}

// bindTo calls do with a variable standing for a node, if it can.
func (s *graphSearch[N, E]) bindTo(variable, node int, do func()) {
	if n := s.m.Nodes[variable]; n >= 0 {
		if n == node {
			do()
		}
		return
	}
	if !s.enter(node) {
		return
	}
	s.m.Nodes[variable] = node
	do()
	s.m.Nodes[variable] = -1
	s.leave(node)
}

// enter notes a node of the match; ok is false where it would close a cycle that is not wanted.
func (s *graphSearch[N, E]) enter(node int) (ok bool) {
	if s.p.Cycles != "none" {
		return true
	}
	if s.usedNodes[node] {
		return false
	}
	s.usedNodes[node] = true
	return true
}

func (s *graphSearch[N, E]) leave(node int) {
	if s.p.Cycles == "none" {
		delete(s.usedNodes, node)
	}
}

// walk extends the path of a step by one edge, from the node where it ends.
func (s *graphSearch[N, E]) walk(i int, step *GraphStep, from int) {
	depth := int64(len(s.m.Paths[step.Edge]))
	if depth == 0 && step.Min == 0 {
		s.bindTo(step.Right, from, func() { s.step(i + 1) })
	}
	if depth >= step.Max {
		return
	}
	s.edgesOf(step, from, func(edge, to int) {
		if s.p.Cycles != "all" && s.usedEdges[edge] {
			return
		}
		s.usedEdges[edge] = true
		s.length++
		path := &s.m.Paths[step.Edge]
		*path = append(*path, edge)
		if depth+1 >= step.Min {
			s.bindTo(step.Right, to, func() { s.step(i + 1) })
		}
		if depth+1 < step.Max && s.enter(to) {
			inner := &s.m.Inner[step.Edge]
			*inner = append(*inner, to)
			s.walk(i, step, to)
			*inner = (*inner)[:len(*inner)-1]
			s.leave(to)
		}
		*path = (*path)[:len(*path)-1]
		s.length--
		delete(s.usedEdges, edge)
	})
}

// edgesOf calls do for the edges of a node in the direction of a step, with the node at their other end.
func (s *graphSearch[N, E]) edgesOf(step *GraphStep, node int, do func(edge, to int)) {
	if step.Direction != GraphLeft {
		for _, e := range s.g.out[node] {
			do(e, s.g.edges[e].target)
		}
	}
	if step.Direction != GraphRight {
		for _, e := range s.g.in[node] {
			if step.Direction == GraphLeft || s.g.edges[e].source != node { // a loop leads both ways
				do(e, s.g.edges[e].source)
			}
		}
	}
}

// follow is the end of a known path from a node; ok is false where it does not lead from there in the step's direction.
func (s *graphSearch[N, E]) follow(from int, path []int, step *GraphStep) (end int, ok bool) {
	for _, e := range path {
		edge := s.g.edges[e]
		switch {
		case edge.source == from && step.Direction != GraphLeft:
			from = edge.target
		case edge.target == from && step.Direction != GraphRight:
			from = edge.source
		default:
			return 0, false
		}
	}
	return from, true
}

// GraphAll is all() of elements: whether f holds for each (Kusto: all-graph-function).
func GraphAll(elements []int, f func(i int) bool) bool {
	return !slices.ContainsFunc(elements, func(i int) bool { return !f(i) })
}

// GraphAny is any() of elements: whether f holds for one (Kusto: any-graph-function).
func GraphAny(elements []int, f func(i int) bool) bool { return slices.ContainsFunc(elements, f) }

// GraphMap is map() of elements: the array of what f gives (Kusto: map-graph-function).
func GraphMap(elements []int, f func(i int) Dynamic) Dynamic {
	out := make([]Dynamic, len(elements))
	for i, e := range elements {
		out[i] = f(e).Clone()
	}
	return DynamicArray(out)
}
