package kql

import "strings"

// A term is a longest run of letters and digits of any script (Kusto: datatypes-string-operators). has finds its needle
// anywhere in the text, case folded, provided that an end of the needle that is a letter or digit ends a term there; at
// an end that is punctuation or a blank nothing is checked. So "-it" is in "a-it b" and not in "-item", and "/bin/sh" is
// in "/usr/bin/sh".

// Has is has: needle is in text, and both its ends are ends of terms (Kusto: has-operator).
func Has(text, needle string) bool {
	f := newFinder(needle)
	return f.in(text, needleEdges(needle))
}

// HasCS is has_cs: [Has] without folding (Kusto: has-cs-operator).
func HasCS(text, needle string) bool { return hasCS(text, needle, needleEdges(needle)) }

// HasPrefix is hasprefix: needle is in text, and its start is the start of a term (Kusto: hasprefix-operator).
func HasPrefix(text, needle string) bool {
	f := newFinder(needle)
	return f.in(text, needleEdges(needle)&leftEdge)
}

// HasPrefixCS is hasprefix_cs: [HasPrefix] without folding (Kusto: hasprefix-cs-operator).
func HasPrefixCS(text, needle string) bool {
	return hasCS(text, needle, needleEdges(needle)&leftEdge)
}

// HasSuffix is hassuffix: needle is in text, and its end is the end of a term (Kusto: hassuffix-operator).
func HasSuffix(text, needle string) bool {
	f := newFinder(needle)
	return f.in(text, needleEdges(needle)&rightEdge)
}

// HasSuffixCS is hassuffix_cs: [HasSuffix] without folding (Kusto: hassuffix-cs-operator).
func HasSuffixCS(text, needle string) bool {
	return hasCS(text, needle, needleEdges(needle)&rightEdge)
}

// HasAny is has_any: text has one of the needles (Kusto: has-any-operator).
func HasAny(text string, needles ...string) bool { return HasAnyIndex(text, needles...) >= 0 }

// HasAll is has_all: text has all of the needles; it has all of none (Kusto: has-all-operator).
func HasAll(text string, needles ...string) bool {
	for _, n := range needles {
		if !Has(text, n) {
			return false
		}
	}
	return true
}

// HasAnyIndex is has_any_index(): the place of the first of the needles that text has, or -1
// (Kusto: has-any-index-function).
func HasAnyIndex(text string, needles ...string) int64 {
	for i, n := range needles {
		if Has(text, n) {
			return int64(i)
		}
	}
	return -1
}

// Term is a prepared needle of has, hasprefix and hassuffix.
type Term struct {
	finder *finder
	edges  edges
}

// NewTerm prepares a needle of has, hasprefix or hassuffix.
func NewTerm(needle string) Term {
	f := newFinder(needle)
	return Term{&f, needleEdges(needle)}
}

// HasTerm is [Has] with a prepared needle.
func HasTerm(text string, needle Term) bool { return needle.finder.in(text, needle.edges) }

// HasPrefixTerm is [HasPrefix] with a prepared needle.
func HasPrefixTerm(text string, needle Term) bool {
	return needle.finder.in(text, needle.edges&leftEdge)
}

// HasSuffixTerm is [HasSuffix] with a prepared needle.
func HasSuffixTerm(text string, needle Term) bool {
	return needle.finder.in(text, needle.edges&rightEdge)
}

// needleEdges returns the ends of a needle that have to be ends of terms.
func needleEdges(needle string) (e edges) {
	if needle == "" {
		return 0
	}
	if r, _ := decode(needle); isAlnum(r) {
		e |= leftEdge
	}
	if r, _ := decodeLast(needle); isAlnum(r) {
		e |= rightEdge
	}
	return e
}

func hasCS(text, needle string, e edges) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], needle)
		if i < 0 {
			return false
		}
		i += from
		if bounded(text, i, i+len(needle), e) {
			return true
		}
		from = i + 1
	}
}
