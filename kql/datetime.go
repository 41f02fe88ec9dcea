package kql

import (
	"strings"
	"time"
)

// DateTime is an instant in UTC, in ticks of 100 ns since 0001-01-01 00:00. Values run from [MinDateTime] to
// [MaxDateTime] (Kusto: scalar-data-types/datetime).
type DateTime int64

// The first and the last instant that a datetime can hold: 0001-01-01T00:00:00.0000000Z and 9999-12-31T23:59:59.9999999Z.
const (
	MinDateTime DateTime = 0
	MaxDateTime DateTime = 3652059*DateTime(Day) - 1
)

// unixEpoch is 1970-01-01.
const unixEpoch = 719162 * DateTime(Day)

// DateTimeOf returns the instant of t; ticks are cut. ok is false outside the years 1 to 9999.
func DateTimeOf(t time.Time) (d DateTime, ok bool) {
	d = DateTime(t.Unix())*DateTime(Second) + unixEpoch + DateTime(t.Nanosecond()/100)
	if y := t.UTC().Year(); y < 1 || y > 9999 {
		return 0, false
	}
	return d, true
}

// Time returns the instant in UTC.
func (d DateTime) Time() time.Time {
	d -= unixEpoch
	s := int64(d) / int64(Second)
	rest := int64(d) % int64(Second)
	return time.Unix(s, rest*100).UTC()
}

// String returns the instant as 2023-01-02T03:04:05.0000000Z.
func (d DateTime) String() string { return string(d.Append(make([]byte, 0, 28))) }

// Append appends what String returns.
func (d DateTime) Append(dst []byte) []byte {
	year, month, day := d.date()
	rest := uint(d % DateTime(Day))
	dst = appendPair(appendPair(dst, uint(year/100)), uint(year%100))
	dst = appendPair(append(dst, '-'), uint(month))
	dst = appendPair(append(dst, '-'), uint(day))
	dst = appendClock(append(dst, 'T'), rest)
	dst = appendFraction(append(dst, '.'), rest)
	return append(dst, 'Z')
}

// appendPair appends two digits.
func appendPair(dst []byte, n uint) []byte { return append(dst, byte('0'+n/10), byte('0'+n%10)) }

// appendClock appends hh:mm:ss of the ticks of a day.
func appendClock(dst []byte, ticks uint) []byte {
	seconds := ticks / uint(Second)
	dst = appendPair(dst, seconds/3600)
	dst = appendPair(append(dst, ':'), seconds/60%60)
	return appendPair(append(dst, ':'), seconds%60)
}

// appendFraction appends the seven digits of a second's fraction.
func appendFraction(dst []byte, ticks uint) []byte {
	ticks %= uint(Second)
	dst = append(dst, byte('0'+ticks/1000000))
	dst = appendPair(dst, ticks/10000%100)
	dst = appendPair(dst, ticks/100%100)
	return appendPair(dst, ticks%100)
}

// date returns the calendar date (civil from days, proleptic Gregorian).
func (d DateTime) date() (year, month, day int) {
	z := int64(d)/int64(Day) + 306 // days since 0000-03-01
	era := z / 146097
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	day = int(doy - (153*mp+2)/5 + 1)
	month = int(mp + 3)
	year = int(yoe + era*400)
	if month > 12 {
		month -= 12
		year++
	}
	return year, month, day
}

// dateTime returns the start of a calendar day, which has to exist.
func dateTime(year, month, day int) DateTime {
	y := int64(year)
	if month <= 2 {
		y--
	}
	era := y / 400
	yoe := y - era*400
	mp := int64(month+9) % 12
	doy := (153*mp+2)/5 + int64(day) - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return DateTime(era*146097+doe-306) * DateTime(Day)
}

func appendPadded(dst []byte, n int64, width int) []byte {
	var digits [20]byte
	i := len(digits)
	for n > 0 || len(digits)-i < width {
		i--
		digits[i] = byte('0' + n%10)
		n /= 10
	}
	return append(dst, digits[i:]...)
}

var monthDays = [...]int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

func daysIn(year, month int) int {
	if month == 2 && (year%4 == 0 && year%100 != 0 || year%400 == 0) {
		return 29
	}
	return monthDays[month-1]
}

// MustDateTime is [ParseDateTime] for constants of generated code, which are right.
func MustDateTime(text string) DateTime {
	d, ok := ParseDateTime(text)
	if !ok {
		panic("no datetime: " + text)
	}
	return d
}

