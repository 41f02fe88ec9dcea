package kql

import (
	"math/bits"
)

// set is the distinct values in the order in which they are first seen. The zero value is empty. The first values, which are
// looked for most, stand in it, so that there is no other memory to wait for.
type set[T comparable] struct {
	count int
	tags  uint64 // of the first eight values a byte of their hash each
	first [4]T
	more  []T
	slots *slots // of more than eight values
}

// at is the i-th value.
func (s *set[T]) at(i int) *T {
	if i < len(s.first) {
		return &s.first[i]
	}
	return &s.more[i-len(s.first)]
}

// all are the values, which must not be changed.
func (s *set[T]) all() []T {
	if s.count <= len(s.first) {
		return s.first[:s.count]
	}
	return append(s.first[:len(s.first):len(s.first)], s.more...)
}

// few is how many values a set tells apart without slots.
const few = 8

// add takes v in if it is new and there are fewer than room. Text is kept by texts, or a copy by itself where that is nil.
func (s *set[T]) add(v T, room int, texts *Texts) {
	hash := keyHash(v)
	if s.has(v, hash) || s.count >= room {
		return
	}
	switch n := s.count; {
	case n < few:
		s.tags |= tagOf(hash) << (8 * n)
	case n == few:
		s.slots = &slots{}
		for i := range n {
			s.slots.add(keyHash(*s.at(i)))
		}
		fallthrough
	default:
		s.slots.add(hash)
	}
	if text, ok := any(&v).(*string); ok && texts != nil {
		*text = texts.Keep(*text)
	} else {
		v = keep(v)
	}
	switch {
	case s.count < len(s.first):
		s.first[s.count] = v
	case s.more == nil:
		s.more = make([]T, 1, len(s.first))
		s.more[0] = v
	default:
		s.more = append(s.more, v)
	}
	s.count++
}

func (s *set[T]) has(v T, hash uint32) bool {
	if s.slots != nil {
		f := s.slots.search(hash)
		for n := s.slots.next(&f); n != none; n = s.slots.next(&f) {
			if *s.at(n) == v {
				return true
			}
		}
		return false
	}
	for match := matchTag(s.tags, tagOf(hash)); match != 0; match &= match - 1 {
		n := bits.TrailingZeros64(match) / 8
		if n >= s.count {
			return false
		}
		if *s.at(n) == v {
			return true
		}
	}
	return false
}

// read reads the values that appendSlice wrote.
func (s *set[T]) read(src []byte) ([]byte, error) {
	var values []T
	src, err := readSlice(src, &values)
	*s = set[T]{}
	for _, v := range values {
		s.add(v, len(values), nil)
	}
	return src, err
}
