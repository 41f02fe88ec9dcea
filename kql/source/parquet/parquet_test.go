package parquet_test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	format "github.com/parquet-go/parquet-go"
	meta "github.com/parquet-go/parquet-go/format"

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
func read(t *testing.T, f source.File, columns []kql.Column, guards kql.Guards, bounds ...kql.Bound) []string {
	t.Helper()
	r, err := parquet.NewReader(f, kql.Table{EventTime: []string{"TimeGenerated", "Timestamp"}, Guards: guards, Bounds: bounds}, columns)
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
		out = append(out, asJSON(columns))
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

// Times in every unit, with a time zone or without, and numbers of every size.
func TestMoreTypes(t *testing.T) {
	for _, test := range []struct {
		name  string
		node  format.Node
		value format.Value
		want  string
	}{
		{"milliseconds", format.Timestamp(format.Millisecond), format.Int64Value(1767323045006), `"2026-01-02T03:04:05.0060000Z"`},
		{"microseconds", format.Timestamp(format.Microsecond), format.Int64Value(-1), `"1969-12-31T23:59:59.9999990Z"`},
		{"nanoseconds", format.Timestamp(format.Nanosecond), format.Int64Value(-1), `"1969-12-31T23:59:59.9999999Z"`},
		{"local time", format.TimestampAdjusted(format.Microsecond, false), format.Int64Value(1), `"1970-01-01T00:00:00.0000010Z"`},
		{"a time of no year", format.Timestamp(format.Millisecond), format.Int64Value(1 << 60), `null`},
		{"a day", format.Date(), format.Int32Value(20455), `"2026-01-02T00:00:00.0000000Z"`},
		{"a day of no year", format.Date(), format.Int32Value(1 << 30), `null`},
		{"an old timestamp", format.Leaf(format.Int96Type), format.Int96Value([3]uint32{3600_000_000_000 & 0xffffffff, 3600_000_000_000 >> 32, 2440589}), `"1970-01-02T01:00:00.0000000Z"`},
		{"an unsigned byte", format.Uint(8), format.Int32Value(200), `200`},
		{"unsigned", format.Uint(32), format.Int32Value(-1), `4294967295`},
		{"unsigned and large", format.Uint(64), format.Int64Value(-1), `null`},
		{"a real number as long", format.Leaf(format.DoubleType), format.DoubleValue(2.5), `null`},
		{"an enumeration", format.Enum(), format.ByteArrayValue([]byte("12")), `12`},
		{"a decimal as text", format.Decimal(1, 9, format.FixedLenByteArrayType(4)), format.FixedLenByteArrayValue([]byte{0xff, 0xff, 0xff, 0xf6}), `"-1.0"`},
		{"a small decimal", format.Decimal(3, 9, format.Int32Type), format.Int32Value(-5), `"-0.005"`},
		{"bytes", format.Leaf(format.FixedLenByteArrayType(3)), format.FixedLenByteArrayValue([]byte("abc")), `"abc"`},
		{"half a real number", half16{format.Leaf(format.FixedLenByteArrayType(2))}, format.FixedLenByteArrayValue([]byte{0x00, 0xc1}), `-2.5`},
		{"the least half", half16{format.Leaf(format.FixedLenByteArrayType(2))}, format.FixedLenByteArrayValue([]byte{0x01, 0x00}), `5.960464477539063e-08`},
		{"time of day", format.Time(format.Millisecond), format.Int32Value(1500), `"00:00:01.5000000"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			var out bytes.Buffer
			w := format.NewWriter(&out, format.NewSchema("s", format.Group{"c": test.node}))
			if _, err := w.WriteRows([]format.Row{{test.value.Level(0, 0, 0)}}); err != nil {
				t.Fatal(err)
			}
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			f := source.File{ReaderAt: bytes.NewReader(out.Bytes()), Closer: io.NopCloser(nil), Size: int64(out.Len())}
			var got []string
			for _, c := range []kql.Column{
				kql.Col("c", new(kql.Null[kql.DateTime])), kql.Col("c", new(kql.Null[int64])), kql.Col("c", new(kql.Null[float64])),
				kql.Col("c", new(kql.Null[kql.TimeSpan])), kql.Col("c", new(string)),
			} {
				got = append(got, read(t, f, []kql.Column{c}, nil)...)
			}
			if !slices.Contains(got, test.want) {
				t.Errorf("%s is not %s", got, test.want)
			}
		})
	}
}

// half16 is a node of real numbers of 16 bits.
type half16 struct{ format.Node }

func (half16) Type() format.Type { return half16Type{format.FixedLenByteArrayType(2)} }

type half16Type struct{ format.Type }

func (half16Type) LogicalType() *meta.LogicalType {
	return &meta.LogicalType{Value: &meta.Float16Type{}}
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

// A nested column is JSON: an object, a list, a map, and what they hold by its type.
func TestNested(t *testing.T) {
	type inner struct {
		Name string    `parquet:"name,optional"`
		N    *int64    `parquet:"n,optional"`
		At   time.Time `parquet:"at,timestamp(millisecond)"`
		Tags []string  `parquet:"tags,list"`
	}
	type outer struct {
		One   *inner  `parquet:"one,optional"`
		List  []inner `parquet:"list,list"`
		Lists []struct {
			L []int32 `parquet:"l,list"`
		} `parquet:"lists,list"`
		Plain []float64        `parquet:"plain"`
		Map   map[string]int32 `parquet:"map"`
		Ids   map[int64]string `parquet:"ids"`
		Key   struct {
			U [16]byte `parquet:"u,uuid"`
			D int64    `parquet:"d,decimal(2:18)"`
			B bool     `parquet:"b"`
			Q uint64   `parquet:"q"`
			F []byte   `parquet:"f"`
		} `parquet:"key"`
	}
	n := int64(-5)
	at := time.Date(2026, 1, 2, 3, 4, 5, 6e6, time.UTC)
	a := outer{
		One: &inner{Name: `a"`, N: &n, At: at, Tags: []string{"x", "", "y"}}, List: []inner{{At: at}, {Name: "b", At: at, Tags: []string{"z"}}},
		Plain: []float64{1.5, 2}, Map: map[string]int32{"k": 1}, Ids: map[int64]string{7: "seven"},
	}
	a.Lists = append(a.Lists, struct {
		L []int32 `parquet:"l,list"`
	}{[]int32{1, 2}}, struct {
		L []int32 `parquet:"l,list"`
	}{})
	a.Key.D, a.Key.B, a.Key.Q, a.Key.F = -1234, true, 1<<40, []byte("raw")
	var columns []kql.Column
	for _, name := range []string{"one", "list", "lists", "plain", "map", "ids", "key"} {
		columns = append(columns, kql.Col(name, new(kql.Dynamic)))
	}
	first := `{"name":"a\"","n":-5,"at":"2026-01-02T03:04:05.0060000Z","tags":["x","","y"]} ` +
		`[{"name":null,"n":null,"at":"2026-01-02T03:04:05.0060000Z","tags":[]},{"name":"b","n":null,"at":"2026-01-02T03:04:05.0060000Z","tags":["z"]}] ` +
		`[{"l":[1,2]},{"l":[]}] [1.5,2.0] {"k":1} {"7":"seven"} {"u":"00000000-0000-0000-0000-000000000000","d":-12.34,"b":true,"q":1099511627776,"f":"raw"}`
	empty := `null [] [] [] {} {} {"u":"00000000-0000-0000-0000-000000000000","d":0,"b":false,"q":0,"f":""}`
	f := file(t, []outer{a, {}, a, {}, {}, a}, 4)
	if d := cmp.Diff([]string{first, empty, first, empty, empty, first}, read(t, f, columns, nil)); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// Of nested columns only the rows are read that guards let pass.
func TestNestedGuards(t *testing.T) {
	type event struct {
		ID   int64    `parquet:"id"`
		List []string `parquet:"list,list"`
	}
	var events []event
	var want []string
	for i := range 5000 {
		e := event{ID: int64(i % 97)}
		for j := range i % 4 {
			e.List = append(e.List, fmt.Sprint(i, "-", j))
		}
		if events = append(events, e); e.ID == 5 || e.ID == 6 {
			list := "[]"
			if len(e.List) > 0 {
				list = `["` + strings.Join(e.List, `","`) + `"]`
			}
			want = append(want, fmt.Sprint(e.ID, " ", list))
		}
	}
	columns := []kql.Column{kql.Col("id", new(kql.Null[int64])), kql.Col("list", new(kql.Dynamic))}
	got := read(t, file(t, events, 1000), columns, kql.Guards{{{Column: "id", Numbers: []int64{5, 6}}}})
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// What is no Parquet, or cannot be read, is said so.
func TestErrors(t *testing.T) {
	whole, err := io.ReadAll(func() io.Reader { f := file(t, []event{{Command: "a"}}, 1); return io.NewSectionReader(f, 0, f.Size) }())
	if err != nil {
		t.Fatal(err)
	}
	last := len(whole) - 4
	for _, test := range []struct{ text, want string }{
		{"PAR1 and no more", "it does not begin and end with PAR1"},
		{"PAR1PAR1", "the file is damaged"},
		{"PAR1\xff\xff\xff\xffPAR1", "the file is damaged"},
		{string(whole[:last]) + "PARE", "it is encrypted"},
		{"PARE" + string(whole[4:last]) + "PARE", "it is encrypted"},
		{"PARX" + string(whole[4:]), "it does not begin and end with PAR1"},
		{string(whole[:last]), "it does not begin and end with PAR1"},
	} {
		f := source.File{ReaderAt: strings.NewReader(test.text), Closer: io.NopCloser(nil), Size: int64(len(test.text))}
		_, err := parquet.NewReader(f, kql.Table{}, []kql.Column{kql.Col("List", new(kql.Dynamic))})
		if want := "it cannot be read as Parquet: " + test.want; err == nil || err.Error() != want {
			t.Errorf("%v, not %s", err, want)
		}
	}
}

// A file that is damaged anywhere gives rows or an error.
func TestDamaged(t *testing.T) {
	var events []event
	for i := range 300 {
		name := fmt.Sprint("name", i%7)
		events = append(events, event{File: &name, Command: fmt.Sprint("command ", i), Size: int64(i % 5)})
	}
	f := file(t, events, 100)
	whole, err := io.ReadAll(io.NewSectionReader(f, 0, f.Size))
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(2, 2))
	for range 500 {
		data := bytes.Clone(whole)
		for range 1 + r.IntN(3) {
			data[4+r.IntN(len(data)-12)] = byte(r.Uint32())
		}
		var row row
		reader, err := parquet.NewReader(source.File{ReaderAt: bytes.NewReader(data), Closer: io.NopCloser(nil), Size: f.Size}, kql.Table{Guards: kql.Guards{{{Column: "FileName", Is: []string{"name3"}}}, {{Column: "CommandLine", Holds: []string{"1"}}}}}, row.columns())
		for err == nil {
			err = reader.Next()
		}
	}
}

// counted counts what is read of a file.
type counted struct {
	io.ReaderAt
	bytes *int
}

func (c counted) ReadAt(b []byte, at int64) (int, error) {
	n, err := c.ReaderAt.ReadAt(b, at)
	*c.bytes += n
	return n, err
}

// Row groups and pages whose times are out of bounds are not read, and no event is lost by it.
func TestBounds(t *testing.T) {
	type event struct {
		Time    *time.Time `parquet:"TimeGenerated,optional,timestamp(millisecond)"`
		Command string     `parquet:"CommandLine"`
	}
	start := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	r := rand.New(rand.NewPCG(5, 5))
	var events []event
	for i := range 20000 {
		at := start.Add(time.Duration(i) * time.Minute)
		e := event{&at, fmt.Sprint(i, strings.Repeat(string(rune('a'+r.IntN(26))), 100))}
		if i%100 == 7 || i/100 == 50 {
			e.Time = nil
		}
		events = append(events, e)
	}
	whole := 0
	for i, bounds := range [][]kql.Bound{
		nil,
		{{Column: "TimeGenerated", At: kql.MustDateTime("2026-11-12T10:00:00Z")}},
		{{Column: "TimeGenerated", At: kql.MustDateTime("2026-11-01T00:00:00.001Z"), Last: true}},
		{{Column: "TimeGenerated", At: kql.MustDateTime("2026-11-05T00:00:00Z")}, {Column: "TimeGenerated", At: kql.MustDateTime("2026-11-05T01:00:00Z"), Last: true}},
		{{Column: "TimeGenerated", At: kql.MustDateTime("2027-11-05T00:00:00Z")}},
	} {
		f, bytes := file(t, events, 3000), 0
		f.ReaderAt = counted{f.ReaderAt, &bytes}
		var row row
		got := read(t, f, []kql.Column{kql.Col("TimeGenerated", &row.TimeGenerated), kql.Col("CommandLine", &row.CommandLine)}, nil, bounds...)
		seen := map[string]bool{}
		for _, line := range got {
			seen[line] = true
		}
		within := 0
		for _, e := range events {
			if e.Time == nil && i > 0 {
				continue
			}
			at, line := kql.Null[kql.DateTime]{}, "null"
			if e.Time != nil {
				at.V, at.OK = kql.DateTimeOf(*e.Time)
				line = fmt.Sprintf("%q", at.V)
			}
			in := true
			for _, b := range bounds {
				in = in && (b.Last && at.V <= b.At || !b.Last && at.V >= b.At)
			}
			if !in {
				continue
			}
			within++
			if line = fmt.Sprintf("%s %q", line, e.Command); !seen[line] {
				t.Fatalf("%v: %s is lost", bounds, line)
			}
		}
		switch {
		case i == 0:
			whole = bytes
		case bytes > whole*(within+3000)/len(events)+100_000 || len(got) > within+300:
			t.Errorf("%v: %d of %d bytes are read and %d rows for %d", bounds, bytes, whole, len(got), within)
		}
	}
}
