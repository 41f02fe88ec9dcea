package ndjson

import "github.com/kqlc/kqlc/kql/source"

// finder finds the events of blocks: where the values of columns are in them, and who needs them. Each goroutine has its own.
type finder struct {
	locator *locator
	open    func() source.Looker // nil where nobody looks at events
	looker  source.Looker        // nil before the first event
	decoder *Decoder             // of its columns
}

// at is the finder with another locator.
func (f *finder) at(l *locator) *finder { return &finder{l, f.open, f.looker, f.decoder} }

// passOver has the event looked at that was located last, and reports whether nobody needs it. A block takes what the looker
// tells.
func (f *finder) passOver(b *block) bool {
	if f.open == nil {
		return false
	}
	if f.looker == nil {
		f.looker = f.open()
		f.decoder = &Decoder{columns: f.looker.Columns()}
	}
	f.decoder.scratch = f.decoder.scratch[:0]
	from := len(b.needed)
	b.needed = f.looker.Look(f, b.needed)
	return len(b.needed) == from
}

// Set implements [source.Event].
func (f *finder) Set(column int) error { return f.decoder.set(column, f.locator.values[column]) }

// Written implements [source.Event].
func (f *finder) Written(column int) []byte { return f.locator.values[column] }
