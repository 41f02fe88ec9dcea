package ast

// TopHitters gives the most frequent values.
type TopHitters struct {
	Place
	Count NamedExpr `parser:"'top-hitters' @@"`
	Of    NamedExpr `parser:"'of' @@"`
	By    NamedExpr `parser:"('by' @@)?"`
}
