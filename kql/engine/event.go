package engine

import (
	"math/bits"
	"unsafe"

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
	late source.Late // sets them; nil where all are set
	set  columnSet
}

// next goes on to another event.
func (e *event) next(late source.Late) {
	e.late = late
	clear(e.set)
}

// need sets those of the columns that are not set.
func (e *event) need(columns columnSet) error {
	if e.late == nil {
		return nil
	}
	for w, word := range columns {
		for rest := word &^ e.set[w]; rest != 0; rest &= rest - 1 {
			if err := e.late.Set(64*w + bits.TrailingZeros64(rest)); err != nil {
				return err
			}
		}
		e.set[w] |= word
	}
	return nil
}

// needOne is need for one column.
func (e *event) needOne(column int) error {
	w, bit := column/64, uint64(1)<<(column%64)
	if e.late == nil || e.set[w]&bit != 0 {
		return nil
	}
	e.set[w] |= bit
	return e.late.Set(column)
}

// written is what a column of texts is set from, or its text where it is set; "" where there is none.
func (e *event) written(column int, text *string) string {
	if e.late == nil {
		return *text
	}
	raw := e.late.Written(column)
	return unsafe.String(unsafe.SliceData(raw), len(raw))
}
