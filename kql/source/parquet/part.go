package parquet

import (
	"sort"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/source"
)

// Rest implements [source.Whole]: the rest are row groups. Their places are how much there is in those before them.
func (r *Reader) Rest() (from, to int64, ok bool) {
	if len(r.rows) > 0 {
		return 0, 0, false
	}
	return r.file.starts[r.next], r.file.starts[r.end], true
}

// Part implements [source.Whole].
func (r *Reader) Part(from, to int64, columns []kql.Column, _ source.Reader) source.Reader {
	return &Reader{file: r.file, table: r.table, names: r.names, later: columns, next: r.file.groupAt(from), end: r.file.groupAt(to)}
}

// begin begins to read a part, unless it has begun.
func (r *Reader) begin() {
	if r.buffers != nil {
		return
	}
	if r.buffers = r.file.spare.Take(); r.buffers == nil {
		r.buffers = newBuffers()
	}
	r.read(r.later)
}

// giveBack ends reading: parts have buffers only while they are read.
func (r *Reader) giveBack() {
	if r.buffers != nil {
		r.file.spare.Give(r.buffers)
		r.buffers = nil
	}
}

// Before implements [source.Whole]; there are no lines.
func (r *Reader) Before() int { return 0 }

// Take implements [source.Whole].
func (r *Reader) Take(part source.Reader) { r.events += part.Events() }

// groupAt is the first row group that begins at a place or behind it.
func (f *file) groupAt(place int64) int {
	return sort.Search(len(f.starts)-1, func(i int) bool { return f.starts[i] >= place })
}
