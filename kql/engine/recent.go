package engine

import (
	"encoding/binary"
	"math/bits"
)

// recent remembers what was found in values of a column: most columns have few, which come again and again. It takes little
// memory as long as they find room in it, so that it stays in the cache, and gives up where they do not come again.
type recent struct {
	entries      []entry // by the low bits of the value's hash; nil until there is one
	tried, known int
	given        bool // up
}

// entry is a value and what was found in it.
type entry struct {
	value   []byte
	written bool // the value is as a source has it written
	found   mask
}

const (
	leastEntries, mostEntries = 1 << 6, 1 << 10
	recentTrial               = 1 << 10 // how many values are looked up before it is decided how to go on
	recentLongest             = 1 << 8  // of values
)

// forget forgets what was found, and keeps the memory.
func (r *recent) forget() {
	for i := range r.entries {
		r.entries[i].value = r.entries[i].value[:0]
	}
	r.tried, r.known, r.given = 0, 0, false
}

// place is where a value is, or can be put; nil where it is not to be remembered.
func (r *recent) place(value string) *entry {
	if r.given || len(value) > recentLongest || len(value) == 0 {
		return nil
	}
	if r.entries == nil {
		r.entries = make([]entry, leastEntries)
	}
	if r.tried++; r.tried == recentTrial {
		r.decide()
	}
	return &r.entries[ends(value)%uint64(len(r.entries))]
}

// decide goes on with more entries where many values were not known, and gives up where there are as many as may be and
// most values were not.
func (r *recent) decide() {
	unknown := r.tried - r.known
	r.tried, r.known = 0, 0
	switch {
	case len(r.entries) == mostEntries:
		r.given = unknown > recentTrial/2
	case unknown > recentTrial/16:
		r.entries = make([]entry, 4*len(r.entries))
	}
}

// has reports whether the entry is of a value.
func (r *recent) has(e *entry, value string, written bool) bool {
	if string(e.value) != value || e.written != written {
		return false
	}
	r.known++
	return true
}

// ends is a hash of the length, the first and the last bytes of a text, in which most values of a column differ.
func ends(text string) uint64 {
	const first, last = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F
	var a, b uint64
	if n := len(text); n >= 8 {
		a, b = binary.LittleEndian.Uint64([]byte(text[:8])), binary.LittleEndian.Uint64([]byte(text[n-8:]))
	} else {
		for _, c := range []byte(text) {
			a = a<<8 | uint64(c)
		}
	}
	h := (a^uint64(len(text)))*first ^ bits.RotateLeft64(b*last, 32)
	return h>>32 ^ h
}

// put puts a value in the place of another.
func (e *entry) put(value string, written bool, found []uint64) {
	e.value, e.written, e.found = append(e.value[:0], value...), written, e.found[:0]
	for i, word := range found {
		if word != 0 {
			e.found = append(e.found, maskWord{i, word})
		}
	}
}
