package kql

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func some[T any](v T) Null[T] { return Some(v) }

func TestTextToNumber(t *testing.T) {
	type row struct {
		Bool Null[bool]
		Int  Null[int32]
		Long Null[int64]
		Real Null[float64]
	}
	no := row{}
	both := func(n int32, b bool) row {
		return row{some(b), some(n), some(int64(n)), some(float64(n))}
	}
	for text, want := range map[string]row{
		"":                     no,
		"   ":                  no,
		"0":                    both(0, false),
		" 17\t":                both(17, true),
		"-17":                  both(-17, true),
		"+17":                  both(17, true),
		"007":                  both(7, true),
		"-":                    no,
		"1 2":                  no,
		"12a":                  no,
		"2.9":                  {Real: some(2.9)},
		"1e2":                  {Real: some(100.0)},
		"0x1F":                 {Bool: some(true), Int: some(int32(31)), Long: some(int64(31))},
		"0xffffffffffffffff":   {Bool: some(true), Int: some(int32(-1)), Long: some(int64(-1))},
		"0x10000000000000000":  no,
		"1_000":                no,
		"true":                 {Bool: some(true)},
		"FALSE":                {Bool: some(false)},
		"yes":                  no,
		"2147483648":           {Bool: some(true), Long: some(int64(2147483648)), Real: some(2147483648.0)},
		"9223372036854775807":  {Bool: some(true), Long: some(int64(math.MaxInt64)), Real: some(9223372036854775807.0)},
		"9223372036854775808":  {Real: some(9223372036854775808.0)},
		"-9223372036854775808": {Bool: some(true), Long: some(int64(math.MinInt64)), Real: some(-9223372036854775808.0)},
		"-9223372036854775809": {Real: some(-9223372036854775809.0)},
		"18446744073709551617": {Real: some(18446744073709551617.0)},
		"inf":                  {Real: some(math.Inf(1))},
		"-Infinity":            {Real: some(math.Inf(-1))},
		"0b1":                  no,
	} {
		got := row{TextToBool(text), TextToInt(text), TextToLong(text), TextToReal(text)}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got)\n%s", text, diff)
		}
	}
	if x := TextToReal("NaN"); !x.OK || x.V == x.V {
		t.Errorf("NaN is %v", x)
	}
}

func TestRealToInteger(t *testing.T) {
	for _, c := range []struct {
		x    float64
		i    int32
		long int64
	}{
		{2.9, 2, 2},
		{-2.9, -2, -2},
		{3e9, math.MaxInt32, 3000000000},
		{-3e9, math.MinInt32, -3000000000},
		{1e30, math.MaxInt32, math.MaxInt64},
		{-1e30, math.MinInt32, math.MinInt64},
		{math.Inf(1), math.MaxInt32, math.MaxInt64},
		{9223372036854775808, math.MaxInt32, math.MaxInt64},
	} {
		if i, long := RealToInt(c.x), RealToLong(c.x); i != c.i || long != c.long {
			t.Errorf("%v: %d and %d, want %d and %d", c.x, i, long, c.i, c.long)
		}
	}
	if n := LongToInt(1<<32 + 5); n != 5 {
		t.Errorf("2^32+5 becomes %d", n)
	}
	if n := TimeSpanToInt(Hour); n != 1640261632 {
		t.Errorf("one hour becomes %d", n)
	}
}

