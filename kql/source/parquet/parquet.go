// Package parquet reads events from Parquet files. It reads pages, not rows: the guards of the rules are tested once for
// each distinct value of a dictionary, and the other columns are decoded for the rows that remain.
package parquet

import (
	"fmt"
	"io"
	"slices"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"

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
	file    *parquet.File
	closer  io.Closer
	total   int
	flats   map[int]*flat // by leaf
	scratch scratch
	columns []kql.Column // those that the file has, with the cursor of each
	cursors []cursor
	clauses [][]*guard
	bounds  []bound
	missing []string
	names   []string

	next   int     // the row group that comes next
	rows   []int64 // the rows of the group that the guards let pass and that are still to be read
	events int64
}

// NewReader reads the events of a table from a file, which it closes in the end. Only events that the table's guards let pass
// are read; row groups and pages are passed over that statistics put out of its bounds, which are at times.
func NewReader(file source.File, table kql.Table, columns []kql.Column) (r *Reader, err error) {
	defer damaged(&err)
	f, err := parquet.OpenFile(file, file.Size, parquet.SkipBloomFilters(true))
	if err != nil {
		return nil, fmt.Errorf("it cannot be read as Parquet: %w", err)
	}
	r = &Reader{file: f, closer: file, total: len(columns), flats: map[int]*flat{}}
	for _, field := range f.Schema().Fields() {
		r.names = append(r.names, field.Name())
	}
	standIns := source.StandIns(columns, table.EventTime)
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
	for _, clause := range table.Guards.Required() {
		if prepared := r.prepare(clause); prepared != nil {
			r.clauses = append(r.clauses, prepared)
		}
	}
	r.bind(table.Bounds)
	return r, nil
}

// damaged makes an error of a panic: the library trusts what it decodes.
func damaged(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("%w: %v", errDamaged, p)
	}
}

// add adds a column, which has a name in the file; false if the file has none of it.
func (r *Reader) add(c kql.Column, name string) bool {
	leaf := 0
	for _, field := range r.file.Schema().Fields() {
		before := leaf
		shape := shapeOf(field, name, 0, 0, &leaf)
		if field.Name() != name {
			continue
		}
		r.columns = append(r.columns, c)
		if shape.form != single {
			r.cursors = append(r.cursors, &nested{Column: c, shape: shape})
			return true
		}
		if r.flats[before] == nil {
			r.flats[before] = newFlat(r.file, field, before, &r.scratch)
		}
		convert := converterOf(field, c)
		if r.isHalf(before) {
			convert = func(v parquet.Value) { real(c, half(v.ByteArray()), 32) }
		}
		r.cursors = append(r.cursors, &plain{c, r.flats[before], convert})
		return true
	}
	return false
}

// isHalf reports whether a leaf holds real numbers of 16 bits, a type that the library leaves out of the schema.
func (r *Reader) isHalf(leaf int) bool {
	for _, e := range r.file.Metadata().Schema {
		if e.NumChildren.V > 0 {
			continue
		}
		if leaf == 0 {
			_, ok := e.LogicalType.Value.(*format.Float16Type)
			return ok && e.TypeLength.V == 2
		}
		leaf--
	}
	return false
}

// Next sets the columns from the next event; io.EOF at the end.
func (r *Reader) Next() (err error) {
	defer damaged(&err)
	for len(r.rows) == 0 {
		if r.next == len(r.file.RowGroups()) {
			return io.EOF
		}
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
	group := r.file.RowGroups()[r.next]
	chunks := r.file.Metadata().RowGroups[r.next].Columns
	r.next++
	for leaf, f := range r.flats {
		f.open(&chunks[leaf].MetaData, group.NumRows())
	}
	if r.rows, err = r.rowsOf(r.next-1, group.NumRows()); err != nil {
		return err
	}
	r.events += group.NumRows()
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
	for _, c := range r.cursors {
		c.close()
	}
	return r.closer.Close()
}
