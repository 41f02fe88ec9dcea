package kql

import (
	"math"
	"strconv"
	"strings"
)

// The conversions of toint(), tostring() and their kin, named after both types. A value that cannot be converted gives
// null (Kusto: tolong-function and the like). A conversion that is not here goes by way of text.

// TextToBool is tobool() of text: true and false in any case, and whole numbers, of which zero is false.
func TextToBool(text string) Null[bool] {
	text = strings.TrimSpace(text)
	switch {
	case strings.EqualFold(text, "true"):
		return Some(true)
	case strings.EqualFold(text, "false"):
		return Some(false)
	}
	n, ok := parseLong(text)
	return Null[bool]{ok && n != 0, ok}
}

// TextToInt is toint() of text, as [TextToLong].
func TextToInt(text string) Null[int32] {
	n, ok := parseLong(strings.TrimSpace(text))
	if !ok || n != int64(int32(n)) {
		return Null[int32]{}
	}
	return Some(int32(n))
}

// TextToLong is tolong() of text: decimal digits with a sign, or 0x and hexadecimal digits, with blanks around.
func TextToLong(text string) Null[int64] {
	n, ok := parseLong(strings.TrimSpace(text))
	return Null[int64]{n, ok}
}

// parseLong reads a whole number that fits; hexadecimal ones up to 64 bits, as two's complement.
func parseLong(s string) (n int64, ok bool) {
	if len(s) > 2 && s[0] == '0' && s[1]|0x20 == 'x' {
		return parseHex(s[2:])
	}
	digits := s
	if s != "" && (s[0] == '-' || s[0] == '+') {
		digits = s[1:]
	}
	if digits == "" {
		return 0, false
	}
	var u uint64
	for i := range len(digits) {
		c := digits[i] - '0'
		if c > 9 || u > (1<<64-1-9)/10 {
			return 0, false
		}
		u = u*10 + uint64(c)
	}
	switch {
	case s[0] == '-' && u <= 1<<63:
		return int64(-u), true
	case s[0] != '-' && u <= math.MaxInt64:
		return int64(u), true
	}
	return 0, false
}

func parseHex(digits string) (n int64, ok bool) {
	if len(digits) > 16 {
		return 0, false
	}
	for i := range len(digits) {
		d, ok := unhex(digits[i])
		if !ok {
			return 0, false
		}
		n = n<<4 | int64(d)
	}
	return n, true
}

// TextToReal is toreal() of text: decimal and exponent forms, NaN, inf and Infinity, with blanks around.
func TextToReal(text string) Null[float64] {
	text = strings.TrimSpace(text)
	for i := range len(text) {
		switch text[i] {
		case '_', 'x', 'X', 'p', 'P':
			return Null[float64]{}
		}
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return Null[float64]{}
	}
	return Some(f)
}

// TextToDecimal is todecimal() of text.
func TextToDecimal(text string) Null[Decimal] {
	d, ok := ParseDecimal(text)
	return Null[Decimal]{d, ok}
}

// TextToDateTime is todatetime() of text.
func TextToDateTime(text string) Null[DateTime] {
	d, ok := ParseDateTime(text)
	return Null[DateTime]{d, ok}
}

// TextToTimeSpan is totimespan() of text.
func TextToTimeSpan(text string) Null[TimeSpan] {
	d, ok := ParseTimeSpan(text)
	return Null[TimeSpan]{d, ok}
}

// TextToGUID is toguid() of text.
func TextToGUID(text string) Null[GUID] {
	g, ok := ParseGUID(text)
	return Null[GUID]{g, ok}
}

// BoolToInt is toint() of a bool; BoolToLong, BoolToReal and BoolToDecimal likewise.
func BoolToInt(b bool) int32 { return int32(BoolToLong(b)) }

