package parquet

import (
	"bytes"
	"encoding/binary"
	"math"
	"math/big"
	"strconv"
	"unicode/utf8"
	"unsafe"

	"github.com/parquet-go/parquet-go/format"

	"github.com/kqlc/kqlc/kql"
)

// converter sets a column from the bytes of a value that is not null. What does not fit the column's type makes it null, as Kusto's
// ingestion does.
type converter func([]byte)

// converterOf returns the converter from a leaf of the file to a column. A value that has no direct way goes by its text.
func converterOf(n *node, c kql.Column) converter {
	text := func(b []byte) { setText(c.Field, b) }
	number := func(n int64) {
		if !c.SetLong(n) && !c.SetReal(float64(n)) {
			text(strconv.AppendInt(nil, n, 10))
		}
	}
	moment := func(t kql.DateTime, ok bool) {
		switch {
		case !ok:
			c.Field.SetNull()
		case !c.SetDateTime(t):
			text(t.Append(nil))
		}
	}
	switch l := n.logical.(type) {
	case *format.TimestampType, *format.DateType:
		timeOf := timeOf(n)
		return func(v []byte) { moment(timeOf(v)) }
	case *format.TimeType:
		u := unitOf(l.Unit)
		return func(v []byte) {
			ticks, _ := u.of(whole(v))
			text(kql.TimeSpan(ticks).Append(nil))
		}
	case *format.DecimalType:
		return func(v []byte) { text(appendDecimal(v, n.isNumber(), int(l.Scale))) }
	case *format.UUIDType:
		return func(v []byte) { text(appendUUID(v)) }
	case *format.Float16Type:
		return func(v []byte) { real(c, half(v), 32) }
	case *format.IntType:
		if !l.IsSigned && n.kind == format.Int64 {
			return func(v []byte) { text(strconv.AppendUint(nil, binary.LittleEndian.Uint64(v), 10)) }
		}
		if !l.IsSigned {
			return func(v []byte) { number(int64(binary.LittleEndian.Uint32(v))) }
		}
	}
	switch n.kind {
	case format.Boolean:
		return func(v []byte) {
			if !c.SetBool(v[0] != 0) {
				c.Field.SetJSON(strconv.AppendBool(nil, v[0] != 0))
			}
		}
	case format.Int32, format.Int64:
		return func(v []byte) { number(whole(v)) }
	case format.Float:
		return func(v []byte) { real(c, float64(math.Float32frombits(binary.LittleEndian.Uint32(v))), 32) }
	case format.Double:
		return func(v []byte) { real(c, math.Float64frombits(binary.LittleEndian.Uint64(v)), 64) }
	case format.Int96:
		return func(v []byte) { moment(fromInt96(v)) }
	}
	var valid []byte
	return func(v []byte) {
		if !utf8.Valid(v) {
			valid = appendValid(valid[:0], v)
			v = valid
		}
		text(v)
	}
}

// appendValid appends a text with U+FFFD in the place of each byte that is not UTF-8.
func appendValid(to, text []byte) []byte {
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		to = utf8.AppendRune(to, r)
		text = text[size:]
	}
	return to
}

// half is the number that 16 bits are, little endian.
func half(b []byte) float64 {
	bits := uint64(b[0]) | uint64(b[1])<<8
	sign, exponent, fraction := bits>>15, bits>>10&31, bits&1023
	switch exponent {
	case 0:
		return math.Copysign(float64(fraction)/(1<<24), 0.5-float64(sign))
	case 31:
		exponent = 2047
	default:
		exponent += 1023 - 15
	}
	return math.Float64frombits(sign<<63 | exponent<<52 | fraction<<42)
}

// setText sets a column from a text, to null if that is no value of its type.
func setText(f kql.Field, text []byte) {
	if !f.SetText(text) {
		f.SetNull()
	}
}

func real(c kql.Column, v float64, size int) {
	if !c.SetReal(v) && !c.Field.SetText(strconv.AppendFloat(nil, v, 'g', -1, size)) {
		c.Field.SetNull()
	}
}

