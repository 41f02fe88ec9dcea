package ndjson

import (
	"encoding/binary"
	"math/bits"
	"slices"
	"unicode/utf16"
	"unicode/utf8"
)

// plain reports whether a text is ASCII without a backslash: whether it stands for itself.
func plain(s []byte) bool {
	if len(s) < 8 {
		for _, c := range s {
			if c == '\\' || c >= utf8.RuneSelf {
				return false
			}
		}
		return true
	}
	const high = 0x8080808080808080
	for i := 0; i+8 < len(s); i += 8 {
		if eight := binary.LittleEndian.Uint64(s[i:]); backslashBits(eight)|eight&high != 0 {
			return false
		}
	}
	last := binary.LittleEndian.Uint64(s[len(s)-8:])
	return backslashBits(last)|last&high == 0
}

// backslashBits is 0 if none of eight bytes is a backslash; else its lowest bit is the highest of the first one.
func backslashBits(eight uint64) uint64 {
	const ones, high = 0x0101010101010101, 0x8080808080808080
	x := eight ^ ones*'\\'
	return (x - ones) &^ x & high
}

// appendText appends what the inside of a JSON string stands for, and returns -1, or the byte at which a backslash starts
// no escape. Halves of surrogate pairs that stand alone become U+FFFD.
func appendText(dst, s []byte) ([]byte, int) {
	dst = slices.Grow(dst, len(s)) // no escape is shorter than what it stands for
	for i := 0; i < len(s); {
		if len(s)-i >= 8 {
			eight := binary.LittleEndian.Uint64(s[i:])
			n := bits.TrailingZeros64(backslashBits(eight)) / 8
			to := len(dst)
			binary.LittleEndian.PutUint64(dst[to:to+8], eight)
			dst = dst[:to+n]
			if i += n; n == 8 {
				continue
			}
		} else if s[i] != '\\' {
			dst = append(dst, s[i])
			i++
			continue
		}
		size := escape(s[i:])
		switch size {
		case 0:
			return dst, i
		case 2:
			dst = append(dst, unescaped[s[i+1]])
		default:
			r := hex4(s[i+2:])
			if utf16.IsSurrogate(r) {
				pair := utf8.RuneError
				if rest := s[i+6:]; len(rest) >= 6 && rest[0] == '\\' && escape(rest) == 6 {
					pair = utf16.DecodeRune(r, hex4(rest[2:]))
				}
				if r = pair; r != utf8.RuneError {
					size = 12
				}
			}
			dst = utf8.AppendRune(dst, r)
		}
		i += size
	}
	return dst, -1
}

var unescaped = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// hex4 reads four hexadecimal digits.
func hex4(s []byte) rune {
	var r rune
	for _, c := range s[:4] {
		r <<= 4
		if c <= '9' {
			r |= rune(c - '0')
		} else {
			r |= rune(c|0x20-'a') + 10
		}
	}
	return r
}
