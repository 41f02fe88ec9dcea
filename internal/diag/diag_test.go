package diag

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kqlc/kqlc/ast"
)

func at(start, end int) ast.Span { return ast.Span{Start: start, End: end} }

// TestCodes checks what every code of the table has to have.
func TestCodes(t *testing.T) {
	last := ""
	for _, c := range Codes() {
		if c.ID <= last {
			t.Errorf("%s comes twice, or out of order after %s", c.ID, last)
		}
		last = c.ID
		if len(c.ID) != len("KQL1001") || !strings.HasPrefix(c.ID, "KQL") {
			t.Errorf("%q is no code", c.ID)
		}
		if c.Title == "" || !strings.HasSuffix(c.Text, ".") {
			t.Errorf("%s needs a title, and a text of whole sentences", c.ID)
		}
		if (c.Wrong == "") != (c.Right == "") {
			t.Errorf("%s has one example without the other", c.ID)
		}
		if found, ok := Lookup(c.ID); !ok || found != c {
			t.Errorf("Lookup(%s) = %v, %t", c.ID, found, ok)
		}
	}
}

func TestSort(t *testing.T) {
	twice := Diagnostic{Code: UnexpectedToken, Message: "x", Span: at(5, 6)}
	warning := Diagnostic{Code: UnusedLet, Severity: Warning, Message: "w", Span: at(5, 6)}
	first := Diagnostic{Code: BadString, Message: "y", Span: at(1, 2)}
	got := Sort([]Diagnostic{warning, twice, first, twice})
	if diff := cmp.Diff([]Diagnostic{first, twice, warning}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	var many []Diagnostic
	for i := range 2 * Max {
		many = append(many, Diagnostic{Span: at(i, i+1)})
	}
	if got := Sort(many); len(got) != Max || got[Max-1].Span.Start != Max-1 {
		t.Errorf("%d diagnostics are kept, want the first %d", len(got), Max)
	}
}

func TestPosition(t *testing.T) {
	src := NewSource("q.kql", "a\né𝄞x\r\n\tb")
	for _, c := range []struct{ offset, line, column int }{
		{0, 1, 1}, {1, 1, 2}, {2, 2, 1}, {4, 2, 2}, {8, 2, 4}, {9, 2, 5}, {11, 3, 1}, {12, 3, 2}, {13, 3, 3}, {99, 3, 3}, {-1, 1, 1},
	} {
		if got := src.Position(c.offset); got != (Position{c.line, c.column}) {
			t.Errorf("byte %d stands at %v, want %d:%d", c.offset, got, c.line, c.column)
		}
	}
}

// embedded is a query in the lines of a YAML file.
func embedded() *Source {
	const file = "name: x\nquery: |\n  T\n  | wher a\n"
	starts := []int{strings.Index(file, "T"), strings.Index(file, "|\n  T") - 2 + len("|\n  T\n  ")}
	return &Source{File: "r.yaml", Query: "T\n| wher a\n", Text: file, Offset: func(q int) int {
		if q < 2 {
			return starts[0] + q
		}
		return starts[1] + 2 + q - 2
	}}
}

func TestText(t *testing.T) {
	d := Diagnostic{
		Code: UnknownOperator, Message: `unknown operator "wher"`, Suggestion: "where", Span: at(4, 8),
		Related: []Related{{at(0, 1), "the table"}},
	}
	want := `r.yaml:4:5: error KQL1002: unknown operator "wher" (did you mean "where"?)
    4 |   | wher a
      |     ^^^^
      r.yaml:3:3: the table
`
	if diff := cmp.Diff(want, string(Text{}.Append(nil, embedded(), d))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if got := string(Text{Colour: true}.Append(nil, embedded(), d)); !strings.Contains(got, "\x1b[31merror\x1b[0m") {
		t.Errorf("no colour in %q", got)
	}
	// Tabs before the place stay tabs, and a span of several lines is underlined in the first.
	lines := NewSource("q", "\té == 'a'\nb")
	got := string(Text{}.Append(nil, lines, Diagnostic{Code: BadString, Message: "m", Span: at(1, 12)}))
	if want := "q:1:2: error KQL1004: m\n    1 | \té == 'a'\n      | \t^^^^^^^^\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestReport(t *testing.T) {
	var r Report
	r.Add(embedded(), []Diagnostic{
		{Code: UnknownOperator, Message: "m", Suggestion: "where", Span: at(4, 8), Related: []Related{{at(0, 1), "the table"}}},
		{Code: UnusedLet, Severity: Warning, Message: "n", Span: at(0, 1)},
	})
	if r.Count(Error) != 1 || r.Count(Warning) != 1 {
		t.Errorf("%d errors and %d warnings", r.Count(Error), r.Count(Warning))
	}
	var buf bytes.Buffer
	if err := r.WriteJSON(&buf); err != nil {
		t.Fatal(err)
	}
	var list []map[string]any
	if err := json.Unmarshal(buf.Bytes(), &list); err != nil {
		t.Fatal(err)
	}
	if len(list) != 2 || list[0]["line"] != 4.0 || list[0]["endCol"] != 9.0 || list[0]["suggestion"] != "where" {
		t.Errorf("JSON: %v", list)
	}
	buf.Reset()
	if err := r.WriteSARIF(&buf); err != nil {
		t.Fatal(err)
	}
	var log sarifLog
	if err := json.Unmarshal(buf.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	if log.Version != "2.1.0" || len(run.Results) != 2 || len(run.Tool.Driver.Rules) != 2 {
		t.Fatalf("SARIF: %s", buf.String())
	}
	want := sarifRegion{4, 5, 4, 9}
	if got := run.Results[0].Locations[0].Physical.Region; got != want {
		t.Errorf("region %v, want %v", got, want)
	}
	if got := run.Results[0].Fixes[0].Changes[0].Replacements[0]; got.Deleted != want || got.Inserted.Text != "where" {
		t.Errorf("fix %v", got)
	}
	if got := run.Results[1].Level; got != "warning" {
		t.Errorf("level %q", got)
	}
}

func TestNearest(t *testing.T) {
	names := []string{"FileName", "FolderPath", "ProcessId", "where", "order"}
	for name, want := range map[string]string{
		"FileNam": "FileName", "filename": "FileName", "wher": "where", "whree": "where", "oder": "order", "Xyzzy": "",
		"where": "", "FoldrPth": "FolderPath",
	} {
		if got := Nearest(name, names); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", name, got, want)
		}
	}
}
