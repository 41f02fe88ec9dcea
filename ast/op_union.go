package ast

// Union puts tables one behind the other. It can begin a pipeline.
type Union struct {
	Place
	Params UnionParams `parser:"'union' @@"`
	Tables []Source    `parser:"@@ (',' @@)*"`
}
