package kql

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRowFunctions(t *testing.T) {
	values := []string{"b", "b", "a", "c", "c", "c"}
	restart := []bool{false, false, false, true, false, true}
	var number, from5 RowNumber
	var sum RowCumSum[int64]
	var least RowRankMin[string]
	var dense RowRankDense[string]
	var got []string
	for i, v := range values {
		x := Some(int64(i))
		if i == 1 {
			x = Null[int64]{}
		}
		got = append(got, fmt.Sprint(number.Next(1, false), from5.Next(5, restart[i]), sum.Next(x, restart[i]),
			least.Next(v, restart[i]), dense.Next(v, restart[i])))
	}
	want := []string{"1 5 0 1 1", "2 6 0 1 1", "3 7 2 3 2", "4 5 3 1 1", "5 6 7 1 1", "6 5 5 1 1"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestRowWindowSession(t *testing.T) {
	var r RowWindowSession
	at := func(n int64) Null[DateTime] { return Some(DateTime(n)) }
	none := Null[DateTime]{}
	rows := []struct {
		t       Null[DateTime]
		restart bool
		want    Null[DateTime]
	}{
		{none, false, none},       // there is no session yet
		{at(10), false, at(10)},   // the session before is null
		{at(12), false, at(10)},   // near
		{at(16), false, at(10)},   // less than 5 from the row before
		{at(20), false, at(20)},   // 10 from the first
		{at(25), false, at(25)},   // 5 from the row before
		{at(26), true, at(26)},    // told so
		{none, false, at(26)},     // no distance to null
		{at(100), false, at(100)}, // far
		{at(100), false, at(100)}, // same
	}
	for i, row := range rows {
		if got := r.Next(row.t, 10, 5, row.restart); got != row.want {
			t.Errorf("row %d: got %v, want %v", i, got, row.want)
		}
	}
}

func TestNeighbours(t *testing.T) {
	for _, reach := range [][2]int64{{0, 0}, {1, 0}, {0, 2}, {2, 1}, {3, 3}} {
		var got, want []string
		n := NewNeighbours(reach[0], reach[1], func(n *Neighbours[int]) {
			var b strings.Builder
			fmt.Fprint(&b, *n.Row(), ":")
			for by := -reach[0]; by <= reach[1]; by++ {
				if r := n.At(by); r != nil {
					fmt.Fprint(&b, *r, " ")
				} else {
					b.WriteString("- ")
				}
			}
			got = append(got, b.String())
		})
		const rows = 5
		for range 2 {
			for i := range rows {
				n.Add(i)
			}
			n.Close()
			for i := range rows {
				var b strings.Builder
				fmt.Fprint(&b, i, ":")
				for at := i - int(reach[0]); at <= i+int(reach[1]); at++ {
					if at < 0 || at >= rows {
						b.WriteString("- ")
					} else {
						fmt.Fprint(&b, at, " ")
					}
				}
				want = append(want, b.String())
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%v (-want +got)\n%s", reach, diff)
		}
	}
}

type scanRow struct {
	at    int64
	event string
	sum   int64
}

func runScan(events string, steps ...ScanStep[scanRow]) string {
	var out []string
	s := NewScan(scanRow{sum: 100}, func(row *scanRow, match int64) {
		out = append(out, fmt.Sprintf("%s%d/%d#%d", row.event, row.at, row.sum, match))
	}, steps...)
	for range 2 {
		for i, e := range strings.Fields(events) {
			s.Add(scanRow{int64(i), e, 100})
		}
		s.Close()
		out = append(out, "|")
	}
	text := strings.Join(out, " ")
	half := text[:len(text)/2]
	if text != half+" "+half {
		return "not forgotten: " + text
	}
	return half
}

func TestScan(t *testing.T) {
	is := func(event string) func(row *scanRow, states []scanRow) bool {
		return func(row *scanRow, _ []scanRow) bool { return row.event == event }
	}
	addUp := func(k int) func(out, row *scanRow, states []scanRow) {
		return func(out, row *scanRow, states []scanRow) { out.sum = states[k].sum + row.at }
	}
	other := func(row *scanRow, states []scanRow) bool {
		return row.event != "s" && row.event != "e" && row.at-states[0].at <= 3
	}
	tests := []struct {
		name, events, want string
		steps              []ScanStep[scanRow]
	}{
		{"running sum", "x y z", "x0/100#0 y1/101#0 z2/103#0 |", []ScanStep[scanRow]{{When: func(*scanRow, []scanRow) bool { return true }, Assign: addUp(0)}}},
		{
			"start, others, end", "x s a b e c s e s a",
			"s1/100#0 a2/100#0 b3/100#0 e4/100#0 s6/100#1 e7/100#0 s8/100#1 a9/100#1 |",
			[]ScanStep[scanRow]{{When: is("s")}, {When: other}, {When: is("e")}},
		},
		{
			"last and none", "s s a a e s",
			"s1/100#0 a3/103#0 s5/100#1 |",
			[]ScanStep[scanRow]{{When: is("s"), Output: ScanLast}, {When: is("a"), Output: ScanLast, Assign: addUp(0)}, {When: is("e"), Output: ScanNone}},
		},
		{
			"a row of two steps", "s b b",
			"s0/100#0 b1/100#0 b1/101#1 b2/100#1 b2/102#2 |",
			[]ScanStep[scanRow]{{When: func(*scanRow, []scanRow) bool { return true }, Assign: func(out, row *scanRow, states []scanRow) {
				if row.event == "b" {
					out.sum = states[0].sum + row.at
				}
			}}, {When: is("b")}},
		},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, runScan(test.events, test.steps...)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", test.name, diff)
		}
	}
}

func TestMakeSeries(t *testing.T) {
	null := Null[int64]{}
	tests := []struct {
		name string
		axis SeriesAxis[int64]
		want string
	}{
		{"both bounds", SeriesAxis[int64]{TypeLong, Some[int64](1), Some[int64](9), 3, false}, "a [2,1,-] [1,4,7] b [-,-,1] [1,4,7] "},
		{"end on a bin", SeriesAxis[int64]{TypeLong, Some[int64](1), Some[int64](7), 3, false}, "a [2,1] [1,4] "},
		{"no bounds", SeriesAxis[int64]{TypeLong, null, null, 2, false}, "a [1,-,1,1] [-2,0,2,4] b [1] [8] "},
		{"start", SeriesAxis[int64]{TypeLong, Some[int64](2), null, 2, false}, "a [1,1] [2,4] b [-,-,-,1] [2,4,6,8] "},
		{"end", SeriesAxis[int64]{TypeLong, null, Some[int64](4), 2, false}, "a [1,-,1] [-2,0,2] "},
		{"range", SeriesAxis[int64]{TypeLong, Some[int64](1), Some[int64](4), 2, true}, "a [-,1,1] [0,2,4] "},
		{"timespan", SeriesAxis[int64]{TypeTimeSpan, Some[int64](0), Some(2 * int64(Second)), int64(Second), false}, `a [2,-] ["00:00:00","00:00:01"] b [1,-] ["00:00:00","00:00:01"] `},
	}
	for _, test := range tests {
		m := NewMakeSeries[string, int64, Count](test.axis)
		var got strings.Builder
		for _, row := range []struct {
			key string
			at  int64
		}{{"a", 4}, {"b", 8}, {"a", 2}, {"a", -1}} {
			if test.name == "both bounds" || test.name == "end on a bin" {
				if row.at == -1 {
					row.at = 1
				}
			}
			bin, ok := m.Bin(row.at)
			if !ok {
				continue
			}
			*m.Key() = row.key
			s := m.Find(bin)
			if s == nil {
				s = m.Add(nil)
			}
			s.Add()
		}
		m.Each(func(key *string, bins []*Count, axis Dynamic) {
			var counts []string
			for _, s := range bins {
				if s == nil {
					counts = append(counts, "-")
				} else {
					counts = append(counts, fmt.Sprint(s.Result()))
				}
			}
			fmt.Fprintf(&got, "%s [%s] %s ", *key, strings.Join(counts, ","), axis)
		})
		if got.String() != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got.String(), test.want)
		}
		if !m.Empty() {
			t.Errorf("%s: series are left", test.name)
		}
	}
	real := NewMakeSeries[struct{}, float64, Count](SeriesAxis[float64]{Type: TypeReal, From: Some(-1.0), To: Some(1.0), Step: 0.5})
	bins, axis := real.Default()
	if got := axis.String(); len(bins) != 4 || got != "[-1.0,-0.5,0.0,0.5]" {
		t.Errorf("%d bins at %s", len(bins), got)
	}
}
