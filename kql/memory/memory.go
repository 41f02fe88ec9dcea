// Package memory asks the system to back memory with large pages, and tells when to collect garbage. The first touch of each small
// page is a call of the kernel, dear in virtual machines, and memory that is read in places all over it waits for the tables of
// its pages as long as for itself. All of it is a hint: no content depends on it, the garbage collector gives pages back as
// before, and where the system has no large pages nothing happens.
package memory

import (
	"runtime"
	"strings"
	"unsafe"
)

// InLargePages asks for whole large pages that the memory has a part of.
func InLargePages(p unsafe.Pointer, size uintptr) { advise(uintptr(p), size) }

// Room prepares the heap for so many bytes, a few large pages at least, which are taken soon, in a program that collects seldom:
// garbage is not collected before they are taken. In others it does nothing.
func Room(size int) {
	if !seldom.Load() {
		return
	}
	room.Store(max(room.Load(), int64(size)))
	var span strings.Builder // which does not clear what it makes
	span.Grow(size)
	span.WriteByte(0) // so that there is text, whose place can be asked for
	InLargePages(unsafe.Pointer(unsafe.StringData(span.String())), uintptr(size))
	runtime.GC() // it is not touched, and free for what comes
}
