package codegen

import (
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
)

// graph is a graph that has been built when the input ends: a local variable of Close.
type graph struct {
	name         string
	nodes, edges *rowType
}

func (gr *graph) node(i jen.Code) *jen.Statement { return path(gr.name, "Node").Call(i) }
func (gr *graph) edge(i jen.Code) *jen.Statement { return path(gr.name, "Edge").Call(i) }

// graphOf builds the graph that n gives.
func (g *generator) graphOf(n plan.Node) *graph {
	switch n := n.(type) {
	case *plan.MakeGraph:
		return g.makeGraph(n)
	case *plan.GraphWhere:
		return g.graphWhere(n)
	case *plan.GraphMarkComponents:
		return g.graphMarkComponents(n)
	}
	g.unsupported(n.Span(), "this graph")
	return nil
}

// named gives a graph a variable, and writes how it is made.
func (g *generator) named(n plan.Node, word string, gr *graph, value *jen.Statement) *graph {
	gr.name = g.methods.pick(word+"Line"+strconv.Itoa(g.line(n.Span())), g.line(n.Span()))
	g.closing = append(g.closing, g.comment("", n.Span()), jen.Id(gr.name).Op(":=").Add(value))
	return gr
}

// makeGraph collects edges and nodes, and makes a graph of them when the input ends.
func (g *generator) makeGraph(n *plan.MakeGraph) *graph {
	field := g.methods.pick("edgesLine"+strconv.Itoa(g.line(n.Src)), g.line(n.Src))
	gr := &graph{nodes: g.keptType(field+"Node", "make-graph", n.Nodes), edges: g.keptType(field+"Edge", "make-graph", n.Out)}
	id := &plan.Column{Name: "id", Type: n.Source.Type(), Nullable: n.Source.Nullable() || n.Target.Nullable()}
	for _, t := range n.Tables {
		id.Nullable = id.Nullable || t.ID.Nullable()
	}
	identity := func(s *scope, e plan.Expr) *jen.Statement {
		v := g.value(s, e).Statement
		if id.Nullable {
			v = g.nullable(s, e)
		}
		switch {
		case id.Type == kql.TypeReal && id.Nullable:
			return kqlFunc("NewNullRealKey").Call(v)
		case id.Type == kql.TypeReal:
			return kqlFunc("NewRealKey").Call(v)
		case id.Type == kql.TypeString:
			return jen.Qual("strings", "Clone").Call(v)
		}
		return v
	}
	idType := fieldType(id.Type, id.Nullable)
	if id.Type == kql.TypeReal {
		idType = kqlFunc("RealKey")
	}
	g.addField(field, kqlFunc("GraphBuilder").Types(idType, jen.Id(gr.nodes.name), jen.Id(gr.edges.name)), nil)
	g.produce(n.Input, func(s *scope) []jen.Code {
		return []jen.Code{g.comment("", n.Src), path("e", field, "AddEdge").Call(
			identity(s, n.Source), identity(s, n.Target), gr.edges.literal(s, cloned))}
	})
	for _, t := range n.Tables {
		g.produce(t.Input, func(s *scope) []jen.Code {
			cols := map[*plan.Column]cell{}
			for i, c := range n.Nodes {
				if from := t.Cols[i]; from != nil {
					cols[c] = coded(g.asNullable(c, from, g.column(s, from)))
				} else if len(n.Tables) > 1 {
					cols[c] = named("node", gr.nodes.fields[i])
				}
			}
			method, row := "AddNode", gr.nodes.literal(s.with(cols), cloned)
			if len(n.Tables) > 1 { // the properties of a node that several tables have are put together
				method, row = "MergeNode", jen.Func().Params(jen.Id("node").Op("*").Id(gr.nodes.name)).Id(gr.nodes.name).Block(jen.Return(row))
			}
			return []jen.Code{g.comment("", n.Src), path("e", field, method).Call(identity(s, t.ID), row)}
		})
	}
	s := g.scope(nil)
	if n.ID != nil {
		s.cols[n.ID] = coded(g.asNullable(n.ID, id, keyValue(id, "id").code()))
	}
	method, args := "Build", []jen.Code{jen.Func().Params(jen.Id("id").Add(idType.Clone())).Id(gr.nodes.name).Block(
		jen.Return(gr.nodes.literal(s, nil)))}
	if g.identified[n] {
		method, args = "BuildNamed", append(args, jen.Func().Params(jen.Id("id").Add(idType.Clone())).String().Block(
			jen.Return(g.nodeName(s, n, id))))
	}
	return g.named(n, "graph", gr, path("e", field, method).Call(args...))
}

// nodeName is the identity of a node, which is in the variable id, as text.
func (g *generator) nodeName(s *scope, n *plan.MakeGraph, id *plan.Column) *jen.Statement {
	if id.Type == kql.TypeString {
		return jen.Id("id")
	}
	name := &plan.Call{Fn: catalog.Lookup(catalog.Scalar, "tostring"), Args: []plan.Expr{plan.NewRef(id)}}
	name.T, name.Src = kql.TypeString, n.Src
	return g.value(s.with(map[*plan.Column]cell{id: keyValue(id, "id")}), name).Statement
}

