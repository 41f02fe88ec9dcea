package ast

// TopNested gives the first values at each level.
type TopNested struct {
	Place
	Levels []*NestedLevel `parser:"@@ (',' @@)*"`
}

// NestedLevel is one level. Count is nil for all values, Others where no row stands for the rest.
type NestedLevel struct {
	Place
	Count  NamedExpr `parser:"'top-nested' @@?"`
	Of     NamedExpr `parser:"'of' @@"`
	Others Plain     `parser:"('with' 'others' '=' @@)?"`
	By     *Ordered  `parser:"'by' @@"`
}
