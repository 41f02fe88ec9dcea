package ast

// AssertSchema fails where the columns are others.
type AssertSchema struct {
	Place
	Schema Schema `parser:"'assert-schema' @@"`
}
