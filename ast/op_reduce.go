package ast

// Reduce finds patterns in texts.
type Reduce struct {
	Place
	Params ReduceParams     `parser:"'reduce' @@"`
	By     NamedExpr        `parser:"'by' @@"`
	With   ReduceProperties `parser:"('with' @@)?"`
}
