package cli

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"sync"

	"github.com/spf13/cobra"

	"github.com/kqlc/kqlc/internal/compile"
	"github.com/kqlc/kqlc/internal/diag"
)

func (a *app) check() *cobra.Command {
	var jsonl, functions, format string
	cmd := &cobra.Command{
		Use:   "check [PATH…]",
		Short: "Finds errors in rules",
		Long: "Parses and binds the rules at the paths (folders are searched; without a path, rules) and prints every error and warning\n" +
			"with file, line, column and code. With --jsonl it checks many queries: one JSON object {\"id\", \"query\"} a line in, one\n" +
			"{\"id\", \"ok\", \"diagnostics\", \"result\"} a line out, in the same order; what is found is in these lines, not in the exit\n" +
			"status.",
		Example: "  kqlc check\n  kqlc check rules/defender --format json\n  kqlc check --jsonl queries.jsonl --schema tables.json",
		RunE: func(cmd *cobra.Command, args []string) error {
			var more []string
			if functions != "" {
				more = append(more, functions)
			}
			c, err := a.compiler(more...)
			if err != nil {
				return err
			}
			if jsonl != "" {
				return a.checkLines(c, jsonl)
			}
			return a.checkRules(c, args, format)
		},
	}
	cmd.Flags().StringVar(&jsonl, "jsonl", "", "check the queries of a `FILE` of JSON lines; - is standard input")
	cmd.Flags().StringVar(&functions, "functions", "", "functions to add or override, from a `FILE`")
	cmd.Flags().StringVar(&format, "format", "text", "text, json or sarif")
	return cmd
}

func (a *app) checkRules(c *compile.Compiler, paths []string, format string) error {
	if !slices.Contains([]string{"text", "json", "sarif"}, format) {
		return fmt.Errorf("--format is text, json or sarif, not %q", format)
	}
	report := diag.Report{}
	rules, ok, err := a.load(paths, report.Add)
	if err != nil {
		return err
	}
	for i, q := range parallel(rules, c.CheckRule) {
		ok = ok && q.OK()
		report.Add(rules[i].Source, q.Diagnostics)
	}
	switch format {
	case "text":
		text := diag.Text{Colour: colour(a.out)}
		for _, e := range report.Entries {
			a.out.Write(text.Append(nil, e.Source, e.Diagnostic))
		}
		if isTerminal(a.messages) {
			fmt.Fprintf(a.messages, "%d rules checked, %d errors, %d warnings\n", len(rules), report.Count(diag.Error), report.Count(diag.Warning))
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
	queries, err := readQueries(file)
	if err != nil {
		return err
	}
	lines := parallel(queries, func(q query) []byte { return judge(c, q) })
	w := bufio.NewWriter(a.out)
	for _, l := range lines {
		w.Write(append(l, '\n'))
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
	if v.OK {
		v.Result = []column{}
		for _, col := range q.Columns() {
			v.Result = append(v.Result, column{col.Name, col.Type.String()})
		}
	}
	out, err := json.Marshal(v)
	if err != nil {
		panic(err) // a verdict has nothing that JSON cannot hold
	}
	return out
}

// readQueries reads JSON lines.
func readQueries(file string) ([]query, error) {
	var r io.Reader = os.Stdin
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return nil, fmt.Errorf("the file of --jsonl cannot be read: %w", err)
		}
		defer f.Close()
		r = f
	}
	var out []query
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 64<<20)
	for n := 1; lines.Scan(); n++ {
		line := bytes.TrimSpace(bytes.TrimPrefix(lines.Bytes(), []byte("\ufeff")))
		if len(line) == 0 {
			continue
		}
		var q query
		if err := json.Unmarshal(line, &q); err != nil {
			return nil, fmt.Errorf("%s:%d: expected {\"id\": …, \"query\": …}: %w", file, n, err)
		}
		if q.Query == nil {
			return nil, fmt.Errorf("%s:%d: the line has no \"query\"", file, n)
		}
		if q.ID == nil {
			q.ID = json.RawMessage("null")
		}
		out = append(out, q)
	}
	return out, lines.Err()
}

// parallel applies f on all processors and keeps the order.
func parallel[In, Out any](in []In, f func(In) Out) []Out {
	out := make([]Out, len(in))
	next := make(chan int)
	var done sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		done.Go(func() {
			for i := range next {
				out[i] = f(in[i])
			}
		})
	}
	for i := range in {
		next <- i
	}
	close(next)
	done.Wait()
	return out
}
