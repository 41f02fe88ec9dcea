package kql

import (
	"cmp"
	"math/rand/v2"
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
			*s.Add() = row
			if *top.Row() = row; top.Wants() {
				top.Add()
			}
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

// TestSortMergesRuns holds sorts of several runs against a stable sort.
func TestSortMergesRuns(t *testing.T) {
	const runSize = 1 << runBits
	r := rand.New(rand.NewPCG(3, 4))
	for _, n := range []int{runSize - 1, runSize, runSize + 1, 2 * runSize, 5*runSize + 7} {
		for _, distinct := range []int{1, 40, 1 << 30} {
			s := NewSort(byKey)
			var want, got []keyed
			for i := range n {
				row := keyed{r.IntN(distinct), i}
				*s.Add() = row
				want = append(want, row)
			}
			slices.SortStableFunc(want, func(a, b keyed) int { return byKey(&a, &b) })
			s.Each(func(r *keyed) { got = append(got, *r) })
			if !slices.Equal(want, got) {
				t.Errorf("%d rows of %d keys are not in order", n, distinct)
			}
			s.Each(func(*keyed) { t.Error("rows are left") })
		}
	}
}

func TestTopAllocatesNothingForRowsItDoesNotWant(t *testing.T) {
	top := NewTop(1, byKey)
	*top.Row() = keyed{0, 0}
	top.Add()
	asked := func() {
		if *top.Row() = (keyed{1, 1}); top.Wants() {
			t.Error("the row is wanted")
		}
	}
	if n := testing.AllocsPerRun(100, asked); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
