package kql

import (
	"math"
	"testing"
)

func TestMath(t *testing.T) {
	nan := math.NaN()
	real := func(v Null[float64]) float64 {
		if !v.OK {
			return -12345 // stands for null
		}
		return v.V
	}
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"round half", RoundReal(2.5), 3},
		{"round negative half", RoundReal(-2.5), -3},
		{"round to two digits", RoundReal(1.005, 2), 1},
		{"round decimal half", RoundReal(7.35, 1), 7.4},
		{"round to tens", RoundReal(-25, -1), -30},
		{"round to nothing", RoundReal(25, -400), 0},
		{"round to many", RoundReal(1.25, 400), 1.25},
		{"round large", RoundReal(1e300, 20), 1e300},
		{"round NaN", RoundReal(nan, 3), nan},
		{"round infinity", RoundReal(math.Inf(1), 3), math.Inf(1)},
		{"round infinity to tens", RoundReal(math.Inf(1), -3), math.Inf(1)},
		{"round long", float64(RoundLong(15, -1)), 20},
		{"round negative long", float64(RoundLong(-15, -1)), -20},
		{"round long down", float64(RoundLong(-14, -1)), -10},
		{"round long to digits", float64(RoundLong(15, 4)), 15},
		{"round long to nothing", float64(RoundLong(15, -40)), 0},
		{"ceiling", CeilingReal(-1.5), -1},
		{"sign of NaN", SignReal(nan), 0},
		{"sign", SignLong(-7), -1},
		{"sign of a decimal", SignDecimal(MustDecimal("-0.1")), -1},
		{"abs", float64(AbsLong(-7)), 7},
		{"least abs", float64(AbsLong(math.MinInt64)), math.MinInt64},
		{"abs of a timespan", float64(AbsTimeSpan(-Hour)), float64(Hour)},
		{"abs of a decimal", AbsDecimal(MustDecimal("-2.5")).Real(), 2.5},
		{"log of less than zero", real(Log(-1)), -12345},
		{"log of zero", real(Log(0)), math.Inf(-1)},
		{"log", real(Log(math.E)), 1},
		{"log10", Log10(1000), 3},
		{"log2", Log2(-1), nan},
		{"sqrt", Sqrt(-1), nan},
		{"pow", Pow(-8, 1.0/3), nan},
		{"exp10", Exp10(-2), 0.01},
		{"exp", Exp(1000), math.Inf(1)},
		{"cot", Cot(math.Pi / 4), 1},
		{"degrees", Degrees(math.Pi), 180},
		{"radians", Radians(90), math.Pi / 2},
		{"gamma", Gamma(6), 120},
		{"loggamma", LogGamma(6), math.Log(120)},
		{"erf", Erf(0.5), 0.5204998778130465},
		{"beta_cdf", BetaCDF(0.3, 2, 3), 0.3483},
		{"beta_cdf symmetric", BetaCDF(0.5, 7, 7), 0.5},
		{"beta_cdf linear", BetaCDF(0.125, 1, 1), 0.125},
		{"beta_cdf outside", BetaCDF(1.25, 1, 1), nan},
		{"beta_cdf without alpha", BetaCDF(0.5, -1, 1), 1},
		{"beta_pdf", BetaPDF(0.25, 2, 2), 1.125},
		{"beta_pdf outside", BetaPDF(-1, 2, 2), nan},
		{"beta_inv", real(BetaInv(0.3483, 2, 3)), 0.3},
		{"beta_inv at the end", real(BetaInv(1, 2, 3)), 1},
		{"beta_inv outside", real(BetaInv(-0.1, 2, 3)), -12345},
		{"beta_inv without beta", real(BetaInv(0.5, 2, 0)), nan},
		{"welch_test of equals", WelchTest(5, 2, 10, 5, 3, 12), 1},
		// t = 2, two degrees of freedom: 1 - t/sqrt(t*t+2)
		{"welch_test", WelchTest(2, 1, 2, 0, 1, 2), 1 - 2/math.Sqrt(6)},
		{"binary_and", float64(BinaryAnd(6, 3)), 2},
		{"binary_not", float64(BinaryNot(0)), -1},
		{"bitset_count_ones", float64(BitsetCountOnes(-1)), 64},
	} {
		same := c.got == c.want || math.Abs(c.got-c.want) <= 1e-12*math.Max(1, math.Abs(c.want)) || c.got != c.got && c.want != c.want
		if !same {
			t.Errorf("%s: got %v, want %v", c.name, c.got, c.want)
		}
	}
	for _, c := range []struct{ got, want Null[int64] }{
		{BinaryShiftLeft(1, 65), Some(int64(2))},
		{BinaryShiftRight(-8, 1), Some(int64(-4))},
		{BinaryShiftLeft(1, -1), Null[int64]{}},
		{BinaryShiftRight(1, -1), Null[int64]{}},
	} {
		if c.got != c.want {
			t.Errorf("got %v, want %v", c.got, c.want)
		}
	}
	if !IsNaN(nan) || IsInf(nan) || IsFinite(nan) || IsFinite(math.Inf(-1)) || !IsInf(math.Inf(-1)) || !IsFinite(0) {
		t.Error("kinds of reals are mixed up")
	}
}
