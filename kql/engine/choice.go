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

// choice chooses clauses of each member, the rarest first, and of what is barred.
func (g *group) choice(of func(*member) (clauses, barred []int)) *choice {
	c := &choice{words: (len(g.members) + 63) / 64, more: make([]more, len(g.members))}
	base := make([]uint64, c.words+(len(g.clauses)+63)/64)
	masks := make([]mask, len(g.clauses))
	bitsOf := func(clauses []int) []int {
		out := make([]int, len(clauses))
		for i, n := range clauses {
			out[i] = 64*c.words + n
			masks[n].add(out[i])
		}
		return out
	}
	for i := range g.members {
		clauses, barred := of(&g.members[i])
		if len(clauses) == 0 {
			base[i/64] |= 1 << (i % 64)
		} else {
			masks[clauses[0]].add(i)
			c.more[i].clauses = bitsOf(clauses)[1:]
		}
		for _, n := range barred {
			c.more[i].barred = append(c.more[i].barred, bitsOf(g.barred[n].clauses))
		}
	}
	c.index = newIndex(g.columns, g.tests, masks, base)
	return c
}

// appendNeeded appends the members that need an event in which that was found, in their order.
func (c *choice) appendNeeded(needed []int, found []uint64) []int {
	for w, word := range found[:c.words] {
		for ; word != 0; word &= word - 1 {
			i := 64*w + bits.TrailingZeros64(word)
			if c.more[i].pass(found) {
				needed = append(needed, i)
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
