package ndjson

import (
	"io"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/source"
)

// part is what a reader of a part of a file has.
type part struct {
	to    int64
	err   error // what ended the part
	spare *source.Spare[[]byte]
}

// Rest implements [source.Whole]. The rest can be read in parts when what is passed over does not depend on the events before
// any more; streams that are no files of one object a line cannot.
func (r *Reader) Rest() (from, to int64, ok bool) {
	if r.File == nil || r.lines == nil || r.lines.err != nil || r.pool != nil || r.part != nil || !r.decoder.locator.some {
		return 0, 0, false
	}
	if sized, ok := r.File.(interface{ Size() int64 }); ok {
		to = sized.Size()
	}
	return r.lines.at, to, r.at == len(r.block.found)
}

// Part implements [source.Whole].
func (r *Reader) Part(from, to int64, columns []kql.Column, old source.Reader) source.Reader {
	spare, _ := old.(*Reader)
	const least = 1 << 12
	size := int(min(int64(r.size), max(least, to-from)))
	if r.spare == nil {
		r.spare = &source.Spare[[]byte]{}
		r.block.giveBack(r.spare)
	}
	part := &Reader{
		File: r.File, size: size, decoder: &Decoder{Table: r.decoder.Table, columns: columns},
		lines: &lines{at: from, placed: from != r.lines.at}, filter: r.filter, part: &part{to: to, spare: r.spare}, first: 1, started: true,
	}
	if spare == nil || spare.size != size {
		part.decoder.locator = *r.decoder.locator.another()
		return part
	}
	part.decoder.locator, part.decoder.scratch = spare.decoder.locator, spare.decoder.scratch
	part.block = spare.block
	part.block.lines, part.block.found = 0, part.block.found[:0]
	return part
}

// Before implements [source.Whole].
func (r *Reader) Before() int { return r.first + r.block.lines - 1 }

// Take implements [source.Whole].
func (r *Reader) Take(of source.Reader) {
	part := of.(*Reader)
	r.first += part.Before()
	r.events += part.events
	r.decoder.locator.take(&part.decoder.locator)
}

// next reads the next block of a part.
func (p *part) next(r *Reader) error {
	if p.err == nil && r.lines.at >= p.to {
		p.err = io.EOF
	}
	if p.err != nil {
		r.block.giveBack(p.spare)
		return p.err
	}
	if r.block.buf == nil {
		r.block.buf = p.spare.Take()
	}
	r.block.ready()
	r.lines.place(r.block)
	r.block.place.to = min(r.block.place.to, p.to)
	p.err = r.block.fillAt(r.File)
	if p.err != nil && len(r.block.text) == 0 {
		return p.err
	}
	if r.finder == nil {
		r.finder = &finder{locator: &r.decoder.locator}
	}
	r.block.read(r.finder, r.filter)
	return nil
}
