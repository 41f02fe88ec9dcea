// Package ndjson reads events as JSON: one object a line, or one array of objects. Only the columns that a rule reads are
// decoded, straight into the row that they are bound to; text without escapes is not copied.
//
// What is told of as a bad event: what is no JSON object, is cut off, or has a value that JSON does not have; and texts
// with escapes that JSON does not have, where a column asks for them. Of a text that no column asks for only the end is
// looked for.
package ndjson

import (
	"errors"
	"io"
	"maps"
	"slices"

	"github.com/kqlc/kqlc/kql/source"
)

// Reader reads a stream of events into a row.
type Reader struct {
	*Scanner
	*Decoder
}

// NewReader returns a reader of r.
func NewReader(r io.Reader, d *Decoder) *Reader { return &Reader{NewScanner(r), d} }

// Next sets the columns from the next event; io.EOF at the end. Behind a [source.LineError] that is not fatal reading goes
// on with the event after it.
func (r *Reader) Next() error {
	for {
		event, err := r.Scanner.Next()
		if err != nil {
			return err
		}
		switch err := r.Decode(event); {
		case err == nil:
			return nil
		case !errors.Is(err, ErrOtherTable):
			return &source.LineError{Line: r.Line(), Reason: err.Error()}
		}
	}
}

// Missing are the columns that no event had so far.
func (d *Decoder) Missing() []string {
	var out []string
	for i, found := range d.found {
		if !found {
			out = append(out, d.columns[i].Name)
		}
	}
	return out
}

// Columns is the number of columns.
func (d *Decoder) Columns() int { return len(d.columns) }

// Names are the names of the members that events had so far, as they are written, sorted.
func (d *Decoder) Names() []string { return slices.Sorted(maps.Keys(d.keys)) }
