package parquet_test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	format "github.com/parquet-go/parquet-go"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/source"
	"github.com/kqlc/kqlc/kql/source/parquet"
)

// event is a row as others write it.
type event struct {
	Time    time.Time  `parquet:"TimeGenerated,optional,timestamp(microsecond)"`
	File    *string    `parquet:"FileName,optional,dict"`
	Command string     `parquet:"CommandLine"`
	ID      *int32     `parquet:"EventID,optional"`
	Size    int64      `parquet:"Size,dict"`
	Score   *float64   `parquet:"Score,optional"`
	Signed  bool       `parquet:"Signed"`
	Key     [16]byte   `parquet:"Key,uuid"`
	Amount  int64      `parquet:"Amount,decimal(2:18)"`
	Day     int32      `parquet:"Day,date"`
	More    string     `parquet:"More"`
	Nested  []struct{} `parquet:"-"`
}

// row is what the events are read into.
type row struct {
	TimeGenerated kql.Null[kql.DateTime]
	FileName      string
	CommandLine   string
	EventID       kql.Null[int32]
	Size          kql.Null[int64]
	Score         kql.Null[float64]
	Signed        kql.Null[bool]
	Key           kql.Null[kql.GUID]
	Amount        kql.Null[kql.Decimal]
	Day           kql.Null[kql.DateTime]
	More          kql.Dynamic
}

func (r *row) columns() []kql.Column {
	return []kql.Column{
		kql.Col("TimeGenerated", &r.TimeGenerated), kql.Col("FileName", &r.FileName), kql.Col("CommandLine", &r.CommandLine),
		kql.Col("EventID", &r.EventID), kql.Col("Size", &r.Size), kql.Col("Score", &r.Score), kql.Col("Signed", &r.Signed),
		kql.Col("Key", &r.Key), kql.Col("Amount", &r.Amount), kql.Col("Day", &r.Day), kql.Col("More", &r.More),
	}
}

// file writes events in row groups of a few and pages of fewer.
func file[T any](t *testing.T, events []T, group int) source.File {
	t.Helper()
	var out bytes.Buffer
	w := format.NewGenericWriter[T](&out, format.MaxRowsPerRowGroup(int64(group)), format.PageBufferSize(500))
	if _, err := w.Write(events); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return source.File{ReaderAt: bytes.NewReader(out.Bytes()), Closer: io.NopCloser(nil), Size: int64(out.Len())}
}

// read gives the rows of a file as JSON.
func read(t *testing.T, f source.File, columns []kql.Column, guards kql.Guards) []string {
	t.Helper()
	r, err := parquet.NewReader(f, columns, []string{"TimeGenerated", "Timestamp"}, guards)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var out []string
	for {
		err := r.Next()
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		var line []byte
		for _, c := range columns {
			line = c.Field.AppendJSON(append(line, ' '))
		}
		out = append(out, string(line[1:]))
	}
}

