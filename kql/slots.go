package kql

import (
	"math"
	"math/bits"
	"unsafe"
)

// slots find the entries of a list by the hashes of their keys. The list is their owner's, who compares keys. They come in
// groups, each of which is a line of the processor's cache, and an entry has a slot in the group that its hash chooses, or
// behind it where that was full. A tag of each slot tells nearly all entries apart.
type slots struct {
	groups []slotGroup // as many as a power of two, one of which is not full
	hashes []uint32    // of the entries
}

// slotGroup is filled from the lowest slot up.
type slotGroup struct {
	tags   [2]uint64 // a byte a slot, 0 where free, and 0 behind those of all slots
	places [groupSlots]uint32
}

// A group has so many slots. There are more groups when so many are filled on average.
const (
	groupSlots = 12
	groupFill  = 8
)

// tagOf is never 0.
func tagOf(hash uint32) uint64 { return uint64(max(hash>>24, 1)) }

// lowBits has the lowest bit of each byte.
const lowBits = math.MaxUint64 / 255

// matchTag marks the bytes that are tag by their highest bits, and sometimes bytes above them that are not.
func matchTag(tags, tag uint64) uint64 {
	differ := tags ^ tag*lowBits
	return (differ - lowBits) &^ differ & (lowBits << 7)
}

// match marks the slots that may have a tag: the i-th by the bit i*8, and those behind the eighth by the bits above.
func (g *slotGroup) match(tag uint64) uint64 {
	return matchTag(g.tags[0], tag)>>7 | matchTag(g.tags[1], tag)<<32>>38
}

// first is the place in the first slot of a match.
func (g *slotGroup) first(match uint64) int {
	bit := bits.TrailingZeros64(match)
	return int(g.places[bit/8+bit%8*8])
}

// full reports whether no slot is free.
func (g *slotGroup) full() bool { return g.tags[1]>>24 != 0 }

// search goes over the entries that may have a hash.
type search struct {
	hash, group uint32
	left        uint64 // the match in the group
}

func (s *slots) search(hash uint32) search {
	f := search{hash: hash}
	if len(s.groups) > 0 {
		f.group = hash & uint32(len(s.groups)-1)
		f.left = s.groups[f.group].match(tagOf(hash))
	}
	return f
}

// next returns the place of the next entry, none if there is none.
func (s *slots) next(f *search) int {
	for f.left == 0 {
		if len(s.groups) == 0 || !s.groups[f.group].full() {
			return none
		}
		f.group = (f.group + 1) & uint32(len(s.groups)-1)
		f.left = s.groups[f.group].match(tagOf(f.hash))
	}
	place := s.groups[f.group].first(f.left)
	f.left &= f.left - 1
	return place
}

// add notes the hash of the next entry of the list.
func (s *slots) add(hash uint32) {
	if len(s.hashes) == cap(s.hashes) {
		s.hashes = append(makeLarge[uint32](max(8, 2*len(s.hashes)))[:0], s.hashes...)
	}
	s.hashes = append(s.hashes, hash)
	if len(s.hashes) <= groupFill*len(s.groups) {
		s.place(hash, uint32(len(s.hashes)-1))
		return
	}
	s.groups = makeLarge[slotGroup](max(1, 2*len(s.groups)))
	for place, hash := range s.hashes {
		s.place(hash, uint32(place))
	}
}

func (s *slots) place(hash, place uint32) {
	mask := uint32(len(s.groups) - 1)
	group := hash & mask
	for s.groups[group].full() {
		group = (group + 1) & mask
	}
	g := &s.groups[group]
	used := (bits.Len64(g.tags[0]) + 7) / 8
	if used == 8 {
		used += (bits.Len64(g.tags[1]) + 7) / 8
	}
	g.tags[used/8] |= tagOf(hash) << (used % 8 * 8)
	g.places[used] = place
}

// overflows marks in a match that more entries may stand behind the group.
const overflows = 1 << 63

// candidates sets the places of the first entries that may have so many hashes of a batch, none where there is none, and
// returns which have one: the beginning of hit.
func (s *slots) candidates(b *batch, count int) []uint8 {
	if len(s.groups) == 0 {
		for i := range count {
			b.places[i] = none
		}
		return nil
	}
	hashes := b.hashes[:count]
	mask := uint32(len(s.groups) - 1)
	for i, hash := range hashes {
		b.ahead[i] = unsafe.Pointer(&s.groups[hash&mask])
	}
	b.readAhead(count)
	var found [batchSize]uint64
	marked := 0
	for i, hash := range hashes {
		g := &s.groups[hash&mask]
		found[i] = g.match(tagOf(hash)) | -(g.tags[1]>>24)&overflows
		b.places[i] = none
		b.hit[marked] = uint8(i)
		if found[i] != 0 {
			marked++
		}
	}
	hits := 0
	for _, i := range b.hit[:marked] {
		f := search{hash: hashes[i], group: hashes[i] & mask, left: found[i] &^ overflows}
		if b.places[i] = int32(s.next(&f)); b.places[i] != none {
			b.hit[hits] = i
			hits++
		}
	}
	return b.hit[:hits]
}
