package ast

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Unquote returns the text that a string literal stands for, and whether the literal is well formed: "…" and '…' with
// escapes, @"…" without, ```…``` and ~~~…~~~ over several lines, each with h before it for what logs must not show.
func Unquote(literal string) (text string, ok bool) {
	s := strings.TrimLeft(literal, "hH")
	verbatim := strings.HasPrefix(s, "@")
	s = strings.TrimPrefix(s, "@")
	if len(s) >= 6 && (strings.HasPrefix(s, "```") || strings.HasPrefix(s, "~~~")) && s[:3] == s[len(s)-3:] {
		return s[3 : len(s)-3], true
	}
	if len(s) < 2 || s[0] != '"' && s[0] != '\'' || s[len(s)-1] != s[0] {
		return literal, false
	}
	quote, body := s[:1], s[1:len(s)-1]
	if verbatim {
		return strings.ReplaceAll(body, quote+quote, quote), true
	}
	if !strings.Contains(body, `\`) {
		return body, true
	}
	var b strings.Builder
	for i := 0; i < len(body); {
		if body[i] != '\\' {
			b.WriteByte(body[i])
			i++
			continue
		}
		r, n := unescape(body[i:])
		if n == 0 {
			return literal, false
		}
		b.WriteRune(r)
		i += n
	}
	return b.String(), true
}

var escapes = map[byte]rune{
	'\\': '\\', '"': '"', '\'': '\'', 'a': '\a', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v',
}

// unescape returns the character that an escape stands for, and the escape's length; 0 where it is none.
func unescape(s string) (rune, int) {
	if len(s) < 2 {
		return 0, 0
	}
	if r, ok := escapes[s[1]]; ok {
		return r, 2
	}
	length := map[byte]int{'u': 4, 'U': 8, 'x': 2}[s[1]]
	if length > 0 {
		if len(s) < 2+length {
			return 0, 0
		}
		n, err := strconv.ParseUint(s[2:2+length], 16, 32)
		if err != nil || n > utf8.MaxRune {
			return 0, 0
		}
		return rune(n), 2 + length
	}
	n := 1
	for n < 4 && n < len(s) && s[n] >= '0' && s[n] <= '7' && (n < 3 || s[1] <= '3') {
		n++
	}
	if n == 1 {
		return 0, 0
	}
	v, _ := strconv.ParseUint(s[1:n], 8, 32)
	return rune(v), n
}
