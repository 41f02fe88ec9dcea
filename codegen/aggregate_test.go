package codegen

import (
	"testing"

	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/plan"
)

// Aggregates of the catalogue that are not said to be missing are made here, and the other way round.
func TestAggregatesAreAccountedFor(t *testing.T) {
	rows := map[string]bool{"arg_max": true, "arg_min": true, "argmax": true, "argmin": true, "take_any": true, "any": true}
	for _, f := range catalog.All(catalog.Aggregate) {
		name, _, _ := withoutCondition(f, make([]plan.Expr, len(f.Signatures()[0].Params)))
		if made := aggregators[name] != nil || rows[name]; made != (f.Missing == "") {
			t.Errorf("%s is made as %s: %v; missing: %q", f.Name, name, made, f.Missing)
		}
	}
}
