package kql

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// edges says at which ends of a needle the neighbour in the text must not be a letter or digit.
type edges uint8

const (
	leftEdge edges = 1 << iota
	rightEdge
)

// finder finds a needle in texts, case folded, without a copy of either. It looks for the needle's rarest byte with the
// vectorised [strings.IndexByte] and compares there.
type finder struct {
	needle string
	at     int     // place of the rarest byte in an ASCII needle
	bytes  [2]byte // that byte, and in its other case
	first  rune    // the first character folded, in a needle that is not ASCII; otherwise 0
}

func newFinder(needle string) finder {
	f := finder{needle: needle}
	best := 0
	for i := range len(needle) {
		b := needle[i]
		if b >= utf8.RuneSelf {
			r, _ := decode(needle)
			f.first = foldRune(r)
			return f
		}
		if r := byteRarity[b]; r > best {
			best, f.at = r, i
		}
	}
	if needle != "" {
		b := lowerASCII[needle[f.at]]
		f.bytes = [2]byte{b, b}
		if 'a' <= b && b <= 'z' {
			f.bytes[1] -= 'a' - 'A'
		}
	}
	return f
}

// byteRarity is greater for bytes that are rarer in command lines, paths and log messages, and never 0. A letter costs
// two searches, one a case.
var byteRarity = func() (table [256]int) {
	const commonFirst = ` e/tasonirl.cdp-m0u1"h\f2g=wb:3_45v8x6ky97,z';&%j(q)@|{}[]$<>+#?*` + "\t\n!~^`"
	for i := range table {
		table[i] = len(commonFirst) + 1
	}
	for i := range len(commonFirst) {
		b := commonFirst[i]
		table[b] = i + 1
		if 'a' <= b && b <= 'z' {
			table[b-'a'+'A'] = i + 1
		}
	}
	return table
}()

// in reports whether text holds the needle with the edges asked for.
func (f finder) in(text string, e edges) bool {
	n := len(f.needle)
	if n == 0 {
		return true
	}
	if f.first != 0 {
		return f.inRunes(text, e)
	}
	if len(text) < n {
		return false
	}
	// The anchor byte of a match lies in window; next holds its next place in each case.
	window := text[f.at : len(text)-n+f.at+1]
	next := [2]int{nextByte(window, 0, f.bytes[0]), len(window)}
	if f.bytes[1] != f.bytes[0] {
		next[1] = nextByte(window, 0, f.bytes[1])
	}
	for {
		which := 0
		if next[1] < next[0] {
			which = 1
		}
		i := next[which]
		if i == len(window) {
			return false
		}
		if sameFold(f.needle, text[i:i+n]) && bounded(text, i, i+n, e) {
			return true
		}
		next[which] = nextByte(window, i+1, f.bytes[which])
	}
}

// inRunes is in for a needle that is not ASCII.
func (f finder) inRunes(text string, e edges) bool {
	for i := 0; i < len(text); {
		if c := text[i]; c < utf8.RuneSelf && rune(lowerASCII[c]) != f.first {
			i++
			continue
		}
		r, size := decode(text[i:])
		if foldRune(r) == f.first {
			if n, ok := prefixFold(text[i:], f.needle); ok && bounded(text, i, i+n, e) {
				return true
			}
		}
		i += size
	}
	return false
}

// nextByte returns the first place of b in s at or after from; len(s) if there is none.
func nextByte(s string, from int, b byte) int {
	if i := strings.IndexByte(s[from:], b); i >= 0 {
		return from + i
	}
	return len(s)
}

// bounded reports whether text[i:j] has the edges asked for.
func bounded(text string, i, j int, e edges) bool {
	if e&leftEdge != 0 && i > 0 {
		if r, _ := decodeLast(text[:i]); isAlnum(r) {
			return false
		}
	}
	if e&rightEdge != 0 && j < len(text) {
		if r, _ := decode(text[j:]); isAlnum(r) {
			return false
		}
	}
	return true
}

// isAlnum reports whether r is part of terms: a letter or a digit of any script. The underscore is not.
func isAlnum(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}
