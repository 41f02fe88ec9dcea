package kql

import (
	"math/bits"
	"unicode/utf8"
)

// In is in, for texts: text is one of values (Kusto: in-cs-operator).
func In(text string, values ...string) bool {
	for _, v := range values {
		if text == v {
			return true
		}
	}
	return false
}

// InFold is in~: text is one of values, case folded (Kusto: in-operator).
func InFold(text string, values ...string) bool {
	for _, v := range values {
		if EqualFold(text, v) {
			return true
		}
	}
	return false
}

// StringSet is a prepared list of in.
type StringSet struct {
	lengths lengths
	values  map[string]struct{}
}

// NewStringSet prepares a list of in.
func NewStringSet(values ...string) StringSet {
	s := StringSet{values: make(map[string]struct{}, len(values))}
	for _, v := range values {
		s.values[v] = struct{}{}
		s.lengths.add(len(v))
	}
	return s
}

// InSet is [In] with a prepared list.
func InSet(text string, values StringSet) bool {
	if !values.lengths.has(len(text)) {
		return false
	}
	_, ok := values.values[text]
	return ok
}

// FoldSet is a prepared list of in~.
type FoldSet struct {
	lengths lengths
	firsts  *[256]bool // the bytes that values begin with; all that are not ASCII, if there is such a value
	slots   []foldSlot // open addressing, never full
	other   bool       // a value is not ASCII
}

type foldSlot struct {
	value string
	hash  uint64
	used  bool
}

// NewFoldSet prepares a list of in~.
func NewFoldSet(values ...string) FoldSet {
	size := 4
	for size < 2*len(values) {
		size *= 2
	}
	s := FoldSet{firsts: new([256]bool), slots: make([]foldSlot, size)}
	for _, v := range values {
		s.other = s.other || !isASCII(v)
	}
	for _, v := range values {
		if isASCII(v) {
			s.lengths.add(len(v))
		} else {
			s.lengths = ^lengths(0) // the cases of a character may differ in length
			for c := utf8.RuneSelf; c < len(s.firsts); c++ {
				s.firsts[c] = true
			}
		}
		for c := 0; v != "" && c < utf8.RuneSelf; c++ {
			s.firsts[c] = s.firsts[c] || lowerASCII[c] == lowerASCII[v[0]]
		}
		slot, found := s.find(v)
		if !found {
			*slot = foldSlot{v, s.hash(v), true}
		}
	}
	return s
}

// InFoldSet is [InFold] with a prepared list.
func InFoldSet(text string, values FoldSet) bool {
	if !values.lengths.has(len(text)) || text != "" && !values.firsts[text[0]] {
		return false
	}
	_, found := values.find(text)
	return found
}

// find returns the slot that holds text, or the one where it belongs.
func (s FoldSet) find(text string) (slot *foldSlot, found bool) {
	hash, mask := s.hash(text), uint64(len(s.slots)-1)
	for i := hash ^ hash>>32; ; i++ {
		slot = &s.slots[i&mask]
		if !slot.used {
			return slot, false
		}
		if slot.hash == hash && EqualFold(slot.value, text) {
			return slot, true
		}
	}
}

// hash is equal for texts that are equal, case folded. Among values of ASCII another text is equal to none, whatever its
// hash.
func (s FoldSet) hash(text string) uint64 {
	if s.other {
		return foldHash(text)
	}
	return foldHashASCII(text)
}

// foldHashASCII hashes length, beginning and end of a text; by bit 5 letters of both cases are alike, and so are other bytes
// that are not.
func foldHashASCII(s string) uint64 {
	const first, second, small = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x2020202020202020
	var begin, end uint64
	switch n := len(s); {
	case n >= 8:
		begin, end = load64(s), load64(s[n-8:])
	case n >= 4:
		begin, end = uint64(load32(s)), uint64(load32(s[n-4:]))
	case n > 0:
		begin, end = uint64(s[0])|uint64(s[n/2])<<8, uint64(s[n-1])
	}
	hash := (begin|small)*first ^ bits.RotateLeft64((end|small)*second, 32) + uint64(len(s))
	return hash ^ hash>>29
}

// load32 reads four bytes.
func load32(s string) uint32 {
	_ = s[3]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

// load64 reads eight bytes.
func load64(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

func foldHash(s string) uint64 {
	hash := uint64(hashStart)
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			hash = (hash ^ uint64(lowerASCII[c])) * hashPrime
			i++
			continue
		}
		r, size := decode(s[i:])
		hash = (hash ^ uint64(foldRune(r))) * hashPrime
		i += size
	}
	return hash
}

// lengths is a set of lengths in bytes, all from 63 on as one: a first test that is nearly free.
type lengths uint64

func (l *lengths) add(n int) { *l |= 1 << min(n, 63) }

func (l lengths) has(n int) bool { return l>>min(n, 63)&1 != 0 }
