package generated_test

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/tools/txtar"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/kqlc/kqlc/internal/workload"
)

// This file evaluates one rule a second time, in plain Go: encoding/json, regular expressions, a sort. It shares no code
// with the compiler and its run-time, so that both can be held against it.

// containerCommand is a row of the rule of T1609, with the names of its columns. Times are text, with seven digits.
type containerCommand struct {
	TimeGenerated                   string
	DeviceName                      string
	AccountName                     string
	AccountDomain                   string
	FileName                        string
	ProcessCommandLine              string
	InitiatingProcessFileName       string
	InitiatingProcessCommandLine    string
	InitiatingProcessParentFileName string
	IsInteractiveShell              bool
	SpawnsShell                     bool
	UsesPrivilegedFlag              bool
	IsKubectlExec                   bool
	IsCurlKubelet                   bool
	RiskScore                       int64
}

// A needle of has: an end that is a letter or digit must be the end of a term.
func term(needle string) string {
	const noAlnum = `[^\p{L}\p{Nd}]`
	isAlnum := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	runes, pattern := []rune(needle), regexp.QuoteMeta(needle)
	if isAlnum(runes[0]) {
		pattern = `(?:^|` + noAlnum + `)` + pattern
	}
	if isAlnum(runes[len(runes)-1]) {
		pattern += `(?:` + noAlnum + `|$)`
	}
	return pattern
}

func anyTerm(needles ...string) *regexp.Regexp {
	for i, n := range needles {
		needles[i] = term(n)
	}
	return regexp.MustCompile(`(?i)` + strings.Join(needles, `|`))
}

var (
	execPattern       = anyTerm("exec", "run", "attach")
	execOnly          = anyTerm("exec")
	interactiveMarks  = anyTerm("-it", "--tty", "-i ")
	shells            = anyTerm("sh", "bash", "ash", "zsh", "/bin/sh", "/bin/bash")
	privilegedFlags   = anyTerm("--privileged", "--cap-add", "--security-opt label=disable", "--pid=host", "--net=host", "--ipc=host")
	kubeletMarks      = anyTerm(":10250", "/exec", "/run")
	containerTools    = wholeName("docker", "kubectl", "crictl", "ctr", "nerdctl", "podman")
	interpreters      = wholeName("python", "python3", "ruby", "perl", "php", "node")
	kubectl, webFetch = wholeName("kubectl"), wholeName("curl", "wget")
)

// wholeName is in~.
func wholeName(names ...string) *regexp.Regexp {
	return regexp.MustCompile(`^(?i:` + strings.Join(names, `|`) + `)$`)
}

