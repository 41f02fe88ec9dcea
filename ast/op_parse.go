package ast

// Parse takes a text apart. Keyword is parse or parse-where, which keeps only rows that fit.
type Parse struct {
	Place
	Keyword string       `parser:"@('parse' | 'parse-where')"`
	Params  ParseParams  `parser:"@@"`
	Expr    Plain        `parser:"@@"`
	Parts   []*ParsePart `parser:"'with' @@*"`
}

// ParsePart is a star, a text, or a column with or without a type.
type ParsePart struct {
	Place
	Star bool         `parser:"( @'*'"`
	Text Text         `parser:"| @@"`
	Name ExtendedName `parser:"| @@"`
	Type Type         `parser:"  (':' @@)? )"`
}
