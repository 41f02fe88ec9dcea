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

func newSort[T any](compare func(a, b *T) int) *Sort[T] {
	s := &Sort[T]{}
	OpenSort(s, compare)
	return s
}

func (s *Sort[T]) add(row T) {
	s.All.Add()
	*s.At = row
}

func (s *Sort[T]) rows() (rows []T) {
	for s.All.Next() {
		rows = append(rows, *s.At)
	}
	return rows
}

func newTop[T any](limit int64, compare func(a, b *T) int) *Top[T] {
	t := &Top[T]{}
	OpenTop(t, limit, compare)
	return t
}

func (t *Top[T]) add(row T) {
	if *t.New = row; t.All.Wants() {
		t.All.Add()
	}
}

func (t *Top[T]) rows() (rows []T) {
	for t.All.Next() {
		rows = append(rows, *t.At)
	}
	return rows
}

func TestSortAndTopAreStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		keys := rapid.SliceOf(rapid.IntRange(0, 5)).Draw(t, "keys")
		limit := rapid.IntRange(-1, 8).Draw(t, "limit")
		s, top := newSort(byKey), newTop(int64(limit), byKey)
		want := []keyed{}
		for i, k := range keys {
			row := keyed{k, i}
			s.add(row)
			top.add(row)
			want = append(want, row)
		}
		slices.SortStableFunc(want, func(a, b keyed) int { return byKey(&a, &b) })
		got, first := append([]keyed{}, s.rows()...), append([]keyed{}, top.rows()...)
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
			s := newSort(byKey)
			var want []keyed
			for i := range n {
				row := keyed{r.IntN(distinct), i}
				s.add(row)
				want = append(want, row)
			}
			slices.SortStableFunc(want, func(a, b keyed) int { return byKey(&a, &b) })
			if !slices.Equal(want, s.rows()) {
				t.Errorf("%d rows of %d keys are not in order", n, distinct)
			}
			if s.All.Next() {
				t.Error("rows are left")
			}
		}
	}
}

func TestTopAllocatesNothingForRowsItDoesNotWant(t *testing.T) {
	top := newTop(1, byKey)
	top.add(keyed{0, 0})
	asked := func() {
		if *top.New = (keyed{1, 1}); top.All.Wants() {
			t.Error("the row is wanted")
		}
	}
	if n := testing.AllocsPerRun(100, asked); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
