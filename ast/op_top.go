package ast

// Top gives the first rows in order.
type Top struct {
	Place
	Hints Hints     `parser:"'top' @@"`
	Count NamedExpr `parser:"@@"`
	Key   *Ordered  `parser:"'by' @@"`
}
