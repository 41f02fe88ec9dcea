// Package ndjson reads events as JSON: one object a line, or one array of objects. Only the columns that a rule reads are
// decoded, straight into the row that they are bound to; text without escapes is not copied.
package ndjson

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// Scanner cuts a stream into events. It holds one block of the stream, or one event where that is longer.
type Scanner struct {
	r        io.Reader
	buf      []byte
	from, to int // the part of buf that has been read and not been given
	line     int
	lines    int // of the event given last
	eof      bool
	err      error
	started  bool
	array    bool
	first    bool
}

const blockSize = 256 << 10

// NewScanner returns a scanner of r.
func NewScanner(r io.Reader) *Scanner { return &Scanner{r: r, buf: make([]byte, blockSize), line: 1} }

// Line is the line, from 1, on which the event given last starts.
func (s *Scanner) Line() int { return s.line }

// Next returns the next event, without blanks around it, valid until the next call; io.EOF at the end. Lines of blanks
// are left out. In a stream that begins with [ events are the elements of that array.
func (s *Scanner) Next() ([]byte, error) {
	if !s.started {
		s.start()
	}
	s.line += s.lines
	s.lines = 0
	if s.array {
		return s.element()
	}
	for {
		end := bytes.IndexByte(s.buf[s.from:s.to], '\n')
		for end < 0 && s.fill() {
			end = bytes.IndexByte(s.buf[s.from:s.to], '\n')
		}
		if end < 0 {
			if s.err != nil {
				return nil, s.err
			}
			last := bytes.TrimSpace(s.buf[s.from:s.to])
			s.from = s.to
			if len(last) == 0 {
				return nil, io.EOF
			}
			return last, nil
		}
		event := bytes.TrimSpace(s.buf[s.from : s.from+end])
		s.from += end + 1
		if len(event) > 0 {
			s.lines = 1
			return event, nil
		}
		s.line++
	}
}

// start skips a byte order mark and blanks, and looks for the bracket of an array.
func (s *Scanner) start() {
	s.started = true
	s.fill()
	if bytes.HasPrefix(s.buf[s.from:s.to], []byte("\xef\xbb\xbf")) {
		s.from += 3
	}
	if s.blank() && s.buf[s.from] == '[' {
		s.array, s.first = true, true
		s.from++
	}
}

// blank skips blanks and counts lines; it reports whether there is anything behind them.
func (s *Scanner) blank() bool {
	for {
		for ; s.from < s.to; s.from++ {
			switch s.buf[s.from] {
			case '\n':
				s.line++
			case ' ', '\t', '\r':
			default:
				return true
			}
		}
		if !s.fill() {
			return false
		}
	}
}

var (
	errArrayEnd   = errors.New("the array does not end")
	errArrayComma = errors.New("a comma or ] is missing between the elements of the array")
	errBehind     = errors.New("there is text behind the array")
)

// element returns the next element of the array.
func (s *Scanner) element() ([]byte, error) {
	if !s.blank() {
		return nil, s.failure(errArrayEnd)
	}
	switch {
	case s.buf[s.from] == ']':
		s.from++
		if s.blank() {
			return nil, s.failure(errBehind)
		}
		return nil, s.failure(io.EOF)
	case s.first:
		s.first = false
	case s.buf[s.from] != ',':
		return nil, s.failure(errArrayComma)
	default:
		s.from++
		if !s.blank() {
			return nil, s.failure(errArrayEnd)
		}
	}
	for {
		end, err := skip(s.buf[:s.to], s.from)
		if err == nil && end < s.to {
			event := s.buf[s.from:end]
			s.lines = bytes.Count(event, []byte("\n"))
			s.from = end
			return event, nil
		}
		if !s.fill() {
			return nil, s.failure(errArrayEnd)
		}
	}
}

// failure ends the stream: whatever follows cannot be cut into events.
func (s *Scanner) failure(err error) error {
	if s.err != nil {
		return s.err
	}
	s.from = s.to
	if err != io.EOF {
		return &LineError{Line: s.line, Reason: err.Error(), Fatal: true}
	}
	return err
}

// fill reads more behind what is there, and reports whether there was more.
func (s *Scanner) fill() bool {
	if s.eof {
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
			s.eof = true
			if err != io.EOF {
				s.err = fmt.Errorf("line %d: %w", s.line, err)
			}
			return n > 0
		}
		if n > 0 {
			return true
		}
	}
	s.eof, s.err = true, io.ErrNoProgress
	return false
}

// LineError tells what is wrong with an event.
type LineError struct {
	// Line is the line of the stream, from 1.
	Line int
	// Reason says what was expected and where.
	Reason string
	// Fatal tells that the events behind it cannot be found.
	Fatal bool
}

// Error implements error.
func (e *LineError) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Reason) }
