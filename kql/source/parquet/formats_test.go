package parquet_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	format "github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress"
	"github.com/parquet-go/parquet-go/encoding"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/source"
	"github.com/kqlc/kqlc/kql/source/ndjson"
)

// sample is one of the columns of the property test: the same values as JSON and as Parquet.
type sample struct {
	name      string
	node      format.Node
	encodings []encoding.Encoding
	value     func(*rand.Rand) (asJSON string, value format.Value)
}

// odd are texts that are read in one way or another if something is wrong.
var odd = []string{"", "docker", "DOCKER.exe", "größe", "\u212A", "a\nb\t\"c\"\\", "\u2028🚀", "\x00", "exec /bin/sh -c 'run'", strings.Repeat("long ", 50), "null", "{}", "12"}

var (
	texts  = []encoding.Encoding{&format.Plain, &format.RLEDictionary, &format.DeltaLengthByteArray, &format.DeltaByteArray}
	whole  = []encoding.Encoding{&format.Plain, &format.RLEDictionary, &format.DeltaBinaryPacked}
	either = []encoding.Encoding{&format.Plain, &format.RLEDictionary}
)

var samples = []sample{
	{"FileName", format.String(), texts, func(r *rand.Rand) (string, format.Value) {
		s := odd[r.IntN(len(odd))]
		return quoted(s), format.ByteArrayValue([]byte(s))
	}},
	{"CommandLine", format.String(), texts, func(r *rand.Rand) (string, format.Value) {
		s := fmt.Sprint(odd[r.IntN(len(odd))], r.IntN(1000))
		return quoted(s), format.ByteArrayValue([]byte(s))
	}},
	{"EventID", format.Int(32), whole, func(r *rand.Rand) (string, format.Value) {
		n := int32(r.IntN(7)) - 3
		return fmt.Sprint(n), format.Int32Value(n)
	}},
	{"Size", format.Int(64), whole, func(r *rand.Rand) (string, format.Value) {
		n := int64(r.Uint64()) >> r.IntN(64)
		return fmt.Sprint(n), format.Int64Value(n)
	}},
	{"Score", format.Leaf(format.DoubleType), either, func(r *rand.Rand) (string, format.Value) {
		f := float64(r.IntN(100)) / 8
		return fmt.Sprint(f), format.DoubleValue(f)
	}},
	{"Signed", format.Leaf(format.BooleanType), []encoding.Encoding{&format.Plain, &format.RLEDictionary, &format.RLE}, func(r *rand.Rand) (string, format.Value) {
		b := r.IntN(2) == 0
		return fmt.Sprint(b), format.BooleanValue(b)
	}},
	{"TimeGenerated", format.Timestamp(format.Microsecond), whole, func(r *rand.Rand) (string, format.Value) {
		at := time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC).Add(time.Duration(r.IntN(1e9)) * time.Microsecond)
		return quoted(at.Format("2006-01-02T15:04:05.000000Z")), format.Int64Value(at.UnixMicro())
	}},
	{"More", format.JSON(), texts, func(r *rand.Rand) (string, format.Value) {
		s := []string{`{"a":[1,{"b":"\u00e9"}]}`, `[]`, `"text"`, `{"k":null}`, `7`}[r.IntN(5)]
		return s, format.ByteArrayValue([]byte(s))
	}},
}

