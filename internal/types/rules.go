package types

import "slices"

// IsScalar reports whether a value of type t can stand in a row.
func IsScalar(t Type) bool {
	switch t := t.(type) {
	case Scalar, DynamicOf, Array, *Bag:
		return true
	case *Tuple:
		return true
	case *Group:
		return all(t.Members, IsScalar)
	}
	return false
}

// IsTabular reports whether t can stand where a table is asked for: tables, and what Microsoft's analyser lets through
// besides them.
func IsTabular(t Type) bool {
	switch t := t.(type) {
	case *Table, *Tuple, *Cluster:
		return true
	case *Group:
		return all(t.Members, IsTabular)
	}
	return false
}

func all(types []Type, is func(Type) bool) bool {
	for _, t := range types {
		if !is(t) {
			return false
		}
	}
	return len(types) > 0
}

// IsDynamic reports whether t is a dynamic of any shape.
func IsDynamic(t Type) bool {
	switch t.(type) {
	case DynamicOf, Array, *Bag:
		return true
	}
	return t == Dynamic
}

// IsInteger reports whether t is int or long. As with all of the following, Unknown is too.
func IsInteger(t Type) bool { return t == Int || t == Long || t == Unknown }

// IsNumeric reports whether t is int, long, real or decimal.
func IsNumeric(t Type) bool { return IsInteger(t) || t == Real || t == Decimal }

// IsSummable reports whether sum takes t: numbers, datetime and timespan.
func IsSummable(t Type) bool { return IsNumeric(t) || t == DateTime || t == TimeSpan }

// IsOrderable reports whether t has an order: what is summable, string and bool.
func IsOrderable(t Type) bool { return IsSummable(t) || t == String || t == Bool }

// IsStringOrDynamic reports whether t is read as text: a string or any dynamic. Unknown is neither.
func IsStringOrDynamic(t Type) bool { return t == String || IsDynamic(t) }

// IsStringOrArray reports whether t may be a string or an array of strings.
func IsStringOrArray(t Type) bool {
	switch t {
	case String, Dynamic, DynamicOf{String}, Array{String}, AnyArray:
		return true
	}
	return false
}

// IsIntegerOrArray reports whether t may be an integer or an array of integers.
func IsIntegerOrArray(t Type) bool {
	switch t {
	case Dynamic, DynamicOf{Long}, Array{Long}, AnyArray:
		return true
	}
	return IsInteger(t)
}

// IsArray reports whether t may be an array.
func IsArray(t Type) bool { _, ok := t.(Array); return ok || t == Dynamic }

// IsBag reports whether t may be a property bag.
func IsBag(t Type) bool { _, ok := t.(*Bag); return ok || t == Dynamic }

// HasMembers reports whether a path can lead into t: a dynamic that is not known to be a primitive.
func HasMembers(t Type) bool { return IsArray(t) || IsBag(t) }

// Conversion says how far a type may differ from the one asked for. Each allows what those before it allow.
type Conversion uint8

// The conversions.
const (
	// None asks for the type itself.
	None Conversion = iota
	// Promotable allows int to long to real to decimal, and dynamic to string.
	Promotable
	// ToDynamic allows any scalar where a dynamic is asked for.
	ToDynamic
	// Compatible allows promotions in both directions.
	Compatible
	// Any allows every scalar.
	Any
)

// wider reports whether a is a wider primitive than b.
func wider(a, b Type) bool {
	switch a {
	case Long:
		return b == Int
	case Real:
		return b == Int || b == Long
	case Decimal:
		return b == Int || b == Long || b == Real
	case String:
		return b == Dynamic
	}
	return false
}

// promotable reports whether a value of type from can be widened to type to.
func promotable(from, to Type) bool {
	if wider(to, from) {
		return true
	}
	switch from.(type) {
	case Array, *Bag:
		return to == Dynamic
	}
	return false
}

// PromoteInt returns long for int, and any other type as it is.
func PromoteInt(t Type) Type {
	if t == Int {
		return Long
	}
	return t
}

// Widest returns the widest number among the types, nil where none is a number.
func Widest(types []Type) Type {
	var widest Type
	for _, t := range types {
		if IsNumeric(t) && t != widest && (widest == nil || wider(t, widest)) {
			widest = t
		}
	}
	return widest
}

// Common returns the type that two types have in common, with no more conversion than is allowed; nil where there is
// none. A nil type adds nothing.
func Common(a, b Type, allowed Conversion) Type {
	switch {
	case a == nil || a == Null && b != nil:
		return b
	case b == nil || b == Null || a == b:
		return a
	case a == Unknown || b == Unknown:
		return Unknown
	case a == Dynamic || b == Dynamic:
		return Dynamic
	case allowed >= Promotable && promotable(a, b):
		return b
	case allowed >= Promotable && promotable(b, a):
		return a
	}
	if t := commonShape(a, b, allowed); t != nil {
		return t
	}
	switch {
	case IsDynamic(a) && IsDynamic(b):
		return Dynamic
	case IsScalar(a) && IsScalar(b) && allowed >= ToDynamic:
		return Dynamic
	}
	return nil
}

