// Package trial runs compiled rules over rows that it makes up, to see that they run to their end and that what is meant
// to change nothing changes nothing.
package trial

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/kqlc/kqlc/kql"
)

// Rule is a rule to be tried.
type Rule struct {
	// ID is JSON that stands in the answer.
	ID      string
	Program *kql.Program
}

// Plan says what rows the rules are given. It is the first line of the input; a line of [Hints] a rule follows, in order.
type Plan struct {
	Seed uint64
	// Rows is the number of rows a table.
	Rows int
	Now  kql.DateTime
}

// Hints are what a query says of its columns, by their names.
type Hints map[string]Hint

// Hint is what a query says of one column.
type Hint struct {
	// Words are the values that it is compared with, as text.
	Words []string `json:",omitempty"`
	// Keys are the properties that are taken of the documents in it.
	Keys []string `json:",omitempty"`
}

// Answer is what became of one rule.
type Answer struct {
	ID json.RawMessage `json:"id"`
	// Rows is the number of rows that it gave, and Digest stands for them, whatever their order.
	Rows   int    `json:"rows"`
	Digest string `json:"digest,omitempty"`
	// Error is why there are none.
	Error string `json:"error,omitempty"`
}

// limit is how long one rule may take.
const limit = 20 * time.Second

// Main tries the rules from the one on whose number the first argument gives, as standard input says, and writes an
// [Answer] a line. Each is written before the next rule is tried: should one take the program down with it, whoever runs
// it goes on behind that one. It returns the exit code.
func Main(rules []Rule) int {
	if err := run(rules, os.Args[1:], os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		return 2
	}
	return 0
}

func run(rules []Rule, args []string, in io.Reader, out io.Writer) error {
	from := 0
	if len(args) > 0 {
		var err error
		if from, err = strconv.Atoi(args[0]); err != nil {
			return err
		}
	}
	lines := json.NewDecoder(bufio.NewReader(in))
	var plan Plan
	if err := lines.Decode(&plan); err != nil {
		return err
	}
	for i := range rules {
		var hints Hints
		if err := lines.Decode(&hints); err != nil {
			return err
		}
		if i < from {
			continue
		}
		line, err := json.Marshal(rules[i].inTime(plan, hints))
		if err != nil {
			return err
		}
		if _, err := out.Write(append(line, '\n')); err != nil {
			return err
		}
	}
	return nil
}

// inTime tries a rule; one that takes longer than the limit gets that as its error, and is left to itself.
func (r *Rule) inTime(plan Plan, hints Hints) Answer {
	done := make(chan Answer, 1)
	go func() { done <- r.try(plan, hints) }()
	select {
	case a := <-done:
		return a
	case <-time.After(limit):
		return Answer{ID: json.RawMessage(r.ID), Error: "it takes longer than " + limit.String()}
	}
}

// try runs the rule over all rows, and again over those that its guards let through: the results have to be the same.
func (r *Rule) try(plan Plan, hints Hints) (a Answer) {
	a.ID = json.RawMessage(r.ID)
	defer func() {
		if p := recover(); p != nil {
			a.Error = fmt.Sprintf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	rows := r.evaluate(plan, hints, false)
	a.Rows, a.Digest = len(rows), digest(rows)
	if !slices.ContainsFunc(r.Program.Tables, func(t kql.Table) bool { return t.Guards != nil }) {
		return a
	}
	if less := r.evaluate(plan, hints, true); digest(less) != a.Digest {
		a.Error = fmt.Sprintf("the guards change the result: %s", difference(rows, less))
	}
	return a
}

// evaluate runs the rule once and returns the rows of its result as JSON.
func (r *Rule) evaluate(plan Plan, hints Hints, guarded bool) (rows []string) {
	var outputs []*kql.Output
	emit := func(i int, columns []kql.Column) { rows = append(rows, strconv.Itoa(i)+" "+rowText(columns)) }
	first := func() { emit(0, outputs[0].Result) }
	env := kql.Env{Now: plan.Now, External: func(data kql.External, columns []kql.Column, push func()) {
		maker := newMaker(plan, cmp.Or(data.Function, strings.Join(data.URIs, " ")), hints)
		for range plan.Rows {
			maker.row(columns)
			push()
			maker.spoil()
		}
	}}
	instance := r.Program.Open(env, first)
	outputs = instance.Outputs(first)
	for i, out := range outputs[1:] {
		out.Emit = func() { emit(i+1, out.Result) }
	}
	for i, table := range r.Program.Tables {
		in := instance.Inputs[i]
		maker := newMaker(plan, table.Name, hints)
		for range plan.Rows {
			maker.row(in.Columns)
			if !guarded || passes(table.Guards, in.Columns) {
				in.Push()
			}
			maker.spoil()
		}
	}
	instance.Close()
	for _, out := range outputs {
		if out.Found != nil {
			out.Result = out.Found.Columns()
			out.Found.Each(out.Emit)
		}
	}
	return rows
}

func rowText(columns []kql.Column) string {
	var b []byte
	for i, c := range columns {
		if i > 0 {
			b = append(b, ',')
		}
		b = c.Field.AppendJSON(b)
	}
	return string(b)
}

// passes tells what guards say of a row.
func passes(guards kql.Guards, columns []kql.Column) bool {
	for _, clause := range guards {
		if !slices.ContainsFunc(clause, func(g kql.Guard) bool { return holds(g, columns) }) {
			return false
		}
	}
	return true
}

func holds(g kql.Guard, columns []kql.Column) bool {
	i := slices.IndexFunc(columns, func(c kql.Column) bool { return c.Name == g.Column })
	text := string(columns[i].Field.AppendText(nil))
	folded := fold(text)
	number, err := strconv.ParseInt(text, 10, 64)
	has := slices.ContainsFunc(g.Is, func(is string) bool { return fold(is) == folded }) ||
		slices.ContainsFunc(g.Holds, func(part string) bool { return strings.Contains(folded, fold(part)) }) ||
		err == nil && slices.Contains(g.Numbers, number)
	return has != g.Not
}

// fold folds ASCII letters and leaves all else, invalid UTF-8 included.
func fold(text string) string {
	b := []byte(text)
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c | 0x20
		}
	}
	return string(b)
}

// digest stands for rows in any order.
func digest(rows []string) string {
	sorted := slices.Sorted(slices.Values(rows))
	sum := sha256.Sum256([]byte(strings.Join(sorted, "\n")))
	return hex.EncodeToString(sum[:8])
}

// difference names a row that only one of two results has.
func difference(a, b []string) string {
	for _, row := range a {
		if !slices.Contains(b, row) {
			return "lost " + row
		}
	}
	for _, row := range b {
		if !slices.Contains(a, row) {
			return "more " + row
		}
	}
	return fmt.Sprintf("%d rows, not %d", len(b), len(a))
}
