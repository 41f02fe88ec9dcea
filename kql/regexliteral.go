package kql

import (
	"regexp/syntax"
	"strings"
)

// required is a literal of a pattern.
type required struct {
	text   string
	fold   bool
	finder finder
}

func (r *required) in(text string) bool {
	if r.fold {
		return r.finder.in(text, 0)
	}
	return strings.Contains(text, r.text)
}

// maxRequired is the number of literals up to which searching them pays.
const maxRequired = 6

// requiredLiterals returns literals of which one occurs in every match of a tree, nil if there are none, and whether the
// tree is one literal and no more.
func requiredLiterals(re *syntax.Regexp) (literals []required, whole bool) {
	switch re.Op {
	case syntax.OpLiteral:
		r := required{text: string(re.Rune), fold: re.Flags&syntax.FoldCase != 0}
		if r.fold && !isASCII(r.text) || r.fold && strings.ContainsAny(r.text, "kKsS") {
			// A regular expression folds the Kelvin sign and the long s to ASCII, which the operators do not.
			return longestFoldable(r.text), false
		}
		r.finder = newFinder(r.text)
		return []required{r}, true
	case syntax.OpCapture:
		if re.Cap < assertionCap {
			literals, whole = requiredLiterals(re.Sub[0])
		}
		return literals, whole
	case syntax.OpPlus:
		literals, _ = requiredLiterals(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			literals, _ = requiredLiterals(re.Sub[0])
		}
	case syntax.OpConcat:
		best := 0
		for _, sub := range re.Sub {
			found, _ := requiredLiterals(sub)
			if s := selectivity(found); s > best {
				best, literals = s, found
			}
		}
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			found, _ := requiredLiterals(sub)
			if found == nil || len(literals)+len(found) > maxRequired {
				return nil, false
			}
			literals = append(literals, found...)
		}
	}
	return literals, false
}

// longestFoldable returns the longest part of a folded literal that the operators fold as regular expressions do.
func longestFoldable(text string) []required {
	best := ""
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r >= 0x80 || strings.ContainsRune("kKsS", r) }) {
		if len(part) > len(best) {
			best = part
		}
	}
	if best == "" {
		return nil
	}
	return []required{{best, true, newFinder(best)}}
}

// selectivity is greater for literals that fewer texts hold; 0 for none.
func selectivity(literals []required) int {
	shortest := 0
	for i, r := range literals {
		if i == 0 || len(r.text) < shortest {
			shortest = len(r.text)
		}
	}
	return shortest*maxRequired - len(literals) + 1
}
