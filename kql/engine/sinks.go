package engine

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/sink"
)

// typed is the format of [sink.NewTyped], for the command that runs the program.
const typed = "typed"

// sinks write the rows of all results of some programs.
type sinks struct {
	programs []kql.Program
	format   string
	// only is the name of the one result to write, "" for all of them.
	only string
	out  *bufio.Writer
	// most is how many rows of a result are written, 0 for all.
	most int
	// rows counts those of each result of each program.
	rows [][]int
	// list are those of the results of each program; nil for one that is not written.
	list [][]sink.Sink
}

// outputSize is how much is written at a time.
const outputSize = 64 << 10

func newSinks(programs []kql.Program, o Options, out io.Writer) (*sinks, error) {
	s := &sinks{programs: programs, format: o.Output, only: o.Result, most: o.MaxRows, out: bufio.NewWriterSize(out, outputSize)}
	for _, p := range programs {
		results := max(len(p.Results), 1)
		s.list, s.rows = append(s.list, make([]sink.Sink, results)), append(s.rows, make([]int, results))
	}
	return s, s.check()
}

// check tells what cannot be written.
func (s *sinks) check() error {
	names := s.programs[0].Results
	switch {
	case s.only != "" && !slices.Contains(names, s.only):
		return usage("the rule has no result %q: its results are %s", s.only, strings.Join(names, ", "))
	case len(s.programs) == 1 && len(names) > 0 && s.only == "" && s.format == "csv":
		return usage("the rule gives several results (%s), and CSV holds one table: name one, as --result %q, or take ndjson",
			strings.Join(names, ", "), names[0])
	}
	return nil
}

// open is told of the columns of a result.
func (s *sinks) open(program, result int, columns []kql.Column) (err error) {
	at, p := &s.list[program][result], s.programs[program]
	name := ""
	if len(p.Results) > 0 {
		name = p.Results[result]
	}
	switch {
	case s.only != "" && s.only != name:
	case len(s.programs) > 1:
		*at = sink.NewAlerts(s.out, p.Name, name, columns)
	case s.format == typed:
		*at = sink.NewTyped(s.out, name, columns)
	case name != "" && s.only == "" && s.format == "ndjson":
		*at = sink.NewAlerts(s.out, "", name, columns)
	default:
		*at, err = sink.New(s.format, s.out, columns)
	}
	return err
}

func (s *sinks) row(program, result int) error {
	to := s.list[program][result]
	if to == nil {
		return nil
	}
	if s.rows[program][result]++; s.most > 0 && s.rows[program][result] > s.most {
		return nil
	}
	return to.Row()
}

// heldRows are the rows of a part of the events, as they are to be written.
type heldRows struct {
	sinks
	into *sinks
	text *bytes.Buffer
}

// hold returns what holds rows for s. Of spare, which may be nil, it uses the memory.
func (s *sinks) hold(spare *heldRows) *heldRows {
	h := &heldRows{into: s}
	if spare == nil {
		h.text = &bytes.Buffer{}
		h.out = bufio.NewWriter(h.text)
	} else {
		h.text, h.out = spare.text, spare.out
	}
	h.sinks = sinks{programs: s.programs, format: s.format, only: s.only, out: h.out}
	for i := range s.list {
		h.list, h.rows = append(h.list, make([]sink.Sink, len(s.list[i]))), append(h.rows, make([]int, len(s.rows[i])))
	}
	return h
}

// open is told of the columns of a result, whose heading has been written.
func (h *heldRows) open(program, result int, columns []kql.Column) {
	h.sinks.open(program, result, columns) // fails for a format that s would have failed for
	h.out.Flush()
	h.text.Reset()
}

// size is about how many bytes are held.
func (h *heldRows) size() int {
	if h == nil {
		return 0
	}
	return h.text.Len()
}

// give writes what is held.
func (h *heldRows) give() error {
	if h == nil {
		return nil
	}
	h.out.Flush() // to memory
	_, err := h.into.out.Write(h.text.Bytes())
	h.text.Reset()
	return err
}

// cut tells of the results of which not all rows were written.
func (s *sinks) cut() (list []string) {
	for i, p := range s.programs {
		for j, n := range s.rows[i] {
			if s.most == 0 || n <= s.most {
				continue
			}
			what := p.Name
			if len(p.Results) > 0 {
				what += ", result " + p.Results[j]
			}
			list = append(list, fmt.Sprintf("%s: %d of %d rows are written, as --max-rows asks", what, s.most, n))
		}
	}
	return list
}

func (s *sinks) close() (err error) {
	for _, to := range slices.Concat(s.list...) {
		if to == nil {
			continue
		}
		if closeErr := to.Close(); err == nil {
			err = closeErr
		}
	}
	return err
}
