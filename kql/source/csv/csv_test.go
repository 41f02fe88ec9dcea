package csv_test

import (
	"bytes"
	stdcsv "encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/source"
	"github.com/kqlc/kqlc/kql/source/csv"
)

type row struct {
	Time  kql.Null[kql.DateTime]
	Name  string
	Count kql.Null[int64]
	Bag   kql.Dynamic
}

func (r *row) columns() []kql.Column {
	return []kql.Column{
		kql.Col("TimeGenerated", &r.Time), kql.Col("Name", &r.Name), kql.Col("Count", &r.Count), kql.Col("Bag", &r.Bag),
	}
}

// read lists the rows, or what is wrong with them.
func read(r io.Reader) (out []string) {
	var row row
	columns := row.columns()
	reader := csv.NewReader(r, columns, []string{"TimeGenerated", "Timestamp"})
	for {
		err := reader.Next()
		var bad *source.LineError
		switch {
		case err == io.EOF:
			return out
		case errors.As(err, &bad) && !bad.Fatal:
			out = append(out, err.Error())
		case err != nil:
			return append(out, "error: "+err.Error())
		default:
			var line []byte
			for _, c := range columns {
				line = append(c.Field.AppendJSON(line), ' ')
			}
			out = append(out, string(bytes.TrimSpace(line)))
		}
	}
}

func TestRead(t *testing.T) {
	tests := []struct {
		name, input string
		want        []string
	}{
		{"empty", "", nil},
		{"header only", "Name,Count\n", nil},
		{"rows", "Name,Count\na,1\nb,2\n", []string{`null "a" 1 null`, `null "b" 2 null`}},
		{"CRLF, empty lines, no line end at the end", "Name,Count\r\n\r\na,1\r\n\r\nb,2", []string{`null "a" 1 null`, `null "b" 2 null`}},
		{"byte order mark", "\ufeffName\na", []string{`null "a" null null`}},
		{"any order, other columns", "X,Count,Y,Name\n1,2,3,4", []string{`null "4" 2 null`}},
		{"empty cells", "TimeGenerated,Name,Count,Bag\n,,,\n\"\",\"\",\"\",\"\"", []string{`null "" null null`, `null "" null null`}},
		{"quotes", "Name,Count\n\"a,\"\"b\"\"\r\nc\",\"1\"\n\"\"\"\",2", []string{`null "a,\"b\"\r\nc" 1 null`, `null "\"" 2 null`}},
		{"quotes within a plain cell", "Name,Count\n5\" pipe,1\na\"b\"c,2", []string{`null "5\" pipe" 1 null`, `null "a\"b\"c" 2 null`}},
		{"a cell that is JSON", "Bag\n\"{\"\"a\"\":[1]}\"", []string{`null "" null {"a":[1]}`}},
		{"bytes that are not UTF-8", "Name\na\xffb\n\"\xff\"\"\"", []string{"null \"a\uFFFDb\" null null", "null \"\uFFFD\\\"\" null null"}},
		{"Timestamp stands in", "Timestamp,Name\n2026-11-20T08:00:00Z,a", []string{`"2026-11-20T08:00:00.0000000Z" "a" null null`}},
		{"a portal's name", "\"TimeGenerated [UTC]\",Name\n2026-11-20T08:00:00Z,a", []string{`"2026-11-20T08:00:00.0000000Z" "a" null null`}},
		{"a portal's times", "Timestamp [UTC]\n\"11/20/2026, 8:01:00.123 AM\"\n\"1/2/2026, 12:00:59 AM\"\n\"1/2/2026, 12:00:00 PM\"\n\"1/2/2026, 11:59:59.999 PM\"\n\"1/2/2026, 13:00:00 PM\"\n2026-01-02\n\"1/2/2026, x\"\n,", []string{
			`"2026-11-20T08:01:00.1230000Z" "" null null`, `"2026-01-02T00:00:59.0000000Z" "" null null`, `"2026-01-02T12:00:00.0000000Z" "" null null`,
			`"2026-01-02T23:59:59.9990000Z" "" null null`, `null "" null null`, `"2026-01-02T00:00:00.0000000Z" "" null null`, `null "" null null`,
			`line 9: 2 cells, where the header has 1`,
		}},
		{"cells missing and too many", "Name,Count\na\nb,2\nc,3,4\nd,5", []string{
			"line 2: 1 cells, where the header has 2", `null "b" 2 null`, "line 4: 3 cells, where the header has 2", `null "d" 5 null`,
		}},
		{"text behind quotes", "Name,Count\n\"a\" b,1\nc,2", []string{
			`line 2: expected "," or the line's end behind the quotes of cell 1`, `null "c" 2 null`,
		}},
		{"a quote that is not closed", "Name,Count\n\"a,1\nb,2\nc,3\n", []string{
			"line 2: a quote is not closed", `null "b" 2 null`, `null "c" 3 null`,
		}},
		{"lines are counted", "Name,Count\n\"a\n\n\",1\nb\n", []string{"null \"a\\n\\n\" 1 null", "line 5: 1 cells, where the header has 2"}},
		{"a bad header", "\"Name\"x,Count\na,1\n", []string{`error: line 1: expected "," or the line's end behind the quotes of cell 1`}},
	}
	for _, test := range tests {
		for _, n := range []int{1, 2, 5, 1 << 20} {
			if d := cmp.Diff(test.want, read(dribble{strings.NewReader(test.input), n})); d != "" {
				t.Errorf("%s, %d bytes at a time (-want +got)\n%s", test.name, n, d)
			}
		}
	}
}

