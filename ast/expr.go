package ast

// Expr is an expression, scalar or tabular.
type Expr interface {
	Node
	expr()
}

type (
	// Ident is a name in the place of a value: a column, a let, a table, $left. @ is one too.
	Ident struct {
		At
		Name *Name
	}

	// Wildcard is a part of names with stars, as in union Device*. Bracketed tells that it stands in brackets.
	Wildcard struct {
		At
		Text      string
		Bracketed bool
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

	// Call applies a function. Params is nil but for toscalar kind=nooptimization (…).
	Call struct {
		At
		Func   *Name
		Params *Params
		Args   []Expr
	}

	// Named is name = value, or (a, b) = value; Tuple tells the second.
	Named struct {
		At
		Names []*Name
		Tuple bool
		Value Expr
	}

	// Member is x.name, x.['name'], x.f(y), x.* or, with a Bracketed Name, x.[key]. Index is x[i].
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

	// Binary joins two values. Op is the operator as written, OpPos its place.
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

	// Paren is an expression in parentheses, Bracketed one in brackets that begins an expression or follows a dot.
	Paren struct {
		At
		X Expr
	}
	Bracketed struct {
		At
		X Expr
	}

	// DataScope is x datascope=hotcache.
	DataScope struct {
		At
		X     Expr
		Scope string
	}

	// Pipeline is a source and the operators that its rows go through.
	Pipeline struct {
		At
		Source Expr // nil for a pipeline that starts with an operator, as in mv-apply … on (…)
		Ops    []Operator
	}

	// EntityList is entity_group [ … ].
	EntityList struct {
		At
		Items []Expr
	}

	// Bad stands where something was expected. X is what could be read before it, nil where that is nothing.
	Bad struct {
		At
		Expected string
		Found    string // the token at this place, empty at the query's end
		Where    Span   // where the error is
		Fault    Fault
		X        Expr
	}
)

// Fault tells what is wrong at a bad node.
type Fault uint8

// The faults.
const (
	// Unexpected means that Expected was expected.
	Unexpected Fault = iota
	// NotEnded means that something stands behind an operator or a statement.
	NotEnded
	// NeedsBrackets means that a keyword stands where only a name in brackets can.
	NeedsBrackets
	// NotFirst means that an operator has no rows to work on, MustBeFirst that it takes none.
	NotFirst
	MustBeFirst
	// NotType means that a word is no type's name.
	NotType
	// RawGUID means that a guid is written without guid(…).
	RawGUID
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
