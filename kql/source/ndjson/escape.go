package ndjson

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"
)

// appendText appends what the inside of a JSON string stands for, and returns -1, or the byte at which a backslash starts
// no escape. Halves of surrogate pairs that stand alone become U+FFFD.
func appendText(dst, s []byte) ([]byte, int) {
	for i := 0; ; {
		n := bytes.IndexByte(s[i:], '\\')
		if n < 0 {
			return append(dst, s[i:]...), -1
		}
		dst = append(dst, s[i:i+n]...)
		i += n
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
