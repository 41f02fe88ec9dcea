package ast

// MvExpand makes rows of the elements of arrays and bags. Keyword is mv-expand or mvexpand.
type MvExpand struct {
	Place
	Keyword string       `parser:"@('mv-expand' | 'mvexpand')"`
	Params  ExpandParams `parser:"@@"`
	Items   []*Expanded  `parser:"(?! 'limit' | 'to') @@ (',' (?! 'to') @@)*"`
	Limit   Plain        `parser:"('limit' @@)?"`
}

// Expanded is a value to expand and the type of its elements. Expr is nil in mv-apply to typeof(...).
type Expanded struct {
	Place
	Expr NamedExpr  `parser:"( @@"`
	To   TypeofExpr `parser:"  ('to' @@)? | 'to' @@ )"`
}