// ParseDateTime reads a datetime as todatetime() and ingestion do: ISO 8601, sortable and slashed dates (month first
// unless the year is), RFC 822 and RFC 850. Without a zone it is UTC; a zone's offset is applied
// (Kusto: scalar-data-types/datetime).
func ParseDateTime(text string) (DateTime, bool) {
	if d, ok := parseISO(text); ok {
		return d, true
	}
	p := dateReader{s: strings.TrimSpace(text)}
	d, ok := p.read()
	if !ok || p.s != "" || d < MinDateTime || d > MaxDateTime {
		return 0, false
	}
	return d, true
}

// parseISO reads 2014-05-25T08:20:03Z and 2014-05-25T08:20:03.1234567Z, the form that events mostly have.
func parseISO(s string) (DateTime, bool) {
	const form = "0000-00-00T00:00:00"
	if len(s) <= len(form) || s[len(s)-1] != 'Z' || s[10] != 'T' || s[4] != '-' || s[7] != '-' || s[13] != ':' || s[16] != ':' {
		return 0, false
	}
	bad := false
	pair := func(i int) int {
		tens, ones := s[i]-'0', s[i+1]-'0'
		if tens > 9 || ones > 9 {
			bad = true
		}
		return int(tens)*10 + int(ones)
	}
	year, month, day := pair(0)*100+pair(2), pair(5), pair(8)
	hour, minute, second := pair(11), pair(14), pair(17)
	if bad || hour > 23 || minute > 59 || second > 59 {
		return 0, false
	}
	d, ok := date(year, month, day)
	if !ok {
		return 0, false
	}
	fraction := 0
	if digits := s[len(form) : len(s)-1]; digits != "" {
		if digits[0] != '.' || len(digits) < 2 || len(digits) > 8 {
			return 0, false
		}
		for i := 1; i < 8; i++ {
			fraction *= 10
			if i < len(digits) {
				c := digits[i] - '0'
				if c > 9 {
					return 0, false
				}
				fraction += int(c)
			}
		}
	}
	return d + DateTime((hour*3600+minute*60+second)*int(Second)+fraction), true
}

// dateReader reads a datetime off the front of s.
type dateReader struct{ s string }

func (p *dateReader) read() (DateTime, bool) {
	if p.s == "" {
		return 0, false
	}
	var date DateTime
	var ok bool
	if c := p.s[0]; c >= '0' && c <= '9' {
		date, ok = p.numeric()
	} else {
		date, ok = p.named()
	}
	if !ok {
		return 0, false
	}
	if p.s == "" {
		return date, true
	}
	clock, ok := p.clock()
	if !ok {
		return 0, false
	}
	zone, ok := p.zone()
	return date + DateTime(clock) - DateTime(zone), ok
}

// number reads up to width digits.
func (p *dateReader) number(width int) (n, digits int) {
	for digits < width && digits < len(p.s) && p.s[digits] >= '0' && p.s[digits] <= '9' {
		n = n*10 + int(p.s[digits]-'0')
		digits++
	}
	p.s = p.s[digits:]
	return n, digits
}

func (p *dateReader) skip(chars string) bool {
	if p.s != "" && strings.IndexByte(chars, p.s[0]) >= 0 {
		p.s = p.s[1:]
		return true
	}
	return false
}

func date(year, month, day int) (DateTime, bool) {
	if year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		return 0, false
	}
	return dateTime(year, month, day), true
}

// separator skips what stands between the numbers of a date, with blanks around it.
func (p *dateReader) separator() bool {
	rest := strings.TrimLeft(p.s, " ")
	if rest == "" || strings.IndexByte(",-/.", rest[0]) < 0 {
		return false
	}
	p.s = strings.TrimLeft(rest[1:], " ")
	return true
}

// numeric reads 2014, 2014-05, 2014-05-25, 2014/05/25, 2014, 5, 25, 05/25/2014 and 8 Nov 2014.
func (p *dateReader) numeric() (DateTime, bool) {
	first, digits := p.number(4)
	if digits == 4 {
		if !p.separator() {
			return date(first, 1, 1)
		}
		month, _ := p.number(2)
		if !p.separator() {
			return date(first, month, 1)
		}
		day, _ := p.number(2)
		return date(first, month, day)
	}
	if p.s != "" && (p.s[0] == ' ' || p.s[0] == '-') && len(p.s) > 1 && p.s[1]|0x20 >= 'a' {
		return p.dayMonthYear(first)
	}
	if !p.skip("-/.") {
		return 0, false
	}
	day, _ := p.number(2)
	if !p.skip("-/.") {
		return 0, false
	}
	year, ok := p.year()
	if !ok {
		return 0, false
	}
	return date(year, first, day)
}

