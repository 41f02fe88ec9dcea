// Package types holds what the binder knows of an expression's value: one of Kusto's scalars, a dynamic of known shape, a
// table, the columns of a multi-column function, a graph, a database; and the rules by which one type is promoted to,
// assigned to or unified with another. The rules are those of Microsoft's analyser, so that both accept the same queries.
package types

import (
	"strings"

	"github.com/kqlc/kqlc/kql"
)

// Type is the type of an expression. All implementations can be compared with ==: scalars, [DynamicOf] and [Array] by
// value, all others by identity.
type Type interface {
	// String is the type's name as a message or a result schema prints it; every dynamic is "dynamic".
	String() string
	isType()
}

// Scalar is one of Kusto's scalar types, with the same numbers as [kql.Type], or one of the binder's own.
type Scalar uint8

// The scalar types.
const (
	// Unknown is a scalar of which nothing is known: of an open table, or after an error. It fits everywhere.
	Unknown  = Scalar(kql.TypeUnknown)
	Bool     = Scalar(kql.TypeBool)
	Int      = Scalar(kql.TypeInt)
	Long     = Scalar(kql.TypeLong)
	Real     = Scalar(kql.TypeReal)
	Decimal  = Scalar(kql.TypeDecimal)
	String   = Scalar(kql.TypeString)
	DateTime = Scalar(kql.TypeDateTime)
	TimeSpan = Scalar(kql.TypeTimeSpan)
	GUID     = Scalar(kql.TypeGUID)
	// Dynamic is a dynamic of any shape.
	Dynamic = Scalar(kql.TypeDynamic)

	// Literal is the type of typeof(…) and of no value.
	Literal = Dynamic + 1
	// Null is the type of null inside a dynamic literal.
	Null = Dynamic + 2
)

// Of returns the binder's type for a scalar type of the run-time.
func Of(t kql.Type) Scalar { return Scalar(t) }

// Kql returns the run-time's type; TypeUnknown for Unknown, Literal and Null.
func (s Scalar) Kql() kql.Type {
	if s > Dynamic {
		return kql.TypeUnknown
	}
	return kql.Type(s)
}

func (s Scalar) String() string {
	switch s {
	case Literal:
		return "type"
	case Null:
		return "null"
	}
	return kql.Type(s).String()
}

// Named returns the type that a query's text calls name: Kusto's names and all synonyms that Microsoft's analyser
// resolves (int32, uint64, float, uuid …).
func Named(name string) (Scalar, bool) {
	if t, ok := kql.TypeNamed(name); ok {
		return Of(t), true
	}
	switch name {
	case "int8", "int16", "int32", "uint", "uint8", "uint16", "uint32":
		return Int, true
	case "ulong", "uint64":
		return Long, true
	case "float":
		return Real, true
	case "uuid":
		return GUID, true
	case "type":
		return Literal, true
	case "null":
		return Null, true
	}
	return Unknown, false
}

// Column is a named value of a table, a tuple or a bag.
type Column struct {
	Name string
	Type Type
	// Part is the name in the signature of a function of several values, whose column's name is longer.
	Part string
	// Of names the column of the row whose value a tuple's column has, "" for a computed value.
	Of string
	// Same tells that a tuple's column is the column Of itself: a projection that has it already does not repeat it.
	Same bool
}

type (
	// DynamicOf is a dynamic that is known to hold a primitive.
	DynamicOf struct{ Value Scalar }

	// Array is a dynamic that is known to hold an array. Make it with [ArrayOf].
	Array struct{ Elem Type }

	// Bag is a dynamic that is known to hold a property bag; Properties are those that are known.
	Bag struct{ Properties []Column }

	// Tuple is the result of a function of several columns, such as arg_max or series_stats.
	Tuple struct{ Columns []Column }

	// Table is a tabular value.
	Table struct {
		// Name is the name of a database's table, "" for a computed one.
		Name    string
		Columns []Column
		// Open tells that more columns may exist: any further name is one, of type Unknown.
		Open bool
		// Sorted and Serialized tell what window functions may rely on.
		Sorted, Serialized bool
		// External and MaterializedView tell what kind of entity a named table is.
		External, MaterializedView bool
	}

	// Graph is the result of make-graph. Nodes may be nil.
	Graph struct{ Edges, Nodes *Table }

	// Database is the value of database("…"). An open one has any table that it is asked for.
	Database struct {
		Name, Cluster string
		Open          bool
	}

	// Cluster is the value of cluster("…").
	Cluster struct {
		Name string
		Open bool
	}

	// EntityGroup is the value of entity_group [ … ].
	EntityGroup struct {
		Name    string
		Members []Type
	}

	// Group stands for several entities at once, as a wildcard in database("*").table("T*") names them.
	Group struct{ Members []Type }

	// Func is a function named without being called. Value is the binder's declaration.
	Func struct {
		Name  string
		Value any
	}

	void   struct{}
	errorT struct{}
)