// commonShape unifies dynamics of known shape, primitives with them, and tables.
func commonShape(a, b Type, allowed Conversion) Type {
	switch a := a.(type) {
	case Array:
		if b, ok := b.(Array); ok {
			// Microsoft's analyser gives the element's type here where both agree, which can only be of two bags.
			if a.Elem == b.Elem {
				return a.Elem
			}
			return AnyArray
		}
	case *Bag:
		if b, ok := b.(*Bag); ok {
			return BagOf(intersect(a.Properties, b.Properties))
		}
	case *Table:
		if b, ok := b.(*Table); ok {
			return &Table{Columns: intersect(a.Columns, b.Columns)}
		}
	}
	x, xIsDynamic := primitive(a)
	y, yIsDynamic := primitive(b)
	if x != nil && y != nil && (xIsDynamic || yIsDynamic) {
		if t := Common(x, y, allowed); t != nil {
			return DynamicHolding(t)
		}
	}
	return nil
}

// primitive returns the primitive that t is or holds.
func primitive(t Type) (value Type, isDynamic bool) {
	switch t := t.(type) {
	case Scalar:
		return t, false
	case DynamicOf:
		return t.Value, true
	case Array, *Bag:
		return t, false
	}
	return nil, false
}

// CommonOf is [Common] over many types.
func CommonOf(types []Type, allowed Conversion) Type {
	var common Type
	for _, t := range types {
		if t == nil {
			continue
		}
		if common = Common(common, t, allowed); common == nil {
			return nil
		}
	}
	return common
}

// intersect returns the columns of a whose names b has as well, with the type that both have in common.
func intersect(a, b []Column) []Column {
	var both []Column
	for _, c := range a {
		other, ok := Find(b, c.Name)
		if !ok {
			continue
		}
		t := Common(c.Type, other.Type, ToDynamic)
		if t == nil {
			t = Dynamic
		}
		both = append(both, Column{Name: c.Name, Type: t})
	}
	return both
}

// Union returns the columns of a, then those of b that a has not. The type of a column that both have is that of a.
func Union(a, b []Column) []Column {
	union := append([]Column(nil), a...)
	for _, c := range b {
		if _, ok := Find(a, c.Name); !ok {
			union = append(union, c)
		}
	}
	return union
}

// Assignable reports whether a value of type from can be given where type to is asked for.
func Assignable(to, from Type, allowed Conversion) bool {
	switch {
	case to == nil || from == nil:
		return to == from
	case to == from:
		return true
	case from == Unknown && IsScalar(to), to == Unknown && IsScalar(from):
		return true
	}
	if tuple, ok := from.(*Tuple); ok && IsScalar(to) && len(tuple.Columns) == 1 {
		return Assignable(to, tuple.Columns[0].Type, None)
	}
	if to == Dynamic && (IsDynamic(from) || IsScalar(from) && allowed >= ToDynamic) {
		return true
	}
	switch to := to.(type) {
	case Scalar:
		return scalarAssignable(to, from, allowed)
	case DynamicOf:
		if from, ok := from.(DynamicOf); ok {
			return Assignable(to.Value, from.Value, allowed)
		}
	case Array:
		if from, ok := from.(Array); ok {
			return to == AnyArray && allowed != None || Assignable(from.Elem, to.Elem, allowed)
		}
	case *Bag:
		if from, ok := from.(*Bag); ok {
			return hasColumns(from.Properties, to.Properties, Any)
		}
	case *Tuple:
		if from, ok := from.(*Tuple); ok {
			return slices.EqualFunc(from.Columns, to.Columns, func(a, b Column) bool {
				return a.Name == b.Name && Assignable(b.Type, a.Type, None)
			})
		}
	case *Table:
		if from, ok := from.(*Table); ok {
			return hasColumns(from.Columns, to.Columns, None)
		}
	}
	return false
}

func scalarAssignable(to Scalar, from Type, allowed Conversion) bool {
	switch from.(type) {
	case Scalar, DynamicOf:
	default:
		return false
	}
	switch allowed {
	case Promotable:
		return promotable(from, to)
	case Compatible:
		return promotable(from, to) || promotable(to, from)
	case Any:
		return true
	}
	return false
}

// hasColumns reports whether each wanted column is among have, by name, with an assignable type.
func hasColumns(have, want []Column, allowed Conversion) bool {
	for _, w := range want {
		c, ok := Find(have, w.Name)
		if !ok || !Assignable(w.Type, c.Type, allowed) {
			return false
		}
	}
	return true
}

// AssignableToAny is [Assignable] to one of several types.
func AssignableToAny(to []Type, from Type, allowed Conversion) bool {
	for _, t := range to {
		if Assignable(t, from, allowed) {
			return true
		}
	}
	return false
}
