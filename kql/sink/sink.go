// Package sink writes the rows of a rule.
package sink

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/kqlc/kqlc/kql"
)

// Sink takes rows.
type Sink interface {
	// Row writes the row that the columns are bound to.
	Row() error
	// Close writes what is held back. It does not close what is written to.
	Close() error
}

// Formats are the names that New takes.
var Formats = []string{"ndjson", "csv"}

// New returns a sink of a format for rows of the columns.
func New(format string, w io.Writer, columns []kql.Column) (Sink, error) {
	switch format {
	case "ndjson":
		return newNDJSON(w, columns), nil
	case "csv":
		return newCSV(w, columns), nil
	}
	return nil, fmt.Errorf("unknown output format %q: take one of %s", format, strings.Join(Formats, ", "))
}

// NewAlerts returns a sink for the rows of one of several results: one JSON object {"rule": …, "result": …, "row": {…}} a
// line. The rule is left out if it is "", and so is the result. Sinks that are given the same w of [bufio.Writer] keep the
// order of their rows.
func NewAlerts(w *bufio.Writer, rule, result string, columns []kql.Column) Sink {
	s := newNDJSON(w, columns)
	s.opening = append(member(member([]byte{'{'}, "rule", rule), "result", result), `"row":`...)
	s.closing = "}}\n"
	return s
}

// member adds a member of a JSON object and a comma, nothing for an empty value.
func member(dst []byte, name, value string) []byte {
	if value == "" {
		return dst
	}
	return append(kql.AppendJSONString(append(kql.AppendJSONString(dst, name), ':'), value), ',')
}

// NewTyped returns a sink for who reads the rows of a result by their types: a JSON object {"result": …, "columns": [{"name":
// …, "type": …}, …]} first, then {"result": …, "row": {…}} a line. The result is left out if it is "".
func NewTyped(w *bufio.Writer, result string, columns []kql.Column) Sink {
	line := append(member([]byte{'{'}, "result", result), `"columns":`...)
	w.Write(append(kql.AppendColumns(line, columns), "}\n"...)) // an error comes back from the rows
	return NewAlerts(w, "", result, columns)
}

// ndjson writes one JSON object a line.
type ndjson struct {
	w       *bufio.Writer
	columns []kql.Column
	keys    [][]byte
	line    []byte
	// opening and closing stand around the members of each line.
	opening []byte
	closing string
}

func newNDJSON(w io.Writer, columns []kql.Column) *ndjson {
	s := &ndjson{w: bufio.NewWriter(w), columns: columns, closing: "}\n"}
	for i, c := range columns {
		opening := byte(',')
		if i == 0 {
			opening = '{'
		}
		s.keys = append(s.keys, append(kql.AppendJSONString([]byte{opening}, c.Name), ':'))
	}
	return s
}

func (s *ndjson) Row() error {
	s.line = append(s.line[:0], s.opening...)
	for i, c := range s.columns {
		s.line = append(s.line, s.keys[i]...)
		s.line = c.Field.AppendJSON(s.line)
	}
	if len(s.columns) == 0 {
		s.line = append(s.line, '{')
	}
	s.line = append(s.line, s.closing...)
	_, err := s.w.Write(s.line)
	return err
}

func (s *ndjson) Close() error { return s.w.Flush() }

// csv writes RFC 4180 with a header. Null and the empty string are both empty.
type csv struct {
	w       *bufio.Writer
	columns []kql.Column
	line    []byte
	cell    []byte
}

func newCSV(w io.Writer, columns []kql.Column) *csv {
	s := &csv{w: bufio.NewWriter(w), columns: columns}
	for i, c := range columns {
		s.append(i, []byte(c.Name))
	}
	s.end()
	return s
}

func (s *csv) append(i int, cell []byte) {
	if i > 0 {
		s.line = append(s.line, ',')
	}
	if !quoted(cell) && (len(cell) > 0 || len(s.columns) > 1) { // a line of nothing would be no record
		s.line = append(s.line, cell...)
		return
	}
	s.line = append(s.line, '"')
	for _, c := range cell {
		if c == '"' {
			s.line = append(s.line, '"')
		}
		s.line = append(s.line, c)
	}
	s.line = append(s.line, '"')
}

// quoted reports whether a cell has to stand in quotes, or does so that readers keep its blanks.
func quoted(cell []byte) bool {
	if len(cell) == 0 {
		return false
	}
	return blank(cell[0]) || blank(cell[len(cell)-1]) || bytes.ContainsAny(cell, "\",\r\n")
}

func blank(c byte) bool { return c == ' ' || c == '\t' }

func (s *csv) end() error {
	_, err := s.w.Write(append(s.line, '\r', '\n'))
	s.line = s.line[:0]
	return err
}

func (s *csv) Row() error {
	for i, c := range s.columns {
		s.cell = c.Field.AppendText(s.cell[:0])
		s.append(i, s.cell)
	}
	return s.end()
}

func (s *csv) Close() error { return s.w.Flush() }
