package cli

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/kqlc/kqlc/internal/compile"
	"github.com/kqlc/kqlc/internal/diag"
)

func (a *app) check() *cobra.Command {
	var jsonl string
	format := choice{"text", []string{"text", "json", "sarif"}}
	cmd := &cobra.Command{
		Use:   "check [PATH…]",
		Short: "Finds errors in rules",
		Long: "Parses and binds the rules at the paths (folders are searched; without a path, rules) and prints every error and warning\n" +
			"with file, line, column and code. With --jsonl it checks many queries: one JSON object {\"id\", \"query\"} a line in, one\n" +
			"{\"id\", \"ok\", \"diagnostics\", \"result\"} a line out, in the same order; what is found is in these lines, not in the exit\n" +
			"status.",
		Example: "  kqlc check\n  kqlc check rules/defender --format json\n  kqlc check --jsonl queries.jsonl --schema tables.json",
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := a.compiler()
			if err != nil {
				return err
			}
			if jsonl != "" && len(args) > 0 {
				return errors.New("rules at paths are checked, or queries of --jsonl: leave one of them out")
			}
			if jsonl != "" {
				return a.checkLines(c, jsonl)
			}
			return a.checkRules(c, args, format.word)
		},
	}
	cmd.Flags().StringVar(&jsonl, "jsonl", "", "check the queries of a `FILE` of JSON lines; - is standard input")
	a.addFunctions(cmd)
	format.add(cmd, "format", "text, json or sarif")
	return cmd
}

func (a *app) checkRules(c *compile.Compiler, paths []string, format string) error {
	report := diag.Report{}
	rules, ok, err := a.load(paths, report.Add)
	if err != nil {
		return err
	}
	for i, q := range compile.Parallel(rules, c.CheckRule) {
		ok = ok && q.OK()
		report.Add(rules[i].Source, q.Diagnostics)
	}
	switch format {
	case "text":
		text := diag.Text{Colour: colour(a.out.Writer)}
		for _, e := range report.Entries {
			a.out.Write(text.Append(nil, e.Source, e.Diagnostic))
		}
		if isTerminal(a.messages) {
			fmt.Fprintf(a.messages, "%s checked, %s, %s\n", count(len(rules), "rule"), count(report.Count(diag.Error), "error"), count(report.Count(diag.Warning), "warning"))
		}
	case "json":
		err = report.WriteJSON(a.out)
	case "sarif":
		err = report.WriteSARIF(a.out)
	}
	if err == nil && !ok {
		return errFindings
	}
	return err
}

// query is one line of what --jsonl reads.
type query struct {
	ID    json.RawMessage `json:"id"`
	Query *string         `json:"query"`
}

// verdict is one line of what check --jsonl writes.
type verdict struct {
	ID          json.RawMessage `json:"id"`
	OK          bool            `json:"ok"`
	Diagnostics []finding       `json:"diagnostics"`
	Result      []column        `json:"result"`
}

type finding struct {
	Code     string `json:"code"`
	Severity string `json:"severity"`
	Line     int    `json:"line"`
	Col      int    `json:"col"`
	Message  string `json:"message"`
}

type column struct {
	Name string `json:"name"`
	Type string `json:"type"`
}

func (a *app) checkLines(c *compile.Compiler, file string) error {
	lines, err := readLines(file)
	if err != nil {
		return err
	}
	type answer struct {
		line []byte
		err  error
	}
	answers := compile.Parallel(lines, func(l line) answer {
		q, err := l.query(file)
		if err != nil {
			return answer{err: err}
		}
		return answer{line: judge(c, q)}
	})
	for _, l := range answers {
		if l.err != nil {
			return l.err
		}
	}
	w := bufio.NewWriterSize(a.out, 1<<16)
	for _, l := range answers {
		w.Write(append(l.line, '\n'))
	}
	return w.Flush()
}

func judge(c *compile.Compiler, in query) []byte {
	q := c.Check(*in.Query)
	v := verdict{ID: in.ID, OK: q.OK(), Diagnostics: []finding{}}
	src := diag.NewSource("query", *in.Query)
	for _, d := range q.Diagnostics {
		p := src.Position(d.Span.Start)
		v.Diagnostics = append(v.Diagnostics, finding{d.Code, d.Severity.String(), p.Line, p.Column, d.Text()})
	}
	if columns := q.Columns(); v.OK && columns != nil {
		v.Result = []column{}
		for _, col := range columns {
			v.Result = append(v.Result, column{col.Name, col.Type.String()})
		}
	}
	out, err := json.Marshal(v)
	if err != nil {
		panic(err) // a verdict has nothing that JSON cannot hold
	}
	return out
}

// line is one of JSON lines.
type line struct {
	number int
	text   []byte
}

// readLines reads the lines of a file that are not empty.
func readLines(file string) ([]line, error) {
	var data []byte
	var err error
	if file == "-" {
		data, err = io.ReadAll(os.Stdin)
	} else {
		data, err = os.ReadFile(file)
	}
	if err != nil {
		return nil, unread("the file", file, err)
	}
	var out []line
	n := 0
	for text := range bytes.Lines(data) {
		n++
		if text = bytes.TrimSpace(bytes.TrimPrefix(text, []byte("\ufeff"))); len(text) > 0 {
			out = append(out, line{n, text})
		}
	}
	return out, nil
}

func (l line) query(file string) (q query, err error) {
	err = json.Unmarshal(l.text, &q)
	if of := (*json.UnmarshalTypeError)(nil); errors.As(err, &of) {
		err = fmt.Errorf("%s is a %s", cmp.Or(of.Field, "the line"), of.Value)
	}
	if err != nil {
		return q, fmt.Errorf("%s:%d: expected {\"id\": …, \"query\": …}: %w", file, l.number, err)
	}
	if q.Query == nil {
		return q, fmt.Errorf("%s:%d: the line has no \"query\"", file, l.number)
	}
	if q.ID == nil {
		q.ID = json.RawMessage("null")
	}
	return q, nil
}

// readQueries reads the queries of JSON lines.
func readQueries(file string) ([]query, error) {
	lines, err := readLines(file)
	if err != nil {
		return nil, err
	}
	out := make([]query, len(lines))
	for i, l := range lines {
		if out[i], err = l.query(file); err != nil {
			return nil, err
		}
	}
	return out, nil
}
