package ast

// Render says how to show the rows. Bare are the parameters in the old form without parentheses.
type Render struct {
	Place
	Kind string          `parser:"'render' (?! 'with' | 'by' | 'kind' | 'title' | 'accumulate') @Word"`
	Bare ChartParams     `parser:"@@"`
	With ChartProperties `parser:"('with' @@)?"`
}
