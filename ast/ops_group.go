package ast

// The tabular operators that group, join and expand.
type (
	// Summarize groups rows.
	Summarize struct {
		Place
		Hints Hints       `parser:"'summarize' @@"`
		Aggs  []NamedExpr `parser:"((?! 'by' | '|' | ';' | ')' | '}' | EOF) @@ (',' @@)*)?"`
		By    *By         `parser:"@@?"`
	}
	By struct {
		Place
		Exprs []NamedExpr `parser:"'by' @@ (',' @@)*"`
	}

	// Join and Lookup join with another table.
	Join struct {
		Place
		Params JoinParams  `parser:"'join' @@"`
		Right  Source      `parser:"@@"`
		On     []NamedExpr `parser:"('on' @@ (',' @@)*"`
		Where  NamedExpr   `parser:"| 'where' @@)?"`
	}
	Lookup struct {
		Place
		Params JoinParams  `parser:"'lookup' @@"`
		Right  Source      `parser:"@@"`
		On     []NamedExpr `parser:"('on' @@ (',' @@)*"`
		Where  NamedExpr   `parser:"| 'where' @@)?"`
	}

	// Union puts tables one behind the other. It is a source too.
	Union struct {
		Place
		Params UnionParams `parser:"'union' @@"`
		Tables []Source    `parser:"@@ (',' @@)*"`
	}

	// MvExpand makes rows of the elements of arrays and bags.
	MvExpand struct {
		Place
		Keyword string       `parser:"@('mv-expand' | 'mvexpand')"`
		Params  ExpandParams `parser:"@@"`
		Items   []*Expanded  `parser:"@@ (',' @@)*"`
		Limit   NamedExpr    `parser:"('limit' @@)?"`
	}
	Expanded struct {
		Place
		Expr NamedExpr `parser:"@@"`
		To   NamedExpr `parser:"('to' @@)?"`
	}

	// MvApply applies a pipeline to the elements of each row.
	MvApply struct {
		Place
		Keyword string       `parser:"@('mv-apply' | 'mvapply')"`
		Params  ExpandParams `parser:"@@"`
		Items   []*Expanded  `parser:"((?! 'on') @@ (',' @@)*)?"`
		Limit   NamedExpr    `parser:"('limit' @@)?"`
		ID      NamedExpr    `parser:"('id' @@)?"`
		On      SubPipeline  `parser:"'on' '(' @@ ')'"`
	}

	// MakeSeries makes arrays over an axis.
	MakeSeries struct {
		Place
		Params SeriesParams `parser:"'make-series' @@"`
		Aggs   []*SeriesAgg `parser:"@@ (',' @@)*"`
		On     NamedExpr    `parser:"'on' @@"`
		Range  *SeriesRange `parser:"(@@"`
		From   NamedExpr    `parser:"| ('from' @@)?"`
		To     NamedExpr    `parser:"('to' @@)?"`
		Step   NamedExpr    `parser:"'step' @@)"`
		By     *By          `parser:"@@?"`
	}
	SeriesAgg struct {
		Place
		Expr    NamedExpr `parser:"@@"`
		Default NamedExpr `parser:"('default' '=' @@)?"`
	}
	SeriesRange struct {
		Place
		From NamedExpr `parser:"'in' 'range' '(' @@"`
		To   NamedExpr `parser:"',' @@"`
		Step NamedExpr `parser:"',' @@ ')'"`
	}

	// TopNested gives the first values at each level.
	TopNested struct {
		Place
		Levels []*NestedLevel `parser:"@@ (',' @@)*"`
	}
	NestedLevel struct {
		Place
		Count  NamedExpr `parser:"'top-nested' ((?! 'of') @@)?"`
		Of     NamedExpr `parser:"'of' @@"`
		Others NamedExpr `parser:"('with' 'others' '=' @@)?"`
		By     *Ordered  `parser:"'by' @@"`
	}

	// TopHitters gives the most frequent values.
	TopHitters struct {
		Place
		Count NamedExpr `parser:"'top-hitters' @@"`
		Of    NamedExpr `parser:"'of' @@"`
		By    NamedExpr `parser:"('by' @@)?"`
	}

	// Sample and SampleDistinct give random rows and values.
	Sample struct {
		Place
		Hints Hints     `parser:"'sample' @@"`
		Count NamedExpr `parser:"@@"`
	}
	SampleDistinct struct {
		Place
		Hints Hints     `parser:"'sample-distinct' @@"`
		Count NamedExpr `parser:"@@"`
		Of    NamedExpr `parser:"'of' @@"`
	}

	// Reduce finds patterns in texts.
	Reduce struct {
		Place
		Params ReduceParams      `parser:"'reduce' @@"`
		By     NamedExpr         `parser:"'by' @@"`
		With   ParenthesisParams `parser:"('with' @@)?"`
	}

	// Partition applies a pipeline to each part of the rows.
	Partition struct {
		Place
		Hints    Hints       `parser:"'partition' @@"`
		By       Identifier  `parser:"'by' @@"`
		Scope    NamedExpr   `parser:"('in' @@)?"`
		Pipeline SubPipeline `parser:"('(' @@ ')'"`
		Query    Query       `parser:"| '{' @@ '}')"`
	}
)
