package cli

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/kqlc/kqlc/internal/compile"
	"github.com/kqlc/kqlc/internal/diag"
	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/engine"
)

func (a *app) eval() *cobra.Command {
	var jsonl, now string
	var data engine.Data
	cmd := &cobra.Command{
		Use:   "eval --jsonl FILE",
		Short: "Evaluates many self-contained queries",
		Long: "Evaluates queries that bring their own rows (print, range, datatable), all in one program: one JSON object {\"id\", \"query\"}\n" +
			"a line in, one {\"id\", \"columns\", \"rows\"} or {\"id\", \"error\"} a line out, in the same order. \"unsupported\": true marks a\n" +
			"query that kqlc knows but does not execute.",
		Example: "  kqlc eval --jsonl cases.jsonl\n  kqlc eval --jsonl - --now 2026-01-02T03:04:05Z < cases.jsonl",
		Args:    exactly(),
		RunE: func(cmd *cobra.Command, args []string) error {
			if jsonl == "" {
				return fmt.Errorf("eval needs --jsonl FILE")
			}
			clock, _ := kql.DateTimeOf(time.Now())
			if now != "" {
				var ok bool
				if clock, ok = kql.ParseDateTime(now); !ok {
					return fmt.Errorf("--now is a datetime, as 2026-01-02T03:04:05Z, not %q", now)
				}
			}
			c, err := a.compiler()
			if err != nil {
				return err
			}
			return a.evalLines(cmd, c, jsonl, clock, data)
		},
	}
	cmd.Flags().StringVar(&jsonl, "jsonl", "", "evaluate the queries of a `FILE` of JSON lines; - is standard input")
	a.addFunctions(cmd)
	addDataFlags(cmd, &data)
	cmd.Flags().StringVar(&now, "now", "", "what now() returns, as 2026-01-02T03:04:05Z (default: the clock)")
	return cmd
}

func (a *app) evalLines(cmd *cobra.Command, c *compile.Compiler, file string, now kql.DateTime, data engine.Data) error {
	files := data
	files.AllowHTTP = false
	if _, err := files.Sources(); err != nil {
		return err // before anything is built
	}
	queries, err := a.prepare(file, c.Prepare)
	if err != nil {
		return err
	}
	program, err := c.BuildEval(cmd.Context(), queries, now, data.AllowHTTP)
	if err != nil {
		return err
	}
	var compiled []*compile.EvalQuery
	for _, q := range queries {
		if q.Problems == nil {
			compiled = append(compiled, q)
		}
	}
	answers, err := a.answers(cmd.Context(), program, data.Args(), nil, compiled)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(a.out)
	for _, q := range queries {
		if q.Problems != nil {
			w.Write(append(refusal(q), '\n'))
			continue
		}
		w.Write(answers[0])
		answers = answers[1:]
	}
	return w.Flush()
}

// prepare compiles the queries of a file of JSON lines.
func (a *app) prepare(file string, compileOne func(n int, id, text string) *compile.EvalQuery) ([]*compile.EvalQuery, error) {
	in, err := readQueries(file)
	if err != nil {
		return nil, err
	}
	type numbered struct {
		n int
		q query
	}
	jobs := make([]numbered, len(in))
	for i, q := range in {
		jobs[i] = numbered{i, q}
	}
	return compile.Parallel(jobs, func(j numbered) *compile.EvalQuery { return compileOne(j.n, string(j.q.ID), *j.q.Query) }), nil
}

// answers runs the program with args over the input, and passes on what it warns of. Where a query takes it down, by too much
// memory or too deep a recursion, that is the answer, and the program is run again from the next query on.
func (a *app) answers(ctx context.Context, program string, args []string, input []byte, queries []*compile.EvalQuery) (lines [][]byte, err error) {
	for len(lines) < len(queries) {
		var out, messages bytes.Buffer
		p := exec.CommandContext(ctx, program, append(slices.Clone(args), strconv.Itoa(len(lines)))...)
		p.Stdin, p.Stdout, p.Stderr = bytes.NewReader(input), &out, &messages
		runErr := p.Run()
		if runErr == nil && messages.Len() > 0 {
			a.messages.Write(messages.Bytes())
		}
		for line := range bytes.Lines(out.Bytes()) {
			if line[len(line)-1] == '\n' { // not cut off
				lines = append(lines, line)
			}
		}
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case len(lines) == len(queries):
		case runErr == nil:
			return nil, fmt.Errorf("the program of the queries gave %d answers to %d", len(lines), len(queries))
		default:
			reason, _, _ := strings.Cut(messages.String(), "\n")
			q := *queries[len(lines)]
			q.Problems = []diag.Diagnostic{{Code: diag.Internal, Message: fmt.Sprintf("the evaluation ended the program: %v: %s", runErr, reason)}}
			lines = append(lines, append(refusal(&q), '\n'))
		}
	}
	return lines, nil
}

// refusal is the answer to a query that was not compiled.
func refusal(q *compile.EvalQuery) []byte {
	answer := struct {
		ID          json.RawMessage `json:"id"`
		Error       string          `json:"error"`
		Unsupported bool            `json:"unsupported,omitempty"`
	}{ID: json.RawMessage(q.ID)}
	answer.Error, answer.Unsupported = reason(q)
	out, err := json.Marshal(answer)
	if err != nil {
		panic(err) // an answer has nothing that JSON cannot hold
	}
	return out
}

// reason tells why a query was not compiled, and whether it was refused by design.
func reason(q *compile.EvalQuery) (text string, unsupported bool) {
	for _, d := range q.Problems {
		if d.Severity == diag.Error {
			p := diag.NewSource("query", q.Text).Position(d.Span.Start)
			return fmt.Sprintf("%d:%d: %s %s", p.Line, p.Column, d.Code, d.Text()), d.Code == diag.NotExecuted
		}
	}
	return "", false
}
