// Package plan is a bound rule: a tree of tabular operators and typed expressions in which names are resolved, casts are
// explicit, functions of the query are inlined and sugar is gone. The binder makes it, the optimiser rewrites it, the
// generator prints it as Go.
package plan

import (
	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/types"
	"github.com/kqlc/kqlc/kql"
)

// Rule is a whole bound query.
type Rule struct {
	// Results are what the query gives, in order; a detection rule has one.
	Results []Result
	// Schema are the columns of the last result as the analyser knows them, nil if the query gives no table: set even
	// after an error. An open one may have more columns.
	Schema *types.Table
	// Shared, Scalars and Sets are what is evaluated once, before what uses it: later ones may use earlier ones.
	Shared  []*Shared
	Scalars []*Scalar
	Sets    []*Set
	// Gaps are what keeps the rule from being compiled although it is right.
	Gaps []Gap
	// Render is what a trailing render operator says, nil without one.
	Render *Render
}

// Result is one of the tables that a query gives: of a tabular statement, or of fork or facet, which give several.
type Result struct {
	// Name is what the query calls it, or the service; no two of a rule have the same.
	Name string
	Node Node
	// Schema are its columns as the binder knows them. An open one may have more.
	Schema *types.Table
}

// Gap is a part of a query that has no plan.
type Gap struct {
	Span ast.Span
	What string
}

// Column is one column of one operator's output. Operators that pass a column through share its Column; one that
// computes, renames or retypes makes a new one, so that identity is the address.
type Column struct {
	Name string
	Type kql.Type
	// Nullable is false where the value can never be null; it is false for strings and dynamics, which have no
	// separate null.
	Nullable bool
	// Untyped marks a column of the result whose values are dynamics, and whose type is that of its values.
	Untyped bool
	// Others marks the column that holds, as a bag, those that the query does not name; nil for any other.
	Others *Others
}

// Others says how the columns of a bag are found.
type Others struct {
	// Sorted puts them in the order of their names, otherwise they come as they are found.
	Sorted bool
	// Named are columns beside the bag that have their place among its columns.
	Named []*Column
}

// Node is a tabular operator.
type Node interface {
	// Columns are the output's columns, in order. The slice belongs to the node.
	Columns() []*Column
	// Span is the place of the operator in the query.
	Span() ast.Span
	// inputs calls f for the place of every tabular input, in order, and exprs for that of every expression, which is nil for
	// one that is left out.
	inputs(f func(*Node))
	exprs(f func(*Expr))
}

// Op is what all operators have.
type Op struct {
	Src ast.Span
	Out []*Column
}

// Columns implements [Node].
func (o *Op) Columns() []*Column { return o.Out }

// Span implements [Node].
func (o *Op) Span() ast.Span { return o.Src }

// An operator has neither inputs nor expressions, unless it says so.
func (*Op) inputs(func(*Node)) {}
func (*Op) exprs(func(*Expr))  {}

func (o *Op) place(at ast.Span) { o.Src = at }

// Assign computes one column.
type Assign struct {
	Col  *Column
	Expr Expr
}

// Key is one sort key. Nulls come first where NullsFirst says so; NaN stands with them (Kusto: sort-operator).
type Key struct {
	Expr       Expr
	Desc       bool
	NullsFirst bool
}

// The tabular operators of one input.
type (
	// Scan reads a table of the outside. Out holds the columns that are known; the optimiser cuts it to those needed.
	Scan struct {
		Op
		Table string
		// Guards are what the wheres on top require of single columns; the optimiser sets them.
		Guards kql.Guards
		// Bounds are what they require of its times; the optimiser sets them too.
		Bounds kql.Bounds
	}

	// Where keeps the rows for which Pred is true.
	Where struct {
		Op
		Input Node
		Pred  Expr
	}

	// Extend computes columns and puts them in place of those with equal names, or after the others.
	Extend struct {
		Op
		Input   Node
		Assigns []Assign
	}

	// Project gives exactly the columns that it computes. A pure choice of columns (project-away, project-rename, …) is
	// a Project whose expressions are [Ref]s.
	Project struct {
		Op
		Input   Node
		Assigns []Assign
		// Others tells that columns which the query does not name pass as well, as with project-away, but for Away.
		Others bool
		Away   []string
	}

	// Sort orders the rows, stable.
	Sort struct {
		Op
		Input Node
		Keys  []Key
	}

	// Take passes the first Limit rows.
	Take struct {
		Op
		Input Node
		Limit int64
	}

	// Top is Sort and Take in one.
	Top struct {
		Op
		Input Node
		Limit int64
		Keys  []Key
	}

	// Count gives one row with the number of input rows.
	Count struct {
		Op
		Input Node
	}

	// Distinct keeps the first row of each combination of its columns.
	Distinct struct {
		Op
		Input   Node
		Assigns []Assign
	}

	// Summarize groups by Keys and computes Aggs a group; columns are the keys, then the aggregates. Expressions over
	// aggregates are a Project on top.
	Summarize struct {
		Op
		Input Node
		Keys  []Assign
		Aggs  []Aggregate
	}

	// Render is the hint of a render operator: the kind of chart and its properties, in source order.
	Render struct {
		Kind       string
		Properties [][2]string
	}
)

// Aggregate is one aggregate of a [Summarize]. An aggregate of several columns (arg_max) names them all.
type Aggregate struct {
	Cols []*Column
	Fn   *catalog.Function
	Args []Expr
}

func (n *Where) inputs(f func(*Node))     { f(&n.Input) }
func (n *Extend) inputs(f func(*Node))    { f(&n.Input) }
func (n *Project) inputs(f func(*Node))   { f(&n.Input) }
func (n *Sort) inputs(f func(*Node))      { f(&n.Input) }
func (n *Take) inputs(f func(*Node))      { f(&n.Input) }
func (n *Top) inputs(f func(*Node))       { f(&n.Input) }
func (n *Count) inputs(f func(*Node))     { f(&n.Input) }
func (n *Distinct) inputs(f func(*Node))  { f(&n.Input) }
func (n *Summarize) inputs(f func(*Node)) { f(&n.Input) }

func (n *Where) exprs(f func(*Expr))    { f(&n.Pred) }
func (n *Extend) exprs(f func(*Expr))   { eachAssigned(n.Assigns, f) }
func (n *Project) exprs(f func(*Expr))  { eachAssigned(n.Assigns, f) }
func (n *Sort) exprs(f func(*Expr))     { eachKey(n.Keys, f) }
func (n *Top) exprs(f func(*Expr))      { eachKey(n.Keys, f) }
func (n *Distinct) exprs(f func(*Expr)) { eachAssigned(n.Assigns, f) }

func (n *Summarize) exprs(f func(*Expr)) {
	eachAssigned(n.Keys, f)
	eachAggregated(n.Aggs, f)
}
