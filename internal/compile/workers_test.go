package compile

import (
	"bytes"
	"compress/gzip"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go"

	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/schema"
	"github.com/kqlc/kqlc/internal/workload"
	"github.com/kqlc/kqlc/kql"
)

//go:embed testdata/workers.txt
var workersMain string

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

// partRules are rules whose rows can be evaluated in parts: states of each kind, and each aggregate that merges.
var partRules = []string{
	`DeviceProcessEvents | summarize count(), dcount(DeviceName), count_distinct(AccountName), since = min(Timestamp), until = max(Timestamp),
	sum(ProcessId), avg(ProcessId), longest = max(strlen(ProcessCommandLine) * 1.5) by FileName, AccountDomain`,
	`DeviceProcessEvents | summarize countif(ProcessId % 3 == 0), sumif(ProcessId, ProcessId % 2 == 0), avgif(ProcessId, FileName has "sh"),
	minif(DeviceName, ProcessId > 4000), maxif(Timestamp, ProcessId < 4000), dcountif(DeviceName, ProcessId > 5000) by FileName`,
	`DeviceProcessEvents | summarize make_set(DeviceName, 7), make_set(ProcessId), make_list(AccountName, 40), make_list(ProcessId) by FolderPath`,
	`DeviceProcessEvents | summarize make_set_if(DeviceName, ProcessId % 2 == 0), make_list_if(ProcessId, FileName startswith "b"),
	make_list_with_nulls(ProcessVersionInfoCompanyName), make_bag(bag_pack(FileName, ProcessId), 9), make_set(dynamic([1, 2]), 1),
	make_bag_if(bag_pack(DeviceName, FileName), ProcessId > 3000) by AccountName`,
	`DeviceProcessEvents | summarize arg_max(FileName, ProcessId, DeviceName), arg_min(strlen(FileName), *), take_any(ProcessCommandLine),
	take_any(DeviceName, ProcessId), take_anyif(ProcessId, ProcessId > 6000) by AccountName`,
	`DeviceProcessEvents | summarize binary_all_and(ProcessId), binary_all_or(ProcessId), binary_all_xor(ProcessId), hll(DeviceName) by AccountDomain
	| extend n = dcount_hll(hll_DeviceName)`,
	`DeviceProcessEvents | summarize avg(Timestamp - datetime(2026-11-19)), avg(Timestamp), sum(Timestamp - datetime(2026-11-19)),
	make_list(FileName, 60), take_any(ProcessId), arg_max(Timestamp, DeviceName)`,
	`DeviceProcessEvents | summarize cnt(), makelist(ProcessId), makeset(DeviceName), make_dictionary(bag_pack(FileName, ProcessId)),
	argmax(ProcessId, DeviceName), argmin(ProcessId, FileName), anyif(ProcessId, FileName has "e"), any(FolderPath), hll_if(DeviceName, ProcessId > 2000),
	count_distinctif(FileName, ProcessId > 3000) by AccountDomain
	| extend hll_if_DeviceName = dcount_hll(hll_if_DeviceName)`,
	`DeviceProcessEvents | summarize by DeviceName, half = ProcessId / 2.0`,
	`DeviceProcessEvents | where FileName endswith "e" | count`,
	`DeviceProcessEvents | where ProcessId % 3 > 0 | project Timestamp, DeviceName, ProcessCommandLine, n = strlen(FolderPath)`,
	`union withsource=t DeviceProcessEvents, DeviceNetworkEvents | mv-expand p = split(FolderPath, "/") to typeof(string) | project t, DeviceName, p`,
	`DeviceProcessEvents | fork (where ProcessId % 2 == 0 | project DeviceName) (summarize make_list(ProcessId) by FileName) (project FileName, ProcessId)`,
	`union (DeviceProcessEvents | summarize n = count() by DeviceName), (DeviceProcessEvents | where ProcessId % 7 == 0 | project DeviceName)`,
	`DeviceProcessEvents | summarize n = count() by FileName, bin(Timestamp, 1h) | where n > 1 | sort by n desc, FileName asc | serialize r = row_number()`,
	`DeviceProcessEvents | sort by FileName asc | project FileName, ProcessId, DeviceName`,
	`DeviceProcessEvents | where ProcessId % 3 > 0 | top 40 by FileName asc | project FileName, ProcessId, DeviceName`,
	`DeviceProcessEvents | extend p = split(FolderPath, "/") | mv-expand p to typeof(string) | summarize count(), make_set(FileName) by p`,
	`let often = toscalar(DeviceProcessEvents | summarize count() by FileName | top 1 by count_ | project FileName);
	DeviceProcessEvents | where FileName == often | summarize make_list(ProcessId), count() by DeviceName`,
	`let devices = DeviceProcessEvents | where FileName has "bash" | summarize by DeviceName;
	DeviceProcessEvents | where DeviceName in (devices) | project DeviceName, ProcessId`,
	`let ids = DeviceProcessEvents | where FileName has "bash" | project InitiatingProcessId;
	DeviceProcessEvents | where InitiatingProcessId in (ids) | project DeviceName, ProcessId | take 400`,
	`let starts = DeviceProcessEvents | summarize n = count(), since = min(Timestamp) by DeviceName;
	starts | join kind=inner (DeviceProcessEvents | summarize names = make_set(FileName, 3) by DeviceName) on DeviceName`,
	`union DeviceProcessEvents, DeviceNetworkEvents | summarize make_list(DeviceName, 30), count() by DeviceName`,
	`let t = materialize(DeviceProcessEvents | where ProcessId % 5 == 0 | project DeviceName, ProcessId, FileName);
	t | join kind=inner (t | summarize count() by DeviceName) on DeviceName | project ProcessId, DeviceName, count_`,
}

