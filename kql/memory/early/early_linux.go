package early

import (
	"syscall"
	"unsafe"
)

// inHeap is anywhere in the heap.
var inHeap []byte

// The heap begins with 4 MB, and parts of all of them are touched by now: what is there moves into large pages, which Linux does
// from 6.1 on.
func init() {
	const (
		large    = 1 << 21 // of amd64, and of arm64 with pages of 4 KB
		collapse = 25      // MADV_COLLAPSE
	)
	inHeap = make([]byte, 1<<10)
	first := uintptr(unsafe.Pointer(unsafe.SliceData(inHeap)))&^(large-1) - large
	inHeap = nil
	for at := first; at < first+4*large; at += large {
		syscall.Syscall(syscall.SYS_MADVISE, at, large, syscall.MADV_HUGEPAGE)
		syscall.Syscall(syscall.SYS_MADVISE, at, large, collapse)
	}
}
