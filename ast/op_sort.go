package ast

// Sort orders rows. Keyword is sort or order.
type Sort struct {
	Place
	Keyword string     `parser:"@('sort' | 'order')"`
	Hints   Hints      `parser:"@@"`
	Keys    []*Ordered `parser:"'by' @@ (',' @@)*"`
}

// Ordered is a sort key. Dir and Nulls are empty where the query says nothing.
type Ordered struct {
	Place
	Expr  NamedExpr `parser:"@@"`
	Dir   string    `parser:"@('asc' | 'desc' | 'granny-asc' | 'granny-desc')?"`
	Nulls string    `parser:"('nulls' @('first' | 'last'))?"`
}
