package kql

import "unsafe"

// CloneTexts gives texts that may belong to the input memory of their own, one piece for all: for the texts of a row that is
// kept, and let go, as a whole.
//
//go:noinline
func CloneTexts(texts ...*string) {
	size := 0
	for _, t := range texts {
		size += len(*t)
	}
	piece := make([]byte, 0, size)
	for _, t := range texts {
		piece = cloneInto(piece, t)
	}
}

// cloneInto puts a text into a piece that has room for it.
func cloneInto(piece []byte, text *string) []byte {
	start := len(piece)
	piece = append(piece, *text...)
	*text = unsafe.String(unsafe.SliceData(piece[start:]), len(*text))
	return piece
}

// CloneDynamics is [CloneTexts] of dynamics, each by itself.
//
//go:noinline
func CloneDynamics(values ...*Dynamic) {
	for _, v := range values {
		*v = v.Clone()
	}
}
