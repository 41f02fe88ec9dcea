package ast

// Invoke calls a function with the rows as first argument.
type Invoke struct {
	Place
	Call CallPath `parser:"'invoke' @@"`
}
