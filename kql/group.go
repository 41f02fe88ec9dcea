package kql

import (
	"encoding/binary"
	"hash/maphash"
)

// Groups is the state of a summarize operator: for each key a state S, which is a struct of aggregates, in the order in
// which the keys are first seen. The zero value is empty. A key holds reals as [RealKey].
type Groups[K comparable, S any] struct {
	seed   maphash.Seed
	slots  []uint32        // index of a group plus one, 0 where free; as many as a power of two
	tags   []uint32        // of each group the low bits of its key's hash
	chunks [][]group[K, S] // of 1<<chunkBits each
}

type group[K comparable, S any] struct {
	key   K
	state S
}

const chunkBits = 9

// Find returns the state of key, nil where the key is new. It is valid until the next Add.
func (g *Groups[K, S]) Find(key K) *S {
	if len(g.slots) == 0 {
		return nil
	}
	tag := uint32(maphash.Comparable(g.seed, key))
	mask := uint32(len(g.slots) - 1)
	for i := tag & mask; g.slots[i] != 0; i = (i + 1) & mask {
		if n := g.slots[i] - 1; g.tags[n] == tag {
			if at := g.at(n); at.key == key {
				return &at.state
			}
		}
	}
	return nil
}

// Add returns the state of a key that is new; it is valid until the next Add. Text in key has to outlive the input it
// came from.
func (g *Groups[K, S]) Add(key K) *S {
	if 2*len(g.tags) >= len(g.slots) {
		g.grow()
	}
	tag := uint32(maphash.Comparable(g.seed, key))
	n := uint32(len(g.tags))
	g.tags = append(g.tags, tag)
	g.place(n, tag)
	chunk := int(n >> chunkBits)
	switch {
	case chunk < len(g.chunks):
	case chunk == 0: // grows, for there may be few groups
		g.chunks = append(g.chunks, nil)
	default:
		g.chunks = append(g.chunks, make([]group[K, S], 0, 1<<chunkBits))
	}
	g.chunks[chunk] = append(g.chunks[chunk], group[K, S]{key: key})
	return &g.at(n).state
}

func (g *Groups[K, S]) at(n uint32) *group[K, S] {
	return &g.chunks[n>>chunkBits][n&(1<<chunkBits-1)]
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
	chunks := g.chunks
	*g = Groups[K, S]{}
	for _, c := range chunks {
		for i := range c {
			yield(&c[i].key, &c[i].state)
		}
	}
}

// Merge takes in the groups of other, which came after its own; merge takes the second state into the first.
func (g *Groups[K, S]) Merge(other *Groups[K, S], merge func(into, from *S)) {
	other.all(func(key *K, from *S) {
		into := g.Find(*key)
		if into == nil {
			into = g.Add(*key)
		}
		merge(into, from)
	})
}

func (g *Groups[K, S]) all(yield func(key *K, state *S)) {
	for _, c := range g.chunks {
		for i := range c {
			yield(&c[i].key, &c[i].state)
		}
	}
}

// AppendState appends all groups; group appends one.
func (g *Groups[K, S]) AppendState(dst []byte, group func(dst []byte, key *K, state *S) []byte) []byte {
	dst = binary.AppendUvarint(dst, uint64(g.Len()))
	g.all(func(key *K, state *S) { dst = group(dst, key, state) })
	return dst
}

// ReadState reads what AppendState wrote; group reads one group.
func (g *Groups[K, S]) ReadState(src []byte, group func(src []byte, key *K, state *S) ([]byte, error)) ([]byte, error) {
	*g = Groups[K, S]{}
	n, src, err := readCount(src)
	if err != nil {
		return nil, err
	}
	for range n {
		var key K
		var state S
		if src, err = group(src, &key, &state); err != nil {
			return nil, err
		}
		*g.Add(key) = state
	}
	return src, nil
}