// TestWorkers runs rules over the same events as NDJSON, gzip and zstd, by one worker and by several, and with the lines at
// other places of the blocks that are read: the rows are the same, in the same order.
func TestWorkers(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a program")
	}
	program := newWorkerProgram(t, New(schema.Builtin()), workerRules)
	folder := t.TempDir()
	files := map[string]string{}
	for _, padding := range []int{0, 1, 1000} {
		for _, format := range []string{"ndjson", "gz", "zst"} {
			name := fmt.Sprintf("%d.%s", padding, format)
			files[name] = filepath.Join(folder, name)
			writePadded(t, files[name], padding, format, workerEvents.Events)
		}
	}
	network := filepath.Join(folder, "network.ndjson")
	writeNetwork(t, network)
	run := func(file, workers string) string {
		out, _ := program.run(t, "all", workers, "0", "DeviceProcessEvents="+file, "DeviceNetworkEvents="+network)
		return out
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

// TestParts runs each rule over files that are evaluated in parts of several sizes, and in one piece; and over the same events as
// Parquet.
func TestParts(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a program")
	}
	program := newWorkerProgram(t, New(schema.Builtin()), partRules)
	checkAggregates(t, program.plans)
	folder := t.TempDir()
	events, more, network := filepath.Join(folder, "events"), filepath.Join(folder, "more"), filepath.Join(folder, "network")
	groups := filepath.Join(folder, "groups")
	writePadded(t, events, 0, "ndjson", 700)
	writeParquet(t, groups, 700)
	writePadded(t, more, 9, "gz", 300)
	writeNetwork(t, network)
	for i, rule := range partRules {
		inputs := []string{"DeviceProcessEvents=" + events, "DeviceProcessEvents=" + more, "DeviceProcessEvents=" + events}
		if !program.plans[i].Parts().Tables["DeviceProcessEvents"] {
			t.Errorf("%s is not evaluated in parts", rule)
		}
		if strings.Contains(rule, "DeviceNetworkEvents") {
			inputs = append(inputs, "DeviceNetworkEvents="+network)
		}
		number := strconv.Itoa(i)
		want, messages := program.run(t, number, append([]string{"1", "0"}, inputs...)...)
		if want == "" || messages != "" {
			t.Errorf("%s gives %d bytes: %s", rule, len(want), messages)
		}
		for _, how := range [][]string{{"2", "7000"}, {"2", "900000"}, {"3", "50000"}, {"5", "200001"}, {"4", "0"}} {
			got, _ := program.run(t, number, append(how, inputs...)...)
			if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")); diff != "" {
				t.Errorf("%s\n%s workers, parts of %s bytes (-by one, +by these)\n%.2000s", rule, how[0], how[1], diff)
			}
		}
		inputs[0], inputs[2] = "DeviceProcessEvents="+groups, "DeviceProcessEvents="+groups
		for _, how := range [][]string{{"1", "0"}, {"2", "20000"}, {"3", "200001"}, {"4", "0"}} {
			got, _ := program.run(t, number, append(how, inputs...)...)
			if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")); diff != "" {
				t.Errorf("%s\n%s workers, Parquet in parts of %s bytes (-NDJSON, +Parquet)\n%.2000s", rule, how[0], how[1], diff)
			}
		}
	}
}

