package kql

import (
	"fmt"
	"strings"
)

// DatePart is the first argument of datetime_add(), datetime_diff() and datetime_part(), prepared.
type DatePart uint8

// The parts of a datetime.
const (
	YearPart DatePart = iota
	QuarterPart
	MonthPart
	WeekPart
	WeekOfYearPart
	DayPart
	DayOfYearPart
	HourPart
	MinutePart
	SecondPart
	MillisecondPart
	MicrosecondPart
	NanosecondPart
)

var datePartNames = []string{
	"year", "quarter", "month", "week", "week_of_year", "day", "dayofyear", "hour", "minute", "second", "millisecond",
	"microsecond", "nanosecond",
}

// NewDatePart reads the name of a part, in any case.
func NewDatePart(name string) (DatePart, error) {
	for i, n := range datePartNames {
		if strings.EqualFold(n, name) || n == "week_of_year" && strings.EqualFold(name, "weekofyear") {
			return DatePart(i), nil
		}
	}
	return 0, fmt.Errorf("expected the name of a part of a datetime, found %q", name)
}

// MustDatePart is [NewDatePart] for constants that have been checked.
func MustDatePart(name string) DatePart {
	p, err := NewDatePart(name)
	if err != nil {
		panic(err)
	}
	return p
}

// length is that of the parts from weeks down, 0 for others.
func (p DatePart) length() TimeSpan {
	switch p {
	case WeekPart:
		return 7 * Day
	case DayPart:
		return Day
	case HourPart:
		return Hour
	case MinutePart:
		return Minute
	case SecondPart:
		return Second
	case MillisecondPart:
		return Millisecond
	case MicrosecondPart:
		return Microsecond
	}
	return 0
}

// DateTimeAdd is datetime_add(): t and n parts more. A day that the month does not have becomes its last; null outside
// the years 1 to 9999 (Kusto: datetime-add-function).
func DateTimeAdd(part DatePart, n int64, t DateTime) Null[DateTime] {
	switch part {
	case YearPart:
		return addMonths(t, n, 12)
	case QuarterPart:
		return addMonths(t, n, 3)
	case MonthPart:
		return addMonths(t, n, 1)
	case NanosecondPart:
		return AddDateTime(t, TimeSpan(n/100))
	case WeekOfYearPart, DayOfYearPart:
		return Null[DateTime]{}
	}
	length := int64(part.length())
	if n > int64(MaxDateTime)/length || n < -int64(MaxDateTime)/length {
		return Null[DateTime]{}
	}
	return AddDateTime(t, TimeSpan(n*length))
}

func addMonths(t DateTime, n, months int64) Null[DateTime] {
	if !moderate(n) {
		return Null[DateTime]{}
	}
	first := monthStart(t, n*months)
	if !first.OK {
		return first
	}
	_, _, day := t.date()
	year, month, _ := first.V.date()
	day = min(day, daysIn(year, month))
	return Some(first.V + DateTime(day-1)*DateTime(Day) + t%DateTime(Day))
}

// DateTimeDiff is datetime_diff(): how many boundaries of the part lie between b and a, negative where a is before b
// (Kusto: datetime-diff-function).
func DateTimeDiff(part DatePart, a, b DateTime) int64 {
	switch part {
	case YearPart:
		return int64(a.year() - b.year())
	case QuarterPart:
		return a.months()/3 - b.months()/3
	case MonthPart:
		return a.months() - b.months()
	case WeekPart, WeekOfYearPart:
		return a.weeks() - b.weeks()
	case DayOfYearPart:
		part = DayPart
	case NanosecondPart:
		return int64(a-b) * 100
	}
	length := DateTime(part.length())
	return int64(a/length - b/length)
}

// months counts the months since year 0.
func (d DateTime) months() int64 {
	year, month, _ := d.date()
	return int64(year)*12 + int64(month) - 1
}

// weeks counts the Sundays since year 1.
func (d DateTime) weeks() int64 { return int64((d + DateTime(Day)) / DateTime(7*Day)) }

// DateTimePart is datetime_part(). Milliseconds and less are of the whole fraction of the second
// (Kusto: datetime-part-function).
func DateTimePart(part DatePart, t DateTime) int32 {
	fraction := int32(t % DateTime(Second))
	switch part {
	case YearPart:
		return GetYear(t)
	case QuarterPart:
		return (GetMonth(t)-1)/3 + 1
	case MonthPart:
		return GetMonth(t)
	case WeekPart, WeekOfYearPart:
		return WeekOfYear(t)
	case DayPart:
		return DayOfMonth(t)
	case DayOfYearPart:
		return DayOfYear(t)
	case HourPart:
		return HourOfDay(t)
	case MinutePart:
		return int32(t % DateTime(Hour) / DateTime(Minute))
	case SecondPart:
		return int32(t % DateTime(Minute) / DateTime(Second))
	case MillisecondPart:
		return fraction / int32(Millisecond)
	case MicrosecondPart:
		return fraction / int32(Microsecond)
	}
	return fraction * 100
}
