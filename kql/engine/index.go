package engine

import (
	"maps"
	"slices"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/internal/simd"
)

// clause is one clause of guards, in an index that finds which of them an event satisfies.
type clause struct {
	guards []kql.Guard
	bits   []int // those that it sets in what the index finds
}

// index finds the clauses that an event satisfies.
type index struct {
	columns columnSet // those that it reads
	base    []uint64  // what is found of an event that satisfies nothing
	found   []uint64
	texts   []*textIndex
	whole   []wholeIndex
}

// textIndex is that of a column of strings.
type textIndex struct {
	value *string
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
	value func() (int64, bool)
	is    map[int64]mask
}

// mask are bits to be set.
type mask []maskWord

type maskWord struct {
	word int
	bits uint64
}

// add adds a bit.
func (m *mask) add(bit int) {
	i := slices.IndexFunc(*m, func(w maskWord) bool { return w.word == bit/64 })
	if i < 0 {
		*m = append(*m, maskWord{word: bit / 64})
		i = len(*m) - 1
	}
	(*m)[i].bits |= 1 << (bit % 64)
}

// longest is the length up to which whole texts are looked up; longer ones are found as parts.
const longest = 256

// lengths are the lengths of texts, up to longest.
type lengths [longest/64 + 1]uint64

func (l *lengths) add(n int) { l[n/64] |= 1 << (n % 64) }

func (l *lengths) has(n int) bool { return n <= longest && l[n/64]>>(n%64)&1 != 0 }

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

// newIndex indexes clauses that are [testable]. base has the bits that are set in any case.
func newIndex(columns []kql.Column, clauses []clause, base []uint64) *index {
	x := &index{base: base, found: make([]uint64, len(base))}
	for number, c := range columns {
		is, holds, numbers := masks[string]{}, masks[string]{}, masks[int64]{}
		for _, cl := range clauses {
			for _, g := range cl.guards {
				if g.Column != c.Name {
					continue
				}
				for _, text := range g.Is {
					if text = simd.FoldString(text); len(text) > longest {
						holds.add(text, cl.bits)
					} else {
						is.add(text, cl.bits)
					}
				}
				for _, text := range g.Holds {
					holds.add(simd.FoldString(text), cl.bits)
				}
				for _, n := range g.Numbers {
					numbers.add(n, cl.bits)
				}
			}
		}
		if len(is)+len(holds)+len(numbers) > 0 {
			x.columns.add(number)
		}
		if len(is)+len(holds) > 0 {
			x.texts = append(x.texts, newTextIndex(c.Text(), is, holds))
		}
		if len(numbers) > 0 {
			x.whole = append(x.whole, wholeIndex{c.Whole(), numbers})
		}
	}
	return x
}

// masks are masks by what sets them.
type masks[K comparable] map[K]mask

func (m masks[K]) add(key K, bits []int) {
	set := m[key]
	for _, bit := range bits {
		set.add(bit)
	}
	m[key] = set
}

func newTextIndex(value *string, is, holds masks[string]) *textIndex {
	x := &textIndex{value: value, is: is}
	for text := range is {
		x.length.add(len(text))
	}
	parts := slices.Sorted(maps.Keys(holds))
	for _, text := range parts {
		x.holds = append(x.holds, holds[text])
	}
	if len(parts) > 0 {
		x.parts = simd.NewDictionary(parts)
	}
	return x
}

// find returns the bits of the clauses that the event satisfies, valid until the next call.
func (x *index) find() []uint64 {
	copy(x.found, x.base)
	for _, t := range x.texts {
		t.find(x.found)
	}
	for i := range x.whole {
		if n, ok := x.whole[i].value(); ok {
			x.whole[i].is[n].set(x.found)
		}
	}
	return x.found
}

func (x *textIndex) find(found []uint64) {
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
