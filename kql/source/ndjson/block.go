package ndjson

import (
	"bytes"
	"errors"
	"io"
)

// lines cuts a stream of lines into blocks.
type lines struct {
	r    io.Reader
	rest []byte // what was read and not given
	err  error  // what ends the stream behind it
}

// newLines goes on where a scanner stands.
func newLines(s *Scanner) *lines { return &lines{r: s.r, rest: s.buf[s.from:s.to], err: s.err} }

// block is some whole lines of a stream, and what was found in them.
type block struct {
	buf  []byte
	text []byte // of buf
	// lines is the number of lines, events that of events that are not bad.
	lines  int
	events int64
	found  []event
	// values are those of the columns, for one event after the other.
	values [][]byte
	free   chan *block // where it goes when it is done with; nil without workers
}

// event is a line of a block that was not passed over.
type event struct {
	line int // from 0
	err  error
}

func newBlock(size int) *block { return &block{buf: make([]byte, size)} }

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
			l.rest = append(l.rest, b.buf[end:n]...)
			return nil
		}
		searched = n
		switch {
		case l.err == io.EOF && n > 0:
			b.text = b.buf[:n]
			return nil
		case l.err != nil:
			return l.err
		case n >= maxEvent:
			l.err = errTooLong
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

// grow doubles a block and keeps its first n bytes.
func (b *block) grow(n int) {
	buf := make([]byte, 2*len(b.buf))
	copy(buf, b.buf[:n])
	b.buf = buf
}

// read finds the events of a block and where the values of columns are in them. Lines are passed over from the first on
// in which a column was found.
func (b *block) read(l *locator, f *filter) {
	b.lines, b.events, b.found, b.values = 0, 0, b.found[:0], b.values[:0]
	hits := hits{filter: f, text: b.text}
	for at := 0; at < len(b.text); b.lines++ {
		end := lineEnd(b.text, at)
		line := b.text[at:end]
		if f != nil && l.some && braced(line) && !hits.pass(at, end) {
			b.events++
		} else {
			b.event(l, line)
		}
		at = end + 1
	}
}

// braced reports whether a line begins and ends as an object does.
func braced(line []byte) bool {
	if n := len(line); n > 0 && line[n-1] == '\r' {
		line = line[:n-1]
	}
	return len(line) > 1 && line[0] == '{' && line[len(line)-1] == '}'
}

// event notes the event of a line.
func (b *block) event(l *locator, line []byte) {
	if line = bytes.TrimSpace(line); len(line) == 0 {
		return
	}
	err := l.locate(line)
	if errors.Is(err, ErrOtherTable) {
		b.events++
		return
	}
	if err == nil {
		b.events++
	}
	b.found = append(b.found, event{b.lines, err})
	b.values = append(b.values, l.values...)
}
