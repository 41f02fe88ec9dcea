package ndjson

import (
	"bytes"
	"slices"
	"strings"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/internal/simd"
)

// filter says which lines cannot satisfy guards.
type filter struct {
	clauses []clause
	// first is the clause that is looked for in a block as a whole; what it finds is held against the others.
	first  int
	chosen bool
}

// clause is a clause of guards.
type clause struct {
	// literals are the clause's, and behind them the beginnings of escapes that may hide one: a line with such an escape
	// passes.
	literals *simd.Literals
	count    int // without the escapes
}

// escapes of printable ASCII but the quote and the backslash, which are in no literal but as the ends of a string. What follows \u00 tells whether it is
// one.
const (
	escapedASCII = `\u00`
	escapedSlash = `\/`
)

// newFilter returns the filter of guards, nil if it says no to nothing.
func newFilter(guards kql.Guards) *filter {
	f := &filter{}
	for _, c := range guards {
		literals := literalsOf(c)
		if literals == nil {
			continue
		}
		count := len(literals)
		hasSlash := slices.ContainsFunc(literals, func(l string) bool { return strings.Contains(l, "/") })
		if literals = append(literals, escapedASCII); hasSlash {
			literals = append(literals, escapedSlash)
		}
		f.clauses = append(f.clauses, clause{simd.NewLiterals(literals), count})
	}
	if len(f.clauses) == 0 {
		return nil
	}
	return f
}

// literalsOf are literals of which a line has one where an event satisfies a clause of guards; nil if there are none.
func literalsOf(clause []kql.Guard) []string {
	prefilter := kql.Guards{clause}.Prefilter()
	if len(prefilter) == 0 {
		return nil
	}
	var out []string
	rest := prefilter[0] // has a literal for each text of the guards, in their order
	add := func(texts []string, whole bool) {
		for i, text := range texts {
			literal := rest[i]
			if whole && literal == text && !bare(text) {
				literal = `"` + text + `"`
			}
			if !slices.Contains(out, literal) {
				out = append(out, literal)
			}
		}
		rest = rest[len(texts):]
	}
	for _, g := range clause {
		add(g.Is, true)
		add(g.Holds, false)
	}
	return out
}

// bare reports whether a text may be a value of JSON that is not in quotes.
func bare(text string) bool { return strings.IndexByte("-0123456789{[tfnTFN", text[0]) >= 0 }

// choose takes for the first clause the one that fewest lines of a block pass. It is done once.
func (f *filter) choose(text []byte) {
	if f == nil || f.chosen {
		return
	}
	f.chosen = true
	fewest := len(text) + 1
	for i := range f.clauses {
		lines := 0
		for at := 0; ; lines++ {
			end := f.clauses[i].find(text, at)
			if end > len(text) {
				break
			}
			if at = lineEnd(text, end); at == len(text) {
				lines++
				break
			}
		}
		if lines < fewest {
			f.first, fewest = i, lines
		}
	}
}

// find returns where the first literal, or escape that may hide one, ends that begins at or behind from; more than the
// length of the text if there is none.
func (c *clause) find(text []byte, from int) int {
	for {
		end, id := c.literals.Find(text, from)
		switch {
		case end < 0:
			return len(text) + 1
		case id != c.count:
			return end
		case end < len(text) && text[end] >= '2' && text[end] <= '7':
			return end
		}
		from = end
	}
}

// lineEnd is where the line ends that goes on at a place.
func lineEnd(text []byte, at int) int {
	if i := bytes.IndexByte(text[at:], '\n'); i >= 0 {
		return at + i
	}
	return len(text)
}

// hits are where the first clause of a filter finds something in a text.
type hits struct {
	*filter
	text []byte
	next int // where the one ends that is at hand
}

// pass reports whether the line between two places may satisfy the guards.
func (h *hits) pass(from, to int) bool {
	if h.next <= from {
		h.next = h.clauses[h.first].find(h.text, from)
	}
	if h.next > to {
		return false
	}
	for i := range h.clauses {
		if i != h.first && h.clauses[i].find(h.text[from:to], 0) > to-from {
			return false
		}
	}
	return true
}
