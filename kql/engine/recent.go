package engine

import "hash/maphash"

// recent remembers what was found in values of a column: most columns have few, which come again and again. It gives up
// where they do not.
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
	recentEntries = 1 << 10
	recentTrial   = 1 << 12 // how many values are looked up before it is decided to go on
	recentLongest = 1 << 8  // of values
)

var recentSeed = maphash.MakeSeed()

// entry is where a value is, or can be put; nil where it cannot.
func (r *recent) entry(value string, written bool) (e *entry, known bool) {
	if r.given || len(value) > recentLongest {
		return nil, false
	}
	if r.tried++; r.tried == recentTrial {
		r.given = 2*r.known < r.tried
		r.tried, r.known = 0, 0
	}
	if r.entries == nil {
		r.entries = make([]entry, recentEntries)
	}
	e = &r.entries[maphash.String(recentSeed, value)%recentEntries]
	if string(e.value) != value || e.written != written {
		return e, false
	}
	r.known++
	return e, true
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
