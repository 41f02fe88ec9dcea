package ast

// Search looks for values in all columns of many tables. It can begin a pipeline. In is nil for all tables.
type Search struct {
	Place
	Params SearchParams    `parser:"'search' @@"`
	Scope  string          `parser:"('datascope' '=' @('all' | 'hotcache'))?"`
	In     []Source        `parser:"('in' '(' @@ (',' @@)* ')')?"`
	Pred   SearchPredicate `parser:"@@"`
}
