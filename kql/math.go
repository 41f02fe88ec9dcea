package kql

import (
	"math"
	"math/bits"
)

// The mathematical functions. They are those of package math unless said otherwise: out of range NaN, not null.

// AbsLong is abs() of a long, or of an int widened; that of the least long is itself.
func AbsLong(n int64) int64 { return max(n, -n) }

// AbsReal is abs() of a real.
func AbsReal(x float64) float64 { return math.Abs(x) }

// AbsTimeSpan is abs() of a timespan.
func AbsTimeSpan(d TimeSpan) TimeSpan { return max(d, -d) }

// SignLong is sign(): -1, 0 or 1.
func SignLong(n int64) float64 { return SignReal(float64(n)) }

// SignReal is sign() of a real; that of NaN is 0.
func SignReal(x float64) float64 {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return 0
}

// SignDecimal is sign() of a decimal.
func SignDecimal(d Decimal) float64 { return float64(CompareDecimal(d, Decimal{})) }

// RoundReal is round(): half away from zero, to a number of digits behind the point that may be negative. The digits meant
// are decimal ones, so that 2.15 gives 2.2 (Kusto: round-function).
func RoundReal(x float64, precision ...int64) float64 {
	if len(precision) == 0 || precision[0] == 0 {
		return math.Round(x)
	}
	digits := int(min(max(precision[0], -400), 400))
	if digits < 0 {
		power := math.Pow10(-digits)
		if power > math.MaxFloat64 {
			return 0 * x
		}
		return math.Round(x/power) * power
	}
	power := math.Pow10(digits)
	if scaled := x * power; scaled-scaled == 0 {
		return math.Round(scaled) / power
	}
	return x
}

// RoundLong is round() of a long; digits behind the point change nothing.
func RoundLong(n int64, precision ...int64) int64 {
	if len(precision) == 0 || precision[0] >= 0 {
		return n
	}
	if precision[0] < -18 {
		return 0
	}
	power := int64(1)
	for range -precision[0] {
		power *= 10
	}
	rest := n % power
	n -= rest
	switch {
	case rest >= power-rest:
		n += power
	case -rest >= power+rest:
		n -= power
	}
	return n
}

// CeilingLong is ceiling() of a long: itself.
func CeilingLong(n int64) int64 { return n }

// CeilingReal is ceiling().
func CeilingReal(x float64) float64 { return math.Ceil(x) }

// Pow is pow().
func Pow(base, exponent float64) float64 { return math.Pow(base, exponent) }

// Sqrt is sqrt().
func Sqrt(x float64) float64 { return math.Sqrt(x) }

// Log is log(), the natural logarithm: that of zero is -infinity, that of less null, as in the engine.
func Log(x float64) Null[float64] {
	if x < 0 {
		return Null[float64]{}
	}
	return Some(math.Log(x))
}

// Log2 is log2().
func Log2(x float64) float64 { return math.Log2(x) }

// Log10 is log10().
func Log10(x float64) float64 { return math.Log10(x) }

// Exp is exp().
func Exp(x float64) float64 { return math.Exp(x) }

// Exp2 is exp2().
func Exp2(x float64) float64 { return math.Exp2(x) }

// Exp10 is exp10().
func Exp10(x float64) float64 { return math.Pow(10, x) }

// Pi is pi().
func Pi() float64 { return math.Pi }

// Cos is cos().
func Cos(x float64) float64 { return math.Cos(x) }

// Sin is sin().
func Sin(x float64) float64 { return math.Sin(x) }

// Tan is tan().
func Tan(x float64) float64 { return math.Tan(x) }

// Cot is cot().
func Cot(x float64) float64 { return 1 / math.Tan(x) }

// Acos is acos().
func Acos(x float64) float64 { return math.Acos(x) }

// Asin is asin().
func Asin(x float64) float64 { return math.Asin(x) }

// Atan is atan().
func Atan(x float64) float64 { return math.Atan(x) }

// Atan2 is atan2().
func Atan2(y, x float64) float64 { return math.Atan2(y, x) }

// Degrees is degrees().
func Degrees(radians float64) float64 { return radians * (180 / math.Pi) }

// Radians is radians().
func Radians(degrees float64) float64 { return degrees * (math.Pi / 180) }

// Gamma is gamma().
func Gamma(x float64) float64 { return math.Gamma(x) }

// LogGamma is loggamma().
func LogGamma(x float64) float64 {
	v, _ := math.Lgamma(x)
	return v
}

// Erf is erf().
func Erf(x float64) float64 { return math.Erf(x) }

// Erfc is erfc().
func Erfc(x float64) float64 { return math.Erfc(x) }

// IsNaN is isnan().
func IsNaN(x float64) bool { return x != x }

// IsInf is isinf().
func IsInf(x float64) bool { return math.IsInf(x, 0) }

// IsFinite is isfinite().
func IsFinite(x float64) bool { return x-x == 0 }

// BinaryAnd is binary_and().
func BinaryAnd(a, b int64) int64 { return a & b }

// BinaryOr is binary_or().
func BinaryOr(a, b int64) int64 { return a | b }

// BinaryXor is binary_xor().
func BinaryXor(a, b int64) int64 { return a ^ b }

// BinaryNot is binary_not().
func BinaryNot(n int64) int64 { return ^n }

// BinaryShiftLeft is binary_shift_left(): by n modulo 64; null for a negative n
// (Kusto: binary-shift-left-function).
func BinaryShiftLeft(v, n int64) Null[int64] {
	if n < 0 {
		return Null[int64]{}
	}
	return Some(v << (n % 64))
}

// BinaryShiftRight is binary_shift_right(), which keeps the sign; else as [BinaryShiftLeft].
func BinaryShiftRight(v, n int64) Null[int64] {
	if n < 0 {
		return Null[int64]{}
	}
	return Some(v >> (n % 64))
}

// BitsetCountOnes is bitset_count_ones().
func BitsetCountOnes(n int64) int64 { return int64(bits.OnesCount64(uint64(n))) }
