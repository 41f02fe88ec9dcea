package kql

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

type groupKey struct {
	name string
	n    Null[int64]
	x    RealKey
}

// TestGroups holds groups against a map, alone and merged from parts that were written and read.
func TestGroups(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var whole, merged Groups[groupKey, Count]
	want := map[groupKey]int64{}
	var order []groupKey
	for range 8 {
		var part Groups[groupKey, Count]
		for range 1500 {
			key := groupKey{word(r), someLong(r.Int64N(300), r), NewNullRealKey(Lift1(func(n int64) float64 { return float64(n) / 2 }, someLong(small(r), r)))}
			if want[key]++; want[key] == 1 {
				order = append(order, key)
			}
			for _, g := range []*Groups[groupKey, Count]{&whole, &part} {
				s, _ := findOrAdd(g, key)
				s.Add()
			}
		}
		state := AppendGroups(nil, &part, func(dst []byte, key *groupKey, s *Count) []byte {
			return s.AppendState(AppendValue(AppendValue(AppendValue(dst, key.name), key.n), key.x))
		})
		var read Groups[groupKey, Count]
		rest, err := ReadGroups(state, &read, func(src []byte, key *groupKey, s *Count) ([]byte, error) {
			return readAll(src, reads(&key.name), reads(&key.n), reads(&key.x), s.ReadState)
		})
		if err != nil || len(rest) > 0 {
			t.Fatal(rest, err)
		}
		MergeGroups(&merged, &read, func(into, from *Count) { into.Merge(from) })
	}
	for _, g := range []*Groups[groupKey, Count]{&whole, &merged} {
		if g.Len() != len(order) {
			t.Errorf("%d groups, want %d", g.Len(), len(order))
		}
		var keys []groupKey
		g.Each(func(key *groupKey, s *Count) {
			keys = append(keys, *key)
			if s.Result() != want[*key] {
				t.Errorf("%v: %d, want %d", *key, s.Result(), want[*key])
			}
		})
		if diff := cmp.Diff(order, keys, cmp.AllowUnexported(groupKey{}, RealKey{})); diff != "" {
			t.Errorf("order (-want +got)\n%s", diff)
		}
		if g.Len() != 0 {
			t.Error("groups are left")
		}
	}
}

func TestGroupsAllocateNothingForKnownKeys(t *testing.T) {
	var g Groups[groupKey, Count]
	add := func() {
		state, _ := findOrAdd(&g, groupKey{name: "a"})
		state.Add()
	}
	add()
	if n := testing.AllocsPerRun(100, add); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
