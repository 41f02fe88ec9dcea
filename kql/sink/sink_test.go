package sink_test

import (
	"bytes"
	stdcsv "encoding/csv"
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/sink"
)

// row has a column of every type.
type row struct {
	Bool     kql.Null[bool]
	Int      kql.Null[int32]
	Long     kql.Null[int64]
	Real     kql.Null[float64]
	String   string
	DateTime kql.Null[kql.DateTime]
	TimeSpan kql.Null[kql.TimeSpan]
	GUID     kql.Null[kql.GUID]
	Dynamic  kql.Dynamic
}

func (r *row) columns() []kql.Column {
	return []kql.Column{
		kql.Col("Bool", &r.Bool), kql.Col("Int", &r.Int), kql.Col("Long", &r.Long), kql.Col("Real", &r.Real), kql.Col("String", &r.String),
		kql.Col("DateTime", &r.DateTime), kql.Col("TimeSpan", &r.TimeSpan), kql.Col("GUID", &r.GUID), kql.Col("Dynamic", &r.Dynamic),
	}
}

// set fills the row from the JSON forms of its values.
func (r *row) set(values ...string) {
	for i, c := range r.columns() {
		switch v := values[i]; v[0] {
		case '"':
			var text string
			if err := json.Unmarshal([]byte(v), &text); err != nil {
				panic(err)
			}
			c.Field.SetText([]byte(text))
		case 'n':
			c.Field.SetNull()
		default:
			c.Field.SetJSON([]byte(v))
		}
	}
}