// year reads a year of four digits, or of two, from 1950 to 2049.
func (p *dateReader) year() (int, bool) {
	year, digits := p.number(4)
	if digits == 2 {
		year += 2000
		if year >= 2050 {
			year -= 100
		}
	}
	return year, digits == 2 || digits == 4
}

// named reads what begins with the name of a weekday or month.
func (p *dateReader) named() (DateTime, bool) {
	word := p.word()
	if isWeekday(word) {
		p.skip(",")
		p.skip(" ")
		if day, digits := p.number(2); digits > 0 {
			return p.dayMonthYear(day)
		}
		word = p.word()
	}
	month := monthNamed(word)
	if month == 0 || !p.skip(" ") {
		return 0, false
	}
	day, digits := p.number(4)
	if digits == 4 { // May 2014
		return date(day, month, 1)
	}
	p.skip(",")
	if digits == 0 || !p.skip(" ") {
		return 0, false
	}
	year, _ := p.number(4)
	return date(year, month, day)
}

func (p *dateReader) dayMonthYear(day int) (DateTime, bool) {
	p.skip(" -")
	month := monthNamed(p.word())
	p.skip(" -")
	year, ok := p.year()
	if month == 0 || !ok {
		return 0, false
	}
	return date(year, month, day)
}

func (p *dateReader) word() string {
	i := 0
	for i < len(p.s) && p.s[i]|0x20 >= 'a' && p.s[i]|0x20 <= 'z' {
		i++
	}
	w := p.s[:i]
	p.s = p.s[i:]
	return w
}

var (
	monthNames   = strings.Fields("january february march april may june july august september october november december")
	weekdayNames = strings.Fields("monday tuesday wednesday thursday friday saturday sunday")
)

func monthNamed(word string) int {
	for i, m := range monthNames {
		if strings.EqualFold(word, m) || strings.EqualFold(word, m[:3]) {
			return i + 1
		}
	}
	return 0
}

func isWeekday(word string) bool {
	for _, d := range weekdayNames {
		if strings.EqualFold(word, d) || strings.EqualFold(word, d[:3]) {
			return true
		}
	}
	return false
}

// clock reads T15:04, 15:04:05, 15:04:05.1234567 and 3:04 PM.
func (p *dateReader) clock() (TimeSpan, bool) {
	if !p.skip("Tt ") {
		return 0, false
	}
	hour, digits := p.number(2)
	if digits == 0 || hour > 23 || !p.skip(":") {
		return 0, false
	}
	minute, digits := p.number(2)
	if digits == 0 || minute > 59 {
		return 0, false
	}
	seconds, ok := p.seconds()
	if mark := strings.TrimLeft(p.s, " "); len(mark) >= 2 && (mark[0]|0x20 == 'a' || mark[0]|0x20 == 'p') && mark[1]|0x20 == 'm' {
		p.s = mark[2:]
		ok = ok && hour <= 12
		hour %= 12
		if mark[0]|0x20 == 'p' {
			hour += 12
		}
	}
	return TimeSpan(hour)*Hour + TimeSpan(minute)*Minute + seconds, ok
}

// zone reads Z, GMT, UTC, +02:00 and +0200.
func (p *dateReader) zone() (TimeSpan, bool) {
	p.skip(" ")
	switch {
	case p.s == "":
		return 0, true
	case strings.EqualFold(p.s, "z"), strings.EqualFold(p.s, "gmt"), strings.EqualFold(p.s, "utc"):
		p.s = ""
		return 0, true
	}
	sign := TimeSpan(1)
	if p.s[0] == '-' {
		sign = -1
	}
	if !p.skip("+-") {
		return 0, false
	}
	hour, digits := p.number(2)
	p.skip(":")
	minute, more := p.number(2)
	if digits == 0 || more == 1 || hour > 14 || minute > 59 {
		return 0, false
	}
	return sign * (TimeSpan(hour)*Hour + TimeSpan(minute)*Minute), true
}
