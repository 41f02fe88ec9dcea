// Package source holds what the readers of events have in common; the readers are in packages of their own, by format.
package source

import (
	"fmt"
	"io"
	"slices"

	"github.com/kqlc/kqlc/kql"
)

// Reader reads events of one format into a row.
type Reader interface {
	// Next sets the columns from the next event; io.EOF at the end.
	Next() error
	// Events is the number of events so far, those included that need not be read.
	Events() int64
	// Missing are the columns that were not found so far, Columns is the number of all, Names are those of the events.
	Missing() []string
	Names() []string
	Columns() int
	// Close ends reading and closes the stream.
	Close() error
}

// Late is a Reader that can leave columns for later: most are not needed of most events where many rules share a stream.
type Late interface {
	Reader
	Event
	// Locate is Next without setting columns.
	Locate() error
	// Needed is what a [Looker] has told of the event that Locate has gone to; looked is false where none has looked at it.
	Needed() (needed []int32, looked bool)
	// Bad tells that the event is bad, for a reason that Set gave, and returns the error that Next would have returned.
	Bad(reason error) error
}

// Event is an event no column of which is set.
type Event interface {
	// Set sets one of the columns, by number. An error is the reason for which it cannot be set.
	Set(column int) error
	// Written is what Set sets a column from, nil for nothing: where it is equal, the values are.
	Written(column int) []byte
}

// Looker looks at events for a reader that finds them ahead of where it is. It serves one goroutine.
type Looker interface {
	// Columns are by number what events set for it; those that it does not look at have no field.
	Columns() []kql.Column
	// Look appends the numbers of those by whom the event may be needed. Where there are none it is passed over.
	Look(e Event, needed []int32) []int32
}

// Whole is a Reader of a file that can be read in parts, by several goroutines.
type Whole interface {
	Reader
	// Rest reports from where to where the rest of the file is, in bytes or what is like them, once all events before it are
	// given and it can be read in parts; ok is false until then, or always.
	Rest() (from, to int64, ok bool)
	// Part returns a reader of those events of the rest that begin between two places, into columns like those of the reader.
	// It counts lines from its own first one. spare, which may be nil, is a part that has been taken in: its memory is used
	// again.
	Part(from, to int64, columns []kql.Column, spare Reader) Reader
	// Before is how many lines the file has before the first part that has not been taken in.
	Before() int
	// Take takes in what was met in a part, which has been read to its end as all parts before it.
	Take(part Reader)
}

// Format is a format of files that are not read from front to end. Programs name those that they can read: most rules
// need none, and a format can weigh more than the rest of a program.
type Format struct {
	Name string
	// Magic is what files of the format begin with.
	Magic string
	// Open returns a reader of a file into the columns, which closes the file in the end.
	Open func(f File, table kql.Table, columns []kql.Column) (Reader, error)
}

// File is a file with its size in bytes.
type File struct {
	io.ReaderAt
	io.Closer
	Size int64
}

// LineError tells what is wrong with an event.
type LineError struct {
	// Line is the line of the input on which the event starts, from 1.
	Line int
	// Reason says what was expected and where.
	Reason string
	// Fatal tells that the events behind it cannot be found.
	Fatal bool
}

// Error implements error.
func (e *LineError) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Reason) }

// StandIns says which columns a name stands in for: same lists names of one and the same thing, as TimeGenerated and
// Timestamp, and an event that lacks one of these columns has its value under another of the names.
func StandIns(columns []kql.Column, same []string) map[string][]int {
	out := map[string][]int{}
	for i, c := range columns {
		if !slices.Contains(same, c.Name) {
			continue
		}
		for _, name := range same {
			if name != c.Name {
				out[name] = append(out[name], i)
			}
		}
	}
	return out
}
