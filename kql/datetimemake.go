package kql

import "math"

// Now is now().
func Now(env Env) DateTime { return env.Now }

// NowOffset is now() with an offset; beyond the years 1 to 9999 it is their end.
func NowOffset(env Env, offset TimeSpan) DateTime {
	t := AddDateTime(env.Now, offset)
	switch {
	case t.OK:
		return t.V
	case offset < 0:
		return MinDateTime
	}
	return MaxDateTime
}

// Ago is ago(): now less d; beyond the years 1 to 9999 it is their end (Kusto: ago-function).
//
//go:noinline
func Ago(env Env, d TimeSpan) DateTime {
	if d == math.MinInt64 {
		return MaxDateTime
	}
	return NowOffset(env, -d)
}

// MakeDateTime is make_datetime() of year, month, day and, if given, hour, minute and second; null where there is no such
// time (Kusto: make-datetime-function).
func MakeDateTime(year, month, day int64, clock ...int64) Null[DateTime] {
	var parts [3]int64
	copy(parts[:], clock)
	return MakeDateTimeSecond(year, month, day, parts[0], parts[1], float64(parts[2]))
}

// MakeDateTimeSecond is make_datetime() with a second that has a fraction.
func MakeDateTimeSecond(year, month, day, hour, minute int64, second float64) Null[DateTime] {
	if year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31 {
		return Null[DateTime]{}
	}
	d, ok := date(int(year), int(month), int(day))
	clock := makeClock(hour, minute, second)
	if !ok || !clock.OK {
		return Null[DateTime]{}
	}
	return AddDateTime(d, clock.V)
}

// makeClock is a time of day.
func makeClock(hour, minute int64, second float64) Null[TimeSpan] {
	if hour < 0 || hour > 23 || minute < 0 || minute > 59 || !(second >= 0 && second < 60) {
		return Null[TimeSpan]{}
	}
	return Some(TimeSpan(hour)*Hour + TimeSpan(minute)*Minute + TimeSpan(math.Round(second*float64(Second))))
}

// MakeTimeSpan is make_timespan() of hours and minutes; null where they are no time of day
// (Kusto: make-timespan-function).
func MakeTimeSpan(hours, minutes int64) Null[TimeSpan] { return makeClock(hours, minutes, 0) }

// MakeTimeSpanSecond is make_timespan() of hours, minutes and seconds.
func MakeTimeSpanSecond(hours, minutes int64, seconds float64) Null[TimeSpan] {
	return makeClock(hours, minutes, seconds)
}

// MakeTimeSpanDay is make_timespan() of days, hours, minutes and seconds.
func MakeTimeSpanDay(days, hours, minutes int64, seconds float64) Null[TimeSpan] {
	clock := makeClock(hours, minutes, seconds)
	if days < 0 || days > int64(math.MaxInt64/Day)-1 || !clock.OK {
		return Null[TimeSpan]{}
	}
	return Some(TimeSpan(days)*Day + clock.V)
}

// UnixTimeSecondsToDateTime is unixtime_seconds_todatetime(): seconds since 1970; null outside the years 1 to 9999, as
// its kin (Kusto: unixtime-seconds-todatetime-function).
func UnixTimeSecondsToDateTime(n int64) Null[DateTime] { return unixTime(n, Second) }

// UnixTimeSecondsToDateTimeReal takes seconds with a fraction.
func UnixTimeSecondsToDateTimeReal(x float64) Null[DateTime] { return unixTimeReal(x, float64(Second)) }

// UnixTimeMillisecondsToDateTime is unixtime_milliseconds_todatetime().
func UnixTimeMillisecondsToDateTime(n int64) Null[DateTime] { return unixTime(n, Millisecond) }

// UnixTimeMillisecondsToDateTimeReal takes milliseconds with a fraction.
func UnixTimeMillisecondsToDateTimeReal(x float64) Null[DateTime] {
	return unixTimeReal(x, float64(Millisecond))
}

// UnixTimeMicrosecondsToDateTime is unixtime_microseconds_todatetime().
func UnixTimeMicrosecondsToDateTime(n int64) Null[DateTime] { return unixTime(n, Microsecond) }

// UnixTimeMicrosecondsToDateTimeReal takes microseconds with a fraction.
func UnixTimeMicrosecondsToDateTimeReal(x float64) Null[DateTime] {
	return unixTimeReal(x, float64(Microsecond))
}

// UnixTimeNanosecondsToDateTime is unixtime_nanoseconds_todatetime(); what is less than a tick is cut.
func UnixTimeNanosecondsToDateTime(n int64) Null[DateTime] { return unixTime(n/100, Tick) }

// UnixTimeNanosecondsToDateTimeReal takes nanoseconds as a real.
func UnixTimeNanosecondsToDateTimeReal(x float64) Null[DateTime] { return unixTimeReal(x, 0.01) }

func unixTime(n int64, unit TimeSpan) Null[DateTime] {
	if n > int64(MaxDateTime)/int64(unit) || n < -int64(MaxDateTime)/int64(unit) {
		return Null[DateTime]{}
	}
	return inRange(unixEpoch + DateTime(n)*DateTime(unit))
}

func unixTimeReal(x, unit float64) Null[DateTime] {
	ticks := x * unit
	if !(math.Abs(ticks) <= float64(MaxDateTime)) {
		return Null[DateTime]{}
	}
	return inRange(unixEpoch + DateTime(math.Round(ticks)))
}
