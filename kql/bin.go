package kql

import "math"

// BinLong is bin() and floor(): the greatest multiple of size that is not above v, also below zero; null where size is
// not positive (Kusto: bin-function).
func BinLong(v, size int64) Null[int64] {
	if size <= 0 {
		return Null[int64]{}
	}
	return Some(v - mod(v, size))
}

// BinNumber is the number of the bin of that size that holds v: v divided by size and rounded down; 0 where size is not
// positive.
func BinNumber(v, size int64) int64 {
	if size <= 0 {
		return 0
	}
	return (v - mod(v, size)) / size
}

// BinReal is [BinLong] of reals.
func BinReal(v, size float64) Null[float64] {
	if !(size > 0) {
		return Null[float64]{}
	}
	return Some(math.Floor(v/size) * size)
}

// BinTimeSpan is [BinLong] of timespans.
func BinTimeSpan(v, size TimeSpan) Null[TimeSpan] {
	return Lift1(LongToTimeSpan, BinLong(int64(v), int64(size)))
}

// BinDateTime is [BinLong] of datetimes. Bins count from year 1, so that those of a week begin on Mondays.
func BinDateTime(t DateTime, size TimeSpan) Null[DateTime] {
	if size <= 0 {
		return Null[DateTime]{}
	}
	return Some(t - t%DateTime(size))
}

// BinAtLong is bin_at(): [BinLong] with bins of which one begins at fixed (Kusto: bin-at-function).
func BinAtLong(v, size, fixed int64) Null[int64] {
	if size <= 0 {
		return Null[int64]{}
	}
	return Some(v - mod(v-fixed, size))
}

// BinAtReal is [BinAtLong] of reals.
func BinAtReal(v, size, fixed float64) Null[float64] {
	if !(size > 0) {
		return Null[float64]{}
	}
	return Some(fixed + math.Floor((v-fixed)/size)*size)
}

// BinAtTimeSpan is [BinAtLong] of timespans.
func BinAtTimeSpan(v, size, fixed TimeSpan) Null[TimeSpan] {
	return Lift1(LongToTimeSpan, BinAtLong(int64(v), int64(size), int64(fixed)))
}

// BinAtDateTime is [BinAtLong] of datetimes; null where the bin begins before year 1.
func BinAtDateTime(t DateTime, size TimeSpan, fixed DateTime) Null[DateTime] {
	return Bind1(LongToDateTime, BinAtLong(int64(t), int64(size), int64(fixed)))
}
