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

func newGroups[K, S any]() *Groups[K, S] {
	g := &Groups[K, S]{}
	OpenGroups(g)
	return g
}

// findOrAdd makes key that of the group, which is added where it is new, and returns whether it is.
func findOrAdd[K, S any](g *Groups[K, S], key K) (isNew bool) {
	*g.New = key
	if isNew = !g.All.Find(); isNew {
		g.All.Add(nil)
	}
	return isNew
}

// TestGroups holds groups against a map, alone and merged from parts that were written and read.
func TestGroups(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	whole, merged := newGroups[groupKey, Count](), newGroups[groupKey, Count]()
	want := map[groupKey]int64{}
	var order []groupKey
	for range 8 {
		part := newGroups[groupKey, Count]()
		for range 1500 {
			key := groupKey{word(r), someLong(r.Int64N(300), r), NewNullRealKey(Lift1(func(n int64) float64 { return float64(n) / 2 }, someLong(small(r), r)))}
			if want[key]++; want[key] == 1 {
				order = append(order, key)
			}
			for _, g := range []*Groups[groupKey, Count]{whole, part} {
				findOrAdd(g, key)
				g.State.Add()
			}
		}
		state := AppendGroups(nil, part, func(dst []byte, key *groupKey, s *Count) []byte {
			return s.AppendState(AppendValue(AppendValue(AppendValue(dst, key.name), key.n), key.x))
		})
		var read Groups[groupKey, Count]
		rest, err := ReadGroups(state, &read, func(src []byte, key *groupKey, s *Count) ([]byte, error) {
			return readAll(src, reads(&key.name), reads(&key.n), reads(&key.x), s.ReadState)
		})
		if err != nil || len(rest) > 0 {
			t.Fatal(rest, err)
		}
		for merged.All.Merge(&read.All) {
			merged.State.Merge(read.State)
		}
	}
	for _, g := range []*Groups[groupKey, Count]{whole, merged} {
		var keys []groupKey
		for g.All.Next() {
			keys = append(keys, *g.Key)
			if n := g.State.Result(); n != want[*g.Key] {
				t.Errorf("%v: %d, want %d", *g.Key, n, want[*g.Key])
			}
		}
		if diff := cmp.Diff(order, keys, cmp.AllowUnexported(groupKey{}, RealKey{})); diff != "" {
			t.Errorf("order (-want +got)\n%s", diff)
		}
		if g.All.Next() {
			t.Error("groups are left")
		}
	}
}

func TestGroupsAllocateNothingForKnownKeys(t *testing.T) {
	g := newGroups[groupKey, Count]()
	add := func() {
		findOrAdd(g, groupKey{name: "a"})
		g.State.Add()
	}
	add()
	if n := testing.AllocsPerRun(100, add); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
