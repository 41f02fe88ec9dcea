package kql

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// The JSON that parse_json() takes (RFC 8259), read in place: values are found and checked without being built.

// maxJSONDepth bounds how deep arrays and objects are followed.
const maxJSONDepth = 1000

func skipBlank(s string, i int) int {
	for i < len(s) && (s[i] == ' ' || s[i] == '\t' || s[i] == '\n' || s[i] == '\r') {
		i++
	}
	return i
}

// skipJSON returns the end of the value that starts at i, or -1 where there is none.
func skipJSON(s string, i, depth int) int {
	if i >= len(s) || depth > maxJSONDepth {
		return -1
	}
	switch c := s[i]; c {
	case '"':
		return skipJSONString(s, i)
	case '{', '[':
		return skipJSONNested(s, i, depth)
	case 't':
		return skipWord(s, i, "true")
	case 'f':
		return skipWord(s, i, "false")
	case 'n':
		return skipWord(s, i, "null")
	}
	return skipJSONNumber(s, i)
}

func skipWord(s string, i int, word string) int {
	if len(s)-i >= len(word) && s[i:i+len(word)] == word {
		return i + len(word)
	}
	return -1
}

func skipJSONNested(s string, i, depth int) int {
	object := s[i] == '{'
	end := byte(']')
	if object {
		end = '}'
	}
	i = skipBlank(s, i+1)
	if i < len(s) && s[i] == end {
		return i + 1
	}
	for {
		if object {
			if i >= len(s) || s[i] != '"' {
				return -1
			}
			if i = skipJSONString(s, i); i < 0 {
				return -1
			}
			if i = skipBlank(s, i); i >= len(s) || s[i] != ':' {
				return -1
			}
			i = skipBlank(s, i+1)
		}
		if i = skipJSON(s, i, depth+1); i < 0 {
			return -1
		}
		i = skipBlank(s, i)
		switch {
		case i >= len(s):
			return -1
		case s[i] == end:
			return i + 1
		case s[i] != ',':
			return -1
		}
		i = skipBlank(s, i+1)
	}
}

func skipJSONString(s string, i int) int {
	for i++; i < len(s); i++ {
		for i < len(s) && plainJSON[s[i]] {
			i++
		}
		switch {
		case i >= len(s) || s[i] < ' ':
			return -1
		case s[i] == '"':
			return i + 1
		}
		i++
		if i >= len(s) {
			return -1
		}
		switch s[i] {
		case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		case 'u':
			if _, ok := hex4(s, i+1); !ok {
				return -1
			}
			i += 4
		default:
			return -1
		}
	}
	return -1
}

// plainJSON are the bytes that stand for themselves in a JSON string.
var plainJSON = func() (table [256]bool) {
	for c := range table {
		table[c] = c >= ' ' && c != '"' && c != '\\'
	}
	return table
}()

func hex4(s string, i int) (rune, bool) {
	if i+4 > len(s) {
		return 0, false
	}
	var r rune
	for _, c := range []byte(s[i : i+4]) {
		switch {
		case c >= '0' && c <= '9':
			r = r<<4 | rune(c-'0')
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			r = r<<4 | rune(c|0x20-'a'+10)
		default:
			return 0, false
		}
	}
	return r, true
}

func skipJSONNumber(s string, i int) int {
	digits := func() bool {
		from := i
		for i < len(s) && s[i] >= '0' && s[i] <= '9' {
			i++
		}
		return i > from
	}
	if i < len(s) && s[i] == '-' {
		i++
	}
	if i < len(s) && s[i] == '0' {
		i++
	} else if !digits() {
		return -1
	}
	if i < len(s) && s[i] == '.' {
		i++
		if !digits() {
			return -1
		}
	}
	if i < len(s) && s[i]|0x20 == 'e' {
		i++
		if i < len(s) && (s[i] == '+' || s[i] == '-') {
			i++
		}
		if !digits() {
			return -1
		}
	}
	return i
}

// unquoteJSON returns the text of a JSON string that has been checked, quotes included; it is a part of s where there
// are no escapes.
func unquoteJSON(s string) string {
	s = s[1 : len(s)-1]
	i := 0
	for i < len(s) && s[i] != '\\' {
		i++
	}
	if i == len(s) {
		return s
	}
	return string(appendUnescaped(make([]byte, 0, len(s)), s))
}

// appendUnescaped appends the text that the inside of a JSON string stands for. Halves of surrogate pairs that stand
// alone become U+FFFD.
func appendUnescaped(dst []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c != '\\' || i+1 >= len(s) {
			dst = append(dst, c)
			continue
		}
		i++
		switch s[i] {
		case 'b':
			dst = append(dst, '\b')
		case 'f':
			dst = append(dst, '\f')
		case 'n':
			dst = append(dst, '\n')
		case 'r':
			dst = append(dst, '\r')
		case 't':
			dst = append(dst, '\t')
		case 'u':
			r, _ := hex4(s, i+1)
			i += 4
			if utf16.IsSurrogate(r) {
				low, ok := rune(0), false
				if i+2 < len(s) && s[i+1] == '\\' && s[i+2] == 'u' {
					low, ok = hex4(s, i+3)
				}
				if pair := utf16.DecodeRune(r, low); ok && pair != utf8.RuneError {
					r = pair
					i += 6
				} else {
					r = utf8.RuneError
				}
			}
			dst = utf8.AppendRune(dst, r)
		default:
			dst = append(dst, s[i])
		}
	}
	return dst
}

const hexDigits = "0123456789abcdef"

// AppendJSONString appends text as a JSON string. Only what JSON asks for is escaped.
func AppendJSONString(dst []byte, text string) []byte {
	dst = append(dst, '"')
	from := 0
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		dst = append(dst, text[from:i]...)
		from = i + 1
		switch c {
		case '"', '\\':
			dst = append(dst, '\\', c)
		case '\b':
			dst = append(dst, '\\', 'b')
		case '\f':
			dst = append(dst, '\\', 'f')
		case '\n':
			dst = append(dst, '\\', 'n')
		case '\r':
			dst = append(dst, '\\', 'r')
		case '\t':
			dst = append(dst, '\\', 't')
		default:
			dst = append(dst, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		}
	}
	return append(append(dst, text[from:]...), '"')
}

// jsonNumber reads a JSON number: a long where it has neither point nor exponent and fits, else a real.
func jsonNumber(s string) Dynamic {
	if n, ok := parseLong(s); ok {
		return DynamicLong(n)
	}
	f, _ := strconv.ParseFloat(s, 64)
	return DynamicReal(f)
}
