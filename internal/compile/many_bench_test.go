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

	"github.com/kqlc/kqlc/internal/diag"
	"github.com/kqlc/kqlc/internal/ruleset"
	"github.com/kqlc/kqlc/internal/schema"
	"github.com/kqlc/kqlc/internal/workload"
)

//go:embed testdata/many.txt
var manyMain string

// BenchmarkMany compares the evaluation of many rules of one table by the engine with a loop over the same rules, on
// decoded events. The rules are the published ones that read DeviceProcessEvents alone and require something of an event,
// and variants of them in which texts are exchanged. Reported are nanoseconds of CPU an event.
func BenchmarkMany(b *testing.B) {
	c := New(schema.Builtin())
	queries := processQueries(b)
	events := filepath.Join(b.TempDir(), "events.ndjson")
	writeEvents(b, events)
	for _, n := range []int{20, 100, 1000} {
		b.Run(fmt.Sprint(n, " rules"), func(b *testing.B) {
			program := manyProgram(b, c, queries, n)
			var loop, many float64
			for b.Loop() {
				out, err := exec.Command(program, events).Output()
				if err != nil {
					b.Fatal(err)
				}
				var run struct {
					Loop, Many         float64
					LoopRows, ManyRows int
				}
				if err := json.Unmarshal(out, &run); err != nil {
					b.Fatal(err)
				}
				if run.LoopRows != run.ManyRows {
					b.Fatalf("%d rows by a loop, %d by the engine", run.LoopRows, run.ManyRows)
				}
				loop += run.Loop
				many += run.Many
			}
			b.ReportMetric(loop/float64(b.N), "loop-ns/event")
			b.ReportMetric(many/float64(b.N), "engine-ns/event")
			b.ReportMetric(loop/many, "times")
		})
	}
}

// processQueries are the published rules that read DeviceProcessEvents alone.
func processQueries(b *testing.B) []string {
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

var literal = regexp.MustCompile(`"[A-Za-z][A-Za-z0-9 ./:-]{3,}"`)

// manyProgram builds a program of n rules: those of queries that compile, then variants.
func manyProgram(b *testing.B, c *Compiler, queries []string, n int) string {
	var texts []string
	for _, q := range queries {
		texts = append(texts, literal.FindAllString(q, -1)...)
	}
	r := rand.New(rand.NewPCG(1, 1))
	tree := Tree{}
	var imports, programs strings.Builder
	for i, made := 0, 0; made < n; i++ {
		query := queries[i%len(queries)]
		if i >= len(queries) {
			query = literal.ReplaceAllStringFunc(query, func(string) string { return texts[r.IntN(len(texts))] })
		}
		name := fmt.Sprintf("rule%d", i)
		pkg, problems := c.CompileRule(&ruleset.Rule{Path: name + ".kql", Name: name, Query: query, Source: diag.NewSource(name, query)})
		if diag.HasErrors(problems) || len(pkg.Tables) != 1 || !strings.Contains(string(pkg.Source), "Guards: kql.Guards{") {
			continue
		}
		if err := tree.AddPackage(c, pkg); err != nil {
			b.Fatal(err)
		}
		fmt.Fprintf(&imports, "\t%q\n", ProgramPath+"/"+pkg.Name)
		fmt.Fprintf(&programs, "\t%s.Program(),\n", pkg.Name)
		made++
	}
	main := strings.NewReplacer("IMPORTS", imports.String(), "PROGRAMS", programs.String()).Replace(manyMain)
	program, err := Build(context.Background(), tree, []byte(main), false)
	if err != nil {
		b.Fatal(err)
	}
	return program
}

func writeEvents(b *testing.B, path string) {
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	config := workload.Config{Seed: 1, Events: 20000, End: time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)}
	if _, err := io.Copy(f, config.Reader()); err != nil {
		b.Fatal(err)
	}
}
