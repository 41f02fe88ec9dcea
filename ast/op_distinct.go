package ast

// Distinct gives distinct rows; * stands for all columns.
type Distinct struct {
	Place
	Hints Hints       `parser:"'distinct' @@"`
	Exprs []NamedExpr `parser:"@@ (',' @@)*"`
}