// evaluateIndependently gives the rule's rows for events, which are JSON objects, one a line.
func evaluateIndependently(events io.Reader, now time.Time) ([]containerCommand, error) {
	type found struct {
		time time.Time
		row  containerCommand
	}
	var rows []found
	lines := bufio.NewReaderSize(events, 1<<16)
	for n := 1; ; n++ {
		line, err := lines.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			at, row, ok, err := evaluateEvent(line, now)
			if err != nil {
				return nil, fmt.Errorf("line %d: %w", n, err)
			}
			if ok {
				rows = append(rows, found{at, row})
			}
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(rows, func(a, b found) int {
		return cmp.Or(cmp.Compare(b.row.RiskScore, a.row.RiskScore), b.time.Compare(a.time))
	})
	result := make([]containerCommand, len(rows))
	for i, f := range rows {
		result[i] = f.row
	}
	return result, nil
}

// evaluateEvent gives the row of one event, if it has one.
func evaluateEvent(line []byte, now time.Time) (at time.Time, row containerCommand, ok bool, err error) {
	var event struct {
		TimeGenerated, Timestamp        *string
		DeviceName                      string
		AccountName                     string
		AccountDomain                   string
		FileName                        string
		ProcessCommandLine              string
		InitiatingProcessFileName       string
		InitiatingProcessCommandLine    string
		InitiatingProcessParentFileName string
	}
	if err := json.Unmarshal(line, &event); err != nil {
		return at, row, false, err
	}
	if event.TimeGenerated == nil {
		event.TimeGenerated = event.Timestamp
	}
	at, ok = readTime(event.TimeGenerated)
	command, parent := event.ProcessCommandLine, event.InitiatingProcessFileName
	if !ok || !at.After(now.Add(-24*time.Hour)) ||
		!containerTools.MatchString(event.FileName) && !containerTools.MatchString(parent) ||
		!execPattern.MatchString(command) {
		return at, row, false, nil
	}
	row = containerCommand{
		TimeGenerated:                   at.Format("2006-01-02T15:04:05.0000000Z"),
		DeviceName:                      event.DeviceName,
		AccountName:                     event.AccountName,
		AccountDomain:                   event.AccountDomain,
		FileName:                        event.FileName,
		ProcessCommandLine:              command,
		InitiatingProcessFileName:       parent,
		InitiatingProcessCommandLine:    event.InitiatingProcessCommandLine,
		InitiatingProcessParentFileName: event.InitiatingProcessParentFileName,
		IsInteractiveShell:              interactiveMarks.MatchString(command),
		SpawnsShell:                     shells.MatchString(command),
		UsesPrivilegedFlag:              privilegedFlags.MatchString(command),
		IsKubectlExec:                   kubectl.MatchString(event.FileName) && execOnly.MatchString(command),
		IsCurlKubelet:                   webFetch.MatchString(event.FileName) && kubeletMarks.MatchString(command),
	}
	for _, mark := range []struct {
		set    bool
		points int64
	}{
		{row.IsInteractiveShell, 30},
		{row.SpawnsShell, 25},
		{row.UsesPrivilegedFlag, 35},
		{row.IsKubectlExec, 20},
		{row.IsCurlKubelet, 40},
		{interpreters.MatchString(parent), 30},
	} {
		if mark.set {
			row.RiskScore += mark.points
		}
	}
	return at, row, row.RiskScore >= 25, nil
}

// readTime reads a datetime as text, in UTC; false stands for null.
func readTime(text *string) (time.Time, bool) {
	if text == nil {
		return time.Time{}, false
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", time.DateTime, time.DateOnly} {
		if t, err := time.Parse(layout, *text); err == nil {
			return t.UTC().Truncate(100 * time.Nanosecond), true
		}
	}
	return time.Time{}, false
}

// ruleCase is a case beside the rule: events and the rows expected of them.
type ruleCase struct {
	name   string
	now    time.Time
	events []byte
	want   []containerCommand
}

// ruleCases reads the cases beside the rule. A row has to be written with all columns, in the order of the result.
func ruleCases(t *testing.T) []ruleCase {
	t.Helper()
	files, err := filepath.Glob("../rules/defender/t1609-container-administration-command/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	cases := make([]ruleCase, len(files))
	for i, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		cases[i] = readCase(t, file, archive)
	}
	return cases
}

func readCase(t *testing.T, file string, archive *txtar.Archive) ruleCase {
	t.Helper()
	c := ruleCase{name: strings.TrimSuffix(filepath.Base(file), ".txtar")}
	clock := regexp.MustCompile(`(?m)^now: (.*)$`).FindSubmatch(archive.Comment)
	if clock == nil {
		t.Fatalf("%s: no line with the clock", file)
	}
	now, err := time.Parse(time.RFC3339, string(clock[1]))
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	c.now = now
	for _, f := range archive.Files {
		switch f.Name {
		case "DeviceProcessEvents.ndjson":
			c.events = f.Data
		case "want.ndjson":
			for line := range bytes.Lines(f.Data) {
				c.want = append(c.want, readRow(t, file, line))
			}
		default:
			t.Fatalf("%s: unexpected file %s", file, f.Name)
		}
	}
	return c
}

func readRow(t *testing.T, file string, line []byte) (row containerCommand) {
	t.Helper()
	if err := json.Unmarshal(line, &row); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	var again bytes.Buffer
	enc := json.NewEncoder(&again)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(row); err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(again.String(), string(line)); diff != "" {
		t.Errorf("%s: not the columns of the rule, or not in order:\n%s", file, diff)
	}
	return row
}

func TestIndependentCases(t *testing.T) {
	for _, c := range ruleCases(t) {
		t.Run(c.name, func(t *testing.T) {
			got, err := evaluateIndependently(bytes.NewReader(c.events), c.now)
			if err != nil {
				t.Fatal(err)
			}
			if diff := gocmp.Diff(c.want, got); diff != "" {
				t.Errorf("rows differ (-want +got):\n%s", diff)
			}
		})
	}
}

// Of 1,000 events of the workload 2 are made to be found, less those that are too old.
func TestIndependentWorkload(t *testing.T) {
	c := workload.Config{Seed: 1609, Events: 10_000, End: time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)}
	rows, err := evaluateIndependently(c.Reader(), c.End)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(rows); n < c.Events/1000 || n > c.Events*3/1000 {
		t.Errorf("%d rows of %d events, want about 2 in 1,000", n, c.Events)
	}
}
