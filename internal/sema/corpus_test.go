package sema_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/kqlc/kqlc/internal/diag"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/schema"
	"github.com/kqlc/kqlc/internal/sema"
	"github.com/kqlc/kqlc/internal/types"
	"github.com/kqlc/kqlc/parser"
)

func newEnv() *sema.Env { return &sema.Env{Schema: schema.Builtin(), Parse: parser.Parse} }

// check parses and binds a query.
func check(query string, env *sema.Env) (*plan.Rule, []diag.Diagnostic) {
	file, list := parser.Parse(query)
	if diag.HasErrors(list) {
		return &plan.Rule{}, diag.Sort(list)
	}
	rule, more := sema.Bind(file, env)
	return rule, diag.Sort(append(list, more...))
}

// answer is a line of kqlc check --jsonl.
type answer struct {
	ID          string    `json:"id"`
	OK          bool      `json:"ok"`
	Diagnostics []problem `json:"diagnostics"`
	Result      []column  `json:"result"`
}

type problem struct {
	Code     string `json:"code"`
	Severity string `json:"severity"`
	Line     int    `json:"line"`
	Col      int    `json:"col"`
	Message  string `json:"message"`
}

type column struct {
	Name string `json:"name"`
	Type string `json:"type"`
}

func answerTo(id, query string, env *sema.Env) answer {
	rule, list := check(query, env)
	a := answer{ID: id, OK: !diag.HasErrors(list), Diagnostics: []problem{}}
	src := diag.NewSource("", query)
	for _, d := range list {
		p := src.Position(d.Span.Start)
		a.Diagnostics = append(a.Diagnostics, problem{d.Code, d.Severity.String(), p.Line, p.Column, d.Message})
	}
	if rule.Schema != nil {
		a.Result = []column{}
		for _, c := range rule.Schema.Columns {
			a.Result = append(a.Result, column{c.Name, types.Kql(c.Type).String()})
		}
	}
	return a
}

// rule is a line of the corpus, or of a file of questions.
type rule struct {
	ID     string   `json:"id"`
	Query  string   `json:"query"`
	Class  string   `json:"class"`
	Result []column `json:"result"`
	Errors []struct {
		Line int `json:"line"`
	} `json:"errors"`
}

// readLines reads a file of JSON lines; without the file the test is skipped.
func readLines[T any](t testing.TB, path string) []T {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Skipf("the suite is not there: %v", err)
	}
	defer f.Close()
	var list []T
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var v T
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		list = append(list, v)
	}
	return list
}

// keep writes answers to the directory that KQLC_ANSWERS names, if it is set.
func keep(t *testing.T, name string, list []answer) {
	t.Helper()
	dir := os.Getenv("KQLC_ANSWERS")
	if dir == "" {
		return
	}
	out, err := os.Create(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	enc := json.NewEncoder(out)
	for _, a := range list {
		if err := enc.Encode(a); err != nil {
			t.Fatal(err)
		}
	}
}

func TestCorpus(t *testing.T) {
	env := newEnv()
	var list []answer
	for _, r := range readLines[rule](t, "../../../shared/corpus/rules.jsonl") {
		list = append(list, answerTo(r.ID, r.Query, env))
	}
	keep(t, "rules.jsonl", list)
}

// TestQuestions answers the questions of a file of one's own: KQLC_QUESTIONS.
func TestQuestions(t *testing.T) {
	path := os.Getenv("KQLC_QUESTIONS")
	if path == "" {
		t.Skip("KQLC_QUESTIONS names no file")
	}
	env := newEnv()
	var list []answer
	for _, r := range readLines[rule](t, path) {
		list = append(list, answerTo(r.ID, r.Query, env))
	}
	keep(t, "questions.jsonl", list)
}
