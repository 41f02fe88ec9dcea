package engine

import (
	"flag"
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
	Program *kql.Program
}

// Eval evaluates queries without input, from the one on whose number args gives, and writes one JSON object a line: id,
// columns and rows, or id and error; of several results the first is so, with its name, and the others are in more. It
// returns the exit code. Each line is written before the next query is evaluated: should one take the program down with it,
// whoever runs it goes on behind that one.
func Eval(queries []Query, env kql.Env, args []string, more More) int {
	from, err := evalOptions(&env, len(queries), args, more)
	if err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		return ExitUsage
	}
	for i := range queries[from:] {
		if _, err := os.Stdout.Write(queries[from+i].inTime(env)); err != nil {
			fmt.Fprintln(os.Stderr, "error:", err)
			return ExitUsage
		}
	}
	return ExitOK
}

// evalOptions reads the number of the first query, and binds what the flags in front of it name.
func evalOptions(env *kql.Env, queries int, args []string, more More) (from int, err error) {
	data := Data{Fetch: more.Fetch}
	flags := flag.NewFlagSet("eval", flag.ContinueOnError)
	data.add(flags)
	if err := flags.Parse(args); err != nil {
		return 0, err
	}
	sources, err := data.Sources()
	if err != nil {
		return 0, err
	}
	warn := func(err error) { fmt.Fprintln(os.Stderr, "warning:", err) }
	sources.bind(env, warn, func(err error) { panic(err) }) // it becomes the answer
	if flags.NArg() == 0 {
		return 0, nil
	}
	if from, err = strconv.Atoi(flags.Arg(0)); err != nil || from < 0 || from > queries {
		return 0, fmt.Errorf("%q is no number of a query", flags.Arg(0))
	}
	return from, nil
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
	tables := q.evaluate(env)
	line = append(line, head...)
	if len(tables) > 1 {
		line = kql.AppendJSONString(append(line, `,"name":`...), q.Program.Results[0])
	}
	line = tables[0].append(line)
	for i, t := range tables[1:] {
		opening := byte(',')
		if i == 0 {
			line = append(line, `,"more":`...)
			opening = '['
		}
		line = kql.AppendJSONString(append(append(line, opening), `{"name":`...), q.Program.Results[i+1])
		line = append(t.append(line), '}')
	}
	if len(tables) > 1 {
		line = append(line, ']')
	}
	return append(line, '}', '\n')
}

// evaluate gives the results of the query.
func (q *Query) evaluate(env kql.Env) []*table {
	tables := []*table{{}}
	first := func() { tables[0].row() }
	inst := q.Program.Open(env, first)
	outputs := inst.Outputs(first)
	tables[0].columns = outputs[0].Result
	for _, out := range outputs[1:] {
		t := &table{columns: out.Result}
		out.Emit = t.row
		tables = append(tables, t)
	}
	inst.Close()
	for i, out := range outputs {
		if out.Found != nil {
			tables[i].columns = out.Found.Columns()
			out.Found.Each(out.Emit)
		}
	}
	return tables
}

// table is a result as JSON.
type table struct {
	columns []kql.Column
	rows    []byte
}

// row adds the row that the columns hold.
func (t *table) row() {
	if len(t.rows) > 0 {
		t.rows = append(t.rows, ',')
	}
	t.rows = append(t.rows, '[')
	for i, c := range t.columns {
		if i > 0 {
			t.rows = append(t.rows, ',')
		}
		t.rows = c.Field.AppendJSON(t.rows)
	}
	t.rows = append(t.rows, ']')
}

// append adds the members columns and rows.
func (t *table) append(line []byte) []byte {
	line = kql.AppendColumns(append(line, `,"columns":`...), t.columns)
	return append(append(append(line, `,"rows":[`...), t.rows...), ']')
}
