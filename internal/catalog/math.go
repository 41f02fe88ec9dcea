package catalog

import "github.com/kqlc/kqlc/kql"

// mathFunctions are the numeric functions.
var mathFunctions = []Function{
	{
		Sigs: []string{
			"bin(value: number, roundTo: number) widest",
			"bin(value: timespan, roundTo: timespan) timespan",
			"bin(value: datetime, roundTo: datetime) datetime",
			"bin(value: datetime, roundTo: timespan) datetime",
		},
		Naming: First, Foldable: true,
		Doc: "Rounds down to a multiple of a size.",
		Go:  []any{kql.BinLong, kql.BinReal, kql.BinDecimal, kql.BinTimeSpan, kql.BinDateTime},
		Examples: []Example{
			{"bin(-5, 2)", "-6"},
			{"bin(4.5, 1)", "4.0"},
			{"bin(datetime(2023-01-31T13:45:56.7654321), timespan(1h))", "2023-01-31T13:00:00.0000000Z"},
			{"bin(datetime(1955-11-05), timespan(7d))", "1955-10-31T00:00:00.0000000Z"},
			{"bin(5, 0)", "null"},
		},
	},
	{
		Sigs: []string{
			"floor(value: number, roundTo: number) widest",
			"floor(value: timespan, roundTo: timespan) timespan",
			"floor(value: datetime, roundTo: datetime) datetime",
			"floor(value: datetime, roundTo: timespan) datetime",
		},
		Naming: First, Foldable: true,
		Doc: "Rounds down to a multiple of a size.",
		Go:  []any{kql.BinLong, kql.BinReal, kql.BinDecimal, kql.BinTimeSpan, kql.BinDateTime},
		Examples: []Example{
			{"floor(-5, 2)", "-6"},
			{"floor(4.5, 1)", "4.0"},
			{"floor(datetime(2023-01-31T13:45:56.7654321), timespan(1h))", "2023-01-31T13:00:00.0000000Z"},
			{"floor(datetime(1955-11-05), timespan(7d))", "1955-10-31T00:00:00.0000000Z"},
			{"floor(5, 0)", "null"},
		},
	},
	{
		Sigs: []string{
			"bin_at(value: number, bin_size: number, fixed_point: number) widest",
			"bin_at(value: timespan, bin_size: number, fixed_point: timespan) timespan",
			"bin_at(value: timespan, bin_size: timespan, fixed_point: timespan) timespan",
			"bin_at(value: datetime, bin_size: summable, fixed_point: datetime) datetime",
		},
		Naming: First, Foldable: true,
		Doc: "Rounds down to a multiple of a size, counted from a fixed point.",
		Go:  []any{kql.BinAtLong, kql.BinAtReal, kql.BinAtDecimal, kql.BinAtTimeSpan, kql.BinAtDateTime},
		Examples: []Example{
			{"bin_at(6.5, 2.5, 7)", "4.5"},
			{"bin_at(datetime(2023-01-31T13:45:56.7654321), timespan(1d), datetime(2023-01-01T12:00))", "2023-01-31T12:00:00.0000000Z"},
			{"bin_at(5, -1, 0)", "null"},
		},
	},
	{
		Sigs:   []string{"bin_auto(value: summable) custom"},
		Return: binAuto, Naming: First, Hidden: true, Foldable: true,
		Doc:    "Rounds down to the bin that the query's options set.",
		Inline: true,
	},
	{
		Sigs:   []string{"binary_and(value1: integer, value2: integer) long"},
		Naming: First, Foldable: true,
		Doc: "Combines two integers bit by bit with and.",
		Go:  []any{kql.BinaryAnd},
		Examples: []Example{
			{"binary_and(12, 10)", "8"},
			{"binary_and(-1, 255)", "255"},
		},
	},
	{
		Sigs:   []string{"binary_or(value1: integer, value2: integer) long"},
		Naming: First, Foldable: true,
		Doc: "Combines two integers bit by bit with or.",
		Go:  []any{kql.BinaryOr},
		Examples: []Example{
			{"binary_or(12, 10)", "14"},
			{"binary_or(0, -1)", "-1"},
		},
	},
	{
		Sigs:   []string{"binary_xor(value1: integer, value2: integer) long"},
		Naming: First, Foldable: true,
		Doc: "Combines two integers bit by bit with exclusive or.",
		Go:  []any{kql.BinaryXor},
		Examples: []Example{
			{"binary_xor(12, 10)", "6"},
			{"binary_xor(5, 5)", "0"},
		},
	},
	{
		Sigs:   []string{"binary_not(value: integer) long"},
		Naming: First, Foldable: true,
		Doc: "Inverts the bits of an integer.",
		Go:  []any{kql.BinaryNot},
		Examples: []Example{
			{"binary_not(0)", "-1"},
			{"binary_not(5)", "-6"},
		},
	},
	{
		Sigs:   []string{"binary_shift_right(value: integer, shift: integer) long"},
		Naming: First, Foldable: true,
		Doc: "Shifts the bits of an integer to the right.",
		Go:  []any{kql.BinaryShiftRight},
		Examples: []Example{
			{"binary_shift_right(16, 4)", "1"},
			{"binary_shift_right(-8, 1)", "-4"},
			{"binary_shift_right(1, -1)", "null"},
		},
	},
	{
		Sigs:   []string{"binary_shift_left(value: integer, shift: integer) long"},
		Naming: First, Foldable: true,
		Doc: "Shifts the bits of an integer to the left.",
		Go:  []any{kql.BinaryShiftLeft},
		Examples: []Example{
			{"binary_shift_left(1, 4)", "16"},
			{"binary_shift_left(1, 64)", "1"},
			{"binary_shift_left(1, -1)", "null"},
		},
	},
	{
		Sigs:   []string{"bitset_count_ones(value: integer) long"},
		Naming: First, Foldable: true,
		Doc: "Counts the bits that are set.",
		Go:  []any{kql.BitsetCountOnes},
		Examples: []Example{
			{"bitset_count_ones(42)", "3"},
			{"bitset_count_ones(-1)", "64"},
		},
	},
	{
		Sigs:   []string{"round(number: number, [precision: const long]) P0"},
		Naming: First, Foldable: true,
		Doc: "Rounds to a number of digits.",
		Go:  []any{kql.RoundLong, kql.RoundReal, kql.RoundDecimal},
		Examples: []Example{
			{"round(2.5)", "3.0"},
			{"round(-2.5)", "-3.0"},
			{"round(2.15, 1)", "2.2"},
			{"round(1234, -2)", "1200"},
			{"round(7)", "7"},
		},
	},
	{
		Sigs:   []string{"ceiling(number: number) P0"},
		Naming: First, Foldable: true,
		Doc: "Rounds up to a whole number.",
		Go:  []any{kql.CeilingLong, kql.CeilingReal, kql.CeilingDecimal},
		Examples: []Example{
			{"ceiling(-1.5)", "-1.0"},
			{"ceiling(7)", "7"},
			{"ceiling(decimal(1.2))", "2"},
		},
	},
	{
		Sigs:   []string{"pow(base: number, exponent: number) real"},
		Naming: First, Foldable: true,
		Doc: "Raises a number to a power.",
		Go:  []any{kql.Pow},
		Examples: []Example{
			{"pow(2, 10)", "1024.0"},
			{"pow(-8, 0.5)", "NaN"},
		},
	},
	{
		Sigs:   []string{"sqrt(number: number) real"},
		Naming: First, Foldable: true,
		Doc: "Gives the square root.",
		Go:  []any{kql.Sqrt},
		Examples: []Example{
			{"sqrt(16)", "4.0"},
			{"sqrt(-1)", "NaN"},
		},
	},
	{
		Sigs:   []string{"log(number: number) real"},
		Naming: First, Foldable: true,
		Doc: "Gives the natural logarithm.",
		Go:  []any{kql.Log},
		Examples: []Example{
			{"log(1)", "0.0"},
			{"log(0)", "-inf"},
			{"log(-1)", "null"},
		},
	},
	{
		Sigs:   []string{"log2(number: number) real"},
		Naming: First, Foldable: true,
		Doc: "Gives the logarithm to base 2.",
		Go:  []any{kql.Log2},
		Examples: []Example{
			{"log2(8)", "3.0"},
			{"log2(1)", "0.0"},
		},
	},
	{
		Sigs:   []string{"log10(number: number) real"},
		Naming: First, Foldable: true,
		Doc: "Gives the logarithm to base 10.",
		Go:  []any{kql.Log10},
		Examples: []Example{
			{"log10(1000)", "3.0"},
			{"log10(1)", "0.0"},
		},
	},
	{
		Sigs:   []string{"exp(number: number) real"},
		Naming: First, Foldable: true,
		Doc: "Raises e to a power.",
		Go:  []any{kql.Exp},
		Examples: []Example{
			{"exp(0)", "1.0"},
			{"exp(1000)", "inf"},
		},
	},
	{
		Sigs:   []string{"exp2(number: number) real"},
		Naming: First, Foldable: true,
		Doc: "Raises 2 to a power.",
		Go:  []any{kql.Exp2},
		Examples: []Example{
			{"exp2(10)", "1024.0"},
			{"exp2(-1)", "0.5"},
		},
	},
	{
		Sigs:   []string{"exp10(number: number) real"},
		Naming: First, Foldable: true,
		Doc: "Raises 10 to a power.",
		Go:  []any{kql.Exp10},
		Examples: []Example{
			{"exp10(3)", "1000.0"},
			{"exp10(0)", "1.0"},
		},
	},
	{
		Sigs:     []string{"pi() real"},
		Foldable: true,
		Doc:      "Gives the number pi.",
		Go:       []any{kql.Pi},
		Examples: []Example{
			{"pi()", "3.141592653589793"},
			{"round(pi(), 2)", "3.14"},
		},
	},
	{
		Sigs:   []string{"cos(number: number) real"},
		Naming: First, Foldable: true,
		Doc: "Gives the cosine of an angle in radians.",
		Go:  []any{kql.Cos},
		Examples: []Example{
			{"cos(0)", "1.0"},
			{"cos(real(null))", "null"},
		},
	},
	{
		Sigs:   []string{"sin(number: number) real"},
		Naming: First, Foldable: true,
		Doc: "Gives the sine of an angle in radians.",
		Go:  []any{kql.Sin},
		Examples: []Example{
			{"sin(0)", "0.0"},
			{"sin(real(inf))", "NaN"},
		},
	},
	{
		Sigs:   []string{"tan(number: number) real"},
		Naming: First, Foldable: true,
		Doc: "Gives the tangent of an angle in radians.",
		Go:  []any{kql.Tan},
		Examples: []Example{
			{"tan(0)", "0.0"},
			{"tan(real(nan))", "NaN"},
		},
	},
	{
		Sigs:   []string{"acos(number: number) real"},
		Naming: First, Foldable: true,
		Doc: "Gives the angle whose cosine is the number.",
		Go:  []any{kql.Acos},
		Examples: []Example{
			{"acos(1)", "0.0"},
			{"acos(2)", "NaN"},
		},
	},
	{
		Sigs:   []string{"asin(number: number) real"},
		Naming: First, Foldable: true,
		Doc: "Gives the angle whose sine is the number.",
		Go:  []any{kql.Asin},
		Examples: []Example{
			{"asin(0)", "0.0"},
			{"asin(2)", "NaN"},
		},
	},
	{
		Sigs:   []string{"atan(number: number) real"},
		Naming: First, Foldable: true,
		Doc: "Gives the angle whose tangent is the number.",
		Go:  []any{kql.Atan},
		Examples: []Example{
			{"atan(0)", "0.0"},
			{"round(atan(real(inf)), 4)", "1.5708"},
		},
	},
	{
		Sigs:   []string{"atan2(y: number, x: number) real"},
		Naming: First, Foldable: true,
		Doc: "Gives the angle of a point, from its y and x.",
		Go:  []any{kql.Atan2},
		Examples: []Example{
			{"atan2(0, 1)", "0.0"},
			{"round(atan2(1, -1), 4)", "2.3562"},
		},
	},
	{
		Sigs: []string{
			"abs(number: integer) long",
			"abs(number: number) P0",
			"abs(number: timespan) timespan",
		},
		Naming: First, Foldable: true,
		Doc: "Gives the absolute value.",
		Go:  []any{kql.AbsLong, kql.AbsReal, kql.AbsDecimal, kql.AbsTimeSpan},
		Examples: []Example{
			{"abs(-5)", "5"},
			{"abs(-1.5)", "1.5"},
			{"abs(timespan(-1d))", "1.00:00:00"},
			{"abs(decimal(-1.5))", "1.5"},
		},
	},
	{
		Sigs:     []string{"cot(number: number) real"},
		Foldable: true,
		Doc:      "Gives the cotangent of an angle in radians.",
		Go:       []any{kql.Cot},
		Examples: []Example{
			{"round(cot(1), 4)", "0.6421"},
			{"cot(0)", "inf"},
		},
	},
	{
		Sigs:     []string{"degrees(radians: number) real"},
		Foldable: true,
		Doc:      "Converts radians to degrees.",
		Go:       []any{kql.Degrees},
		Examples: []Example{
			{"degrees(0)", "0.0"},
			{"round(degrees(pi()), 0)", "180.0"},
		},
	},
	{
		Sigs:     []string{"radians(degrees: number) real"},
		Foldable: true,
		Doc:      "Converts degrees to radians.",
		Go:       []any{kql.Radians},
		Examples: []Example{
			{"radians(0)", "0.0"},
			{"round(radians(180), 4)", "3.1416"},
		},
	},
	{
		Sigs:     []string{"sign(number: number) real"},
		Foldable: true,
		Doc:      "Gives the sign: -1, 0 or 1.",
		Go:       []any{kql.SignLong, kql.SignReal, kql.SignDecimal},
		Examples: []Example{
			{"sign(-7)", "-1.0"},
			{"sign(0.0)", "0.0"},
			{"sign(decimal(0.5))", "1.0"},
		},
	},
	{
		Sigs:   []string{"rand([number: integer]) real"},
		Naming: First, Foldable: true,
		Doc:      "Gives a random number from 0 up to 1, or a whole one below a limit.",
		Volatile: true,
		Go:       []any{kql.Rand, kql.RandBelow},
		Examples: []Example{
			{"rand(1)", "0.0"},
			{"rand(int(null))", "null"},
		},
	},
	{
		Sigs:     []string{"beta_cdf(x: number, alpha: number, beta: number) real"},
		Foldable: true,
		Doc:      "Gives the cumulative beta distribution.",
		Go:       []any{kql.BetaCDF},
		Examples: []Example{
			{"round(beta_cdf(0.5, 2, 2), 6)", "0.5"},
			{"beta_cdf(2, 2, 3)", "NaN"},
		},
	},
	{
		Sigs:     []string{"beta_inv(probability: number, alpha: number, beta: number) real"},
		Foldable: true,
		Doc:      "Inverts the cumulative beta distribution.",
		Go:       []any{kql.BetaInv},
		Examples: []Example{
			{"round(beta_inv(0.5, 2, 2), 6)", "0.5"},
			{"beta_inv(2, 2, 3)", "null"},
		},
	},
	{
		Sigs:     []string{"beta_pdf(x: number, alpha: number, beta: number) real"},
		Foldable: true,
		Doc:      "Gives the density of the beta distribution.",
		Go:       []any{kql.BetaPDF},
		Examples: []Example{
			{"round(beta_pdf(0.5, 2, 2), 6)", "1.5"},
			{"beta_pdf(2, 2, 3)", "NaN"},
		},
	},
	{
		Sigs:   []string{"gamma(number: number) real"},
		Naming: First, Foldable: true,
		Doc: "Gives the gamma function.",
		Go:  []any{kql.Gamma},
		Examples: []Example{
			{"gamma(5)", "24.0"},
			{"gamma(1)", "1.0"},
		},
	},
	{
		Sigs:   []string{"loggamma(number: number) real"},
		Naming: First, Foldable: true,
		Doc: "Gives the logarithm of the gamma function.",
		Go:  []any{kql.LogGamma},
		Examples: []Example{
			{"round(loggamma(5), 6)", "3.178054"},
			{"loggamma(1)", "0.0"},
		},
	},
	{
		Sigs:   []string{"erf(number: number) real"},
		Naming: First, Foldable: true,
		Doc: "Gives the error function.",
		Go:  []any{kql.Erf},
		Examples: []Example{
			{"erf(0)", "0.0"},
			{"round(erf(1), 6)", "0.842701"},
		},
	},
	{
		Sigs:   []string{"erfc(number: number) real"},
		Naming: First, Foldable: true,
		Doc: "Gives the complementary error function.",
		Go:  []any{kql.Erfc},
		Examples: []Example{
			{"erfc(0)", "1.0"},
			{"round(erfc(1), 6)", "0.157299"},
		},
	},
	{
		Sigs:     []string{"isnan(number: real) bool"},
		Foldable: true,
		Doc:      "Tells whether a real is NaN.",
		Go:       []any{kql.IsNaN},
		Examples: []Example{
			{"isnan(real(nan))", "True"},
			{"isnan(1.0)", "False"},
			{"isnan(real(null))", "null"},
		},
	},
	{
		Sigs:     []string{"isinf(number: real) bool"},
		Foldable: true,
		Doc:      "Tells whether a real is infinite.",
		Go:       []any{kql.IsInf},
		Examples: []Example{
			{"isinf(real(-inf))", "True"},
			{"isinf(real(nan))", "False"},
		},
	},
	{
		Sigs:     []string{"isfinite(number: real) bool"},
		Foldable: true,
		Doc:      "Tells whether a real is neither infinite nor NaN.",
		Go:       []any{kql.IsFinite},
		Examples: []Example{
			{"isfinite(1.0)", "True"},
			{"isfinite(real(nan))", "False"},
		},
	},
	{
		Sigs: []string{"welch_test(mean1: number, variance1: number, count1: number, mean2: number, variance2: number, count2: number) real"},
		Doc:  "Gives the p-value of Welch's test of two means.",
		Go:   []any{kql.WelchTest},
		Examples: []Example{
			{"round(welch_test(10.0, 4.0, 20, 12.0, 5.0, 25), 4)", "0.0029"},
			{"welch_test(1.0, 1.0, 10, 1.0, 1.0, 10)", "1.0"},
		},
	},
}
