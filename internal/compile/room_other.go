//go:build !linux

package compile

func inLargePages([]byte) {}
