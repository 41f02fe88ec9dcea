package engine

import (
	"math"
	"math/bits"
	"slices"
	"strings"
	"unsafe"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/internal/simd"
	"github.com/kqlc/kqlc/kql/source"
)

// columnSet is a set of numbers of columns, a bit each.
type columnSet []uint64

// newColumnSet is an empty set with room for the numbers of so many columns.
func newColumnSet(columns int) columnSet { return make(columnSet, columns/64+1) }

func (s *columnSet) add(column int) {
	for len(*s) <= column/64 {
		*s = append(*s, 0)
	}
	(*s)[column/64] |= 1 << (column % 64)
}

func (s columnSet) remove(column int) { s[column/64] &^= 1 << (column % 64) }

func (s columnSet) has(column int) bool { return s[column/64]>>(column%64)&1 != 0 }

// addAll adds those of another set, which has as many words.
func (s columnSet) addAll(other columnSet) {
	for w, word := range other {
		s[w] |= word
	}
}

// meets reports whether the sets, which have as many words, have a column in common.
func (s columnSet) meets(other columnSet) bool {
	for w, word := range s {
		if word&other[w] != 0 {
			return true
		}
	}
	return false
}

// event is one whose columns are set when they are needed.
type event struct {
	late source.Event // sets them; nil where all are set
	set  columnSet
	bad  []badColumn // those that could not be set
}

// badColumn is a column that cannot be set, and why.
type badColumn struct {
	column int
	err    error
}

func newEvent(columns int) event { return event{set: newColumnSet(columns)} }

// next goes on to another event.
func (e *event) next(late source.Event) {
	e.late, e.bad = late, nil
	clear(e.set)
}

// need sets those of the columns that are not set.
func (e *event) need(columns columnSet) {
	if e.late == nil {
		return
	}
	for w, word := range columns {
		for rest := word &^ e.set[w]; rest != 0; rest &= rest - 1 {
			e.needOne(64*w + bits.TrailingZeros64(rest))
		}
	}
}

// needOne is need for one column. It reports whether the column is set.
func (e *event) needOne(column int) bool {
	w, bit := column/64, uint64(1)<<(column%64)
	if e.late == nil {
		return true
	}
	if e.set[w]&bit == 0 {
		e.set[w] |= bit
		if err := e.late.Set(column); err != nil {
			e.bad = append(e.bad, badColumn{column, err})
			return false
		}
	}
	return e.bad == nil || !e.isBad(column)
}

func (e *event) isBad(column int) bool {
	return slices.ContainsFunc(e.bad, func(b badColumn) bool { return b.column == column })
}

// firstBad is the error of the first of the columns that are bad, nil if none is.
func (e *event) firstBad(columns columnSet) error {
	first := badColumn{column: math.MaxInt}
	for _, b := range e.bad {
		if columns.has(b.column) && b.column < first.column {
			first = b
		}
	}
	return first.err
}

// written is what a column of texts is set from, or its text where it is set; "" where there is none.
func (e *event) written(column int, text *string) string {
	if e.late == nil {
		return *text
	}
	raw := e.late.Written(column)
	return unsafe.String(unsafe.SliceData(raw), len(raw))
}

// satisfies reports whether the event may satisfy the guards of a member; what the columns would have to hold that are bad is
// taken to be there. It is as an index of all clauses finds, and slow.
func (e *event) satisfies(g *group, m *member, columns []kql.Column) bool {
	guard := func(guard kql.Guard, ifBad bool) bool {
		column := g.columnOf(guard)
		if !e.needOne(column) {
			return ifBad
		}
		return holdsIn(columns[column], guard)
	}
	for _, n := range m.clauses {
		if !slices.ContainsFunc(g.clauses[n].guards, func(of kql.Guard) bool { return guard(of, true) }) {
			return false
		}
	}
	for _, bar := range m.barred {
		out := true
		for _, n := range g.barred[bar] {
			out = out && slices.ContainsFunc(g.clauses[n].guards, func(of kql.Guard) bool { return guard(of, false) })
		}
		if out {
			return false
		}
	}
	return true
}

// holdsIn reports whether a guard that is not turned round holds for a column.
func holdsIn(c kql.Column, guard kql.Guard) bool {
	if value := c.Whole(); value != nil {
		n, ok := value()
		return ok && slices.Contains(guard.Numbers, n)
	}
	text := simd.FoldString(*c.Text())
	return slices.ContainsFunc(guard.Is, func(is string) bool {
		return text == simd.FoldString(is) || len(is) > longest && strings.Contains(text, simd.FoldString(is))
	}) || slices.ContainsFunc(guard.Holds, func(part string) bool { return strings.Contains(text, simd.FoldString(part)) })
}