func TestToString(t *testing.T) {
	one := 1.0 // keeps the compiler from computing exactly
	for _, c := range []struct{ got, want string }{
		{RealToString(1), "1.0"},
		{RealToString(-0.5), "-0.5"},
		{RealToString(1.0 / 3), "0.3333333333333333"},
		{RealToString(math.Copysign(0, -1)), "-0.0"},
		{RealToString(math.NaN()), "NaN"},
		{RealToString(math.Inf(-1)), "-inf"},
		{RealToString(123456789012), "123456789012.0"},
		{RealToString(1e300), "1e+300"},
		{RealToString(0.001), "0.001"},
		{RealToString(0.1 + 0.2*one), "0.30000000000000007"},
		{RealToString(-0.7 - 0.1*one), "-0.7999999999999999"},
		{RealToString(math.Nextafter(10, 0)), "9.999999999999999"},
		{RealToString(math.Nextafter(100, 1000)), "100.00000000000002"},
		{RealToString(0.00012345678901234567), "0.00012345678901234568"},
		{RealToString(math.Nextafter(1e20, 0)), "9.999999999999999e+19"},
		{RealToString(math.MaxFloat64), "1.7976931348623158e+308"},
		{RealToString(math.SmallestNonzeroFloat64), "5e-324"},
		{BoolToString(true) + BoolToString(false), "TrueFalse"},
		{LongToString(math.MinInt64), "-9223372036854775808"},
		{TimeSpanToString(-26*Hour - Millisecond), "-1.02:00:00.0010000"},
		{DateTimeToString(MinDateTime), "0001-01-01T00:00:00.0000000Z"},
		{DateTimeToString(MaxDateTime), "9999-12-31T23:59:59.9999999Z"},
		{DecimalToString(MustDecimal("-12.50")), "-12.5"},
		{DecimalToString(MustDecimal("1e5")), "100000"},
		{GUIDToString(MustGUID("{6F9619FF-8B86-D011-B42D-00CF4FC964FF}")), "6f9619ff-8b86-d011-b42d-00cf4fc964ff"},
		{ToHex(255), "ff"},
		{ToHex(0), "0"},
		{ToHex(-1), "ffffffffffffffff"},
		{ToHex(255, 4), "00ff"},
		{ToHex(4096, 2), "1000"},
		{ToHex(1, 99), "0000000000000001"},
		{ToHexInt(-1), "ffffffff"},
		{ToHexInt(-16, 4), "fffffff0"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestDynamicConversions(t *testing.T) {
	type row struct {
		Bool Null[bool]
		Int  Null[int32]
		Long Null[int64]
		Real Null[float64]
		Text string
	}
	for doc, want := range map[string]row{
		`7`:            {some(true), some(int32(7)), some(int64(7)), some(7.0), "7"},
		`0`:            {some(false), some(int32(0)), some(int64(0)), some(0.0), "0"},
		`2.75`:         {some(true), some(int32(2)), some(int64(2)), some(2.75), "2.75"},
		`true`:         {some(true), some(int32(1)), some(int64(1)), some(1.0), "true"},
		`"12"`:         {some(true), some(int32(12)), some(int64(12)), some(12.0), "12"},
		`"1.5"`:        {Real: some(1.5), Text: "1.5"},
		`"true"`:       {Bool: some(true), Text: "true"},
		`"x"`:          {Text: "x"},
		`[1, "a"]`:     {Text: `[1,"a"]`},
		`{"a" : null}`: {Text: `{"a":null}`},
		`null`:         {},
		`4294967297`:   {some(true), some(int32(1)), some(int64(4294967297)), some(4294967297.0), "4294967297"},
	} {
		d := ParseJSON(doc)
		got := row{DynamicToBool(d), DynamicToInt(d), DynamicToLong(d), DynamicToReal(d), DynamicToString(d)}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", doc, diff)
		}
	}
	if got := DynamicToDateTime(DynamicString("2023-05-06")); got != some(MustDateTime("2023-05-06")) {
		t.Errorf("text to datetime gives %v", got)
	}
	if got := DynamicToTimeSpan(DynamicLong(10)); got != some(Microsecond) {
		t.Errorf("ten ticks are %v", got)
	}
	id := MustGUID("6f9619ff-8b86-d011-b42d-00cf4fc964ff")
	if got := DynamicToGUID(DynamicGUID(id)); got != some(id) {
		t.Errorf("a guid is %v", got)
	}
}

func TestParseGUID(t *testing.T) {
	want := "6f9619ff-8b86-d011-b42d-00cf4fc964ff"
	for text, ok := range map[string]bool{
		"6F9619FF-8B86-D011-B42D-00CF4FC964FF":             true,
		"6f9619ff8b86d011b42d00cf4fc964ff":                 true,
		"{6f9619ff-8b86-d011-b42d-00cf4fc964ff}":           true,
		"6f9619ff-8b86d011-b42d-00cf4fc964ff and the rest": true,
		"6f9619ff-8b86-d011-b42d-00cf4fc964f":              false,
		"6f96-19ff-8b86-d011-b42d-00cf4fc964ff":            false,
		"g f9619ff-8b86-d011-b42d-00cf4fc964ff":            false,
		"":                                                 false,
	} {
		got, read := ParseGUID(text)
		if read != ok || ok && got.String() != want {
			t.Errorf("%q: %v %v", text, got, read)
		}
	}
}

func TestArithmetic(t *testing.T) {
	long := func(n int64) Null[int64] { return Some(n) }
	real := func(x float64) Null[float64] { return Some(x) }
	for _, c := range []struct{ got, want any }{
		{DivLong(9, 4), long(2)},
		{DivLong(-9, 4), long(-2)},
		{DivLong(9, 0), Null[int64]{}},
		{DivLong(math.MinInt64, -1), long(math.MinInt64)},
		{ModLong(-9, 4), long(3)},
		{ModLong(9, -4), long(1)},
		{ModLong(-9, -4), long(3)},
		{ModLong(-8, -4), long(0)},
		{ModLong(9, 0), Null[int64]{}},
		{ModLong(math.MinInt64, math.MinInt64), long(0)},
		{ModLong(-1, math.MinInt64), long(math.MaxInt64)},
		{ModReal(-9.5, 4), real(2.5)},
		{ModReal(9.5, -4), real(1.5)},
		{ModReal(9.5, 0), Null[float64]{}},
		{DivReal(1, 0), math.Inf(1)},
		{MulTimeSpanReal(Hour, 1.5), 90 * Minute},
		{MulLongTimeSpan(-2, Hour), -2 * Hour},
		{DivTimeSpan(90*Minute, Hour), 1.5},
		{DivTimeSpanLong(Hour, 7), Some(Hour / 7)},
		{DivTimeSpanLong(Hour, 0), Null[TimeSpan]{}},
		{DivTimeSpanReal(Hour, 2.5), Some(24 * Minute)},
		{ModTimeSpan(25*Hour, 7*Hour), Some(4 * Hour)},
		{ModDateTime(MustDateTime("2024-05-06 17:10"), 6*Hour), Some(5*Hour + 10*Minute)},
		{AddDateTime(MaxDateTime, 1), Null[DateTime]{}},
		{AddDateTime(MaxDateTime, math.MaxInt64), Null[DateTime]{}},
		{SubDateTime(MinDateTime, 1), Null[DateTime]{}},
		{SubDateTime(MaxDateTime, math.MinInt64), Null[DateTime]{}},
		{SubDateTime(MustDateTime("2024-03-01"), Day), Some(MustDateTime("2024-02-29"))},
		{DiffDateTime(MustDateTime("2024-03-01"), MustDateTime("2024-02-28")), 2 * Day},
		{NegLong(math.MinInt64), int64(math.MinInt64)},
	} {
		if diff := cmp.Diff(c.want, c.got); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	}
}

func TestDecimal(t *testing.T) {
	d := MustDecimal
	text := func(n Null[Decimal]) string {
		if !n.OK {
			return "null"
		}
		return n.V.String()
	}
	for _, c := range []struct{ got, want string }{
		{text(AddDecimal(d("0.1"), d("0.2"))), "0.3"},
		{text(SubDecimal(d("1"), d("1.0"))), "0"},
		{text(MulDecimal(d("-1.5"), d("1.5"))), "-2.25"},
		{text(DivDecimal(d("1"), d("3"))), "0.3333333333333333333333333333333333"},
		{text(DivDecimal(d("1"), d("0"))), "null"},
		{text(DivDecimal(d("7.5"), d("2.5"))), "3"},
		{text(ModDecimal(d("-7.5"), d("2"))), "0.5"},
		{text(ModDecimal(d("7.5"), d("-2"))), "1.5"},
		{text(ModDecimal(d("1"), d("0"))), "null"},
		{text(BinDecimal(d("-7.5"), d("2"))), "-8"},
		{text(BinDecimal(d("7.5"), d("-2"))), "null"},
		{text(BinAtDecimal(d("6.5"), d("2.5"), d("7"))), "4.5"},
		{RoundDecimal(d("2.5")).String(), "3"},
		{RoundDecimal(d("-2.345"), 2).String(), "-2.35"},
		{RoundDecimal(d("1250"), -2).String(), "1300"},
		{RoundDecimal(d("1.5"), 9).String(), "1.5"},
		{CeilingDecimal(d("-1.5")).String(), "-1"},
		{NegDecimal(Decimal{}).String(), "0"},
		{fmt.Sprint(d("99999999999999999999").Long()), "9223372036854775807"},
		{fmt.Sprint(d("-99999999999999999999").Long()), "-9223372036854775808"},
		{fmt.Sprint(d("-9.99").Long(), d("1e18").Long(), d("1e-60").Long(), d("1e300").Long()), "-9 1000000000000000000 0 9223372036854775807"},
		{fmt.Sprint(d("1.50") == d("1.5"), d("-0.0") == Decimal{}), "true true"},
		{fmt.Sprint(d("0.25").Real(), CompareDecimal(d("10"), d("9.5"))), "0.25 1"},
		{fmt.Sprint(d("3.14159265358979323846").String()), "3.14159265358979323846"},
	} {
		if c.got != c.want {
			t.Errorf("got %s, want %s", c.got, c.want)
		}
	}
	for _, bad := range []string{"", "abc", "1_0", "NaN", "Infinity", "1e99999"} {
		if v, ok := ParseDecimal(bad); ok {
			t.Errorf("%q reads as %v", bad, v)
		}
	}
}

// TestRealText reads back what is printed.
func TestRealText(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	for range 20000 {
		x := math.Float64frombits(r.Uint64())
		if r.IntN(2) == 0 {
			x = r.NormFloat64() * math.Pow10(r.IntN(24)-8)
		}
		text := RealToString(x)
		back := TextToReal(text)
		if x-x == 0 && (back.V != x || len(text) > 26 || !strings.ContainsAny(text, ".e")) {
			t.Fatalf("%v is printed as %s, which reads as %v", x, text, back)
		}
	}
}
