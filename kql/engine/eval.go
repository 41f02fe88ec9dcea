package engine

import (
	"fmt"
	"os"
	"strconv"
	"time"

	"github.com/kqlc/kqlc/kql"
)

// Query is one of many self-contained queries that are evaluated in one program.
type Query struct {
	// ID is JSON that stands in the answer.
	ID      string
	Program kql.Program
}

// Eval evaluates queries without input, from the one on whose number args gives, and writes one JSON object a line: id,
// columns and rows, or id and error. It returns the exit code. Each line is written before the next query is evaluated:
// should one take the program down with it, whoever runs it goes on behind that one.
func Eval(queries []Query, env kql.Env, args []string) int {
	from := 0
	if len(args) > 0 {
		var err error
		if from, err = strconv.Atoi(args[0]); err != nil || from < 0 || from > len(queries) {
			fmt.Fprintf(os.Stderr, "error: %q is no number of a query\n", args[0])
			return ExitUsage
		}
	}
	for i := range queries[from:] {
		if _, err := os.Stdout.Write(queries[from+i].inTime(env)); err != nil {
			fmt.Fprintln(os.Stderr, "error:", err)
			return ExitUsage
		}
	}
	return ExitOK
}

// limit is how long one query may take.
const limit = 30 * time.Second

// inTime evaluates a query; one that takes longer than the limit gets that as its error, and is left to itself.
func (q *Query) inTime(env kql.Env) []byte {
	done := make(chan []byte, 1)
	go func() { done <- q.answer(env) }()
	select {
	case line := <-done:
		return line
	case <-time.After(limit):
		line := append([]byte(`{"id":`), q.ID...)
		line = kql.AppendJSONString(append(line, `,"error":`...), "the evaluation takes longer than "+limit.String())
		return append(line, '}', '\n')
	}
}

// answer evaluates a query. A failure of the program becomes its error.
func (q *Query) answer(env kql.Env) (line []byte) {
	head := append([]byte(`{"id":`), q.ID...)
	defer func() {
		if p := recover(); p != nil {
			text, ok := p.(error)
			message := "the evaluation failed, which is an error of kqlc"
			if ok {
				message = text.Error()
			}
			line = append(kql.AppendJSONString(append(head, `,"error":`...), message), '}', '\n')
		}
	}()
	var rows []byte
	var result []kql.Column
	emit := func() {
		if len(rows) > 0 {
			rows = append(rows, ',')
		}
		rows = append(rows, '[')
		for i, c := range result {
			if i > 0 {
				rows = append(rows, ',')
			}
			rows = c.Field.AppendJSON(rows)
		}
		rows = append(rows, ']')
	}
	env.External = func(data kql.External, columns []kql.Column, push func()) {
		if err := (externals{}).read(data, columns, push); err != nil {
			panic(err) // it becomes the answer
		}
	}
	inst := q.Program.Open(env, emit)
	result = inst.Result
	inst.Close()
	if inst.Found != nil {
		result = inst.Found.Columns()
		inst.Found.Each(emit)
	}
	line = append(line, head...)
	line = append(line, `,"columns":[`...)
	for i, c := range result {
		if i > 0 {
			line = append(line, ',')
		}
		line = kql.AppendJSONString(append(line, `{"name":`...), c.Name)
		line = kql.AppendJSONString(append(line, `,"type":`...), c.Type.String())
		line = append(line, '}')
	}
	line = append(append(line, `],"rows":[`...), rows...)
	return append(line, ']', '}', '\n')
}
