package kql

import (
	"encoding/binary"
	"hash/maphash"
)

// Groups is the state of a summarize operator: for each key a state S, which is a struct of aggregates, in the order in
// which the keys are first seen. The zero value is empty. A key holds reals as [RealKey].
type Groups[K comparable, S any] struct {
	seed   maphash.Seed
	slots  []uint32 // index of a group plus one, 0 where free; as many as a power of two
	tags   []uint32 // of each group the low bits of its key's hash
	groups store[group[K, S]]
}

type group[K comparable, S any] struct {
	key   K
	state S
}

// Find returns the state of key, nil where the key is new. It is valid until the next Add.
func (g *Groups[K, S]) Find(key K) *S {
	state, _ := g.find(key)
	return state
}

// find returns the state of key and where it stands, nil where the key is new.
func (g *Groups[K, S]) find(key K) (*S, int) {
	if len(g.slots) == 0 {
		return nil, 0
	}
	tag := uint32(maphash.Comparable(g.seed, key))
	mask := uint32(len(g.slots) - 1)
	for i := tag & mask; g.slots[i] != 0; i = (i + 1) & mask {
		if n := g.slots[i] - 1; g.tags[n] == tag {
			if at := g.groups.at(int(n)); at.key == key {
				return &at.state, int(n)
			}
		}
	}
	return nil, 0
}

// Add returns the state of a key that is new; it is valid until the next Add. Text in key has to outlive the input it
// came from.
func (g *Groups[K, S]) Add(key K) *S {
	if 2*len(g.tags) >= len(g.slots) {
		g.grow()
	}
	tag := uint32(maphash.Comparable(g.seed, key))
	g.place(uint32(len(g.tags)), tag)
	g.tags = append(g.tags, tag)
	return &g.groups.add(group[K, S]{key: key}).state
}

func (g *Groups[K, S]) place(n, tag uint32) {
	mask := uint32(len(g.slots) - 1)
	i := tag & mask
	for g.slots[i] != 0 {
		i = (i + 1) & mask
	}
	g.slots[i] = n + 1
}

func (g *Groups[K, S]) grow() {
	if g.slots == nil {
		g.seed = maphash.MakeSeed()
	}
	g.slots = make([]uint32, max(16, 2*len(g.slots)))
	for n, tag := range g.tags {
		g.place(uint32(n), tag)
	}
}

// Len returns the number of groups.
func (g *Groups[K, S]) Len() int { return len(g.tags) }

// Each calls yield for every group, first seen first, and forgets them. Key and state are valid during the call.
func (g *Groups[K, S]) Each(yield func(key *K, state *S)) {
	groups := g.groups
	*g = Groups[K, S]{}
	groups.each(func(at *group[K, S]) { yield(&at.key, &at.state) })
}

// Merge takes in the groups of other, which came after its own; merge takes the second state into the first.
func (g *Groups[K, S]) Merge(other *Groups[K, S], merge func(into, from *S)) {
	other.groups.each(func(at *group[K, S]) {
		into := g.Find(at.key)
		if into == nil {
			into = g.Add(at.key)
		}
		merge(into, &at.state)
	})
}

// AppendState appends all groups; one appends a group.
func (g *Groups[K, S]) AppendState(dst []byte, one func(dst []byte, key *K, state *S) []byte) []byte {
	dst = binary.AppendUvarint(dst, uint64(g.Len()))
	g.groups.each(func(at *group[K, S]) { dst = one(dst, &at.key, &at.state) })
	return dst
}

// ReadState reads what AppendState wrote; one reads a group.
func (g *Groups[K, S]) ReadState(src []byte, one func(src []byte, key *K, state *S) ([]byte, error)) ([]byte, error) {
	*g = Groups[K, S]{}
	n, src, err := readCount(src)
	if err != nil {
		return nil, err
	}
	for range n {
		var key K
		var state S
		if src, err = one(src, &key, &state); err != nil {
			return nil, err
		}
		*g.Add(key) = state
	}
	return src, nil
}
