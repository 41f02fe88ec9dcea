package compile

import (
	"syscall"
	"unsafe"
)

// largePage is the size of a large page of amd64, and of arm64 with pages of 4 KB.
const largePage = 1 << 21

// inLargePages asks the system for the large pages that lie within the memory, of which there is one at least. It is a hint: if
// it fails, pages are small.
func inLargePages(memory []byte) {
	skip := -uintptr(unsafe.Pointer(unsafe.SliceData(memory))) % largePage
	whole := (uintptr(len(memory)) - skip) &^ (largePage - 1)
	syscall.Madvise(memory[skip:skip+whole], syscall.MADV_HUGEPAGE)
}