func TestReadError(t *testing.T) {
	got := read(io.MultiReader(strings.NewReader("Name\na\nb"), iotest.ErrReader(errors.New("the disk is gone"))))
	if d := cmp.Diff([]string{`null "a" null null`, "error: the disk is gone"}, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// A cell longer than a block, and a quote that is not closed before the search is given up.
func TestReadLong(t *testing.T) {
	long := strings.Repeat("x\n", 1<<20)
	got := read(strings.NewReader("Name,Count\n\"" + long + "\",1\nb,2\n"))
	if len(got) != 2 || len(got[0]) < len(long) || got[1] != `null "b" 2 null` {
		t.Errorf("%.100q", got)
	}
	const lines = 20 << 10
	lost := strings.Repeat("a,"+strings.Repeat("0", 1<<10)+"1\n", lines)
	got = read(strings.NewReader("Name,Count\n\"" + lost))
	if len(got) != lines || got[0] != "line 2: a quote is not closed within 16777216 bytes" || got[1] != `null "a" 1 null` {
		t.Errorf("%d rows: %.100q", len(got), got[:2])
	}
}

func TestMissing(t *testing.T) {
	var row row
	reader := csv.NewReader(strings.NewReader("Name,Timestamp,count\na,,"), row.columns(), []string{"TimeGenerated", "Timestamp"})
	if err := reader.Next(); err != nil {
		t.Fatal(err)
	}
	if got := reader.Missing(); !slices.Equal(got, []string{"Count", "Bag"}) {
		t.Error(got)
	}
	if got := reader.Names(); !slices.Equal(got, []string{"Name", "Timestamp", "count"}) {
		t.Error(got)
	}
}

// Rows are decoded without allocation.
func TestAllocations(t *testing.T) {
	var row struct {
		name  string
		count kql.Null[int64]
	}
	var input bytes.Buffer
	fmt.Fprintln(&input, "Name,X,Count")
	for i := range 1000 {
		fmt.Fprintf(&input, "\"a \"\"%d\"\"\",x,%d\n", i, i)
	}
	columns := []kql.Column{kql.Col("Name", &row.name), kql.Col("Count", &row.count)}
	n := testing.AllocsPerRun(5, func() {
		reader := csv.NewReader(bytes.NewReader(input.Bytes()), columns, nil)
		for reader.Next() == nil {
		}
	})
	if n > 30 {
		t.Errorf("%v allocations for 1000 rows", n)
	}
}

// What encoding/csv reads is read alike.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"a,b", "\"a\"\"\",b\r\n\n1,\"2\n\"", "\"a\"b,", "a\",b", "\r\n,\n", "\"\r\n\"", "a\r,\"b\"\r"} {
		f.Add(s, 3)
	}
	f.Fuzz(func(t *testing.T, records string, n int) {
		var row struct{ a, b string }
		reader := csv.NewReader(dribble{strings.NewReader("a,b\n" + records), max(n, 1+len(records)/50)},
			[]kql.Column{kql.Col("a", &row.a), kql.Col("b", &row.b)}, nil)
		model := stdcsv.NewReader(strings.NewReader(records))
		want, err := model.ReadAll()
		if err != nil || strings.Contains(records, "\r") || strings.HasPrefix(records, "\ufeff") {
			want = nil
		}
		for i := 0; ; i++ {
			err := reader.Next()
			if err == io.EOF {
				break
			}
			if want == nil {
				continue
			}
			if i >= len(want) || len(want[i]) != 2 != (err != nil) {
				t.Fatalf("%q: record %d: %v", records, i, err)
			}
			if text := strings.ToValidUTF8; err == nil && (text(row.a, "") != text(strings.ToValidUTF8(want[i][0], "\uFFFD"), "") && len(want[i][0]) == len(row.a)) {
				t.Fatalf("%q: %q, not %q", records, row, want[i])
			}
		}
	})
}

type dribble struct {
	r io.Reader
	n int
}

func (d dribble) Read(b []byte) (int, error) { return d.r.Read(b[:min(len(b), d.n)]) }
