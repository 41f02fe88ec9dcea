package codegen

import (
	"slices"
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
)

// graphScope is what an expression can reach of a graph.
type graphScope struct {
	*graph
	// match is that of a graph-match, nil in other operators.
	match *plan.GraphMatch
	// elements are the variables of nodes and edges.
	elements map[plan.GraphElement]string
	// here is the variable with the number of the node or edge at hand.
	here string
}

// graphMatch gives the ways in which patterns fit a graph.
func (g *generator) graphMatch(n *plan.GraphMatch, then consumer) {
	exprs := make([]plan.Expr, len(n.Assigns))
	for i, a := range n.Assigns {
		exprs[i] = a.Expr
	}
	g.identify(n.Input, exprs...)
	if n.Where != nil {
		g.identify(n.Input, n.Where)
	}
	in := g.graphOf(n.Input)
	if in == nil {
		return
	}
	pattern := g.names.pick("patternLine"+strconv.Itoa(g.line(n.Src)), g.line(n.Src))
	g.vars = append(g.vars, jen.Id(pattern).Op("=").Op("&").Add(kqlFunc("GraphPattern")).Custom(fieldList, graphPattern(n)...))
	where := jen.Nil()
	if n.Where != nil {
		s, code := g.matched(in, n, n.Where)
		where = jen.Func().Params(jen.Id("m").Op("*").Add(kqlFunc("GraphMatch"))).Bool().Block(append(code, jen.Return(g.truth(s, n.Where).Statement))...)
	}
	s, code := g.matched(in, n, exprs...)
	computed, s := g.assign(s, n.Assigns, nil)
	s.graph = nil
	yield := jen.Func().Params(jen.Id("m").Op("*").Add(kqlFunc("GraphMatch"))).Block(append(append(code, computed...), then(s)...)...)
	g.closing = append(g.closing, g.comment("", n.Src), path(in.name, "Match").Call(jen.Id(pattern), where, yield))
}

// matched is the scope of a match, and the variables of the elements that expressions refer to.
func (g *generator) matched(in *graph, n *plan.GraphMatch, exprs ...plan.Expr) (*scope, []jen.Code) {
	locals := newNames(g.names)
	locals.pick("m", 0)
	gs := &graphScope{graph: in, match: n, elements: map[plan.GraphElement]string{}}
	var code []jen.Code
	for _, e := range exprs {
		plan.Inspect(e, func(e plan.Expr) {
			r, ok := e.(*plan.GraphRef)
			if !ok || gs.elements[r.Of] != "" || gs.variable(r.Of) {
				return
			}
			name := locals.pick(unexported(words(gs.nameOf(r.Of), false)), g.line(n.Src))
			gs.elements[r.Of] = name
			value := in.node(path("m", "Nodes").Index(jen.Lit(r.Of.Index)))
			if r.Of.Edge {
				value = in.edge(path("m", "Edge").Call(jen.Lit(r.Of.Index)))
			}
			code = append(code, jen.Id(name).Op(":=").Add(value))
		})
	}
	return &scope{locals: locals, skip: jen.Return(), cols: map[*plan.Column]cell{}, graph: gs}, code
}

// edgeOf is the first edge of the patterns of that number.
func (gs *graphScope) edgeOf(index int) *plan.GraphEdge {
	for _, p := range gs.match.Patterns {
		if i := slices.IndexFunc(p.Edges, func(e plan.GraphEdge) bool { return e.Index == index }); i >= 0 {
			return &p.Edges[i]
		}
	}
	return nil
}

// variable tells whether an element is a path of any length.
func (gs *graphScope) variable(of plan.GraphElement) bool {
	return of.Edge && gs.edgeOf(of.Index).Variable
}

func (gs *graphScope) nameOf(of plan.GraphElement) string {
	if of.Edge {
		return gs.edgeOf(of.Index).Name
	}
	return gs.match.Nodes[of.Index]
}

