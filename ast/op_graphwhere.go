package ast

// GraphWhereNodes keeps the nodes of a graph for which the predicate is true.
type GraphWhereNodes struct {
	Place
	Pred Plain `parser:"'graph-where-nodes' @@"`
}

// GraphWhereEdges keeps the edges of a graph for which the predicate is true.
type GraphWhereEdges struct {
	Place
	Pred Plain `parser:"'graph-where-edges' @@"`
}
