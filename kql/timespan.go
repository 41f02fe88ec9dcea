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
func (t TimeSpan) String() string { return string(t.Append(make([]byte, 0, 26))) }

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
	rest := uint(u % uint64(Day))
	dst = appendClock(dst, rest)
	if rest%uint(Second) > 0 {
		dst = appendFraction(append(dst, '.'), rest)
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
	out[""] = out["d"]
	return out
}()

// parseTimeSpanLiteral reads a number and a unit, as 1.5h or 30 minutes; a number alone counts days. What is less than a
// tick is cut.
func parseTimeSpanLiteral(text string) (TimeSpan, bool) {
	text = strings.TrimSpace(text)
	i := 0
	for i < len(text) && (text[i] >= '0' && text[i] <= '9' || text[i] == '.' || i == 0 && text[i] == '-') {
		i++
	}
	ns, ok := spanUnits[strings.TrimSpace(text[i:])]
	if !ok {
		return 0, false
	}
	if n, ok := parseLong(text[:i]); ok {
		if ns < 100 {
			return TimeSpan(n / 100), true
		}
		ticks := int64(ns / 100)
		if n > math.MaxInt64/ticks || n < math.MinInt64/ticks {
			return 0, false
		}
		return TimeSpan(n * ticks), true
	}
	f, err := strconv.ParseFloat(text[:i], 64)
	if f *= ns / 100; err != nil || !(math.Abs(f) < math.MaxInt64) {
		return 0, false
	}
	if ns >= 100 {
		f = math.Round(f)
	}
	return TimeSpan(f), true
}

// ParseTimeSpan reads a timespan as totimespan() does: [-][d.]hh:mm[:ss[.fffffff]], d:hh:mm:ss, or a number and a unit.
func ParseTimeSpan(text string) (TimeSpan, bool) {
	text = strings.TrimSpace(text)
	if t, ok := parseTimeSpanLiteral(text); ok {
		return t, true
	}
	p := dateReader{s: text}
	negative := p.skip("-")
	days := 0
	hours, digits := p.number(8)
	if p.skip(".") || strings.Count(text, ":") == 3 && p.skip(":") {
		days = hours
		hours, digits = p.number(2)
	}
	if digits == 0 || days > int(math.MaxInt64/Day) || hours > 23 || !p.skip(":") {
		return 0, false
	}
	minutes, digits := p.number(2)
	seconds, ok := p.seconds()
	if digits == 0 || minutes > 59 || !ok || p.s != "" {
		return 0, false
	}
	ticks := uint64(days)*uint64(Day) + uint64(TimeSpan(hours)*Hour+TimeSpan(minutes)*Minute+seconds)
	switch {
	case negative && ticks <= 1<<63:
		return TimeSpan(-ticks), true
	case !negative && ticks <= math.MaxInt64:
		return TimeSpan(ticks), true
	}
	return 0, false
}

// seconds reads what may follow a minute: :05 or :05.1234567; digits beyond ticks are cut.
func (p *dateReader) seconds() (TimeSpan, bool) {
	if !p.skip(":") {
		return 0, true
	}
	second, digits := p.number(2)
	if digits == 0 || second > 59 {
		return 0, false
	}
	out := TimeSpan(second) * Second
	if !p.skip(".") {
		return out, true
	}
	fraction, digits := p.number(7)
	if digits == 0 {
		return 0, false
	}
	for ; digits < 7; digits++ {
		fraction *= 10
	}
	for p.s != "" && p.s[0] >= '0' && p.s[0] <= '9' {
		p.s = p.s[1:]
	}
	return out + TimeSpan(fraction), true
}
