package kql

import "unsafe"

// leastLarge is how many bytes a state holds before it asks for large pages.
const leastLarge = 1 << 20

// inLargePages asks the system to back memory of a large state with large pages. Such memory is read in places all over it,
// where the processor waits for the tables of the pages as long as for the memory itself, and the first touch of each page
// is a call of the kernel, dear in virtual machines. It is a hint, about whole large pages that the memory has a part of: no
// content depends on it, and the garbage collector gives pages back as before.
func inLargePages(p unsafe.Pointer, size uintptr) { adviseLargePages(uintptr(p), size) }

// makeLarge is make for memory that is read in places all over it if it becomes large.
func makeLarge[T any](n int) []T {
	s := make([]T, n)
	if size := uintptr(n) * unsafe.Sizeof(*new(T)); size >= leastLarge {
		inLargePages(unsafe.Pointer(unsafe.SliceData(s)), size)
	}
	return s
}
