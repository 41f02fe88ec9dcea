package parquet

import (
	"math/big"
	"strconv"
	"unsafe"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/format"

	"github.com/kqlc/kqlc/kql"
)

// converter sets a column from a value that is not null. What does not fit the column's type makes it null, as Kusto's
// ingestion does.
type converter func(parquet.Value)

// converterOf returns the converter from a leaf of the file to a column. A value that has no direct way goes by its text.
func converterOf(node parquet.Node, c kql.Column) converter {
	text := func(b []byte) {
		if !c.Field.SetText(b) {
			c.Field.SetNull()
		}
	}
	number := func(n int64) {
		if !c.SetLong(n) && !c.SetReal(float64(n)) {
			text(strconv.AppendInt(nil, n, 10))
		}
	}
	moment := func(t kql.DateTime) {
		if !c.SetDateTime(t) {
			text(t.Append(nil))
		}
	}
	if logical := node.Type().LogicalType(); logical != nil {
		switch l := logical.Value.(type) {
		case *format.TimestampType:
			ticks := ticksOf(l.Unit)
			return func(v parquet.Value) { moment(since1970(ticks(v.Int64()))) }
		case *format.DateType:
			return func(v parquet.Value) { moment(since1970(int64(v.Int32()) * int64(kql.Day))) }
		case *format.TimeType:
			ticks := ticksOf(l.Unit)
			return func(v parquet.Value) { text(kql.TimeSpan(ticks(whole(v))).Append(nil)) }
		case *format.DecimalType:
			return func(v parquet.Value) { text(appendDecimal(v, int(l.Scale))) }
		case *format.UUIDType:
			return func(v parquet.Value) { text(appendUUID(v.ByteArray())) }
		case *format.IntType:
			if !l.IsSigned && node.Type().Kind() == parquet.Int64 {
				return func(v parquet.Value) { text(strconv.AppendUint(nil, v.Uint64(), 10)) }
			}
			if !l.IsSigned {
				return func(v parquet.Value) { number(int64(v.Uint32())) }
			}
		}
	}
	switch node.Type().Kind() {
	case parquet.Boolean:
		return func(v parquet.Value) {
			if !c.SetBool(v.Boolean()) {
				c.Field.SetJSON(strconv.AppendBool(nil, v.Boolean()))
			}
		}
	case parquet.Int32, parquet.Int64:
		return func(v parquet.Value) { number(whole(v)) }
	case parquet.Float:
		return func(v parquet.Value) { real(c, float64(v.Float()), 32) }
	case parquet.Double:
		return func(v parquet.Value) { real(c, v.Double(), 64) }
	case parquet.Int96:
		return func(v parquet.Value) { moment(fromInt96(v.Int96())) }
	}
	return func(v parquet.Value) { text(v.ByteArray()) }
}

func real(c kql.Column, v float64, size int) {
	if !c.SetReal(v) && !c.Field.SetText(strconv.AppendFloat(nil, v, 'g', -1, size)) {
		c.Field.SetNull()
	}
}

// isText reports whether a leaf holds text, the bytes of which are what the column will be.
func isText(node parquet.Node) bool {
	if node.Type().Kind() != parquet.ByteArray {
		return false
	}
	logical := node.Type().LogicalType()
	if logical == nil {
		return true
	}
	_, decimal := logical.Value.(*format.DecimalType)
	return !decimal
}

// isWhole reports whether a leaf holds whole numbers as they are.
func isWhole(node parquet.Node) bool {
	kind := node.Type().Kind()
	if kind != parquet.Int32 && kind != parquet.Int64 {
		return false
	}
	logical := node.Type().LogicalType()
	if logical == nil {
		return true
	}
	l, ok := logical.Value.(*format.IntType)
	return ok && l.IsSigned
}

// textOf is the text of a value, which shares its memory.
func textOf(v parquet.Value) string {
	b := v.ByteArray()
	return unsafe.String(unsafe.SliceData(b), len(b))
}

func whole(v parquet.Value) int64 {
	if v.Kind() == parquet.Int32 {
		return int64(v.Int32())
	}
	return v.Int64()
}

// ticksOf returns the conversion from a unit of time to ticks of 100 ns, rounded down.
func ticksOf(unit format.TimeUnit) func(int64) int64 {
	switch unit.Value.(type) {
	case *format.MilliSeconds:
		return func(n int64) int64 { return n * 10_000 }
	case *format.MicroSeconds:
		return func(n int64) int64 { return n * 10 }
	}
	return func(n int64) int64 { return (n - ((n%100)+100)%100) / 100 }
}

// epoch is 1970-01-01.
var epoch, _ = kql.ParseDateTime("1970-01-01T00:00:00Z")

func since1970(ticks int64) kql.DateTime { return epoch + kql.DateTime(ticks) }

// fromInt96 reads the timestamps of old writers: nanoseconds of a day, and the Julian day.
func fromInt96(v deprecated.Int96) kql.DateTime {
	const julian1970 = 2440588
	nanoseconds := int64(v[1])<<32 | int64(v[0])
	return since1970((int64(v[2])-julian1970)*int64(kql.Day) + nanoseconds/100)
}

// appendDecimal is the text of an unscaled number.
func appendDecimal(v parquet.Value, scale int) []byte {
	var n *big.Int
	switch v.Kind() {
	case parquet.Int32, parquet.Int64:
		n = big.NewInt(whole(v))
	default: // two's complement, big endian
		b := v.ByteArray()
		n = new(big.Int).SetBytes(b)
		if len(b) > 0 && b[0]&0x80 != 0 {
			n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(b))))
		}
	}
	return append(n.Append(nil, 10), ("e" + strconv.Itoa(-scale))...)
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
