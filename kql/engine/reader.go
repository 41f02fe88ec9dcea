package engine

import (
	"bytes"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/source/csv"
	"github.com/kqlc/kqlc/kql/source/ndjson"
)

// reader reads events of one format into a row.
type reader interface {
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

// stream is a file with its beginning read.
type stream struct {
	io.Reader
	io.Closer
}

// newReader returns the reader for what begins f: a brace or bracket is JSON; otherwise a header with one of the columns,
// or a file's name, tells CSV.
func (r *Run) newReader(name string, f io.ReadCloser, table ManyTable) (reader, error) {
	head, err := firstLine(f)
	if err != nil {
		return nil, err
	}
	s := stream{io.MultiReader(bytes.NewReader(head), f), f}
	if isCSV(name, head, table) {
		return csv.NewReader(s, table.Columns, table.EventTime), nil
	}
	d := ndjson.NewDecoder(table.Columns, table.EventTime)
	d.Table = table.Name
	events := ndjson.NewReader(s, d)
	events.Guards, events.Workers = table.Guards, r.Workers
	return events, nil
}

// firstLine reads until there is a line, or much, and no longer: more may be long in coming.
func firstLine(f io.Reader) ([]byte, error) {
	head := make([]byte, 16<<10)
	for n := 0; ; {
		k, err := f.Read(head[n:])
		n += k
		switch {
		case err == io.EOF, err == nil && (n == len(head) || bytes.IndexByte(head[:n], '\n') >= 0):
			return head[:n], nil
		case err != nil:
			return nil, err
		}
	}
}

func isCSV(name string, head []byte, table ManyTable) bool {
	head = bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")))
	if len(head) == 0 || head[0] == '{' || head[0] == '[' {
		return false
	}
	for _, end := range []string{".gz", ".zst"} {
		name = strings.TrimSuffix(name, end)
	}
	if strings.EqualFold(filepath.Ext(name), ".csv") {
		return true
	}
	header, _, _ := bytes.Cut(head, []byte("\n"))
	for cell := range strings.SplitSeq(string(header), ",") {
		cell = strings.TrimSuffix(strings.Trim(cell, "\" \t\r"), " [UTC]")
		if slices.Contains(table.EventTime, cell) || slices.ContainsFunc(table.Columns, func(c kql.Column) bool { return c.Name == cell }) {
			return true
		}
	}
	return false
}
