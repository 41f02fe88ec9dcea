package kql

import (
	"unsafe"

	"github.com/kqlc/kqlc/kql/memory"
)

// leastLarge is how many bytes a state holds before it asks for large pages.
const leastLarge = 1 << 20

// makeLarge is make for memory that is read in places all over it if it becomes large.
func makeLarge[T any](n int) []T {
	s := make([]T, n)
	if size := uintptr(n) * unsafe.Sizeof(*new(T)); size >= leastLarge {
		memory.InLargePages(unsafe.Pointer(unsafe.SliceData(s)), size)
	}
	return s
}
