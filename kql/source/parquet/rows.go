package parquet

import (
	"cmp"
	"io"
	"slices"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go/format"

	"github.com/kqlc/kqlc/kql"
)

// guard is a prepared guard and its column.
type guard struct {
	*kql.GuardTest
	*leaf
	texts bool // or whole numbers
	// holds says of the values of a dictionary whether the guard holds for them, as far as it has been tested.
	holds []verdict
}

type verdict uint8

const (
	untested verdict = iota
	no
	yes
)

// prepare prepares a clause of guards; nil if it cannot be tested on the file.
func (r *Reader) prepare(clause []kql.Guard) []*guard {
	out := []*guard{}
	for _, g := range clause {
		i := slices.IndexFunc(r.columns, func(c kql.Column) bool { return c.Name == g.Column })
		if i < 0 {
			if slices.Contains(r.missing, g.Column) {
				continue // a column that is empty satisfies no guard
			}
			return nil
		}
		c, ok := r.cursors[i].(*plain)
		texts := len(g.Numbers) == 0
		if !ok || texts && !c.isText() || !texts && !c.isWhole() {
			return nil
		}
		out = append(out, &guard{GuardTest: g.Test(), leaf: c.leaf, texts: texts})
	}
	return out
}

// rowsOf are the rows of a group that the guards let pass. The clauses are tested one after the other, those of small columns
// first: of the others only the rows that are left are looked at.
func (r *Reader) rowsOf(group *format.RowGroup) ([]int64, error) {
	if slices.ContainsFunc(r.bounds, func(b bound) bool { return b.excludesGroup() }) {
		return nil, nil
	}
	slices.SortStableFunc(r.clauses, func(a, b []*guard) int { return cmp.Compare(size(a), size(b)) })
	left := make([]bool, group.NumRows)
	for i := range left {
		left[i] = true
	}
	for _, b := range r.bounds {
		if err := b.excludePages(group, left); err != nil {
			return nil, err
		}
	}
	for _, clause := range r.clauses {
		satisfied := make([]bool, len(left))
		for _, guard := range clause {
			if err := guard.scan(left, satisfied); err != nil {
				return nil, err
			}
		}
		left = satisfied
		if !slices.Contains(left, true) {
			return nil, nil
		}
	}
	var rows []int64
	for i, ok := range left {
		if ok {
			rows = append(rows, int64(i))
		}
	}
	return rows, nil
}

// size is how much there is to read for a clause.
func size(clause []*guard) (n int64) {
	for _, guard := range clause {
		n += guard.chunk.TotalUncompressedSize
	}
	return n
}

// scan marks the rows for which the guard holds, of those that are left.
func (g *guard) scan(left, satisfied []bool) error {
	g.holds = nil
	g.rewind()
	for {
		switch err := g.next(); err {
		case nil:
		case io.EOF:
			return nil
		default:
			return err
		}
		part, marks := left[g.page.start:g.page.end], satisfied[g.page.start:g.page.end]
		if !slices.Contains(part, true) {
			continue
		}
		if g.page.indexed {
			if _, err := g.dictionary(); err != nil {
				return err
			}
			if g.never(left) {
				continue
			}
		}
		if err := g.read(); err != nil {
			return err
		}
		for i, index := range g.page.index {
			if part[i] && !marks[i] && index != none {
				marks[i] = g.holdsFor(index)
			}
		}
	}
}

// never reports whether the guard holds for no value of a dictionary. It is found out where there are fewer of them than rows
// to test.
func (g *guard) never(left []bool) bool {
	if g.holds == nil {
		g.holds = make([]verdict, g.dict.n)
		rows := 0
		for _, ok := range left {
			if ok {
				rows++
			}
		}
		if len(g.holds) <= rows {
			for i := range g.holds {
				g.holds[i] = g.test(g.dict.value(int32(i)))
			}
		}
	}
	return !slices.Contains(g.holds, untested) && !slices.Contains(g.holds, yes)
}

// holdsFor tests a value of the page at hand.
func (g *guard) holdsFor(i int32) bool {
	if !g.page.indexed {
		return g.test(g.page.own.value(i)) == yes
	}
	if g.holds[i] == untested {
		g.holds[i] = g.test(g.dict.value(i))
	}
	return g.holds[i] == yes
}

// test tests a value that is not null. A text that is not UTF-8 is another one when it is read.
func (g *guard) test(value []byte) verdict {
	holds := false
	if g.texts {
		holds = g.Text(view(value)) || !utf8.Valid(value)
	} else {
		holds = g.Whole(whole(value))
	}
	if holds {
		return yes
	}
	return no
}
