// Package engine runs compiled rules over files of events: one rule, or many over one stream.
package engine

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/source"
	"github.com/kqlc/kqlc/kql/source/file"
	"github.com/kqlc/kqlc/kql/source/ndjson"
)

// Run is one run of rules over the same events.
type Run struct {
	Programs []kql.Program
	Env      kql.Env
	// Inputs are the files of events.
	Inputs []Input
	// Sources are what the rules read besides; nil for nothing.
	Sources *Sources
	// Formats are those that are read besides NDJSON, JSON and CSV.
	Formats []source.Format
	// Workers is how many goroutines read events, and evaluate those of tables whose rows can be evaluated in parts; up to 1
	// is none. Rows do not depend on it.
	Workers int
	// PartSize is how many bytes of a file a worker evaluates at a time, where it may evaluate; 0 is what serves best.
	PartSize int64
	// SkipBadLines goes on behind an event that cannot be read; otherwise the run ends there.
	SkipBadLines bool
	// Warn is told of every event that is skipped, and of what looks like a mistake, if it is not nil.
	Warn func(error)
	// Opened is called for each result of a program before the first event with the columns that rows will be in, or behind
	// the last where the columns depend on data; Emit for every row. A program with one result has that as its number 0.
	Opened func(program, result int, columns []kql.Column) error
	Emit   func(program, result int) error
	// hold makes what takes the rows of a part of the events, of what did so for another one, or nil; it is nil where rows have
	// to be emitted one by one.
	hold func(spare *heldRows) *heldRows
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

// UsageError is a wrong use: an input that is missing, cannot be read or is for no table.
type UsageError string

// Error implements error.
func (e UsageError) Error() string { return string(e) }

func usage(format string, args ...any) error { return UsageError(fmt.Sprintf(format, args...)) }

// Stats counts the events of a run. Events are those that could be read, or needed not be.
type Stats struct{ Events, Skipped int64 }

// Do runs the rules over the inputs, table by table in the order of the files. All files are looked for before the first
// is read.
func (r *Run) Do() (Stats, error) {
	var stats Stats
	var emitErr error
	emit := func(program, result int) {
		if emitErr == nil {
			emitErr = r.Emit(program, result)
		}
	}
	env, data := r.Env, r.Sources
	if data == nil {
		data = &Sources{}
	}
	data.bind(&env, r.warn, func(err error) {
		if emitErr == nil {
			emitErr = err
		}
	})
	if err := data.check(r.Programs); err != nil {
		return stats, err
	}
	m, err := NewMany(env, r.Programs, emit)
	if err != nil {
		return stats, err
	}
	files, err := r.assign(m.tables)
	if err != nil {
		return stats, err
	}
	if err := r.settled(m); err != nil {
		return stats, err
	}
	for _, t := range m.reading() {
		for _, name := range files[t.Name] {
			if err := r.file(&stats, name, m, t); err != nil {
				return stats, err
			}
			if emitErr != nil {
				return stats, emitErr
			}
		}
		for _, end := range t.end {
			end()
		}
	}
	m.Close()
	if err := r.found(m); err != nil {
		return stats, err
	}
	return stats, emitErr
}

// settled opens the results whose columns are settled.
func (r *Run) settled(m *Many) error {
	for i, outputs := range m.outputs {
		for j, out := range outputs {
			if out.Found != nil {
				continue
			}
			if err := r.Opened(i, j, out.Result); err != nil {
				return err
			}
		}
	}
	return nil
}

// found opens the results whose columns depend on data, which all are there, and gives their rows.
func (r *Run) found(m *Many) error {
	for i, outputs := range m.outputs {
		for j, out := range outputs {
			if out.Found == nil {
				continue
			}
			if err := r.Opened(i, j, out.Found.Columns()); err != nil {
				return err
			}
			out.Found.Each(out.Emit)
		}
	}
	return nil
}

// assign gives each table its files.
func (r *Run) assign(from []ManyTable) (map[string][]string, error) {
	who, not, they := "the rule reads", "the rule does not read", "it reads"
	if len(r.Programs) > 1 {
		who, not, they = "the rules read", "no rule reads", "they read"
	}
	tables := make([]string, len(from))
	for i, t := range from {
		tables[i] = t.Name
	}
	list := strings.Join(tables, ", ")
	out := map[string][]string{}
	stdin := 0
	for _, in := range r.Inputs {
		i := slices.Index(tables, in.Table)
		switch {
		case len(tables) == 0:
			return nil, usage("%s no table: leave --input out", who)
		case in.Table == "" && len(tables) == 1:
			i = 0
		case in.Table == "":
			return nil, usage("%s several tables (%s): say which one %s is of, as --input %s=%s", who, list, in.File, tables[0], in.File)
		case i < 0:
			return nil, usage("%s the table %q of --input: %s %s", not, in.Table, they, list)
		}
		if err := file.Check(in.File); err != nil {
			return nil, UsageError(err.Error())
		}
		if in.File == file.Stdin {
			stdin++
		}
		out[tables[i]] = append(out[tables[i]], in.File)
	}
	if stdin > 1 {
		return nil, usage("standard input can be one --input only")
	}
	for _, table := range tables {
		if len(out[table]) == 0 {
			return nil, usage("the table %s has no input: add --input %s=FILE (- is standard input)", table, table)
		}
	}
	return out, nil
}

// file runs the rules over one file.
func (r *Run) file(stats *Stats, name string, m *Many, table ManyTable) error {
	f, err := file.Open(name)
	if err != nil {
		return err
	}
	events, err := r.newReader(name, f, table)
	if err != nil {
		f.Close()
		return fmt.Errorf("%s: %w", name, err)
	}
	defer events.Close()
	defer func() { stats.Events += events.Events() }()
	evaluate := table.evaluation(events)
	whole, _ := events.(source.Whole)
	apart := whole != nil && r.apart(&table, events)
	for {
		if apart {
			if from, to, ok := whole.Rest(); ok {
				p := &parts{run: r, many: m, table: &table, name: name, events: whole}
				if err := p.do(stats, from, to); err != nil {
					return err
				}
				return r.look(name, events)
			}
		}
		switch err := evaluate(); {
		case err == nil:
		case err == io.EOF:
			return r.look(name, events)
		default:
			err = fmt.Errorf("%s: %w", name, err)
			var bad *source.LineError
			if !r.SkipBadLines || !errors.As(err, &bad) || bad.Fatal {
				return err
			}
			stats.Skipped++
			r.warn(err)
		}
	}
}

// apart tells whether several workers evaluate parts of a table. Rows that leave do so where each event has to be evaluated; where
// guards pass over most, there is little to evaluate, and several workers may find what there is already.
func (r *Run) apart(table *ManyTable, events source.Reader) bool {
	_, ahead := events.(*ndjson.Reader)
	return r.Workers > 1 && table.parts && (!table.streams || r.hold != nil && (table.Guards == nil || !ahead))
}

// evaluation returns what evaluates the next event of a reader.
func (t *ManyTable) evaluation(events source.Reader) func() error {
	late, ok := events.(source.Late)
	if !ok || t.group == nil || !t.group.many {
		return func() error {
			err := events.Next()
			if err == nil {
				t.Push()
			}
			return err
		}
	}
	return func() error {
		if err := late.Locate(); err != nil {
			return err
		}
		return t.group.pushLate(late)
	}
}

func (r *Run) warn(err error) {
	if r.Warn != nil {
		r.Warn(err)
	}
}

// look tells of a file that is probably another than was meant: one without any of the columns that the rules read is an
// error, one that spells a column in another case a warning.
func (r *Run) look(name string, events source.Reader) error {
	missing, names := events.Missing(), events.Names()
	if len(missing) == 0 || len(names) == 0 {
		return nil
	}
	if len(missing) == events.Columns() {
		return usage("%s has none of the columns that the rule reads (%s); it has %s: is it a file of another table?",
			name, some(missing), some(names))
	}
	for _, m := range missing {
		for _, n := range names {
			if strings.EqualFold(m, n) {
				r.warn(fmt.Errorf("%s has no column %q, but %q: names are case-sensitive", name, m, n))
			}
		}
	}
	return nil
}

// some lists the first names.
func some(names []string) string {
	const most = 6
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return strings.Join(names[:most], ", ") + " and others"
}
