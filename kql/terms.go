package kql

import (
	"math"
	"slices"
	"unicode/utf8"

	"github.com/kqlc/kqlc/kql/internal/simd"
)

// Terms are the prepared needles of has_any and has_all.
type Terms struct {
	terms []Term
	index *termIndex // nil for few needles
	// literals find whether a text holds one of the needles, whatever is around it; nil where a needle is not ASCII, empty or
	// alone.
	literals *simd.Literals
}

// indexFrom is the number of needles from which one pass over the terms of a text is faster than a search for each
// needle.
const indexFrom = 7

// NewTerms prepares the needles of has_any or has_all.
func NewTerms(needles ...string) Terms {
	t := Terms{terms: make([]Term, len(needles))}
	for i, n := range needles {
		t.terms[i] = NewTerm(n)
	}
	if len(needles) >= indexFrom {
		t.index = newTermIndex(t.terms)
	}
	if len(needles) > 1 && !slices.ContainsFunc(needles, func(n string) bool { return n == "" || !isASCII(n) }) {
		t.literals = simd.NewLiterals(needles)
	}
	return t
}

// none reports whether a text holds none of the needles for sure.
func (t *Terms) none(text string) bool { return t.literals != nil && !t.literals.InText(text) }

// HasAnyTerm is [HasAny] with prepared needles. With many needles its cost depends on the text alone.
func HasAnyTerm(text string, needles Terms) bool {
	if needles.none(text) {
		return false
	}
	if needles.index != nil {
		return needles.index.search(text, needles.terms, true) >= 0
	}
	for i := range needles.terms {
		if HasTerm(text, needles.terms[i]) {
			return true
		}
	}
	return false
}

// HasAllTerms is [HasAll] with prepared needles.
func HasAllTerms(text string, needles Terms) bool {
	for i := range needles.terms {
		if !HasTerm(text, needles.terms[i]) {
			return false
		}
	}
	return true
}

// HasAnyTermIndex is [HasAnyIndex] with prepared needles.
func HasAnyTermIndex(text string, needles Terms) int64 {
	if needles.none(text) {
		return -1
	}
	if needles.index != nil {
		return int64(needles.index.search(text, needles.terms, false))
	}
	for i := range needles.terms {
		if HasTerm(text, needles.terms[i]) {
			return int64(i)
		}
	}
	return -1
}

// termIndex finds which of many needles a text has, in one pass over the text's terms. Every term of a needle is a
// whole term of the texts that have it, since ends that are letters or digits are checked; so each needle is filed under
// its longest term.
type termIndex struct {
	buckets []int32  // by the low bits of a term's hash: the first of its needles, or -1
	next    []int32  // by needle: the next one of the same bucket, or -1
	hashes  []uint64 // by needle: hash of its longest term
	loose   []int32  // needles without a term
}

const (
	hashStart = 14695981039346656037 // FNV-1a, a character at a time
	hashPrime = 1099511628211
)

func newTermIndex(needles []Term) *termIndex {
	size := 16
	for size < 4*len(needles) {
		size *= 2
	}
	x := &termIndex{
		buckets: make([]int32, size),
		next:    make([]int32, len(needles)),
		hashes:  make([]uint64, len(needles)),
	}
	for i := range x.buckets {
		x.buckets[i] = -1
	}
	for i := len(needles) - 1; i >= 0; i-- {
		longest := 0
		eachTerm(needles[i].finder.needle, func(hash uint64, length int) bool {
			if length > longest {
				longest, x.hashes[i] = length, hash
			}
			return true
		})
		if longest == 0 {
			x.loose = append(x.loose, int32(i))
			continue
		}
		b := &x.buckets[x.bucket(x.hashes[i])]
		x.next[i], *b = *b, int32(i)
	}
	return x
}

func (x *termIndex) bucket(hash uint64) uint64 { return (hash ^ hash>>32) & uint64(len(x.buckets)-1) }

// search returns the place of a needle that text has, or -1: the first such needle, or with anyone the first one found.
func (x *termIndex) search(text string, needles []Term, anyone bool) int {
	found := int32(math.MaxInt32)
	for _, n := range x.loose {
		if n < found && HasTerm(text, needles[n]) {
			if found = n; anyone {
				return int(found)
			}
		}
	}
	eachTerm(text, func(hash uint64, _ int) bool {
		for n := x.buckets[x.bucket(hash)]; n >= 0; n = x.next[n] {
			if x.hashes[n] == hash && n < found && HasTerm(text, needles[n]) {
				if found = n; anyone {
					return false
				}
			}
		}
		return true
	})
	if found == math.MaxInt32 {
		return -1
	}
	return int(found)
}

// eachTerm calls f with the hash, case folded, and the length of each term of text, until f says no.
func eachTerm(text string, f func(hash uint64, length int) bool) {
	for i := 0; i < len(text); {
		start, hash := i, uint64(hashStart)
		for i < len(text) {
			if c := text[i]; c < utf8.RuneSelf {
				if c = termASCII[c]; c == 0 {
					break
				}
				hash = (hash ^ uint64(c)) * hashPrime
				i++
				continue
			}
			r, size := decode(text[i:])
			if !isAlnum(r) {
				break
			}
			hash = (hash ^ uint64(foldRune(r))) * hashPrime
			i += size
		}
		if i > start && !f(hash, i-start) {
			return
		}
		if i < len(text) {
			_, size := decode(text[i:])
			i += size
		}
	}
}

// termASCII maps ASCII letters and digits to themselves, folded, and all else to 0.
var termASCII = func() (table [256]byte) {
	for c := range utf8.RuneSelf {
		if isAlnum(rune(c)) {
			table[c] = lowerASCII[c]
		}
	}
	return table
}()
