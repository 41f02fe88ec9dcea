// Package csv reads events as CSV (RFC 4180) with a header row. Only the columns that a rule reads are decoded. Cells are
// text; an empty one is null, or the empty string.
//
// A column of times as portals export it, "TimeGenerated [UTC]" with cells as "11/20/2026, 8:01:00.123 AM", is read too.
package csv

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/source"
)

// Reader reads a stream of records into a row.
type Reader struct {
	stream  io.Reader
	records *scanner
	events  int64
	columns []kql.Column
	same    []string
	names   []string
	portal  []bool // the columns of times as portals export them, by name
	// cells gives the cell of a column, or none.
	cells   []int
	scratch []byte
}

const none = -1

// NewReader returns a reader of r. same lists names of one and the same thing, as TimeGenerated and Timestamp: a column
// among them that the header lacks takes the values of another.
func NewReader(r io.Reader, columns []kql.Column, same []string) *Reader {
	return &Reader{stream: r, records: newScanner(r), columns: columns, same: same}
}

// Next sets the columns from the next record; io.EOF at the end. A column that the header does not have is null, or
// empty. Text in the row stays until the next call. Behind a [source.LineError] that is not fatal reading goes on with the
// record after it.
func (r *Reader) Next() error {
	if r.cells == nil {
		if err := r.header(); err != nil {
			return err
		}
	}
	cells, err := r.records.next()
	if err != nil {
		return err
	}
	if len(cells) != len(r.names) {
		return r.records.bad("%d cells, where the header has %d", len(cells), len(r.names))
	}
	r.scratch = r.scratch[:0]
	for i, c := range r.cells {
		f := r.columns[i].Field
		if c == none || len(cells[c]) == 0 {
			f.SetNull()
			continue
		}
		text := r.text(cells[c])
		if r.portal[c] {
			text = r.time(text)
		}
		f.SetText(text)
	}
	r.events++
	return nil
}

// Events is the number of events so far.
func (r *Reader) Events() int64 { return r.events }

// Close closes the stream if that can be closed.
func (r *Reader) Close() error {
	if c, ok := r.stream.(io.Closer); ok {
		return c.Close()
	}
	return nil
}

// Missing are the columns that the header lacks.
func (r *Reader) Missing() []string {
	var out []string
	for i, c := range r.cells {
		if c == none {
			out = append(out, r.columns[i].Name)
		}
	}
	return out
}

// Columns is the number of columns.
func (r *Reader) Columns() int { return len(r.columns) }

// Names are the names of the header.
func (r *Reader) Names() []string { return r.names }

// header reads the header row.
func (r *Reader) header() error {
	cells, err := r.records.next()
	var bad *source.LineError
	if errors.As(err, &bad) {
		bad.Fatal = true // without names there are no columns
	}
	if err != nil {
		return err
	}
	for _, c := range cells {
		name := ""
		if len(c) > 0 {
			name = strings.TrimSpace(string(r.text(c)))
		}
		name, portal := strings.CutSuffix(name, portalSuffix)
		r.names, r.portal = append(r.names, name), append(r.portal, portal)
	}
	standIns := source.StandIns(r.columns, r.same)
	r.cells = make([]int, len(r.columns))
	for i, c := range r.columns {
		r.cells[i] = slices.Index(r.names, c.Name)
		for other, columns := range standIns {
			if r.cells[i] == none && slices.Contains(columns, i) {
				r.cells[i] = slices.Index(r.names, other)
			}
		}
	}
	return nil
}

// text returns what a cell stands for: without quotes, and with U+FFFD in the place of each byte that is not UTF-8.
func (r *Reader) text(cell []byte) []byte {
	doubled := false
	if cell[0] == '"' {
		cell = cell[1 : len(cell)-1]
		doubled = bytes.IndexByte(cell, '"') >= 0
	}
	if !doubled && utf8.Valid(cell) {
		return cell
	}
	from := len(r.scratch)
	for len(cell) > 0 {
		c, size := utf8.DecodeRune(cell)
		if c == '"' && doubled {
			size = 2
		}
		r.scratch = utf8.AppendRune(r.scratch, c)
		cell = cell[size:]
	}
	return r.scratch[from:len(r.scratch):len(r.scratch)]
}

// time returns a time of a portal in the form that all others have.
func (r *Reader) time(text []byte) []byte {
	from := len(r.scratch)
	var ok bool
	if r.scratch, ok = appendPortalTime(r.scratch, text); !ok {
		return text
	}
	return r.scratch[from:len(r.scratch):len(r.scratch)]
}

// bad is an error of the record given last.
func (s *scanner) bad(format string, args ...any) error {
	return &source.LineError{Line: s.at, Reason: fmt.Sprintf(format, args...)}
}
