package compile

import (
	"bytes"
	"compress/gzip"
	"context"
	_ "embed"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"

	"github.com/kqlc/kqlc/internal/schema"
	"github.com/kqlc/kqlc/internal/workload"
)

//go:embed testdata/detect.txt
var detectMain string

// workerRules keep rows and states whose order, or choice, could depend on who reads which block.
var workerRules = []string{
	`DeviceProcessEvents | where FileName in~ ("docker", "kubectl", "bash") | project Timestamp, DeviceName, ProcessCommandLine`,
	`DeviceProcessEvents | summarize count(), dcount(AccountName), dcount(DeviceName), make_set(FileName, 20) by FolderPath`,
	`DeviceProcessEvents | summarize make_list(ProcessId, 50), take_any(DeviceName), take_any(FileName, ProcessId) by AccountName`,
	`DeviceProcessEvents | summarize arg_max(FileName, ProcessId, DeviceName), arg_min(AccountName, ProcessId), max(Timestamp), avg(ProcessId)`,
	`DeviceProcessEvents | summarize percentile(ProcessId, 90), stdev(ProcessId), sum(ProcessId / 7.0) by bin(Timestamp, 1h)`,
	`DeviceProcessEvents | sort by FileName asc | project FileName, ProcessId | where ProcessId % 50 == 0`,
	`DeviceProcessEvents | top 40 by FileName asc | project FileName, ProcessId, DeviceName`,
	`DeviceProcessEvents | take 30 | project ProcessId`,
	`DeviceProcessEvents | distinct AccountName, FileName`,
	`DeviceProcessEvents | where ProcessId % 9 == 0 | join kind=inner (DeviceNetworkEvents | where InitiatingProcessId % 2 == 0) on DeviceName
	| project ProcessId, DeviceName, Timestamp1 | take 3000`,
	`DeviceProcessEvents | join (DeviceNetworkEvents | distinct DeviceName, Timestamp) on DeviceName | project ProcessId, DeviceName, Timestamp1`,
	`DeviceProcessEvents | where ProcessId % 97 == 0 | join kind=leftouter (DeviceNetworkEvents | take 5) on DeviceName | project ProcessId, DeviceName1`,
	`DeviceProcessEvents | join kind=leftanti DeviceNetworkEvents on $left.InitiatingProcessFileName == $right.DeviceName
	| summarize count() by FileName`,
	`union DeviceProcessEvents, DeviceNetworkEvents | summarize make_list(DeviceName, 30), count() by DeviceName`,
	`DeviceProcessEvents | serialize n = row_number() | where n % 500 == 0 | project n, ProcessId, before = prev(ProcessId)`,
}

// TestWorkers runs rules over the same events as NDJSON, gzip and zstd, by one worker and by several, and with the lines at
// other places of the blocks that are read: the rows are the same, in the same order.
func TestWorkers(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a program")
	}
	c := New(schema.Builtin())
	var queries []*EvalQuery
	for i, text := range workerRules {
		q := c.prepare(i, fmt.Sprint("rule ", i), c.Plan(text))
		if q.Problems != nil {
			t.Fatal(text, q.Problems)
		}
		queries = append(queries, q)
	}
	tree, imports, entries, err := c.tree(queries)
	if err != nil {
		t.Fatal(err)
	}
	main := strings.NewReplacer("IMPORTS", string(imports), "PROGRAMS", string(entries)).Replace(detectMain)
	program, err := Build(context.Background(), tree, []byte(main), true)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	files := map[string]string{}
	for _, padding := range []int{0, 1, 1000} {
		for _, format := range []string{"ndjson", "gz", "zst"} {
			name := fmt.Sprintf("%d.%s", padding, format)
			files[name] = filepath.Join(folder, name)
			writePadded(t, files[name], padding, format)
		}
	}
	network := filepath.Join(folder, "network.ndjson")
	writeNetwork(t, network)
	run := func(file, workers string) string {
		out, err := exec.Command(program, "--input", "DeviceProcessEvents="+file, "--input", "DeviceNetworkEvents="+network,
			"--now", "2026-11-20T12:00:00Z", "--workers", workers).Output()
		if err != nil {
			t.Fatal(err, string(err.(*exec.ExitError).Stderr))
		}
		return string(out)
	}
	want := run(files["0.ndjson"], "1")
	for i := range workerRules {
		if !strings.Contains(want, fmt.Sprintf(`"rule %d"`, i)) {
			t.Errorf("rule %d gives no rows", i)
		}
	}
	for name, file := range files {
		for _, workers := range []string{"1", "2", "5"} {
			if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(run(file, workers), "\n")); diff != "" {
				t.Errorf("%s by %s workers (-by one, +by these)\n%.2000s", name, workers, diff)
			}
		}
	}
}

// workerEvents are those of the files.
var workerEvents = workload.Config{Seed: 7, Events: 2000, End: time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC), Tools: 50, Matches: 20}

// writePadded writes events whose lines have some bytes more that no rule reads.
func writePadded(t *testing.T, path string, padding int, format string) {
	var text bytes.Buffer
	out := io.WriteCloser(plain{&text})
	switch format {
	case "gz":
		out = gzip.NewWriter(&text)
	case "zst":
		out, _ = zstd.NewWriter(&text) // fails on wrong options only
	}
	more := fmt.Appendf(nil, `{"Padding":%q,`, strings.Repeat("x", padding))
	for line := range workerEvents.Lines() {
		if _, err := out.Write(bytes.Replace(line, []byte("{"), more, 1)); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, text.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
}

type plain struct{ io.Writer }

func (plain) Close() error { return nil }

// writeNetwork writes one in ten of the events.
func writeNetwork(t *testing.T, path string) {
	var out []byte
	i := 0
	for line := range workerEvents.Lines() {
		if i++; i%10 == 0 {
			out = append(out, line...)
		}
	}
	if err := os.WriteFile(path, out, 0o666); err != nil {
		t.Fatal(err)
	}
}
