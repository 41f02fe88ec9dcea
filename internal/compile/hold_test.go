package compile_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/kqlc/kqlc/internal/compile"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/schema"
)

// Events are kept until the input ends where what they are held against comes from a table, and only there.
func TestHold(t *testing.T) {
	c := compile.New(schema.Builtin())
	for _, test := range []struct {
		name, query string
		holds       bool
	}{
		{"nothing computed once", `DeviceEvents | where FileName == "a"`, false},
		{"a set of literals", `let S = datatable(a: string) ["x"]; DeviceEvents | where FileName in (S)`, false},
		{"a set of a set", `let S = datatable(a: string) ["x"]; let U = S | where a in (S); DeviceEvents | where FileName in (U)`, false},
		{"a scalar of a file", `let N = toscalar(externaldata(n: long)["a.csv"] | summarize max(n)); DeviceEvents | where ProcessId > N`, false},
		{"a shared table of literals", `let S = materialize(datatable(a: string) ["x"]); DeviceEvents | where FileName in (S) or DeviceName in (S)`, false},
		{"a set of a table", `let S = DeviceInfo | project DeviceName; DeviceEvents | where DeviceName in (S)`, true},
		{"a set that needs a table", `let N = toscalar(DeviceInfo | count); let S = range a from 1 to N step 1; DeviceEvents | where ProcessId in (S)`, true},
	} {
		q := c.Check(test.query)
		if !q.OK() {
			t.Errorf("%s: %v", test.name, q.Diagnostics)
			continue
		}
		if err := c.Optimise(q); err != nil {
			t.Fatal(err)
		}
		holds := false
		for _, root := range q.Plan.Roots() {
			plan.InspectNode(*root, func(n plan.Node) {
				_, hold := n.(*plan.Hold)
				holds = holds || hold
			})
		}
		if holds != test.holds {
			t.Errorf("%s: keeps events is %t", test.name, holds)
		}
	}
}

// A table is looked at once, however many use it: the paths through these are more than could be walked.
func TestSharedChain(t *testing.T) {
	var query strings.Builder
	query.WriteString("let T0 = materialize(range a from 1 to 9 step 1);\n")
	const length = 60
	for i := 1; i <= length; i++ {
		fmt.Fprintf(&query, "let T%d = materialize(T%d | where a in ((T%d | project a)) | union T%d);\n", i, i-1, i-1, i-1)
	}
	fmt.Fprintf(&query, "T%d | count", length)
	c := compile.New(schema.Builtin())
	if q := c.PrepareTrial(0, "1", query.String()); q.Problems != nil {
		t.Error(q.Problems)
	}
}
