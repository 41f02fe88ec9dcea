package ast

// Facet gives the values of columns as a table each, and one more by a pipeline in parentheses or by a single operator.
type Facet struct {
	Place
	By       []SimplePath `parser:"'facet' 'by' @@ (',' @@)*"`
	Pipeline SubPipeline  `parser:"('with' ('(' @@ ')'"`
	Operator SoleOperator `parser:"| @@))?"`
}
