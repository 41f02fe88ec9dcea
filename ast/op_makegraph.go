package ast

// MakeGraph makes a graph of a table of edges. Direction is --> or --.
type MakeGraph struct {
	Place
	Params    GraphParams      `parser:"'make-graph' @@"`
	From      Identifier       `parser:"@@"`
	Direction EdgeArrow        `parser:"@@"`
	To        Identifier       `parser:"@@"`
	NodeID    Identifier       `parser:"('with_node_id' '=' @@"`
	Nodes     []*GraphNodes    `parser:"| 'with' @@ (',' @@)*)?"`
	Parts     *GraphPartitions `parser:"@@?"`
}

// GraphNodes is a table of nodes and the column of their identity.
type GraphNodes struct {
	Place
	Table UnaryExpr  `parser:"@@"`
	On    Identifier `parser:"'on' @@"`
}

// GraphPartitions applies a pipeline to the graph of each part of the edges.
type GraphPartitions struct {
	Place
	By       SimplePath  `parser:"'partitioned-by' @@"`
	Pipeline SubPipeline `parser:"'(' @@ ')'"`
}
