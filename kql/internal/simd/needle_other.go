//go:build !amd64 || purego

package simd

// next returns the first of places places of text, more than 0, at which the anchors stand; -1 if there is none.
func (n *Needle) next(text string, places int) int { return n.nextPortable(text, places) }
