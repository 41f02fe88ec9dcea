//go:build !amd64 || purego

package simd

// quotes sets a word for each 64 bytes and returns whether the byte behind them is escaped.
func quotes(dst []uint64, text []byte, words int, _ Level) (escaped uint64) {
	return quotesPortable(dst, text, words)
}
