package ast

// Consume reads all rows and gives none.
type Consume struct {
	Place
	Params ConsumeParams `parser:"'consume' @@"`
}
