package ast

// MakeSeries makes arrays over an axis. Either Range is set, or Step and perhaps From and To.
type MakeSeries struct {
	Place
	Params SeriesParams `parser:"'make-series' @@"`
	Aggs   []*SeriesAgg `parser:"@@ (',' @@)*"`
	On     NamedExpr    `parser:"'on' @@"`
	Range  *SeriesRange `parser:"(@@"`
	From   Plain        `parser:"| ('from' @@)?"`
	To     Plain        `parser:"('to' @@)?"`
	Step   Plain        `parser:"'step' @@)"`
	By     *By          `parser:"@@?"`
}

// SeriesAgg is an aggregate and the value where it has no rows.
type SeriesAgg struct {
	Place
	Expr    NamedExpr `parser:"@@"`
	Default NamedExpr `parser:"('default' '=' @@)?"`
}

// SeriesRange is in range(from, to, step).
type SeriesRange struct {
	Place
	From NamedExpr `parser:"'in' 'range' '(' @@"`
	To   NamedExpr `parser:"',' @@"`
	Step NamedExpr `parser:"',' @@ ')'"`
}
