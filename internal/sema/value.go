package sema

import (
	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
	"github.com/kqlc/kqlc/kql"
)

// value is a bound expression, scalar or tabular.
type value struct {
	// typ is its type, never nil: types.Error after an error that has been reported.
	typ types.Type
	// expr is a scalar's plan, nil after an error and for what is no scalar.
	expr plan.Expr
	// row and node are those of a table; node is nil after an error.
	row  *table
	node plan.Node
	// ref is the column that the expression refers to, nil if it is anything else. result is the column that it is the
	// value of: as ref, but also in parentheses and behind a conversion that changes nothing.
	ref, result *column
	// name is what the expression calls its column, "" for no name.
	name string
	// constant tells that the value is known when the query is compiled, or is a function's parameter. literal tells
	// that it is written in place; word that it is a bare word. val is the value of a literal or of a let that is one,
	// nil if it is not known.
	constant, literal, word bool
	val                     any
	// elems are the texts of a literal array of strings.
	elems []string
	// spelling is the text of a decimal literal.
	spelling string
	// star tells that it is *.
	star bool
	// call is the call that it is, nil for anything else.
	call *catalog.Call
	// fn is the user's function that it names, nil for anything else.
	fn *function
	// shared is what a table is a use of, nil for one that is evaluated by itself; again binds a table anew.
	shared *plan.Shared
	again  func() value
	// letName is the let that the value comes from, "" for none.
	letName string
	// as is what an as calls the table as a result. results are the tables that fork and facet give.
	as      string
	results []plan.Result
	// side is the row that $left, $right, the state of a step or an element of a graph stand for; owner gives the columns
	// of the latter two.
	side  *table
	owner owner
	// graph is what is known of a graph.
	graph *graph
	// tupleColumn tells that it is one value of several, term that it is a text looked for in all columns.
	tupleColumn, term bool
	// args are the arguments of a call, legs the tables of a group of them.
	args []value
	legs []leg
	span ast.Span
}

// owner is what has columns apart from a row: the state of a step of scan, an element of a graph.
type owner interface {
	ref(c *column, span ast.Span) plan.Expr
}

// failed is the value of what has been reported already.
func failed(span ast.Span) value { return value{typ: types.Error, span: span} }

// tabular returns a table's value.
func tabular(row *table, node plan.Node, span ast.Span) value {
	return value{typ: row.typ(), row: row, node: node, span: span}
}

// isError tells whether what is wrong has been reported already.
func (v value) isError() bool { return v.typ == types.Error }

// unsure tells whether nothing can be said about the type.
func (v value) unsure() bool { return v.typ == types.Error || v.typ == types.Unknown }

// reduced is the type of the value where one value is wanted: a tuple of one is that one.
func (v value) reduced() types.Type {
	if t, ok := v.typ.(*types.Tuple); ok && len(t.Columns) == 1 {
		return t.Columns[0].Type
	}
	return v.typ
}

// single turns a tuple of one into its value.
func (v value) single() value {
	t, ok := v.typ.(*types.Tuple)
	if !ok || len(t.Columns) != 1 {
		return v
	}
	v.typ = t.Columns[0].Type
	if call, ok := v.expr.(*plan.Call); ok {
		v.expr = partOf(call, t, 0)
	}
	return v
}

// partOf is one value of a function of several.
func partOf(call *plan.Call, t *types.Tuple, i int) plan.Expr {
	p := &plan.Part{Call: call, Index: i, Field: t.Columns[i].Part}
	p.T, p.Src = types.Kql(t.Columns[i].Type), call.Src
	if p.T == kql.TypeUnknown && call.Types != nil {
		p.T = call.Types[i]
	}
	p.Null = nullable(p.T)
	return p
}

// arg returns the value as an argument of a call.
func (v value) arg() catalog.Arg {
	a := catalog.Arg{
		Type: v.reduced(), Name: v.name, ColumnRef: v.ref != nil, Star: v.star, Literal: v.literal, Word: v.word,
		Constant: v.constant, Value: v.val, Spelling: v.spelling, Elements: v.elems,
	}
	if v.result != nil {
		a.Column = v.result.name()
	}
	if v.call != nil {
		a.Inner = v.call.Args
	}
	return a
}
