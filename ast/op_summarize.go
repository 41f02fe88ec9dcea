package ast

// Summarize groups rows. By is nil for one group of all.
type Summarize struct {
	Place
	Hints Hints       `parser:"'summarize' @@"`
	Aggs  []NamedExpr `parser:"((?! 'by') @@ (',' @@)*)?"`
	By    *By         `parser:"@@?"`
}

// By is what rows are grouped by. Bin is the size of bins in the old form by x bin=5, nil elsewhere.
type By struct {
	Place
	Exprs []NamedExpr `parser:"'by' (?! 'bin' '=' (Long | Real | TimeSpan)) @@ (',' (?! 'bin' '=' (Long | Real | TimeSpan)) @@)*"`
	Bin   Plain       `parser:"('bin' '=' @@)?"`
}
