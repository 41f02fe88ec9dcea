package parquet

import (
	"github.com/parquet-go/parquet-go/format"

	"github.com/kqlc/kqlc/kql"
)

// bound is a bound on the times of a column.
type bound struct {
	kql.Bound
	*leaf
	timeOf func([]byte) (kql.DateTime, bool)
}

// bind keeps the bounds on columns that hold times.
func (r *Reader) bind(bounds kql.Bounds) {
	for _, b := range bounds {
		for i, c := range r.columns {
			if p, ok := r.cursors[i].(*plain); ok && c.Name == b.Column && b.At != 0 {
				if of := timeOf(p.node); of != nil {
					r.bounds = append(r.bounds, bound{b, p.leaf, of})
				}
			}
		}
	}
}

// excludesGroup reports whether statistics say that no time of the group at hand is within the bound.
func (b *bound) excludesGroup() bool {
	s := &b.chunk.Statistics
	least, most := s.MinValue, s.MaxValue
	if least == nil || most == nil {
		least, most = s.Min, s.Max // which are of older writers, and right for numbers with a sign
	}
	return b.excludes(least, most)
}

// excludes reports whether no time from one to another, as they are written, is within the bound. It is false where they
// say nothing.
func (b *bound) excludes(least, most []byte) bool {
	if len(least) != b.dict.width || len(most) != b.dict.width {
		return false
	}
	first, ok := b.timeOf(least)
	last, too := b.timeOf(most)
	switch {
	case !ok || !too || first > last:
		return false
	case b.Last:
		return first > b.At
	}
	return last < b.At
}

// excludePages takes rows out that are in pages without a time within the bound, going by the file's index of pages, if it
// has one.
func (b *bound) excludePages(group *format.RowGroup, left []bool) error {
	chunk := &group.Columns[b.node.leaf]
	var index format.ColumnIndex
	var offsets format.OffsetIndex
	if err := b.file.index(chunk.ColumnIndexOffset, chunk.ColumnIndexLength, &index); err != nil {
		return err
	}
	if err := b.file.index(chunk.OffsetIndexOffset, chunk.OffsetIndexLength, &offsets); err != nil {
		return err
	}
	pages := offsets.PageLocations
	if len(index.MinValues) != len(pages) || len(index.MaxValues) != len(pages) || len(index.NullPages) != len(pages) {
		return nil
	}
	for i, p := range pages {
		end := int64(len(left))
		if i+1 < len(pages) {
			end = pages[i+1].FirstRowIndex
		}
		if index.NullPages[i] || b.excludes(index.MinValues[i], index.MaxValues[i]) {
			clear(left[p.FirstRowIndex:end])
		}
	}
	return nil
}
