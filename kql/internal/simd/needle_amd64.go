//go:build !purego

package simd

import "unsafe"

// The searches return the first of places places behind p at which the anchors stand, or -1. They may read behind the
// text, but not in a page of memory where it has nothing; needleAVX2 returns -2 where it would have to.
//
//go:noescape
func needleAVX2(anchors *[2]anchor, p *byte, places int) int

//go:noescape
func needleAVX512(anchors *[2]anchor, p *byte, places int) int

// next returns the first of places places of text, more than 0, at which the anchors stand; -1 if there is none.
func (n *Needle) next(text string, places int) int {
	switch n.level {
	case AVX512:
		return needleAVX512(&n.anchors, unsafe.StringData(text), places)
	case AVX2:
		if i := needleAVX2(&n.anchors, unsafe.StringData(text), places); i >= -1 {
			return i
		}
	}
	return n.nextPortable(text, places)
}
