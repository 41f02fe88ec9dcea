package ndjson_test

import (
	"bytes"
	"io"
	"testing"
	"time"

	"github.com/kqlc/kqlc/internal/workload"
	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/source/ndjson"
)

// process has the columns that a rule on processes reads.
type process struct {
	Time                                      kql.Null[kql.DateTime]
	Device, Account, File, Command, Initiator string
}

func (p *process) decoder() *ndjson.Decoder {
	return ndjson.NewDecoder([]kql.Column{
		kql.Col("TimeGenerated", &p.Time), kql.Col("DeviceName", &p.Device), kql.Col("AccountName", &p.Account),
		kql.Col("FileName", &p.File), kql.Col("ProcessCommandLine", &p.Command), kql.Col("InitiatingProcessFileName", &p.Initiator),
	}, eventTime)
}

func processEvents(tb testing.TB) []byte {
	tb.Helper()
	c := workload.Config{Seed: 1, Events: 4000, End: time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)}
	data, err := io.ReadAll(c.Reader())
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

// read reads all events and returns their number.
func read(tb testing.TB, r *ndjson.Reader) int {
	tb.Helper()
	for n := 0; ; n++ {
		switch err := r.Next(); err {
		case nil:
		case io.EOF:
			return n
		default:
			tb.Fatal(err)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	data := processEvents(b)
	for name, guards := range map[string]kql.Guards{
		"every event": nil,
		"guards":      {{{Column: "FileName", Is: []string{"docker", "kubectl", "crictl", "ctr", "nerdctl", "podman"}}}},
	} {
		b.Run(name, func(b *testing.B) {
			var p process
			d := p.decoder()
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				r := ndjson.NewReader(bytes.NewReader(data), d)
				r.Guards = guards
				read(b, r)
			}
		})
	}
}

func BenchmarkScan(b *testing.B) {
	data := processEvents(b)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		s := ndjson.NewScanner(bytes.NewReader(data))
		for {
			if _, err := s.Next(); err != nil {
				break
			}
		}
	}
}

// Plain values and texts, with escapes or without, are decoded without allocation.
func TestDecodeAllocations(t *testing.T) {
	if underRace {
		t.Skip("the race detector allocates")
	}
	data := processEvents(t)
	var p process
	d := p.decoder()
	lines := bytes.Split(bytes.TrimSpace(data), []byte("\n"))
	all := func() {
		for _, line := range lines {
			if err := d.Decode(line); err != nil {
				t.Fatal(err)
			}
		}
	}
	all() // learns the keys
	if n := testing.AllocsPerRun(1, all); n > 0 {
		t.Errorf("%v allocations for %d events", n, len(lines))
	}
}
