package kql

import (
	"unicode"
	"unicode/utf8"
)

// Case folding of =~, in~, has, contains and their kin is ordinal: character by character, by Unicode's simple upper
// case mapping, without culture and without normalisation. An ASCII letter is equal to the ASCII letter of the other
// case only: the Kelvin sign is not k, dotless i is not i, and ß is not ss. A byte that is not UTF-8 is equal to itself
// only, and is no letter.

// lowerASCII maps an ASCII capital to its small letter and every other byte to itself.
var lowerASCII = func() (table [256]byte) {
	for i := range table {
		table[i] = byte(i)
		if 'A' <= i && i <= 'Z' {
			table[i] += 'a' - 'A'
		}
	}
	return table
}()

// foldRune returns what r is compared as: two characters are equal, case folded, if theirs is the same.
func foldRune(r rune) rune {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}
	if u := unicode.ToUpper(r); u >= utf8.RuneSelf {
		return u
	}
	return r
}

// badByte stands for a byte that is not part of any UTF-8 sequence; it is above all characters.
const badByte = utf8.MaxRune + 1

// decode returns the first character of a text that is not empty, and its length. A byte that is not UTF-8 is a
// character of its own.
func decode(s string) (r rune, size int) {
	if s[0] < utf8.RuneSelf {
		return rune(s[0]), 1
	}
	r, size = utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && size == 1 {
		return badByte + rune(s[0]), 1
	}
	return r, size
}

// decodeLast is [decode] for the last character.
func decodeLast(s string) (r rune, size int) {
	if c := s[len(s)-1]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	r, size = utf8.DecodeLastRuneInString(s)
	if r == utf8.RuneError && size == 1 {
		return badByte + rune(s[len(s)-1]), 1
	}
	return r, size
}

// isASCII reports whether all bytes of s are ASCII.
func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// prefixFold reports whether text starts with prefix, case folded, and how many bytes of text that takes: a character's
// cases may differ in length.
func prefixFold(text, prefix string) (size int, ok bool) {
	i, j := 0, 0
	for j < len(prefix) {
		if i == len(text) {
			return 0, false
		}
		if a, b := text[i], prefix[j]; a|b < utf8.RuneSelf {
			if lowerASCII[a] != lowerASCII[b] {
				return 0, false
			}
			i, j = i+1, j+1
			continue
		}
		a, n := decode(text[i:])
		b, m := decode(prefix[j:])
		if a != b && foldRune(a) != foldRune(b) {
			return 0, false
		}
		i, j = i+n, j+m
	}
	return i, true
}

// suffixFold reports whether text ends with suffix, case folded.
func suffixFold(text, suffix string) bool {
	for len(suffix) > 0 {
		if len(text) == 0 {
			return false
		}
		a, n := decodeLast(text)
		b, m := decodeLast(suffix)
		if a != b && foldRune(a) != foldRune(b) {
			return false
		}
		text, suffix = text[:len(text)-n], suffix[:len(suffix)-m]
	}
	return true
}
