// Package ndjson reads events as JSON: one object a line, objects over several lines, or one array of objects. Only the
// columns that a rule reads are decoded, straight into the row that they are bound to; text without escapes is not copied.
//
// What is told of as a bad event: what is no JSON object, is cut off, or has a value that JSON does not have; and texts
// with escapes that JSON does not have, where a column is set from them. Of a text that no column is set from only the end
// is looked for. A line that guards pass over begins with { and ends with }; nothing else of it is looked at.
package ndjson

import (
	"errors"
	"io"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/source"
)

// Reader reads a stream of events into a row.
type Reader struct {
	// Guards pass over events that they say no to by their bytes, from the first event on in which one of the columns was
	// found.
	Guards kql.Guards
	// Workers is how many goroutines read lines, ahead of where the stream is, the caller's included; with up to 1 lines are
	// read when they are asked for. Events come in the order of the stream in any case. Streams of other forms than one
	// object a line are read without.
	Workers int
	// Look makes what looks at the events, for each goroutine that finds some; nil for nothing. It sees those that are not bad as
	// they stand, and of streams of other forms than one object a line none.
	Look func() source.Looker
	// File is the stream as a file, from its beginning on; nil where it is none. Of a file workers read each another part.
	File io.ReaderAt

	size    int // of blocks
	decoder *Decoder
	scanner *Scanner
	lines   *lines                // nil where the stream is not one of lines
	filter  *filter               // nil without guards
	pool    *pool                 // nil without workers
	part    *part                 // nil for a reader of the whole stream
	spare   *source.Spare[[]byte] // buffers of its parts; nil before there are some
	block   *block                // at hand
	at      int                   // the next of its events
	finder  *finder               // of its own
	values  [][]byte              // of the columns, of the event at hand
	needed  []int32               // by whom it is
	first   int                   // its first line
	line    int                   // of the event given last
	events  int64
	started bool
	closed  bool
}

// NewReader returns a reader of r.
func NewReader(r io.Reader, d *Decoder) *Reader {
	return &Reader{decoder: d, scanner: NewScanner(r), size: blockSize}
}

// Next sets the columns from the next event that is not passed over; io.EOF at the end. Behind a [source.LineError] that
// is not fatal reading goes on with the event after it.
func (r *Reader) Next() error {
	if err := r.Locate(); err != nil {
		return err
	}
	for i := range r.values {
		if err := r.Set(i); err != nil {
			return r.Bad(err)
		}
	}
	return nil
}

// Locate goes on to the next event as [Reader.Next] does, and sets no column.
func (r *Reader) Locate() error {
	if !r.started {
		r.start()
	}
	r.decoder.scratch = r.decoder.scratch[:0]
	if r.lines == nil {
		return r.locateScanned()
	}
	for r.block == nil || r.at == len(r.block.found) {
		if err := r.nextBlock(); err != nil {
			return err
		}
	}
	e := &r.block.found[r.at]
	r.values = r.block.values[r.at*len(r.decoder.columns):][:len(r.decoder.columns)]
	r.at++
	r.needed = r.block.needed[e.needed:e.neededTo]
	r.line = r.first + e.line
	if e.err != nil {
		return &source.LineError{Line: r.line, Reason: e.err.Error()}
	}
	return nil
}

// Set implements [source.Event] for the event at hand.
func (r *Reader) Set(column int) error { return r.decoder.set(column, r.values[column]) }

// Bad implements [source.Late].
func (r *Reader) Bad(reason error) error {
	r.events--
	return &source.LineError{Line: r.line, Reason: reason.Error()}
}

// Needed implements [source.Late].
func (r *Reader) Needed() (needed []int32, looked bool) {
	return r.needed, r.Look != nil && r.lines != nil
}

// Written is the value of a column in the event at hand, as it is written.
func (r *Reader) Written(column int) []byte { return r.values[column] }

// start finds out what the stream is.
func (r *Reader) start() {
	r.started = true
	r.decoder.locator.table = r.decoder.Table
	r.filter = newFilter(r.Guards, r.size/2)
	if r.scanner.byLine() {
		r.first = r.scanner.line
		r.lines = newLines(r.scanner)
	}
}

// locateScanned is Locate for streams that are not of lines.
func (r *Reader) locateScanned() error {
	for {
		event, err := r.scanner.Next()
		if err != nil {
			return err
		}
		r.line = r.scanner.Line()
		if r.filter != nil && r.decoder.locator.some && braced(event) && !r.filter.passEvent(event) {
			r.events++
			continue
		}
		switch err := r.decoder.locator.locate(event); {
		case err == nil:
			r.events++
			r.values = r.decoder.locator.values
			return nil
		case errors.Is(err, ErrOtherTable):
			r.events++
		default:
			return &source.LineError{Line: r.line, Reason: err.Error()}
		}
	}
}

// nextBlock goes on to the next block of lines.
func (r *Reader) nextBlock() error {
	if r.block == nil {
		r.block = &block{size: r.size}
	}
	r.first += r.block.lines
	r.at = 0
	if err := r.readBlock(); err != nil {
		r.block.lines, r.block.found = 0, nil
		if err == errTooLong {
			return &source.LineError{Line: r.first, Reason: err.Error(), Fatal: true}
		}
		return err
	}
	r.events += r.block.events
	return nil
}

// readBlock reads the next block, or has it read. The workers begin when there is a column, so that what they pass over does
// not depend on them, and the filter changes no more.
func (r *Reader) readBlock() (err error) {
	if r.pool == nil && r.Workers > 1 && r.decoder.locator.some && r.filter.settled() {
		r.pool = newPool(r)
	}
	switch {
	case r.pool != nil:
		r.block, err = r.pool.next(r.block)
		return err
	case r.part != nil:
		return r.part.next(r)
	}
	r.block.ready()
	if err := r.lines.fill(r.block); err != nil {
		return err
	}
	r.filter.sample(r.block.text)
	if r.finder == nil {
		r.finder = &finder{locator: &r.decoder.locator, open: r.Look}
	}
	r.block.read(r.finder, r.filter)
	return nil
}

// Line is the line, from 1, on which the event given last starts.
func (r *Reader) Line() int { return r.line }

// Events is how many events were read or passed over, as far as the reader has read ahead; bad ones are not counted.
func (r *Reader) Events() int64 { return r.events }

// Missing are the columns that no event had so far that was not passed over.
func (r *Reader) Missing() []string { return r.decoder.Missing() }

// Columns is the number of columns.
func (r *Reader) Columns() int { return r.decoder.Columns() }

// Names are the names of the members that events had so far, as they are written, sorted.
func (r *Reader) Names() []string { return r.decoder.Names() }

// Close ends reading, and closes the stream if that can be closed, as soon as no worker waits for it any more.
func (r *Reader) Close() error {
	if r.closed {
		return nil
	}
	r.closed = true
	stream, ok := r.scanner.r.(io.Closer)
	if !ok {
		stream = io.NopCloser(nil)
	}
	if r.pool == nil {
		return stream.Close()
	}
	r.pool.close(func() { stream.Close() })
	return nil
}
