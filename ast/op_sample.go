package ast

// Sample gives random rows.
type Sample struct {
	Place
	Hints Hints     `parser:"'sample' @@"`
	Count NamedExpr `parser:"@@"`
}

// SampleDistinct gives random values of a column.
type SampleDistinct struct {
	Place
	Hints Hints     `parser:"'sample-distinct' @@"`
	Count NamedExpr `parser:"@@"`
	Of    NamedExpr `parser:"'of' @@"`
}
