package kql

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unsafe"

	"github.com/google/go-cmp/cmp"
)

type groupKey struct {
	name string
	n    Null[int64]
	x    RealKey
}

func newGroups[K, S any]() *Groups[K, S, struct{}] {
	g := &Groups[K, S, struct{}]{}
	OpenGroups(g)
	return g
}

// findOrAdd makes key that of the group, which is added where it is new, and returns whether it is.
func findOrAdd[K, S any](g *Groups[K, S, struct{}], key K) (isNew bool) {
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
			for _, g := range []*Groups[groupKey, Count, struct{}]{whole, part} {
				findOrAdd(g, key)
				g.State.Add()
			}
		}
		state := AppendGroups(nil, part, func(dst []byte, key *groupKey, s *Count) []byte {
			return s.AppendState(AppendValue(AppendValue(AppendValue(dst, key.name), key.n), key.x))
		})
		var read Groups[groupKey, Count, struct{}]
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
	for _, g := range []*Groups[groupKey, Count, struct{}]{whole, merged} {
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

// TestGroupsPut holds groups into which rows are put against a map: few and many, whose texts are overwritten after each row,
// alone and merged from parts.
func TestGroupsPut(t *testing.T) {
	type row struct {
		text string
		n    int64
	}
	type state struct {
		rows []row
		news int
	}
	type groups = Groups[distinctKey, state, row]
	open := func() *groups {
		g := &groups{}
		OpenRows(g, &Texts{}, func() {
			if g.All.IsNew() {
				g.State.news++
			}
			g.State.rows = append(g.State.rows, row{strings.Clone(g.Row.text), g.Row.n})
		})
		return g
	}
	r := rand.New(rand.NewPCG(7, 8))
	for _, most := range []int64{1, 100, 3 * cachedKeys} {
		whole, merged := open(), open()
		want := map[distinctKey][]row{}
		var order []distinctKey
		n := int64(0)
		for range 3 {
			part := open()
			for range 2 * most {
				text := fmt.Appendf(nil, "%[1]*[2]d", r.IntN(400), r.Int64N(most))
				key := distinctKey{string(text), someLong(2, r)}
				if want[key] == nil {
					order = append(order, key)
				}
				n++
				want[key] = append(want[key], row{string(text[len(text)/2:]), n})
				for _, g := range []*groups{whole, part} {
					*g.New = distinctKey{unsafe.String(&text[0], len(text)), key.n}
					*g.Row = row{g.New.name[len(text)/2:], n}
					g.All.Put()
				}
				clear(text)
			}
			for merged.All.Merge(&part.All) {
				merged.State.rows = append(merged.State.rows, part.State.rows...)
			}
		}
		for _, g := range []*groups{whole, merged} {
			var keys []distinctKey
			for g.All.Next() {
				keys = append(keys, *g.Key)
				if got := *g.State; !slices.Equal(got.rows, want[*g.Key]) || got.news != 1 {
					t.Fatalf("%v: %v, want %v", *g.Key, got, want[*g.Key])
				}
			}
			if !slices.Equal(keys, order) {
				t.Errorf("%d keys at most: %d in another order, want %d", most, len(keys), len(order))
			}
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
