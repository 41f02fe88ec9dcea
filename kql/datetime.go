package kql

// DateTime is an instant in UTC, in ticks of 100 ns since 0001-01-01 00:00. Values run from [MinDateTime] to
// [MaxDateTime] (Kusto: scalar-data-types/datetime).
type DateTime int64

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

// The first and the last instant that a datetime can hold: 0001-01-01T00:00:00.0000000Z and 9999-12-31T23:59:59.9999999Z.
const (
	MinDateTime DateTime = 0
	MaxDateTime DateTime = 3652059*DateTime(Day) - 1
)
