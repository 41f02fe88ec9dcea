package ast

// Serialize fixes the order of rows and adds columns.
type Serialize struct {
	Place
	Hints Hints       `parser:"'serialize' @@"`
	Exprs []NamedExpr `parser:"(@@ (',' @@)*)?"`
}
