package kql

import (
	"hash/maphash"
	"unsafe"
)

// Texts keeps copies of texts, which outlive the input that the texts came from: those that come often once, and all in
// few pieces of memory, which are free when no text in them is used any more. The zero value keeps none. It is for what
// grows until all is done with; what is replaced all the time is better copied by itself.
type Texts struct {
	recent []recentText // by hash
	kept   int
	piece  int    // the size of the last piece
	free   []byte // the rest of it
}

// recentText has the hash of its text, lest texts that differ are read.
type recentText struct {
	hash uint64
	text string
}

// Keep returns a copy of text.
func (t *Texts) Keep(text string) string {
	if text == "" {
		return ""
	}
	if t.kept >= len(t.recent) && len(t.recent) < mostRecent {
		t.grow()
	}
	return t.keep(text, maphash.String(hashSeed, text))
}

func (t *Texts) keep(text string, hash uint64) string {
	at := t.slot(hash)
	if at.hash != hash || at.text != text {
		t.kept++
		*at = recentText{hash, t.copy(text)}
	}
	return at.text
}

// keepTogether is [Texts.KeepAll] of so many texts of a batch. It reads the memory for all of them before it needs it.
func (t *Texts) keepTogether(b *batch, count int) {
	for t.kept+count > len(t.recent) && len(t.recent) < mostRecent {
		t.grow()
	}
	var hashes [batchSize]uint64
	for i, text := range b.texts[:count] {
		hashes[i] = maphash.String(hashSeed, *text)
		b.ahead[i] = unsafe.Pointer(t.slot(hashes[i]))
	}
	b.readAhead(count)
	for i, hash := range hashes[:count] {
		if at := t.slot(hash); at.hash == hash && at.text != "" {
			b.ahead[i] = unsafe.Pointer(unsafe.StringData(at.text))
		}
	}
	b.readAhead(count)
	for i, text := range b.texts[:count] {
		if *text != "" {
			*text = t.keep(*text, hashes[i])
		}
	}
}

// KeepAll puts copies in the place of texts.
//
//go:noinline
func (t *Texts) KeepAll(texts ...*string) {
	for _, text := range texts {
		*text = t.Keep(*text)
	}
}

const (
	leastRecent, mostRecent = 1 << 5, 1 << 16
	leastPiece, mostPiece   = 1 << 12, 1 << 20
)

func (t *Texts) slot(hash uint64) *recentText { return &t.recent[hash&uint64(len(t.recent)-1)] }

func (t *Texts) grow() {
	old := t.recent
	t.recent = makeLarge[recentText](max(leastRecent, 4*len(old)))
	for _, r := range old {
		*t.slot(r.hash) = r
	}
}

func (t *Texts) copy(text string) string {
	if len(text) > cap(t.free) {
		if len(text) > leastPiece/4 {
			return string([]byte(text))
		}
		t.piece = min(max(2*t.piece, leastPiece), mostPiece)
		t.free = makeLarge[byte](t.piece)
	}
	t.free = append(t.free[:0], text...)
	kept := unsafe.String(unsafe.SliceData(t.free), len(text))
	t.free = t.free[len(text):len(text):cap(t.free)]
	return kept
}
