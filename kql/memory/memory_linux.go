package memory

import (
	"syscall"
	"unsafe"
)

// largePage is the size of a large page of amd64, and of arm64 with pages of 4 KB.
const largePage = 1 << 21

func advise(at, size uintptr) {
	from, to := at&^(largePage-1), (at+size+largePage-1)&^(largePage-1)
	syscall.Syscall(syscall.SYS_MADVISE, from, to-from, syscall.MADV_HUGEPAGE)
}

// inHeap is anywhere in the heap.
var inHeap []byte

// The heap begins with 4 MB, and parts of all of them are touched by now: what is there moves into large pages, which Linux does
// from 6.1 on. This package imports next to nothing, so that it is initialised before those that fill the heap.
func init() {
	const collapse = 25 // MADV_COLLAPSE
	inHeap = make([]byte, 1<<10)
	first := uintptr(unsafe.Pointer(unsafe.SliceData(inHeap)))&^(largePage-1) - largePage
	inHeap = nil
	for at := first; at < first+4*largePage; at += largePage {
		advise(at, largePage)
		syscall.Syscall(syscall.SYS_MADVISE, at, largePage, collapse)
	}
}
