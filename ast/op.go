package ast

// Operator is a tabular operator behind a pipe.
type Operator interface {
	Node
	operator()
}

// What the operators' tags ask for and the parser reads by hand. Those that are no [Expr] say which node they hold.
type (
	// NamedExpr is a scalar expression that may have names before it: a = x, (a, b) = f(). In distinct it may be a
	// [Star]; in join and lookup it has no names.
	NamedExpr interface{ Expr }
	// Plain is a scalar expression.
	Plain interface{ Expr }
	// UnaryExpr is an expression without binary operators.
	UnaryExpr interface{ Expr }
	// CallExpr is a [Call].
	CallExpr interface{ Expr }
	// CallPath is a [Call], or several with dots between.
	CallPath interface{ Expr }
	// TypeofExpr is a [Typeof].
	TypeofExpr interface{ Expr }
	// Tabular is an expression, scalar or tabular.
	Tabular interface{ Expr }
	// Source is a table: a name, a [Wildcard], a path, a call, or a pipeline in parentheses.
	Source interface{ Expr }
	// SubPipeline is a [Pipeline] without a source: it goes on from the rows around it.
	SubPipeline interface{ Expr }
	// SoleOperator is a [Pipeline] of one operator without a source.
	SoleOperator interface{ Expr }
	// Query is a [Function] without parameters and of one statement, Block one of several.
	Query interface{ Expr }
	Block interface{ Expr }
	// EntityGroup is an [EntityList], a call, a path or a name.
	EntityGroup interface{ Expr }
	// SearchPredicate is a condition, or * for all rows.
	SearchPredicate interface{ Expr }
	// FindPredicate is a condition with where before it, which may be missing.
	FindPredicate interface{ Expr }
	// Assignment is a [Named].
	Assignment interface{ Expr }
	// DefaultValue is a literal, or a word in the place of one.
	DefaultValue interface{ Expr }
	// Text is a string [Literal].
	Text interface{ Expr }

	// Identifier is a [Name]; ExtendedName is one that more keywords can be, BareName one without brackets. BranchName
	// is a [Name] and the equals sign behind it.
	Identifier   interface{ Node }
	ExtendedName interface{ Node }
	BareName     interface{ Node }
	BranchName   interface{ Node }
	// SimplePath is a [Name], or an [Expr] for a name with members or elements.
	SimplePath interface{ Node }
	// Pattern is a [NamePattern].
	Pattern interface{ Node }
	// Schema is a [RowSchema]; EvaluateSchema is one that may have a star.
	Schema         interface{ Node }
	EvaluateSchema interface{ Node }
	// Type is a [TypeName].
	Type interface{ Node }
	// EdgeArrow is a [Arrow], GraphEdge an [Edge].
	EdgeArrow interface{ Node }
	GraphEdge interface{ Node }
)

// The parameters of operators, as in join kind=inner, each by what the operator knows. All are a [Params].
type (
	Hints           interface{ Node }
	JoinParams      interface{ Node }
	LookupParams    interface{ Node }
	UnionParams     interface{ Node }
	ExpandParams    interface{ Node }
	ParseParams     interface{ Node }
	SeriesParams    interface{ Node }
	SearchParams    interface{ Node }
	FindParams      interface{ Node }
	ScanParams      interface{ Node }
	GraphParams     interface{ Node }
	ConsumeParams   interface{ Node }
	ReduceParams    interface{ Node }
	PartitionParams interface{ Node }
	EvaluateParams  interface{ Node }
	SchemaParams    interface{ Node }
	ChartParams     interface{ Node }
	ExternalParams  interface{ Node }
)

// The properties behind with. All are a [Params].
type (
	ReduceProperties   interface{ Node }
	ParseKVProperties  interface{ Node }
	ChartProperties    interface{ Node }
	ExternalProperties interface{ Node }
)

// Params are name = value pairs.
type Params struct {
	At
	List []*Param
}

// Param is one of them. Name holds the dots of hint.strategy; More are the other names of a list of columns.
type Param struct {
	At
	Name  string
	Value Expr
	More  []Expr
}

// NamePattern is a name, or a part of names with stars.
type NamePattern struct {
	At
	Text     string
	Wildcard bool
	Quoted   bool
}

// TypeName is a type's name, as written.
type TypeName struct {
	At
	Text string
}

// Arrow is --> or --.
type Arrow struct {
	At
	Text string
}

// ColumnDecl is name: type. Schema stands in the place of Type where the column is a table.
type ColumnDecl struct {
	At
	Name   *Name
	Type   *TypeName
	Schema *RowSchema
}

// RowSchema is (a: long, b: string). Star tells that more columns may come.
type RowSchema struct {
	At
	Columns []*ColumnDecl
	Star    bool
}
