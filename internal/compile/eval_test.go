package compile_test

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/kqlc/kqlc/internal/compile"
	"github.com/kqlc/kqlc/internal/schema"
	"github.com/kqlc/kqlc/kql"
)

// evalCase is a query with the rows that it has to give.
type evalCase struct {
	name, query string
	results     []evalResult
}

// evalResult is a result; it has a name only beside others.
type evalResult struct {
	Name, Columns string
	Rows          []any
}

// TestEval evaluates the queries of testdata/eval, all in one program. An archive holds a file NAME.kql for each query and
// NAME.rows with what it has to give: a line with names and types of the columns, and a JSON array for each row; of several
// results each behind a line with # and its name.
func TestEval(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a program")
	}
	cases := evalCases(t)
	c := compile.New(schema.Builtin())
	queries := make([]*compile.EvalQuery, len(cases))
	for i, test := range cases {
		id, _ := json.Marshal(test.name)
		queries[i] = c.Prepare(i, string(id), test.query)
	}
	program, err := c.BuildEval(t.Context(), queries, kql.MustDateTime("2025-01-02T03:04:05Z"), false)
	if err != nil {
		t.Fatal(err)
	}
	for i, test := range cases {
		for _, p := range queries[i].Problems {
			t.Errorf("%s: %s", test.name, p.Message)
		}
	}
	out, err := exec.CommandContext(t.Context(), program).Output()
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]evalCase{}
	for line := range bytes.Lines(out) {
		r := readResult(t, line)
		got[r.name] = r
	}
	for _, test := range cases {
		r, ok := got[test.name]
		if !ok {
			continue // a problem that has been told
		}
		if d := cmp.Diff(test.results, r.results); d != "" {
			t.Errorf("%s (-want +got)\n%s", test.name, d)
		}
	}
}

func evalCases(t testing.TB) []evalCase {
	t.Helper()
	files, err := filepath.Glob("testdata/eval/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	var cases []evalCase
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		base := strings.TrimSuffix(filepath.Base(file), ".txtar")
		for i := 0; i+1 < len(archive.Files); i += 2 {
			query, rows := archive.Files[i], archive.Files[i+1]
			name := strings.TrimSuffix(query.Name, ".kql")
			if rows.Name != name+".rows" {
				t.Fatalf("%s: %s is followed by %s", file, query.Name, rows.Name)
			}
			test := evalCase{name: base + "/" + name, query: string(query.Data)}
			for _, part := range strings.Split("\n"+strings.TrimSpace(string(rows.Data)), "\n# ") {
				var result evalResult
				if strings.HasPrefix(string(rows.Data), "#") {
					if part == "" {
						continue
					}
					result.Name, part, _ = strings.Cut(part, "\n")
				}
				lines := strings.Split(strings.TrimSpace(part), "\n")
				result.Columns = lines[0]
				for _, line := range lines[1:] {
					result.Rows = append(result.Rows, readJSON(t, line))
				}
				test.results = append(test.results, result)
			}
			cases = append(cases, test)
		}
	}
	return cases
}

func readJSON(t testing.TB, text string) (v any) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return v
}

// readResult reads a line of the program.
func readResult(t *testing.T, line []byte) evalCase {
	t.Helper()
	r := readJSON(t, string(line)).(map[string]any)
	out := evalCase{name: r["id"].(string)}
	if problem, failed := r["error"]; failed {
		t.Errorf("%s: %v", out.name, problem)
		return out
	}
	out.results = append(out.results, resultOf(r))
	if more, ok := r["more"]; ok {
		for _, m := range more.([]any) {
			out.results = append(out.results, resultOf(m.(map[string]any)))
		}
	}
	return out
}

// inLine is a name as the cases write it.
func inLine(name string) string { return strings.ReplaceAll(name, "\n", `\n`) }

func resultOf(r map[string]any) evalResult {
	var out evalResult
	name, _ := r["name"].(string)
	out.Name = inLine(name)
	var columns []string
	for _, c := range r["columns"].([]any) {
		c := c.(map[string]any)
		columns = append(columns, inLine(c["name"].(string))+" "+c["type"].(string))
	}
	out.Columns = strings.Join(columns, ", ")
	if rows := r["rows"].([]any); len(rows) > 0 {
		out.Rows = rows
	}
	return out
}
