//go:build !amd64 || purego

package simd

// nextWhole is next for windows that do not go beyond the text, of which there has to be one.
func (l *Literals) nextWhole(text []byte, from int) int { return l.nextPortable(text, from) }

func detect() Level { return Portable }
