package catalog

import (
	"strings"
	"testing"
)

func everything() []*Function {
	var all []*Function
	for _, kind := range []Kind{Scalar, Aggregate, Plugin, Operator} {
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
