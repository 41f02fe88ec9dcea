package kql

import "unsafe"

// AnyColumn is [AnyText] of all columns of a row that are texts, and as texts those of some other types: row is a pointer to a
// table's, the types are dynamic, int and long.
func AnyColumn[N any](test func(text string, needle N) bool, needle N, row any, others ...Type) bool {
	places, p := placesOf(row), pointerIn(row)
	for _, at := range places[TypeString] {
		if test(*(*string)(unsafe.Add(p, at)), needle) {
			return true
		}
	}
	for _, t := range others {
		for _, at := range places[t] {
			if test(textAt(unsafe.Add(p, at), t), needle) {
				return true
			}
		}
	}
	return false
}

// textAt is a column that is no text as one, which is empty for null.
func textAt(p unsafe.Pointer, t Type) string {
	switch t {
	case TypeDynamic:
		return DynamicToString(*(*Dynamic)(p))
	case TypeInt:
		return Lift1(IntToString, *(*Null[int32])(p)).V
	case TypeLong:
		return Lift1(LongToString, *(*Null[int64])(p)).V
	}
	panic("no column of this type is searched")
}
