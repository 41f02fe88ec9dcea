package kql

import (
	"cmp"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

type keyed struct{ Key, Seq int }

func byKey(a, b *keyed) int { return cmp.Compare(a.Key, b.Key) }

func TestSortAndTopAreStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		keys := rapid.SliceOf(rapid.IntRange(0, 5)).Draw(t, "keys")
		limit := rapid.IntRange(-1, 8).Draw(t, "limit")
		s, top := NewSort(byKey), NewTop(int64(limit), byKey)
		want := []keyed{}
		for i, k := range keys {
			row := keyed{k, i}
			s.Add(row)
			top.Add(row)
			want = append(want, row)
		}
		slices.SortStableFunc(want, func(a, b keyed) int { return byKey(&a, &b) })
		got, first := []keyed{}, []keyed{}
		s.Each(func(r *keyed) { got = append(got, *r) })
		top.Each(func(r *keyed) { first = append(first, *r) })
		if d := gocmp.Diff(want, got); d != "" {
			t.Fatalf("sort (-want +got):\n%s", d)
		}
		if d := gocmp.Diff(want[:min(max(limit, 0), len(want))], first); d != "" {
			t.Fatalf("top (-want +got):\n%s", d)
		}
	})
}
