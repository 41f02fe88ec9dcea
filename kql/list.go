package kql

import (
	"math/bits"
	"reflect"
	"unsafe"
)

// list is values of one type that do not move. Rules have many types of rows, so nothing that takes long is generic: it
// knows where values stand, and those who use it know their type. Generated code fills a value where it stands.
type list struct {
	slice  reflect.Type // of slices of the type
	size   uintptr      // of a value
	chunks []unsafe.Pointer
	count  int
}

// Chunks hold 1<<firstBits values, twice as many each, and in the end 1<<chunkBits each.
const (
	firstBits = 3
	chunkBits = 12
)

// newList returns an empty list of the type of which slice is a slice.
func newList(slice any) list {
	t := reflect.TypeOf(slice)
	return list{slice: t, size: t.Elem().Size()}
}

// place is where the i-th value stands.
func place(i int) (chunk, at uint) {
	n := uint(i) + 1<<firstBits
	if n >= 1<<chunkBits {
		return n>>chunkBits + chunkBits - firstBits - 1, n & (1<<chunkBits - 1)
	}
	chunk = uint(bits.Len(n)) - 1 - firstBits
	return chunk, n - 1<<(chunk+firstBits)
}

// at is the i-th value.
func (l *list) at(i int) unsafe.Pointer {
	chunk, at := place(i)
	return unsafe.Add(l.chunks[chunk], uintptr(at)*l.size)
}

// slot is where the i-th value stands or will stand. All before have a slot.
func (l *list) slot(i int) unsafe.Pointer {
	if chunk, _ := place(i); chunk == uint(len(l.chunks)) {
		l.chunks = append(l.chunks, l.chunk(1<<min(chunk+firstBits, chunkBits)))
	}
	return l.at(i)
}

// add appends a value, which the caller has to set.
func (l *list) add() unsafe.Pointer {
	l.count++
	return l.slot(l.count - 1)
}

// each calls yield for all values.
func (l *list) each(yield func(p unsafe.Pointer)) {
	for i := range l.count {
		yield(l.at(i))
	}
}

// copyValue copies a value of a list.
func copyValue[T any](to, from unsafe.Pointer) { *(*T)(to) = *(*T)(from) }

// untyped is a function of pointers for code that does not know their types, a function of as many [unsafe.Pointer]: the Go
// compiler passes pointers to all types alike.
func untyped[To, From any](f From) To { return *(*To)(unsafe.Pointer(&f)) }

// chunk is memory for so many values.
func (l *list) chunk(n int) unsafe.Pointer { return reflect.MakeSlice(l.slice, n, n).UnsafePointer() }

// take empties the list and returns what it was.
func (l *list) take() list {
	taken := *l
	l.chunks, l.count = nil, 0
	return taken
}
