package ast

// Evaluate calls a plugin. Schema is what the query says of its columns, nil for nothing.
type Evaluate struct {
	Place
	Hints  EvaluateParams `parser:"'evaluate' @@"`
	Call   CallExpr       `parser:"@@"`
	Schema EvaluateSchema `parser:"(':' @@)?"`
}
