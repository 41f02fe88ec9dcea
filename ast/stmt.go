package ast

// The statements.
type (
	// Let names a value, a table or a function.
	Let struct {
		At
		Name  *Name
		Value Expr // *Function for a function
	}
	// Function is (parameters) { statements }.
	Function struct {
		At
		View   bool
		Params []*Parameter
		Body   []Statement
	}
	// Parameter is name: type = default, or name: (columns).
	Parameter struct {
		At
		Name    *Name
		Type    *TypeName
		Schema  *RowSchema
		Default Expr
	}
	// ExprStatement is a query.
	ExprStatement struct {
		At
		Expr Expr
	}
	// Set sets a property of the request. Value is nil where none is given.
	Set struct {
		At
		Name  *Name
		Value Expr
	}
	// Declare is declare query_parameters(…).
	Declare struct {
		At
		Params []*Parameter
	}
	// DeclarePattern is declare pattern name = (parameters)[path] { matches }. Without matches it only announces the
	// name.
	DeclarePattern struct {
		At
		Name    *Name
		Params  []*Parameter
		Path    *Parameter
		Matches []*PatternMatch
	}
	// PatternMatch is (values).[path] = { statements };
	PatternMatch struct {
		At
		Values []Expr
		Path   Expr
		Body   *Function
	}
	// Alias is alias database name = expr.
	Alias struct {
		At
		Name  *Name
		Value Expr
	}
	// Restrict is restrict access to (…) with (…).
	Restrict struct {
		At
		Exprs []Expr
		With  *Params
	}
	// BadStatement stands where a statement was expected, or for one that could not be read: X is what could be.
	BadStatement struct {
		At
		Expected, Found string
		Where           Span
		Fault           Fault
		X               Statement
	}
	// BadOperator stands for an operator that could not be read: Keyword is what it begins with, Op what was read of it,
	// nil where it is unknown, and Where the place at which Expected was expected.
	BadOperator struct {
		At
		Keyword  string
		Where    Span
		Expected string
		Found    string
		Fault    Fault
		Op       Operator
	}
)
