package engine

import (
	"slices"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/internal/simd"
)

// index finds which tests an event passes, and has bits for them.
type index struct {
	base    []uint64 // the bits of an event that passes none
	found   []uint64
	masks   []mask // of each test
	texts   []*textIndex
	whole   []*columnTests
	touched byte // what touch reads, kept so that it is read
}

// columnTests are the tests of a column, by their numbers.
type columnTests struct {
	column int
	text   *string              // of a column of texts
	value  func() (int64, bool) // of one of whole numbers
	is     map[string]int       // the texts that the column may be, ASCII letters folded
	holds  []int                // of what it may hold
	whole  map[int64]int        // the numbers that it may be
	recent recent
}

// textIndex is that of a column of texts.
type textIndex struct {
	*columnTests
	masks []mask
	// length are the lengths of the texts that the column may be.
	length lengths
	folded [longest]byte
	// parts are what the column may hold, at the places of the tests in parted.
	parts  *simd.Dictionary
	parted []int
	at     []int32
	// written is what the value at hand is set from, place where it is remembered, and found what is found in it.
	written string
	place   *entry
	found   []uint64
}

// mask are bits to be set.
type mask []maskWord

type maskWord struct {
	word int
	bits uint64
}

// longest is the length up to which whole texts are looked up; longer ones are found as parts.
const longest = 256

// lengths are the lengths of texts, up to longest.
type lengths [longest/64 + 1]uint64

func (l *lengths) add(n int) { l[n/64] |= 1 << (n % 64) }

func (l *lengths) has(n int) bool { return n <= longest && l[n/64]>>(n%64)&1 != 0 }

// test is whether a column is a text or holds it, or is a whole number.
type test struct {
	column int
	how    how
	text   string // ASCII letters folded
	whole  int64
}

type how uint8

const (
	is how = iota
	holds
	isWhole
)

// testOf is a test and the clauses that are satisfied where it is passed.
type testOf struct {
	test
	clauses []int
}

// testable reports whether all guards of a clause can be tested on the columns.
func testable(columns []kql.Column, guards []kql.Guard) bool {
	for _, g := range guards {
		i := slices.IndexFunc(columns, func(c kql.Column) bool { return c.Name == g.Column })
		if i < 0 || len(g.Is)+len(g.Holds) > 0 && columns[i].Text() == nil || len(g.Numbers) > 0 && columns[i].Whole() == nil {
			return false
		}
	}
	return true
}

// testsOf are the tests of clauses that are [testable], each once.
func testsOf(columns []kql.Column, clauses []clause) []testOf {
	column := map[string]int{}
	for i, c := range columns {
		column[c.Name] = i
	}
	var out []testOf
	known := map[test]int{}
	for number, c := range clauses {
		add := func(t test) {
			if t.how == is && len(t.text) > longest {
				t.how = holds
			}
			at, ok := known[t]
			if !ok {
				at = len(out)
				known[t] = at
				out = append(out, testOf{test: t})
			}
			out[at].clauses = append(out[at].clauses, number)
		}
		for _, g := range c.guards {
			for _, text := range g.Is {
				add(test{column: column[g.Column], how: is, text: simd.FoldString(text)})
			}
			for _, text := range g.Holds {
				add(test{column: column[g.Column], how: holds, text: simd.FoldString(text)})
			}
			for _, n := range g.Numbers {
				add(test{column: column[g.Column], how: isWhole, whole: n})
			}
		}
	}
	return out
}

// byColumn are the tests of each column that has some.
func byColumn(columns []kql.Column, tests []testOf) []*columnTests {
	out := make([]*columnTests, len(columns))
	for i, t := range tests {
		x := out[t.column]
		if x == nil {
			c := columns[t.column]
			x = &columnTests{column: t.column, text: c.Text(), value: c.Whole(), is: map[string]int{}, whole: map[int64]int{}}
			out[t.column] = x
		}
		switch t.how {
		case is:
			x.is[t.text] = i
		case holds:
			x.holds = append(x.holds, i)
		default:
			x.whole[t.whole] = i
		}
	}
	return slices.DeleteFunc(out, func(x *columnTests) bool { return x == nil })
}

// newIndex indexes the tests of columns that have bits. base has the bits that are set in any case.
func newIndex(columns []*columnTests, tests []testOf, masks []mask, base []uint64) *index {
	x := &index{base: base, found: make([]uint64, len(base)), masks: masks}
	for _, c := range columns {
		t := &textIndex{columnTests: c, masks: masks, found: make([]uint64, len(base))}
		for text, n := range c.is {
			if masks[n] != nil {
				t.length.add(len(text))
			}
		}
		var parts []string
		for _, n := range c.holds {
			if masks[n] != nil {
				parts = append(parts, tests[n].text)
				t.parted = append(t.parted, n)
			}
		}
		if parts != nil {
			t.parts = simd.NewDictionary(parts)
		}
		if parts != nil || t.length != (lengths{}) {
			x.texts = append(x.texts, t)
		}
		for _, n := range c.whole {
			if masks[n] != nil {
				x.whole = append(x.whole, c)
				break
			}
		}
	}
	return x
}

// begin makes the index the one that looks at events: others remember other things of a value.
func (x *index) begin() {
	for _, t := range x.texts {
		t.recent.forget()
	}
}

// find returns the bits of the tests that the event passes, valid until the next call; of columns that are bad it passes none.
func (x *index) find(e *event) []uint64 {
	copy(x.found, x.base)
	if e.late == nil {
		x.touch()
	}
	for _, t := range x.texts {
		t.written = e.written(t.column, t.text)
		t.place = t.recent.place(t.written)
	}
	for _, t := range x.texts {
		t.find(e, x.found)
	}
	for _, t := range x.whole {
		if !e.needOne(t.column) {
			continue
		}
		if n, ok := t.value(); ok {
			if test, ok := t.whole[n]; ok {
				x.masks[test].set(x.found)
			}
		}
	}
	return x.found
}

// touch reads a little of each text and does nothing else in between, so that memory is waited for once for all of them.
func (x *index) touch() {
	for _, t := range x.texts {
		if text := *t.text; text != "" {
			x.touched ^= text[0] ^ text[len(text)-1]
		}
	}
}

// find adds the bits of the tests that the event's column passes.
func (x *textIndex) find(e *event, found []uint64) {
	late := e.late != nil
	switch {
	case x.written == "": // no test has an empty text
	case x.place != nil && x.recent.has(x.place, x.written, late):
		x.place.found.set(found)
	case !e.needOne(x.column):
	case x.place == nil:
		x.look(found)
	default:
		clear(x.found)
		x.look(x.found)
		x.place.put(x.written, late, x.found)
		x.place.found.set(found)
	}
}

// look looks for the texts in the column.
func (x *textIndex) look(found []uint64) {
	text := *x.text
	if x.length.has(len(text)) {
		folded := x.folded[:len(text)]
		for i := range folded {
			folded[i] = simd.Fold[text[i]]
		}
		if n, ok := x.is[string(folded)]; ok {
			x.masks[n].set(found)
		}
	}
	if x.parts != nil {
		x.at = x.parts.AppendFound(x.at[:0], text)
		for _, n := range x.at {
			x.masks[x.parted[n]].set(found)
		}
	}
}

// set sets the bits of a mask.
func (m mask) set(found []uint64) {
	for _, w := range m {
		found[w.word] |= w.bits
	}
}
