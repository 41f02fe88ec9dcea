package ast

// Operator is a tabular operator behind a pipe.
type Operator interface {
	Node
	operator()
}

// The types below are what the operators' tags ask for; the parser reads them by hand. All are an [Expr] or a node
// beside the tree.
type (
	// NamedExpr is an expression that may have names before it: a = x, (a, b) = f().
	NamedExpr interface{ Expr }
	// UnaryExpr is an expression without binary operators, as before of and by.
	UnaryExpr interface{ Expr }
	// Source is a table: a name, a wildcard, a call, or a pipeline in parentheses.
	Source interface{ Expr }
	// SubPipeline is a pipeline that may begin with an operator, as in mv-apply … on (…).
	SubPipeline interface{ Expr }
	// Query is statements and a pipeline, as in partition { … }.
	Query interface{ Expr }
	// Identifier is a *Name.
	Identifier interface{ Node }
	// Pattern is a *NamePattern.
	Pattern interface{ Node }
	// Schema is a *RowSchema.
	Schema interface{ Node }
	// Type is a *TypeName.
	Type interface{ Node }
	// Text is a string *Literal.
	Text interface{ Expr }
)

// The parameters of operators, as in join kind=inner. Each is a *Params.
type (
	Hints             interface{ Node }
	JoinParams        interface{ Node }
	UnionParams       interface{ Node }
	ExpandParams      interface{ Node }
	ParseParams       interface{ Node }
	SeriesParams      interface{ Node }
	SearchParams      interface{ Node }
	FindParams        interface{ Node }
	ScanParams        interface{ Node }
	GraphParams       interface{ Node }
	ConsumeParams     interface{ Node }
	DataScopeParams   interface{ Node }
	ReduceParams      interface{ Node }
	AnyParams         interface{ Node }
	ParenthesisParams interface{ Node }
)

// Params are name = value pairs.
type Params struct {
	At
	List []*Param
}

// Param is one of them. Name holds the dots of hint.strategy.
type Param struct {
	At
	Name  string
	Value Expr
}

// NamePattern is a name, or a part of names with wildcards.
type NamePattern struct {
	At
	Text     string
	Wildcard bool
}

// TypeName is a type's name.
type TypeName struct {
	At
	Text string
}

// ColumnDecl is name: type.
type ColumnDecl struct {
	At
	Name *Name
	Type *TypeName
}

// RowSchema is (a: long, b: string). Star tells that more columns may come.
type RowSchema struct {
	At
	Columns []*ColumnDecl
	Star    bool
}

// Ordered is a sort key.
type Ordered struct {
	Place
	Expr  NamedExpr `parser:"@@"`
	Dir   string    `parser:"@('asc' | 'desc' | 'granny-asc' | 'granny-desc')?"`
	Nulls string    `parser:"('nulls' @('first' | 'last'))?"`
}
