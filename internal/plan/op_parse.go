package plan

type (
	// Parse captures parts of a text into columns (Kusto: parse-operator).
	Parse struct {
		Op
		Input Node
		// Arg is the text, a string.
		Arg  Expr
		Kind ParseKind
		// Flags are those of a regular expression, letters of "Uims".
		Flags string
		Parts []ParsePart
		// Where drops rows that do not match (parse-where).
		Where bool
	}

	// ParsePart is one piece of a pattern: exactly one of the three is set.
	ParsePart struct {
		// Text has to occur; a fragment of a regular expression in kind regex.
		Text string
		// Col captures, converted to its type.
		Col *Column
		// Star skips.
		Star bool
	}

	// ParseKv captures the values of keys from a text (Kusto: parse-kv-operator).
	ParseKv struct {
		Op
		Input Node
		Arg   Expr
		// Keys are the columns; each one's name in the query is its key.
		Keys []ParseKey
		// PairDelimiter, KvDelimiter and Regex are "" if not given. Quotes are the quotes, one or two characters each.
		PairDelimiter, KvDelimiter, Regex string
		Quotes, Escapes                   []string
		Greedy                            bool
	}

	// ParseKey is one key of parse-kv.
	ParseKey struct {
		Key string
		Col *Column
	}
)

// ParseKind is how strictly a pattern is matched.
type ParseKind uint8

// The kinds of parse.
const (
	ParseSimple ParseKind = iota
	ParseRegex
	ParseRelaxed
)

func (n *Parse) inputs(f func(*Node))   { f(&n.Input) }
func (n *ParseKv) inputs(f func(*Node)) { f(&n.Input) }

func (n *Parse) exprs(f func(*Expr))   { f(&n.Arg) }
func (n *ParseKv) exprs(f func(*Expr)) { f(&n.Arg) }
