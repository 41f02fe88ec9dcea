package kql

import (
	"bytes"
	"cmp"
)

// The orders of sort. Null comes first or last, and NaN stands with it (Kusto: sort-operator).

// CompareNullsFirst compares with null before all else.
func CompareNullsFirst[T any](a, b Null[T]) int { return compareNulls(a, b, -1) }

// CompareNullsLast compares with null behind all else.
func CompareNullsLast[T any](a, b Null[T]) int { return compareNulls(a, b, 1) }

func compareNulls[T any](a, b Null[T], null int) int {
	switch {
	case !a.OK && !b.OK:
		return 0
	case !a.OK:
		return null
	case !b.OK:
		return -null
	}
	switch x := any(a.V).(type) {
	case int64:
		return cmp.Compare(x, any(b.V).(int64))
	case int32:
		return cmp.Compare(x, any(b.V).(int32))
	case DateTime:
		return cmp.Compare(x, any(b.V).(DateTime))
	case TimeSpan:
		return cmp.Compare(x, any(b.V).(TimeSpan))
	case float64:
		return compareReal(x, any(b.V).(float64), null)
	case bool:
		return CompareBool(x, any(b.V).(bool))
	case Decimal:
		return CompareDecimal(x, any(b.V).(Decimal))
	case GUID:
		return CompareGUID(x, any(b.V).(GUID))
	}
	panic("no order for this type")
}

func compareReal(a, b float64, nan int) int {
	switch {
	case a != a && b != b:
		return 0
	case a != a:
		return nan
	case b != b:
		return -nan
	}
	return cmp.Compare(a, b)
}

// CompareNaNFirst compares with NaN before all else.
func CompareNaNFirst(a, b float64) int { return compareReal(a, b, -1) }

// CompareNaNLast compares with NaN behind all else.
func CompareNaNLast(a, b float64) int { return compareReal(a, b, 1) }

// CompareBool compares with false before true.
func CompareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// CompareGUID compares in the order of the text form.
func CompareGUID(a, b GUID) int { return bytes.Compare(a[:], b[:]) }

// LessBool is a < b, where false is less than true; its kin are the other comparisons.
func LessBool(a, b bool) bool { return !a && b }

// LessEqualBool is a <= b.
func LessEqualBool(a, b bool) bool { return !a || b }

// GreaterBool is a > b.
func GreaterBool(a, b bool) bool { return a && !b }

// GreaterEqualBool is a >= b.
func GreaterEqualBool(a, b bool) bool { return a || !b }
