package ndjson

import (
	"bytes"
	"slices"
	"strings"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/internal/simd"
)

// filter says which lines cannot have what a prefilter asks for.
type filter struct {
	clauses []clause
	// first is the clause that is looked for in a block as a whole; what it finds is held against the others.
	first  int
	chosen bool
}

// clause is a clause of a prefilter.
type clause struct {
	// literals are the clause's, and behind them the beginnings of escapes that may hide one: a line with such an escape
	// passes.
	literals *simd.Literals
	count    int // without the escapes
}

// escapes of printable ASCII but the quote and the backslash, which are in no literal. What follows \u00 tells whether it is
// one.
const (
	escapedASCII = `\u00`
	escapedSlash = `\/`
)

// newFilter returns the filter of a prefilter, nil if it says no to nothing.
func newFilter(p kql.Prefilter) *filter {
	f := &filter{}
	for _, literals := range p {
		if slices.Contains(literals, "") {
			continue // every text has it
		}
		all := append(slices.Clone(literals), escapedASCII)
		if slices.ContainsFunc(literals, func(l string) bool { return strings.Contains(l, "/") }) {
			all = append(all, escapedSlash)
		}
		f.clauses = append(f.clauses, clause{simd.NewLiterals(all), len(literals)})
	}
	if len(f.clauses) == 0 {
		return nil
	}
	return f
}

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

// pass reports whether the line between two places may have what the prefilter asks for.
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
