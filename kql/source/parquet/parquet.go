// Package parquet reads events from Parquet files. It reads pages, not rows: the guards of the rules are tested once for
// each distinct value of a dictionary, and the other columns are decoded for the rows that remain.
package parquet

import (
	"errors"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/source"
)

// Format is Parquet.
var Format = source.Format{Name: "Parquet", Magic: "PAR1", Open: open}

func open(f source.File, table kql.Table, columns []kql.Column) (source.Reader, error) {
	return NewReader(f, columns, table.EventTime, table.Guards)
}

// Reader reads the events of a file, row group by row group.
type Reader struct {
	file    *parquet.File
	closer  io.Closer
	columns []column
	total   int
	clauses [][]guard
	missing []string
	names   []string

	groups  []parquet.RowGroup
	rows    []int64 // the rows of the group that the guards let pass and that are still to be read
	cursors []*cursor
	events  int64
}

// column is a column of the rules and the leaf of the file that it is read from.
type column struct {
	kql.Column
	leaf    int
	convert converter
}

// guard is a prepared guard and the leaf of its column, -1 if the file has none.
type guard struct {
	*kql.GuardTest
	leaf int
	text func(parquet.Value) string // nil for whole numbers
}

// NewReader reads a file, which it closes in the end. Only events that the guards let pass are read. same are names of one
// column of which the file may have any.
func NewReader(file source.File, columns []kql.Column, same []string, guards kql.Guards) (*Reader, error) {
	f, err := parquet.OpenFile(file, file.Size, parquet.SkipBloomFilters(true))
	if err != nil {
		return nil, fmt.Errorf("it cannot be read as Parquet: %w", err)
	}
	out := &Reader{file: f, closer: file, total: len(columns), groups: f.RowGroups()}
	for _, field := range f.Schema().Fields() {
		out.names = append(out.names, field.Name())
	}
	standIns := source.StandIns(columns, same)
	for i, c := range columns {
		leaf, err := out.leafOf(c.Name)
		for name, of := range standIns {
			for _, n := range of {
				if n == i && leaf < 0 && err == nil {
					leaf, err = out.leafOf(name)
				}
			}
		}
		switch {
		case err != nil:
			return nil, err
		case leaf < 0:
			c.Field.SetNull()
			out.missing = append(out.missing, c.Name)
		default:
			out.columns = append(out.columns, column{c, leaf, converterOf(out.node(leaf), c)})
		}
	}
	for _, clause := range guards {
		if prepared := out.prepare(clause); prepared != nil {
			out.clauses = append(out.clauses, prepared)
		}
	}
	return out, nil
}

var errNested = errors.New("nested columns of Parquet are not read: write it as a column of JSON text")

// leafOf is the index of the leaf of a column, -1 if the file has no such column.
func (r *Reader) leafOf(name string) (int, error) {
	for _, field := range r.file.Schema().Fields() {
		if field.Name() != name {
			continue
		}
		leaf, ok := r.file.Schema().Lookup(name)
		if !ok || leaf.MaxRepetitionLevel > 0 {
			return -1, fmt.Errorf("column %q: %w", name, errNested)
		}
		return leaf.ColumnIndex, nil
	}
	return -1, nil
}

func (r *Reader) node(leaf int) parquet.Node {
	path := r.file.Schema().Columns()[leaf]
	found, _ := r.file.Schema().Lookup(path...)
	return found.Node
}

// Next sets the columns from the next event; io.EOF at the end.
func (r *Reader) Next() error {
	for len(r.rows) == 0 {
		if len(r.groups) == 0 {
			return io.EOF
		}
		group := r.groups[0]
		r.groups = r.groups[1:]
		rows, err := r.selectRows(group)
		if err != nil {
			return err
		}
		r.events += group.NumRows()
		if len(rows) > 0 {
			r.open(group, rows)
		}
	}
	row := r.rows[0]
	r.rows = r.rows[1:]
	for i, c := range r.columns {
		v, err := r.cursors[i].value(row)
		if err != nil {
			return fmt.Errorf("column %q: %w", c.Name, err)
		}
		if v.IsNull() {
			c.Field.SetNull()
			continue
		}
		c.convert(v)
	}
	return nil
}

// open starts to read rows of a group.
func (r *Reader) open(group parquet.RowGroup, rows []int64) {
	r.closeCursors()
	r.rows = rows
	chunks := group.ColumnChunks()
	for _, c := range r.columns {
		r.cursors = append(r.cursors, &cursor{pages: chunks[c.leaf].Pages()})
	}
}

func (r *Reader) closeCursors() {
	for _, c := range r.cursors {
		c.pages.Close()
	}
	r.cursors = r.cursors[:0]
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
	r.closeCursors()
	return r.closer.Close()
}

// cursor reads values of one column of a row group, row by row, forward.
type cursor struct {
	pages      parquet.Pages
	page       parquet.Page
	start, end int64 // the rows of the page
	buffer     [64]parquet.Value
	from, to   int64 // the rows of the buffer
}

// value returns the value of a row, valid until the cursor is closed.
func (c *cursor) value(row int64) (parquet.Value, error) {
	if row >= c.to {
		if err := c.fill(row); err != nil {
			return parquet.Value{}, err
		}
	}
	return c.buffer[row-c.from], nil
}

// fill reads the values from a row on.
func (c *cursor) fill(row int64) error {
	for row >= c.end {
		if c.page != nil && row > c.end {
			if err := c.pages.SeekToRow(row); err != nil {
				return err
			}
			c.end = row
		}
		page, err := c.pages.ReadPage()
		if err != nil {
			return unexpected(err)
		}
		c.page, c.start, c.end = page, c.end, c.end+page.NumRows()
	}
	n := min(c.end-row, int64(len(c.buffer)))
	got, err := c.page.Slice(row-c.start, row-c.start+n).Values().ReadValues(c.buffer[:n])
	if int64(got) < n {
		return unexpected(err)
	}
	c.from, c.to = row, row+n
	return nil
}

// unexpected is the error of a file that ends before its time.
func unexpected(err error) error {
	if err == nil || err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}
