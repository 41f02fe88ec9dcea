package kql

// An aggregate is a type whose zero value, or what its New function gives, holds no values. Add takes a value that is not
// null: the caller skips nulls, as Kusto's aggregates do (Kusto: aggregation-functions), and rows whose condition does not
// hold in the …if forms. Merge takes over the values of another of the same kind and parameters, which came after its own;
// Result gives the value. AppendState and ReadState carry an aggregate from one process to another: ReadState sets the
// receiver to what AppendState wrote and returns the rest of src. Aggregates copy the text that they keep.

import (
	"cmp"
	"strings"
)

// Ordered are the types that min, max, arg_min, arg_max and percentile compare; dynamics as [CompareDynamic] does.
type Ordered interface {
	bool | int32 | int64 | float64 | string | DateTime | TimeSpan | GUID | Decimal | Dynamic
}

// less orders two values of a type; NaN is neither less nor greater.
func less[T Ordered](a, b T) bool {
	switch a := any(a).(type) {
	case int64:
		return a < any(b).(int64)
	case float64:
		return a < any(b).(float64)
	case DateTime:
		return a < any(b).(DateTime)
	case string:
		return a < any(b).(string)
	case int32:
		return a < any(b).(int32)
	case TimeSpan:
		return a < any(b).(TimeSpan)
	case bool:
		return !a && any(b).(bool)
	case GUID:
		b := any(b).(GUID)
		return string(a[:]) < string(b[:])
	case Decimal:
		return CompareDecimal(a, any(b).(Decimal)) < 0
	case Dynamic:
		return CompareDynamic(a, any(b).(Dynamic)) < 0
	}
	panic("a type without order")
}

// compare orders two values of a type as [cmp.Compare] does: NaN stands first.
func compare[T Ordered](a, b T) int {
	switch a := any(a).(type) {
	case int64:
		return cmp.Compare(a, any(b).(int64))
	case float64:
		return cmp.Compare(a, any(b).(float64))
	case DateTime:
		return cmp.Compare(a, any(b).(DateTime))
	case Decimal:
		return CompareDecimal(a, any(b).(Decimal))
	}
	switch {
	case less(a, b):
		return -1
	case less(b, a):
		return 1
	}
	return 0
}

// keep returns v with text of its own.
func keep[T any](v T) T {
	switch text := any(&v).(type) {
	case *string:
		*text = strings.Clone(*text)
	case *Dynamic:
		*text = text.Clone()
	}
	return v
}
