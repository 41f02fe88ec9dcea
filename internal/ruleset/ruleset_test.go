package ruleset_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/kqlc/kqlc/internal/diag"
	"github.com/kqlc/kqlc/internal/ruleset"
)

// write writes files to a folder and makes it the current one.
func write(t *testing.T, files map[string]string) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
}

// tree writes the files of an archive.
func tree(t *testing.T, archive string) {
	t.Helper()
	files := map[string]string{}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		files[f.Name] = string(f.Data)
	}
	write(t, files)
}

func TestFind(t *testing.T) {
	tree(t, `
-- b/rule.yaml --
id: 1
-- b/case.txtar --
-- a/rule.kql --
-- a/one.kql --
-- a/deep/Brute Force.yaml --
name: x
query: |
  T
-- a/deep/pipeline.yml --
steps: [query]
-- a/.git/rule.yaml --
-- a/README.md --
-- empty/README.md --
`)
	got, err := ruleset.Find(".")
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"a/deep/Brute Force.yaml", "a/one.kql", "a/rule.kql", "b/rule.yaml"}, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	got, err = ruleset.Find("b/rule.yaml", "b", "a/one.kql")
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"a/one.kql", "b/rule.yaml"}, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	if err := os.Symlink("a", "link"); err == nil {
		got, err = ruleset.Find("link")
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff([]string{"link/deep/Brute Force.yaml", "link/one.kql", "link/rule.kql"}, got); d != "" {
			t.Errorf("a link to a folder (-want +got)\n%s", d)
		}
	}
	for path, want := range map[string]string{
		"gone":  "gone does not exist",
		"empty": "no rule below empty: a rule is a YAML file with a query, or one that ends in .kql",
	} {
		if _, err := ruleset.Find("a", path); err == nil || err.Error() != want {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestLoadYAML(t *testing.T) {
	tree(t, `
-- some-rule/rule.yaml --
id: 6d0b # a number would do
name: "Some: rule"
description: |
  It says
  more.
severity: high
kind: NRT
requiredDataConnectors:
  - connectorId: X
tactics: [Execution, LateralMovement]
relevantTechniques:
  - T1609
  - T1059.001
query: >-
  T
  | where A == 1
entityMappings: null
unknown: {a: [1]}
`)
	r, problems, err := ruleset.Load("some-rule/rule.yaml")
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	got := []string{r.Path, r.ID, r.Name, r.Description, r.Severity, r.Kind, strings.Join(r.Tactics, " "), strings.Join(r.Techniques, " "), r.Query, r.Package()}
	want := []string{
		"some-rule/rule.yaml", "6d0b", "Some: rule", "It says\nmore.\n", "high", "NRT", "Execution LateralMovement", "T1609 T1059.001",
		"T | where A == 1", "somerule",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	if p := r.Source.Position(strings.Index(r.Query, "A ==")); p != (diag.Position{Line: 16, Column: 11}) {
		t.Error(p)
	}
}

func TestLoadKQL(t *testing.T) {
	tree(t, "-- rules/encoded.kql --\n// id: 7\n// Name: Encoded PowerShell\n// tactics: Execution, Impact\n// techniques: T1059\n// severity: Low\n// just text: here\nT\n// name: not this\n-- rules/func/rule.kql --\nT\n-- rules/type.kql --\nT\n-- rules/test-data.kql --\nT\n")
	r, problems, err := ruleset.Load("rules/encoded.kql")
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	got := []string{r.ID, r.Name, r.Severity, strings.Join(r.Tactics, " "), strings.Join(r.Techniques, " "), r.Package()}
	if d := cmp.Diff([]string{"7", "Encoded PowerShell", "Low", "Execution Impact", "T1059", "encoded"}, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	if p := r.Source.Position(strings.Index(r.Query, "T\n//")); p != (diag.Position{Line: 7, Column: 1}) {
		t.Error(p)
	}
	for path, want := range map[string][2]string{"rules/func/rule.kql": {"func", "rulefunc"}, "rules/type.kql": {"type", "ruletype"}, "rules/test-data.kql": {"test-data", "ruletestdata"}} {
		r, _, err := ruleset.Load(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := [2]string{r.Name, r.Package()}; got != want {
			t.Errorf("%s: %q", path, got)
		}
	}
}

func TestLoadProblems(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"no mapping", "- a\n", `
rule.yaml:1:1: error KQL5001: a rule file is a mapping: id, name, severity, query and more`},
		{"utf8", "id: 1\nname: \"\xff\"\n", `
rule.yaml:2:8: error KQL5001: the byte 0xff is no UTF-8`},
		{"utf16", "\xff\xfei\x00", `
rule.yaml:1:1: error KQL5001: the file is in UTF-16: save it in UTF-8`},
		{"empty", "", `
rule.yaml:1:1: error KQL5001: a rule file is a mapping: id, name, severity, query and more`},
		{"tab", "id: 1\nname: x\n\tquery: T\n", `
rule.yaml:3:1: error KQL5001: this is not YAML: found a tab character that violates indentation while scanning a plain scalar`},
		{"nothing there", "version: 1.0.0\n", `
rule.yaml:1:1: error KQL5002: the field "id" is missing
rule.yaml:1:1: error KQL5002: the field "name" is missing
rule.yaml:1:1: error KQL5002: the field "query" is missing`},
		{"empty fields", "id: ''\nname:\nquery: |\n  \n", `
rule.yaml:1:5: error KQL5002: the field "id" is empty
rule.yaml:2:6: error KQL5002: the field "name" is empty
rule.yaml:3:8: error KQL5002: the field "query" is empty`},
		{"bad values", "id: 1\nname: [x]\nname: y\nseverity: Hihg\nkind: \"Sheduled\"\ntactics: Execution\nrelevantTechniques: [T16, T1609, 1609]\nquery: T\n", `
rule.yaml:3:1: error KQL5003: the field "name" is given twice
rule.yaml:4:11: error KQL5003: the severity "Hihg" is none of Informational, Low, Medium, High (did you mean "High"?)
rule.yaml:5:8: error KQL5003: the kind "Sheduled" is none of Scheduled, NRT (did you mean "Scheduled"?)
rule.yaml:6:10: error KQL5003: the field "tactics" has to be a list
rule.yaml:7:22: error KQL5003: "T16" is no technique of ATT&CK, as T1609 or T1059.001
rule.yaml:7:34: error KQL5003: "1609" is no technique of ATT&CK, as T1609 or T1059.001`},
		{"tactic", "id: 1\nname: y\ntactics:\n- Excution\nquery: T\n", `
rule.yaml:4:3: warning KQL5003: the tactic "Excution" is none of Reconnaissance, ResourceDevelopment, InitialAccess, Execution, Persistence, PrivilegeEscalation, DefenseEvasion, CredentialAccess, Discovery, LateralMovement, Collection, CommandAndControl, Exfiltration, Impact, PreAttack, ImpairProcessControl, InhibitResponseFunction (did you mean "Execution"?)`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			tree(t, "-- rule.yaml --\n"+test.text)
			r, problems, err := ruleset.Load("rule.yaml")
			if err != nil {
				t.Fatal(err)
			}
			var got []byte
			for _, d := range problems {
				line, _, _ := bytes.Cut(diag.Text{}.Append(nil, r.File, d), []byte("\n"))
				got = append(append(got, '\n'), line...)
			}
			if d := cmp.Diff(test.want, string(got)); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

func TestCases(t *testing.T) {
	write(t, map[string]string{
		"a/rule.kql":      "T",
		"a/two.txtar":     "Text.\n\nnow: 2026-11-20T12:00:00Z\n-- T.ndjson --\n{\"A\":1}\n-- U.ndjson --\n-- want.ndjson --\n{\"B\":1}\n",
		"a/one.txtar":     "now: 2026-11-20\n-- T.ndjson --\n",
		"a/notime.txtar":  "Text.\n",
		"a/badtime.txtar": "now: soon\n",
		"a/badfile.txtar": "now: 2026-11-20\n-- T.csv --\n",
		"b/x.kql":         "T",
		"b/x.txtar":       "now: 2026-11-20\n-- want.ndjson --\n",
		"b/x.more.txtar":  "now: 2026-11-20\n",
		"b/xy.txtar":      "now: 2026-11-20\n",
	})
	cases := func(path string) (out []string) {
		r, _, err := ruleset.Load(path)
		if err != nil {
			t.Fatal(err)
		}
		cases, err := r.Cases()
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range cases {
			text := c.Name + " " + c.Now.String()
			if c.Problem != nil {
				text = c.Path + ": " + c.Problem.Error()
			}
			for _, in := range c.Inputs {
				text += fmt.Sprintf(" %s=%q", in.Table, in.Data)
			}
			if c.Want != nil {
				text += fmt.Sprintf(" want %q", c.Want)
			}
			out = append(out, text)
		}
		return out
	}
	if d := cmp.Diff([]string{
		`a/badfile.txtar: the file "T.csv" is neither want.ndjson nor a table's events, as DeviceProcessEvents.ndjson, nor data, as watchlist/NAME.csv`,
		`a/badtime.txtar: "soon" is no datetime: write now: 2026-01-02T03:04:05Z`,
		"a/notime.txtar: the text above the files has to say the time, as now: 2026-01-02T03:04:05Z",
		`one 2026-11-20T00:00:00.0000000Z T=""`,
		`two 2026-11-20T12:00:00.0000000Z T="{\"A\":1}\n" U="" want "{\"B\":1}\n"`,
	}, cases("a/rule.kql")); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	if d := cmp.Diff([]string{"x.more 2026-11-20T00:00:00.0000000Z", `x 2026-11-20T00:00:00.0000000Z want ""`}, cases("b/x.kql")); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

func TestUpdate(t *testing.T) {
	write(t, map[string]string{
		"rule.kql": "T",
		"a.txtar":  "Text.\nnow: 2026-11-20\n\n-- want.ndjson --\n{\"B\":1}\n-- T.ndjson --\n{\"A\":1}\n",
		"b.txtar":  "now: 2026-11-20\n-- T.ndjson --\n",
	})
	r, _, err := ruleset.Load("rule.kql")
	if err != nil {
		t.Fatal(err)
	}
	cases, err := r.Cases()
	if err != nil {
		t.Fatal(err)
	}
	for i := range cases {
		if err := cases[i].Update([]byte("{\"B\":2}\n")); err != nil {
			t.Fatal(err)
		}
	}
	for path, want := range map[string]string{
		"a.txtar": "Text.\nnow: 2026-11-20\n\n-- want.ndjson --\n{\"B\":2}\n-- T.ndjson --\n{\"A\":1}\n",
		"b.txtar": "now: 2026-11-20\n-- T.ndjson --\n-- want.ndjson --\n{\"B\":2}\n",
	} {
		got, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, string(got)); d != "" {
			t.Errorf("%s (-want +got)\n%s", path, d)
		}
	}
}

func TestWithQuery(t *testing.T) {
	for _, test := range []struct{ name, before, after string }{
		{"rule.kql", "T|count", "T\n| count\n"},
		{"literal.yaml", "id: 1\nname: x\nquery: |\n    T|count\n\nversion: 1\n", "id: 1\nname: x\nquery: |\n    T\n    | count\n\nversion: 1\n"},
		{"at the end.yaml", "id: 1\nname: x\nquery: |-\n T|count", "id: 1\nname: x\nquery: |-\n T\n | count"},
		{"CRLF.yaml", "id: 1\r\nname: x\r\nquery: |+\r\n  T|count\r\n\r\nversion: 1\r\n", "id: 1\r\nname: x\r\nquery: |+\r\n  T\r\n  | count\r\n\r\nversion: 1\r\n"},
		{"BOM.yaml", "\ufeffid: 1\nname: é\nquery:    T|count\n", "\ufeffid: 1\nname: é\nquery:    |-\n  T\n  | count\n"},
		{"tagged.yaml", "id: 1\nname: x\nquery: !!str \"T|count\\n\" # all\n", "id: 1\nname: x\nquery: !!str | # all\n  T\n  | count\n"},
		{"indented.yaml", "  id: 1\n  name: x\n  query: T|count\n", "  id: 1\n  name: x\n  query: |-\n    T\n    | count\n"},
		{"the same.yaml", "id: 1\nname: x\nquery: \"T\\n| count\"\n", "id: 1\nname: x\nquery: \"T\\n| count\"\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			write(t, map[string]string{test.name: test.before})
			r, _, err := ruleset.Load(test.name)
			if err != nil {
				t.Fatal(err)
			}
			got, err := r.WithQuery("T\n| count\n")
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(test.after, got); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
	write(t, map[string]string{"rule.yaml": "id: 1\nname: x\nquery: T\n", "braces.yaml": "{id: 1, name: x, query: T}"})
	for path, query := range map[string]string{"rule.yaml": "T\r| count", "braces.yaml": "T | count"} {
		r, _, err := ruleset.Load(path)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := r.WithQuery(query); err == nil {
			t.Errorf("%s takes %q: %q", path, query, got)
		}
	}
}

// A file that is written keeps its mode, through a link too, and nothing is left beside it.
func TestWrite(t *testing.T) {
	write(t, map[string]string{"rules/a.kql": "T"})
	if err := os.Chmod("rules/a.kql", 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.FromSlash("rules/a.kql"), "link.kql"); err != nil {
		t.Skip(err)
	}
	if err := ruleset.Write("link.kql", []byte("T | take 1")); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("rules/a.kql")
	if err != nil || string(text) != "T | take 1" {
		t.Errorf("%q, %v", text, err)
	}
	if info, err := os.Lstat("link.kql"); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is gone: %v", err)
	}
	if info, err := os.Stat("rules/a.kql"); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if entries, err := os.ReadDir("rules"); err != nil || len(entries) != 1 {
		t.Errorf("%v, %v", entries, err)
	}
	if err := ruleset.Write("gone.kql", nil); err == nil {
		t.Error("a file is made")
	}
}
