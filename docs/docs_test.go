// Package docs_test keeps the pages true: the programs and rules in them are run.
package docs_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// blocks are the code blocks of a page in a language.
func blocks(t *testing.T, page, language string) []string {
	t.Helper()
	var found []string
	for _, m := range regexp.MustCompile("(?ms)^```"+language+"\n(.*?)^```$").FindAllStringSubmatch(read(t, page), -1) {
		found = append(found, m[1])
	}
	return found
}

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestUsingAnEvaluator(t *testing.T) {
	const page = "using-an-evaluator.md"
	programs := []string{read(t, "example/service/main.go"), read(t, "example/stream/main.go")}
	if diff := cmp.Diff(programs, blocks(t, page, "go")); diff != "" {
		t.Errorf("the programs are not those of docs/example (-file +page):\n%s", diff)
	}
	out, err := exec.Command("go", "run", "./example/service").CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if diff := cmp.Diff(blocks(t, page, "text")[0], string(out)); diff != "" {
		t.Errorf("service prints something else (-page +printed):\n%s", diff)
	}
	stream := exec.Command("go", "run", "./example/stream")
	stream.Stdin = strings.NewReader(read(t, "sample/DeviceProcessEvents.ndjson"))
	if out, err = stream.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if rows := strings.Count(string(out), "\n"); rows != 8 {
		t.Errorf("stream prints %d rows of the sample, want the 8 of README.md:\n%s", rows, out)
	}
}

// Every package of the command and of the run-time has a place in the table of where things are.
func TestWhereThingsAre(t *testing.T) {
	page := read(t, "../CONTRIBUTING.md")
	for _, folder := range []string{"internal", "kql"} {
		entries, err := os.ReadDir("../" + folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if name := folder + "/" + e.Name(); e.IsDir() && e.Name() != "internal" && !strings.Contains(page, "`"+name+"`") {
				t.Errorf("CONTRIBUTING.md does not say what %s is for", name)
			}
		}
	}
}

func TestWritingARule(t *testing.T) {
	const page = "writing-a-rule.md"
	dir := t.TempDir()
	kqlc := filepath.Join(dir, "kqlc")
	if out, err := exec.Command("go", "build", "-o", kqlc, "../cmd/kqlc").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	folder := filepath.Join(dir, "rules/defender/encoded-powershell")
	if err := os.MkdirAll(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	run := func(status int, arguments ...string) string {
		cmd := exec.Command(kqlc, arguments...)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		if got := cmd.ProcessState.ExitCode(); got != status {
			t.Errorf("kqlc %s: %v\n%s", strings.Join(arguments, " "), err, out)
		}
		return string(out)
	}
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}

	rule := blocks(t, page, "yaml")[0]
	write("rule.yaml", rule)
	write("words.txtar", blocks(t, page, "txtar")[0])
	if out := run(0, "check", "rules/defender/encoded-powershell"); out != "" {
		t.Errorf("check says\n%s", out)
	}
	run(0, "test", "rules/defender/encoded-powershell")

	write("rule.yaml", strings.Replace(rule, "where ProcessCommandLine", "where ProcesCommandLine", 1))
	out := run(1, "check", "rules/defender/encoded-powershell")
	if diff := cmp.Diff(blocks(t, page, "text")[0], out); diff != "" {
		t.Errorf("check says something else (-page +printed):\n%s", diff)
	}
}

// Each row of the table has a query and the one row that it gives.
func TestEngine(t *testing.T) {
	kqlc := filepath.Join(t.TempDir(), "kqlc")
	if out, err := exec.Command("go", "build", "-o", kqlc, "../cmd/kqlc").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var queries strings.Builder
	var want []string
	for _, m := range regexp.MustCompile("(?m)^\\| `(.*?)` \\| `(.*?)` \\|").FindAllStringSubmatch(read(t, "engine.md"), -1) {
		query, err := json.Marshal(map[string]any{"id": len(want), "query": strings.ReplaceAll(m[1], `\|`, "|")})
		if err != nil {
			t.Fatal(err)
		}
		queries.Write(append(query, '\n'))
		want = append(want, m[2])
	}
	eval := exec.Command(kqlc, "eval", "--jsonl", "-")
	eval.Stdin = strings.NewReader(queries.String())
	out, err := eval.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if len(lines) != len(want) || len(want) < 20 {
		t.Fatalf("%d answers to %d queries:\n%s", len(lines), len(want), out)
	}
	for i, line := range lines {
		if _, rows, _ := strings.Cut(line, `"rows":`); rows != "["+want[i]+"]}" {
			t.Errorf("query %d gives %s, want %s", i, line, want[i])
		}
	}
}
