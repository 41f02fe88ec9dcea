//go:build !linux

package kql

func adviseLargePages(at, size uintptr) {}
