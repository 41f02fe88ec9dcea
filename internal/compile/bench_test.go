package compile

import (
	"bufio"
	"encoding/json"
	"os"
	"sync/atomic"
	"testing"

	"github.com/kqlc/kqlc/internal/diag"
	"github.com/kqlc/kqlc/internal/opt"
	"github.com/kqlc/kqlc/internal/ruleset"
	"github.com/kqlc/kqlc/internal/schema"
	"github.com/kqlc/kqlc/internal/sema"
	"github.com/kqlc/kqlc/parser"
)

// corpus are published rules, with the compiler for their tables.
func corpus(b testing.TB) (*Compiler, []string) {
	const shared = "../../../shared/"
	f, err := os.Open(shared + "corpus/rules.jsonl")
	if err != nil {
		b.Skip("there is no ../shared")
	}
	defer f.Close()
	var out []string
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var r struct{ Query, Class string }
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			b.Fatal(err)
		}
		if r.Class == "typed" {
			out = append(out, r.Query)
		}
	}
	s := schema.Builtin()
	for _, file := range []string{"tables.json", "functions.json"} {
		data, err := os.ReadFile(shared + "schemas/" + file)
		if err != nil {
			b.Fatal(err)
		}
		if s, err = s.With(file, data); err != nil {
			b.Fatal(err)
		}
	}
	return New(s), out
}

// Each phase of the way from KQL to Go on one processor: the time is that of a rule.
func BenchmarkPhases(b *testing.B) {
	c, queries := corpus(b)
	queries = queries[:400]
	each := func(name string, f func(text string)) {
		b.Run(name, func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				f(queries[i%len(queries)])
			}
		})
	}
	each("parse", func(text string) { parser.Parse(text) })
	each("check", func(text string) { c.Check(text) })
	each("optimise", func(text string) {
		tree, _ := parser.Parse(text)
		rule, _ := sema.Bind(tree, c.engine)
		opt.Run(rule)
	})
	rule := func(text string) *ruleset.Rule {
		return &ruleset.Rule{Path: "rule.kql", Name: "rule", Query: text, Source: diag.NewSource("query", text)}
	}
	each("draft", func(text string) { c.draft(rule(text), c.Plan(text)) })
	each("generate", func(text string) { c.Generate(rule(text), c.Plan(text), ProgramPath) })
}

// BenchmarkCorpus makes Go of all rules on all processors: as a draft, which is what is built and run, and formatted, which
// is what kqlc generate writes.
func BenchmarkCorpus(b *testing.B) {
	c, queries := corpus(b)
	for name, draft := range map[string]bool{"draft": true, "formatted": false} {
		b.Run(name, func(b *testing.B) {
			var next atomic.Int64
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					text := queries[next.Add(1)%int64(len(queries))]
					r := &ruleset.Rule{Path: "rule.kql", Name: "rule", Query: text, Source: diag.NewSource("query", text)}
					c.generate(r, c.Plan(text), ProgramPath, draft)
				}
			})
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "rules/s")
		})
	}
}
