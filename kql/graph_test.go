package kql

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// letters reads "ab bc" as edges from a to b and from b to c.
func letters(text string) *Graph[string, string] {
	var b GraphBuilder[string, string, string]
	for _, e := range strings.Fields(text) {
		b.AddEdge(e[:1], e[1:], e)
	}
	return b.Build(func(id string) string { return id })
}

func TestGraphMatch(t *testing.T) {
	step := func(d GraphDirection, from, to int64) GraphPattern {
		return GraphPattern{Nodes: 2, Edges: 1, Steps: []GraphStep{{0, 0, 1, d, from, to}}}
	}
	with := func(p GraphPattern, change func(p *GraphPattern)) GraphPattern { change(&p); return p }
	none := func(p *GraphPattern) { p.Cycles = "none" }
	tests := []struct {
		name, edges string
		pattern     GraphPattern
		want        string // start, path, end of each match, sorted
	}{
		{"one edge", "ab bc", step(GraphRight, 1, 1), "a-ab-b b-bc-c"},
		{"against its direction", "ab", step(GraphLeft, 1, 1), "b-ab-a"},
		{"either way", "ab", step(GraphEither, 1, 1), "a-ab-b b-ab-a"},
		{"a loop, either way, once", "aa", step(GraphEither, 1, 1), "a-aa-a"},
		{"paths", "ab bc", step(GraphRight, 1, 2), "a-ab,bc-c a-ab-b b-bc-c"},
		{"paths of no edge", "ab", step(GraphRight, 0, 1), "a--a a-ab-b b--b"},
		{"a cycle uses each edge once", "ab ba", step(GraphRight, 1, 5), "a-ab,ba-a a-ab-b b-ba,ab-b b-ba-a"},
		{"no cycles", "ab ba", with(step(GraphRight, 1, 5), none), "a-ab-b b-ba-a"},
		{"all cycles", "aa", with(step(GraphRight, 1, 3), func(p *GraphPattern) { p.Cycles = "all" }), "a-aa,aa,aa-a a-aa,aa-a a-aa-a"},
		{
			"one of the shortest", "ab bd ac cd ad", with(step(GraphRight, 1, 3), func(p *GraphPattern) { p.Shortest = true }),
			"a-ab-b a-ac-c a-ad-d b-bd-d c-cd-d",
		},
		{
			"all of the shortest", "ab bd ac cd", with(step(GraphRight, 2, 3), func(p *GraphPattern) { p.Shortest, p.All = true, true }),
			"a-ab,bd-d a-ac,cd-d",
		},
		{"a node of its own", "ab", GraphPattern{Nodes: 2, Edges: 0, Alone: []int{0, 1}}, "a-a a-b b-a b-b"},
	}
	for _, test := range tests {
		g := letters(test.edges)
		var got []string
		g.Match(&test.pattern, nil, func(m *GraphMatch) {
			parts := []string{*g.Node(m.Nodes[0])}
			for _, path := range m.Paths {
				var edges []string
				for _, e := range path {
					edges = append(edges, *g.Edge(e))
				}
				parts = append(parts, strings.Join(edges, ","))
			}
			got = append(got, strings.Join(append(parts, *g.Node(m.Nodes[1])), "-"))
		})
		slices.Sort(got)
		if s := strings.Join(got, " "); s != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.name, s, test.want)
		}
	}
}

// TestGraphMatchPatterns looks for a triangle by two patterns that share nodes.
func TestGraphMatchPatterns(t *testing.T) {
	g := letters("ab bc ca cd")
	var got []string
	p := GraphPattern{Nodes: 3, Edges: 3, Steps: []GraphStep{
		{0, 0, 1, GraphRight, 1, 1}, {1, 1, 2, GraphRight, 1, 1}, {2, 0, 2, GraphLeft, 1, 1},
	}}
	where := func(m *GraphMatch) bool { return *g.Node(m.Nodes[0]) != "b" }
	g.Match(&p, where, func(m *GraphMatch) { got = append(got, *g.Node(m.Nodes[0])+*g.Node(m.Nodes[1])+*g.Node(m.Nodes[2])) })
	if diff := cmp.Diff([]string{"abc", "cab"}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestGraphs(t *testing.T) {
	g := letters("ab bc ca cd ef")
	print := func(strong bool) string {
		marked := MarkComponents(g, strong, func(node *string, c int64) string { return fmt.Sprint(*node, c) })
		return strings.Join(marked.nodes, " ")
	}
	if got := print(false); got != "a0 b0 c0 d0 e1 f1" {
		t.Errorf("weak components: %s", got)
	}
	if got := print(true); got != "a0 b0 c0 d1 e2 f3" {
		t.Errorf("strong components: %s", got)
	}
	if g.DegreeIn(0) != 1 || g.DegreeOut(2) != 2 || g.DegreeOut(3) != 0 {
		t.Errorf("degrees of %v", g.edges)
	}
	few := g.WhereNodes(func(n int) bool { return *g.Node(n) != "c" })
	if few.Nodes() != 5 || few.Edges() != 2 || *few.Edge(1) != "ef" {
		t.Errorf("without c: %v %v", few.nodes, few.edges)
	}
	few = g.WhereEdges(func(e int) bool { return *g.Edge(e) == "ca" })
	if source, target := few.Ends(0); few.Nodes() != 6 || few.Edges() != 1 || source != 2 || target != 0 {
		t.Errorf("only ca: %v %v", few.nodes, few.edges)
	}
}

func TestGraphBuilder(t *testing.T) {
	var b GraphBuilder[string, string, int]
	b.AddNode("x", "first")
	b.AddNode("x", "second")
	b.AddEdge("y", "x", 1)
	g := b.Build(func(id string) string { return "end " + id })
	if diff := cmp.Diff([]string{"first", "end y"}, g.nodes); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
