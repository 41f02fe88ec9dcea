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
	// Set sets a property of the request.
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
	// Alias is alias database name = expr.
	Alias struct {
		At
		Name  *Name
		Value Expr
	}
	// Restrict is restrict access to (…).
	Restrict struct {
		At
		Exprs []Expr
	}
	// BadStatement stands where a statement was expected.
	BadStatement struct {
		At
		Expected, Found string
	}
	// BadOperator stands for an operator that could not be read: Keyword is what it begins with, Op what was read of it,
	// and Where the token at which Expected was expected.
	BadOperator struct {
		At
		Keyword  string
		Where    Span
		Expected string
		Found    string
		Op       Operator
	}
)

func (*Let) statement()           {}
func (*ExprStatement) statement() {}
func (*Set) statement()           {}
func (*Declare) statement()       {}
func (*Alias) statement()         {}
func (*Restrict) statement()      {}
func (*BadStatement) statement()  {}

func (*Function) expr()        {}
func (*BadOperator) operator() {}
