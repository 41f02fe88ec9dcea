package ndjson

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// The JSON of events (RFC 8259), found and checked in place. The texts among an event's own members are looked into only
// where a column asks for them; until then only their ends are found. Control characters in them are taken as they are.

// maxDepth bounds how deep arrays and objects are followed.
const maxDepth = 10000

func blank(s []byte, i int) int {
	for i < len(s) && (s[i] == ' ' || s[i] == '\t' || s[i] == '\n' || s[i] == '\r') {
		i++
	}
	return i
}

// syntaxError tells what is wrong with an event.
type syntaxError struct {
	reason string
	// cut tells that it may be only that the text ends too early.
	cut bool
}

// Error implements error.
func (e *syntaxError) Error() string { return e.reason }

func failure(format string, args ...any) error {
	return &syntaxError{reason: fmt.Sprintf(format, args...)}
}

// expected tells what should stand at i.
func expected(what string, s []byte, i int) error {
	if i >= len(s) {
		return &syntaxError{fmt.Sprintf("expected %s at byte %d, where the text ends", what, len(s)+1), true}
	}
	r, size := utf8.DecodeRune(s[i:])
	if r == utf8.RuneError && size < 2 {
		return &syntaxError{fmt.Sprintf("expected %s at byte %d, found the byte %#x", what, i+1, s[i]), !utf8.FullRune(s[i:])}
	}
	return failure("expected %s at byte %d, found %q", what, i+1, r)
}

// endless tells of a string without its closing quote.
func endless(start int) error {
	return &syntaxError{fmt.Sprintf("the string at byte %d does not end", start+1), true}
}

func tooDeep() error { return failure("more than %d arrays and objects within one another", maxDepth) }

// skip returns the end of the value that starts at i.
func skip(s []byte, i int) (int, error) {
	if i < len(s) && s[i] == '"' {
		return skipText(s, i)
	}
	return skipValue(s, i, 0)
}

// skipText returns the end of the string that starts at i.
func skipText(s []byte, i int) (int, error) {
	for at := i + 1; ; {
		n := bytes.IndexByte(s[at:], '"')
		if n < 0 {
			return 0, endless(i)
		}
		at += n + 1
		if s[at-2] != '\\' || backslashes(s[i+1:at-1])%2 == 0 {
			return at, nil
		}
	}
}

// backslashes counts those that s ends in.
func backslashes(s []byte) int {
	n := 0
	for n < len(s) && s[len(s)-1-n] == '\\' {
		n++
	}
	return n
}

// skipValue is skip that looks into texts too.
func skipValue(s []byte, i, depth int) (int, error) {
	if i >= len(s) {
		return 0, expected("a value", s, i)
	}
	switch s[i] {
	case '"':
		return skipStrict(s, i)
	case '{':
		return skipObject(s, i, depth)
	case '[':
		return skipArray(s, i, depth)
	case 't':
		return skipWord(s, i, "true")
	case 'f':
		return skipWord(s, i, "false")
	case 'n':
		return skipWord(s, i, "null")
	}
	return skipNumber(s, i)
}

func skipWord(s []byte, i int, word string) (int, error) {
	if rest := s[i:min(i+len(word), len(s))]; string(rest) != word[:len(rest)] {
		return 0, expected(word, s, i)
	}
	if len(s)-i < len(word) {
		return 0, expected(word, s, len(s))
	}
	return i + len(word), nil
}

func skipNumber(s []byte, start int) (int, error) {
	i := start
	if s[i] == '-' {
		i++
	} else if s[i]-'0' > 9 {
		return 0, expected("a value", s, i)
	}
	end := i
	if i < len(s) && s[i] == '0' {
		end++
	} else if end = digits(s, i); end == i {
		return 0, expected("a digit", s, i)
	}
	if end < len(s) && s[end] == '.' {
		i = end + 1
		if end = digits(s, i); end == i {
			return 0, expected("a digit", s, i)
		}
	}
	if end < len(s) && s[end]|0x20 == 'e' {
		i = end + 1
		if i < len(s) && (s[i] == '+' || s[i] == '-') {
			i++
		}
		if end = digits(s, i); end == i {
			return 0, expected("a digit", s, i)
		}
	}
	return end, nil
}

// digits returns the end of the digits at i.
func digits(s []byte, i int) int {
	for i < len(s) && s[i]-'0' <= 9 {
		i++
	}
	return i
}

func skipArray(s []byte, i, depth int) (int, error) {
	if depth > maxDepth {
		return 0, tooDeep()
	}
	i = blank(s, i+1)
	if i < len(s) && s[i] == ']' {
		return i + 1, nil
	}
	for {
		var err error
		if i, err = skipValue(s, i, depth+1); err != nil {
			return 0, err
		}
		i = blank(s, i)
		switch {
		case i < len(s) && s[i] == ']':
			return i + 1, nil
		case i >= len(s) || s[i] != ',':
			return 0, expected(`"," or "]"`, s, i)
		}
		i = blank(s, i+1)
	}
}

func skipObject(s []byte, i, depth int) (int, error) {
	if depth > maxDepth {
		return 0, tooDeep()
	}
	i = blank(s, i+1)
	if i < len(s) && s[i] == '}' {
		return i + 1, nil
	}
	for {
		if i >= len(s) || s[i] != '"' {
			return 0, expected("a key in quotes", s, i)
		}
		var err error
		if i, err = skipStrict(s, i); err != nil {
			return 0, err
		}
		if i = blank(s, i); i >= len(s) || s[i] != ':' {
			return 0, expected(`":" behind a key`, s, i)
		}
		if i, err = skipValue(s, blank(s, i+1), depth+1); err != nil {
			return 0, err
		}
		i = blank(s, i)
		switch {
		case i < len(s) && s[i] == '}':
			return i + 1, nil
		case i >= len(s) || s[i] != ',':
			return 0, expected(`"," or "}"`, s, i)
		}
		i = blank(s, i+1)
	}
}

// skipStrict is skipText that takes only what JSON takes.
func skipStrict(s []byte, start int) (int, error) {
	for i := start + 1; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"':
			return i + 1, nil
		case c < ' ':
			return 0, failure("the string at byte %d has a control character at byte %d", start+1, i+1)
		case c == '\\':
			n := escape(s[i:])
			if n == 0 {
				return 0, badEscape(s, i)
			}
			i += n - 1
		}
	}
	return 0, endless(start)
}

// escape is the length of the escape that s starts with, 0 where it is none.
func escape(s []byte) int {
	if len(s) < 2 {
		return 0
	}
	switch s[1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return 2
	case 'u':
		if len(s) >= 6 && hex(s[2]) && hex(s[3]) && hex(s[4]) && hex(s[5]) {
			return 6
		}
	}
	return 0
}

// badEscape tells of a backslash that starts no escape.
func badEscape(s []byte, i int) error {
	if len(s)-i < 6 && bytes.IndexByte(s[i:], '"') < 0 {
		return expected("an escape", s, len(s))
	}
	return failure("the backslash at byte %d starts no escape of JSON", i+1)
}

func hex(c byte) bool { return c-'0' <= 9 || c|0x20-'a' <= 5 }
