package catalog

import "github.com/kqlc/kqlc/internal/types"

// Signature is one way to call a function.
type Signature struct {
	Func   *Function
	Params []*Param
	Return Return
	Layout Layout
	// Instead names the function to use for calls of this signature; "" mostly.
	Instead string

	// Min and Max are the counts of arguments.
	Min, Max int
	// Repeats tells that a parameter takes several arguments.
	Repeats bool
}

// Many stands for no upper limit.
const Many = 32767

// count sets Min, Max and Repeats, and a layout that fits the parameters.
func (s *Signature) count() {
	for _, p := range s.Params {
		s.Min += p.Min
		s.Max += p.Max
		s.Repeats = s.Repeats || p.Max > 1
	}
	if s.Repeats && s.Layout == Fixed {
		s.Layout = Repeating
	}
}

// Param returns the parameter of that name, the last one if several share it, nil without one.
func (s *Signature) Param(name string) *Param {
	for i := len(s.Params) - 1; i >= 0; i-- {
		if s.Params[i].Name == name {
			return s.Params[i]
		}
	}
	return nil
}

// accepts reports whether n arguments can be given.
func (s *Signature) accepts(n int) bool {
	if n < s.Min || n > s.Max {
		return false
	}
	if s.Layout == Block && s.Repeats {
		first, last := s.repeating()
		size := last - first + 1
		return (n-len(s.Params)+size)%size == 0
	}
	return true
}

// repeating returns the first and the last parameter that repeat.
func (s *Signature) repeating() (first, last int) {
	first = -1
	for i, p := range s.Params {
		if p.Max > 1 {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	return first, last
}

// Layout says how arguments find their parameters.
type Layout uint8

// The layouts.
const (
	Fixed     Layout = iota // One parameter an argument, in order or by name.
	Repeating               // Parameters repeat one after another; types tell where the next begins.
	Block                   // A group of parameters repeats as a whole.
)

// Param is a parameter of a signature.
type Param struct {
	Name string
	// Type is the constraint on the argument's type; Declared means one of Types.
	Type  Constraint
	Types []types.Type
	// Arg is the constraint on the argument's form.
	Arg ArgKind
	// Min and Max say how often it can be given: 0 and 1 for an optional parameter.
	Min, Max int
	// Values are what a literal may be, nil for anything; compared without regard to case unless CaseSensitive.
	Values        []string
	CaseSensitive bool
	// Placeholder is a string literal that stands for the default value, as "~" in some plugins; "" without one.
	Placeholder string
	// Default is what the binder keeps of the default value of a user's function; Min is 0 then.
	Default any
}

// Constraint says what types a parameter takes.
type Constraint uint8

// The constraints, with the word that signatures use.
const (
	Declared        Constraint = iota // one of the types named
	AnyType                           // any
	AnyScalar                         // scalar
	Tabular                           // tabular
	DatabaseValue                     // database
	ClusterValue                      // cluster
	Integer                           // integer: int or long
	Fraction                          // fraction: real or decimal
	Text                              // text: string or dynamic
	Texts                             // texts: string or array of strings
	Integers                          // integers: integer or array of them
	ArrayValue                        // array: dynamic or array
	BagValue                          // bag: dynamic or bag
	Number                            // number: int, long, real, decimal
	NumberOrBool                      // numeric: number or bool
	Summable                          // summable: number, datetime, timespan
	Orderable                         // orderable: summable, string, bool
	NotRealOrBool                     // hashable: neither real nor bool
	NotDynamic                        // flat: no dynamic
	NotBool                           // notbool
	SameAs0                           // P0: the type of the first argument
	SameAs1                           // P1
	SameAs2                           // P2
	Common                            // T: the type that all T arguments have in common
	CommonNumber                      // Tnumber
	CommonSummable                    // Tsummable
	CommonOrderable                   // Torderable
	CommonOrDynamic                   // Tdynamic: the common type or a dynamic
)

// OfNumbers reports whether no text fits.
func (c Constraint) OfNumbers() bool {
	return c == Integer || c == Fraction || c == Number || c == NumberOrBool || c == Summable
}

// isCommon reports whether the type depends on the other arguments of this kind.
func (c Constraint) isCommon() bool { return c >= Common }

// ArgKind says what form an argument has to have.
type ArgKind uint8

// The forms, with the word that signatures use.
const (
	Expression        ArgKind = iota
	Constant                  // const: the value is known when the query is compiled
	Literal                   // literal
	LiteralNotEmpty           // nonempty: a literal other than ""
	ColumnArg                 // column
	ColumnOf0                 // column0: a column of the table given as first argument
	CommonColumnOf0           // common0: a column of both the row and that table
	ElementExpression         // element: an expression over the members of the first argument
	AggregateArg              // aggregate
	StarOnly                  // star
	StarAllowed               // star?
)

// Return is how a signature's result type comes about.
type Return struct {
	Rule ReturnRule
	// Type is the declared type; nil for the other rules.
	Type types.Type
}

// ReturnRule is a rule for the result type.
type ReturnRule uint8

// The rules, with the word that signatures use.
const (
	DeclaredType   ReturnRule = iota // the type named
	Custom                           // custom: Function.Return computes it
	TypeOf0                          // P0: of the first argument
	TypeOf1                          // P1
	TypeOf2                          // P2
	TypeOfLast                       // PN
	Named0                           // P0type: what the typeof(…) of the first argument names
	Named1                           // P1type
	NamedLast                        // PNtype
	Promoted0                        // P0+: of the first argument, int becomes long
	ArrayOf0                         // P0[]: array of the first argument's type
	CommonType                       // T
	CommonStatic                     // T-: the common type of those that are not dynamic, if there are such
	Widest                           // widest: the widest number; int becomes long
	EntityCluster                    // cluster: the entity that the first argument names; see Scope.Entity
	EntityDatabase                   // database
	EntityTable                      // table
	EntityExternal                   // external
	EntityView                       // view
	EntityGroup                      // group
	EntityStored                     // stored
	EntityGraph                      // graph
)

// Tabular reports whether a call gives a table, as far as the signature alone tells.
func (r Return) Tabular() bool {
	switch r.Rule {
	case DeclaredType:
		return types.IsTabular(r.Type)
	case EntityCluster, EntityDatabase, EntityTable, EntityExternal, EntityView, EntityGroup, EntityStored:
		return true
	}
	return false
}
