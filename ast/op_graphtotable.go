package ast

// GraphToTable gives the nodes or the edges of a graph, or both.
type GraphToTable struct {
	Place
	Outputs []*GraphOutput `parser:"'graph-to-table' @@ (',' @@)*"`
}

// GraphOutput is one of the tables. Kind is nodes or edges.
type GraphOutput struct {
	Place
	Kind   string      `parser:"@('nodes' | 'edges')"`
	As     Identifier  `parser:"('as' @@)?"`
	Params GraphParams `parser:"@@"`
}
