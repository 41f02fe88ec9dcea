package ast

// GetSchema gives the columns as rows.
type GetSchema struct {
	Place
	Keyword string       `parser:"@'getschema'"`
	Params  SchemaParams `parser:"@@"`
}
