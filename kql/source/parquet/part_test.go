package parquet

import (
	"bytes"
	"io"
	"math"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/source"
)

// Parts of a file, read by several goroutines, hold the rows of the file, in order, and count the same events.
func TestParts(t *testing.T) {
	for seed := range uint64(25) {
		r := rand.New(rand.NewPCG(seed, 9))
		text, _ := write(t, r)
		from := source.File{ReaderAt: bytes.NewReader(text), Closer: io.NopCloser(nil), Size: int64(len(text))}
		table := kql.Table{Name: "T"}
		if r.IntN(2) > 0 {
			table.Guards = kql.Guards{{{Column: "c0", Holds: []string{"ab"}}}}
		}
		all := func() []kql.Column { return []kql.Column{dynamic("c0"), dynamic("c1"), dynamic("c2"), dynamic("none")} }
		columns := all()
		whole, err := NewReader(from, table, columns)
		if err != nil {
			t.Fatal(err)
		}
		parted, err := NewReader(from, table, all())
		if err != nil {
			t.Fatal(err)
		}
		at, end, ok := parted.Rest()
		if !ok {
			t.Fatal("the rest is the whole")
		}
		var rows []*[]string
		var parts []*Reader
		var workers sync.WaitGroup
		for at < end {
			to := at + 1 + r.Int64N(end)/int64(1+r.IntN(20))
			if to >= end {
				to = math.MaxInt64
			}
			columns := all()
			part := parted.Part(at, to, columns, nil).(*Reader)
			got := new([]string)
			rows, parts = append(rows, got), append(parts, part)
			workers.Go(func() { *got = readRows(t, part, columns) })
			if at = to; r.IntN(2) > 0 {
				workers.Wait()
			}
		}
		workers.Wait()
		var together []string
		for _, part := range parts {
			parted.Take(part)
		}
		for _, part := range rows {
			together = append(together, *part...)
		}
		if d := cmp.Diff(readRows(t, whole, columns), together); d != "" {
			t.Fatalf("seed %d (-whole +parts)\n%s", seed, d)
		}
		if whole.Events() != parted.Events() {
			t.Fatalf("%d events in parts, not %d", parted.Events(), whole.Events())
		}
	}
}

func dynamic(name string) kql.Column { return kql.Col(name, new(kql.Dynamic)) }

// readRows reads rows as JSON.
func readRows(t *testing.T, r *Reader, columns []kql.Column) (out []string) {
	for {
		switch err := r.Next(); err {
		case nil:
			var line []byte
			for _, c := range columns {
				line = c.Field.AppendJSON(append(line, ' '))
			}
			out = append(out, string(line))
		case io.EOF:
			return out
		default:
			t.Error(err)
			return out
		}
	}
}
