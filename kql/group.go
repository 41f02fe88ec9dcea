package kql

import "encoding/binary"

// Groups is the state of a summarize operator: for each key a state S, which is a struct of aggregates, in the order in
// which the keys are first seen. The zero value is empty. A key holds reals as [RealKey].
type Groups[K comparable, S any] struct {
	slots  slots
	groups store[group[K, S]]
	sought uint32 // the hash of the key that was looked for last
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
	g.sought = keyHash(key)
	return g.findHashed(key, g.sought)
}

func (g *Groups[K, S]) findHashed(key K, hash uint32) (*S, int) {
	f := g.slots.search(hash)
	for n := g.slots.next(&f); n != none; n = g.slots.next(&f) {
		if at := g.groups.at(n); at.key == key {
			return &at.state, n
		}
	}
	return nil, 0
}

// Add returns the state of the key that Find did not find just before; it is valid until the next Add. Text in key has to
// outlive the input it came from.
func (g *Groups[K, S]) Add(key K) *S {
	g.slots.add(g.sought)
	return &g.groups.add(group[K, S]{key: key}).state
}

// findOrAdd returns the state of key, which is added where it is new, and where it stands.
func (g *Groups[K, S]) findOrAdd(key K, hash uint32) (*S, int) {
	if state, n := g.findHashed(key, hash); state != nil {
		return state, n
	}
	g.slots.add(hash)
	return &g.groups.add(group[K, S]{key: key}).state, g.Len() - 1
}

// Len returns the number of groups.
func (g *Groups[K, S]) Len() int { return g.groups.count }

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
		at, _ := g.findOrAdd(key, keyHash(key))
		*at = state
	}
	return src, nil
}
