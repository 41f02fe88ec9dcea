package catalog

import "github.com/kqlc/kqlc/kql"

// datetimeFunctions are the functions on datetime and timespan.
var datetimeFunctions = []Function{
	{
		Sigs:     []string{"datetime_local_to_utc(from: datetime, timezone: string) datetime"},
		Foldable: true,
		Doc:      "Reads a datetime as local time of a zone and gives it in UTC.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:     []string{"datetime_utc_to_local(from: datetime, timezone: string) datetime"},
		Foldable: true,
		Doc:      "Gives the local time of a zone at a datetime in UTC.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:     []string{"datetime_list_timezones() array"},
		Foldable: true,
		Doc:      "Lists the names of the time zones.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:   []string{"format_datetime(date: datetime, format: nonempty string) string"},
		Naming: First, Foldable: true,
		Doc:     "Prints a datetime by a pattern.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:   []string{"format_timespan(timespan: timespan, format: nonempty string) string"},
		Naming: First, Foldable: true,
		Doc:     "Prints a timespan by a pattern.",
		Missing: "this function is not implemented",
	},
	{
		Sigs: []string{
			"make_datetime(year: number, month: number, day: number, [hour: number], [minute: number], [second: number]) datetime",
			"make_datetime(value: scalar) datetime",
		},
		Naming: Only, Foldable: true,
		Doc:     "Builds a datetime from its parts, or reads it from a value.",
		Missing: "this function is not implemented",
	},
	{
		Sigs: []string{
			"make_timespan(days: integer, hours: integer, minutes: integer, seconds: integer) timespan",
			"make_timespan(hours: integer, minutes: integer, [seconds: integer]) timespan",
			"make_timespan(value: scalar) timespan",
		},
		Naming: Only, Foldable: true,
		Doc:     "Builds a timespan from its parts, or reads it from a value.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:     []string{"datetime_add(part: literal string in unit, value: integer, datetime: datetime) datetime"},
		Foldable: true,
		Doc:      "Adds a number of calendar units to a datetime.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:     []string{"datetime_diff(part: literal string in unit, datetime1: datetime, datetime2: datetime) long"},
		Foldable: true,
		Doc:      "Counts the calendar borders between two datetimes.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:     []string{"dayofweek(date: datetime) timespan"},
		Foldable: true,
		Doc:      "Gives the time since Sunday as whole days.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:     []string{"dayofmonth(date: datetime) int"},
		Foldable: true,
		Doc:      "Gives the day of the month.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:     []string{"dayofyear(date: datetime) int"},
		Foldable: true,
		Doc:      "Gives the day of the year.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:     []string{"hourofday(date: datetime) int"},
		Foldable: true,
		Doc:      "Gives the hour of the day.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:    []string{"weekofyear(date: datetime) int"},
		Instead: "week_of_year", Hidden: true, Foldable: true,
		Doc:     "Gives the week of the year.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:     []string{"week_of_year(date: datetime) int"},
		Foldable: true,
		Doc:      "Gives the week of the year by ISO 8601.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:     []string{"monthofyear(date: datetime) int"},
		Foldable: true,
		Doc:      "Gives the month of the year.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:   []string{"startofday(date: datetime, [offset: long]) datetime"},
		Naming: First, Foldable: true,
		Doc:     "Gives the start of the day, shifted by days.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:     []string{"startofweek(date: datetime, [offset: long]) datetime"},
		Foldable: true,
		Doc:      "Gives the start of the week, a Sunday, shifted by weeks.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:     []string{"startofmonth(date: datetime, [offset: long]) datetime"},
		Foldable: true,
		Doc:      "Gives the start of the month, shifted by months.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:     []string{"startofyear(date: datetime, [offset: long]) datetime"},
		Foldable: true,
		Doc:      "Gives the start of the year, shifted by years.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:     []string{"endofday(date: datetime, [offset: long]) datetime"},
		Foldable: true,
		Doc:      "Gives the last tick of the day, shifted by days.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:     []string{"endofweek(date: datetime, [offset: long]) datetime"},
		Foldable: true,
		Doc:      "Gives the last tick of the week, shifted by weeks.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:     []string{"endofmonth(date: datetime, [offset: long]) datetime"},
		Foldable: true,
		Doc:      "Gives the last tick of the month, shifted by months.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:     []string{"endofyear(date: datetime, [offset: long]) datetime"},
		Foldable: true,
		Doc:      "Gives the last tick of the year, shifted by years.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:     []string{"getyear(date: datetime) int"},
		Foldable: true,
		Doc:      "Gives the year.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:     []string{"getmonth(date: datetime) int"},
		Foldable: true,
		Doc:      "Gives the month of the year.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:    []string{"datepart(part: literal string in datepart, date: datetime) int"},
		Instead: "datetime_part", Hidden: true, Foldable: true,
		Doc:     "Gives a part of a datetime as a number.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:     []string{"datetime_part(part: literal string in datepart, date: datetime) int"},
		Foldable: true,
		Doc:      "Gives a part of a datetime as a number.",
		Missing:  "this function is not implemented",
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
		Missing:  "this function is not implemented",
	},
	{
		Sigs:     []string{"unixtime_milliseconds_todatetime(number: number) datetime"},
		Foldable: true,
		Doc:      "Converts milliseconds since 1970 to a datetime.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:     []string{"unixtime_microseconds_todatetime(number: number) datetime"},
		Foldable: true,
		Doc:      "Converts microseconds since 1970 to a datetime.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:     []string{"unixtime_nanoseconds_todatetime(number: number) datetime"},
		Foldable: true,
		Doc:      "Converts nanoseconds since 1970 to a datetime.",
		Missing:  "this function is not implemented",
	},
}
