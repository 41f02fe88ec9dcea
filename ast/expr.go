package ast

// Expr is an expression, scalar or tabular.
type Expr interface {
	Node
	expr()
}

type (
	// Ident is a name in the place of a value: a column, a let, a table, $left.
	Ident struct {
		At
		Name *Name
	}

	// Wildcard is a part of names with stars, as in union Device*.
	Wildcard struct {
		At
		Text string
	}

	// Literal is a value in the text. Strings that stand side by side are one value: each has a part.
	Literal struct {
		At
		Kind  LiteralKind
		Parts []string // as written, with prefixes, quotes and units
	}

	// Array and Bag are parts of a dynamic literal.
	Array struct {
		At
		Elems []Expr
	}
	Bag struct {
		At
		Keys   []Expr
		Values []Expr
	}

	// Dynamic is dynamic(…).
	Dynamic struct {
		At
		Value Expr
	}

	// Typeof is typeof(…): a type's name, or columns and their types.
	Typeof struct {
		At
		Type   *TypeName  // nil for columns
		Schema *RowSchema // nil for a scalar type
	}

	// Star is * in the place of a value or an argument.
	Star struct{ At }

	// Call applies a function.
	Call struct {
		At
		Func *Name
		Args []Expr
	}

	// Named is name = value, or (a, b) = value; Tuple tells the second.
	Named struct {
		At
		Names []*Name
		Tuple bool
		Value Expr
	}

	// Member is x.name, x.['name'] or database('d').f(x); Index is x[i].
	Member struct {
		At
		X    Expr
		Name Expr
	}
	Index struct {
		At
		X, I Expr
	}

	// Unary is + or - before a value.
	Unary struct {
		At
		Op string
		X  Expr
	}

	// Binary joins two values.
	Binary struct {
		At
		Op    string
		OpPos Span
		X, Y  Expr
	}

	// In is x in (…), and has_any and has_all.
	In struct {
		At
		Op    string
		OpPos Span
		X     Expr
		List  []Expr
	}

	// Between is x between (a .. b).
	Between struct {
		At
		Op       string
		OpPos    Span
		X        Expr
		From, To Expr
	}

	// Paren is an expression in parentheses.
	Paren struct {
		At
		X Expr
	}

	// Pipeline is a source and the operators that its rows go through.
	Pipeline struct {
		At
		Source Expr // nil for a pipeline that starts with an operator, as in mv-apply … on (…)
		Ops    []Operator
	}

	// Bad stands where an expression was expected.
	Bad struct {
		At
		Expected string
		Found    string
	}
)

// LiteralKind is the kind of a literal.
type LiteralKind uint8

// The kinds. The text of typed ones has its prefix: datetime(2024-01-01).
const (
	BoolLiteral LiteralKind = iota
	LongLiteral
	RealLiteral
	StringLiteral
	TimeSpanLiteral
	TypedLiteral
	NullLiteral
)
