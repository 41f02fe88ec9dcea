package kql

import (
	"unicode"
	"unicode/utf8"

	"github.com/kqlc/kqlc/kql/internal/simd"
)

// edges says at which ends of a needle the neighbour in the text must not be a letter or digit.
type edges uint8

const (
	leftEdge edges = 1 << iota
	rightEdge
)

// finder finds a needle in texts, case folded, without a copy of either.
type finder struct {
	needle string
	ascii  simd.Needle // of a needle that is ASCII
	first  rune        // the first character folded, in a needle that is not; otherwise -1
}

func newFinder(needle string) finder {
	f := finder{needle: needle, first: -1}
	switch {
	case needle == "":
	case isASCII(needle):
		f.ascii = simd.NewNeedle(needle)
	default:
		r, _ := decode(needle)
		f.first = foldRune(r)
	}
	return f
}

// in reports whether text holds the needle with the edges asked for.
func (f *finder) in(text string, e edges) bool {
	n := len(f.needle)
	if n == 0 {
		return true
	}
	if f.first >= 0 {
		return f.inRunes(text, e)
	}
	for from := 0; ; from++ {
		if from = f.ascii.Find(text, from); from < 0 {
			return false
		}
		if bounded(text, from, from+n, e) {
			return true
		}
	}
}

// inRunes is in for a needle that is not ASCII.
func (f *finder) inRunes(text string, e edges) bool {
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
