package kql

import (
	"fmt"
	"slices"
)

// Bounds is a necessary condition on the times of an event of a table: all of them hold of every event that the rule takes.
// The law is that of [Guards].
type Bounds []Bound

// Bound is a condition on a column of datetimes: that it is not null and not before the first time that the rule takes, or
// not behind the last.
type Bound struct {
	Column string
	// Last tells that the time is the last, otherwise it is the first.
	Last bool
	// At is the time. Where it is 0, the time is now less Ago.
	At  DateTime
	Ago TimeSpan
}

// At are the bounds with their times, as they are at a time.
func (b Bounds) At(now DateTime) Bounds {
	var out Bounds
	for _, x := range b {
		if x.At == 0 {
			x.At, x.Ago = Ago(Env{Now: now}, x.Ago), 0
		}
		if x.At != 0 { // the beginning of all times bounds nothing
			out = out.With(x)
		}
	}
	return out
}

// String is the bound in words.
func (b Bound) String() string {
	time := b.At.String()
	if b.At == 0 {
		time = fmt.Sprintf("ago(%s)", b.Ago)
	}
	if b.Last {
		return fmt.Sprintf("%s is up to %s", b.Column, time)
	}
	return fmt.Sprintf("%s is from %s on", b.Column, time)
}

// With returns the bounds and another one. Of those of one column, side and kind there is only the narrowest.
func (b Bounds) With(other Bound) Bounds {
	for i, x := range b {
		if x.same(other) {
			if x.later(other) != x.Last {
				return b
			}
			b = slices.Clone(b)
			b[i] = other
			return b
		}
	}
	return append(b[:len(b):len(b)], other)
}

// same reports whether two bounds are of one column, side and kind.
func (b Bound) same(other Bound) bool {
	return b.Column == other.Column && b.Last == other.Last && (b.At == 0) == (other.At == 0)
}

// later reports whether b is later than another bound of its kind, or at the same time.
func (b Bound) later(other Bound) bool {
	return b.At > other.At || b.At == other.At && b.Ago <= other.Ago
}

// Either returns bounds that hold where b or other holds: of those that both have the wider one.
func (b Bounds) Either(other Bounds) Bounds {
	var out Bounds
	for _, x := range b {
		for _, y := range other {
			if x.same(y) {
				if x.later(y) != x.Last {
					x = y
				}
				out = out.With(x)
			}
		}
	}
	return out
}
