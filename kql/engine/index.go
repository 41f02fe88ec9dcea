package engine

import (
	"slices"

	"github.com/kqlc/kqlc/kql"
)

// clause is one clause of a rule's guards.
type clause struct {
	member int32 // whose it is
	guards []kql.Guard
}

// index finds the clauses that an event satisfies.
type index struct {
	texts   []textIndex
	numbers []numberIndex
	// marks tells which clauses are in hits: those with the number of the event.
	marks []uint32
	event uint32
	hits  []int32
}

type textIndex struct {
	value    *string
	literals *literals
}

type numberIndex struct {
	value   func() (int64, bool)
	clauses map[int64][]int32
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

// newIndex indexes clauses that are [testable] by their number.
func newIndex(columns []kql.Column, clauses []clause) *index {
	x := &index{marks: make([]uint32, len(clauses))}
	for _, c := range columns {
		texts, numbers := newLiteralSet(), map[int64][]int32{}
		for i, cl := range clauses {
			for _, g := range cl.guards {
				if g.Column != c.Name {
					continue
				}
				for _, text := range g.Is {
					texts.addWhole(text, int32(i))
				}
				for _, text := range g.Holds {
					texts.addPart(text, int32(i))
				}
				for _, n := range g.Numbers {
					numbers[n] = append(numbers[n], int32(i))
				}
			}
		}
		if len(texts.whole)+len(texts.parts) > 0 {
			x.texts = append(x.texts, textIndex{c.Text(), texts.build()})
		}
		if len(numbers) > 0 {
			x.numbers = append(x.numbers, numberIndex{c.Whole(), numbers})
		}
	}
	return x
}

// find returns the numbers of the clauses that the event satisfies, each once. They are valid until the next call.
func (x *index) find() []int32 {
	x.event++
	if x.event == 0 {
		clear(x.marks)
		x.event = 1
	}
	x.hits = x.hits[:0]
	for i := range x.texts {
		x.texts[i].literals.find(*x.texts[i].value, x)
	}
	for i := range x.numbers {
		if n, ok := x.numbers[i].value(); ok {
			x.hit(x.numbers[i].clauses[n])
		}
	}
	return x.hits
}

func (x *index) hit(clauses []int32) {
	for _, c := range clauses {
		if x.marks[c] != x.event {
			x.marks[c] = x.event
			x.hits = append(x.hits, c)
		}
	}
}
