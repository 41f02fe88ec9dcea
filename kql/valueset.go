package kql

import (
	"math/bits"
)

// set is the distinct values in the order in which they are first seen. The zero value is empty.
type set[T comparable] struct {
	values []T
	tags   uint64 // of the first eight values a byte of their hash each
	slots  *slots // of more values
}

// few is how many values a set tells apart without slots.
const few = 8

// add takes v in if it is new and there are fewer than room. Text is kept by texts, or a copy by itself where that is nil.
func (s *set[T]) add(v T, room int, texts *Texts) {
	hash := keyHash(v)
	if s.has(v, hash) || len(s.values) >= room {
		return
	}
	switch n := len(s.values); {
	case n == 0:
		s.values = make([]T, 0, few/2)
		fallthrough
	case n < few:
		s.tags |= tagOf(hash) << (8 * n)
	case n == few:
		s.slots = &slots{}
		for _, v := range s.values {
			s.slots.add(keyHash(v))
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
	s.values = append(s.values, v)
}

func (s *set[T]) has(v T, hash uint32) bool {
	if s.slots != nil {
		f := s.slots.search(hash)
		for n := s.slots.next(&f); n != none; n = s.slots.next(&f) {
			if s.values[n] == v {
				return true
			}
		}
		return false
	}
	for match := matchTag(s.tags, tagOf(hash)); match != 0; match &= match - 1 {
		n := bits.TrailingZeros64(match) / 8
		if n >= len(s.values) {
			return false
		}
		if s.values[n] == v {
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
