package kql

import (
	"encoding/binary"
	"unsafe"
)

// Groups is the state of a summarize operator: for each key a state S, which is a struct of aggregates, in the order in
// which the keys are first seen. The zero value is empty. A key holds reals as [RealKey].
type Groups[K comparable, S any] struct{ table table }

type group[K comparable, S any] struct {
	_     [0]func() // nothing compares groups
	key   K
	state S
}

// Key is what Find looks for, to be set before. All of it has to be set.
func (g *Groups[K, S]) Key() *K {
	if g.table.next == nil {
		g.table.start([]group[K, S](nil), (*K)(nil), unsafe.Offsetof(group[K, S]{}.state))
	}
	return (*K)(g.table.next)
}

// Find returns the state of Key, nil where it is new. It is valid until the next Add.
func (g *Groups[K, S]) Find() *S { return (*S)(g.table.look()) }

// Add returns the state of the key that Find did not find just before; it is valid until the next Add. texts keeps the text in
// the key; it is nil where that outlives the input it came from.
func (g *Groups[K, S]) Add(texts *Texts) *S { return (*S)(g.table.keep(texts)) }

// Len returns the number of groups.
func (g *Groups[K, S]) Len() int { return g.table.count }

// Each calls yield for every group, first seen first, and forgets them. Key and state are valid during the call.
func (g *Groups[K, S]) Each(yield func(key *K, state *S)) {
	g.table.each(untyped[func(key, state unsafe.Pointer)](yield))
}

// What follows is no method, so that it is compiled for those types only of which it is used.

// findOrAdd returns the state of key, which is added where it is new, and whether it is.
func findOrAdd[K comparable, S any](g *Groups[K, S], key K) (state *S, isNew bool) {
	*g.Key() = key
	if state = g.Find(); state == nil {
		return g.Add(nil), true
	}
	return state, false
}

// groupAt is the i-th group.
func groupAt[K comparable, S any](g *Groups[K, S], i int) *group[K, S] {
	return (*group[K, S])(g.table.at(i))
}

// AppendGroups appends all groups to a state; one appends a group.
func AppendGroups[K comparable, S any](dst []byte, g *Groups[K, S], one func(dst []byte, key *K, state *S) []byte) []byte {
	dst = binary.AppendUvarint(dst, uint64(g.Len()))
	for i := range g.Len() {
		at := groupAt(g, i)
		dst = one(dst, &at.key, &at.state)
	}
	return dst
}

// ReadGroups sets g to what AppendGroups wrote; one reads a group.
func ReadGroups[K comparable, S any](src []byte, g *Groups[K, S], one func(src []byte, key *K, state *S) ([]byte, error)) ([]byte, error) {
	*g = Groups[K, S]{}
	n, src, err := readCount(src)
	if err != nil {
		return nil, err
	}
	for range n {
		var state S
		if src, err = one(src, g.Key(), &state); err != nil {
			return nil, err
		}
		at := g.Find()
		if at == nil {
			at = g.Add(nil)
		}
		*at = state
	}
	return src, nil
}
