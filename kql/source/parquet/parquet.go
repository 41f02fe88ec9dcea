// Package parquet reads events from Parquet files. It reads pages, not rows: the guards of the rules are tested once for
// each distinct value of a dictionary, and the other columns are decoded for the rows that remain.
package parquet

import (
	"fmt"
	"io"
	"slices"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/source"
)

// Format is Parquet.
var Format = source.Format{Name: "Parquet", Magic: "PAR1", Open: open}

func open(f source.File, table kql.Table, columns []kql.Column) (source.Reader, error) {
	return NewReader(f, table, columns)
}

// Reader reads the events of a file, row group by row group.
type Reader struct {
	file  *file
	table kql.Table
	total int
	*buffers
	columns []kql.Column // those that the file has, with the cursor of each
	cursors []cursor
	clauses [][]*guard
	bounds  []bound
	missing []string
	names   []string

	later  []kql.Column // those of a part, which has buffers when it has begun
	next   int          // the row group that comes next
	end    int          // the one behind the last
	rows   []int64      // the rows of the group that the guards let pass and that are still to be read
	events int64
}

// buffers are what leaves of columns read into.
type buffers struct {
	flats   map[int]*leaf // by number
	scratch scratch
}

func newBuffers() *buffers { return &buffers{flats: map[int]*leaf{}} }

// NewReader reads the events of a table from a file, which it closes in the end. Only events that the table's guards let pass
// are read; row groups and pages are passed over that statistics put out of its bounds, which are at times.
func NewReader(from source.File, table kql.Table, columns []kql.Column) (r *Reader, err error) {
	defer damaged(&err)
	f, err := openFile(from)
	if err != nil {
		return nil, fmt.Errorf("it cannot be read as Parquet: %w", err)
	}
	r = &Reader{file: f, table: table, buffers: newBuffers(), end: len(f.meta.RowGroups)}
	for _, n := range f.root.parts {
		r.names = append(r.names, n.name)
	}
	r.read(columns)
	return r, nil
}

// read begins to read into columns.
func (r *Reader) read(columns []kql.Column) {
	r.total = len(columns)
	standIns := source.StandIns(columns, r.table.EventTime)
	for i, c := range columns {
		name := c.Name
		for other, of := range standIns {
			if !slices.Contains(r.names, name) && slices.Contains(of, i) {
				name = other
			}
		}
		if !r.add(c, name) {
			c.Field.SetNull()
			r.missing = append(r.missing, c.Name)
		}
	}
	for _, clause := range r.table.Guards.Required() {
		if prepared := r.prepare(clause); prepared != nil {
			r.clauses = append(r.clauses, prepared)
		}
	}
	r.bind(r.table.Bounds)
}

// damaged makes an error of a panic: the library trusts what it decodes.
func damaged(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("%w: %v", errDamaged, p)
	}
}

// add adds a column, which has a name in the file; false if the file has none of it.
func (r *Reader) add(c kql.Column, name string) bool {
	i := slices.Index(r.names, name)
	if i < 0 {
		return false
	}
	n := r.file.root.parts[i]
	r.columns = append(r.columns, c)
	if !n.isFlat() {
		r.cursors = append(r.cursors, &nested{Column: c, shape: r.shapeOf(n)})
		return true
	}
	if r.flats[n.leaf] == nil {
		r.flats[n.leaf] = newLeaf(r.file, n, &r.scratch, false)
	}
	r.cursors = append(r.cursors, &plain{c, r.flats[n.leaf], converterOf(n, c)})
	return true
}

// Next sets the columns from the next event; io.EOF at the end.
func (r *Reader) Next() (err error) {
	defer damaged(&err)
	for len(r.rows) == 0 {
		if r.next == r.end {
			r.giveBack()
			return io.EOF
		}
		r.begin()
		if err := r.nextGroup(); err != nil {
			return err
		}
	}
	row := r.rows[0]
	r.rows = r.rows[1:]
	for i, c := range r.cursors {
		if err := c.set(row); err != nil {
			return fmt.Errorf("column %q: %w", r.columns[i].Name, err)
		}
	}
	return nil
}

// nextGroup goes on to the next row group and finds the rows to read.
func (r *Reader) nextGroup() (err error) {
	group := &r.file.meta.RowGroups[r.next]
	r.next++
	for _, f := range r.flats {
		f.open(group)
	}
	if r.rows, err = r.rowsOf(group); err != nil {
		return err
	}
	r.events += group.NumRows
	if len(r.rows) > 0 {
		for _, c := range r.cursors {
			c.open(group)
		}
	}
	return nil
}

// Events is the number of events so far, those included that guards did not let pass.
func (r *Reader) Events() int64 { return r.events - int64(len(r.rows)) }

// Missing are the columns that the file does not have.
func (r *Reader) Missing() []string { return r.missing }

// Names are the columns of the file.
func (r *Reader) Names() []string { return r.names }

// Columns is the number of columns that were asked for.
func (r *Reader) Columns() int { return r.total }

// Close closes the file.
func (r *Reader) Close() error {
	return r.file.Close()
}
