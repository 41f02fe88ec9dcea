package ast

// Take passes some rows. Keyword is take or limit.
type Take struct {
	Place
	Keyword string    `parser:"@('take' | 'limit')"`
	Hints   Hints     `parser:"@@"`
	Count   NamedExpr `parser:"@@"`
}
