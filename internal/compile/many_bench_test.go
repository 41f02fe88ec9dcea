package compile

import (
	"bufio"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/kqlc/kqlc/internal/schema"
	"github.com/kqlc/kqlc/internal/workload"
)

//go:embed testdata/many.txt
var manyMain string

// manyRules is the number of rules of the program of [BenchmarkMany].
const manyRules = 1000

// BenchmarkMany compares the evaluation of many rules of one table by the engine with a loop over the same rules, on
// decoded events. The rules are the published ones that read DeviceProcessEvents alone and require something of an event,
// and variants of them in which each text has one letter changed. Reported are nanoseconds of CPU an event; those of a file
// include opening the rules and reading it, four times in one run.
func BenchmarkMany(b *testing.B) {
	c := New(schema.Builtin())
	program := manyProgram(b, c, manyQueries(b, c))
	events := filepath.Join(b.TempDir(), "events.ndjson")
	writeEvents(b, events)
	for _, n := range []int{20, 100, manyRules} {
		b.Run(fmt.Sprint(n, " rules"), func(b *testing.B) {
			var loop, many, file float64
			for b.Loop() {
				out, err := exec.Command(program, events, fmt.Sprint(n)).Output()
				if err != nil {
					b.Fatal(err)
				}
				var run struct {
					Loop, Many, File             float64
					LoopRows, ManyRows, FileRows int
				}
				if err := json.Unmarshal(out, &run); err != nil {
					b.Fatal(err)
				}
				if run.LoopRows != run.ManyRows || run.LoopRows != run.FileRows {
					b.Fatalf("%d rows by a loop, %d by the engine, %d of the file", run.LoopRows, run.ManyRows, run.FileRows)
				}
				loop += run.Loop
				many += run.Many
				file += run.File
			}
			b.ReportMetric(loop/float64(b.N), "loop-ns/event")
			b.ReportMetric(many/float64(b.N), "engine-ns/event")
			b.ReportMetric(loop/many, "times")
			b.ReportMetric(file/float64(b.N), "file-ns/event")
		})
	}
}

// processQueries are the published rules that read DeviceProcessEvents alone.
func processQueries(b testing.TB) []string {
	f, err := os.Open("../../../shared/corpus/rules.jsonl")
	if err != nil {
		b.Skip("there are no published rules: ", err)
	}
	defer f.Close()
	var out []string
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var rule struct {
			Query, Class string
			Tables       []string
		}
		if err := json.Unmarshal(lines.Bytes(), &rule); err != nil {
			b.Fatal(err)
		}
		if rule.Class == "typed" && slices.Equal(rule.Tables, []string{"DeviceProcessEvents"}) {
			out = append(out, rule.Query)
		}
	}
	return out
}

var (
	literal = regexp.MustCompile(`"[A-Za-z][A-Za-z0-9 ./:-]{3,}"`)
	guarded = regexp.MustCompile(`Guards\s*:\s*kql\.Guards`)
)

// manyQueries are [manyRules] rules: the published ones that compile, then variants. Their order is mixed, so that the first
// n are like all.
func manyQueries(b testing.TB, c *Compiler) []*EvalQuery {
	queries := processQueries(b)
	r := rand.New(rand.NewPCG(1, 1))
	var out []*EvalQuery
	for i := 0; len(out) < manyRules; i++ {
		query := queries[i%len(queries)]
		if i >= len(queries) {
			published := query
			query = literal.ReplaceAllStringFunc(query, func(text string) string { return variant(r, text) })
			if query == published {
				continue
			}
		}
		q := c.prepare(len(out), fmt.Sprint("rule ", i), c.Plan(query))
		if q.Problems == nil && len(q.pkg.Tables) == 1 && guarded.Match(q.pkg.Source()) {
			out = append(out, q)
		}
	}
	r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	for i, q := range out {
		q.number = i
	}
	return out
}

// TestWriteManyRules writes the rules of [BenchmarkMany], a file each, into the folder that MANY_RULES names: .ci/compiler.py
// measures how long they take to build.
func TestWriteManyRules(t *testing.T) {
	folder := os.Getenv("MANY_RULES")
	if folder == "" {
		t.Skip("MANY_RULES names no folder")
	}
	for _, q := range manyQueries(t, New(schema.Builtin())) {
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("q%04d.kql", q.number)), []byte(q.Text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// variant is a text with one of its letters changed.
func variant(r *rand.Rand, text string) string {
	at := 1 + r.IntN(len(text)-2)
	for !('a' <= text[at]|0x20 && text[at]|0x20 <= 'z') {
		at = 1 + r.IntN(len(text)-2)
	}
	return text[:at] + string(rune('a'+r.IntN(26))) + text[at+1:]
}

// manyProgram builds the program of the rules.
func manyProgram(b *testing.B, c *Compiler, queries []*EvalQuery) string {
	tree, main := manyTree(b, c, queries)
	tree["main/main.go"] = main
	program, err := Build(context.Background(), tree, false)
	if err != nil {
		b.Fatal(err)
	}
	return program
}

func manyTree(b *testing.B, c *Compiler, queries []*EvalQuery) (tree Tree, main []byte) {
	tree, imports, entries, err := c.tree(queries)
	if err != nil {
		b.Fatal(err)
	}
	text := strings.NewReplacer("IMPORTS", string(imports), "PROGRAMS", string(entries)).Replace(manyMain)
	return tree, []byte(text)
}

func writeEvents(b *testing.B, path string) {
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	config := workload.Config{Seed: 1, Events: 100_000, End: time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)}
	if _, err := io.Copy(f, config.Reader()); err != nil {
		b.Fatal(err)
	}
}
