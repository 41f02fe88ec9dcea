package kql

import (
	"fmt"
	"slices"
	"strings"
)

// Guards is a necessary condition on an event of a table, in conjunctive form: of every clause one guard must hold. The
// law is: guards say no, the rule yields nothing.
type Guards [][]Guard

// Guard is a condition on one column. It holds if the column has one of the values that are named; ASCII letters are
// folded in texts, all other characters are compared as they are.
type Guard struct {
	Column string
	// Is are texts of which the column's may be one, Holds are texts of which it may hold one. None is empty.
	Is, Holds []string
	// Numbers are values of a column of int or long.
	Numbers []int64
	// Not turns a guard of texts round: it holds if the column has none of them.
	Not bool
}

// String is the guard in words.
func (g Guard) String() string {
	var parts []string
	if len(g.Is) > 0 {
		parts = append(parts, fmt.Sprintf("is %q", g.Is))
	}
	if len(g.Holds) > 0 {
		parts = append(parts, fmt.Sprintf("holds %q", g.Holds))
	}
	if len(g.Numbers) > 0 {
		parts = append(parts, fmt.Sprintf("is %d", g.Numbers))
	}
	text := g.Column + " " + strings.Join(parts, " or ")
	if g.Not {
		return "not (" + text + ")"
	}
	return text
}

// Prefilter is a necessary condition on the text of an event, in conjunctive form: every element (an OR of literals)
// must have one literal that occurs in the event, ASCII letters folded. The law is that of [Guards]. The literals are
// printable ASCII without quote and backslash; whoever tests raw bytes has to mind that an escape (JSON's \u0064, \/)
// can still hide a literal.
type Prefilter [][]string

// Prefilter returns what the guards require of an event's text, whatever the column that it stands in. A clause that may
// be satisfied by a number requires nothing, as a number can be written in more ways than one, nor does one that may be
// satisfied by what an event lacks.
func (g Guards) Prefilter() Prefilter {
	var out Prefilter
	for _, clause := range g {
		if literals := literalsOf(clause); literals != nil {
			out = append(out, literals)
		}
	}
	return out
}

func literalsOf(clause []Guard) []string {
	var out []string
	for _, g := range clause {
		if len(g.Numbers) > 0 || g.Not {
			return nil
		}
		for _, texts := range [][]string{g.Is, g.Holds} {
			for _, text := range texts {
				literal := longestPlain(text)
				if literal == "" {
					return nil
				}
				out = append(out, literal)
			}
		}
	}
	return out
}

// longestPlain is the longest part of a text that stands in JSON and CSV as it is, up to escapes.
func longestPlain(text string) string {
	longest := ""
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r < ' ' || r > '~' || r == '"' || r == '\\' }) {
		if len(part) > len(longest) {
			longest = part
		}
	}
	return longest
}

// rarest returns the clause that will let the fewest events through, going by the texts alone; nil without clauses. A
// whole value is rarer than a part, a long part rarer than a short one.
func (g Guards) rarest() []Guard {
	var best []Guard
	rarity := -1
	for _, clause := range g {
		if r := Rarity(clause); r > rarity {
			best, rarity = clause, r
		}
	}
	return best
}

// Rarity is greater for a clause that fewer events will satisfy, going by its most frequent value.
func Rarity(clause []Guard) int {
	const whole, number = 8, 10
	rarity := 1 << 30
	for _, g := range clause {
		if g.Not {
			return 0
		}
		for _, text := range g.Is {
			rarity = min(rarity, whole+len(text))
		}
		for _, text := range g.Holds {
			rarity = min(rarity, len(text))
		}
		if len(g.Numbers) > 0 {
			rarity = min(rarity, number)
		}
	}
	return rarity
}

// Required are the clauses without a guard that is turned round.
func (g Guards) Required() Guards {
	return slices.DeleteFunc(slices.Clone(g), func(clause []Guard) bool {
		return slices.ContainsFunc(clause, func(g Guard) bool { return g.Not })
	})
}

// Either returns guards that hold where a or b holds: for an event that is read twice. There are never more than a few
// clauses, all of them [Guards.Required].
func (g Guards) Either(other Guards) Guards {
	const most = 8
	g, other = g.Required(), other.Required()
	if len(g)*len(other) > most {
		return Guards{append(g.rarest()[:len(g.rarest()):len(g.rarest())], other.rarest()...)}
	}
	var out Guards
	for _, a := range g {
		for _, b := range other {
			out = append(out, append(a[:len(a):len(a)], b...))
		}
	}
	return out
}

// GuardTest is a prepared guard.
type GuardTest struct {
	is    FoldSet
	holds []Needle
	whole map[int64]bool
}

// Test prepares the guard, which is not turned round.
func (g Guard) Test() *GuardTest {
	t := &GuardTest{is: NewFoldSet(g.Is...), whole: map[int64]bool{}}
	for _, text := range g.Holds {
		t.holds = append(t.holds, NewNeedle(text))
	}
	for _, n := range g.Numbers {
		t.whole[n] = true
	}
	return t
}

// Text reports whether the guard may hold for a text. Letters beyond ASCII are folded too, which lets more texts pass.
func (t *GuardTest) Text(text string) bool {
	if InFoldSet(text, t.is) {
		return true
	}
	for _, n := range t.holds {
		if ContainsNeedle(text, n) {
			return true
		}
	}
	return false
}

// Whole reports whether the guard holds for a whole number.
func (t *GuardTest) Whole(n int64) bool { return t.whole[n] }
