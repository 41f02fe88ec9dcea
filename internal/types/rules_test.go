package types

import "testing"

func TestCommon(t *testing.T) {
	bag := BagOf([]Column{{Name: "a", Type: Int}, {Name: "b", Type: String}})
	other := BagOf([]Column{{Name: "a", Type: Real}})
	for _, c := range []struct {
		a, b    Type
		allowed Conversion
		want    Type
	}{
		{nil, Long, Promotable, Long},
		{Int, Long, Promotable, Long},
		{Int, Long, None, nil},
		{Real, Decimal, Promotable, Decimal},
		{String, Long, Promotable, nil},
		{String, Long, ToDynamic, Dynamic},
		{String, Dynamic, Promotable, Dynamic},
		{Unknown, Dynamic, Promotable, Unknown},
		{Null, Dynamic, Promotable, Dynamic},
		{DynamicOf{Long}, Real, Promotable, DynamicOf{Real}},
		{DynamicOf{Long}, DynamicOf{String}, Promotable, Dynamic},
		{ArrayOf(Long), ArrayOf(String), Promotable, AnyArray},
		{ArrayOf(Long), ArrayOf(Int), Promotable, ArrayOf(Long)},
		{AnyBag, AnyArray, None, Dynamic},
		{DateTime, TimeSpan, Promotable, nil},
	} {
		if got := Common(c.a, c.b, c.allowed); got != c.want {
			t.Errorf("Common(%#v, %#v, %d) = %#v, want %#v", c.a, c.b, c.allowed, got, c.want)
		}
	}
	got, ok := Common(bag, other, Promotable).(*Bag)
	if !ok || len(got.Properties) != 1 || got.Properties[0].Type != Real {
		t.Errorf("common bag is %#v", got)
	}
}

func TestAssignable(t *testing.T) {
	one := &Tuple{[]Column{{Name: "x", Type: Long}}}
	for _, c := range []struct {
		to, from Type
		allowed  Conversion
		want     bool
	}{
		{Long, Int, None, false},
		{Long, Int, Promotable, true},
		{Int, Long, Promotable, false},
		{Int, Long, Compatible, true},
		{String, Dynamic, Promotable, true},
		{String, DynamicOf{String}, Promotable, false},
		{String, AnyArray, Promotable, false},
		{Dynamic, AnyBag, None, true},
		{Dynamic, Long, Promotable, false},
		{Dynamic, Long, ToDynamic, true},
		{Dynamic, Unknown, None, true},
		{AnyArray, ArrayOf(Long), None, false},
		{AnyArray, ArrayOf(Long), Promotable, true},
		{Long, one, None, true},
		{String, one, None, false},
		{Bool, Error, Any, false},
		{&Table{Columns: one.Columns}, &Table{Columns: []Column{{Name: "y", Type: Int}, {Name: "x", Type: Long}}}, None, true},
		{&Table{Columns: one.Columns}, &Table{}, None, false},
	} {
		if got := Assignable(c.to, c.from, c.allowed); got != c.want {
			t.Errorf("Assignable(%v, %#v, %d) = %v", c.to, c.from, c.allowed, got)
		}
	}
}

func TestWidest(t *testing.T) {
	if got := Widest([]Type{String, Int, Real, Long}); got != Real {
		t.Errorf("widest is %v", got)
	}
	if got := Widest([]Type{String}); got != nil {
		t.Errorf("widest of no number is %v", got)
	}
}

func TestNamed(t *testing.T) {
	for name, want := range map[string]Scalar{"int32": Int, "uint64": Long, "float": Real, "time": TimeSpan, "uniqueid": GUID, "date": DateTime} {
		if got, ok := Named(name); !ok || got != want {
			t.Errorf("%s is %v", name, got)
		}
	}
	if _, ok := Named("object"); ok {
		t.Error("object is a type")
	}
}
