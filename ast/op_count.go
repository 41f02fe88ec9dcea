package ast

// Count counts rows. As is nil where the column has its default name.
type Count struct {
	Place
	Keyword string   `parser:"@'count'"`
	As      BareName `parser:"('as' @@)?"`
}
