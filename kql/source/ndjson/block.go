package ndjson

import (
	"bytes"
	"errors"
	"io"
	"slices"

	"github.com/kqlc/kqlc/kql/source"
)

// lines cuts a stream of lines into blocks.
type lines struct {
	r    io.Reader
	at   int64  // where what comes next is in the stream
	rest []byte // what was read and not given
	err  error  // what ends the stream behind it

	placed bool // whether a block has a place
}

// newLines goes on where a scanner stands.
func newLines(s *Scanner) *lines {
	rest := s.buf[s.from:s.to]
	return &lines{r: s.r, at: s.read - int64(len(rest)), rest: rest, err: s.err}
}

// block is some whole lines of a stream, and what was found in them.
type block struct {
	buf  []byte
	text []byte // of buf
	size int    // of buf where no line is longer
	// place is the part of a file whose lines it holds: those that begin there.
	place place
	// lines is the number of lines, events that of events that are not bad.
	lines  int
	events int64
	found  []event
	// values are those of the columns, for one event after the other.
	values [][]byte
	needed []int32     // what lookers tell of the events
	packed []byte      // values that are not in the text
	free   chan *block // where it goes when it is done with; nil without workers
}

// place is a part of a file.
type place struct {
	from, to int64
	atLine   bool // a line begins at from whatever stands before it
}

// event is a line of a block that was not passed over.
type event struct {
	line             int // from 0
	needed, neededTo int // of those of the block
	err              error
}

// ready gives a block a buffer, unless it has one that is long enough.
func (b *block) ready() {
	if len(b.buf) < b.size {
		b.buf = make([]byte, b.size)
	}
}

// giveBack gives up the buffer, in which nothing is needed any more.
func (b *block) giveBack(spare *source.Spare[[]byte]) {
	if b.shrink(); b.buf != nil {
		spare.Give(b.buf)
	}
	b.buf, b.text = nil, nil
}

// fill puts the next lines into a block: as many as go in, or as there are without waiting. At the end of the stream it
// returns io.EOF. Lines that another error cuts off are not given.
func (l *lines) fill(b *block) error {
	for len(b.buf) < len(l.rest) {
		b.grow(0)
	}
	n := copy(b.buf, l.rest)
	l.rest = l.rest[:0]
	for searched, empty := 0, 0; ; {
		if i := bytes.LastIndexByte(b.buf[searched:n], '\n'); i >= 0 {
			end := searched + i + 1
			b.text = b.buf[:end]
			l.at += int64(end)
			l.rest = append(l.rest, b.buf[end:n]...)
			return nil
		}
		searched = n
		if l.err == nil && n >= maxEvent {
			l.err = errTooLong
		}
		switch {
		case l.err == io.EOF && n > 0:
			b.text = b.buf[:n]
			l.at += int64(n)
			return nil
		case l.err != nil:
			b.text = nil
			return l.err
		case n == len(b.buf):
			b.grow(n)
		}
		var k int
		k, l.err = l.r.Read(b.buf[n:])
		n += k
		if empty++; k > 0 {
			empty = 0
		} else if empty == 100 && l.err == nil {
			l.err = io.ErrNoProgress
		}
	}
}

// place gives a block the next place, which leaves room in it for the end of the last line.
func (l *lines) place(b *block) {
	b.place = place{l.at, l.at + int64(b.size-b.size/64-2), !l.placed}
	l.at, l.placed = b.place.to, true
}

// fillAt fills a block with the lines that begin in its place, and returns what ends the file behind them: io.EOF, or what
// keeps it from being read. Lines that another error cuts off are not given.
func (b *block) fillAt(file io.ReaderAt) error {
	b.text = nil
	from := b.place.from
	if !b.place.atLine {
		from-- // a line begins behind a line feed
	}
	n, err := b.readAt(file, from, 0, b.size)
	start := 0
	if !b.place.atLine {
		start = lineEnd(b.buf[:n], 0) + 1
	}
	last := int(b.place.to-from) - 1 // of the place: the line feed that ends the last line is there or behind
	if start > last && n > last {
		return nil // no line begins here
	}
	for end := last; ; {
		searched := min(end, n)
		end = lineEnd(b.buf[:n], searched)
		line := bytes.LastIndexByte(b.buf[:end], '\n') + 1 // where the last line begins
		switch {
		case end-line >= maxEvent:
			b.text = b.buf[min(start, line):line]
			return errTooLong
		case end < n:
			b.text = b.buf[start : end+1]
			return nil
		case err == io.EOF:
			b.text = b.buf[min(start, end):end]
			return err
		case err != nil:
			b.text = b.buf[min(start, line):line]
			return err
		}
		n, err = b.readAt(file, from, n, n-last) // twice as much behind the place
	}
}

// readAt reads more bytes behind the first n, which a file has from a place on, and returns how many there are then.
func (b *block) readAt(file io.ReaderAt, from int64, n, more int) (int, error) {
	for n+more > len(b.buf) {
		b.grow(n)
	}
	k, err := file.ReadAt(b.buf[n:n+more], from+int64(n))
	if k == 0 && err == nil {
		err = io.ErrNoProgress
	}
	return n + k, err
}

// grow doubles a block and keeps its first n bytes.
func (b *block) grow(n int) {
	buf := make([]byte, 2*len(b.buf))
	copy(buf, b.buf[:n])
	b.buf = buf
}

// shrink gives back what a long line took.
func (b *block) shrink() {
	if len(b.buf) > 4*b.size {
		b.buf = nil
	}
}

// read finds the events of a block and where the values of columns are in them. Lines are passed over from the first on
// in which a column was found.
func (b *block) read(by *finder, f *filter) {
	b.lines, b.events, b.found, b.values, b.needed = 0, 0, b.found[:0], b.values[:0], b.needed[:0]
	hits := hits{filter: f, text: b.text}
	for at := 0; at < len(b.text); b.lines++ {
		end := lineEnd(b.text, at)
		line := b.text[at:end]
		if f != nil && by.locator.some && braced(line) && !hits.pass(at, end) {
			b.events++
		} else {
			b.event(by, line)
		}
		at = end + 1
	}
}

// pack moves the values out of the text, if they are a small part of it, and reports whether the text is needed no more.
func (b *block) pack() bool {
	size := 0
	for _, v := range b.values {
		size += len(v)
	}
	if size > len(b.text)/8 {
		return false
	}
	b.packed = slices.Grow(b.packed[:0], size)
	for i, v := range b.values {
		if v != nil {
			from := len(b.packed)
			b.packed = append(b.packed, v...)
			b.values[i] = b.packed[from:]
		}
	}
	return true
}

// braced reports whether a line begins and ends as an object does.
func braced(line []byte) bool {
	if n := len(line); n > 0 && line[n-1] == '\r' {
		line = line[:n-1]
	}
	return len(line) > 1 && line[0] == '{' && line[len(line)-1] == '}'
}

// event notes the event of a line.
func (b *block) event(by *finder, line []byte) {
	if line = bytes.TrimSpace(line); len(line) == 0 {
		return
	}
	err := by.locator.locate(line)
	if errors.Is(err, ErrOtherTable) {
		b.events++
		return
	}
	needed := len(b.needed)
	if err == nil {
		b.events++
		if by.passOver(b) {
			return
		}
	}
	b.found = append(b.found, event{b.lines, needed, len(b.needed), err})
	b.values = append(b.values, by.locator.values...)
}
