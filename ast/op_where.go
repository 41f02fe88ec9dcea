package ast

// Where keeps the rows for which the predicate is true. Keyword is where or filter.
type Where struct {
	Place
	Keyword string    `parser:"@('where' | 'filter')"`
	Hints   Hints     `parser:"@@"`
	Pred    NamedExpr `parser:"@@"`
}
