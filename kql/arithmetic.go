package kql

import "math"

// The operators of arithmetic where Go's own are not Kusto's. Longs wrap in both (Kusto: numerical-operators).

// NegLong is -n of a long, or of an int widened; it wraps.
func NegLong(n int64) int64 { return -n }

// NegReal is -x.
func NegReal(x float64) float64 { return -x }

// NegTimeSpan is -d.
func NegTimeSpan(d TimeSpan) TimeSpan { return -d }

// NegDynamic is -d of the number or timespan in a dynamic, null of anything else.
func NegDynamic(d Dynamic) Dynamic {
	switch d.kind {
	case LongKind:
		return DynamicLong(-d.Long())
	case RealKind:
		return DynamicReal(-d.Real())
	case DecimalKind:
		return DynamicDecimal(NegDecimal(d.Decimal()))
	case TimeSpanKind:
		return DynamicTimeSpan(-d.TimeSpan())
	}
	return Dynamic{}
}

// DivLong is a / b of whole numbers, cut toward zero; null where b is zero.
func DivLong(a, b int64) Null[int64] {
	if b == 0 {
		return Null[int64]{}
	}
	return Some(a / b)
}

// ModLong is a % b of whole numbers: never negative, whatever the signs; null where b is zero.
func ModLong(a, b int64) Null[int64] {
	if b == 0 {
		return Null[int64]{}
	}
	return Some(mod(a, b))
}

// mod is the least r that is not negative with a = n*b + r.
func mod(a, b int64) int64 {
	r := a % b
	if r < 0 {
		if b < 0 {
			return r - b
		}
		return r + b
	}
	return r
}

// DivReal is a / b as IEEE 754 has it: infinite or NaN where b is zero.
func DivReal(a, b float64) float64 { return a / b }

// ModReal is a % b: never negative; null where b is zero.
func ModReal(a, b float64) Null[float64] {
	if b == 0 {
		return Null[float64]{}
	}
	r := math.Mod(a, b)
	if r < 0 {
		r += math.Abs(b)
	}
	return Some(r)
}

// MulTimeSpan is d * n; it wraps.
func MulTimeSpan(d TimeSpan, n int64) TimeSpan { return d * TimeSpan(n) }

// MulTimeSpanReal is d * x, rounded to ticks.
func MulTimeSpanReal(d TimeSpan, x float64) TimeSpan {
	return RealToTimeSpan(math.Round(float64(d) * x))
}

// MulLongTimeSpan is n * d.
func MulLongTimeSpan(n int64, d TimeSpan) TimeSpan { return MulTimeSpan(d, n) }

// MulRealTimeSpan is x * d.
func MulRealTimeSpan(x float64, d TimeSpan) TimeSpan { return MulTimeSpanReal(d, x) }

// DivTimeSpan is the ratio of two timespans.
func DivTimeSpan(a, b TimeSpan) float64 { return float64(a) / float64(b) }

// DivTimeSpanLong is d / n, cut to whole ticks; null where n is zero.
func DivTimeSpanLong(d TimeSpan, n int64) Null[TimeSpan] {
	return Lift1(LongToTimeSpan, DivLong(int64(d), n))
}

// DivTimeSpanReal is d / x, rounded to ticks; null where x is zero.
func DivTimeSpanReal(d TimeSpan, x float64) Null[TimeSpan] {
	if x == 0 {
		return Null[TimeSpan]{}
	}
	return Some(RealToTimeSpan(math.Round(float64(d) / x)))
}

// ModTimeSpan is a % b: never negative; null where b is zero.
func ModTimeSpan(a, b TimeSpan) Null[TimeSpan] {
	return Lift1(LongToTimeSpan, ModLong(int64(a), int64(b)))
}

// ModDateTime is t % d: how far t is behind a multiple of d, counted from the year 1; null where d is zero.
func ModDateTime(t DateTime, d TimeSpan) Null[TimeSpan] { return ModTimeSpan(TimeSpan(t), d) }

// AddDateTime is t + d; null outside the years 1 to 9999.
func AddDateTime(t DateTime, d TimeSpan) Null[DateTime] { return inRange(t + DateTime(d)) }

// AddTimeSpanDateTime is d + t.
func AddTimeSpanDateTime(d TimeSpan, t DateTime) Null[DateTime] { return AddDateTime(t, d) }

// SubDateTime is t - d; null outside the years 1 to 9999.
func SubDateTime(t DateTime, d TimeSpan) Null[DateTime] { return inRange(t - DateTime(d)) }

// DiffDateTime is a - b.
func DiffDateTime(a, b DateTime) TimeSpan { return TimeSpan(a - b) }

// inRange is t, null outside the years 1 to 9999.
func inRange(t DateTime) Null[DateTime] {
	if t < MinDateTime || t > MaxDateTime {
		return Null[DateTime]{}
	}
	return Some(t)
}
