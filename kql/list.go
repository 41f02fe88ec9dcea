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
	most   uint         // the bits of the largest chunks
	chunks []unsafe.Pointer
	count  int
}

// Chunks hold 1<<firstBits values, twice as many each, and in the end as many as fit into largeChunk.
const (
	firstBits  = 3
	mostBits   = 20
	largeChunk = 1 << 24
)

// newList returns an empty list of the type of which slice is a slice.
func newList(slice any) list {
	t := reflect.TypeOf(slice)
	size := t.Elem().Size()
	return list{slice: t, size: size, most: min(max(uint(bits.Len(uint(largeChunk/max(size, 1))|1))-1, firstBits), mostBits)}
}

// place is where the i-th value stands.
func (l *list) place(i int) (chunk, at uint) {
	n := uint(i) + 1<<firstBits
	size := min(uint(bits.Len(n))-1, l.most) & 63
	return size - firstBits + n>>size - 1, n & (1<<size - 1)
}

// at is the i-th value.
func (l *list) at(i int) unsafe.Pointer {
	chunk, at := l.place(i)
	return unsafe.Add(l.chunks[chunk], uintptr(at)*l.size)
}

// slot is where the i-th value stands or will stand. All before have a slot.
func (l *list) slot(i int) unsafe.Pointer {
	if chunk, _ := l.place(i); chunk == uint(len(l.chunks)) {
		l.chunks = append(l.chunks, l.chunk(1<<min(chunk+firstBits, l.most)))
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
func (l *list) chunk(n int) unsafe.Pointer {
	p := reflect.MakeSlice(l.slice, n, n).UnsafePointer()
	if uintptr(l.count)*l.size >= leastLarge {
		inLargePages(p, uintptr(n)*l.size)
	}
	return p
}

// take empties the list and returns what it was.
func (l *list) take() list {
	taken := *l
	l.chunks, l.count = nil, 0
	return taken
}
