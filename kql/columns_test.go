package kql_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kqlc/kqlc/kql"
)

// The columns of a row are its exported fields, in order, under their names or those of their tags.
func TestColumnsOf(t *testing.T) {
	row := struct {
		_       kql.Incomparable
		Bool    bool
		NBool   kql.Null[bool]
		Int     int32
		NInt    kql.Null[int32]
		hidden  int
		Long    int64
		NLong   kql.Null[int64] `kql:"count_"`
		Real    float64         `json:"r"`
		NReal   kql.Null[float64]
		Decimal kql.Decimal
		NDec    kql.Null[kql.Decimal]
		Text    string `kql:""`
		Time    kql.DateTime
		NTime   kql.Null[kql.DateTime]
		Span    kql.TimeSpan
		NSpan   kql.Null[kql.TimeSpan]
		GUID    kql.GUID
		NGUID   kql.Null[kql.GUID]
		Dynamic kql.Dynamic `kql:"a \"b\""`
	}{hidden: 1}
	columns := kql.ColumnsOf(&row)
	var got []string
	for _, c := range columns {
		got = append(got, c.Name+" "+c.Type.String())
	}
	want := []string{
		"Bool bool", "NBool bool", "Int int", "NInt int", "Long long", "count_ long", "Real real", "NReal real",
		"Decimal decimal", "NDec decimal", " string", "Time datetime", "NTime datetime", "Span timespan", "NSpan timespan",
		"GUID guid", "NGUID guid", `a "b" dynamic`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error("(-want +got)\n", diff)
	}

	some := columns.Named("count_", "missing", "Int")
	if len(some) != 2 || !some[0].SetLong(7) || !some[1].SetLong(8) || row.NLong != kql.Some[int64](7) || row.Int != 8 {
		t.Errorf("%v and %v through %v", row.NLong, row.Int, some)
	}
}

// The columns of an embedded row stand in its place.
func TestColumnsOfEmbedded(t *testing.T) {
	type Inner struct {
		_ kql.Incomparable
		A string
		B int64 `kql:"b"`
	}
	row := struct {
		First bool
		Inner
		Last string
	}{Inner: Inner{B: 7}}
	var got []string
	for _, c := range kql.ColumnsOf(&row) {
		got = append(got, c.Name+" "+string(c.Field.AppendJSON(nil)))
	}
	if d := cmp.Diff([]string{"First false", `A ""`, "b 7", `Last ""`}, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// Evaluations that share their events share rows by type; others have rows of their own.
func TestEvent(t *testing.T) {
	type a struct{ A string }
	type b struct{ A string }
	var events kql.Events
	shared, alone := &kql.Opening{Env: kql.Env{Events: &events}}, &kql.Opening{}
	first := shared.Event(new(a))
	if shared.Event(new(a)) != first || alone.Event(new(a)) == first {
		t.Error("the row of a type is not that of the events")
	}
	if _, ok := shared.Event(new(b)).(*b); !ok {
		t.Error("another type has no row")
	}
}
