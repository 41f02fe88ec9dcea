package plan

import (
	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/kql"
)

// Expr is a typed scalar expression.
type Expr interface {
	// Type is the value's type; never unknown in a plan that is to run.
	Type() kql.Type
	// Nullable tells whether the value may be null. It is false for strings and dynamics.
	Nullable() bool
	// Span is the expression's place in the query.
	Span() ast.Span
}

// Typed is what all expressions have.
type Typed struct {
	T    kql.Type
	Null bool
	Src  ast.Span
}

// Type implements [Expr].
func (t *Typed) Type() kql.Type { return t.T }

// Nullable implements [Expr].
func (t *Typed) Nullable() bool { return t.Null }

// Span implements [Expr].
func (t *Typed) Span() ast.Span { return t.Src }

func (t *Typed) place(at ast.Span) { t.Src = at }

type (
	// Const is a value known at compile time.
	Const struct {
		Typed
		// Value is bool, int32, int64, float64, kql.Decimal, string, kql.DateTime, kql.TimeSpan, kql.GUID or
		// kql.Dynamic, as Type says; nil is null.
		Value any
		// Name is the let that gave the value, "" for a literal in place. The generator names hoisted values by it.
		Name string
		// Elems are the elements of a literal array, each a Const; nil for anything else.
		Elems []Expr
		// Fields are the properties of a literal bag, each value a Const; nil for anything else. A dynamic constant with
		// Elems or Fields has no Value until it is folded.
		Fields []Field
	}

	// Ref is the value of a column of the current row.
	Ref struct {
		Typed
		Col *Column
	}

	// Call applies a scalar function or an operator of the catalogue. Arguments have exactly the types that the
	// implementation takes: the binder has put casts in.
	Call struct {
		Typed
		Fn   *catalog.Function
		Args []Expr
		// Name is the let that gave the value, "" for a call in place.
		Name string
		// Types are the types of the values of a function of several, which a [Part] takes one of; nil for one value.
		Types []kql.Type
	}

	// List is the right side of in, has_any and has_all: values of one type, arrays flattened where constant.
	List struct {
		Typed
		Elems []Expr
		// Name is the let that gave the list, or "".
		Name string
	}

	// And and Or have two or more operands; three-valued (Kusto: logical-operators).
	And struct {
		Typed
		Args []Expr
	}
	Or struct {
		Typed
		Args []Expr
	}

	// Not is false for true, true for false, null for null.
	Not struct {
		Typed
		Arg Expr
	}

	// Case gives the value of the first condition that is true, or Else. iff is a Case of one condition. All values
	// have the Case's type.
	Case struct {
		Typed
		Whens []When
		Else  Expr
	}
)

// When is one branch of a [Case].
type When struct {
	Cond, Value Expr
}

// NewRef returns a reference to a column of the current row.
func NewRef(c *Column) *Ref { return &Ref{Typed: Typed{T: c.Type, Null: c.Nullable}, Col: c} }

// Field is a property of a literal bag.
type Field struct {
	Name  string
	Value Expr
}
