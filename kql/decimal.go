package kql

import (
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

func (d Decimal) apd() *apd.Decimal {
	coeff := new(big.Int).SetUint64(d.hi)
	coeff.Lsh(coeff, 64).Or(coeff, new(big.Int).SetUint64(d.lo))
	out := apd.NewWithBigInt(new(apd.BigInt).SetMathBigInt(coeff), int32(d.exponent))
	out.Negative = d.negative
	return out
}

// String returns the plain digits.
func (d Decimal) String() string { return d.apd().Text('f') }

// Real returns the nearest real.
func (d Decimal) Real() float64 { f, _ := d.apd().Float64(); return f }

// CompareDecimal compares as [cmp.Compare] does.
func CompareDecimal(a, b Decimal) int { return a.apd().Cmp(b.apd()) }
