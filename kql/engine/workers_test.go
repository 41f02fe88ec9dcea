package engine_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/engine"
)

// outcome is what a run gives: its rows, its messages, and its exit code.
type outcome struct {
	Rows, Messages string
	Code           int
}

// Any number of workers gives the same rows and messages, whether the file is compressed or not.
func TestWorkers(t *testing.T) {
	p := program("A")
	p.Tables[0].Guards = kql.Guards{{{Column: "Name", Holds: []string{"docker", "name7"}}}}
	for seed := range uint64(6) {
		text := manyLines(rand.New(rand.NewPCG(seed, 1)))
		for _, bad := range []string{"skip", "fail"} {
			var want outcome
			for form, data := range map[string]string{"plain": text, "gzip": compressed(t, text), "zstd": zstandard(t, text)} {
				path := filepath.Join(t.TempDir(), "events")
				if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
					t.Fatal(err)
				}
				for _, workers := range []int{1, 2, 3, 8} {
					var out, messages bytes.Buffer
					o := engine.Options{Inputs: []string{path}, OnBadLine: bad, Output: "ndjson", Workers: workers}
					got := outcome{Code: engine.Execute([]kql.Program{p}, o, &out, &messages)}
					got.Rows, got.Messages = out.String(), strings.ReplaceAll(messages.String(), path, "FILE")
					if want.Messages == "" {
						want = got
						if want.Rows == "" || bad == "skip" && strings.Count(want.Messages, "\n") < 3 {
							t.Fatalf("%d bytes of rows, messages %s", len(want.Rows), want.Messages)
						}
					}
					if d := cmp.Diff(want, got); d != "" {
						t.Fatalf("seed %d, %s, %d workers, %s (-want +got)\n%s", seed, form, workers, bad, d)
					}
				}
			}
		}
	}
}

// gathered are rows that an evaluation keeps to its end.
type gathered struct{ rows []gatheredRow }

type gatheredRow struct {
	name  string
	count kql.Null[int64]
}

func (g *gathered) Merge(other kql.State) { g.rows = append(g.rows, other.(*gathered).rows...) }

// gatherer keeps the events of a table and gives them in the end.
func gatherer(table string) kql.Program {
	p := kql.Program{Name: "gather", Tables: []kql.Table{{Name: table, Parts: true}}}
	p.Bind = func(o *kql.Opening) {
		row, result := o.Event(&gatheredRow{}).(*gatheredRow), gatheredRow{}
		g := &gathered{}
		o.Instance = kql.Instance{
			Inputs: []kql.Input{{
				Columns: []kql.Column{kql.Col("Name", &row.name), kql.Col("Count", &row.count)},
				Push:    func() { g.rows = append(g.rows, gatheredRow{strings.Clone(row.name), row.count}) },
			}},
			Result: []kql.Column{kql.Col("Name", &result.name), kql.Col("Count", &result.count)},
			State:  g,
			Close: func() {
				for _, result = range g.rows {
					o.Emit()
				}
			},
		}
	}
	return p
}

// Files that are evaluated in parts, of any size and by any number of workers, give the same rows and messages as in one
// piece: one rule, or two.
func TestParts(t *testing.T) {
	p := gatherer("A")
	guarded := gatherer("A")
	guarded.Tables[0].Guards = kql.Guards{{{Column: "Name", Holds: []string{"docker", "name7"}}}}
	mostlyBad := strings.Repeat("{\"Name\":\"a\"}\n{\"Name\":\n", 15_000)
	for seed := range uint64(5) {
		folder := t.TempDir()
		texts := []string{manyLines(rand.New(rand.NewPCG(seed, 2))), manyLines(rand.New(rand.NewPCG(seed, 3)))}
		if seed == 3 {
			texts[0] += mostlyBad
		}
		programs := []kql.Program{[]kql.Program{p, guarded}[seed%2]}
		echo := program("A")
		echo.Tables[0].Parts, echo.Tables[0].Streams = true, true
		output := "ndjson"
		switch seed {
		case 2:
			programs = []kql.Program{guarded, guarded}
		case 3:
			guardedEcho := echo
			guardedEcho.Tables = []kql.Table{echo.Tables[0]}
			guardedEcho.Tables[0].Guards = guarded.Tables[0].Guards
			programs = []kql.Program{guardedEcho}
		case 4:
			programs, output = []kql.Program{echo}, "csv"
		}
		var files []string
		for i, text := range texts {
			files = append(files, filepath.Join(folder, fmt.Sprint(i)))
			if err := os.WriteFile(files[i], []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		for _, bad := range []string{"skip", "fail"} {
			run := func(workers int, size int64) outcome {
				var out, messages bytes.Buffer
				o := engine.Options{Inputs: files, OnBadLine: bad, Output: output, Workers: workers, PartSize: size}
				code := engine.Execute(programs, o, &out, &messages)
				return outcome{out.String(), messages.String(), code}
			}
			want := run(1, 0)
			if bad == "skip" && (len(want.Rows) < 1000 || strings.Count(want.Messages, "\n") < 3) || bad == "fail" && want.Code != engine.ExitFindings {
				t.Fatalf("%d bytes of rows, messages %s", len(want.Rows), want.Messages)
			}
			for _, size := range []int64{9000, 300_000, 0} {
				if d := cmp.Diff(want, run(2+int(size%3), size)); d != "" {
					t.Fatalf("seed %d, %s, parts of %d bytes (-want +got)\n%.3000s", seed, bad, size, d)
				}
			}
		}
	}
}

// manyLines are some megabytes of lines, some of them bad and some longer than what is read at once.
func manyLines(r *rand.Rand) string {
	end := []string{"\n", "\r\n", "\n\n"}[r.IntN(3)]
	var b strings.Builder
	for i := range 8000 {
		switch r.IntN(3000) {
		case 0:
			b.WriteString(`{"Name":"docker"`)
		case 1:
			fmt.Fprintf(&b, `{"Name":"docker %s","Count":%d}`, strings.Repeat("long ", r.IntN(200_000)), i)
		case 2:
			b.WriteString("docker")
		default:
			fmt.Fprintf(&b, `{"Other":"%s","Count":%d,"Name":"name%d"}`, strings.Repeat("x", r.IntN(600)), i, r.IntN(30))
		}
		b.WriteString(end)
	}
	b.WriteString(`{"Name":"docker` + end + `{"Name":"docker the last"}`)
	return b.String()
}
