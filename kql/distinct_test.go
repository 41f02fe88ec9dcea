package kql

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"unsafe"
)

type distinctKey struct {
	name string
	n    Null[int64]
}

// TestDistinct holds the new keys and their order against a map, with few and with many keys, whose texts are overwritten after
// each row; and that few are given at once.
func TestDistinct(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for _, most := range []int64{1, 100, cachedKeys, 3 * cachedKeys} {
		var d Distinct[distinctKey]
		var got, want []distinctKey
		OpenDistinct(&d, &Texts{}, func() { got = append(got, *d.Key) })
		for range 2 { // it is empty again when closed
			seen := map[distinctKey]bool{}
			got, want = nil, nil
			for range 6 * most {
				text := fmt.Appendf(nil, "%[1]*[2]d", r.IntN(400), r.Int64N(most))
				key := distinctKey{string(text), someLong(2, r)}
				if !seen[key] {
					seen[key] = true
					want = append(want, key)
				}
				*d.Key = distinctKey{unsafe.String(&text[0], len(text)), key.n}
				d.All.Add()
				if len(want) <= cachedKeys && len(got) != len(want) {
					t.Fatalf("%d of %d keys are given at once", len(got), len(want))
				}
				clear(text)
			}
			d.All.Close()
			if !slices.Equal(got, want) {
				t.Errorf("%d keys at most: %d are new, not %d", most, len(got), len(want))
			}
		}
	}
}

// TestDistinctOfNothing holds that rows without columns are one.
func TestDistinctOfNothing(t *testing.T) {
	rows := 0
	var d Distinct[struct{}]
	OpenDistinct(&d, nil, func() { rows++ })
	d.All.Add()
	d.All.Add()
	if d.All.Close(); rows != 1 {
		t.Errorf("%d rows", rows)
	}
}

func TestDistinctAllocatesNothingForKnownKeys(t *testing.T) {
	var d Distinct[distinctKey]
	OpenDistinct(&d, &Texts{}, func() {})
	for n := range int64(2 * cachedKeys) {
		*d.Key = distinctKey{"a", Some(n)}
		d.All.Add()
	}
	n := int64(0)
	if allocs := testing.AllocsPerRun(1000, func() {
		*d.Key = distinctKey{"a", Some(n % cachedKeys)}
		d.All.Add()
		n++
	}); allocs != 0 {
		t.Errorf("%v allocations", allocs)
	}
}
