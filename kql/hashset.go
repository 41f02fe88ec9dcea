package kql

import "slices"

// hashSet is a set of hashes: the first few stand in it, all in a table when there are more.
type hashSet struct {
	few  [4]uint64 // 0 is free
	many *hashTable
}

// add takes in a hash. The hash 0 counts as 1.
func (s *hashSet) add(hash uint64) {
	hash = max(hash, 1)
	if s.many != nil {
		s.many.add(hash)
		return
	}
	for i, h := range &s.few {
		if h == hash {
			return
		}
		if h == 0 {
			s.few[i] = hash
			return
		}
	}
	s.many = &hashTable{}
	for _, h := range &s.few {
		s.many.add(h)
	}
	s.many.add(hash)
}

// len is the number of hashes.
func (s *hashSet) len() int {
	if s.many != nil {
		return s.many.count
	}
	n := 0
	for n < len(s.few) && s.few[n] != 0 {
		n++
	}
	return n
}

// has reports whether a hash was added.
func (s *hashSet) has(hash uint64) bool {
	hash = max(hash, 1)
	if s.many != nil {
		return s.many.slots[s.many.find(hash)] == hash
	}
	return slices.Contains(s.few[:], hash)
}

// each calls f for all hashes.
func (s *hashSet) each(f func(hash uint64)) {
	all := s.few[:]
	if s.many != nil {
		all = s.many.slots
	}
	for _, h := range all {
		if h != 0 {
			f(h)
		}
	}
}

// sorted returns the hashes in order.
func (s *hashSet) sorted() []int64 {
	out := make([]int64, 0, s.len())
	s.each(func(h uint64) { out = append(out, int64(h)) })
	slices.Sort(out)
	return out
}

// hashTable holds hashes in one array.
type hashTable struct {
	slots []uint64 // 0 is free
	count int
}

func (t *hashTable) add(hash uint64) {
	if 2*t.count >= len(t.slots) {
		old := t.slots
		t.slots = make([]uint64, max(16, 2*len(old)))
		for _, h := range old {
			if h != 0 {
				t.slots[t.find(h)] = h
			}
		}
	}
	if i := t.find(hash); t.slots[i] == 0 {
		t.slots[i] = hash
		t.count++
	}
}

// find returns where a hash stands, or could.
func (t *hashTable) find(hash uint64) uint64 {
	mask := uint64(len(t.slots) - 1)
	i := hash & mask
	for t.slots[i] != 0 && t.slots[i] != hash {
		i = (i + 1) & mask
	}
	return i
}
