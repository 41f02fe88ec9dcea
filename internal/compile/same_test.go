package compile

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kqlc/kqlc/internal/schema"
)

// sameTables are the tables of the rules of testdata/same.kql.
const sameTables = `
E (t: datetime, s: string, u: string, i: int, l: long, r: real, b: bool, d: dynamic, w: timespan, g: guid, m: decimal)
F (t: datetime, s: string, v: string, i: int, l: long, x: real, d: dynamic)
`

// TestSameRows runs the rules of testdata/same.kql over events of few values, many of them null: their rows are the same, and
// in the same order, from NDJSON and CSV, by one worker and by several; and without the optimiser, in any order.
func TestSameRows(t *testing.T) {
	if testing.Short() {
		t.Skip("builds programs")
	}
	text, err := os.ReadFile("testdata/same.kql")
	if err != nil {
		t.Fatal(err)
	}
	rules := strings.Split(strings.TrimSpace(string(text)), "\n\n")
	tables, err := schema.Empty().With("tables", []byte(sameTables))
	if err != nil {
		t.Fatal(err)
	}
	plain := New(tables)
	plain.Plain = true
	optimised, settled := newWorkerProgram(t, New(tables), rules), newWorkerProgram(t, plain, rules)
	folder := t.TempDir()
	for i, table := range tables.TableNames() {
		writeSame(t, filepath.Join(folder, table), tables.Table(table), 300-200*i)
	}
	for i, rule := range rules {
		run := func(p workerProgram, workers, part, format string) []string {
			args := []string{workers, part}
			for _, table := range p.tables[i] {
				args = append(args, table+"="+filepath.Join(folder, table)+format)
			}
			rows, messages := p.run(t, fmt.Sprint(i), args...)
			return strings.Split(rows+messages, "\n")
		}
		want := run(optimised, "1", "0", ".ndjson")
		if len(want) < 2 {
			t.Errorf("%s\ngives no rows", rule)
		}
		for _, how := range [][]string{{"3", "700", ".ndjson"}, {"4", "3000", ".ndjson"}, {"1", "0", ".csv"}} {
			if diff := cmp.Diff(want, run(optimised, how[0], how[1], how[2])); diff != "" {
				t.Errorf("%s\n%v (-by one, +so)\n%.2000s", rule, how, diff)
			}
		}
		got := run(settled, "1", "0", ".ndjson")
		slices.Sort(want)
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s\n(-optimised, +plain)\n%.2000s", rule, diff)
		}
	}
}

// sameValues are the values of events, as JSON, by the types of columns.
var sameValues = map[string][]string{
	"string":   {`"docker"`, `"Docker run"`, `"a"`, `"B"`, `""`, `"x y"`, `"é"`, `"k=v;a=1"`, `"10.0.0.5"`},
	"int":      {"0", "1", "2", "-3", "7"},
	"long":     {"0", "1", "2", "3", "-1", "12"},
	"real":     {"0.5", "-2.25", "3", "1e10"},
	"bool":     {"true", "false"},
	"datetime": {`"2026-11-20T00:15:00Z"`, `"2026-11-20T02:30:00Z"`, `"2026-11-20T05:00:00Z"`, `"2026-11-19T23:59:59.9999999Z"`},
	"timespan": {`"01:00:00"`, `"-00:30:00"`, `"1.00:00:00"`},
	"guid":     {`"12345678-9abc-def0-1234-56789abcdef0"`, `"12345678-9abc-def0-1234-56789abcdef1"`},
	"decimal":  {`"1.5"`, `"-2"`, `"123456789.123456789"`},
	"dynamic":  {`{"a":1,"b":{"c":"x"}}`, `{"a":"docker","l":7}`, `[1,2,3]`, `["a","B",null]`, `[]`, `7`, `true`, `{}`},
}

// writeSame writes as many events of a table to path, as NDJSON and as CSV.
func writeSame(t *testing.T, path string, table *schema.Table, events int) {
	r := rand.New(rand.NewPCG(1, uint64(events)))
	var lines, csv bytes.Buffer
	var names []string
	for _, c := range table.Columns() {
		names = append(names, c.Name)
	}
	fmt.Fprintln(&csv, strings.Join(names, ","))
	for range events {
		var fields, cells []string
		for _, c := range table.Columns() {
			of := sameValues[c.Type.String()]
			n := r.IntN(len(of) + 1)
			if n == len(of) {
				cells = append(cells, "")
				continue
			}
			cell := of[n]
			fields = append(fields, fmt.Sprintf("%q:%s", c.Name, cell))
			if c.Type.String() != "dynamic" && cell[0] == '"' {
				if err := json.Unmarshal([]byte(cell), &cell); err != nil {
					t.Fatal(err)
				}
			}
			cells = append(cells, `"`+strings.ReplaceAll(cell, `"`, `""`)+`"`)
		}
		fmt.Fprintf(&lines, "{%s}\n", strings.Join(fields, ","))
		fmt.Fprintln(&csv, strings.Join(cells, ","))
	}
	for format, text := range map[string][]byte{".ndjson": lines.Bytes(), ".csv": csv.Bytes()} {
		if err := os.WriteFile(path+format, text, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}
