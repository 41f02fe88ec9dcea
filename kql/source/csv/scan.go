package csv

import (
	"bytes"
	"fmt"
	"io"
)

// scanner cuts a stream into records and these into cells. It holds one block of the stream, or one record where that is
// longer.
type scanner struct {
	r        io.Reader
	buf      []byte
	from, to int // the part of buf that has been read and not been given
	line     int // on which the next record starts
	at       int // on which the record given last starts
	err      error
	started  bool
	cells    [][]byte
}

const (
	blockSize = 256 << 10
	// maxRecord is where the search for a closing quote is given up.
	maxRecord = 16 << 20
)

func newScanner(r io.Reader) *scanner { return &scanner{r: r, buf: make([]byte, blockSize), line: 1} }

// next returns the cells of the next record, valid until the next call. Empty lines are left out. Behind a record whose
// quotes are wrong reading goes on with the line after its first one, so that a quote too many takes no others with it.
func (s *scanner) next() ([][]byte, error) {
	if !s.started {
		s.start()
	}
	for {
		end, problem := s.cut()
		s.at = s.line
		if problem != "" {
			s.skipLine()
			return nil, s.bad("%s", problem)
		}
		if s.err != nil && s.err != io.EOF && end == s.to-s.from {
			return nil, s.err // a record that is cut off by a failure is not given
		}
		s.line += bytes.Count(s.buf[s.from:s.from+end], []byte("\n"))
		s.from += end
		switch {
		case len(s.cells) > 1 || len(s.cells[0]) > 0:
			return s.cells, nil
		case end == 0:
			return nil, io.EOF
		}
	}
}

// start skips a byte order mark.
func (s *scanner) start() {
	s.started = true
	for s.to < 3 && s.fill() {
	}
	if bytes.HasPrefix(s.buf[:s.to], []byte("\xef\xbb\xbf")) {
		s.from = 3
	}
}

// skipLine goes behind the next line feed.
func (s *scanner) skipLine() {
	s.line++
	for {
		if i := bytes.IndexByte(s.buf[s.from:s.to], '\n'); i >= 0 {
			s.from += i + 1
			return
		}
		s.from = s.to
		if !s.fill() {
			return
		}
	}
}

// cut finds the record that starts at from, with more of the stream as long as it does not end, and sets cells. It
// returns the record's length with the line feed, or what is wrong with its quotes.
func (s *scanner) cut() (end int, problem string) {
	for {
		end, ended, problem := s.find(s.buf[s.from:s.to])
		switch {
		case ended || problem != "":
			return end, problem
		case s.to-s.from > maxRecord:
			return 0, fmt.Sprintf("a quote is not closed within %d bytes", maxRecord)
		case s.err != nil && end < 0:
			return 0, "a quote is not closed"
		case s.err != nil:
			return end, ""
		}
		// A long record is looked at again only when there is much more of it.
		s.fill()
		for s.to-s.from > blockSize && s.to < len(s.buf) && s.fill() {
		}
	}
}

// find cuts b into the cells of its first record and reports whether a line feed ends it. end is -1 within quotes.
func (s *scanner) find(b []byte) (end int, ended bool, problem string) {
	s.cells = s.cells[:0]
	for i := 0; ; i++ {
		var cell []byte
		if i < len(b) && b[i] == '"' {
			n := closing(b[i:])
			if n == 0 {
				return -1, false, ""
			}
			cell = b[i : i+n]
			if i += n; i < len(b) && b[i] == '\r' {
				i++
			}
			if i < len(b) && b[i] != ',' && b[i] != '\n' {
				return 0, false, fmt.Sprintf(`expected "," or the line's end behind the quotes of cell %d`, len(s.cells)+1)
			}
		} else {
			from := i
			for i < len(b) && b[i] != ',' && b[i] != '\n' {
				i++
			}
			cell = b[from:i]
			if i == len(b) || b[i] == '\n' {
				cell = bytes.TrimSuffix(cell, []byte("\r"))
			}
		}
		s.cells = append(s.cells, cell)
		switch {
		case i >= len(b):
			return len(b), false, ""
		case b[i] == '\n':
			return i + 1, true, ""
		}
	}
}

// closing is the length of the cell in quotes that b starts with, 0 where it does not end.
func closing(b []byte) int {
	for i := 1; ; i += 2 {
		n := bytes.IndexByte(b[i:], '"')
		if n < 0 {
			return 0
		}
		if i += n; i+1 >= len(b) || b[i+1] != '"' {
			return i + 1
		}
	}
}

// fill reads more behind what is there, and reports whether there was more; if not, err says why.
func (s *scanner) fill() bool {
	if s.err != nil {
		return false
	}
	if s.from > 0 {
		copy(s.buf, s.buf[s.from:s.to])
		s.from, s.to = 0, s.to-s.from
	}
	if s.to == len(s.buf) {
		s.buf = append(s.buf, make([]byte, len(s.buf))...)
	}
	for range 100 {
		n, err := s.r.Read(s.buf[s.to:])
		s.to += n
		if err != nil {
			s.err = err
			return n > 0
		}
		if n > 0 {
			return true
		}
	}
	s.err = io.ErrNoProgress
	return false
}