// isText reports whether a leaf holds text, the bytes of which are what the column will be.
func (n *node) isText() bool {
	_, decimal := n.logical.(*format.DecimalType)
	return n.kind == format.ByteArray && !decimal
}

// isWhole reports whether a leaf holds whole numbers as they are.
func (n *node) isWhole() bool {
	l, ok := n.logical.(*format.IntType)
	return n.isNumber() && (n.logical == nil || ok && l.IsSigned)
}

// view is a text that shares the memory of b.
func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// whole is a number of 32 or 64 bits.
func whole(v []byte) int64 {
	if len(v) == 4 {
		return int64(int32(binary.LittleEndian.Uint32(v)))
	}
	return int64(binary.LittleEndian.Uint64(v))
}

// unit is a unit of time: ticks of 100 ns, or how many of it are one tick.
type unit struct{ ticks, perTick int64 }

func unitOf(u format.TimeUnit) unit {
	switch u.Value.(type) {
	case *format.MilliSeconds:
		return unit{ticks: 10_000}
	case *format.MicroSeconds:
		return unit{ticks: 10}
	}
	return unit{perTick: 100}
}

// of is a number of units in ticks, rounded down; false if they are more than there are.
func (u unit) of(n int64) (int64, bool) {
	if u.perTick > 0 {
		ticks := n / u.perTick
		if n%u.perTick < 0 {
			ticks--
		}
		return ticks, true
	}
	ticks := n * u.ticks
	return ticks, ticks/u.ticks == n
}

// timeOf returns the conversion of a leaf of times or days, not ok for a time that there is not; nil for other leaves.
func timeOf(n *node) func([]byte) (kql.DateTime, bool) {
	u := unit{ticks: int64(kql.Day)}
	switch l := n.logical.(type) {
	case *format.DateType:
	case *format.TimestampType:
		u = unitOf(l.Unit)
	default:
		return nil
	}
	return func(v []byte) (kql.DateTime, bool) {
		ticks, ok := u.of(whole(v))
		if !ok {
			return 0, false
		}
		return since1970(ticks)
	}
}

// epoch is 1970-01-01.
var epoch, _ = kql.ParseDateTime("1970-01-01T00:00:00Z")

func since1970(ticks int64) (kql.DateTime, bool) {
	t := epoch + kql.DateTime(ticks)
	return t, t >= kql.MinDateTime && t <= kql.MaxDateTime
}

// fromInt96 reads the timestamps of old writers: nanoseconds of a day, and the Julian day.
func fromInt96(v []byte) (kql.DateTime, bool) {
	const julian1970 = 2440588
	nanoseconds, day := int64(binary.LittleEndian.Uint64(v)), int64(binary.LittleEndian.Uint32(v[8:]))
	return since1970((day-julian1970)*int64(kql.Day) + nanoseconds/100)
}

// appendDecimal is the text of a number of which so many digits are behind the point.
func appendDecimal(v []byte, isNumber bool, scale int) []byte {
	n := new(big.Int)
	if isNumber {
		n.SetInt64(whole(v))
	} else { // two's complement, big endian
		n.SetBytes(v)
		if len(v) > 0 && v[0]&0x80 != 0 {
			n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(v))))
		}
	}
	digits := new(big.Int).Abs(n).Append(nil, 10)
	if missing := scale + 1 - len(digits); missing > 0 {
		digits = append(bytes.Repeat([]byte("0"), missing), digits...)
	}
	var out []byte
	if n.Sign() < 0 {
		out = append(out, '-')
	}
	out = append(out, digits[:len(digits)-scale]...)
	if scale > 0 {
		out = append(append(out, '.'), digits[len(digits)-scale:]...)
	}
	return out
}

// appendUUID is the text of the 16 bytes of a guid.
func appendUUID(b []byte) []byte {
	if len(b) != 16 {
		return nil
	}
	const digits = "0123456789abcdef"
	out := make([]byte, 0, 36)
	for i, x := range b {
		if i == 4 || i == 6 || i == 8 || i == 10 {
			out = append(out, '-')
		}
		out = append(out, digits[x>>4], digits[x&15])
	}
	return out
}
