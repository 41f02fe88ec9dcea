package kql

import (
	"regexp/syntax"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/kqlc/kqlc/kql/internal/simd"
)

// required are literals of which every match of a pattern holds one, case folded: what is searched for before the pattern
// is tried. The zero value is of a pattern of which nothing is known.
type required struct {
	texts    []string
	finders  []finder       // one each, where a text is not ASCII or alone
	literals *simd.Literals // of all, otherwise
}

func newRequired(texts []string) required {
	r := required{texts: texts}
	if len(texts) > 1 && !slices.ContainsFunc(texts, func(t string) bool { return !isASCII(t) }) {
		r.literals = simd.NewLiterals(texts)
		return r
	}
	for _, t := range texts {
		r.finders = append(r.finders, newFinder(t))
	}
	return r
}

// in reports whether text holds one of the literals, or nothing is known.
func (r *required) in(text string) bool {
	if r.literals != nil {
		return r.literals.InText(text)
	}
	for i := range r.finders {
		if r.finders[i].in(text, 0) {
			return true
		}
	}
	return r.texts == nil
}

// maxRequired is the number of literals up to which searching them pays.
const maxRequired = 24

// requiredLiterals returns literals of which every match of a tree holds one, in small letters; nil if there are none.
func requiredLiterals(re *syntax.Regexp) []string {
	m := matchedBy(re)
	return m.needed()
}

// Enough returns literals in ASCII any of which makes a text that holds it match, whatever the case of its letters; none
// if none are known.
func (re *Regex) Enough() []string { return enough(re.tree.root) }

// enough returns texts that a tree matches wherever they stand and whatever the case of their letters.
func enough(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		text := string(re.Rune)
		if isASCII(text) && (re.Flags&syntax.FoldCase != 0 || strings.ToUpper(text) == strings.ToLower(text)) {
			return []string{smallLetters(re.Rune)}
		}
	case syntax.OpCapture:
		if re.Cap < assertionCap {
			return enough(re.Sub[0])
		}
	case syntax.OpPlus:
		return enough(re.Sub[0])
	case syntax.OpQuest, syntax.OpStar, syntax.OpEmptyMatch:
		return []string{""}
	case syntax.OpAlternate:
		var out []string
		for _, sub := range re.Sub {
			out = append(out, enough(sub)...)
		}
		return out
	case syntax.OpConcat:
		out := []string{""}
		for _, sub := range re.Sub {
			out = cross(out, enough(sub))
		}
		return out
	}
	return nil
}

// wholeLiteral returns the text that a tree is, if it is one and matches it case by case.
func wholeLiteral(re *syntax.Regexp) (text string, ok bool) {
	for re.Op == syntax.OpCapture && re.Cap < assertionCap {
		re = re.Sub[0]
	}
	if re.Op != syntax.OpLiteral || re.Flags&syntax.FoldCase != 0 || slices.Contains(re.Rune, utf8.RuneError) {
		return "", false
	}
	return string(re.Rune), true
}

// fewestRunes is a number of characters that every match has at least.
func fewestRunes(re *syntax.Regexp) int {
	switch re.Op {
	case syntax.OpLiteral:
		return len(re.Rune)
	case syntax.OpCharClass, syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return 1
	case syntax.OpPlus, syntax.OpCapture:
		return fewestRunes(re.Sub[0])
	case syntax.OpRepeat:
		return min(re.Min*fewestRunes(re.Sub[0]), maxTreeSize)
	case syntax.OpConcat:
		sum := 0
		for _, sub := range re.Sub {
			sum = min(sum+fewestRunes(sub), maxTreeSize)
		}
		return sum
	case syntax.OpAlternate:
		fewest := maxTreeSize
		for _, sub := range re.Sub {
			fewest = min(fewest, fewestRunes(sub))
		}
		return fewest
	}
	return 0
}

// matched is what is known of the texts that a tree matches, ASCII letters small: each of them begins with one of prefix,
// ends with one of suffix and holds one of inner, which are nil where nothing is known.
type matched struct {
	// exact are all texts that the tree matches, nil if they are not known.
	exact                 []string
	prefix, suffix, inner []string
}

var (
	empty   = exactly("")
	unknown = matched{prefix: []string{""}, suffix: []string{""}}
)

func exactly(texts ...string) matched { return matched{exact: texts, prefix: texts, suffix: texts} }

// matchedBy tells of a tree.
func matchedBy(re *syntax.Regexp) matched {
	switch re.Op {
	case syntax.OpLiteral:
		return matchedByLiteral(re)
	case syntax.OpCharClass:
		return matchedByClass(re.Rune)
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL, syntax.OpStar, syntax.OpNoMatch:
		return unknown
	case syntax.OpQuest:
		return matchedBy(re.Sub[0]).or(empty)
	case syntax.OpPlus:
		return matchedBy(re.Sub[0]).more()
	case syntax.OpRepeat:
		switch {
		case re.Min == 0:
			return unknown
		case re.Max == 1:
			return matchedBy(re.Sub[0])
		}
		return matchedBy(re.Sub[0]).more()
	case syntax.OpConcat:
		all := empty
		for _, sub := range re.Sub {
			all = all.then(matchedBy(sub))
		}
		return all
	case syntax.OpAlternate:
		all := matchedBy(re.Sub[0])
		for _, sub := range re.Sub[1:] {
			all = all.or(matchedBy(sub))
		}
		return all
	case syntax.OpCapture:
		if re.Cap < assertionCap {
			return matchedBy(re.Sub[0])
		}
	}
	return empty // an edge
}

