package kql

import (
	"math"
	"strconv"
	"strings"
)

// TimeSpan is a signed length of time in ticks of 100 ns (Kusto: scalar-data-types/timespan).
type TimeSpan int64

// Lengths in ticks.
const (
	Tick        TimeSpan = 1
	Microsecond TimeSpan = 10 * Tick
	Millisecond TimeSpan = 1000 * Microsecond
	Second      TimeSpan = 1000 * Millisecond
	Minute      TimeSpan = 60 * Second
	Hour        TimeSpan = 60 * Minute
	Day         TimeSpan = 24 * Hour
)

// String returns [-][d.]hh:mm:ss[.fffffff].
func (t TimeSpan) String() string { return string(t.Append(nil)) }

// Append appends what String returns.
func (t TimeSpan) Append(dst []byte) []byte {
	u := uint64(t)
	if t < 0 {
		dst = append(dst, '-')
		u = -u
	}
	if days := u / uint64(Day); days > 0 {
		dst = append(strconv.AppendUint(dst, days, 10), '.')
	}
	rest := int64(u % uint64(Day))
	dst = appendPadded(dst, rest/int64(Hour), 2)
	dst = appendPadded(append(dst, ':'), rest/int64(Minute)%60, 2)
	dst = appendPadded(append(dst, ':'), rest/int64(Second)%60, 2)
	if fraction := rest % int64(Second); fraction > 0 {
		dst = appendPadded(append(dst, '.'), fraction, 7)
	}
	return dst
}

// spanUnits are the units of timespan literals, in nanoseconds.
var spanUnits = func() map[string]float64 {
	out := map[string]float64{}
	for words, ns := range map[string]float64{
		"d day days":           864e11,
		"h hr hrs hour hours":  36e11,
		"m min minute minutes": 6e10,
		"s sec second seconds": 1e9,
		"ms milli millis millisec millisecond milliseconds": 1e6,
		"micro micros microsec microsecond microseconds":    1e3,
		"tick ticks": 100,
		"nano nanos nanosec nanosecond nanoseconds": 1,
	} {
		for _, w := range strings.Fields(words) {
			out[w] = ns
		}
	}
	return out
}()

// ParseTimeSpanLiteral reads a number and a unit, as 1.5h or 30 minutes.
func ParseTimeSpanLiteral(text string) (TimeSpan, bool) {
	text = strings.TrimSpace(text)
	i := 0
	for i < len(text) && (text[i] >= '0' && text[i] <= '9' || text[i] == '.' || i == 0 && text[i] == '-') {
		i++
	}
	ns, ok := spanUnits[strings.TrimSpace(text[i:])]
	if !ok {
		return 0, false
	}
	if n, err := strconv.ParseInt(text[:i], 10, 64); err == nil {
		if ns >= 100 {
			ticks := int64(ns / 100)
			if n > math.MaxInt64/ticks || n < math.MinInt64/ticks {
				return 0, false
			}
			return TimeSpan(n * ticks), true
		}
		return TimeSpan(n / 100), true
	}
	f, err := strconv.ParseFloat(text[:i], 64)
	if err != nil {
		return 0, false
	}
	f = f * ns / 100
	if f >= math.MaxInt64 || f <= math.MinInt64 {
		return 0, false
	}
	return TimeSpan(f), true
}

// ParseTimeSpan reads a timespan as totimespan() does: [-][d.]hh:mm[:ss[.fffffff]], or a number and a unit.
func ParseTimeSpan(text string) (TimeSpan, bool) {
	text = strings.TrimSpace(text)
	if t, ok := ParseTimeSpanLiteral(text); ok {
		return t, true
	}
	negative := strings.HasPrefix(text, "-")
	parts := strings.Split(strings.TrimPrefix(text, "-"), ":")
	if len(parts) < 2 || len(parts) > 3 {
		return 0, false
	}
	days, hours := int64(0), parts[0]
	if d, h, ok := strings.Cut(parts[0], "."); ok {
		n, err := strconv.ParseUint(d, 10, 31)
		if err != nil {
			return 0, false
		}
		days, hours = int64(n), h
	}
	h, err1 := strconv.ParseUint(hours, 10, 31)
	m, err2 := strconv.ParseUint(parts[1], 10, 31)
	if err1 != nil || err2 != nil || h > 23 || m > 59 {
		return 0, false
	}
	out := TimeSpan(days)*Day + TimeSpan(h)*Hour + TimeSpan(m)*Minute
	if len(parts) == 3 {
		seconds, fraction, _ := strings.Cut(parts[2], ".")
		s, err := strconv.ParseUint(seconds, 10, 31)
		if err != nil || s > 59 || len(fraction) > 7 {
			return 0, false
		}
		out += TimeSpan(s) * Second
		if fraction != "" {
			f, err := strconv.ParseUint((fraction + "000000")[:7], 10, 31)
			if err != nil {
				return 0, false
			}
			out += TimeSpan(f)
		}
	}
	if negative {
		out = -out
	}
	return out, true
}
