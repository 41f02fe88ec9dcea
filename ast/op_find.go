package ast

// Find is where over many tables. It can begin a pipeline. In is nil for all tables, Columns for those that it chooses.
type Find struct {
	Place
	Scope   string        `parser:"'find' ('datascope' '=' @('all' | 'hotcache'))?"`
	Params  FindParams    `parser:"@@"`
	In      []Source      `parser:"('in' '(' @@ (',' @@)* ')')?"`
	Pred    FindPredicate `parser:"@@"`
	Smart   bool          `parser:"( @'project-smart'"`
	Columns []*FindColumn `parser:"| 'project' @@ (',' @@)* )?"`
	Away    []Pattern     `parser:"('__projectAway' @@ (',' @@)*)?"`
}

// FindColumn is a column that find gives, * for all, or pack(*) for a bag of the others.
type FindColumn struct {
	Place
	Pack bool       `parser:"( @'pack' '(' '*' ')'"`
	Star bool       `parser:"| @'*'"`
	Name Identifier `parser:"| @@"`
	Type Type       `parser:"  (':' @@)? )"`
}
