// Package engine runs compiled rules over files of events.
package engine

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/source"
	"github.com/kqlc/kqlc/kql/source/ndjson"
)

func isBadLine(err error) bool {
	var line *ndjson.LineError
	return errors.As(err, &line)
}

// Run is one run of a rule.
type Run struct {
	Program kql.Program
	Env     kql.Env
	// Inputs are the files of events.
	Inputs []Input
	// SkipBadLines goes on behind an event that cannot be read; otherwise the run ends there.
	SkipBadLines bool
	// Warn is told of every event that is skipped, if it is not nil.
	Warn func(error)
	// Opened is called before the first event with the columns that rows will be in; Emit for every row.
	Opened func(columns []kql.Column) error
	Emit   func() error
}

// Input is a file of one table's events.
type Input struct {
	// Table is "" for the rule's only table.
	Table string
	// File is a path, or - for standard input.
	File string
}

// ParseInput reads [TABLE=]FILE.
func ParseInput(text string) Input {
	if table, file, ok := strings.Cut(text, "="); ok && table != "" && !strings.ContainsAny(table, `/\.`) {
		return Input{table, file}
	}
	return Input{File: text}
}

// UsageError is a wrong use: an input that is missing or for no table.
type UsageError string

// Error implements error.
func (e UsageError) Error() string { return string(e) }

// Stats counts the events of a run.
type Stats struct{ Events, Skipped int64 }

// Do runs the rule over its inputs, table by table in the order of the files.
func (r *Run) Do() (Stats, error) {
	var stats Stats
	files, err := r.assign()
	if err != nil {
		return stats, err
	}
	var emitErr error
	inst := r.Program.Open(r.Env, func() {
		if emitErr == nil {
			emitErr = r.Emit()
		}
	})
	if err := r.Opened(inst.Result); err != nil {
		return stats, err
	}
	for i, t := range r.Program.Tables {
		decoder := ndjson.NewDecoder(inst.Inputs[i].Columns, t.EventTime)
		for _, file := range files[i] {
			if err := r.file(&stats, file, decoder, inst.Inputs[i].Push); err != nil {
				return stats, err
			}
			if emitErr != nil {
				return stats, emitErr
			}
		}
	}
	inst.Close()
	return stats, emitErr
}

// assign gives each table its files.
func (r *Run) assign() ([][]string, error) {
	tables := make([]string, len(r.Program.Tables))
	for i, t := range r.Program.Tables {
		tables[i] = t.Name
	}
	list := strings.Join(tables, ", ")
	out := make([][]string, len(tables))
	for _, in := range r.Inputs {
		i := slices.Index(tables, in.Table)
		switch {
		case in.Table == "" && len(tables) == 1:
			i = 0
		case in.Table == "" && len(tables) > 1:
			return nil, UsageError(fmt.Sprintf("the rule reads several tables (%s): name the one of %s, as --input %s=%s", list, in.File, tables[0], in.File))
		case len(tables) == 0:
			return nil, UsageError("the rule reads no table: leave --input out")
		case i < 0:
			return nil, UsageError(fmt.Sprintf("the rule does not read the table %q of --input: it reads %s", in.Table, list))
		}
		out[i] = append(out[i], in.File)
	}
	for i, files := range out {
		if len(files) == 0 {
			return nil, UsageError(fmt.Sprintf("the table %s has no input: add --input %s=FILE (- is standard input)", tables[i], tables[i]))
		}
	}
	return out, nil
}

func (r *Run) file(stats *Stats, name string, d *ndjson.Decoder, push func()) error {
	in, err := source.Open(name)
	if err != nil {
		return err
	}
	defer in.Close()
	s := ndjson.NewScanner(in)
	before := stats.Events
	d.Matched = false
	for {
		event, err := s.Next()
		if err == nil {
			err = d.Decode(event)
			if err == nil {
				stats.Events++
				push()
				continue
			}
			err = &ndjson.LineError{Line: s.Line(), Reason: err.Error()}
		}
		if err == io.EOF {
			return foreign(name, d, stats.Events-before)
		}
		err = fmt.Errorf("%s: %w", name, err)
		var line *ndjson.LineError
		if !r.SkipBadLines || !errors.As(err, &line) || line.Fatal {
			return err
		}
		stats.Skipped++
		if r.Warn != nil {
			r.Warn(err)
		}
	}
}

// foreign tells of a file of which no event had any column that the rule reads: it is not of that table.
func foreign(name string, d *ndjson.Decoder, events int64) error {
	if d.Matched || events == 0 || len(d.Columns()) == 0 {
		return nil
	}
	return UsageError(fmt.Sprintf("no event of %s has any of the columns that the rule reads (%s): is it another table's file?",
		name, strings.Join(d.Columns(), ", ")))
}
