package parser

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"testing"

	"github.com/kqlc/kqlc/internal/diag"
)

// rule is a published rule with what Microsoft's parser says of it.
type rule struct {
	ID, Query, Class string
	Errors           []struct{ Line int }
}

// corpus reads the shared rules, or skips the test where they are not at hand.
func corpus(t testing.TB) []rule {
	f, err := os.Open("../../shared/corpus/rules.jsonl")
	if err != nil {
		t.Skip("needs the shared corpus beside the repository")
	}
	defer f.Close()
	var rules []rule
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var r rule
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		rules = append(rules, r)
	}
	return rules
}

// TestCorpus holds verdicts and the lines of errors against Microsoft's.
func TestCorpus(t *testing.T) {
	for _, r := range corpus(t) {
		_, problems := Parse(r.Query)
		src := diag.NewSource("query", r.Query)
		if r.Class != "invalid" {
			for _, d := range problems {
				t.Errorf("%s: %s", r.ID, diag.Text{}.Append(nil, src, d))
			}
			continue
		}
		if !slices.ContainsFunc(problems, func(d diag.Diagnostic) bool {
			line := src.Position(d.Span.Start).Line
			return slices.ContainsFunc(r.Errors, func(e struct{ Line int }) bool { return e.Line == line })
		}) {
			t.Errorf("%s: no error on a line of %v, but %v", r.ID, r.Errors, problems)
		}
	}
}

// TestConformance reads the queries of the shared conformance cases, all of which Microsoft's parser accepts.
func TestConformance(t *testing.T) {
	for _, name := range []string{"docs", "emulator", "engines", "rejected-docs"} {
		f, err := os.Open("../../shared/conformance/" + name + ".jsonl")
		if err != nil {
			t.Skip("needs the shared conformance cases beside the repository")
		}
		defer f.Close()
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 1<<24)
		for lines.Scan() {
			var c struct{ ID, Query string }
			if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
				t.Fatal(err)
			}
			_, problems := Parse(c.Query)
			for _, d := range problems {
				t.Errorf("%s %s: %s", name, c.ID, diag.Text{}.Append(nil, diag.NewSource("query", c.Query), d))
			}
			checkFormat(t, c.ID, c.Query)
			checkSpans(t, c.ID, c.Query)
		}
	}
}

func BenchmarkFormat(b *testing.B) {
	rules := corpus(b)
	bytes := 0
	for _, r := range rules {
		bytes += len(r.Query)
	}
	b.SetBytes(int64(bytes))
	b.ReportAllocs()
	for b.Loop() {
		for _, r := range rules {
			Format(r.Query)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	rules := corpus(b)
	bytes := 0
	for _, r := range rules {
		bytes += len(r.Query)
	}
	b.SetBytes(int64(bytes))
	b.ReportAllocs()
	for b.Loop() {
		for _, r := range rules {
			Parse(r.Query)
		}
	}
}
