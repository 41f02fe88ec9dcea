package kql

import "math/bits"

// filter tells of most hashes that they are not among those it was made of, from less memory than these take: one or two bytes
// a hash.
type filter []uint64

// largestFilter is how large a filter may become, in words: one that has to be waited for tells nothing in time.
const largestFilter = 1 << 15

// newFilter makes a filter; nil, which tells nothing, where it would become too large.
func newFilter(hashes []uint32) filter {
	size := 1 << max(bits.Len(uint(len(hashes)))-3, 0)
	if size > largestFilter {
		return nil
	}
	f := makeLarge[uint64](size)
	for _, hash := range hashes {
		f[int(hash>>6)&(size-1)] |= 1 << (hash & 63)
	}
	return f
}

// may reports whether a hash may be among them.
func (f filter) may(hash uint32) bool {
	return len(f) == 0 || f[int(hash>>6)&(len(f)-1)]>>(hash&63)&1 != 0
}
