package simd

import (
	"encoding/binary"
	"math/bits"
)

// Quotes appends to dst a bit for each byte of a JSON text, 64 in a word: whether it is a quote without a backslash that
// escapes it. Bits behind the end are 0.
func Quotes(dst []uint64, text []byte) []uint64 { return appendQuotes(dst, text, best) }

func appendQuotes(dst []uint64, text []byte, level Level) []uint64 {
	words := len(text) / 64
	from := len(dst)
	dst = append(dst, make([]uint64, words+1)...)
	var escaped uint64 // whether the first byte of the next word is
	if words > 0 {
		escaped = quotes(dst[from:], text, words, level)
	}
	if rest := text[64*words:]; len(rest) > 0 {
		var last [64]byte
		copy(last[:], rest)
		dst[from+words], _ = quoteWord(&last, escaped)
	}
	return dst
}

// quotesPortable sets a word for each 64 bytes and returns whether the byte behind them is escaped.
func quotesPortable(dst []uint64, text []byte, words int) (escaped uint64) {
	for w := range words {
		dst[w], escaped = quoteWord((*[64]byte)(text[64*w:]), escaped)
	}
	return escaped
}

// quoteWord returns the bits of 64 bytes; escaped tells of the first of them, next of the byte behind them.
func quoteWord(text *[64]byte, escaped uint64) (word, next uint64) {
	var quotes, backslashes uint64
	for i := 0; i < 64; i += 8 {
		eight := binary.LittleEndian.Uint64(text[i:])
		quotes |= equalBytes(eight, '"') << i
		backslashes |= equalBytes(eight, '\\') << i
	}
	if backslashes|escaped == 0 {
		return quotes, 0
	}
	escapes := uint64(0) // backslashes that escape
	for rest := backslashes &^ escaped; rest != 0; {
		bit := rest & -rest
		escapes |= bit
		rest &^= bit | bit<<1
	}
	return quotes &^ (escapes<<1 | escaped), escapes >> 63
}

// equalBytes has a bit for each byte of eight that is c.
func equalBytes(eight uint64, c byte) uint64 {
	const ones, high = 0x0101010101010101, 0x8080808080808080
	x := eight ^ ones*uint64(c)
	zero := ^((x&^high + ^uint64(high)) | x | ^uint64(high)) // 0x80 where x is 0
	return zero >> 7 * 0x0102040810204080 >> 56
}

// NextBit returns the place of the first bit at or behind from, -1 if there is none.
func NextBit(words []uint64, from int) int {
	if w := from >> 6; w < len(words) {
		if word := words[w] >> (from & 63); word != 0 {
			return from + bits.TrailingZeros64(word)
		}
	}
	return bitBehind(words, from>>6+1)
}

// bitBehind is NextBit from a word on.
func bitBehind(words []uint64, w int) int {
	for ; w < len(words); w++ {
		if words[w] != 0 {
			return w<<6 + bits.TrailingZeros64(words[w])
		}
	}
	return -1
}
