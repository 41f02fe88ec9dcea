//go:build !linux

package memory

func advise(at, size uintptr) {}