// BoolToLong is tolong() of a bool: 1 or 0.
func BoolToLong(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// BoolToReal is toreal() of a bool.
func BoolToReal(b bool) float64 { return float64(BoolToLong(b)) }

// BoolToDecimal is todecimal() of a bool.
func BoolToDecimal(b bool) Decimal { return LongToDecimal(BoolToLong(b)) }

// BoolToString is tostring() of a bool: True or False.
func BoolToString(b bool) string {
	if b {
		return "True"
	}
	return "False"
}

// IntToBool is tobool() of an int: false for zero; LongToBool and RealToBool likewise.
func IntToBool(n int32) bool { return n != 0 }

// IntToLong is tolong() of an int.
func IntToLong(n int32) int64 { return int64(n) }

// IntToReal is toreal() of an int.
func IntToReal(n int32) float64 { return float64(n) }

// IntToDecimal is todecimal() of an int.
func IntToDecimal(n int32) Decimal { return LongToDecimal(int64(n)) }

// IntToString is tostring() of an int.
//
//go:noinline
func IntToString(n int32) string { return strconv.Itoa(int(n)) }

// LongToBool is tobool() of a long.
func LongToBool(n int64) bool { return n != 0 }

// LongToInt is toint() of a long. It keeps the low 32 bits: 2147483648 becomes -2147483648, as in the engine.
func LongToInt(n int64) int32 { return int32(n) }

// LongToReal is toreal() of a long: the nearest real.
func LongToReal(n int64) float64 { return float64(n) }

// LongToDecimal is todecimal() of a long.
func LongToDecimal(n int64) Decimal { return DecimalOf(n) }

// LongToString is tostring() of a long.
//
//go:noinline
func LongToString(n int64) string { return strconv.FormatInt(n, 10) }

// LongToDateTime is todatetime() of a long: ticks since the year 1. It is null outside the range of datetimes.
func LongToDateTime(ticks int64) Null[DateTime] { return inRange(DateTime(ticks)) }

// LongToTimeSpan is totimespan() of a long: ticks.
func LongToTimeSpan(ticks int64) TimeSpan { return TimeSpan(ticks) }

// RealToBool is tobool() of a real; NaN is true.
func RealToBool(x float64) bool { return x != 0 }

// RealToInt is toint() of a real: cut toward zero, and at the ends of int. NaN becomes zero.
func RealToInt(x float64) int32 {
	switch {
	case x >= math.MaxInt32:
		return math.MaxInt32
	case x <= math.MinInt32:
		return math.MinInt32
	case x != x:
		return 0
	}
	return int32(x)
}

// RealToLong is tolong() of a real: cut toward zero, and at the ends of long. NaN becomes zero.
func RealToLong(x float64) int64 {
	switch {
	case x >= math.MaxInt64:
		return math.MaxInt64
	case x <= math.MinInt64:
		return math.MinInt64
	case x != x:
		return 0
	}
	return int64(x)
}

// RealToDecimal is todecimal() of a real: its shortest digits. It is null for NaN and the infinities.
func RealToDecimal(x float64) Null[Decimal] {
	if x-x != 0 {
		return Null[Decimal]{}
	}
	return TextToDecimal(strconv.FormatFloat(x, 'g', -1, 64))
}

// RealToString is tostring() of a real: the shortest digits that give it again, always with a point or an exponent.
func RealToString(x float64) string { return string(appendReal(make([]byte, 0, 24), x)) }

// RealToDateTime is todatetime() of a real: ticks since the year 1, cut.
func RealToDateTime(ticks float64) Null[DateTime] {
	if ticks != ticks {
		return Null[DateTime]{}
	}
	return LongToDateTime(RealToLong(ticks))
}

// RealToTimeSpan is totimespan() of a real: ticks, cut.
func RealToTimeSpan(ticks float64) TimeSpan { return TimeSpan(RealToLong(ticks)) }

// DecimalToBool is tobool() of a decimal.
func DecimalToBool(d Decimal) bool { return d != Decimal{} }

// DecimalToInt is toint() of a decimal, as [RealToInt].
func DecimalToInt(d Decimal) int32 { return int32(min(max(d.Long(), math.MinInt32), math.MaxInt32)) }

// DecimalToLong is tolong() of a decimal, as [RealToLong].
func DecimalToLong(d Decimal) int64 { return d.Long() }

// DecimalToReal is toreal() of a decimal: the nearest real.
func DecimalToReal(d Decimal) float64 { return d.Real() }

// DecimalToString is tostring() of a decimal: its plain digits.
func DecimalToString(d Decimal) string { return d.String() }

// DateTimeToInt is toint() of a datetime: the low 32 bits of its ticks.
func DateTimeToInt(t DateTime) int32 { return int32(t) }

// DateTimeToLong is tolong() of a datetime: ticks since the year 1.
func DateTimeToLong(t DateTime) int64 { return int64(t) }

// DateTimeToReal is toreal() of a datetime: ticks since the year 1.
func DateTimeToReal(t DateTime) float64 { return float64(t) }

// DateTimeToString is tostring() of a datetime, see [DateTime.String].
func DateTimeToString(t DateTime) string { return t.String() }

// TimeSpanToInt is toint() of a timespan: the low 32 bits of its ticks.
func TimeSpanToInt(d TimeSpan) int32 { return int32(d) }

// TimeSpanToLong is tolong() of a timespan: ticks.
func TimeSpanToLong(d TimeSpan) int64 { return int64(d) }

// TimeSpanToReal is toreal() of a timespan: ticks.
func TimeSpanToReal(d TimeSpan) float64 { return float64(d) }

// TimeSpanToString is tostring() of a timespan, see [TimeSpan.String].
func TimeSpanToString(d TimeSpan) string { return d.String() }

// GUIDToString is tostring() of a guid: lower case with hyphens.
func GUIDToString(g GUID) string { return g.String() }

// ToHex is tohex(): lower-case digits, as two's complement of 64 bits where n is negative, and zeros up to a least length
// of at most 16 (Kusto: tohex-function).
func ToHex(n int64, length ...int64) string { return hexText(uint64(n), length) }

// ToHexInt is [ToHex] of an int: two's complement of 32 bits.
func ToHexInt(n int32, length ...int64) string { return hexText(uint64(uint32(n)), length) }

func hexText(u uint64, length []int64) string {
	var digits [16]byte
	least := 1
	if len(length) > 0 {
		least = int(min(max(length[0], 1), 16))
	}
	i := len(digits)
	for u > 0 || len(digits)-i < least {
		i--
		digits[i] = hexDigits[u&15]
		u >>= 4
	}
	return string(digits[i:])
}