var (
	// Void is the type of what has no value.
	Void Type = void{}
	// Error is the type of what has been reported already: nothing that follows from it is reported again.
	Error Type = errorT{}
)

// The dynamics of a known shape that have names of their own.
var (
	AnyBag   = &Bag{}
	AnyArray = Array{Dynamic}
	// GeoShape is the GeoJSON geometry that the geo functions return.
	GeoShape = &Bag{[]Column{{Name: "type", Type: String}, {Name: "coordinates", Type: AnyArray}}}
)

func (Scalar) isType()       {}
func (DynamicOf) isType()    {}
func (Array) isType()        {}
func (*Bag) isType()         {}
func (*Tuple) isType()       {}
func (*Table) isType()       {}
func (*Graph) isType()       {}
func (*Database) isType()    {}
func (*Cluster) isType()     {}
func (*EntityGroup) isType() {}
func (*Group) isType()       {}
func (*Func) isType()        {}
func (void) isType()         {}
func (errorT) isType()       {}

func (DynamicOf) String() string    { return "dynamic" }
func (Array) String() string        { return "dynamic" }
func (*Bag) String() string         { return "dynamic" }
func (t *Tuple) String() string     { return columnList(t.Columns) }
func (*Graph) String() string       { return "graph" }
func (*Database) String() string    { return "database" }
func (*Cluster) String() string     { return "cluster" }
func (*EntityGroup) String() string { return "entity_group" }
func (*Group) String() string       { return "group" }
func (*Func) String() string        { return "function" }
func (void) String() string         { return "void" }
func (errorT) String() string       { return "error" }

func (t *Table) String() string {
	if t.Open {
		return "(*)"
	}
	return columnList(t.Columns)
}

func columnList(columns []Column) string {
	var b strings.Builder
	b.WriteByte('(')
	for i, c := range columns {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(c.Name + ": " + c.Type.String())
	}
	return b.String() + ")"
}

// Find returns the first column of that name.
func Find(columns []Column, name string) (Column, bool) {
	for i := range columns {
		if columns[i].Name == name {
			return columns[i], true
		}
	}
	return Column{}, false
}

// Column returns the table's column of that name; an open table that does not list it gives one of unknown type.
func (t *Table) Column(name string) (Column, bool) {
	if c, ok := Find(t.Columns, name); ok {
		return c, true
	}
	return Column{Name: name, Type: Unknown}, t.Open
}

// Kql returns the run-time's type of a scalar: TypeDynamic for every dynamic, TypeUnknown for what is no scalar value.
func Kql(t Type) kql.Type {
	switch t := t.(type) {
	case Scalar:
		return t.Kql()
	case DynamicOf, Array, *Bag:
		return kql.TypeDynamic
	case *Tuple:
		if len(t.Columns) == 1 {
			return Kql(t.Columns[0].Type)
		}
	}
	return kql.TypeUnknown
}

// DynamicHolding returns the dynamic that is known to hold a value of type t.
func DynamicHolding(t Type) Type {
	switch t := t.(type) {
	case Scalar:
		switch t {
		case Int:
			return DynamicOf{Long}
		case Bool, Long, Real, DateTime, TimeSpan, GUID, String:
			return DynamicOf{t}
		}
	case DynamicOf, Array, *Bag:
		return t
	}
	return Dynamic
}

// ArrayOf returns the type of an array with elements of type t. Elements that a dynamic cannot tell apart become plain
// dynamics.
func ArrayOf(t Type) Array {
	if d, ok := t.(DynamicOf); ok {
		t = d.Value
	}
	switch t := t.(type) {
	case Scalar:
		switch t {
		case Int:
			return Array{Long}
		case Bool, Long, Real, DateTime, TimeSpan, GUID, String:
			return Array{t}
		}
	case Array, *Bag:
		return Array{t}
	}
	return AnyArray
}

// BagOf returns the type of a bag with these properties.
func BagOf(properties []Column) *Bag {
	if len(properties) == 0 {
		return AnyBag
	}
	return &Bag{properties}
}

// Element returns the type of an array's elements as they come out of the array, nil where t is neither an array nor a
// dynamic that may be one.
func Element(t Type) Type {
	if a, ok := t.(Array); ok {
		return DynamicHolding(a.Elem)
	}
	if t == Dynamic {
		return Dynamic
	}
	return nil
}
