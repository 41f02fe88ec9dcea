package catalog

import (
	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/zone"
)

// datetimeFunctions are the functions on datetime and timespan.
var datetimeFunctions = []Function{
	{
		Sigs:     []string{"datetime_local_to_utc(from: datetime, timezone: string) datetime"},
		Foldable: true,
		Doc:      "Reads a datetime as local time of a zone and gives it in UTC.",
		Go:       []any{zone.LocalToUTC, zone.LocalToUTCIn},
		Examples: []Example{
			{"datetime_local_to_utc(datetime(2024-07-01T12:00), 'Europe/Warsaw')", "2024-07-01T10:00:00.0000000Z"},
			{"datetime_local_to_utc(datetime(null), 'UTC')", "null"},
		},
	},
	{
		Sigs:     []string{"datetime_utc_to_local(from: datetime, timezone: string) datetime"},
		Foldable: true,
		Doc:      "Gives the local time of a zone at a datetime in UTC.",
		Go:       []any{zone.UTCToLocal, zone.UTCToLocalIn},
		Examples: []Example{
			{"datetime_utc_to_local(datetime(2024-07-01T12:00), 'Europe/Warsaw')", "2024-07-01T14:00:00.0000000Z"},
			{"datetime_utc_to_local(datetime(2024-01-01), 'UTC')", "2024-01-01T00:00:00.0000000Z"},
		},
	},
	{
		Sigs:     []string{"datetime_list_timezones() array"},
		Foldable: true,
		Doc:      "Lists the names of the time zones.",
		Go:       []any{zone.List},
		Examples: []Example{
			{"array_index_of(datetime_list_timezones(), 'Africa/Abidjan')", "0"},
			{"set_has_element(datetime_list_timezones(), 'Europe/Warsaw')", "True"},
		},
	},
	{
		Sigs:   []string{"format_datetime(date: datetime, format: nonempty string) string"},
		Naming: First, Foldable: true,
		Doc: "Prints a datetime by a pattern.",
		Go:  []any{kql.FormatDateTime},
		Examples: []Example{
			{"format_datetime(datetime(2023-01-31T13:45:56.7654321), 'yyyy-MM-dd [HH:mm:ss.fff]')", "2023-01-31 [13:45:56.765]"},
			{"format_datetime(datetime(2023-01-31T13:45:56.7654321), 'M/d/yy h:m tt')", "1/31/23 1:45 PM"},
			{"format_datetime(datetime(2023-01-01), 'ss.FFF')", "00."},
			{"format_datetime(datetime(null), 'dd')", ""},
		},
	},
	{
		Sigs:   []string{"format_timespan(timespan: timespan, format: nonempty string) string"},
		Naming: First, Foldable: true,
		Doc: "Prints a timespan by a pattern.",
		Go:  []any{kql.FormatTimeSpan},
		Examples: []Example{
			{"format_timespan(timespan(1.02:03:04.5), 'd.hh:mm:ss.ff')", "1.02:03:04.50"},
			{"format_timespan(timespan(-90m), 'H:mm')", "-1:30"},
			{"format_timespan(timespan(1d), 'ddd')", "001"},
		},
	},
	{
		Sigs: []string{
			"make_datetime(year: number, month: number, day: number, [hour: number], [minute: number], [second: number]) datetime",
			"make_datetime(value: scalar) datetime",
		},
		Naming: Only, Foldable: true,
		Doc: "Builds a datetime from its parts, or reads it from a value.",
		Go: []any{
			kql.MakeDateTime, kql.MakeDateTimeSecond, kql.TextToDateTime, kql.LongToDateTime, kql.RealToDateTime,
			kql.DynamicToDateTime,
		},
		Examples: []Example{
			{"make_datetime(2020, 2, 29)", "2020-02-29T00:00:00.0000000Z"},
			{"make_datetime(2020, 1, 2, 3, 4, 5.5)", "2020-01-02T03:04:05.5000000Z"},
			{"make_datetime(2023, 2, 29)", "null"},
			{"make_datetime('2020-01-02')", "2020-01-02T00:00:00.0000000Z"},
		},
	},
	{
		Sigs: []string{
			"make_timespan(days: integer, hours: integer, minutes: integer, seconds: integer) timespan",
			"make_timespan(hours: integer, minutes: integer, [seconds: integer]) timespan",
			"make_timespan(value: scalar) timespan",
		},
		Naming: Only, Foldable: true,
		Doc: "Builds a timespan from its parts, or reads it from a value.",
		Go: []any{
			kql.MakeTimeSpan, kql.MakeTimeSpanSecond, kql.MakeTimeSpanDay, kql.TextToTimeSpan, kql.LongToTimeSpan,
			kql.RealToTimeSpan, kql.DynamicToTimeSpan,
		},
		Examples: []Example{
			{"make_timespan(1, 30)", "01:30:00"},
			{"make_timespan(2, 1, 30, 5.5)", "2.01:30:05.5000000"},
			{"make_timespan(24, 0)", "null"},
		},
	},
	{
		Sigs:     []string{"datetime_add(part: literal string in unit, value: integer, datetime: datetime) datetime"},
		Foldable: true,
		Doc:      "Adds a number of calendar units to a datetime.",
		Go:       []any{kql.DateTimeAdd},
		Examples: []Example{
			{"datetime_add('month', 1, datetime(2023-01-31T13:45:56.7654321))", "2023-02-28T13:45:56.7654321Z"},
			{"datetime_add('week', -1, datetime(2023-01-08))", "2023-01-01T00:00:00.0000000Z"},
			{"datetime_add('year', 9000, datetime(2023-01-31T13:45:56.7654321))", "null"},
		},
	},
	{
		Sigs:     []string{"datetime_diff(part: literal string in unit, datetime1: datetime, datetime2: datetime) long"},
		Service:  weeksAreReal,
		Foldable: true,
		Doc:      "Counts the calendar borders between two datetimes.",
		Go:       []any{kql.DateTimeDiff},
		Examples: []Example{
			{"datetime_diff('year', datetime(2021-01-01), datetime(2020-12-31))", "1"},
			{"datetime_diff('hour', datetime(2020-01-01T01:00), datetime(2020-01-01T02:59))", "-1"},
			{"datetime_diff('week', datetime(2023-01-29), datetime(2023-01-28))", "1"},
		},
	},
	{
		Sigs:     []string{"dayofweek(date: datetime) timespan"},
		Foldable: true,
		Doc:      "Gives the time since Sunday as whole days.",
		Go:       []any{kql.DayOfWeek},
		Examples: []Example{
			{"dayofweek(datetime(2023-01-31T13:45:56.7654321))", "2.00:00:00"},
			{"dayofweek(datetime(2023-01-29T23:59))", "00:00:00"},
		},
	},
	{
		Sigs:     []string{"dayofmonth(date: datetime) int"},
		Foldable: true,
		Doc:      "Gives the day of the month.",
		Go:       []any{kql.DayOfMonth},
		Examples: []Example{
			{"dayofmonth(datetime(2023-01-31T13:45:56.7654321))", "31"},
			{"dayofmonth(datetime(null))", "null"},
		},
	},
	{
		Sigs:     []string{"dayofyear(date: datetime) int"},
		Foldable: true,
		Doc:      "Gives the day of the year.",
		Go:       []any{kql.DayOfYear},
		Examples: []Example{
			{"dayofyear(datetime(2024-12-31))", "366"},
			{"dayofyear(datetime(2023-01-01))", "1"},
		},
	},
	{
		Sigs:     []string{"hourofday(date: datetime) int"},
		Foldable: true,
		Doc:      "Gives the hour of the day.",
		Go:       []any{kql.HourOfDay},
		Examples: []Example{
			{"hourofday(datetime(2023-01-31T13:45:56.7654321))", "13"},
			{"hourofday(datetime(2023-01-01))", "0"},
		},
	},
	{
		Sigs:    []string{"weekofyear(date: datetime) int"},
		Instead: "week_of_year", Hidden: true, Foldable: true,
		Doc: "Gives the week of the year.",
		As:  []string{"($1) = week_of_year($1)"},
		Examples: []Example{
			{"weekofyear(datetime(2024-01-01))", "1"},
			{"weekofyear(datetime(2023-01-01))", "52"},
		},
	},
	{
		Sigs:     []string{"week_of_year(date: datetime) int"},
		Foldable: true,
		Doc:      "Gives the week of the year by ISO 8601.",
		Go:       []any{kql.WeekOfYear},
		Examples: []Example{
			{"week_of_year(datetime(2020-12-31))", "53"},
			{"week_of_year(datetime(2021-01-03))", "53"},
			{"week_of_year(datetime(2021-01-04))", "1"},
		},
	},
	{
		Sigs:     []string{"monthofyear(date: datetime) int"},
		Foldable: true,
		Doc:      "Gives the month of the year.",
		Go:       []any{kql.GetMonth},
		Examples: []Example{
			{"monthofyear(datetime(2023-01-31T13:45:56.7654321))", "1"},
			{"monthofyear(datetime(9999-12-31))", "12"},
		},
	},
	{
		Sigs:   []string{"startofday(date: datetime, [offset: long]) datetime"},
		Naming: First, Foldable: true,
		Doc: "Gives the start of the day, shifted by days.",
		Go:  []any{kql.StartOfDay, kql.StartOfDayOffset},
		Examples: []Example{
			{"startofday(datetime(2023-01-31T13:45:56.7654321))", "2023-01-31T00:00:00.0000000Z"},
			{"startofday(datetime(2023-01-31T13:45:56.7654321), 1)", "2023-02-01T00:00:00.0000000Z"},
			{"startofday(datetime(2023-01-31T13:45:56.7654321), 99999999)", "null"},
		},
	},
	{
		Sigs:     []string{"startofweek(date: datetime, [offset: long]) datetime"},
		Foldable: true,
		Doc:      "Gives the start of the week, a Sunday, shifted by weeks.",
		Go:       []any{kql.StartOfWeek, kql.StartOfWeekOffset},
		Examples: []Example{
			{"startofweek(datetime(2023-01-31T13:45:56.7654321))", "2023-01-29T00:00:00.0000000Z"},
			{"startofweek(datetime(2023-01-31T13:45:56.7654321), 1)", "2023-02-05T00:00:00.0000000Z"},
			{"startofweek(datetime(2023-01-31T13:45:56.7654321), 99999999)", "null"},
		},
	},
	{
		Sigs:     []string{"startofmonth(date: datetime, [offset: long]) datetime"},
		Foldable: true,
		Doc:      "Gives the start of the month, shifted by months.",
		Go:       []any{kql.StartOfMonth, kql.StartOfMonthOffset},
		Examples: []Example{
			{"startofmonth(datetime(2023-01-31T13:45:56.7654321))", "2023-01-01T00:00:00.0000000Z"},
			{"startofmonth(datetime(2023-01-31T13:45:56.7654321), 1)", "2023-02-01T00:00:00.0000000Z"},
			{"startofmonth(datetime(2023-01-31T13:45:56.7654321), 99999999)", "null"},
		},
	},
	{
		Sigs:     []string{"startofyear(date: datetime, [offset: long]) datetime"},
		Foldable: true,
		Doc:      "Gives the start of the year, shifted by years.",
		Go:       []any{kql.StartOfYear, kql.StartOfYearOffset},
		Examples: []Example{
			{"startofyear(datetime(2023-01-31T13:45:56.7654321))", "2023-01-01T00:00:00.0000000Z"},
			{"startofyear(datetime(2023-01-31T13:45:56.7654321), 1)", "2024-01-01T00:00:00.0000000Z"},
			{"startofyear(datetime(2023-01-31T13:45:56.7654321), 99999999)", "null"},
		},
	},
	{
		Sigs:     []string{"endofday(date: datetime, [offset: long]) datetime"},
		Foldable: true,
		Doc:      "Gives the last tick of the day, shifted by days.",
		Go:       []any{kql.EndOfDay, kql.EndOfDayOffset},
		Examples: []Example{
			{"endofday(datetime(2023-01-31T13:45:56.7654321))", "2023-01-31T23:59:59.9999999Z"},
			{"endofday(datetime(2023-01-31T13:45:56.7654321), -1)", "2023-01-30T23:59:59.9999999Z"},
			{"endofday(datetime(null))", "null"},
		},
	},
	{
		Sigs:     []string{"endofweek(date: datetime, [offset: long]) datetime"},
		Foldable: true,
		Doc:      "Gives the last tick of the week, shifted by weeks.",
		Go:       []any{kql.EndOfWeek, kql.EndOfWeekOffset},
		Examples: []Example{
			{"endofweek(datetime(2023-01-31T13:45:56.7654321))", "2023-02-04T23:59:59.9999999Z"},
			{"endofweek(datetime(2023-01-31T13:45:56.7654321), -1)", "2023-01-28T23:59:59.9999999Z"},
			{"endofweek(datetime(null))", "null"},
		},
	},
	{
		Sigs:     []string{"endofmonth(date: datetime, [offset: long]) datetime"},
		Foldable: true,
		Doc:      "Gives the last tick of the month, shifted by months.",
		Go:       []any{kql.EndOfMonth, kql.EndOfMonthOffset},
		Examples: []Example{
			{"endofmonth(datetime(2023-01-31T13:45:56.7654321))", "2023-01-31T23:59:59.9999999Z"},
			{"endofmonth(datetime(2023-01-31T13:45:56.7654321), -1)", "2022-12-31T23:59:59.9999999Z"},
			{"endofmonth(datetime(null))", "null"},
		},
	},
	{
		Sigs:     []string{"endofyear(date: datetime, [offset: long]) datetime"},
		Foldable: true,
		Doc:      "Gives the last tick of the year, shifted by years.",
		Go:       []any{kql.EndOfYear, kql.EndOfYearOffset},
		Examples: []Example{
			{"endofyear(datetime(2023-01-31T13:45:56.7654321))", "2023-12-31T23:59:59.9999999Z"},
			{"endofyear(datetime(2023-01-31T13:45:56.7654321), -1)", "2022-12-31T23:59:59.9999999Z"},
			{"endofyear(datetime(null))", "null"},
		},
	},
	{
		Sigs:     []string{"getyear(date: datetime) int"},
		Foldable: true,
		Doc:      "Gives the year.",
		Go:       []any{kql.GetYear},
		Examples: []Example{
			{"getyear(datetime(2023-01-31T13:45:56.7654321))", "2023"},
			{"getyear(datetime(0001-01-01))", "1"},
		},
	},
	{
		Sigs:     []string{"getmonth(date: datetime) int"},
		Foldable: true,
		Doc:      "Gives the month of the year.",
		Go:       []any{kql.GetMonth},
		Examples: []Example{
			{"getmonth(datetime(2023-01-31T13:45:56.7654321))", "1"},
			{"getmonth(datetime(9999-12-31))", "12"},
		},
	},
	{
		Sigs:    []string{"datepart(part: literal string in datepart, date: datetime) int"},
		Instead: "datetime_part", Hidden: true, Foldable: true,
		Doc: "Gives a part of a datetime as a number.",
		Go:  []any{kql.DateTimePart},
		Examples: []Example{
			{"datepart('quarter', datetime(2023-01-31T13:45:56.7654321))", "1"},
			{"datepart('Millisecond', datetime(2023-01-31T13:45:56.7654321))", "765"},
			{"datepart('nanosecond', datetime(2023-01-31T13:45:56.7654321))", "765432100"},
			{"datepart('dayOfYear', datetime(2023-01-31T13:45:56.7654321))", "31"},
		},
	},
	{
		Sigs:     []string{"datetime_part(part: literal string in datepart, date: datetime) int"},
		Foldable: true,
		Doc:      "Gives a part of a datetime as a number.",
		Go:       []any{kql.DateTimePart},
		Examples: []Example{
			{"datetime_part('quarter', datetime(2023-01-31T13:45:56.7654321))", "1"},
			{"datetime_part('Millisecond', datetime(2023-01-31T13:45:56.7654321))", "765"},
			{"datetime_part('nanosecond', datetime(2023-01-31T13:45:56.7654321))", "765432100"},
			{"datetime_part('dayOfYear', datetime(2023-01-31T13:45:56.7654321))", "31"},
		},
	},
	{
		Sigs:     []string{"now([offset: timespan]) datetime"},
		Foldable: true,
		Doc:      "Gives the time of the evaluation, the same for all rows, with an offset if one is given.",
		Go:       []any{kql.Now, kql.NowOffset},
		Examples: []Example{
			{"now()", "2024-05-06T07:08:09.0000000Z"},
			{"now(timespan(-1d))", "2024-05-05T07:08:09.0000000Z"},
		},
	},
	{
		Sigs:     []string{"ago(timespan: timespan) datetime"},
		Foldable: true,
		Doc:      "Gives the time of the evaluation less a timespan.",
		Go:       []any{kql.Ago},
		Examples: []Example{
			{"ago(timespan(1d))", "2024-05-05T07:08:09.0000000Z"},
			{"ago(timespan(-1h))", "2024-05-06T08:08:09.0000000Z"},
		},
	},
	{
		Sigs:     []string{"unixtime_seconds_todatetime(number: number) datetime"},
		Foldable: true,
		Doc:      "Converts seconds since 1970 to a datetime.",
		Go:       []any{kql.UnixTimeSecondsToDateTime, kql.UnixTimeSecondsToDateTimeReal},
		Examples: []Example{
			{"unixtime_seconds_todatetime(1700000000)", "2023-11-14T22:13:20.0000000Z"},
			{"unixtime_seconds_todatetime(long(null))", "null"},
			{"unixtime_seconds_todatetime(0)", "1970-01-01T00:00:00.0000000Z"},
		},
	},
	{
		Sigs:     []string{"unixtime_milliseconds_todatetime(number: number) datetime"},
		Foldable: true,
		Doc:      "Converts milliseconds since 1970 to a datetime.",
		Go:       []any{kql.UnixTimeMillisecondsToDateTime, kql.UnixTimeMillisecondsToDateTimeReal},
		Examples: []Example{
			{"unixtime_milliseconds_todatetime(1700000000000)", "2023-11-14T22:13:20.0000000Z"},
			{"unixtime_milliseconds_todatetime(long(null))", "null"},
			{"unixtime_milliseconds_todatetime(0)", "1970-01-01T00:00:00.0000000Z"},
		},
	},
	{
		Sigs:     []string{"unixtime_microseconds_todatetime(number: number) datetime"},
		Foldable: true,
		Doc:      "Converts microseconds since 1970 to a datetime.",
		Go:       []any{kql.UnixTimeMicrosecondsToDateTime, kql.UnixTimeMicrosecondsToDateTimeReal},
		Examples: []Example{
			{"unixtime_microseconds_todatetime(1700000000000000)", "2023-11-14T22:13:20.0000000Z"},
			{"unixtime_microseconds_todatetime(long(null))", "null"},
			{"unixtime_microseconds_todatetime(0)", "1970-01-01T00:00:00.0000000Z"},
		},
	},
	{
		Sigs:     []string{"unixtime_nanoseconds_todatetime(number: number) datetime"},
		Foldable: true,
		Doc:      "Converts nanoseconds since 1970 to a datetime.",
		Go:       []any{kql.UnixTimeNanosecondsToDateTime, kql.UnixTimeNanosecondsToDateTimeReal},
		Examples: []Example{
			{"unixtime_nanoseconds_todatetime(1700000000000000000)", "2023-11-14T22:13:20.0000000Z"},
			{"unixtime_nanoseconds_todatetime(long(null))", "null"},
			{"unixtime_nanoseconds_todatetime(0)", "1970-01-01T00:00:00.0000000Z"},
		},
	},
}
