package kql

import (
	"math/bits"
	"reflect"
	"sync"
	"unsafe"

	"github.com/kqlc/kqlc/kql/memory"
)

// list is values of one type that do not move. Rules have many types of rows, and compiling code for each of them takes
// long, so nothing here is generic: it knows where values stand, and those who use it know their type. Generated code fills a
// value where it stands.
type list struct {
	elem   reflect.Type // the type
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

// newList returns an empty list of a type.
func newList(elem reflect.Type) list {
	size := elem.Size()
	return list{elem: elem, size: size, most: min(max(uint(bits.Len(uint(largeChunk/max(size, 1))|1))-1, firstBits), mostBits)}
}

// pairs are the types of two values side by side, by the types of those. Lists are made again and again, for each row where a
// query has sub-queries, and it takes a while to make a type.
var pairs sync.Map

// newListOf returns an empty list of pairs of two types, and where the second stands in a value.
func newListOf(first, second reflect.Type) (l list, at uintptr) {
	of := [2]reflect.Type{first, second}
	pair, ok := pairs.Load(of)
	if !ok {
		pair = reflect.StructOf([]reflect.StructField{{Name: "First", Type: first}, {Name: "Second", Type: second}})
		pairs.Store(of, pair)
	}
	l = newList(pair.(reflect.Type))
	return l, l.elem.Field(1).Offset
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

// copy copies a value.
func (l *list) copy(to, from unsafe.Pointer) {
	reflect.NewAt(l.elem, to).Elem().Set(reflect.NewAt(l.elem, from).Elem())
}

// chunk is memory for so many values.
func (l *list) chunk(n int) unsafe.Pointer {
	p := reflect.MakeSlice(reflect.SliceOf(l.elem), n, n).UnsafePointer()
	if uintptr(l.count)*l.size >= leastLarge {
		memory.InLargePages(p, uintptr(n)*l.size)
	}
	return p
}

// take empties the list and returns what it was.
func (l *list) take() list {
	taken := *l
	l.chunks, l.count = nil, 0
	return taken
}
