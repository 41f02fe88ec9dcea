package kql

import "strings"

// The string operators. A plain function is named as its operator and takes text and needle in KQL's order; the form
// for a needle that is constant has the prepared type's name behind it:
//
//	has        Has(text, needle)          HasTerm(text, Term)
//	hasprefix  HasPrefix(text, needle)    HasPrefixTerm(text, Term)
//	hassuffix  HasSuffix(text, needle)    HasSuffixTerm(text, Term)
//	has_any    HasAny(text, needles...)   HasAnyTerm(text, Terms)
//	has_all    HasAll(text, needles...)   HasAllTerms(text, Terms)
//	contains   Contains(text, needle)     ContainsNeedle(text, Needle)
//	in         In(text, values...)        InSet(text, StringSet)
//	in~        InFold(text, values...)    InFoldSet(text, FoldSet)
//	like       Like(text, pattern)
//	=~         EqualFold(a, b)
//	startswith StartsWith(text, prefix)
//	endswith   EndsWith(text, suffix)
//
// The _cs forms end in CS and take plain needles only; there is nothing to prepare. A negated operator is the function
// with ! before it. An empty needle is found in every text, and nothing else in an empty text.

// AnyText reports whether one of the texts passes a test with a needle that is prepared.
func AnyText[N any](test func(text string, needle N) bool, needle N, texts ...*string) bool {
	for _, text := range texts {
		if test(*text, needle) {
			return true
		}
	}
	return false
}

// EqualFold is =~: a and b are equal, case folded (Kusto: equals-operator).
func EqualFold(a, b string) bool {
	n, ok := prefixFold(a, b)
	return ok && n == len(a)
}

// StartsWith is startswith: text starts with prefix, case folded (Kusto: startswith-operator).
func StartsWith(text, prefix string) bool {
	_, ok := prefixFold(text, prefix)
	return ok
}

// StartsWithCS is startswith_cs: text starts with prefix (Kusto: startswith-cs-operator).
func StartsWithCS(text, prefix string) bool { return strings.HasPrefix(text, prefix) }

// EndsWith is endswith: text ends with suffix, case folded (Kusto: endswith-operator).
func EndsWith(text, suffix string) bool { return suffixFold(text, suffix) }

// EndsWithCS is endswith_cs: text ends with suffix (Kusto: endswith-cs-operator).
func EndsWithCS(text, suffix string) bool { return strings.HasSuffix(text, suffix) }

// Contains is contains: text holds needle, case folded (Kusto: contains-operator).
func Contains(text, needle string) bool {
	f := newFinder(needle)
	return f.in(text, 0)
}

// ContainsCS is contains_cs: text holds needle (Kusto: contains-cs-operator).
func ContainsCS(text, needle string) bool { return strings.Contains(text, needle) }

// Needle is a prepared needle of contains.
type Needle struct{ finder *finder }

// NewNeedle prepares a needle of contains.
func NewNeedle(needle string) Needle {
	f := newFinder(needle)
	return Needle{&f}
}

// ContainsNeedle is [Contains] with a prepared needle.
func ContainsNeedle(text string, needle Needle) bool { return needle.finder.in(text, 0) }

// Like is like: text as a whole is as the pattern says, case folded. % stands for any characters, _ for one.
func Like(text, pattern string) bool { return like(text, pattern, true) }

// LikeCS is [Like] without folding: likecs.
func LikeCS(text, pattern string) bool { return like(text, pattern, false) }

func like(text, pattern string, fold bool) bool {
	// On a mismatch the last % takes one character more; earlier ones need not be tried again.
	retryText, retryPattern := "", ""
	retry := false
	for {
		switch {
		case pattern != "" && pattern[0] == '%':
			pattern = pattern[1:]
			retryText, retryPattern, retry = text, pattern, true
			continue
		case pattern != "" && text != "":
			p, m := decode(pattern)
			t, n := decode(text)
			if p == '_' || p == t || fold && foldRune(p) == foldRune(t) {
				text, pattern = text[n:], pattern[m:]
				continue
			}
		case pattern == "" && text == "":
			return true
		}
		if !retry || retryText == "" {
			return false
		}
		_, n := decode(retryText)
		retryText = retryText[n:]
		text, pattern = retryText, retryPattern
	}
}
