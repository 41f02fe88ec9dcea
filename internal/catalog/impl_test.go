package catalog

import (
	"reflect"
	"testing"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/zone"
)

func TestPreparationChecks(t *testing.T) {
	for typ, texts := range map[reflect.Type][2]string{
		reflect.TypeFor[*kql.Regex]():         {"a+", "a("},
		reflect.TypeFor[kql.DatePart]():       {"Month", "moon"},
		reflect.TypeFor[kql.DateFormat]():     {"dd", "q"},
		reflect.TypeFor[kql.TimeSpanFormat](): {"hh", "T"},
		reflect.TypeFor[zone.Zone]():          {"Asia/Tokyo", "Nowhere/Land"},
	} {
		p, ok := Prepared(typ)
		if !ok || p.Check == nil {
			t.Errorf("%s has no check", typ)
			continue
		}
		if err := p.Check(texts[0]); err != nil {
			t.Errorf("%s refuses %q: %v", typ, texts[0], err)
		}
		if p.Check(texts[1]) == nil {
			t.Errorf("%s takes %q", typ, texts[1])
		}
	}
}

func TestSelectTypedSet(t *testing.T) {
	in := Lookup(Operator, "in")
	for _, c := range []struct {
		value, list kql.Type
		constant    bool
		want        string
	}{
		{kql.TypeLong, kql.TypeLong, true, "OneOfSet"},
		{kql.TypeLong, kql.TypeLong, false, "OneOf"},
		{kql.TypeInt, kql.TypeInt, true, "OneOfSet"},
		{kql.TypeString, kql.TypeString, true, "InSet"},
		{kql.TypeDateTime, kql.TypeDateTime, true, "OneOfSet"},
		{kql.TypeDynamic, kql.TypeDynamic, true, "OneOfDynamic"},
		{kql.TypeBool, kql.TypeBool, true, "OneOf"},
	} {
		impl, _, ok := in.Select([]ArgType{{Type: c.value}, {Type: c.list, Constant: c.constant, List: true}})
		if !ok || impl.Name() != c.want {
			t.Errorf("%s in a list of %s takes %v, want %s", c.value, c.list, impl, c.want)
		}
	}
}
