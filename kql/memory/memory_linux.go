package memory

import "syscall"

// largePage is the size of a large page of amd64, and of arm64 with pages of 4 KB.
const largePage = 1 << 21

func advise(at, size uintptr) {
	from, to := at&^(largePage-1), (at+size+largePage-1)&^(largePage-1)
	syscall.Syscall(syscall.SYS_MADVISE, from, to-from, syscall.MADV_HUGEPAGE)
}
