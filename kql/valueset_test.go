package kql

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestSets holds sets of values and of hashes, of few and of many, against lists that are looked through.
func TestSetsInOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for _, distinct := range []int64{1, 4, 5, few, few + 1, 300} {
		var set MakeSet[int64]
		var hashes hashSet
		limited := NewMakeSet[int64](6)
		var want []int64
		for range 2000 {
			v := 1 + r.Int64N(distinct)
			if !slices.Contains(want, v) {
				want = append(want, v)
			}
			set.Add(v)
			limited.Add(v)
			hashes.add(uint64(v))
			if n := hashes.len(); n != len(want) {
				t.Fatalf("%d hashes, want %d", n, len(want))
			}
		}
		if !slices.Equal(set.all(), want) || !slices.Equal(limited.all(), want[:min(6, len(want))]) {
			t.Errorf("%v and %v, want %v", set.all(), limited.all(), want)
		}
		slices.Sort(want)
		if got := hashes.sorted(); !slices.Equal(got, want) {
			t.Errorf("hashes %v, want %v", got, want)
		}
		if hashes.has(uint64(distinct)+1) || !hashes.has(uint64(want[0])) {
			t.Error("hashes do not tell what they have")
		}
	}
}
