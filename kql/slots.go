package kql

import "hash/maphash"

// hashSeed is that of all tables: what they give does not depend on it.
var hashSeed = maphash.MakeSeed()

// keyHash is the hash of a key by which slots find it.
func keyHash[K comparable](key K) uint32 { return uint32(maphash.Comparable(hashSeed, key)) }

// slots find the entries of a list by the hashes of their keys. The list is their owner's, who compares keys.
type slots struct {
	table []uint64 // hash of an entry, and below its place plus one; 0 where free. As many as a power of two.
	count int
}

// next returns the place of the next entry with a hash, -1 if there is none. The search begins at the hash and goes on at
// what the last call returned.
func (s *slots) next(hash, at uint32) (place int, next uint32) {
	if len(s.table) == 0 {
		return -1, 0
	}
	for mask := uint32(len(s.table) - 1); ; {
		slot := s.table[at&mask]
		at++
		if slot == 0 {
			return -1, 0
		}
		if uint32(slot>>32) == hash {
			return int(uint32(slot)) - 1, at
		}
	}
}

// add notes the hash of the next entry of the list.
func (s *slots) add(hash uint32) {
	if 2*s.count >= len(s.table) {
		old := s.table
		s.table = make([]uint64, max(16, 2*len(old)))
		for _, slot := range old {
			if slot != 0 {
				s.place(slot)
			}
		}
	}
	s.count++
	s.place(uint64(hash)<<32 | uint64(s.count))
}

func (s *slots) place(slot uint64) {
	mask := uint32(len(s.table) - 1)
	at := uint32(slot>>32) & mask
	for s.table[at] != 0 {
		at = (at + 1) & mask
	}
	s.table[at] = slot
}
