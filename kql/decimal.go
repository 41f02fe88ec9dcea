package kql

import (
	"math"
	"math/big"
	"strings"

	"github.com/cockroachdb/apd/v3"
)

// Decimal is an exact decimal number of up to 34 digits (Kusto: scalar-data-types/decimal). Equal numbers are equal
// values in Go: trailing zeros are not kept. The zero value is 0.
type Decimal struct {
	hi, lo   uint64 // the digits as an integer
	exponent int16  // of ten
	negative bool
}

var decimalContext = apd.Context{
	Precision: 34, MaxExponent: 6144, MinExponent: -6143, Rounding: apd.RoundHalfEven, Traps: apd.DefaultTraps &^ apd.Inexact,
}

// ParseDecimal reads a decimal number, with or without an exponent.
func ParseDecimal(text string) (Decimal, bool) {
	text = strings.TrimSpace(text)
	if text == "" || strings.ContainsAny(text, "_nNiI") {
		return Decimal{}, false
	}
	d, _, err := decimalContext.NewFromString(text)
	if err != nil || d.Form != apd.Finite {
		return Decimal{}, false
	}
	return newDecimal(d), true
}

// MustDecimal is [ParseDecimal] for constants of generated code, which are right.
func MustDecimal(text string) Decimal {
	d, ok := ParseDecimal(text)
	if !ok {
		panic("no decimal: " + text)
	}
	return d
}

// DecimalOf returns the decimal of a long.
func DecimalOf(n int64) Decimal { return newDecimal(apd.New(n, 0)) }

func newDecimal(d *apd.Decimal) Decimal {
	var r apd.Decimal
	r.Reduce(d)
	if r.IsZero() {
		return Decimal{}
	}
	coeff := r.Coeff.MathBigInt()
	var low big.Int
	low.And(coeff, new(big.Int).SetUint64(1<<64-1))
	return Decimal{
		hi: new(big.Int).Rsh(coeff, 64).Uint64(), lo: low.Uint64(),
		exponent: int16(r.Exponent), negative: r.Negative,
	}
}

func (d Decimal) digits() *big.Int {
	n := new(big.Int).SetUint64(d.hi)
	return n.Lsh(n, 64).Or(n, new(big.Int).SetUint64(d.lo))
}

func (d Decimal) apd() *apd.Decimal {
	out := apd.NewWithBigInt(new(apd.BigInt).SetMathBigInt(d.digits()), int32(d.exponent))
	out.Negative = d.negative
	return out
}

// String returns the plain digits.
func (d Decimal) String() string { return d.apd().Text('f') }

// Append appends what String returns.
func (d Decimal) Append(dst []byte) []byte { return d.apd().Append(dst, 'f') }

// Real returns the nearest real.
func (d Decimal) Real() float64 { f, _ := d.apd().Float64(); return f }

// Long returns the whole part, cut toward zero and at the ends of int64.
func (d Decimal) Long() int64 {
	n := d.digits()
	switch power := new(big.Int); {
	case d.exponent < -40:
		return 0
	case d.exponent < 0:
		n.Quo(n, power.Exp(big.NewInt(10), big.NewInt(-int64(d.exponent)), nil))
	case d.exponent < 20:
		n.Mul(n, power.Exp(big.NewInt(10), big.NewInt(int64(d.exponent)), nil))
	default:
		n.SetBit(n, 64, 1)
	}
	switch {
	case d.negative && !n.IsInt64():
		return math.MinInt64
	case d.negative:
		return -n.Int64()
	case !n.IsInt64():
		return math.MaxInt64
	}
	return n.Int64()
}

// CompareDecimal compares as [cmp.Compare] does.
func CompareDecimal(a, b Decimal) int { return a.apd().Cmp(b.apd()) }

// LessDecimal is a < b; its kin are the other comparisons.
func LessDecimal(a, b Decimal) bool { return CompareDecimal(a, b) < 0 }

// LessEqualDecimal is a <= b.
func LessEqualDecimal(a, b Decimal) bool { return CompareDecimal(a, b) <= 0 }

// GreaterDecimal is a > b.
func GreaterDecimal(a, b Decimal) bool { return CompareDecimal(a, b) > 0 }

// GreaterEqualDecimal is a >= b.
func GreaterEqualDecimal(a, b Decimal) bool { return CompareDecimal(a, b) >= 0 }

// AddDecimal is a + b, null where the result is too large; so do its kin.
func AddDecimal(a, b Decimal) Null[Decimal] { return computeDecimal(decimalContext.Add, a, b) }

// SubDecimal is a - b.
func SubDecimal(a, b Decimal) Null[Decimal] { return computeDecimal(decimalContext.Sub, a, b) }

// MulDecimal is a * b.
func MulDecimal(a, b Decimal) Null[Decimal] { return computeDecimal(decimalContext.Mul, a, b) }

// DivDecimal is a / b; null where b is zero.
func DivDecimal(a, b Decimal) Null[Decimal] { return computeDecimal(decimalContext.Quo, a, b) }

// ModDecimal is a % b: never negative, null where b is zero (Kusto: numerical-operators).
func ModDecimal(a, b Decimal) Null[Decimal] {
	out := computeDecimal(decimalContext.Rem, a, b)
	if out.V.negative {
		b.negative = false
		return AddDecimal(out.V, b)
	}
	return out
}

func computeDecimal(f func(out, a, b *apd.Decimal) (apd.Condition, error), a, b Decimal) Null[Decimal] {
	var out apd.Decimal
	if _, err := f(&out, a.apd(), b.apd()); err != nil || out.Form != apd.Finite {
		return Null[Decimal]{}
	}
	return Some(newDecimal(&out))
}

// NegDecimal is -d.
func NegDecimal(d Decimal) Decimal {
	d.negative = !d.negative && d != Decimal{}
	return d
}

// AbsDecimal is abs() of a decimal.
func AbsDecimal(d Decimal) Decimal {
	d.negative = false
	return d
}

// RoundDecimal is round() of a decimal: half away from zero, to a number of digits behind the point that may be negative.
func RoundDecimal(d Decimal, precision ...int64) Decimal {
	digits := int64(0)
	if len(precision) > 0 {
		digits = min(max(precision[0], -40), 40)
	}
	if int64(d.exponent) >= -digits {
		return d
	}
	return quantizeDecimal(d, apd.RoundHalfUp, int32(-digits))
}

// CeilingDecimal is ceiling() of a decimal.
func CeilingDecimal(d Decimal) Decimal { return quantizeDecimal(d, apd.RoundCeiling, 0) }

func quantizeDecimal(d Decimal, rounding apd.Rounder, exponent int32) Decimal {
	if int32(d.exponent) >= exponent {
		return d
	}
	c := decimalContext
	c.Rounding = rounding
	var out apd.Decimal
	if _, err := c.Quantize(&out, d.apd(), exponent); err != nil {
		return d
	}
	return newDecimal(&out)
}

// BinDecimal is bin() of a decimal, as [BinLong].
func BinDecimal(d, size Decimal) Null[Decimal] {
	if size.negative || size == (Decimal{}) {
		return Null[Decimal]{}
	}
	return Bind2(SubDecimal, Some(d), ModDecimal(d, size))
}

// BinAtDecimal is bin_at() of a decimal, as [BinAtLong].
func BinAtDecimal(d, size, fixed Decimal) Null[Decimal] {
	offset := Bind1(func(v Decimal) Null[Decimal] { return BinDecimal(v, size) }, SubDecimal(d, fixed))
	return Bind2(AddDecimal, offset, Some(fixed))
}