func TestTypes(t *testing.T) {
	name, id, score := "größe.exe", int32(-4), 1.5
	f := file(t, []event{
		{
			Time: time.Date(2026, 11, 20, 8, 0, 0, 123456000, time.UTC), File: &name, Command: "a \"b\"", ID: &id, Size: 1 << 40, Score: &score, Signed: true,
			Key: [16]byte{0x74, 0xbe, 0x27, 0xde, 15: 1}, Amount: -12345, Day: -1, More: `{"a":[1]}`,
		},
		{Time: time.Date(1601, 1, 1, 0, 0, 0, 0, time.UTC), More: "text"},
	}, 10)
	var r row
	want := []string{
		`"2026-11-20T08:00:00.1234560Z" "größe.exe" "a \"b\"" -4 1099511627776 1.5 true "74be27de-0000-0000-0000-000000000001" "-123.45" "1969-12-31T00:00:00.0000000Z" {"a":[1]}`,
		`"1601-01-01T00:00:00.0000000Z" "" "" null 0 null false "00000000-0000-0000-0000-000000000000" "0" "1970-01-01T00:00:00.0000000Z" "text"`,
	}
	if d := cmp.Diff(want, read(t, f, r.columns(), nil)); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// A column of another type is read by its text, or is null.
func TestOtherTypes(t *testing.T) {
	f := file(t, []event{{Size: 7, Command: "12", Signed: true, Time: time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)}}, 10)
	var text, when, flag string
	var number kql.Null[int64]
	var none kql.Null[kql.DateTime]
	columns := []kql.Column{
		kql.Col("Size", &text), kql.Col("CommandLine", &number), kql.Col("Timestamp", &when), kql.Col("Signed", &flag), kql.Col("Amount", &none),
	}
	if d := cmp.Diff([]string{`"7" 12 "2026-01-02T00:00:00.0000000Z" "true" null`}, read(t, f, columns, nil)); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// Guards skip events that they exclude, and no other.
func TestGuards(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	names := []string{"cmd.exe", "CMD.EXE", "docker", "Docker", "sh", ""}
	events := make([]event, 3000)
	for i := range events {
		name, id := names[r.IntN(len(names))], int32(r.IntN(8))
		events[i] = event{Command: fmt.Sprint("run ", names[r.IntN(len(names))], " ", i), Size: int64(r.IntN(5)), More: "{}"}
		if r.IntN(3) > 0 {
			events[i].File = &name
		}
		if r.IntN(3) > 0 {
			events[i].ID = &id
		}
	}
	for _, guards := range []kql.Guards{
		{{{Column: "FileName", Is: []string{"docker", "sh"}}}},
		{{{Column: "CommandLine", Holds: []string{" cmd.exe 2"}}}},
		{{{Column: "EventID", Numbers: []int64{3, 100}}}, {{Column: "Size", Numbers: []int64{1}}, {Column: "FileName", Holds: []string{"ock"}}}},
		{{{Column: "FileName", Is: []string{"nothing"}}}},
		{{{Column: "Other", Is: []string{"x"}}, {Column: "Size", Numbers: []int64{4}}}},
		{{{Column: "Score", Is: []string{"x"}}}},
	} {
		var row row
		all := read(t, file(t, events, 700), row.columns(), nil)
		if len(all) != len(events) {
			t.Fatalf("%d of %d events", len(all), len(events))
		}
		got := read(t, file(t, events, 700), row.columns(), guards)
		var want []string
		for i, line := range all {
			if passes(guards, &events[i]) {
				want = append(want, line)
			}
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%v (-want +got)\n%s", guards, d)
		}
	}
}

// passes evaluates guards the plain way. A column that the file has not, or that is of another type, excludes nothing.
func passes(guards kql.Guards, e *event) bool {
	for _, clause := range guards {
		ok := false
		for _, g := range clause {
			switch g.Column {
			case "FileName":
				ok = ok || e.File != nil && holds(g, *e.File)
			case "CommandLine":
				ok = ok || holds(g, e.Command)
			case "EventID":
				ok = ok || e.ID != nil && (int64(*e.ID) == g.Numbers[0] || int64(*e.ID) == g.Numbers[1])
			case "Size":
				ok = ok || e.Size == g.Numbers[0]
			default:
				ok = true
			}
		}
		if !ok {
			return false
		}
	}
	return true
}

func holds(g kql.Guard, text string) bool {
	for _, is := range g.Is {
		if strings.EqualFold(is, text) {
			return true
		}
	}
	for _, part := range g.Holds {
		if strings.Contains(strings.ToLower(text), part) {
			return true
		}
	}
	return false
}

func TestErrors(t *testing.T) {
	var list []kql.Column
	var value kql.Dynamic
	list = append(list, kql.Col("List", &value))
	f := file(t, []struct{ List []string }{{[]string{"a"}}}, 10)
	if _, err := parquet.NewReader(f, list, nil, nil); err == nil || err.Error() != `column "List": nested columns of Parquet are not read: write it as a column of JSON text` {
		t.Error(err)
	}
	damaged := source.File{ReaderAt: strings.NewReader("PAR1 and no more"), Closer: io.NopCloser(nil), Size: 16}
	if _, err := parquet.NewReader(damaged, list, nil, nil); err == nil || !strings.HasPrefix(err.Error(), "it cannot be read as Parquet: ") {
		t.Error(err)
	}
}
