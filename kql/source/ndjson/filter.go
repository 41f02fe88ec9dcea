package ndjson

import (
	"bytes"
	"slices"
	"strings"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/internal/simd"
)

// filter says which events cannot satisfy guards.
type filter struct {
	// clauses find the literals of a clause of the guards each, and escapes that may hide one.
	clauses []*simd.Literals
	// first is the clause that is looked for in a block as a whole; what it finds is held against the others.
	first int
	// lines are how many lines of a sample pass each clause, missing is how much text the sample still lacks: a first block
	// may be a few lines.
	lines   []int
	missing int
}

// escaped are the beginnings of the escapes of printable ASCII but the quote and the backslash, which are in no literal but
// as the ends of a string. A line that has one may hide a literal behind it.
var escaped = []string{`\u002`, `\u003`, `\u004`, `\u005`, `\u006`, `\u007`}

const escapedSlash = `\/`

// maxLiterals is the number of literals of a clause up to which it is tested: of many rules hardly a line lacks them all,
// and finding that out costs more than decoding it.
const maxLiterals = 48

// newFilter returns the filter of guards, nil if it says no to nothing, which takes a sample of a size.
func newFilter(guards kql.Guards, sample int) *filter {
	f := &filter{missing: sample}
	for _, c := range guards {
		literals := literalsOf(c)
		if literals == nil || len(literals) > maxLiterals {
			continue
		}
		if slices.ContainsFunc(literals, func(l string) bool { return strings.Contains(l, "/") }) {
			literals = append(literals, escapedSlash)
		}
		f.clauses = append(f.clauses, simd.NewLiterals(append(literals, escaped...)))
	}
	if len(f.clauses) == 0 {
		return nil
	}
	f.lines = make([]int, len(f.clauses))
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

// settled reports whether the first clause does not change any more.
func (f *filter) settled() bool { return f == nil || f.missing <= 0 }

// sample takes for the first clause the one that the fewest lines pass of this block and those before.
func (f *filter) sample(text []byte) {
	if f.settled() {
		return
	}
	f.missing -= len(text)
	for i, c := range f.clauses {
		for at := 0; at < len(text); at++ {
			end := c.Find(text, at)
			if end < 0 {
				break
			}
			f.lines[i]++
			at = lineEnd(text, end)
		}
	}
	f.first = slices.Index(f.lines, slices.Min(f.lines))
}

// lineEnd is where the line ends that goes on at a place.
func lineEnd(text []byte, at int) int {
	if i := bytes.IndexByte(text[at:], '\n'); i >= 0 {
		return at + i
	}
	return len(text)
}

// passEvent reports whether an event may satisfy the guards.
func (f *filter) passEvent(event []byte) bool {
	for _, c := range f.clauses {
		if !c.In(event) {
			return false
		}
	}
	return true
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
		if h.next = h.clauses[h.first].Find(h.text, from); h.next < 0 {
			h.next = len(h.text) + 1
		}
	}
	if h.next > to {
		return false
	}
	for i, c := range h.clauses {
		if i != h.first && !c.In(h.text[from:to]) {
			return false
		}
	}
	return true
}
