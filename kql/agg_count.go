package kql

import "math/bits"

// Count is count() and countif(): the number of rows (Kusto: count-aggregation-function).
type Count int64

// Add counts a row.
func (c *Count) Add() { *c++ }

// Merge adds the rows of other.
func (c *Count) Merge(other *Count) { *c += *other }

// Result is the number of rows.
func (c *Count) Result() int64 { return int64(*c) }

// AppendState appends the state.
func (c *Count) AppendState(dst []byte) []byte { return AppendValue(dst, int64(*c)) }

// ReadState reads a state.
func (c *Count) ReadState(src []byte) ([]byte, error) { return ReadValue(src, (*int64)(c)) }

// Sum is sum() and sumif() of longs, reals, timespans and datetimes; ints are added as longs. A long that overflows wraps, as the
// engine's does. Without a value it is zero (Kusto: sum-aggregation-function).
type Sum[T int64 | float64 | TimeSpan | DateTime] struct{ sum T }

// Add adds v.
func (s *Sum[T]) Add(v T) { s.sum += v }

// Merge adds the sum of other.
func (s *Sum[T]) Merge(other *Sum[T]) { s.sum += other.sum }

// Result is the sum.
func (s *Sum[T]) Result() T { return s.sum }

// AppendState appends the state.
func (s *Sum[T]) AppendState(dst []byte) []byte { return AppendValue(dst, s.sum) }

// ReadState reads a state.
func (s *Sum[T]) ReadState(src []byte) ([]byte, error) { return ReadValue(src, &s.sum) }

// Avg is avg() and avgif() of longs and reals; ints are added as longs. The sum of longs wraps as that of [Sum] does
// (Kusto: avg-aggregation-function).
type Avg[T int64 | float64] struct {
	sum   Sum[T]
	count int64
}

// Add takes v into the average.
func (a *Avg[T]) Add(v T) {
	a.sum.Add(v)
	a.count++
}

// Merge takes in the values of other.
func (a *Avg[T]) Merge(other *Avg[T]) {
	a.sum.Merge(&other.sum)
	a.count += other.count
}

// Result is the average, NaN without a value.
func (a *Avg[T]) Result() float64 { return float64(a.sum.sum) / float64(a.count) }

// AppendState appends the state.
func (a *Avg[T]) AppendState(dst []byte) []byte {
	return AppendValue(a.sum.AppendState(dst), a.count)
}

// ReadState reads a state.
func (a *Avg[T]) ReadState(src []byte) ([]byte, error) {
	return readAll(src, a.sum.ReadState, reads(&a.count))
}

// AvgTimeSpan is avg() and avgif() of timespans.
type AvgTimeSpan struct {
	sum   Sum[TimeSpan]
	count int64
}

// Add takes v into the average.
func (a *AvgTimeSpan) Add(v TimeSpan) {
	a.sum.Add(v)
	a.count++
}

// Merge takes in the values of other.
func (a *AvgTimeSpan) Merge(other *AvgTimeSpan) {
	a.sum.Merge(&other.sum)
	a.count += other.count
}

// Result is the average to a tick, null without a value.
func (a *AvgTimeSpan) Result() Null[TimeSpan] {
	if a.count == 0 {
		return Null[TimeSpan]{}
	}
	return Some(a.sum.sum / TimeSpan(a.count))
}

// AppendState appends the state.
func (a *AvgTimeSpan) AppendState(dst []byte) []byte {
	return AppendValue(a.sum.AppendState(dst), a.count)
}

// ReadState reads a state.
func (a *AvgTimeSpan) ReadState(src []byte) ([]byte, error) {
	return readAll(src, a.sum.ReadState, reads(&a.count))
}

// AvgDateTime is avg() and avgif() of datetimes.
type AvgDateTime struct {
	high, low uint64 // the sum of the ticks
	count     int64
}

// Add takes v into the average.
func (a *AvgDateTime) Add(v DateTime) { a.Merge(&AvgDateTime{low: uint64(max(v, 0)), count: 1}) }

// Merge takes in the values of other.
func (a *AvgDateTime) Merge(other *AvgDateTime) {
	var carry uint64
	a.low, carry = bits.Add64(a.low, other.low, 0)
	a.high += other.high + carry
	a.count += other.count
}

// Result is the average to a tick, null without a value.
func (a *AvgDateTime) Result() Null[DateTime] {
	if a.count <= 0 || a.high >= uint64(a.count) {
		return Null[DateTime]{}
	}
	ticks, _ := bits.Div64(a.high, a.low, uint64(a.count))
	return Some(DateTime(ticks))
}

// AppendState appends the state.
func (a *AvgDateTime) AppendState(dst []byte) []byte {
	return AppendValue(AppendValue(AppendValue(dst, int64(a.high)), int64(a.low)), a.count)
}

// ReadState reads a state.
func (a *AvgDateTime) ReadState(src []byte) ([]byte, error) {
	var high, low int64
	src, err := readAll(src, reads(&high), reads(&low), reads(&a.count))
	a.high, a.low = uint64(high), uint64(low)
	return src, err
}
