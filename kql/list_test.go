package kql

import (
	"reflect"
	"testing"
)

// TestListPlaces holds the places of values of several sizes, in chunks that are all full but the last.
func TestListPlaces(t *testing.T) {
	for _, slice := range []any{[]struct{}(nil), []byte(nil), [][40]byte(nil), [][3 << 20]byte(nil), [][largeChunk + 1]byte(nil)} {
		l := newList(reflect.TypeOf(slice).Elem())
		i := 0
		for chunk := uint(0); i < 3<<20; chunk++ {
			size := min(firstBits+chunk, l.most)
			if size > firstBits && l.size<<size > largeChunk {
				t.Fatalf("%T: a chunk of %d values", slice, 1<<size)
			}
			for at := range uint(1) << size {
				if c, a := l.place(i); c != chunk || a != at {
					t.Fatalf("%T: value %d stands in chunk %d at %d, not in %d at %d", slice, i, c, a, chunk, at)
				}
				i++
			}
		}
	}
}
