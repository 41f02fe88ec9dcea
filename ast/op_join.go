package ast

// Join joins with another table. On holds names of columns and equalities between $left and $right; Where is the other
// way to give a condition. Both are empty for every row with every row.
type Join struct {
	Place
	Params JoinParams  `parser:"'join' @@"`
	Right  Plain       `parser:"@@"`
	On     []NamedExpr `parser:"('on' @@ (',' @@)*"`
	Where  Plain       `parser:"| 'where' @@)?"`
}
