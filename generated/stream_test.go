package generated_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"runtime"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	t1609 "github.com/kqlc/kqlc/generated/t1609containeradministrationcommand"
	"github.com/kqlc/kqlc/internal/workload"
	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/source/ndjson"
)

const megabyte = 1_000_000

// TestStream evaluates 100 MB of events, as files are evaluated, and as evaluateIndependently does: the rows are equal, and
// memory does not grow with the events.
func TestStream(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 100 MB")
	}
	c := events(100 * megabyte)
	want, err := evaluateIndependently(c.Reader(), c.End)
	if err != nil {
		t.Fatal(err)
	}
	in := &meter{Reader: c.Reader()}
	got, err := evaluateProgram(t1609.Program(), in, dateTime(t, c.End))
	if err != nil {
		t.Fatal(err)
	}
	if len(want) == 0 {
		t.Error("no rows to compare")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows differ (-independent +evaluator):\n%s", diff)
	}
	in.checkFlat(t, 100*megabyte)
}

// events are about size bytes of events.
func events(size int) workload.Config {
	return workload.Config{
		Seed: 1609, Events: size / workload.BytesPerEvent, End: time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC),
	}
}

// evaluateProgram gives the rows of a rule of one table as whoever does not know its types gets them.
func evaluateProgram(program kql.Program, in io.Reader, now kql.DateTime) (rows []containerCommand, failed error) {
	var instance kql.Instance
	instance = program.Open(kql.Env{Now: now}, func() {
		line := []byte{'{'}
		for i, c := range instance.Result {
			if i > 0 {
				line = append(line, ',')
			}
			line = append(append(append(line, '"'), c.Name...), `":`...)
			line = c.Field.AppendJSON(line)
		}
		var row containerCommand
		d := json.NewDecoder(bytes.NewReader(append(line, '}')))
		d.DisallowUnknownFields()
		failed = errors.Join(failed, d.Decode(&row))
		rows = append(rows, row)
	})
	events := ndjson.NewReader(in, ndjson.NewDecoder(instance.Inputs[0].Columns, program.Tables[0].EventTime))
	for {
		switch err := events.Next(); {
		case err == nil:
			instance.Inputs[0].Push()
		case !errors.Is(err, io.EOF):
			return nil, err
		default:
			instance.Close()
			return rows, failed
		}
	}
}

// meter notes the memory in use each time that 10 MB were read.
type meter struct {
	io.Reader
	read  int
	inUse []uint64
}

func (m *meter) Read(p []byte) (int, error) {
	n, err := m.Reader.Read(p)
	m.read += n
	if m.read >= 10*megabyte*(len(m.inUse)+1) {
		runtime.GC()
		var s runtime.MemStats
		runtime.ReadMemStats(&s)
		m.inUse = append(m.inUse, s.HeapAlloc)
	}
	return n, err
}

// checkFlat fails when memory grew by more than the rows that a sort has to hold: 2 in 1,000 events, here well below 1 MB.
func (m *meter) checkFlat(t *testing.T, size int) {
	t.Helper()
	if m.read < size*9/10 {
		t.Fatalf("%d bytes were read, want about %d", m.read, size)
	}
	first, last := m.inUse[0], m.inUse[len(m.inUse)-1]
	t.Logf("in use: %d bytes after 10 MB, %d after %d MB", first, last, m.read/megabyte)
	if last > first+2*megabyte {
		t.Errorf("memory grew with the events: %d", m.inUse)
	}
}
