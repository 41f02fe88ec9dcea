package kql

import (
	"fmt"
	"strings"
)

// DateFormat is a prepared format of format_datetime() (Kusto: format-datetime-function).
type DateFormat struct{ parts []formatPart }

// TimeSpanFormat is a prepared format of format_timespan() (Kusto: format-timespan-function).
type TimeSpanFormat struct{ parts []formatPart }

// formatPart is a specifier and how often its letter is written, or a delimiter with a width of 0.
type formatPart struct {
	letter byte
	width  int8
}

// The widths of each letter of a format; a longer run of letters is several specifiers, the longest first.
var (
	dateSpecifiers = map[byte][]int{
		'd': {2, 1}, 'M': {2, 1}, 'y': {4, 2, 1}, 'h': {2, 1}, 'H': {2, 1}, 'm': {2, 1}, 's': {2, 1}, 't': {2},
		'f': {7, 6, 5, 4, 3, 2, 1}, 'F': {7, 6, 5, 4, 3, 2, 1},
	}
	spanSpecifiers = map[byte][]int{
		'd': {8, 7, 6, 5, 4, 3, 2, 1}, 'h': {2, 1}, 'H': {2, 1}, 'm': {2, 1}, 's': {2, 1},
		'f': {7, 6, 5, 4, 3, 2, 1}, 'F': {7, 6, 5, 4, 3, 2, 1},
	}
)

const formatDelimiters = " /-:,._[]"

func parseFormat(format string, specifiers map[byte][]int) (parts []formatPart, err error) {
	if format == "" {
		return nil, fmt.Errorf("expected a format, found an empty text")
	}
	for i := 0; i < len(format); {
		c := format[i]
		if strings.IndexByte(formatDelimiters, c) >= 0 {
			parts = append(parts, formatPart{letter: c})
			i++
			continue
		}
		run := 1
		for i+run < len(format) && format[i+run] == c {
			run++
		}
		width := 0
		for _, w := range specifiers[c] {
			if w <= run {
				width = w
				break
			}
		}
		if width == 0 {
			return nil, fmt.Errorf("expected a specifier or one of %q in the format %q, found %q", formatDelimiters, format, format[i:])
		}
		parts = append(parts, formatPart{c, int8(width)})
		i += width
	}
	return parts, nil
}

// NewDateFormat reads a format: the specifiers d M y h H m s f F tt and the delimiters " /-:,._[]". Anything else is an
// error; names of months and days do not exist.
func NewDateFormat(format string) (DateFormat, error) {
	parts, err := parseFormat(format, dateSpecifiers)
	return DateFormat{parts}, err
}

// MustDateFormat is [NewDateFormat] for formats that have been checked.
func MustDateFormat(format string) DateFormat {
	f, err := NewDateFormat(format)
	if err != nil {
		panic(err)
	}
	return f
}

// NewTimeSpanFormat reads a format: the specifiers d h H m s f F and the delimiters " /-:,._[]".
func NewTimeSpanFormat(format string) (TimeSpanFormat, error) {
	parts, err := parseFormat(format, spanSpecifiers)
	return TimeSpanFormat{parts}, err
}

// MustTimeSpanFormat is [NewTimeSpanFormat] for formats that have been checked.
func MustTimeSpanFormat(format string) TimeSpanFormat {
	f, err := NewTimeSpanFormat(format)
	if err != nil {
		panic(err)
	}
	return f
}

// FormatDateTime is format_datetime().
func FormatDateTime(t DateTime, format DateFormat) string {
	var buffer [40]byte
	dst := buffer[:0]
	year, month, day := t.date()
	for _, p := range format.parts {
		switch p.letter {
		case 'y':
			n := year
			if p.width < 4 {
				n %= 100
			}
			dst = appendPadded(dst, int64(n), int(p.width))
		case 'M':
			dst = appendPadded(dst, int64(month), int(p.width))
		case 'd':
			dst = appendPadded(dst, int64(day), int(p.width))
		case 'h':
			dst = appendPadded(dst, (int64(HourOfDay(t))+11)%12+1, int(p.width))
		case 't':
			if HourOfDay(t) < 12 {
				dst = append(dst, "AM"...)
			} else {
				dst = append(dst, "PM"...)
			}
		default:
			dst = p.appendClock(dst, int64(t%DateTime(Day)))
		}
	}
	return string(dst)
}

// FormatTimeSpan is format_timespan(); a negative timespan gets a leading minus.
func FormatTimeSpan(d TimeSpan, format TimeSpanFormat) string {
	var buffer [40]byte
	dst := buffer[:0]
	u := uint64(d)
	if d < 0 {
		dst, u = append(dst, '-'), -u
	}
	for _, p := range format.parts {
		if p.letter == 'd' {
			dst = appendPadded(dst, int64(u/uint64(Day)), int(p.width))
			continue
		}
		dst = p.appendClock(dst, int64(u%uint64(Day)))
	}
	return string(dst)
}

// appendClock appends a part of a time of day, or a delimiter.
func (p formatPart) appendClock(dst []byte, ticks int64) []byte {
	width := int(p.width)
	switch p.letter {
	case 'h', 'H':
		return appendPadded(dst, ticks/int64(Hour), width)
	case 'm':
		return appendPadded(dst, ticks/int64(Minute)%60, width)
	case 's':
		return appendPadded(dst, ticks/int64(Second)%60, width)
	case 'f', 'F':
		from := len(dst)
		dst = appendPadded(dst, ticks%int64(Second), 7)[:from+width]
		for p.letter == 'F' && len(dst) > from && dst[len(dst)-1] == '0' {
			dst = dst[:len(dst)-1]
		}
		return dst
	}
	return append(dst, p.letter)
}