// written is what a sink makes of rows.
func written(t *testing.T, format string, columns []kql.Column, rows ...func()) string {
	t.Helper()
	var out bytes.Buffer
	s, err := sink.New(format, &out, columns)
	if err != nil {
		t.Fatal(err)
	}
	for _, set := range rows {
		set()
		if err := s.Row(); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestFormats(t *testing.T) {
	var r row
	full := func() {
		r.set("true", "-7", "9223372036854775807", "0.1", `"é \"q\""`, `"2026-11-20T08:00:00.1234567Z"`, `"1.02:03:04"`, `"74BE27DE-1E4E-49d9-b579-fe0b331d3642"`, `{"a":[1,null]}`)
	}
	none := func() { r.set("null", "null", "null", "null", "null", "null", "null", "null", "null") }
	odd := func() {
		none()
		r.Real, r.String = kql.Some(math.Inf(-1)), "a,b\r\n\x00\u2028 "
	}
	for _, test := range []struct{ format, want string }{
		{"ndjson", `{"Bool":true,"Int":-7,"Long":9223372036854775807,"Real":0.1,"String":"é \"q\"","DateTime":"2026-11-20T08:00:00.1234567Z","TimeSpan":"1.02:03:04","GUID":"74be27de-1e4e-49d9-b579-fe0b331d3642","Dynamic":{"a":[1,null]}}
{"Bool":null,"Int":null,"Long":null,"Real":null,"String":"","DateTime":null,"TimeSpan":null,"GUID":null,"Dynamic":null}
{"Bool":null,"Int":null,"Long":null,"Real":"-Infinity","String":"a,b\r\n\u0000` + "\u2028" + ` ","DateTime":null,"TimeSpan":null,"GUID":null,"Dynamic":null}
`},
		{"csv", strings.ReplaceAll(`Bool,Int,Long,Real,String,DateTime,TimeSpan,GUID,Dynamic
True,-7,9223372036854775807,0.1,"é ""q""",2026-11-20T08:00:00.1234567Z,1.02:03:04,74be27de-1e4e-49d9-b579-fe0b331d3642,"{""a"":[1,null]}"
,,,,,,,,
`, "\n", "\r\n") + ",,,-inf,\"a,b\r\n\x00\u2028 \",,,,\r\n"},
	} {
		if d := cmp.Diff(test.want, written(t, test.format, r.columns(), full, none, odd)); d != "" {
			t.Errorf("%s (-want +got)\n%s", test.format, d)
		}
	}
}

// Without rows a CSV still has its header, and without columns NDJSON still has its rows.
func TestEmpty(t *testing.T) {
	var name string
	columns := []kql.Column{kql.Col(`a,"b"`, &name)}
	for _, test := range []struct {
		format  string
		columns []kql.Column
		rows    int
		want    string
	}{
		{"ndjson", columns, 0, ""},
		{"csv", columns, 0, "\"a,\"\"b\"\"\"\r\n"},
		{"ndjson", columns, 1, "{\"a,\\\"b\\\"\":\"\"}\n"},
		{"ndjson", nil, 2, "{}\n{}\n"},
		{"csv", columns, 2, "\"a,\"\"b\"\"\"\r\n\"\"\r\n\"\"\r\n"},
	} {
		got := written(t, test.format, test.columns, make([]func(), 0)...)
		if test.rows > 0 {
			rows := make([]func(), test.rows)
			for i := range rows {
				rows[i] = func() {}
			}
			got = written(t, test.format, test.columns, rows...)
		}
		if got != test.want {
			t.Errorf("%s of %d columns and %d rows: %q, not %q", test.format, len(test.columns), test.rows, got, test.want)
		}
	}
}

func TestUnknownFormat(t *testing.T) {
	_, err := sink.New("xml", nil, nil)
	if err == nil || err.Error() != `unknown output format "xml": take one of ndjson, csv` {
		t.Error(err)
	}
}

// A text comes back as it was, whatever is in it.
func FuzzText(f *testing.F) {
	for _, s := range []string{"", " ", "a,b", `"`, "\r\n", "é🚀", "\x00\x1f\x7f", "\u2028", "=1+1", "\t"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		a, b = strings.ToValidUTF8(a, "\uFFFD"), strings.ToValidUTF8(b, "\uFFFD")
		columns := []kql.Column{kql.Col("a", &a), kql.Col("b", &b)}
		var back map[string]string
		if err := json.Unmarshal([]byte(written(t, "ndjson", columns, func() {})), &back); err != nil || back["a"] != a || back["b"] != b {
			t.Errorf("%q and %q come back as %q: %v", a, b, back, err)
		}
		if strings.Contains(a+b, "\r") {
			return // encoding/csv takes CRLF within a cell for a line feed
		}
		records, err := stdcsv.NewReader(strings.NewReader(written(t, "csv", columns, func() {}))).ReadAll()
		if d := cmp.Diff([][]string{{"a", "b"}, {a, b}}, records); err != nil || d != "" {
			t.Errorf("%v (-want +got)\n%s", err, d)
		}
	})
}

var errFull = errors.New("the disk is full")

// full takes n bytes.
type full struct{ n int }

func (w *full) Write(b []byte) (int, error) {
	if w.n -= len(b); w.n < 0 {
		return 0, errFull
	}
	return len(b), nil
}

// A failure to write is told by a row or by Close, and not lost.
func TestWriteError(t *testing.T) {
	text := strings.Repeat("x", 1000)
	columns := []kql.Column{kql.Col("a", &text)}
	for _, format := range sink.Formats {
		for _, size := range []int{0, 5000} {
			s, err := sink.New(format, &full{size}, columns)
			if err != nil {
				t.Fatal(err)
			}
			for range 10 {
				if err = s.Row(); err != nil {
					break
				}
			}
			if closed := s.Close(); !errors.Is(closed, errFull) {
				t.Errorf("%s: Close says %v", format, closed)
			}
			if !errors.Is(err, errFull) {
				t.Errorf("%s: Row says %v", format, err)
			}
		}
	}
}

func TestAllocations(t *testing.T) {
	var r row
	r.set("true", "1", "2", "0.5", `"text, \"quoted\" text"`, `"2026-11-20T08:00:00Z"`, `"1.02:03:04"`, `"74BE27DE-1E4E-49d9-b579-fe0b331d3642"`, `{"a":1}`)
	for _, format := range sink.Formats {
		s, err := sink.New(format, &full{1 << 40}, r.columns())
		if err != nil {
			t.Fatal(err)
		}
		if n := testing.AllocsPerRun(100, func() { _ = s.Row() }); n > 0 {
			t.Errorf("%s: %v allocations for a row", format, n)
		}
	}
}
