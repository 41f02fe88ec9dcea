//go:build !unix

package simd

func guarded() []byte { return make([]byte, 4096) }
