package engine

import (
	"bufio"
	"io"

	"github.com/kqlc/kqlc/kql"
)

// Query is one of many self-contained queries that are evaluated in one program.
type Query struct {
	// ID is JSON that stands in the answer.
	ID      string
	Program kql.Program
}

// Eval evaluates queries without input and writes one JSON object a line: id, columns and rows, or id and error.
func Eval(queries []Query, env kql.Env, w io.Writer) error {
	out := bufio.NewWriterSize(w, 64<<10)
	for _, q := range queries {
		if _, err := out.Write(q.answer(env)); err != nil {
			return err
		}
	}
	return out.Flush()
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
	inst := q.Program.Open(env, func() {
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
	})
	result = inst.Result
	inst.Close()
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
