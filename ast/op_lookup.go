package ast

// Lookup adds the columns of a small table. Where is always nil: lookup needs on.
type Lookup struct {
	Place
	Params LookupParams `parser:"'lookup' @@"`
	Right  Plain        `parser:"@@"`
	On     []NamedExpr  `parser:"'on' @@ (',' @@)*"`
	Where  Plain
}
