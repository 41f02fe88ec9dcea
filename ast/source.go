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
		From Plain      `parser:"'from' @@"`
		To   Plain      `parser:"'to' @@"`
		Step Plain      `parser:"'step' @@"`
	}
	// DataTable is a table written out.
	DataTable struct {
		Place
		Hints  Hints        `parser:"'datatable' @@"`
		Schema Schema       `parser:"@@"`
		Values []TableValue `parser:"'[' ','? (@@ ((?! ',' ']') ',' @@)* ','?)? ']'"`
	}
	// TableValue is a literal.
	TableValue interface{ Expr }
	// ExternalData is a table in a file.
	ExternalData struct {
		Place
		Keyword string             `parser:"@('externaldata' | 'external_data')"`
		Hints   Hints              `parser:"@@"`
		Schema  Schema             `parser:"@@"`
		URIs    []Tabular          `parser:"'[' (@@ ((?! ',' ']') ',' @@)* ','?)? ']'"`
		With    ExternalProperties `parser:"('with' @@)?"`
	}
	// InlineExternalTable is an external table declared in place.
	InlineExternalTable struct {
		Place
		Hints  ExternalParams     `parser:"'inline_external_table' @@"`
		Schema Schema             `parser:"((?= '(') @@)?"`
		Kind   string             `parser:"'kind' '=' @('storage' | 'delta')"`
		Parts  []*PartitionColumn `parser:"('partition' 'by' '(' ','? (@@ ((?! ',' ')') ',' @@)* ','?)? ')')?"`
		Path   []PathPart         `parser:"('pathformat' '=' '(' @@+ ')')?"`
		Format string             `parser:"('dataformat' '=' @Word)?"`
		URIs   []Tabular          `parser:"'(' (@@ ((?! ',' ')') ',' @@)* ','?)? ')'"`
		With   ExternalProperties `parser:"('with' @@)?"`
	}
	// PartitionColumn is a column that the paths of files give.
	PartitionColumn struct {
		Place
		Name  ExtendedName `parser:"@@"`
		Type  Type         `parser:"':' @@"`
		Value Plain        `parser:"('=' @@)?"`
	}
	// PathPart is a text, a column's name, or datetime_pattern(…) of a path.
	PathPart interface{ Expr }
	// ViewCombine is the service's own materialized-view-combine.
	ViewCombine struct {
		Place
		Name  Tabular    `parser:"'materialized-view-combine' '(' @@ ')'"`
		Base  Tabular    `parser:"'base' '(' @@ ')'"`
		Delta Tabular    `parser:"'delta' '(' @@ ')'"`
		Aggs  *Summarize `parser:"'aggregations' '(' @@ ')'"`
	}
	// ContextualTable is the service's own __contextual_datatable.
	ContextualTable struct {
		Place
		ID     Plain  `parser:"'__contextual_datatable' @@"`
		Schema Schema `parser:"@@"`
	}
	// TabularOperator is an operator that stands at the start of a pipeline: union, search, find, evaluate.
	TabularOperator struct {
		At
		Op Operator
	}
)