// identify tells the graph below n to keep the identities of its nodes where one of the expressions asks for one.
func (g *generator) identify(n plan.Node, exprs ...plan.Expr) {
	for _, e := range exprs {
		plan.Inspect(e, func(e plan.Expr) {
			if call, ok := e.(*plan.GraphCall); !ok || call.Fn.Name != "node_id" {
				return
			}
			for at := n; at != nil; {
				switch graph := at.(type) {
				case *plan.MakeGraph:
					g.identified[graph], at = true, nil
				case *plan.GraphWhere:
					at = graph.Input
				case *plan.GraphMarkComponents:
					at = graph.Input
				default:
					at = nil
				}
			}
		})
	}
}

// asNullable is the value of a column as that of another that may be null.
func (g *generator) asNullable(to, from *plan.Column, v *jen.Statement) *jen.Statement {
	if to.Nullable && !from.Nullable {
		return kqlFunc("Some").Call(v)
	}
	return v
}

// here is the scope of an expression over the properties of one node or edge, whose number is in a variable.
func (g *generator) here(s *scope, gr *graph, edge bool, number string) *scope {
	row, at := gr.nodes, gr.node
	if edge {
		row, at = gr.edges, gr.edge
	}
	cols := make(map[*plan.Column]cell, len(row.columns))
	for i, c := range row.columns {
		cols[c] = coded(at(jen.Id(number)).Dot(row.fields[i]))
	}
	out := s.with(cols)
	out.row = nil
	out.graph = &graphScope{graph: gr, here: number}
	if s.graph != nil {
		out.graph.match = s.graph.match
	}
	return out
}

func (g *generator) graphWhere(n *plan.GraphWhere) *graph {
	g.identify(n, n.Pred)
	in := g.graphOf(n.Input)
	if in == nil {
		return nil
	}
	method, number := "WhereNodes", "node"
	if n.Edges {
		method, number = "WhereEdges", "edge"
	}
	locals := newNames(g.names)
	locals.pick(number, 0)
	s := g.here(&scope{locals: locals}, in, n.Edges, number)
	keep := jen.Func().Params(jen.Id(number).Int()).Bool().Block(jen.Return(g.truth(s, n.Pred).Statement))
	return g.named(n, "graphWhere", &graph{nodes: in.nodes, edges: in.edges}, path(in.name, method).Call(keep))
}

func (g *generator) graphMarkComponents(n *plan.GraphMarkComponents) *graph {
	in := g.graphOf(n.Input)
	if in == nil {
		return nil
	}
	field := g.methods.pick("componentsLine"+strconv.Itoa(g.line(n.Src)), g.line(n.Src))
	out := &graph{nodes: g.keptType(field+"Node", "graph-mark-components", n.Nodes), edges: in.edges}
	cols := map[*plan.Column]cell{n.Component: coded(g.asField(n.Component, jen.Id("component")))}
	for i, c := range in.nodes.columns {
		cols[c] = named("node", in.nodes.fields[i])
	}
	s := g.scope(nil).with(cols)
	mark := jen.Func().Params(jen.Id("node").Op("*").Id(in.nodes.name), jen.Id("component").Int64()).Id(out.nodes.name).Block(
		jen.Return(out.nodes.literal(s, nil)))
	return g.named(n, "marked", out, kqlFunc("MarkComponents").Call(jen.Id(in.name), jen.Lit(n.Strong), mark))
}

// graphToTable gives the nodes or edges of a graph.
func (g *generator) graphToTable(n *plan.GraphToTable, then consumer) {
	in := g.graphOf(n.Input)
	if in == nil {
		return
	}
	number, count := "node", "Nodes"
	if n.Edges {
		number, count = "edge", "Edges"
	}
	locals := newNames(g.names)
	locals.pick(number, 0)
	s := g.here(&scope{locals: locals, skip: jen.Continue()}, in, n.Edges, number)
	var code []jen.Code
	if n.NodeID != nil {
		s.cols[n.NodeID] = coded(g.asField(n.NodeID, jen.Int64().Call(jen.Id(number))))
	}
	if n.SourceID != nil || n.TargetID != nil {
		names := [2]string{"_", "_"}
		for i, c := range []*plan.Column{n.SourceID, n.TargetID} {
			if c != nil {
				names[i] = locals.pick([]string{"source", "target"}[i], 0)
				s.cols[c] = coded(g.asField(c, jen.Int64().Call(jen.Id(names[i]))))
			}
		}
		code = append(code, jen.List(jen.Id(names[0]), jen.Id(names[1])).Op(":=").Id(in.name).Dot("Ends").Call(jen.Id(number)))
	}
	each := jen.Id(number).Op(":=").Range()
	if len(n.Out) == 0 {
		each = jen.Range()
	}
	g.closing = append(g.closing, g.comment("", n.Src),
		jen.For(each.Id(in.name).Dot(count).Call()).Block(append(code, then(s)...)...))
}
