package ast

// Scan matches sequences of rows.
type Scan struct {
	Place
	Params    ScanParams  `parser:"'scan' @@"`
	Order     []*Ordered  `parser:"('order' 'by' @@ (',' @@)*)?"`
	Partition []Plain     `parser:"('partition' 'by' @@ (',' @@)*)?"`
	Declare   []*Declared `parser:"('declare' '(' (@@ (',' @@)*)? ')')?"`
	Steps     []*ScanStep `parser:"'with' '(' @@* ')'"`
}

// Declared is a column of the state.
type Declared struct {
	Place
	Name    ExtendedName `parser:"@@"`
	Type    Type         `parser:"':' @@"`
	Default DefaultValue `parser:"('=' @@)?"`
}

// ScanStep is a step: what a row has to fulfil, and what is then put into the state. Output is all, last, none or empty.
type ScanStep struct {
	Place
	Name     ExtendedName `parser:"'step' @@"`
	Optional bool         `parser:"@'optional'?"`
	Output   string       `parser:"('output' '=' @('all' | 'last' | 'none'))?"`
	Cond     Plain        `parser:"':' @@"`
	Assigns  []Assignment `parser:"('=>' @@ (',' @@)*)? ';'"`
}
