package workload

import (
	"bytes"
	"encoding/json"
	"flag"
	"io"
	"os"
	"testing"
	"testing/iotest"
	"time"
)

var config = Config{Seed: 1, Events: 20_000, End: time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)}

func TestLines(t *testing.T) {
	var size, tools int
	for line := range config.Lines() {
		size += len(line)
		if line[len(line)-1] != '\n' || bytes.Count(line, []byte("\n")) != 1 {
			t.Fatalf("not one line: %q", line)
		}
		var event struct{ TimeGenerated time.Time }
		if err := json.Unmarshal(line, &event); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		if age := config.End.Sub(event.TimeGenerated); age < 0 || age > Window {
			t.Fatalf("event is %v old", age)
		}
		if namesTool(line) {
			tools++
		}
	}
	if mean := size / config.Events; mean < BytesPerEvent*19/20 || mean > BytesPerEvent*21/20 {
		t.Errorf("a line has %d bytes, want about %d", mean, BytesPerEvent)
	}
	if want := config.Events * 5 / 1000; tools < want*3/4 || tools > want*5/4 {
		t.Errorf("%d lines name a container tool, want about %d", tools, want)
	}
}

// namesTool reports whether the name of a container tool stands anywhere in a line, as a search of the text finds it.
func namesTool(line []byte) bool {
	line = bytes.ToLower(line)
	for _, tool := range []string{"docker", "kubectl", "crictl", "ctr", "nerdctl", "podman"} {
		if bytes.Contains(line, []byte(tool)) {
			return true
		}
	}
	return false
}

// Events of any table have its columns, of their types.
func TestTable(t *testing.T) {
	c := config
	c.Events, c.Table = 100, "Other"
	for _, typ := range []string{"bool", "int", "long", "real", "decimal", "datetime", "timespan", "guid", "dynamic", "string"} {
		c.Columns = append(c.Columns, Column{"Of" + typ, typ})
	}
	c.Columns = append(c.Columns, Column{"Timestamp", "datetime"}, Column{"Type", "string"}, Column{"FileName", "string"})
	for line := range c.Lines() {
		var event struct {
			Ofbool                                       bool
			Ofint, Oflong                                int64
			Ofreal, Ofdecimal                            float64
			Ofdatetime, Timestamp                        time.Time
			Oftimespan, Ofguid, Ofstring, Type, FileName string
			Ofdynamic                                    map[string]any
		}
		d := json.NewDecoder(bytes.NewReader(line))
		d.DisallowUnknownFields()
		if err := d.Decode(&event); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		if event.Type != "Other" || event.FileName == "" || event.Ofdatetime.After(event.Timestamp) {
			t.Fatalf("%s", line)
		}
	}
}

func TestColumns(t *testing.T) {
	for line := range (Config{Seed: 3, Events: 50, End: config.End}).Lines() {
		var event map[string]any
		if err := json.Unmarshal(line, &event); err != nil {
			t.Fatal(err)
		}
		if len(event) < 45 {
			t.Errorf("%d columns: %s", len(event), line)
		}
	}
}

func TestSeed(t *testing.T) {
	read := func(c Config) []byte {
		text, err := io.ReadAll(c.Reader())
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	c := config
	c.Events = 200
	same := read(c)
	if !bytes.Equal(same, read(c)) {
		t.Error("two readings of one configuration differ")
	}
	var lines []byte
	for line := range c.Lines() {
		lines = append(lines, line...)
	}
	if !bytes.Equal(same, lines) {
		t.Error("Reader and Lines differ")
	}
	c.Seed++
	if bytes.Equal(same, read(c)) {
		t.Error("two seeds give the same events")
	}
}

var update = flag.Bool("update", false, "rewrite the sample of events")

func TestSample(t *testing.T) {
	const file = "../../docs/sample/DeviceProcessEvents.ndjson"
	want, err := io.ReadAll(Sample.Reader())
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(file, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is stale: go test ./internal/workload -update", file)
	}
}

func TestReader(t *testing.T) {
	c := config
	c.Events = 20
	want, err := io.ReadAll(c.Reader())
	if err != nil {
		t.Fatal(err)
	}
	if err := iotest.TestReader(c.Reader(), want); err != nil {
		t.Error(err)
	}
}

func BenchmarkReader(b *testing.B) {
	c := config
	n, _ := io.Copy(io.Discard, c.Reader())
	b.SetBytes(n)
	for b.Loop() {
		io.Copy(io.Discard, c.Reader())
	}
}
