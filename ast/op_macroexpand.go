package ast

// MacroExpand runs a query in each of several databases. It begins a pipeline. Body is a [Function] without parameters.
type MacroExpand struct {
	Place
	Params UnionParams `parser:"'macro-expand' @@"`
	Group  EntityGroup `parser:"@@"`
	As     Identifier  `parser:"('as' @@)?"`
	Body   Block       `parser:"'(' @@ ')'"`
}
