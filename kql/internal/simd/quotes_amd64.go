//go:build !purego

package simd

//go:noescape
func quotesAVX2(dst *uint64, text *byte, words int) (escaped uint64)

//go:noescape
func quotesAVX512(dst *uint64, text *byte, words int) (escaped uint64)

// quotes sets a word for each 64 bytes, of which there are some, and returns whether the byte behind them is escaped.
func quotes(dst []uint64, text []byte, words int, level Level) (escaped uint64) {
	switch level {
	case AVX512:
		return quotesAVX512(&dst[0], &text[0], words)
	case AVX2:
		return quotesAVX2(&dst[0], &text[0], words)
	}
	return quotesPortable(dst, text, words)
}
