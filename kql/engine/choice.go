package engine

import (
	"encoding/binary"
	"math/bits"

	"github.com/kqlc/kqlc/kql"
)

// choice finds the members of a group that need an event, by some of their clauses. The index has a bit for each member,
// which is set where the event satisfies the first of its clauses, or it has none; and behind these one for each clause.
type choice struct {
	index *index
	words int // of the bits of members
	more  []more
}

// more are the bits of the other clauses of a member: all of clauses have to be set, and of no set of barred all.
type more struct {
	clauses []int
	barred  [][]int
}

// choice has the clauses of each member that are planned, and of what is barred.
func (l *looker) choice(plans []plan) *choice {
	c := &choice{words: (len(l.members) + 63) / 64, more: make([]more, len(l.members))}
	base := make([]uint64, c.words+(len(l.clauses)+63)/64)
	bits := newClauseBits(len(l.clauses))
	bitsOf := func(clauses []int) []int {
		out := make([]int, len(clauses))
		for i, n := range clauses {
			out[i] = 64*c.words + n
			bits.add(n, out[i])
		}
		return out
	}
	for i, p := range plans {
		if len(p.clauses) == 0 {
			base[i/64] |= 1 << (i % 64)
		} else {
			bits.add(p.clauses[0], i)
			c.more[i].clauses = bitsOf(p.clauses)[1:]
		}
		for _, n := range p.barred {
			c.more[i].barred = append(c.more[i].barred, bitsOf(l.barred[n]))
		}
	}
	c.index = newIndex(l.byColumn, l.tests, bits.masks(l.tests, len(base)), base)
	return c
}

// clauseBits are lists of bits by clause.
type clauseBits struct {
	heads []int32 // the first link of a clause, from 1
	links []bitLink
}

type bitLink struct{ bit, next int32 }

func newClauseBits(clauses int) *clauseBits { return &clauseBits{heads: make([]int32, clauses)} }

func (b *clauseBits) add(clause, bit int) {
	b.links = append(b.links, bitLink{int32(bit), b.heads[clause]})
	b.heads[clause] = int32(len(b.links))
}

// masks are the bits of the clauses of each test, nil where there are none.
func (b *clauseBits) masks(tests []testOf, words int) []mask {
	out, all := make([]mask, len(tests)), make([]uint64, words)
	var used []int
	var room []maskWord
	for i, t := range tests {
		used = used[:0]
		for _, clause := range t.clauses {
			for n := b.heads[clause]; n > 0; n = b.links[n-1].next {
				bit := int(b.links[n-1].bit)
				if all[bit/64] == 0 {
					used = append(used, bit/64)
				}
				all[bit/64] |= 1 << (bit % 64)
			}
		}
		if len(used) == 0 {
			continue
		}
		if cap(room)-len(room) < len(used) {
			room = make([]maskWord, 0, max(len(used), 1<<10))
		}
		from := len(room)
		for _, w := range used {
			room = append(room, maskWord{w, all[w]})
			all[w] = 0
		}
		out[i] = room[from:len(room):len(room)]
	}
	return out
}

// appendNeeded appends the members that need an event in which that was found, in their order.
func (c *choice) appendNeeded(needed []int32, found []uint64) []int32 {
	for w, word := range found[:c.words] {
		for ; word != 0; word &= word - 1 {
			i := 64*w + bits.TrailingZeros64(word)
			if c.more[i].pass(found) {
				needed = append(needed, int32(i))
			}
		}
	}
	return needed
}

func (m *more) pass(found []uint64) bool {
	for _, bits := range m.barred {
		if all(found, bits) {
			return false
		}
	}
	return all(found, m.clauses)
}

// all reports whether all of the bits are set.
func all(found []uint64, bits []int) bool {
	for _, bit := range bits {
		if found[bit/64]>>(bit%64)&1 == 0 {
			return false
		}
	}
	return true
}

// guardsKey tells clauses apart.
func guardsKey(guards []kql.Guard) string {
	var key []byte
	texts := func(texts ...string) {
		key = binary.AppendUvarint(key, uint64(len(texts)))
		for _, text := range texts {
			key = append(binary.AppendUvarint(key, uint64(len(text))), text...)
		}
	}
	for _, g := range guards {
		texts(g.Column)
		texts(g.Is...)
		texts(g.Holds...)
		key = binary.AppendUvarint(key, uint64(len(g.Numbers)))
		for _, n := range g.Numbers {
			key = binary.AppendVarint(key, n)
		}
	}
	return string(key)
}
