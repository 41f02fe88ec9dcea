package compile

import (
	"go/format"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kqlc/kqlc/internal/diag"
	"github.com/kqlc/kqlc/internal/ruleset"
)

// What is written for published rules stays as it is under gofmt.
func TestFormatted(t *testing.T) {
	c, queries := corpus(t)
	for i := 0; i < len(queries); i += 12 {
		r := &ruleset.Rule{Path: "rule.kql", Name: "rule", Query: queries[i], Source: diag.NewSource("query", queries[i])}
		pkg, problems := c.Generate(r, c.Plan(queries[i]), ProgramPath)
		if diag.HasErrors(problems) {
			continue
		}
		want, err := format.Source(pkg.Source())
		if err != nil {
			t.Fatalf("%v\n%s", err, queries[i])
		}
		if diff := cmp.Diff(string(want), string(pkg.Source())); diff != "" {
			t.Errorf("(-gofmt +written)\n%s", diff)
		}
	}
}
