package kql

import (
	"math"
	"math/bits"
)

// slots find the entries of a list by the hashes of their keys. The list is their owner's, who compares keys. They come in
// groups of eight, and an entry has a slot in the group that its hash chooses, or behind it where that was full. A tag of
// each slot tells nearly all entries apart, so that what is not there is known from little memory.
type slots struct {
	tags   []uint64 // of a group a byte a slot, 0 where free; as many as a power of two
	places []uint32
	hashes []uint32 // of the entries
}

// tagOf is never 0.
func tagOf(hash uint32) uint64 { return uint64(max(hash>>24, 1)) }

// lowBits has the lowest bit of each byte.
const lowBits = math.MaxUint64 / 255

// matchTag marks the bytes that are tag by their highest bits, and sometimes bytes above them that are not.
func matchTag(tags, tag uint64) uint64 {
	differ := tags ^ tag*lowBits
	return (differ - lowBits) &^ differ & (lowBits << 7)
}

// full reports whether no slot of a group is free: they are taken from the lowest byte up.
func full(tags uint64) bool { return tags>>56 != 0 }

// search goes over the entries that may have a hash.
type search struct {
	hash, group uint32
	left        uint64 // the slots of the group that match
}

func (s *slots) search(hash uint32) search {
	f := search{hash: hash}
	if len(s.tags) > 0 {
		f.group = hash & uint32(len(s.tags)-1)
		f.left = matchTag(s.tags[f.group], tagOf(hash))
	}
	return f
}

// may reports whether an entry may have a hash.
func (s *slots) may(hash uint32) bool {
	if len(s.tags) == 0 {
		return false
	}
	tags := s.tags[hash&uint32(len(s.tags)-1)]
	return full(tags) || matchTag(tags, tagOf(hash)) != 0
}

// next returns the place of the next entry, none if there is none.
func (s *slots) next(f *search) int {
	for f.left == 0 {
		if len(s.tags) == 0 || !full(s.tags[f.group]) {
			return none
		}
		f.group = (f.group + 1) & uint32(len(s.tags)-1)
		f.left = matchTag(s.tags[f.group], tagOf(f.hash))
	}
	slot := f.group*8 + uint32(bits.TrailingZeros64(f.left))/8
	f.left &= f.left - 1
	return int(s.places[slot])
}

// add notes the hash of the next entry of the list.
func (s *slots) add(hash uint32) {
	if len(s.hashes) == cap(s.hashes) {
		s.hashes = append(makeLarge[uint32](max(8, 2*len(s.hashes)))[:0], s.hashes...)
	}
	s.hashes = append(s.hashes, hash)
	if len(s.hashes) <= 4*len(s.tags) {
		s.place(hash, uint32(len(s.hashes)-1))
		return
	}
	groups := max(2, 2*len(s.tags))
	s.tags, s.places = makeLarge[uint64](groups), makeLarge[uint32](8*groups)
	for place, hash := range s.hashes {
		s.place(hash, uint32(place))
	}
}

func (s *slots) place(hash, place uint32) {
	mask := uint32(len(s.tags) - 1)
	group := hash & mask
	for full(s.tags[group]) {
		group = (group + 1) & mask
	}
	used := uint32(bits.Len64(s.tags[group])+7) / 8
	s.tags[group] |= tagOf(hash) << (8 * used)
	s.places[group*8+used] = place
}

// candidates sets the place of the first entry that may have each hash, none where there is none, and returns which have
// one: the beginning of hits.
func (s *slots) candidates(hashes []uint32, places *[batchSize]int32, hits *[batchSize]uint8) []uint8 {
	if len(s.tags) == 0 {
		for i := range hashes {
			places[i] = none
		}
		return nil
	}
	var found [batchSize]uint64
	for i, hash := range hashes {
		found[i] = s.tags[hash&uint32(len(s.tags)-1)]
	}
	count := 0
	for i, hash := range hashes {
		match := matchTag(found[i], tagOf(hash))
		if match == 0 && full(found[i]) {
			f := s.search(hash)
			if places[i] = int32(s.next(&f)); places[i] != none {
				hits[count] = uint8(i)
				count++
			}
			continue
		}
		places[i] = none
		found[i] = match
		hits[count] = uint8(i)
		if match != 0 {
			count++
		}
	}
	for _, i := range hits[:count] {
		if places[i] == none {
			group := hashes[i] & uint32(len(s.tags)-1)
			places[i] = int32(s.places[group*8+uint32(bits.TrailingZeros64(found[i]))/8])
		}
	}
	return hits[:count]
}
