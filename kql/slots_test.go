package kql

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestSlots holds what is found by hashes, many of which are equal or of one group, against a list of them.
func TestSlots(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for _, spread := range []uint32{1, 3, 1 << 8, 1 << 24, 1<<32 - 1} {
		var s slots
		var hashes []uint32
		for range 3000 {
			hash := 1 + r.Uint32N(spread)*uint32(1<<32/uint64(spread)|1)
			s.add(hash)
			hashes = append(hashes, hash)
		}
		var b batch
		batch := slices.Concat(hashes[:batchSize-3], []uint32{1, 1 << 25, r.Uint32()})
		hits := s.candidates(&b, copy(b.hashes[:], batch))
		for i, hash := range batch {
			first := none
			f := s.search(hash)
			var found []int
			for n := s.next(&f); n != none; n = s.next(&f) {
				if first == none {
					first = n
				}
				if hashes[n] == hash {
					found = append(found, n)
				}
			}
			var want []int
			for n, h := range hashes {
				if h == hash {
					want = append(want, n)
				}
			}
			if slices.Sort(found); !slices.Equal(found, want) {
				t.Fatalf("%08x of %d: found %v, added %v", hash, spread, found, want)
			}
			if int(b.places[i]) != first || slices.Contains(hits, uint8(i)) != (first != none) {
				t.Fatalf("%08x of %d: candidate %d, first %d", hash, spread, b.places[i], first)
			}
		}
	}
}

// TestFilter holds that a filter has all hashes, and few others.
func TestFilter(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for _, n := range []int{0, 1, 7, 8, 1000, 1 << 15, 1<<15 + 1} {
		hashes := make([]uint32, n)
		for i := range hashes {
			hashes[i] = r.Uint32()
		}
		f := newFilter(hashes)
		for _, hash := range hashes {
			if !f.may(hash) {
				t.Fatalf("%d hashes: not %08x", n, hash)
			}
		}
		others := 0
		for range 10000 {
			if f.may(r.Uint32()) {
				others++
			}
		}
		if others > 2000 {
			t.Errorf("%d hashes: %d of 10000 others", n, others)
		}
	}
	if f := newFilter(make([]uint32, 64*largestFilter/8)); !f.may(1) {
		t.Error("a filter that would be too large tells something")
	}
}

// TestManyGroups has more keys than any table begins with.
func TestManyGroups(t *testing.T) {
	g := newGroups[groupKey, Count]()
	const keys = 1 << 20
	for i := range 2 * keys {
		key := groupKey{n: Some(int64(i % keys / 2)), x: NewRealKey(float64(i % 2))}
		if isNew := findOrAdd(g, key); isNew != (i < keys) {
			t.Fatalf("key %d is new: %v", i, isNew)
		}
		g.State.Add()
	}
	i := 0
	for ; g.All.Next(); i++ {
		if n := g.State.Result(); n != 2 || g.Key.n.V != int64(i/2) || g.Key.x != NewRealKey(float64(i%2)) {
			t.Fatalf("group %d: %v, %d", i, g.Key, n)
		}
	}
	if i != keys {
		t.Errorf("%d groups", i)
	}
}
