package ast

// As names the rows for what comes later.
type As struct {
	Place
	Hints Hints      `parser:"'as' @@"`
	Name  Identifier `parser:"@@"`
}
