package ast

// Fork gives the result of several pipelines.
type Fork struct {
	Place
	Branches []*ForkBranch `parser:"'fork' @@+"`
}

// ForkBranch is one of them. Name is nil where it has none.
type ForkBranch struct {
	Place
	Name     BranchName  `parser:"@@?"`
	Pipeline SubPipeline `parser:"'(' @@ ')'"`
}
