package kql

import "unsafe"

// batchSize is how many keys are looked up together: fewer where they, and what belongs to them, have more text than
// batchText.
const (
	batchSize = 256
	batchText = 1 << 15
)

// lineSize is the size of a line of the processor's cache; of a value so much is read ahead.
const lineSize, mostAhead = 64, 256

// batch is keys that are looked up together: the processor then waits for the memory of many at a time, and not for that of
// each in turn.
type batch struct {
	keys    [batchSize]unsafe.Pointer
	values  [batchSize]unsafe.Pointer // with the keys, where there are some
	hashes  [batchSize]uint32
	places  [batchSize]int32 // of the values with the keys, none where there is none
	hit     [batchSize]uint8 // which keys have a value
	texts   [batchSize]*string
	ahead   [batchSize]unsafe.Pointer // memory that is about to be read
	touched byte                      // keeps the reading of memory ahead from being left out
}

// readAhead reads so many places of ahead, and does nothing else, so that as many as possible are waited for at a time.
func (b *batch) readAhead(count int) {
	var touched byte
	for _, p := range b.ahead[:count] {
		touched ^= *(*byte)(p)
	}
	b.touched = touched
}

// findAll looks for so many keys of a batch by their hashes, and returns which have a value. Each step reads memory whose
// place the step before has found.
func (t *table) findAll(b *batch, count int) []uint8 {
	hits := t.slots.candidates(b, count)
	for n, i := range hits {
		b.values[i] = t.at(int(b.places[i]))
		b.ahead[n] = b.values[i]
	}
	b.readAhead(len(hits))
	for at := uintptr(lineSize); at < min(t.size, mostAhead); at += lineSize {
		for n, i := range hits {
			b.ahead[n] = unsafe.Add(b.values[i], at)
		}
		b.readAhead(len(hits))
	}
	for n, i := range hits {
		b.ahead[n] = t.key.first(b.values[i])
	}
	b.readAhead(len(hits))
	found := 0
	for _, i := range hits {
		if !t.key.equal(b.values[i], b.keys[i]) {
			n := t.find(b.keys[i], b.hashes[i])
			if b.places[i] = int32(n); n == none {
				continue
			}
			b.values[i] = t.at(n)
		}
		b.hit[found] = i
		found++
	}
	return b.hit[:found]
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

// reset ends the use of all texts.
func (b *borrowed) reset() {
	if b.bytes = b.bytes[:0]; cap(b.bytes) > 4*batchText {
		b.bytes = nil
	}
}
