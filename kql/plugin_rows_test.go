package kql

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRowsNear(t *testing.T) {
	var r RowsNear[int]
	for i := range 10 {
		r.Add(i, i == 1 || i == 7)
	}
	var got []int
	r.Each(2, 1, func(row *int) { got = append(got, *row) })
	if diff := cmp.Diff([]int{0, 1, 2, 5, 6, 7, 8}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestSequences: a at 1 leads to b at 3 and at 9; that at 9 is too far from a for a step of 5. c at 8 is within 10 of a, c at
// 12 is not. A row may be two events, but not both in one sequence.
func TestSequences(t *testing.T) {
	var s Sequences[string]
	s.Add("k", 12, false, false, true)
	s.Add("k", 1, true, false, false)
	s.Add("k", 3, false, true, false)
	s.Add("k", 8, false, false, true)
	s.Add("k", 9, false, true, false)
	s.Add("l", 1, true, true, true)
	s.Add("l", 2, false, false, false)
	var got []string
	s.Each(5, 10, func(key *string, times []int64) { got = append(got, fmt.Sprint(*key, times)) })
	if diff := cmp.Diff([]string{"k[1 3 8]"}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestFunnel: a goes from x over y to z within 5; b needs 8 for y; c comes in the wrong order.
func TestFunnel(t *testing.T) {
	var f Funnel[string]
	for _, e := range []struct {
		id    string
		at    int64
		state string
	}{{"a", 1, "x"}, {"a", 3, "y"}, {"a", 6, "z"}, {"b", 2, "x"}, {"b", 10, "y"}, {"c", 1, "y"}, {"c", 2, "x"}, {"d", 25, "x"}} {
		f.Add(e.id, e.at, e.state)
	}
	periods := DynamicArray([]Dynamic{DynamicTimeSpan(5), DynamicTimeSpan(9)})
	var got []string
	f.Completion(0, 40, 20, ParseJSON(`["x","y","z"]`), periods, func(at int64, state string, period TimeSpan, dcount int64) {
		got = append(got, fmt.Sprint(at, " ", state, " ", int64(period), " ", dcount))
	})
	want := []string{
		"0 x 5 3", "0 y 5 1", "0 z 5 1", "0 x 9 3", "0 y 9 2", "0 z 9 1",
		"20 x 5 1", "20 y 5 0", "20 z 5 0", "20 x 9 1", "20 y 9 0", "20 z 9 0",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestSchemaMerge(t *testing.T) {
	merged := func(preserve bool) (got []string) {
		var m SchemaMerge
		m.Add("a", 0, "System.Int32", "int")
		m.Add("b", 1, "System.String", "string")
		m.Add("a", 0, "System.Int64", "long")
		m.Add("c", 1, "System.Double", "real")
		m.Add("b", 2, "System.String", "string")
		m.Each(preserve, func(name string, ordinal int64, dataType, columnType string) {
			got = append(got, fmt.Sprint(name, ordinal, " ", columnType))
		})
		return got
	}
	if diff := cmp.Diff([]string{"a0 long", "c1 real", "b2 string"}, merged(false)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if diff := cmp.Diff([]string{"a0 long", "c1 real", "b-1 ERROR(columns are out of order)"}, merged(true)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestPivot(t *testing.T) {
	var p Pivot[string, Count]
	for _, row := range [][2]string{{"x", "b"}, {"y", "a"}, {"x", "b"}, {"x", ""}, {"z", ""}} {
		cell, _ := p.Cell(row[0], row[1])
		cell.Add()
	}
	count := func(c *Count) Dynamic { return DynamicLong(c.Result()) }
	var got []string
	p.Each(func(key *string, row *PivotRow[Count]) {
		got = append(got, fmt.Sprint(*key, row.Cell("a").Result(), row.Others(true, count), row.Others(false, count, "b"), CellOr(row, "b", count, Dynamic{})))
	})
	want := []string{`x0 {"b":2,"a":0} {} 2`, `y1 {"b":0,"a":1} {"a":1} `, `z0 {"b":0,"a":0} {} `}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestFound has a settled column, a bag whose columns are sorted, one of them beside the bag, and a column without a type.
func TestFound(t *testing.T) {
	type row struct {
		id              int64
		others, b, some Dynamic
	}
	var r row
	f := NewFound(&r, Settled(Col("id", &r.id)), Others(&r.others, true, Untyped("b", &r.b)), Untyped("some", &r.some))
	f.Add(&row{1, ParseJSON(`{"c":1,"a":"x"}`), DynamicReal(2.5), DynamicBool(true)})
	f.Add(&row{2, ParseJSON(`{"c":"mixed","n":null}`), Dynamic{}, Dynamic{}})
	var head []string
	columns := f.Columns()
	for _, c := range columns {
		head = append(head, c.Name+":"+c.Type.String())
	}
	if diff := cmp.Diff([]string{"id:long", "a:string", "b:real", "c:dynamic", "some:bool"}, head); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	var got []string
	f.Each(func() {
		var line []byte
		for _, c := range columns {
			line = append(c.Field.AppendJSON(line), ' ')
		}
		got = append(got, string(line))
	})
	if diff := cmp.Diff([]string{`1 "x" 2.5 1 true `, `2 "" null "mixed" null `}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