// checkAggregates makes sure that rules have every aggregate that merges for a whole number.
func checkAggregates(t *testing.T, rules []*plan.Rule) {
	seen := map[string]bool{}
	for _, rule := range rules {
		for state := range rule.Parts().States {
			if s, ok := state.(*plan.Summarize); ok {
				for _, a := range s.Aggs {
					seen[a.Fn.Name] = true
				}
			}
		}
	}
	long := &plan.Const{Typed: plan.Typed{T: kql.TypeLong}}
	for _, fn := range catalog.All(catalog.Aggregate) {
		if a := (plan.Aggregate{Fn: fn, Args: []plan.Expr{long}}); a.Merges() && !seen[fn.Name] {
			t.Errorf("no rule has %s", fn.Name)
		}
	}
}

// workerProgram is a program that runs one of some rules, or all.
type workerProgram struct {
	path  string
	plans []*plan.Rule
	// tables are those that each rule reads.
	tables [][]string
}

func newWorkerProgram(t *testing.T, c *Compiler, rules []string) workerProgram {
	var p workerProgram
	var queries []*EvalQuery
	for i, text := range rules {
		plan := c.Plan(text)
		q := c.prepare(i, fmt.Sprint("rule ", i), plan)
		if q.Problems != nil {
			t.Fatal(text, q.Problems)
		}
		p.plans, p.tables = append(p.plans, plan.Plan), append(p.tables, q.pkg.Tables)
		queries = append(queries, q)
	}
	tree, imports, entries, err := c.tree(queries)
	if err != nil {
		t.Fatal(err)
	}
	main := strings.NewReplacer("IMPORTS", string(imports), "PROGRAMS", string(entries)).Replace(workersMain)
	tree["main/main.go"] = []byte(main)
	if p.path, err = Build(context.Background(), tree, true); err != nil {
		t.Fatal(err)
	}
	return p
}

// run returns rows and messages.
func (p workerProgram) run(t *testing.T, rule string, args ...string) (rows, messages string) {
	var out, said strings.Builder
	command := exec.Command(p.path, append([]string{rule}, args...)...)
	command.Stdout, command.Stderr = &out, &said
	if err := command.Run(); err != nil {
		t.Fatal(err, said.String())
	}
	return out.String(), said.String()
}

// workerEvents are those of the files.
var workerEvents = workload.Config{Seed: 7, Events: 2000, End: time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC), Tools: 50, Matches: 20}

// writePadded writes the first events, whose lines have some bytes more that no rule reads.
func writePadded(t *testing.T, path string, padding int, format string, events int) {
	var text bytes.Buffer
	out := io.WriteCloser(plain{&text})
	switch format {
	case "gz":
		out = gzip.NewWriter(&text)
	case "zst":
		out, _ = zstd.NewWriter(&text) // fails on wrong options only
	}
	more := fmt.Appendf(nil, `{"Padding":%q,`, strings.Repeat("x", padding))
	config := workerEvents
	config.Events = events
	for line := range config.Lines() {
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

// writeParquet writes the first events in row groups of a hundred: whole numbers, and the rest as texts.
func writeParquet(t *testing.T, path string, events int) {
	t.Helper()
	config := workerEvents
	config.Events = events
	group := parquet.Group{}
	var rows []map[string]json.RawMessage
	for line := range config.Lines() {
		var row map[string]json.RawMessage
		if err := json.Unmarshal(line, &row); err != nil {
			t.Fatal(err)
		}
		for name, v := range row {
			group[name] = parquet.Optional(parquet.String())
			if v[0] == '-' || v[0] >= '0' && v[0] <= '9' {
				group[name] = parquet.Optional(parquet.Int(64))
			}
		}
		rows = append(rows, row)
	}
	schema := parquet.NewSchema("events", group)
	var out bytes.Buffer
	w := parquet.NewWriter(&out, schema, parquet.MaxRowsPerRowGroup(100))
	for _, event := range rows {
		row := make(parquet.Row, len(group))
		for i, name := range schema.Columns() {
			row[i] = parquetValue(t, event[name[0]], i)
		}
		if _, err := w.WriteRows([]parquet.Row{row}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, out.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
}

// parquetValue is a value of JSON; that of an object is its text.
func parquetValue(t *testing.T, text json.RawMessage, column int) parquet.Value {
	t.Helper()
	var v any
	switch {
	case text == nil || string(text) == "null":
		return parquet.NullValue().Level(0, 0, column)
	case text[0] == '{' || text[0] == '[':
		return parquet.ByteArrayValue(text).Level(0, 1, column)
	}
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatal(err)
	}
	if n, ok := v.(float64); ok {
		return parquet.Int64Value(int64(n)).Level(0, 1, column)
	}
	return parquet.ByteArrayValue(fmt.Append(nil, v)).Level(0, 1, column)
}
