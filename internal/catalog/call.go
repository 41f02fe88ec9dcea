package catalog

import "github.com/kqlc/kqlc/internal/types"

// Arg is an argument of a call, as the binder knows it.
type Arg struct {
	// Type is never nil: [types.Error] after an error.
	Type types.Type
	// Name is the name that the expression would give a column, "" for none.
	Name string
	// Label is x in f(x = 1), "" for a positional argument. All else is about the expression behind it.
	Label string
	// Column names the row's column that the expression is, also behind a conversion that changes nothing; "" otherwise.
	Column string
	// ColumnRef tells that the expression is nothing but a reference to a column, without parentheses.
	ColumnRef bool
	// Star tells that the argument is *; its type is the row as a tuple, and dynamic left of an operator.
	Star bool
	// Literal tells that the expression is a literal (-1 is none, only a constant); Word that it is a bare word (a token
	// literal); Constant that its value is known when the query is compiled, or passed as a function's parameter.
	Literal, Word, Constant bool
	// Value is the value of a literal or constant as [plan.Const] holds it, if it is known; for typeof(…) the
	// [types.Type].
	Value any
	// Spelling is the text of a decimal literal, whose value is not known here.
	Spelling string
	// Elements are the values of a literal dynamic array of strings, nil otherwise.
	Elements []string
	// Inner are the arguments of the expression if it is a call (pivot looks into its aggregate).
	Inner []Arg
}

// Scope is what a call's result can depend on besides its arguments. All of its methods are asked seldom.
type Scope interface {
	// Row is the row that expressions see; nil where there is none.
	Row() *types.Table
	// GroupBy names the row's columns by which a surrounding summarize groups.
	GroupBy() []string
	// Lookup returns the type of what a bare name means here, nil if it means nothing.
	Lookup(name string) types.Type
	// Entity returns what table("name"), database("name") … means here. The binder reports unknown names itself. name is
	// "" where the argument is missing; known is false where it is no constant.
	Entity(rule ReturnRule, name string, known bool, c *Call) types.Type
	// GraphNode is the node type of the graph being matched, nil outside.
	GraphNode() *types.Table
}

// Call is a call with the signature that it was matched to.
type Call struct {
	Func *Function
	// Sig is the matched signature; nil where none or several fit, which Problems tells.
	Sig  *Signature
	Args []Arg
	// Params are the parameters of the arguments, nil where an argument has none.
	Params []*Param
	// Type is the result's type: types.Error or types.Unknown where it cannot be told.
	Type types.Type
	// Constant tells that the call's value is known when the query is compiled.
	Constant bool
	Problems []Problem
	Scope    Scope
}

// Arg returns the first argument of the named parameter, nil if it was not given.
func (c *Call) Arg(name string) *Arg {
	if p := c.Sig.Param(name); p != nil {
		for i := range c.Args {
			if c.Params[i] == p {
				return &c.Args[i]
			}
		}
	}
	return nil
}

// All returns all arguments of the named parameter.
func (c *Call) All(name string) []Arg {
	var all []Arg
	if p := c.Sig.Param(name); p != nil {
		for i := range c.Args {
			if c.Params[i] == p {
				all = append(all, c.Args[i])
			}
		}
	}
	return all
}

// row returns the columns of the row.
func (c *Call) row() []types.Column {
	if c.Scope != nil && c.Scope.Row() != nil {
		return c.Scope.Row().Columns
	}
	return nil
}

// Problem is something wrong with a call. The binder words it.
type Problem struct {
	Kind ProblemKind
	// Arg is the index of the argument at fault, -1 for the call as a whole.
	Arg int
	// Min and Max are the expected counts; Types the expected types, of a mismatch of all arguments their own types;
	// Values the allowed values; Name a parameter.
	Min, Max int
	Types    []types.Type
	Values   []string
	Name     string
}

// ProblemKind is a kind of [Problem].
type ProblemKind uint8

// The problems. Code gives Microsoft's number.
const (
	WrongCount        ProblemKind = iota // Min arguments expected.
	CountOutOfRange                      // Min to Max arguments expected.
	IncompleteGroup                      // The repeating arguments are not a whole number of groups.
	NoOverload                           // No signature takes arguments of Types.
	NoOperator                           // The operator is not defined for Types.
	UnknownLabel                         // No parameter has this name.
	UnlabeledAfter                       // A positional argument follows named ones out of order.
	MissingArgument                      // Parameter Name has no argument.
	NoCommonType                         // The arguments have no type in common.
	StarNotAllowed                       // * is not taken here.
	TypeExpected                         // One of Types expected.
	MustHaveType                         // One of Types expected, by a rule that looks at the expression.
	ScalarExpected                       // A scalar expected.
	IntegerExpected                      // An int or long expected.
	FractionExpected                     // A real or decimal expected.
	IntegersExpected                     // An integer or array of integers expected.
	TextsExpected                        // A string or array of strings expected.
	ArrayExpected                        // A dynamic array expected.
	BagExpected                          // A property bag expected.
	NumberExpected                       // A number expected.
	NumericExpected                      // A number or bool expected.
	SummableExpected                     // A number, datetime or timespan expected.
	OrderableExpected                    // A number, datetime, timespan, string or bool expected.
	TypeNotAllowed                       // Types[0] is not allowed.
	TableExpected                        // A table expected.
	ColumnsMissing                       // The table lacks columns that the parameter declares.
	DatabaseExpected                     // A database expected.
	ClusterExpected                      // A cluster expected.
	ColumnExpected                       // A column expected.
	ConstantExpected                     // A constant expected.
	LiteralExpected                      // A literal expected.
	EmptyNotAllowed                      // The literal must not be empty.
	ValueNotAllowed                      // The literal must be one of Values.
)

var problemCodes = [...]string{
	WrongCount: "KS119", CountOutOfRange: "KS120", IncompleteGroup: "KS121", NoOverload: "KS127", NoOperator: "KS106",
	UnknownLabel: "KS196", UnlabeledAfter: "KS195", MissingArgument: "KS197", NoCommonType: "KS232",
	StarNotAllowed: "KS191", TypeExpected: "KS107", MustHaveType: "KS141", ScalarExpected: "KS108",
	IntegerExpected: "KS134", FractionExpected: "KS135", IntegersExpected: "KS136", TextsExpected: "KS233",
	ArrayExpected: "KS234", BagExpected: "KS235", NumberExpected: "KS137", NumericExpected: "KS137",
	SummableExpected: "KS138", OrderableExpected: "KS206", TypeNotAllowed: "KS116", TableExpected: "KS111",
	ColumnsMissing: "KS249", DatabaseExpected: "KS114", ClusterExpected: "KS115", ColumnExpected: "KS109",
	ConstantExpected: "KS129", LiteralExpected: "KS131", EmptyNotAllowed: "KS133", ValueNotAllowed: "KS140",
}

// Code is the number under which Microsoft's analyser reports the problem.
func (k ProblemKind) Code() string { return problemCodes[k] }
