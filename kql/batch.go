package kql

import "unsafe"

// batchSize is how many keys are looked up together: fewer where they, and what belongs to them, have more text than
// batchText.
const (
	batchSize = 256
	batchText = 1 << 15
)

// batch is keys that are looked up together: the processor then waits for the memory of many at a time, and not for that of
// each in turn.
type batch[K comparable] struct {
	borrowed
	keys    []K
	hashes  [batchSize]uint32
	places  [batchSize]int32 // of what has the keys, none where nothing has
	hit     [batchSize]uint8 // which keys something has, as many as hits
	hits    int
	touched uint32 // keeps the reading of memory ahead from being left out
}

func (b *batch[K]) add(key K) {
	b.hashes[len(b.keys)] = keyHash(key)
	b.keys = append(b.keys, key)
}

func (b *batch[K]) full() bool { return len(b.keys) == batchSize || len(b.bytes) > batchText }

// reset forgets the keys.
func (b *batch[K]) reset() {
	b.keys = b.keys[:0]
	if b.bytes = b.bytes[:0]; cap(b.bytes) > 4*batchText {
		b.bytes = nil
	}
}

// borrowed are copies of texts that are needed until a batch is done.
type borrowed struct{ bytes []byte }

func (b *borrowed) text(text string) string {
	if text == "" {
		return ""
	}
	at := len(b.bytes)
	b.bytes = append(b.bytes, text...) // where this moves, earlier texts stay where they are
	return unsafe.String(&b.bytes[at], len(text))
}

func (b *borrowed) dynamic(d Dynamic) Dynamic {
	if d.tree != nil {
		return d.Clone()
	}
	d.text = b.text(d.text)
	return d
}