// graphPattern writes the patterns as a value.
func graphPattern(n *plan.GraphMatch) []jen.Code {
	var steps, alone []jen.Code
	edges := 0
	directions := map[plan.GraphDirection]string{plan.GraphEither: "GraphEither", plan.GraphRight: "GraphRight", plan.GraphLeft: "GraphLeft"}
	for _, p := range n.Patterns {
		if len(p.Edges) == 0 {
			alone = append(alone, jen.Lit(p.Start))
		}
		for _, e := range p.Edges {
			edges = max(edges, e.Index+1)
			from, to := int64(1), int64(1)
			if e.Variable {
				from, to = e.Min, e.Max
			}
			steps = append(steps, jen.Values(jen.Id("Edge").Op(":").Lit(e.Index), jen.Id("Left").Op(":").Lit(e.Left), jen.Id("Right").Op(":").Lit(e.Right),
				keyed("Direction", kqlFunc(directions[e.Direction])), jen.Id("Min").Op(":").Lit(int(from)), jen.Id("Max").Op(":").Lit(int(to))))
		}
	}
	out := []jen.Code{jen.Id("Nodes").Op(":").Lit(len(n.Nodes)), jen.Id("Edges").Op(":").Lit(edges)}
	if steps != nil {
		out = append(out, jen.Id("Steps").Op(":").Index().Add(kqlFunc("GraphStep")).Custom(fieldList, steps...))
	}
	if alone != nil {
		out = append(out, jen.Id("Alone").Op(":").Index().Int().Values(alone...))
	}
	if n.Cycles != "" {
		out = append(out, jen.Id("Cycles").Op(":").Lit(n.Cycles))
	}
	if n.Shortest {
		out = append(out, jen.Id("Shortest").Op(":").True(), jen.Id("All").Op(":").Lit(n.All))
	}
	return out
}

// numbers is the Go expression of the numbers of the nodes or edges that an element stands for.
func (gs *graphScope) numbers(of plan.GraphElement, inner bool) *jen.Statement {
	switch {
	case inner:
		return path("m", "Inner").Index(jen.Lit(of.Index))
	case of.Edge:
		return path("m", "Paths").Index(jen.Lit(of.Index))
	}
	return jen.Index().Int().Values(path("m", "Nodes").Index(jen.Lit(of.Index)))
}

// graphRef is a column of a node or an edge.
func (g *generator) graphRef(s *scope, e *plan.GraphRef) code {
	gs := s.graph
	if gs.variable(e.Of) {
		return g.graphMap(s, e.Of, false, plan.NewRef(e.Col))
	}
	row := gs.nodes
	if e.Of.Edge {
		row = gs.edges
	}
	i := slices.Index(row.columns, e.Col)
	name := gs.elements[e.Of]
	if i < 0 || name == "" {
		g.unsupported(e.Src, "the column "+e.Col.Name+" of an element of a graph")
		return prim(jen.Null())
	}
	return prim(path(name, row.fields[i]))
}

// graphMap is the array of an expression over the elements of a path.
func (g *generator) graphMap(s *scope, of plan.GraphElement, inner bool, arg plan.Expr) code {
	return g.graphEach(s, "GraphMap", of, inner, kqlFunc("Dynamic"), func(s *scope) *jen.Statement {
		if arg.Type() == kql.TypeDynamic {
			return g.value(s, arg).Statement
		}
		return g.box(s, &plan.Box{Arg: arg}).Statement
	})
}

// graphEach applies a function to the elements of a path.
func (g *generator) graphEach(s *scope, fn string, of plan.GraphElement, inner bool, result *jen.Statement, body func(*scope) *jen.Statement) code {
	word := "edge"
	if inner || !of.Edge {
		word = "node"
	}
	at := *s
	at.locals = newNames(s.locals)
	number := at.locals.pick(word, 0)
	within := g.here(&at, s.graph.graph, word == "edge", number)
	f := jen.Func().Params(jen.Id(number).Int()).Add(result).Block(jen.Return(body(within)))
	return prim(kqlFunc(fn).Call(s.graph.numbers(of, inner), f))
}

// graphEachCall is all, any or map.
func (g *generator) graphEachCall(s *scope, e *plan.GraphEach) code {
	if e.Fn.Name == "map" {
		return g.graphMap(s, e.Of, e.Inner, e.Arg)
	}
	name := map[string]string{"all": "GraphAll", "any": "GraphAny"}[e.Fn.Name]
	return g.graphEach(s, name, e.Of, e.Inner, jen.Bool(), func(s *scope) *jen.Statement { return g.truth(s, e.Arg).Statement })
}

// nodeMethods are the methods of graphs that functions of nodes call.
var nodeMethods = map[string]string{"node_degree_in": "DegreeIn", "node_degree_out": "DegreeOut", "node_id": "NodeID"}

// graphCall is a function of a node or an edge.
func (g *generator) graphCall(s *scope, e *plan.GraphCall) code {
	if e.Fn.Name == "labels" { // Only stored graphs have labels.
		return prim(kqlFunc("DynamicArray").Call(jen.Nil()))
	}
	method := nodeMethods[e.Fn.Name]
	if method == "" || e.Of.Edge || s.graph == nil {
		g.unsupported(e.Src, e.Fn.Name)
		return prim(jen.Null())
	}
	if e.Here && s.graph.here == "" {
		g.refuse(e.Src, e.Fn.Name+"() without the name of a node", "in graph-match it needs one")
		return prim(jen.Null())
	}
	node := jen.Id(s.graph.here)
	if !e.Here {
		node = path("m", "Nodes").Index(jen.Lit(e.Of.Index))
	}
	return prim(path(s.graph.name, method).Call(node))
}
