package ndjson

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/kqlc/kqlc/kql/source"
)

// Scanner cuts a stream into events. It holds one block of the stream, or one event where that is longer.
type Scanner struct {
	r        io.Reader
	buf      []byte
	from, to int // the part of buf that has been read and not been given
	read     int64
	line     int
	lines    int // of the event given last
	err      error
	started  bool
	form     form
	first    bool
}

// form is how a stream holds its events.
type form uint8

const (
	perLine  form = iota // one a line
	elements             // the elements of one array
	values               // one after the other, each over several lines, as jq writes them
)

const (
	blockSize = 256 << 10
	// maxEvent bounds the memory that an input without line ends takes.
	maxEvent = 1 << 30
)

// NewScanner returns a scanner of r.
func NewScanner(r io.Reader) *Scanner { return &Scanner{r: r, buf: make([]byte, blockSize), line: 1} }

// Line is the line, from 1, on which the event given last starts.
func (s *Scanner) Line() int { return s.line }

// byLine reports whether the stream holds one event a line.
func (s *Scanner) byLine() bool {
	if !s.started {
		s.start()
	}
	return s.form == perLine
}

// Next returns the next event, without blanks around it, valid until the next call; io.EOF at the end. Lines of blanks
// are left out. In a stream that begins with [ events are the elements of that array, and in one whose first line is {
// they may go over several lines; where such a stream is malformed the events behind cannot be found, which is a fatal
// [source.LineError].
func (s *Scanner) Next() ([]byte, error) {
	if !s.started {
		s.start()
	}
	s.line += s.lines
	s.lines = 0
	switch s.form {
	case elements:
		return s.element()
	case values:
		if !s.blank() {
			return nil, s.err
		}
		return s.value()
	}
	for {
		end, ended := s.lineEnd()
		event := bytes.TrimSpace(s.buf[s.from : s.from+end])
		s.from += end
		if ended {
			s.from++
			s.lines = 1
		} else if s.err != io.EOF {
			return nil, s.err // an event that is cut off by a failure is not given
		}
		if len(event) > 0 {
			return event, nil
		}
		if !ended {
			return nil, io.EOF
		}
		s.line++
		s.lines = 0
	}
}

// lineEnd is how many bytes the line has that starts at from, and whether a line feed ends it.
func (s *Scanner) lineEnd() (int, bool) {
	for looked := 0; ; {
		if i := bytes.IndexByte(s.buf[s.from+looked:s.to], '\n'); i >= 0 {
			return looked + i, true
		}
		looked = s.to - s.from
		if !s.fill() {
			return s.to - s.from, false
		}
	}
}

// start skips a byte order mark and blanks, and looks for the bracket of an array.
func (s *Scanner) start() {
	s.started = true
	for s.to < 3 && s.fill() {
	}
	if bytes.HasPrefix(s.buf[s.from:s.to], []byte("\xef\xbb\xbf")) {
		s.from += 3
	}
	switch {
	case !s.blank():
	case s.buf[s.from] == '[':
		s.form, s.first = elements, true
		s.from++
	case s.spread():
		s.form = values
	}
}

// spread reports whether an object starts here and goes on in another line: with a key, not with another object.
func (s *Scanner) spread() bool {
	end, ended := s.lineEnd()
	if s.buf[s.from] != '{' || !ended || len(bytes.TrimSpace(s.buf[s.from+1:s.from+end])) > 0 {
		return false
	}
	for {
		if rest := bytes.TrimLeft(s.buf[s.from+1:s.to], " \t\r\n"); len(rest) > 0 || !s.fill() {
			return len(rest) > 0 && (rest[0] == '"' || rest[0] == '}')
		}
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
	errArrayEnd   = errors.New(`the array does not end: expected "]"`)
	errArrayComma = errors.New(`expected "," or "]" behind an element of the array`)
	errBehind     = errors.New("there is text behind the array")
	errTooLong    = fmt.Errorf("an event is longer than %d bytes", maxEvent)
)

// element returns the next element of the array.
func (s *Scanner) element() ([]byte, error) {
	if !s.blank() {
		return nil, s.fail(errArrayEnd)
	}
	switch {
	case s.buf[s.from] == ']':
		s.from++
		if s.blank() {
			return nil, s.fail(errBehind)
		}
		return nil, s.err
	case s.first:
		s.first = false
	case s.buf[s.from] != ',':
		return nil, s.fail(errArrayComma)
	default:
		s.from++
		if !s.blank() {
			return nil, s.fail(errArrayEnd)
		}
	}
	return s.value()
}

// value returns the value that stands here.
func (s *Scanner) value() ([]byte, error) {
	for {
		end, err := skip(s.buf[s.from:s.to], 0)
		// A number at the end of what was read may go on.
		if err == nil && (s.from+end < s.to || s.err != nil) {
			event := s.buf[s.from : s.from+end]
			s.lines = bytes.Count(event, []byte("\n"))
			s.from += end
			return event, nil
		}
		more := (err == nil || err.(*syntaxError).cut) && s.refill()
		if err != nil && !more {
			return nil, s.fail(err)
		}
	}
}

// refill fills the block, or one of twice the length where it is full: a long value is looked at again only when there
// is much more of it. It reports whether there was more.
func (s *Scanner) refill() bool {
	more := s.fill()
	for s.to < len(s.buf) && s.fill() {
	}
	return more
}

// fail ends the stream: whatever follows cannot be cut into events.
func (s *Scanner) fail(err error) error {
	if s.err != nil && s.err != io.EOF {
		return s.err
	}
	s.from, s.err = s.to, io.EOF
	return &source.LineError{Line: s.line, Reason: err.Error(), Fatal: true}
}

// fill reads more behind what is there, and reports whether there was more; if not, err says why.
func (s *Scanner) fill() bool {
	if s.err != nil {
		return false
	}
	if s.from > 0 {
		copy(s.buf, s.buf[s.from:s.to])
		s.from, s.to = 0, s.to-s.from
	}
	if s.to == len(s.buf) {
		if len(s.buf) >= maxEvent {
			s.err = &source.LineError{Line: s.line, Reason: errTooLong.Error(), Fatal: true}
			return false
		}
		s.buf = append(s.buf, make([]byte, len(s.buf))...)
	}
	for range 100 {
		n, err := s.r.Read(s.buf[s.to:])
		s.to += n
		s.read += int64(n)
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
