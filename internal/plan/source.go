package plan

import "github.com/kqlc/kqlc/kql"

// The sources: operators without an input of rows, and those that name what is computed once.
type (
	// Values gives constant rows: datatable, and the one row that print computes over. Rows hold one expression a
	// column.
	Values struct {
		Op
		Rows [][]Expr
	}

	// Range gives From, From+Step, … up to To, inclusive; none where the direction is wrong. All three have the type of
	// the only column (Kusto: range-operator); Step is a timespan where that is a datetime.
	Range struct {
		Op
		From, To, Step Expr
	}

	// ExternalData reads files by their address.
	ExternalData struct {
		Op
		// URIs are the addresses; "" for one that is no constant.
		URIs []string
		// Format is what the query asks for, in lower case; "" for that of the file's name.
		Format string
		// Properties are all properties of the with clause, in source order.
		Properties [][2]string
	}

	// Service gives what a function of the service returns, such as _GetWatchlist. Arg is what it is given, nil for nothing.
	Service struct {
		Op
		Name string
		Arg  Expr
		// Declared is how many of Out the function declares; the query names the others.
		Declared int
		// Open tells that there are more columns than Out.
		Open bool
	}

	// Shared is a tabular value that is evaluated once and used several times: materialize, as, the input of fork.
	Shared struct {
		// Name is the let, the as or the operator that it is of, "" for none.
		Name  string
		Input Node
		// Passed tells that its uses are given each row as it comes. Otherwise the rows are kept until the input ends.
		Passed bool
	}

	// Use gives the rows of a [Shared]. Out are columns of its own, each with the value of that of Cols.
	Use struct {
		Op
		Of   *Shared
		Cols []*Column
	}

	// Rows gives the rows that the enclosing operator feeds to its sub-query: those of one element of mv-apply, of one
	// partition. Out are the columns that the enclosing operator names.
	Rows struct {
		Op
	}
)

// Scalar is a value that is computed from rows once, before any row that needs it: toscalar. It is the first column of
// the first row of Input, null (or "") without a row (Kusto: toscalar-function).
type Scalar struct {
	// Name is the let that gave it, "" for none.
	Name  string
	Input Node
}

// ScalarRef is the value of a [Scalar]. References to one Scalar share its evaluation.
type ScalarRef struct {
	Typed
	Of *Scalar
}

// Set is the first column of Input, collected once: the right side of in with a table.
type Set struct {
	// Name is the let that gave it, "" for none.
	Name  string
	Input Node
}

// InSet tells whether Arg is among the values of a table's first column. Op is the operator's text: in, !in, in~, !in~,
// has_any, has_all. Arg has the type of the column; where that is dynamic, Arg is a string, and is looked for among the
// texts of the values, arrays flattened.
type InSet struct {
	Typed
	Op  string
	Arg Expr
	Of  *Set
}

// Param is the value of a parameter that nothing in the query gives.
type Param struct {
	Typed
	Name string
}

// Part is one value of a function of several, such as series_fit_line. Parts of the same Call share its evaluation.
type Part struct {
	Typed
	Call  *Call
	Index int
	// Field is the name of the value in the function's signature.
	Field string
}

// Member is the value of a path into a dynamic: x.name, x["name"], x[i]. A missing member is null (Kusto:
// scalar-data-types/dynamic). Index is a string or a long.
type Member struct {
	Typed
	Arg, Index Expr
}

// Box is the dynamic that holds Arg.
type Box struct {
	Typed
	Arg Expr
}

// NewColumn returns a column of a type; a string or a dynamic is never nullable.
func NewColumn(name string, t kql.Type, nullable bool) *Column {
	return &Column{Name: name, Type: t, Nullable: nullable && t != kql.TypeString && t != kql.TypeDynamic}
}

func (n *Values) exprs(f func(*Expr)) {
	for _, row := range n.Rows {
		eachOf(row, f)
	}
}

func (n *Range) exprs(f func(*Expr)) {
	f(&n.From)
	f(&n.To)
	f(&n.Step)
}

func (n *Service) exprs(f func(*Expr)) { f(&n.Arg) }
