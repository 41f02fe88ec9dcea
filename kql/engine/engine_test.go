package engine_test

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/engine"
)

// program gives the name and count of every event of two tables, or of one.
func program(tables ...string) kql.Program {
	p := kql.Program{Name: "echo"}
	for _, t := range tables {
		p.Tables = append(p.Tables, kql.Table{Name: t, EventTime: []string{"TimeGenerated", "Timestamp"}})
	}
	p.Bind = func(o *kql.Opening) {
		var row struct {
			time  kql.Null[kql.DateTime]
			name  string
			count kql.Null[int64]
			table string
		}
		o.Instance = kql.Instance{
			Result: []kql.Column{
				kql.Col("Table", &row.table), kql.Col("TimeGenerated", &row.time), kql.Col("Name", &row.name), kql.Col("Count", &row.count),
			},
			Close: func() {},
		}
		for _, t := range tables {
			o.Instance.Inputs = append(o.Instance.Inputs, kql.Input{
				Columns: o.Instance.Result[1:],
				Push:    func() { row.table = t; o.Emit() },
			})
		}
	}
	return p
}

func TestExecute(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	put := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	const lines = "{\"Name\":\"a\",\"Count\":1}\n{\"Name\":\"b\"}\n"
	put("a.ndjson", lines)
	put("a.json", "["+strings.ReplaceAll(strings.TrimSpace(lines), "\n", ",")+"]")
	put("a.gz", compressed(t, lines))
	put("two.gz", compressed(t, lines[:24])+compressed(t, lines[24:]))
	put("a.zst", zstandard(t, lines))
	put("a.csv", "Count,Name\n1,a\n,b\n")
	put("csv.txt", "\"Timestamp [UTC]\",Name,Other\r\n2026-11-20T08:00:00Z,a,x\r\n")
	put("bad.csv", "Count,Name\n1,a\n1,2,3\n,b\n")
	put("bad.ndjson", "{\"Name\":\"a\",\"Count\":1}\n{\"Name\":\n\n{\"Name\":\"b\"}\noops")
	put("bad.json", "[{\"Name\":\"a\",\"Count\":1},{\"Name\":\"b\"},x]")
	put("streamed.ndjson", `{"category":"AdvancedHunting-A","properties":{"Name":"a","Count":1}}`+"\n"+`{"category":"AdvancedHunting-B","properties":{"Name":"x"}}`+"\n"+`{"category":"AdvancedHunting-A","properties":{"Name":"b"}}`)
	put("foreign.ndjson", `{"Host":"h","Text":"x"}`)
	put("case.ndjson", `{"name":"a","Count":1}`)
	put("nothing.ndjson", "{}\n{}")
	put("empty.ndjson", "")
	put("utf16.json", "\xff\xfe{\x00}\x00")
	put("cut.gz", compressed(t, lines)[:30])

	const rowA = `{"Table":"A","TimeGenerated":null,"Name":"a","Count":1}` + "\n"
	const rowB = `{"Table":"A","TimeGenerated":null,"Name":"b","Count":null}` + "\n"
	both := rowA + rowB
	tests := []struct {
		name           string
		tables, inputs string
		skip           bool
		rows, messages string
		code           int
	}{
		{name: "lines", tables: "A", inputs: "a.ndjson", rows: both},
		{name: "array", tables: "A", inputs: "a.json", rows: both},
		{name: "gzip", tables: "A", inputs: "a.gz", rows: both},
		{name: "gzip in two parts", tables: "A", inputs: "two.gz", rows: both},
		{name: "zstd", tables: "A", inputs: "a.zst", rows: both},
		{name: "csv", tables: "A", inputs: "a.csv", rows: both},
		{name: "csv by its header", tables: "A", inputs: "csv.txt", rows: `{"Table":"A","TimeGenerated":"2026-11-20T08:00:00.0000000Z","Name":"a","Count":null}` + "\n"},
		{name: "streaming export", tables: "A", inputs: "streamed.ndjson", rows: both},
		{name: "several files", tables: "A", inputs: "a.gz A=a.csv", rows: both + both},
		{
			name: "several tables", tables: "A B", inputs: "B=case.ndjson A=a.ndjson", rows: both + `{"Table":"B","TimeGenerated":null,"Name":"","Count":1}` + "\n",
			messages: "warning: case.ndjson has no column \"Name\", but \"name\": names are case-sensitive\n",
		},
		{name: "events without members", tables: "A", inputs: "nothing.ndjson", rows: strings.Repeat(`{"Table":"A","TimeGenerated":null,"Name":"","Count":null}`+"\n", 2)},
		{name: "no events", tables: "A", inputs: "empty.ndjson"},
		{name: "no tables"},
		{
			name: "bad line", tables: "A", inputs: "bad.ndjson", rows: rowA, code: 1,
			messages: "error: bad.ndjson: line 2: expected a value at byte 9, where the text ends\nto go on behind such events: --on-bad-line=skip\n",
		},
		{
			name: "bad lines skipped", tables: "A", inputs: "bad.ndjson", skip: true, rows: both,
			messages: "warning: bad.ndjson: line 2: expected a value at byte 9, where the text ends\nwarning: bad.ndjson: line 5: expected an object {…} at byte 1, found 'o'\nwarning: 2 of 4 events could not be read and were skipped\n",
		},
		{
			name: "bad record", tables: "A", inputs: "bad.csv", rows: rowA, code: 1,
			messages: "error: bad.csv: line 3: 3 cells, where the header has 2\nto go on behind such events: --on-bad-line=skip\n",
		},
		{
			name: "bad record skipped", tables: "A", inputs: "bad.csv", skip: true, rows: both,
			messages: "warning: bad.csv: line 3: 3 cells, where the header has 2\nwarning: 1 of 3 events could not be read and were skipped\n",
		},
		{
			name: "bad element", tables: "A", inputs: "bad.json", skip: true, rows: both, code: 1,
			messages: "error: bad.json: line 1: expected a value at byte 1, found 'x'\n",
		},
		{name: "cut off", tables: "A", inputs: "cut.gz", code: 2, messages: "error: cut.gz: it is cut off within its gzip data: unexpected EOF\n"},
		{name: "UTF-16", tables: "A", inputs: "utf16.json", code: 2, messages: "error: utf16.json: the text is UTF-16: save it as UTF-8 (in PowerShell by Out-File -Encoding utf8)\n"},
		{
			name: "file of another table", tables: "A", inputs: "foreign.ndjson", code: 2, rows: `{"Table":"A","TimeGenerated":null,"Name":"","Count":null}` + "\n",
			messages: "error: foreign.ndjson has none of the columns that the rule reads (TimeGenerated, Name, Count); it has Host, Text: is it a file of another table?\n",
		},
		{name: "no file", tables: "A", inputs: "a.ndjson gone.ndjson", code: 2, messages: "error: the input file gone.ndjson does not exist\n"},
		{name: "folder", tables: "A", inputs: ".", code: 2, messages: "error: the input . is a folder: name the files in it\n"},
		{name: "no input", tables: "A", code: 2, messages: "error: the table A has no input: add --input A=FILE (- is standard input)\n"},
		{name: "one table without input", tables: "A B", inputs: "A=a.ndjson", code: 2, messages: "error: the table B has no input: add --input B=FILE (- is standard input)\n"},
		{name: "which table", tables: "A B", inputs: "a.ndjson", code: 2, messages: "error: the rule reads several tables (A, B): say which one a.ndjson is of, as --input A=a.ndjson\n"},
		{name: "unknown table", tables: "A B", inputs: "C=a.ndjson", code: 2, messages: "error: the rule does not read the table \"C\" of --input: it reads A, B\n"},
		{name: "input without table", inputs: "a.ndjson", code: 2, messages: "error: the rule reads no table: leave --input out\n"},
		{name: "standard input twice", tables: "A", inputs: "- -", code: 2, messages: "error: standard input can be one --input only\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var rows, messages bytes.Buffer
			o := engine.Options{Inputs: strings.Fields(test.inputs), Output: "ndjson"}
			if test.skip {
				o.OnBadLine = "skip"
			}
			code := engine.Execute([]kql.Program{program(strings.Fields(test.tables)...)}, o, &rows, &messages)
			if code != test.code {
				t.Errorf("exit code %d, not %d", code, test.code)
			}
			if d := cmp.Diff(test.rows, rows.String()); d != "" {
				t.Errorf("rows (-want +got)\n%s", d)
			}
			if d := cmp.Diff(test.messages, messages.String()); d != "" {
				t.Errorf("messages (-want +got)\n%s", d)
			}
		})
	}
}

func TestOptions(t *testing.T) {
	for _, test := range []struct {
		options engine.Options
		want    string
	}{
		{engine.Options{Now: "tomorrow"}, "error: --now is a datetime, as 2026-01-02T03:04:05Z, not \"tomorrow\"\n"},
		{engine.Options{OnBadLine: "ignore"}, "error: --on-bad-line is fail or skip, not \"ignore\"\n"},
		{engine.Options{Output: "xml"}, "error: unknown output format \"xml\": take one of ndjson, csv\n"},
	} {
		var rows, messages bytes.Buffer
		if code := engine.Execute([]kql.Program{program()}, test.options, &rows, &messages); code != 2 || messages.String() != test.want || rows.Len() > 0 {
			t.Errorf("%+v: exit code %d, %q", test.options, code, &messages)
		}
	}
}

func compressed(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	w.Close()
	return b.String()
}

func zstandard(t *testing.T, text string) string {
	t.Helper()
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(w.EncodeAll([]byte(text), nil))
}
