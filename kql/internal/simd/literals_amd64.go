//go:build !purego

package simd

// The searches over n bytes at p return the first place where the window of a bucket may stand, or -1. n is a vector's
// length and two more at least.
//
//go:noescape
func literalsAVX2(t *nibbles, p *byte, n int) int

//go:noescape
func literalsAVX512(t *nibbles, p *byte, n int) int

// nextWhole is next for windows that do not go beyond the text, of which there has to be one. By vectors it may give
// places that nextPortable knows better than to give.
func (l *Literals) nextWhole(text []byte, from int) int {
	at := -1
	switch n := len(text) - from; {
	case l.level >= AVX512 && n >= 64+window-1:
		at = literalsAVX512(&l.nibbles, &text[from], n)
	case l.level >= AVX2 && n >= 32+window-1:
		at = literalsAVX2(&l.nibbles, &text[from], n)
	default:
		return l.nextPortable(text, from)
	}
	if at < 0 {
		return -1
	}
	return from + at
}
