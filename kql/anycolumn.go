package kql

import (
	"reflect"
	"sync"
	"sync/atomic"
	"unsafe"
)

// AnyColumn is [AnyText] of all columns of a row that are texts, and as texts those of some other types: row is a pointer to a
// table's, the types are dynamic, int and long.
func AnyColumn[N any](test func(text string, needle N) bool, needle N, row any, others ...Type) bool {
	for _, at := range textsOf(row) {
		if test(*(*string)(unsafe.Add(pointerIn(row), at)), needle) {
			return true
		}
	}
	return len(others) > 0 && anyOther(test, needle, row, others)
}

func anyOther[N any](test func(text string, needle N) bool, needle N, row any, types []Type) bool {
	for _, t := range types {
		for _, at := range placesOf(row)[t] {
			if test(textAt(unsafe.Add(pointerIn(row), at), t), needle) {
				return true
			}
		}
	}
	return false
}

func textsOf(row any) []uintptr { return placesOf(row)[TypeString] }

// columnPlaces are where the columns of each type stand in a row.
type columnPlaces [TypeDynamic + 1][]uintptr

// placedRow are the columnPlaces of a row, by its type.
type placedRow struct {
	row    reflect.Type
	places columnPlaces
}

// knownRows are those that were asked for, lastRow the one that was asked for last: the next is mostly of the same table.
var (
	knownRows sync.Map
	lastRow   atomic.Pointer[placedRow]
)

//go:noinline
func placesOf(row any) *columnPlaces {
	last := lastRow.Load()
	if last == nil || last.row != reflect.TypeOf(row) {
		last = placeRow(row)
	}
	return &last.places
}

func placeRow(row any) *placedRow {
	t := reflect.TypeOf(row)
	known, ok := knownRows.Load(t)
	if !ok {
		placed := &placedRow{row: t}
		columns := ColumnsOf(row)
		for i := range t.Elem().NumField() {
			if f := t.Elem().Field(i); f.IsExported() {
				typ := columns[0].Type
				placed.places[typ] = append(placed.places[typ], f.Offset)
				columns = columns[1:]
			}
		}
		known, _ = knownRows.LoadOrStore(t, placed)
	}
	lastRow.Store(known.(*placedRow))
	return known.(*placedRow)
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
