package parquet

import (
	"io"
	"slices"

	"github.com/parquet-go/parquet-go"

	"github.com/kqlc/kqlc/kql"
)

// prepare prepares a clause of guards; nil if it cannot be tested on the file.
func (r *Reader) prepare(clause []kql.Guard) []guard {
	var out []guard
	for _, g := range clause {
		i := slices.IndexFunc(r.columns, func(c column) bool { return c.Name == g.Column })
		if i < 0 {
			if slices.Contains(r.missing, g.Column) {
				continue // a column that is empty satisfies no guard
			}
			return nil
		}
		test := guard{GuardTest: g.Test(), leaf: r.columns[i].leaf}
		node := r.node(test.leaf)
		switch {
		case len(g.Numbers) == 0 && isText(node):
			test.text = textOf
		case len(g.Numbers) > 0 && isWhole(node):
		default:
			return nil
		}
		out = append(out, test)
	}
	if out == nil {
		out = []guard{}
	}
	return out
}

// selectRows are the rows of a group that the guards let pass, in order.
func (r *Reader) selectRows(group parquet.RowGroup) ([]int64, error) {
	n := group.NumRows()
	var passed []bool // nil while all are
	for _, clause := range r.clauses {
		satisfied := make([]bool, n)
		for _, g := range clause {
			if err := g.scan(group.ColumnChunks()[g.leaf], satisfied); err != nil {
				return nil, err
			}
		}
		if passed == nil {
			passed = satisfied
		} else {
			for i, ok := range satisfied {
				passed[i] = passed[i] && ok
			}
		}
		if !slices.Contains(passed, true) {
			return nil, nil
		}
	}
	var rows []int64
	for i := range n {
		if passed == nil || passed[i] {
			rows = append(rows, i)
		}
	}
	return rows, nil
}

// scan marks the rows of a column chunk for which the guard holds.
func (g *guard) scan(chunk parquet.ColumnChunk, rows []bool) error {
	pages := chunk.Pages()
	defer pages.Close()
	var holds []bool // by index of the dictionary
	for start := int64(0); start < int64(len(rows)); {
		page, err := pages.ReadPage()
		if err != nil {
			return unexpected(err)
		}
		part := rows[start:min(start+page.NumRows(), int64(len(rows)))]
		start += page.NumRows()
		if dict := page.Dictionary(); dict != nil {
			if holds == nil {
				holds = g.dictionary(dict)
			}
			if slices.Contains(holds, true) {
				markIndexed(page, holds, part)
			}
		} else if err := g.plain(page, part); err != nil {
			return err
		}
		parquet.Release(page)
	}
	return nil
}

// dictionary tests each value of a dictionary.
func (g *guard) dictionary(dict parquet.Dictionary) []bool {
	holds := make([]bool, dict.Len())
	for i := range holds {
		holds[i] = g.holds(dict.Index(int32(i)))
	}
	return holds
}

func (g *guard) holds(v parquet.Value) bool {
	switch {
	case v.IsNull():
		return false
	case g.text != nil:
		return g.Text(g.text(v))
	}
	return g.Whole(whole(v))
}

// markIndexed marks the rows of a page whose indexes are of values that hold.
func markIndexed(page parquet.Page, holds, rows []bool) {
	data := page.Data()
	indexes := data.Int32()
	levels := page.DefinitionLevels()
	if len(levels) == 0 {
		for i, index := range indexes {
			if holds[index] {
				rows[i] = true
			}
		}
		return
	}
	at := 0
	for i, level := range levels {
		if level == 0 {
			continue // null
		}
		if holds[indexes[at]] {
			rows[i] = true
		}
		at++
	}
}

// plain tests the values of a page without a dictionary.
func (g *guard) plain(page parquet.Page, rows []bool) error {
	values := page.Values()
	var buffer [128]parquet.Value
	for at := 0; at < len(rows); {
		n, err := values.ReadValues(buffer[:])
		for i := range n {
			if g.holds(buffer[i]) {
				rows[at+i] = true
			}
		}
		at += n
		if err != nil && err != io.EOF || n == 0 {
			return unexpected(err)
		}
	}
	return nil
}
