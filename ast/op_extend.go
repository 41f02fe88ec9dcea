package ast

// Extend adds columns. Hints is always nil: extend takes none.
type Extend struct {
	Place
	Hints Hints
	Exprs []NamedExpr `parser:"'extend' @@ (',' @@)*"`
}
