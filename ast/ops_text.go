package ast

// The tabular operators that take text apart, call functions, search and show.
type (
	// Parse takes a text apart; ParseWhere keeps only rows that fit.
	Parse struct {
		Place
		Keyword string       `parser:"@('parse' | 'parse-where')"`
		Params  ParseParams  `parser:"@@"`
		Expr    NamedExpr    `parser:"@@"`
		Parts   []*ParsePart `parser:"'with' @@+"`
	}
	ParsePart struct {
		Place
		Star bool       `parser:"( @'*'"`
		Text Text       `parser:"| @@"`
		Name Identifier `parser:"| @@"`
		Type Type       `parser:"  (':' @@)? )"`
	}

	// ParseKV takes keys and values out of a text.
	ParseKV struct {
		Place
		Expr   NamedExpr         `parser:"'parse-kv' @@"`
		Schema Schema            `parser:"'as' @@"`
		With   ParenthesisParams `parser:"('with' @@)?"`
	}

	// Evaluate calls a plugin; Invoke a function with the rows as first argument.
	Evaluate struct {
		Place
		Hints  Hints     `parser:"'evaluate' @@"`
		Call   UnaryExpr `parser:"@@"`
		Schema Schema    `parser:"(':' @@)?"`
	}
	Invoke struct {
		Place
		Call UnaryExpr `parser:"'invoke' @@"`
	}

	// Serialize fixes the order of rows and adds columns.
	Serialize struct {
		Place
		Hints Hints       `parser:"'serialize' @@"`
		Exprs []NamedExpr `parser:"((?! '|' | ';' | ')' | '}' | EOF) @@ (',' @@)*)?"`
	}

	// Scan matches sequences of rows.
	Scan struct {
		Place
		Params    ScanParams  `parser:"'scan' @@"`
		Order     []*Ordered  `parser:"('order' 'by' @@ (',' @@)*)?"`
		Partition []NamedExpr `parser:"('partition' 'by' @@ (',' @@)*)?"`
		Declare   []*Declared `parser:"('declare' '(' @@ (',' @@)* ')')?"`
		Steps     []*ScanStep `parser:"'with' '(' @@+ ')'"`
	}
	Declared struct {
		Place
		Name    Identifier `parser:"@@"`
		Type    Type       `parser:"':' @@"`
		Default NamedExpr  `parser:"('=' @@)?"`
	}
	ScanStep struct {
		Place
		Name     Identifier  `parser:"'step' @@"`
		Optional bool        `parser:"@'optional'?"`
		Output   string      `parser:"('output' '=' @('all' | 'last' | 'none'))?"`
		Cond     NamedExpr   `parser:"':' @@"`
		Assigns  []NamedExpr `parser:"('=>' @@ (',' @@)*)? ';'"`
	}

	// Search and Find look into many tables. They are sources too.
	Search struct {
		Place
		Params SearchParams `parser:"'search' @@"`
		In     []Source     `parser:"('in' '(' @@ (',' @@)* ')')?"`
		Pred   NamedExpr    `parser:"@@"`
	}
	Find struct {
		Place
		Params  FindParams    `parser:"'find' @@"`
		In      []Source      `parser:"('in' '(' @@ (',' @@)* ')')?"`
		Pred    NamedExpr     `parser:"'where'? @@"`
		Smart   bool          `parser:"( @'project-smart'"`
		Columns []*FindColumn `parser:"| 'project' @@ (',' @@)* )?"`
		Away    []Pattern     `parser:"('project-away' @@ (',' @@)*)?"`
	}
	FindColumn struct {
		Place
		Pack bool       `parser:"( @'pack' '(' '*' ')'"`
		Name Identifier `parser:"| @@"`
		Type Type       `parser:"  (':' @@)? )"`
	}

	// Fork and Facet give several tables.
	Fork struct {
		Place
		Branches []*ForkBranch `parser:"'fork' @@+"`
	}
	ForkBranch struct {
		Place
		Name     Identifier  `parser:"(@@ '=')?"`
		Pipeline SubPipeline `parser:"'(' @@ ')'"`
	}
	Facet struct {
		Place
		By       []Identifier `parser:"'facet' 'by' @@ (',' @@)*"`
		Pipeline SubPipeline  `parser:"('with' ('(' @@ ')'"`
		Operator SubPipeline  `parser:"| @@))?"`
	}

	// GetSchema gives the columns as rows; Consume nothing.
	GetSchema struct {
		Place
		Keyword string `parser:"@'getschema'"`
	}
	Consume struct {
		Place
		Params ConsumeParams `parser:"'consume' @@"`
	}

	// As names the rows.
	As struct {
		Place
		Hints Hints      `parser:"'as' @@"`
		Name  Identifier `parser:"@@"`
	}

	// Render says how to show the rows.
	Render struct {
		Place
		Kind string            `parser:"'render' @Word"`
		With ParenthesisParams `parser:"('with' @@)?"`
		Bare AnyParams         `parser:"@@"`
	}
)