// matchedByLiteral tells of a literal. A regular expression folds the Kelvin sign and the long s to ASCII, and characters
// that are not ASCII, in another way than the operators do: those are not known. Nor is U+FFFD, which stands for bytes that
// are no UTF-8 too.
func matchedByLiteral(re *syntax.Regexp) matched {
	all, from := empty, 0
	for i, r := range re.Rune {
		folds := re.Flags&syntax.FoldCase != 0 && (r >= utf8.RuneSelf || strings.ContainsRune("kKsS", r))
		if folds || r == utf8.RuneError {
			all = all.then(exactly(smallLetters(re.Rune[from:i]))).then(unknown)
			from = i + 1
		}
	}
	return all.then(exactly(smallLetters(re.Rune[from:])))
}

// smallLetters is a text with its ASCII letters small.
func smallLetters(text []rune) string { return simd.FoldString(string(text)) }

// matchedByClass tells of one character, of a range's ends and the next range's and so on.
func matchedByClass(ranges []rune) matched {
	const most = 8
	var texts []string
	for i := 0; i < len(ranges); i += 2 {
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			if t := smallLetters([]rune{r}); !slices.Contains(texts, t) {
				texts = append(texts, t)
			}
			if len(texts) > most || r == utf8.RuneError {
				return unknown
			}
		}
	}
	if texts == nil {
		return unknown
	}
	return exactly(texts...)
}

// more tells of one text after another.
func (m matched) more() matched {
	return matched{prefix: m.prefix, suffix: m.suffix, inner: m.needed()}
}

// or tells of the texts of two trees.
func (m matched) or(other matched) matched {
	out := matched{
		prefix: union(m.prefix, other.prefix, strings.HasPrefix), suffix: union(m.suffix, other.suffix, strings.HasSuffix),
	}
	if m.exact != nil && other.exact != nil {
		out.exact = union(m.exact, other.exact, func(a, b string) bool { return a == b })
	}
	if a, b := m.needed(), other.needed(); a != nil && b != nil {
		out.inner = union(a, b, strings.Contains)
	}
	return out.limited()
}

// then tells of a text of each of two trees, one behind the other.
func (m matched) then(next matched) matched {
	out := matched{prefix: m.prefix, suffix: next.suffix}
	if m.exact != nil && next.exact != nil {
		out.exact = cross(m.exact, next.exact)
	}
	if longer := cross(m.exact, next.prefix); longer != nil {
		out.prefix = longer
	}
	if longer := cross(m.suffix, next.exact); longer != nil {
		out.suffix = longer
	}
	out.inner = rarest(rarest(m.needed(), next.needed()), cross(m.suffix, next.prefix))
	return out.limited()
}

// limited replaces sets that grew too large by nothing known.
func (m matched) limited() matched {
	if len(m.exact) > maxRequired {
		m.exact = nil
	}
	if len(m.prefix) > maxRequired {
		m.prefix = unknown.prefix
	}
	if len(m.suffix) > maxRequired {
		m.suffix = unknown.suffix
	}
	if len(m.inner) > maxRequired {
		m.inner = nil
	}
	return m
}

// needed are the literals of which every text holds one, the best that are known; nil for none.
func (m matched) needed() []string { return rarest(rarest(m.inner, m.prefix), m.suffix) }

// union are the texts of both sets without those that another one makes superfluous, as covers says.
func union(a, b []string, covers func(text, by string) bool) []string {
	var out []string
	all := slices.Concat(a, b)
	for i, text := range all {
		superfluous := false
		for j, by := range all {
			if i != j && covers(text, by) && (j < i || !covers(by, text)) {
				superfluous = true
			}
		}
		if !superfluous {
			out = append(out, text)
		}
	}
	return out
}

// cross are the texts of a with each of b behind; nil if they are too many, or not known.
func cross(a, b []string) []string {
	if n := len(a) * len(b); n == 0 || n > maxRequired {
		return nil
	}
	out := make([]string, 0, len(a)*len(b))
	for _, first := range a {
		for _, second := range b {
			if text := first + second; !slices.Contains(out, text) {
				out = append(out, text)
			}
		}
	}
	return out
}

// rarest is which of two sets fewer texts hold one of.
func rarest(a, b []string) []string {
	if selectivity(b) > selectivity(a) {
		return b
	}
	if selectivity(a) == 0 {
		return nil
	}
	return a
}

// selectivity is greater for literals that fewer texts hold; 0 for none and for the empty one.
func selectivity(literals []string) int {
	if len(literals) == 0 || len(literals) > maxRequired {
		return 0
	}
	shortest := len(literals[0])
	for _, l := range literals {
		shortest = min(shortest, len(l))
	}
	if shortest == 0 {
		return 0
	}
	return shortest*maxRequired - len(literals) + 1
}
