// Package catalog is the one list of what KQL offers by name: scalar functions, aggregates, plugins, operators and the
// parameters of query operators, each with its signatures, the name and type of its result, its documentation and the Go
// functions of package kql that implement it. The rules by which a call picks a signature are those of Microsoft's
// analyser; see [Function.Match].
//
// An entry is data. The signatures are text, parsed when first asked for:
//
//	strlen(text: text) long
//	substring(text: scalar, start: integer, [length: integer]) string
//	case((if: bool, then: Tdynamic)*, else: Tdynamic) T-
//
// The grammar is at [parseSignature].
package catalog

import (
	"strings"
	"sync"

	"github.com/kqlc/kqlc/internal/types"
)

// Kind says what a function is.
type Kind uint8

// The kinds of functions.
const (
	Scalar    Kind = iota // Scalar functions and those that give tables, databases and the like.
	Aggregate             // Aggregate functions of summarize, make-series and pivot.
	Plugin                // Plugins of evaluate: they take the row as an unnamed table and give a table.
	Operator              // Operators, named by their text.
	Internal              // What only [Function.Expand] calls.
	User                  // Functions of a query's let or of a schema.
)

// Naming says how an unnamed call names its column.
type Naming uint8

// The namings. Where a rule gives nothing the column is Column1, Column2, ….
const (
	Unnamed       Naming = iota
	First                // The name of the first argument.
	Only                 // The name of the argument, if there is one only.
	Prefixed             // Prefix_argument; Prefix_ without arguments.
	PrefixAlone          // Prefix.
	FirstIfColumn        // The value of the first argument, if the row has such a column.
)

// Function is an entry of the catalogue. What the first block says is all that a user's function needs.
type Function struct {
	// Name is how a query calls it; an operator's name is its text, with "unary " before a sign.
	Name string
	Kind Kind
	// Sigs are the signatures as text, without the name. See [Function.Signatures].
	Sigs []string
	// Return computes the result of signatures whose return rule is custom.
	Return func(*Call) types.Type
	// Layout assigns parameters to arguments where none of the regular layouts does; nil otherwise.
	Layout func(sig *Signature, args []Arg) []*Param

	// Service is the type that the service gives where Microsoft's analyser knows another one; nil where they agree, and
	// it returns nil for calls in which they do.
	Service func(*Call) types.Type
	// ServiceOnly tells that Microsoft's analyser does not know the function.
	ServiceOnly bool

	// Naming and Prefix give the name of an unnamed column. A function of several columns puts Prefix and an underscore
	// before each, if it has one.
	Naming Naming
	Prefix string
	// Instead names what to use in place of a deprecated function; "" for a current one.
	Instead string
	// Faster names a function that gives nearly the same for less; "" mostly.
	Faster string
	// Hidden functions work but are not to be suggested.
	Hidden bool
	// Foldable calls with constant arguments are constants.
	Foldable bool
	// NeverNull aggregates give a value even where there is none to aggregate (Kusto: summarize-operator).
	NeverNull bool
	// Volatile functions give another value at each call.
	Volatile bool
	// GraphOnly functions exist inside graph-match and graph-shortest-paths only.
	GraphOnly bool
	// ElementOnly functions exist only where one of those takes an element of the pattern.
	ElementOnly bool

	// Doc is one sentence about what it does.
	Doc string
	// Examples run as tests.
	Examples []Example
	// Go are the functions of package kql that implement it; see [Function.Select].
	Go []any
	// As says what calls are short for, as "($1, $2) = not(has($1, $2))"; see [Function.Expand].
	As []string
	// Defaults are the values of the last parameters of the Go functions, for calls that leave them out.
	Defaults []any
	// List is the index of the argument from which on a plan holds the arguments as one list, with constant arrays taken
	// apart: 1 for in, has_any and their like; 0 for a function without a list.
	List int
	// Inline tells that the compiler itself makes code of the function: it needs no Go function.
	Inline bool
	// Missing says why the function cannot be compiled, where it cannot; users see it.
	Missing string

	once sync.Once
	sigs []*Signature
	err  error

	onceGo  sync.Once
	goImpls []Impl
}

// Example is an expression and the text that it gives: tostring of the value, null spelled out.
type Example struct{ Expr, Want string }

// Signatures are the parsed signatures. They must not be changed.
func (f *Function) Signatures() []*Signature {
	f.once.Do(func() {
		for _, text := range f.Sigs {
			sig, err := parseSignature(text)
			if err != nil {
				f.err = err
				continue
			}
			sig.Func = f
			f.sigs = append(f.sigs, sig)
		}
	})
	return f.sigs
}

// NewUser returns a function of a query or of a schema. Its return type is what ret computes of a call; arguments may be
// named, and are converted to the declared types.
func NewUser(name string, params []*Param, ret func(*Call) types.Type) *Function {
	f := &Function{Name: name, Kind: User, Return: ret}
	f.once.Do(func() {})
	sig := &Signature{Func: f, Params: params, Return: Return{Rule: Custom}}
	sig.count()
	f.sigs = []*Signature{sig}
	return f
}

// index is the catalogue by kind and name.
type index struct {
	byName [User]map[string]*Function
	all    [User][]*Function
}

var load = sync.OnceValue(func() *index {
	x := &index{}
	for kind, families := range map[Kind][][]Function{
		Scalar: scalarFamilies, Aggregate: {aggregates}, Plugin: {plugins}, Operator: {operators}, Internal: {internals},
	} {
		x.byName[kind] = map[string]*Function{}
		for _, family := range families {
			for i := range family {
				f := &family[i]
				f.Kind = kind
				if f.Name == "" {
					f.Name, f.Sigs = splitName(f.Sigs)
				}
				x.byName[kind][f.Name] = f
				x.all[kind] = append(x.all[kind], f)
			}
		}
	}
	return x
})

// splitName takes the name off signatures that begin with it.
func splitName(sigs []string) (name string, rest []string) {
	rest = make([]string, len(sigs))
	for i, sig := range sigs {
		paren := strings.IndexByte(sig, '(')
		name, rest[i] = sig[:paren], sig[paren:]
	}
	return name, rest
}

// Lookup returns the function of that kind and name, nil if there is none. Names are case-sensitive.
func Lookup(kind Kind, name string) *Function { return load().byName[kind][name] }

// All returns all functions of a kind: scalar functions by family, the others as their files list them.
func All(kind Kind) []*Function { return load().all[kind] }

// Names returns the names of a kind that may be suggested: neither hidden nor deprecated.
func Names(kind Kind) []string {
	var names []string
	for _, f := range All(kind) {
		if !f.Hidden && f.Instead == "" {
			names = append(names, f.Name)
		}
	}
	return names
}
