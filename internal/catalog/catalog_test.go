package catalog

import (
	"slices"
	"strings"
	"testing"

	"github.com/kqlc/kqlc/internal/types"
)

func everything() []*Function {
	var all []*Function
	for _, kind := range []Kind{Scalar, Aggregate, Plugin, Operator, Internal} {
		all = append(all, All(kind)...)
	}
	return all
}

func TestEntries(t *testing.T) {
	type key struct {
		kind Kind
		name string
	}
	seen := map[key]bool{}
	for _, f := range everything() {
		if k := (key{f.Kind, f.Name}); seen[k] {
			t.Errorf("%s is listed twice", f.Name)
		} else {
			seen[k] = true
		}
		sigs := f.Signatures()
		if f.err != nil {
			t.Errorf("%s: %v", f.Name, f.err)
		}
		if len(sigs) == 0 {
			t.Errorf("%s has no signature", f.Name)
		}
		for _, sig := range sigs {
			if sig.Return.Rule == Custom && f.Return == nil {
				t.Errorf("%s has no function for its custom result", f.Name)
			}
		}
		if doc := f.Doc; !strings.HasSuffix(doc, ".") || strings.ToUpper(doc[:1]) != doc[:1] {
			t.Errorf("%s is documented by %q", f.Name, doc)
		}
		if Lookup(f.Kind, f.Name) != f {
			t.Errorf("%s cannot be looked up", f.Name)
		}
	}
}

// TestMatchTakesAnything calls every function with arguments of every kind and count, among them too few and too many.
func TestMatchTakesAnything(t *testing.T) {
	table := &types.Table{Columns: []types.Column{{Name: "x", Type: types.Long}, {Name: "y", Type: types.String}}}
	samples := []Arg{
		{Type: types.Unknown},
		{Type: types.Error},
		{Type: types.Long, Name: "x", Column: "x", ColumnRef: true},
		{Type: types.String, Literal: true, Constant: true, Value: "y"},
		{Type: types.Bool, Literal: true, Constant: true, Value: true, Label: "return_unmatched"},
		{Type: types.Dynamic},
		{Type: types.BagOf(table.Columns)},
		{Type: table},
		{Type: &types.Tuple{Columns: table.Columns}, Star: true},
		{Type: types.Literal, Literal: true, Constant: true, Value: types.Type(table)},
	}
	for _, f := range everything() {
		for n := range 7 {
			for start := range samples {
				args := make([]Arg, n)
				for i := range args {
					args[i] = samples[(start+i*n)%len(samples)]
				}
				c := f.Match(args, nil)
				if c.Type == nil {
					t.Fatalf("%s of %d has no type", f.Name, n)
				}
				if c.Sig == nil && c.Problems == nil && !unsure(args) {
					t.Errorf("%s%v has neither a signature nor a problem", f.Name, args)
				}
				f.ResultName(args, table)
			}
		}
	}
}

func unsure(args []Arg) bool {
	return slices.ContainsFunc(args, func(a Arg) bool { return a.Type == types.Unknown || a.Type == types.Error })
}

func TestOptionsParse(t *testing.T) {
	for operator, texts := range options {
		for _, text := range texts {
			_, rest, _ := strings.Cut(text, ": ")
			if _, ok := optionValues[strings.Fields(rest)[0]]; !ok {
				t.Errorf("%s: %q has no known form", operator, text)
			}
		}
	}
	if o, ok := FindOption("union", "with_source"); !ok || o.Name != "withsource" || o.Value != NewColumnValue {
		t.Errorf("with_source is %+v", o)
	}
	if o, _ := FindOption("join", "kind"); !o.Takes("leftanti") || o.Takes("LeftAnti") || o.Takes("outer") {
		t.Errorf("join kind is %+v", o)
	}
	if o, _ := FindOption("join", "hint.strategy"); !o.Takes("BroadCast") {
		t.Errorf("hint.strategy is %+v", o)
	}
}

func TestEveryFunctionIsAccountedFor(t *testing.T) {
	for _, f := range everything() {
		compiled := f.Go != nil || f.As != nil || f.Inline
		if compiled == (f.Missing != "") {
			t.Errorf("%s has %d Go functions, and is missing because %q", f.Name, len(f.Go), f.Missing)
		}
	}
}
