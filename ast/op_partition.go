package ast

// Partition applies a pipeline to each part of the rows. Pipeline goes on from the part's rows, Query, a [Function]
// without parameters, is a query by itself. Scope is the old in (...). By is a [Name], or an [Expr] for a path.
type Partition struct {
	Place
	Hints    PartitionParams `parser:"'partition' @@"`
	By       SimplePath      `parser:"'by' @@"`
	Scope    Plain           `parser:"('in' @@)?"`
	Pipeline SubPipeline     `parser:"('(' @@ ')'"`
	Query    Query           `parser:"| '{' @@ '}')"`
}

// PartitionBy is the service's own __partitionby.
type PartitionBy struct {
	Place
	Hints    PartitionParams `parser:"'__partitionby' @@"`
	By       SimplePath      `parser:"@@"`
	ID       Plain           `parser:"('id' @@)?"`
	Pipeline SubPipeline     `parser:"'(' @@ ')'"`
}
