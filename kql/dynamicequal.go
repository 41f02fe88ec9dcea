package kql

import (
	"cmp"
	"math"
)

// Equal reports whether a and b hold the same value: numbers by value whatever their kind, arrays in order, bags without,
// null like null. It is the equality of sets; that of == is [EqualText] and its kin.
func (d Dynamic) Equal(o Dynamic) bool {
	if d.kind != o.kind {
		return d.isNumber() && o.isNumber() && compareNumbers(d, o) == 0
	}
	switch d.kind {
	case StringKind:
		return d.text == o.text
	case RealKind:
		return d.Real() == o.Real()
	case GUIDKind:
		return d.tree.guid == o.tree.guid
	case DecimalKind:
		return d.tree.number == o.tree.number
	case ArrayKind:
		return equalArrays(d, o)
	case BagKind:
		return equalBags(d.build(), o.build())
	}
	return d.bits == o.bits
}

func (d Dynamic) isNumber() bool {
	return d.kind == LongKind || d.kind == RealKind || d.kind == DecimalKind
}

// compareNumbers compares two numbers of whatever kind: as decimals where one is, else as reals.
func compareNumbers(a, b Dynamic) int {
	if a.kind == LongKind && b.kind == LongKind {
		return cmp.Compare(a.Long(), b.Long())
	}
	if a.kind == DecimalKind || b.kind == DecimalKind {
		x, y := DynamicToDecimal(a), DynamicToDecimal(b)
		if x.OK && y.OK {
			return CompareDecimal(x.V, y.V)
		}
		a, b = DynamicReal(DynamicToReal(a).V), DynamicReal(DynamicToReal(b).V)
	}
	return cmp.Compare(a.Real(), b.Real())
}

func equalArrays(a, b Dynamic) bool {
	x, y := a.cursor(), b.cursor()
	for x.next() {
		if !y.next() || !x.value().Equal(y.value()) {
			return false
		}
	}
	return !y.next()
}

func equalBags(a, b *dynamicTree) bool {
	if len(a.keys) != len(b.keys) {
		return false
	}
	index := keyIndex{}
	for i, k := range a.keys {
		at := index.find(b, k)
		if at < 0 || !a.values[i].Equal(b.values[at]) {
			return false
		}
	}
	return true
}

// EqualText is d == text: values of another kind are not equal to it, nor is null (Kusto: null-values).
func EqualText(d Dynamic, text string) bool { return d.kind == StringKind && d.text == text }

// EqualBool is d == v: null where both are, and false where one is; so with its kin.
func EqualBool(d Dynamic, v Null[bool]) Null[bool] {
	return equalTo(d, v.OK, d.kind == BoolKind && d.Bool() == v.V)
}

// EqualLong is d == v, with a number of whatever kind in d.
func EqualLong(d Dynamic, v Null[int64]) Null[bool] {
	return equalTo(d, v.OK, d.isNumber() && compareNumbers(d, DynamicLong(v.V)) == 0)
}

// EqualReal is d == v, with a number of whatever kind in d; NaN equals nothing.
func EqualReal(d Dynamic, v Null[float64]) Null[bool] {
	return equalTo(d, v.OK, d.isNumber() && v.V == v.V && compareNumbers(d, DynamicReal(v.V)) == 0)
}

// EqualDecimal is d == v, with a number of whatever kind in d.
func EqualDecimal(d Dynamic, v Null[Decimal]) Null[bool] {
	return equalTo(d, v.OK, d.isNumber() && compareNumbers(d, DynamicDecimal(v.V)) == 0)
}

// EqualDateTime is d == v, with a datetime in d, also as text.
func EqualDateTime(d Dynamic, v Null[DateTime]) Null[bool] {
	return equalTo(d, v.OK, (d.kind == DateTimeKind || d.kind == StringKind) && Equals(DynamicToDateTime(d), v.V))
}

// EqualTimeSpan is d == v, with a timespan in d, also as text.
func EqualTimeSpan(d Dynamic, v Null[TimeSpan]) Null[bool] {
	return equalTo(d, v.OK, (d.kind == TimeSpanKind || d.kind == StringKind) && Equals(DynamicToTimeSpan(d), v.V))
}

// EqualGUID is d == v, with a guid in d, also as text.
func EqualGUID(d Dynamic, v Null[GUID]) Null[bool] {
	return equalTo(d, v.OK, Equals(DynamicToGUID(d), v.V))
}

// EqualDynamic is a == b, which the service refuses: by value, as [Dynamic.Equal].
func EqualDynamic(a, b Dynamic) Null[bool] { return equalTo(a, b.kind != NullKind, a.Equal(b)) }

func equalTo(d Dynamic, ok, equal bool) Null[bool] {
	if d.kind == NullKind && !ok {
		return Null[bool]{}
	}
	return Some(ok && equal)
}

// UnequalText is d != text, the opposite of [EqualText]; so with its kin.
func UnequalText(d Dynamic, text string) bool { return !EqualText(d, text) }

// UnequalBool is d != v.
func UnequalBool(d Dynamic, v Null[bool]) Null[bool] { return Not(EqualBool(d, v)) }

// UnequalLong is d != v.
func UnequalLong(d Dynamic, v Null[int64]) Null[bool] { return Not(EqualLong(d, v)) }

// UnequalReal is d != v.
func UnequalReal(d Dynamic, v Null[float64]) Null[bool] { return Not(EqualReal(d, v)) }

// UnequalDecimal is d != v.
func UnequalDecimal(d Dynamic, v Null[Decimal]) Null[bool] { return Not(EqualDecimal(d, v)) }

// UnequalDateTime is d != v.
func UnequalDateTime(d Dynamic, v Null[DateTime]) Null[bool] { return Not(EqualDateTime(d, v)) }

// UnequalTimeSpan is d != v.
func UnequalTimeSpan(d Dynamic, v Null[TimeSpan]) Null[bool] { return Not(EqualTimeSpan(d, v)) }

// UnequalGUID is d != v.
func UnequalGUID(d Dynamic, v Null[GUID]) Null[bool] { return Not(EqualGUID(d, v)) }

// UnequalDynamic is a != b.
func UnequalDynamic(a, b Dynamic) Null[bool] { return Not(EqualDynamic(a, b)) }

// LessLong is d < v, by value where d holds a number, which is not cut, else as tolong(d) has it; null where that is null.
func LessLong(d Dynamic, v int64) Null[bool] {
	return orderedTo(d, v, func(c int) bool { return c < 0 })
}

// LessEqualLong is d <= v; see [LessLong].
func LessEqualLong(d Dynamic, v int64) Null[bool] {
	return orderedTo(d, v, func(c int) bool { return c <= 0 })
}

// GreaterLong is d > v; see [LessLong].
func GreaterLong(d Dynamic, v int64) Null[bool] {
	return orderedTo(d, v, func(c int) bool { return c > 0 })
}

// GreaterEqualLong is d >= v; see [LessLong].
func GreaterEqualLong(d Dynamic, v int64) Null[bool] {
	return orderedTo(d, v, func(c int) bool { return c >= 0 })
}

func orderedTo(d Dynamic, v int64, holds func(int) bool) Null[bool] {
	switch {
	case d.kind == RealKind && math.IsNaN(d.Real()):
		return Some(false)
	case !d.isNumber():
		n := DynamicToLong(d)
		return Null[bool]{n.OK && holds(cmp.Compare(n.V, v)), n.OK}
	}
	return Some(holds(compareNumbers(d, DynamicLong(v))))
}
