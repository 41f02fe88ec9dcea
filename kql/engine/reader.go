package engine

import (
	"bytes"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/source"
	"github.com/kqlc/kqlc/kql/source/csv"
	"github.com/kqlc/kqlc/kql/source/file"
	"github.com/kqlc/kqlc/kql/source/ndjson"
)

// stream is a file with its beginning read.
type stream struct {
	io.Reader
	io.Closer
}

// newReader returns the reader for what begins f: the magic of a format; a brace or bracket is JSON; otherwise a header with one
// of the columns, or a file's name, tells CSV.
func (r *Run) newReader(name string, f io.ReadCloser, table ManyTable) (source.Reader, error) {
	head, err := firstLine(f)
	if err != nil {
		return nil, err
	}
	for _, format := range r.Formats {
		if bytes.HasPrefix(head, []byte(format.Magic)) {
			random, err := file.Random(name, head, f)
			if err != nil {
				return nil, err
			}
			return format.Open(random, table.Table, table.Columns)
		}
	}
	if bytes.HasPrefix(head, []byte("PAR1")) {
		return nil, UsageError("it is Parquet, which is read from a file only: name the file")
	}
	if bytes.HasPrefix(head, []byte("PARE")) {
		return nil, UsageError("it is Parquet that is encrypted, which is not read")
	}
	s := stream{io.MultiReader(bytes.NewReader(head), f), f}
	if isCSV(name, head, table) {
		return csv.NewReader(s, table.Columns, table.EventTime), nil
	}
	d := ndjson.NewDecoder(table.Columns, table.EventTime)
	d.Table = table.Name
	events := ndjson.NewReader(s, d)
	events.Guards, events.Workers = table.Guards, r.Workers
	events.File, _ = f.(io.ReaderAt)
	if table.group != nil && table.group.many {
		events.Look = table.group.looker
	}
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
