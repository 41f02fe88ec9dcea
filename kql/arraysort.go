package kql

import (
	"cmp"
	"slices"
	"strings"
)

// ArraySortAsc is array_sort_asc(): the first array is sorted, the others follow its order, and null stands for those of
// another length, and for a bool behind the arrays. Numbers and times come before texts, these before guids, and all else
// behind, in either direction. Nulls come last unless that bool is false (Kusto: array-sort-asc-function).
func ArraySortAsc(arrays ...Dynamic) []Dynamic { return sortArrays(false, arrays) }

// ArraySortDesc is array_sort_desc(), as [ArraySortAsc].
func ArraySortDesc(arrays ...Dynamic) []Dynamic { return sortArrays(true, arrays) }

func sortArrays(descending bool, arrays []Dynamic) []Dynamic {
	nullsLast := true
	out := make([]Dynamic, len(arrays))
	if n := len(arrays) - 1; n > 0 && arrays[n].kind == BoolKind {
		nullsLast, arrays = arrays[n].Bool(), arrays[:n]
	}
	if len(arrays) == 0 || arrays[0].kind != ArrayKind {
		return out
	}
	keys := arrays[0].Elements()
	order := make([]int, len(keys))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := keys[a], keys[b]
		if nx, ny := x.kind == NullKind, y.kind == NullKind; nx || ny {
			c := CompareBool(nx, ny)
			if !nullsLast {
				c = -c
			}
			return c
		}
		if c := cmp.Compare(x.sortGroup(), y.sortGroup()); c != 0 {
			return c
		}
		if descending {
			x, y = y, x
		}
		return compareElements(x, y)
	})
	for i, a := range arrays {
		if a.kind != ArrayKind || a.count() != len(order) {
			continue
		}
		values := a.Elements()
		sorted := make([]Dynamic, len(order))
		for n, from := range order {
			sorted[n] = values[from]
		}
		out[i] = DynamicArray(sorted)
	}
	return out
}

// sortGroup is the place of a value's kind in a sorted array.
func (d Dynamic) sortGroup() int {
	switch d.kind {
	case LongKind, RealKind, DecimalKind, DateTimeKind, TimeSpanKind:
		return 0
	case StringKind:
		return 1
	case GUIDKind:
		return 2
	}
	return 3
}

// CompareDynamic orders dynamics as array_sort_asc() does: numbers and times, texts, guids, all others; nulls come last.
func CompareDynamic(a, b Dynamic) int {
	return cmp.Or(CompareBool(a.IsNull(), b.IsNull()), cmp.Compare(a.sortGroup(), b.sortGroup()), compareElements(a, b))
}

// CompareDynamicNullsFirst is [CompareDynamic] with nulls before all else.
func CompareDynamicNullsFirst(a, b Dynamic) int {
	return cmp.Or(CompareBool(b.IsNull(), a.IsNull()), CompareDynamic(a, b))
}

// compareElements compares two values of one group.
func compareElements(a, b Dynamic) int {
	switch a.sortGroup() {
	case 0:
		if a.isNumber() && b.isNumber() {
			return compareNumbers(a, b)
		}
		if !a.isNumber() && !b.isNumber() {
			return cmp.Compare(a.Long(), b.Long())
		}
		return cmp.Compare(DynamicToReal(a).V, DynamicToReal(b).V)
	case 1:
		return strings.Compare(a.text, b.text)
	case 2:
		return CompareGUID(a.GUID(), b.GUID())
	}
	if a.kind == BoolKind && b.kind == BoolKind {
		return CompareBool(a.Bool(), b.Bool())
	}
	return 0
}
