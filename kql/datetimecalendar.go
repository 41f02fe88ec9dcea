package kql

// The functions on the calendar (Kusto: startofday-function, dayofmonth-function and the like). Weeks begin on Sundays.

// StartOfDay is startofday().
func StartOfDay(t DateTime) DateTime { return t - t%DateTime(Day) }

// StartOfDayOffset is startofday() with an offset in days; null outside the years 1 to 9999, as its kin.
func StartOfDayOffset(t DateTime, offset int64) Null[DateTime] { return dayStart(t, offset, 0) }

// EndOfDay is endofday(): the last tick of the day.
func EndOfDay(t DateTime) DateTime { return StartOfDay(t) + DateTime(Day) - 1 }

// EndOfDayOffset is endofday() with an offset in days.
func EndOfDayOffset(t DateTime, offset int64) Null[DateTime] {
	return dayStart(t, offset, DateTime(Day)-1)
}

func dayStart(t DateTime, days int64, more DateTime) Null[DateTime] {
	if !moderate(days) {
		return Null[DateTime]{}
	}
	return inRange(StartOfDay(t) + DateTime(days)*DateTime(Day) + more)
}

// moderate tells whether a number of days, months or years may lead from one datetime to another; it cannot overflow.
func moderate(n int64) bool { return -4e6 < n && n < 4e6 }

// StartOfWeek is startofweek(): the Sunday before. It is null in the week that begins before year 1.
func StartOfWeek(t DateTime) Null[DateTime] { return weekStart(t, 0, 0) }

// StartOfWeekOffset is startofweek() with an offset in weeks.
func StartOfWeekOffset(t DateTime, offset int64) Null[DateTime] { return weekStart(t, offset, 0) }

// EndOfWeek is endofweek(): the last tick of a Saturday.
func EndOfWeek(t DateTime) Null[DateTime] { return weekStart(t, 0, 7*DateTime(Day)-1) }

// EndOfWeekOffset is endofweek() with an offset in weeks.
func EndOfWeekOffset(t DateTime, offset int64) Null[DateTime] {
	return weekStart(t, offset, 7*DateTime(Day)-1)
}

func weekStart(t DateTime, weeks int64, more DateTime) Null[DateTime] {
	if !moderate(weeks) {
		return Null[DateTime]{}
	}
	return dayStart(t, 7*weeks-int64(t.weekday()), more)
}

// weekday is the number of days since Sunday.
func (d DateTime) weekday() int { return int((d/DateTime(Day) + 1) % 7) }

// StartOfMonth is startofmonth().
func StartOfMonth(t DateTime) DateTime {
	year, month, _ := t.date()
	return dateTime(year, month, 1)
}

// StartOfMonthOffset is startofmonth() with an offset in months.
func StartOfMonthOffset(t DateTime, offset int64) Null[DateTime] { return monthStart(t, offset) }

// EndOfMonth is endofmonth(): the last tick of the month.
func EndOfMonth(t DateTime) DateTime {
	year, month, _ := t.date()
	return dateTime(year, month, daysIn(year, month)) + DateTime(Day) - 1
}

// EndOfMonthOffset is endofmonth() with an offset in months.
func EndOfMonthOffset(t DateTime, offset int64) Null[DateTime] {
	return Lift1(EndOfMonth, monthStart(t, offset))
}

// monthStart is the first of the month that is a number of months away.
func monthStart(t DateTime, months int64) Null[DateTime] {
	if !moderate(months) {
		return Null[DateTime]{}
	}
	year, month, _ := t.date()
	n := int64(year)*12 + int64(month) - 1 + months
	if n < 12 || n >= 10000*12 {
		return Null[DateTime]{}
	}
	return Some(dateTime(int(n/12), int(n%12)+1, 1))
}

// StartOfYear is startofyear().
func StartOfYear(t DateTime) DateTime { return dateTime(t.year(), 1, 1) }

// StartOfYearOffset is startofyear() with an offset in years.
func StartOfYearOffset(t DateTime, offset int64) Null[DateTime] {
	if !moderate(offset) {
		return Null[DateTime]{}
	}
	return monthStart(StartOfYear(t), 12*offset)
}

// EndOfYear is endofyear(): the last tick of the year.
func EndOfYear(t DateTime) DateTime { return dateTime(t.year(), 12, 31) + DateTime(Day) - 1 }

// EndOfYearOffset is endofyear() with an offset in years.
func EndOfYearOffset(t DateTime, offset int64) Null[DateTime] {
	return Lift1(EndOfYear, StartOfYearOffset(t, offset))
}

func (d DateTime) year() int {
	year, _, _ := d.date()
	return year
}

// DayOfWeek is dayofweek(): the time since Sunday in whole days. On the last day of year 9999 the engine gives null.
func DayOfWeek(t DateTime) Null[TimeSpan] {
	if t > MaxDateTime-DateTime(Day) {
		return Null[TimeSpan]{}
	}
	return Some(TimeSpan(t.weekday()) * Day)
}

// DayOfMonth is dayofmonth().
func DayOfMonth(t DateTime) int32 {
	_, _, day := t.date()
	return int32(day)
}

// DayOfYear is dayofyear(), from 1.
func DayOfYear(t DateTime) int32 { return int32((t-StartOfYear(t))/DateTime(Day)) + 1 }

// HourOfDay is hourofday().
func HourOfDay(t DateTime) int32 { return int32(t % DateTime(Day) / DateTime(Hour)) }

// WeekOfYear is week_of_year(): the number of the week by ISO 8601, whose weeks begin on Mondays.
func WeekOfYear(t DateTime) int32 {
	thursday := StartOfDay(t) + DateTime(3-(t.weekday()+6)%7)*DateTime(Day)
	return (DayOfYear(thursday)-1)/7 + 1
}

// GetMonth is getmonth() and monthofyear().
func GetMonth(t DateTime) int32 {
	_, month, _ := t.date()
	return int32(month)
}

// GetYear is getyear().
func GetYear(t DateTime) int32 { return int32(t.year()) }
