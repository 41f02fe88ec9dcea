//go:build unix

package simd

import "syscall"

// guarded is memory behind which nothing may be read.
func guarded() []byte {
	size := syscall.Getpagesize()
	m, err := syscall.Mmap(-1, 0, 2*size, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		panic(err)
	}
	if err := syscall.Mprotect(m[size:], syscall.PROT_NONE); err != nil {
		panic(err)
	}
	return m[:size:size]
}
