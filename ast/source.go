package ast

// The expressions that give a table by themselves.
type (
	// Print gives one row.
	Print struct {
		Place
		Exprs []NamedExpr `parser:"'print' @@ (',' @@)*"`
	}
	// Range gives a row a step.
	Range struct {
		Place
		Name Identifier `parser:"'range' @@"`
		From NamedExpr  `parser:"'from' @@"`
		To   NamedExpr  `parser:"'to' @@"`
		Step NamedExpr  `parser:"'step' @@"`
	}
	// DataTable is a table written out.
	DataTable struct {
		Place
		Hints  Hints       `parser:"'datatable' @@"`
		Schema Schema      `parser:"@@"`
		Values []NamedExpr `parser:"'[' ((?! ']') @@ ((?! ',' ']') ',' @@)* ','?)? ']'"`
	}
	// ExternalData is a table in a file.
	ExternalData struct {
		Place
		Keyword string            `parser:"@('externaldata' | 'external_data')"`
		Hints   Hints             `parser:"@@"`
		Schema  Schema            `parser:"@@"`
		URIs    []NamedExpr       `parser:"'[' @@ ((?! ',' ']') ',' @@)* ','? ']'"`
		With    ParenthesisParams `parser:"('with' @@)?"`
	}
	// TabularOperator is an operator that stands at the start of a pipeline: union, search, find, evaluate.
	TabularOperator struct {
		At
		Op Operator
	}
)

func (*Print) expr()           {}
func (*Range) expr()           {}
func (*DataTable) expr()       {}
func (*ExternalData) expr()    {}
func (*TabularOperator) expr() {}
