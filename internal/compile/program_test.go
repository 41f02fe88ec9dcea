package compile

import (
	"testing"

	"github.com/kqlc/kqlc/internal/schema"
)

// A program can fetch from the web where a rule reads external data.
func TestReadsExternal(t *testing.T) {
	c := New(schema.Builtin())
	for query, want := range map[string]bool{
		`DeviceProcessEvents | where FileName == "external"`:                                                               false,
		`DeviceProcessEvents | where FileName in ((externaldata (Name: string) ["https://example.com/names.csv"]))`:        true,
		`let n = externaldata (Name: string) ["names.csv"]; DeviceProcessEvents | join n on $left.FileName == $right.Name`: true,
		`_GetWatchlist("names")`: true,
	} {
		q := c.prepare(0, "a", c.Plan(query))
		if q.Problems != nil {
			t.Fatalf("%s: %v", query, q.Problems)
		}
		if got := q.pkg.External; got != want {
			t.Errorf("%s: %v, want %v", query, got, want)
		}
	}
}