func quoted(s string) string {
	text, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// both are some events as NDJSON and as Parquet.
func both(t *testing.T, r *rand.Rand) (string, source.File) {
	t.Helper()
	group := format.Group{}
	optional := map[string]bool{}
	for _, s := range samples {
		node := format.Encoded(s.node, s.encodings[r.IntN(len(s.encodings))])
		if optional[s.name] = r.IntN(4) > 0; optional[s.name] {
			node = format.Optional(node)
		}
		group[s.name] = node
	}
	schema := format.NewSchema("events", group)
	var out bytes.Buffer
	codec := []compress.Codec{&format.Uncompressed, &format.Snappy, &format.Gzip, &format.Zstd, &format.Lz4Raw, &format.Brotli}[r.IntN(6)]
	w := format.NewWriter(&out, schema, format.Compression(codec), format.DataPageVersion(1+r.IntN(2)),
		format.PageBufferSize(64<<r.IntN(10)), format.MaxRowsPerRowGroup(1+int64(r.IntN(300))))
	var lines strings.Builder
	for range r.IntN(600) {
		row := make(format.Row, len(samples))
		var members []string
		for _, s := range samples {
			leaf, _ := schema.Lookup(s.name)
			text, value := s.value(r)
			defined := 1
			if optional[s.name] && r.IntN(3) == 0 {
				text, value, defined = "null", format.NullValue(), 0
			}
			if !optional[s.name] {
				defined = 0
			}
			row[leaf.ColumnIndex] = value.Level(0, defined, leaf.ColumnIndex)
			members = append(members, fmt.Sprintf("%q:%s", s.name, text))
		}
		if _, err := w.WriteRows([]format.Row{row}); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&lines, "{%s}\n", strings.Join(members, ","))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return lines.String(), source.File{ReaderAt: bytes.NewReader(out.Bytes()), Closer: io.NopCloser(nil), Size: int64(out.Len())}
}

// The same events give the same rows as NDJSON and as Parquet, however a writer laid them out; guards let the same ones pass
// that they have to let pass.
func TestFormats(t *testing.T) {
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 3))
		lines, f := both(t, r)
		events := readLines(t, lines)
		for _, guards := range []kql.Guards{
			nil,
			{{{Column: "FileName", Is: []string{"docker"}}}},
			{{{Column: "FileName", Is: []string{"docker.exe"}}, {Column: "EventID", Numbers: []int64{2}}}, {{Column: "CommandLine", Holds: []string{"exec", "größe"}}}},
			{{{Column: "CommandLine", Holds: []string{"long 77"}}}, {{Column: "EventID", Numbers: []int64{-3, 0, 1}}}},
			{{{Column: "EventID", Numbers: []int64{1}}}, {{Column: "FileName", Is: []string{"nowhere"}}}},
		} {
			var want []string
			for _, e := range events {
				if e.satisfies(guards) {
					want = append(want, e.line)
				}
			}
			var row formatsRow
			if d := cmp.Diff(want, read(t, f, row.columns(), guards)); d != "" {
				t.Fatalf("seed %d, %v (-NDJSON +Parquet)\n%s", seed, guards, d)
			}
		}
	}
}

// formatsRow is what the events are read into, the texts first.
type formatsRow struct {
	FileName, CommandLine string
	EventID               kql.Null[int32]
	Size                  kql.Null[int64]
	Score                 kql.Null[float64]
	Signed                kql.Null[bool]
	TimeGenerated         kql.Null[kql.DateTime]
	More                  kql.Dynamic
}

func (r *formatsRow) columns() []kql.Column {
	return []kql.Column{
		kql.Col("FileName", &r.FileName), kql.Col("CommandLine", &r.CommandLine), kql.Col("EventID", &r.EventID), kql.Col("Size", &r.Size),
		kql.Col("Score", &r.Score), kql.Col("Signed", &r.Signed), kql.Col("TimeGenerated", &r.TimeGenerated), kql.Col("More", &r.More),
	}
}

// seen is an event of NDJSON: its row as JSON, and what guards ask for.
type seen struct {
	line, file, command string
	id                  kql.Null[int32]
}

// readLines gives the events of lines.
func readLines(t *testing.T, lines string) []seen {
	t.Helper()
	var row formatsRow
	columns := row.columns()
	r := ndjson.NewReader(strings.NewReader(lines), ndjson.NewDecoder(columns, []string{"TimeGenerated", "Timestamp"}))
	var out []seen
	for {
		switch err := r.Next(); err {
		case nil:
			out = append(out, seen{asJSON(columns), strings.Clone(row.FileName), strings.Clone(row.CommandLine), row.EventID})
		case io.EOF:
			return out
		default:
			t.Fatal(err)
		}
	}
}

// asJSON is a row as JSON.
func asJSON(columns []kql.Column) string {
	var line []byte
	for _, c := range columns {
		line = c.Field.AppendJSON(append(line, ' '))
	}
	return string(line[1:])
}

// satisfies tests guards in the plain way.
func (s *seen) satisfies(guards kql.Guards) bool {
	for _, clause := range guards {
		if !slices.ContainsFunc(clause, func(g kql.Guard) bool {
			switch g.Column {
			case "FileName":
				return holds(g, s.file)
			case "CommandLine":
				return holds(g, s.command)
			}
			return s.id.OK && slices.Contains(g.Numbers, int64(s.id.V))
		}) {
			return false
		}
	}
	return true
}
