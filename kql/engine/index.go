package engine

import (
	"cmp"
	"slices"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/internal/simd"
)

// index finds which tests an event passes.
type index struct {
	base  []uint64 // what is found of an event that passes none
	found []uint64
	texts []*textIndex
	whole []wholeIndex
}

// textIndex is that of a column of strings.
type textIndex struct {
	column int
	value  *string
	recent recent
	// written is what the value at hand is set from, place where it is remembered, found what is found in it.
	written string
	place   *entry
	found   []uint64
	// is holds, for each length that there is, the texts that the column may be, ASCII letters folded.
	is     map[string]mask
	length lengths
	folded [longest]byte
	// parts are what the column may hold, at the places of holds.
	parts *simd.Dictionary
	holds []mask
	at    []int32
}

// wholeIndex is that of a column of whole numbers.
type wholeIndex struct {
	column int
	value  func() (int64, bool)
	is     map[int64]mask
}

// mask are bits to be set.
type mask []maskWord

type maskWord struct {
	word int
	bits uint64
}

// add adds a bit.
func (m *mask) add(bit int) { m.or(mask{{bit / 64, 1 << (bit % 64)}}) }

// or adds the bits of another mask.
func (m *mask) or(other mask) {
	for _, o := range other {
		i := slices.IndexFunc(*m, func(w maskWord) bool { return w.word == o.word })
		if i < 0 {
			*m = append(*m, o)
		} else {
			(*m)[i].bits |= o.bits
		}
	}
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

// testsOf are the tests of clauses that are [testable], each once, by column.
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
	slices.SortStableFunc(out, func(a, b testOf) int { return cmp.Compare(a.column, b.column) })
	return out
}

// newIndex indexes tests, which are sorted by column: each sets the bits of its clauses, and is left out where they have
// none. base has the bits that are set in any case.
func newIndex(columns []kql.Column, tests []testOf, bits []mask, base []uint64) *index {
	x := &index{base: base, found: make([]uint64, len(base))}
	for len(tests) > 0 {
		n := 1
		for n < len(tests) && tests[n].column == tests[0].column {
			n++
		}
		x.add(columns, tests[:n], bits)
		tests = tests[n:]
	}
	return x
}

// add adds the tests of one column.
func (x *index) add(columns []kql.Column, tests []testOf, bits []mask) {
	column := tests[0].column
	text := &textIndex{column: column, value: columns[column].Text(), is: make(map[string]mask, len(tests)), found: make([]uint64, len(x.found))}
	whole := wholeIndex{column, columns[column].Whole(), map[int64]mask{}}
	var parts []string
	for _, t := range tests {
		var set mask
		for _, c := range t.clauses {
			set.or(bits[c])
		}
		switch {
		case set == nil:
		case t.how == is:
			text.is[t.text] = set
			text.length.add(len(t.text))
		case t.how == holds:
			parts = append(parts, t.text)
			text.holds = append(text.holds, set)
		default:
			whole.is[t.whole] = set
		}
	}
	if len(parts) > 0 {
		text.parts = simd.NewDictionary(parts)
	}
	if len(text.is)+len(parts) > 0 {
		x.texts = append(x.texts, text)
	}
	if len(whole.is) > 0 {
		x.whole = append(x.whole, whole)
	}
}

// find returns the bits of the tests that the event passes, valid until the next call. An error is the event's, for a
// column.
func (x *index) find(e *event) ([]uint64, error) {
	copy(x.found, x.base)
	for _, t := range x.texts { // first of all, so that memory is waited for once
		t.written = e.written(t.column, t.value)
		t.place = t.recent.place(t.written)
	}
	for _, t := range x.texts {
		if err := t.find(e, x.found); err != nil {
			return nil, err
		}
	}
	for i := range x.whole {
		w := &x.whole[i]
		if err := e.needOne(w.column); err != nil {
			return nil, err
		}
		if n, ok := w.value(); ok {
			w.is[n].set(x.found)
		}
	}
	return x.found, nil
}

// find adds the bits of the tests that the event's column passes.
func (x *textIndex) find(e *event, found []uint64) error {
	if x.written == "" {
		return nil // no test has an empty text
	}
	late := e.late != nil
	if x.place != nil && x.recent.has(x.place, x.written, late) {
		x.place.found.set(found)
		return nil
	}
	if err := e.needOne(x.column); err != nil {
		return err
	}
	if x.place == nil {
		x.look(found)
		return nil
	}
	clear(x.found)
	x.look(x.found)
	x.place.put(x.written, late, x.found)
	x.place.found.set(found)
	return nil
}

// look looks for the texts in the column.
func (x *textIndex) look(found []uint64) {
	text := *x.value
	if x.length.has(len(text)) {
		folded := x.folded[:len(text)]
		for i := range folded {
			folded[i] = simd.Fold[text[i]]
		}
		x.is[string(folded)].set(found)
	}
	if x.parts != nil {
		x.at = x.parts.AppendFound(x.at[:0], text)
		for _, n := range x.at {
			x.holds[n].set(found)
		}
	}
}

// set sets the bits of a mask.
func (m mask) set(found []uint64) {
	for _, w := range m {
		found[w.word] |= w.bits
	}
}
