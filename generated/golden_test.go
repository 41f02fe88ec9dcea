package generated_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	t1609 "github.com/kqlc/kqlc/generated/t1609containeradministrationcommand"
	"github.com/kqlc/kqlc/generated/tables/defender"
	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/source/ndjson"
)

// TestGolden holds the typed rows of the evaluator against the rows that are written beside the rule.
func TestGolden(t *testing.T) {
	for _, c := range ruleCases(t) {
		t.Run(c.name, func(t *testing.T) {
			want := make([]t1609.Row, len(c.want))
			for i, row := range c.want {
				want[i] = typedRow(t, row)
			}
			if diff := cmp.Diff(want, evaluateTyped(t, c)); diff != "" {
				t.Errorf("rows differ (-want +got):\n%s", diff)
			}
		})
	}
}

// evaluateTyped hands the case's events to the evaluator as structs.
func evaluateTyped(t *testing.T, c ruleCase) []t1609.Row {
	t.Helper()
	rows := []t1609.Row{}
	e := t1609.New(kql.Env{Now: dateTime(t, c.now)}, func(row *t1609.Row) { rows = append(rows, *row) })
	var event defender.DeviceProcessEvents
	decode(t, bytes.NewReader(c.events), &event, func() { e.DeviceProcessEvents(&event) })
	e.Close()
	return rows
}

// decode sets event to one event after the other, which push may read.
func decode(t testing.TB, events io.Reader, event *defender.DeviceProcessEvents, push func()) {
	t.Helper()
	decoder := ndjson.NewDecoder([]kql.Column{
		kql.Col("TimeGenerated", &event.TimeGenerated),
		kql.Col("DeviceName", &event.DeviceName),
		kql.Col("AccountName", &event.AccountName),
		kql.Col("AccountDomain", &event.AccountDomain),
		kql.Col("FileName", &event.FileName),
		kql.Col("ProcessCommandLine", &event.ProcessCommandLine),
		kql.Col("InitiatingProcessFileName", &event.InitiatingProcessFileName),
		kql.Col("InitiatingProcessCommandLine", &event.InitiatingProcessCommandLine),
		kql.Col("InitiatingProcessParentFileName", &event.InitiatingProcessParentFileName),
	}, []string{"TimeGenerated", "Timestamp"})
	for reader := ndjson.NewReader(events, decoder); ; push() {
		switch err := reader.Next(); {
		case errors.Is(err, io.EOF):
			return
		case err != nil:
			t.Fatal(err)
		}
	}
}

// typedRow is the expected row with the types of the evaluator's.
func typedRow(t *testing.T, row containerCommand) t1609.Row {
	t.Helper()
	at, err := time.Parse(time.RFC3339, row.TimeGenerated)
	if err != nil {
		t.Fatal(err)
	}
	return t1609.Row{
		TimeGenerated:                   kql.Null[kql.DateTime]{V: dateTime(t, at), OK: true},
		DeviceName:                      row.DeviceName,
		AccountName:                     row.AccountName,
		AccountDomain:                   row.AccountDomain,
		FileName:                        row.FileName,
		ProcessCommandLine:              row.ProcessCommandLine,
		InitiatingProcessFileName:       row.InitiatingProcessFileName,
		InitiatingProcessCommandLine:    row.InitiatingProcessCommandLine,
		InitiatingProcessParentFileName: row.InitiatingProcessParentFileName,
		IsInteractiveShell:              row.IsInteractiveShell,
		SpawnsShell:                     row.SpawnsShell,
		UsesPrivilegedFlag:              row.UsesPrivilegedFlag,
		IsKubectlExec:                   row.IsKubectlExec,
		IsCurlKubelet:                   row.IsCurlKubelet,
		RiskScore:                       row.RiskScore,
	}
}

func dateTime(t testing.TB, at time.Time) kql.DateTime {
	t.Helper()
	d, ok := kql.DateTimeOf(at)
	if !ok {
		t.Fatalf("%v is no datetime", at)
	}
	return d
}

// An event that the rule does not find costs no memory.
func TestNoAllocation(t *testing.T) {
	now := time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	e := t1609.New(kql.Env{Now: dateTime(t, now)}, func(*t1609.Row) {})
	recent := kql.Null[kql.DateTime]{V: dateTime(t, now), OK: true}
	for _, event := range []defender.DeviceProcessEvents{
		{},
		{FileName: "docker", ProcessCommandLine: "docker exec web sh"},
		{TimeGenerated: recent, FileName: "bash", InitiatingProcessFileName: "sshd", ProcessCommandLine: "bash -c 'exec sh'"},
		{TimeGenerated: recent, FileName: "DOCKER", ProcessCommandLine: "docker ps --format {{.Names}}"},
		{TimeGenerated: recent, FileName: "docker", ProcessCommandLine: "docker run bench --iterations 5 " + strings.Repeat("é", 200)},
		{TimeGenerated: recent, FileName: "kubectl", ProcessCommandLine: "kubectl exec web-0 -- ls"},
		{TimeGenerated: recent, FileName: "curl", InitiatingProcessFileName: "podman", ProcessCommandLine: "curl http://n1:102500/?x=exec"},
	} {
		if n := testing.AllocsPerRun(100, func() { e.DeviceProcessEvents(&event) }); n > 0 {
			t.Errorf("%v allocations for %q", n, event.ProcessCommandLine)
		}
	}
}
