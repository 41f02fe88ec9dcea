// Stream reads events as JSON from standard input and writes the rule's rows as JSON.
package main

import (
	"errors"
	"io"
	"log"
	"os"

	rule "github.com/kqlc/kqlc/generated/t1609containeradministrationcommand"
	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/sink"
	"github.com/kqlc/kqlc/kql/source/ndjson"
)

func main() {
	if err := run(os.Stdin, os.Stdout); err != nil {
		log.Fatal(err)
	}
}

func run(in io.Reader, out io.Writer) error {
	now, ok := kql.ParseDateTime("2026-11-20T12:00:00Z")
	if !ok {
		return errors.New("not a time")
	}
	program := rule.Program()
	var rows sink.Sink
	var failed error
	instance := program.Open(kql.Env{Now: now}, func() { failed = errors.Join(failed, rows.Row()) })
	rows, err := sink.New("ndjson", out, instance.Result)
	if err != nil {
		return err
	}

	table, input := program.Tables[0], instance.Inputs[0]
	events := ndjson.NewReader(in, ndjson.NewDecoder(input.Columns, table.EventTime))
	for {
		err := events.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		input.Push()
	}
	instance.Close()
	return errors.Join(failed, rows.Close())
}
