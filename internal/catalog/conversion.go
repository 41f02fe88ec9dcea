package catalog

import "github.com/kqlc/kqlc/kql"

// conversionFunctions are the conversions between scalar types.
var conversionFunctions = []Function{
	{
		Sigs:   []string{"tostring(value: scalar) string"},
		Naming: First, Foldable: true,
		Doc: "Converts to text; null becomes the empty text.",
		Go: []any{
			kql.DynamicToString, kql.BoolToString, kql.IntToString, kql.LongToString, kql.RealToString,
			kql.DecimalToString, kql.DateTimeToString, kql.TimeSpanToString, kql.GUIDToString,
		},
		Examples: []Example{
			{"tostring(true)", "True"},
			{"tostring(1.0)", "1.0"},
			{"tostring(timespan(1.02:03:04.5))", "1.02:03:04.5000000"},
			{"tostring(datetime(2020-01-02))", "2020-01-02T00:00:00.0000000Z"},
			{"tostring(dynamic([true, 1.5, 'a']))", `[true,1.5,"a"]`},
			{"tostring(long(null))", ""},
		},
	},
	{
		Sigs:   []string{"tohex(value: integer, [minLength: integer]) string"},
		Naming: First, Foldable: true,
		Doc: "Converts an integer to hexadecimal text.",
		Go:  []any{kql.ToHex, kql.ToHexInt},
		Examples: []Example{
			{"tohex(256)", "100"},
			{"tohex(-1)", "ffffffffffffffff"},
			{"tohex(int(-1))", "ffffffff"},
			{"tohex(10, 4)", "000a"},
		},
	},
	{
		Sigs:   []string{"tolong(value: scalar) long"},
		Naming: First, Foldable: true,
		Doc: "Converts to long, or null where that is not possible.",
		Go: []any{
			kql.TextToLong, kql.BoolToLong, kql.IntToLong, kql.RealToLong, kql.DecimalToLong, kql.DateTimeToLong,
			kql.TimeSpanToLong, kql.DynamicToLong,
		},
		Examples: []Example{
			{"tolong(' 42 ')", "42"},
			{"tolong('0x1f')", "31"},
			{"tolong('5.9')", "null"},
			{"tolong(-5.9)", "-5"},
			{"tolong(timespan(1s))", "10000000"},
			{"tolong(guid(74be27de-1e4e-49d9-b579-fe0b331d3642))", "null"},
		},
	},
	{
		Sigs:   []string{"toint(value: scalar) int"},
		Naming: First, Foldable: true,
		Doc: "Converts to int, or null where that is not possible.",
		Go: []any{
			kql.TextToInt, kql.BoolToInt, kql.LongToInt, kql.RealToInt, kql.DecimalToInt, kql.DateTimeToInt,
			kql.TimeSpanToInt, kql.DynamicToInt,
		},
		Examples: []Example{
			{"toint('42')", "42"},
			{"toint(2147483648)", "-2147483648"},
			{"toint('2147483648')", "null"},
			{"toint(1e10)", "2147483647"},
		},
	},
	{
		Sigs:   []string{"toreal(value: scalar) real"},
		Naming: First, Foldable: true,
		Doc: "Converts to real, or null where that is not possible.",
		Go: []any{
			kql.TextToReal, kql.BoolToReal, kql.IntToReal, kql.LongToReal, kql.DecimalToReal, kql.DateTimeToReal,
			kql.TimeSpanToReal, kql.DynamicToReal,
		},
		Examples: []Example{
			{"toreal('1.5e3')", "1500.0"},
			{"toreal('x')", "null"},
			{"toreal(true)", "1.0"},
			{"toreal(7)", "7.0"},
		},
	},
	{
		Sigs:   []string{"todouble(value: scalar) real"},
		Naming: First, Foldable: true,
		Doc: "Converts to real, or null where that is not possible.",
		Go: []any{
			kql.TextToReal, kql.BoolToReal, kql.IntToReal, kql.LongToReal, kql.DecimalToReal, kql.DateTimeToReal,
			kql.TimeSpanToReal, kql.DynamicToReal,
		},
		Examples: []Example{
			{"todouble('1.5e3')", "1500.0"},
			{"todouble('x')", "null"},
			{"todouble(true)", "1.0"},
			{"todouble(7)", "7.0"},
		},
	},
	{
		Sigs:   []string{"todatetime(value: scalar) datetime"},
		Naming: First, Foldable: true,
		Doc: "Converts to datetime, or null where that is not possible.",
		Go:  []any{kql.TextToDateTime, kql.LongToDateTime, kql.RealToDateTime, kql.DynamicToDateTime},
		Examples: []Example{
			{"todatetime('2015-12-24 10:00')", "2015-12-24T10:00:00.0000000Z"},
			{"todatetime('12/02/2022')", "2022-12-02T00:00:00.0000000Z"},
			{"todatetime('2022-02-30')", "null"},
			{"todatetime(1)", "0001-01-01T00:00:00.0000001Z"},
		},
	},
	{
		Sigs:   []string{"totimespan(value: scalar) timespan"},
		Naming: First, Foldable: true,
		Doc: "Converts to timespan, or null where that is not possible.",
		Go:  []any{kql.TextToTimeSpan, kql.LongToTimeSpan, kql.RealToTimeSpan, kql.DynamicToTimeSpan},
		Examples: []Example{
			{"totimespan('1.02:03:04.5')", "1.02:03:04.5000000"},
			{"totimespan('13:00')", "13:00:00"},
			{"totimespan('x')", "null"},
			{"totimespan(10000000)", "00:00:01"},
		},
	},
	{
		Sigs:   []string{"totime(value: scalar) timespan"},
		Naming: First, Instead: "totimespan", Hidden: true, Foldable: true,
		Doc: "Converts to timespan, or null where that is not possible.",
		Go:  []any{kql.TextToTimeSpan, kql.LongToTimeSpan, kql.RealToTimeSpan, kql.DynamicToTimeSpan},
		Examples: []Example{
			{"totime('1.02:03:04.5')", "1.02:03:04.5000000"},
			{"totime('13:00')", "13:00:00"},
			{"totime('x')", "null"},
			{"totime(10000000)", "00:00:01"},
		},
	},
	{
		Sigs:   []string{"tobool(value: scalar) bool"},
		Naming: First, Foldable: true,
		Doc: "Converts to bool, or null where that is not possible.",
		Go: []any{
			kql.TextToBool, kql.IntToBool, kql.LongToBool, kql.RealToBool, kql.DecimalToBool, kql.DynamicToBool,
		},
		Examples: []Example{
			{"tobool('TRUE')", "True"},
			{"tobool('2')", "True"},
			{"tobool('yes')", "null"},
			{"tobool(0.0)", "False"},
		},
	},
	{
		Sigs:   []string{"toboolean(value: scalar) bool"},
		Naming: First, Foldable: true,
		Doc: "Converts to bool, or null where that is not possible.",
		Go: []any{
			kql.TextToBool, kql.IntToBool, kql.LongToBool, kql.RealToBool, kql.DecimalToBool, kql.DynamicToBool,
		},
		Examples: []Example{
			{"toboolean('TRUE')", "True"},
			{"toboolean('2')", "True"},
			{"toboolean('yes')", "null"},
			{"toboolean(0.0)", "False"},
		},
	},
	{
		Sigs:   []string{"todecimal(value: scalar) decimal"},
		Naming: First, Foldable: true,
		Doc: "Converts to decimal, or null where that is not possible.",
		Go: []any{
			kql.TextToDecimal, kql.BoolToDecimal, kql.IntToDecimal, kql.LongToDecimal, kql.RealToDecimal,
			kql.DynamicToDecimal,
		},
		Examples: []Example{
			{"todecimal('0.1')", "0.1"},
			{"todecimal('12345678901234567890.5')", "12345678901234567890.5"},
			{"todecimal('x')", "null"},
			{"todecimal(7)", "7"},
		},
	},
	{
		Sigs:   []string{"toguid(value: text) guid"},
		Naming: First, Foldable: true,
		Doc: "Converts to guid, or null where that is not possible.",
		Go:  []any{kql.TextToGUID, kql.DynamicToGUID},
		Examples: []Example{
			{"toguid('74BE27DE1e4e49d9b579fe0b331d3642')", "74be27de-1e4e-49d9-b579-fe0b331d3642"},
			{"toguid('74be')", "null"},
		},
	},
	{
		Sigs:   []string{"gettype(value: scalar) string"},
		Naming: Prefixed, Prefix: "type", Foldable: true,
		Doc: "Names the type of a value, also of one inside a dynamic.",
		Go: []any{
			kql.GetType[string], kql.GetTypeDynamic, kql.GetType[kql.Null[bool]], kql.GetType[kql.Null[int32]],
			kql.GetType[kql.Null[int64]], kql.GetType[kql.Null[float64]], kql.GetType[kql.Null[kql.Decimal]],
			kql.GetType[kql.Null[kql.DateTime]], kql.GetType[kql.Null[kql.TimeSpan]], kql.GetType[kql.Null[kql.GUID]],
		},
		Examples: []Example{
			{"gettype('a')", "string"},
			{"gettype(1)", "long"},
			{"gettype(dynamic([1]))", "array"},
			{"gettype(dynamic(1.5))", "double"},
			{"gettype(timespan(1d))", "timespan"},
		},
	},
}
