package workload

import (
	"strconv"
	"time"
)

// line is a JSON object being written.
type line struct {
	buf []byte
	// escape writes slashes and what is not ASCII as escapes, as some exporters do.
	escape bool
}

func (l *line) begin(escape bool) {
	l.buf = append(l.buf[:0], '{')
	l.escape = escape
}

// end returns the line, with its line feed.
func (l *line) end() []byte {
	l.buf = append(l.buf, "}\n"...)
	return l.buf
}

func (l *line) name(column string) {
	if l.buf[len(l.buf)-1] != '{' {
		l.buf = append(l.buf, ',')
	}
	l.buf = append(l.buf, '"')
	l.buf = append(l.buf, column...)
	l.buf = append(l.buf, `":`...)
}

func (l *line) text(column, value string) {
	l.name(column)
	l.quote(value)
}

func (l *line) number(column string, value int64) {
	l.name(column)
	l.buf = strconv.AppendInt(l.buf, value, 10)
}

func (l *line) boolean(column string, value bool) {
	l.name(column)
	l.buf = strconv.AppendBool(l.buf, value)
}

func (l *line) time(column string, value time.Time) {
	l.name(column)
	l.buf = value.AppendFormat(l.buf, `"2006-01-02T15:04:05.0000000Z"`)
}

// raw sets a column to JSON.
func (l *line) raw(column, value string) {
	l.name(column)
	l.buf = append(l.buf, value...)
}

func (l *line) quote(s string) {
	l.buf = append(l.buf, '"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\' || r == '/' && l.escape:
			l.buf = append(l.buf, '\\', byte(r))
		case r < 0x80:
			l.buf = append(l.buf, byte(r))
		case l.escape:
			l.buf = append(l.buf, `\u`...)
			const hex = "0123456789abcdef"
			l.buf = append(l.buf, hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15])
		default:
			l.buf = append(l.buf, string(r)...)
		}
	}
	l.buf = append(l.buf, '"')
}
