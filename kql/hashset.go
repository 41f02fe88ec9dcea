package kql

import "slices"

// hashSet is a set of hashes in one array.
type hashSet struct {
	slots []uint64 // 0 is free
	count int
}

// add takes in a hash. The hash 0 counts as 1.
func (s *hashSet) add(hash uint64) {
	hash = max(hash, 1)
	if 2*s.count >= len(s.slots) {
		old := s.slots
		*s = hashSet{slots: make([]uint64, max(8, 2*len(old)))}
		for _, h := range old {
			if h != 0 {
				s.put(h)
			}
		}
	}
	s.put(hash)
}

func (s *hashSet) put(hash uint64) {
	mask := uint64(len(s.slots) - 1)
	for i := hash & mask; ; i = (i + 1) & mask {
		switch s.slots[i] {
		case hash:
			return
		case 0:
			s.slots[i] = hash
			s.count++
			return
		}
	}
}

// has reports whether a hash was added.
func (s *hashSet) has(hash uint64) bool {
	if s.count == 0 {
		return false
	}
	mask := uint64(len(s.slots) - 1)
	for i := max(hash, 1) & mask; s.slots[i] != 0; i = (i + 1) & mask {
		if s.slots[i] == max(hash, 1) {
			return true
		}
	}
	return false
}

// each calls f for all hashes.
func (s *hashSet) each(f func(hash uint64)) {
	for _, h := range s.slots {
		if h != 0 {
			f(h)
		}
	}
}

// sorted returns the hashes in order.
func (s *hashSet) sorted() []int64 {
	out := make([]int64, 0, s.count)
	s.each(func(h uint64) { out = append(out, int64(h)) })
	slices.Sort(out)
	return out
}
