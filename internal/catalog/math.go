package catalog

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
	},
	{
		Sigs:   []string{"bin_auto(value: summable) custom"},
		Return: binAuto, Naming: First, Hidden: true, Foldable: true,
		Doc: "Rounds down to the bin that the query's options set.",
	},
	{
		Sigs:   []string{"binary_and(value1: integer, value2: integer) long"},
		Naming: First, Foldable: true,
		Doc: "Combines two integers bit by bit with and.",
	},
	{
		Sigs:   []string{"binary_or(value1: integer, value2: integer) long"},
		Naming: First, Foldable: true,
		Doc: "Combines two integers bit by bit with or.",
	},
	{
		Sigs:   []string{"binary_xor(value1: integer, value2: integer) long"},
		Naming: First, Foldable: true,
		Doc: "Combines two integers bit by bit with exclusive or.",
	},
	{
		Sigs:   []string{"binary_not(value: integer) long"},
		Naming: First, Foldable: true,
		Doc: "Inverts the bits of an integer.",
	},
	{
		Sigs:   []string{"binary_shift_right(value: integer, shift: integer) long"},
		Naming: First, Foldable: true,
		Doc: "Shifts the bits of an integer to the right.",
	},
	{
		Sigs:   []string{"binary_shift_left(value: integer, shift: integer) long"},
		Naming: First, Foldable: true,
		Doc: "Shifts the bits of an integer to the left.",
	},
	{
		Sigs:   []string{"bitset_count_ones(value: integer) long"},
		Naming: First, Foldable: true,
		Doc: "Counts the bits that are set.",
	},
	{
		Sigs:   []string{"round(number: number, [precision: const long]) P0"},
		Naming: First, Foldable: true,
		Doc: "Rounds to a number of digits.",
	},
	{
		Sigs:   []string{"ceiling(number: number) P0"},
		Naming: First, Foldable: true,
		Doc: "Rounds up to a whole number.",
	},
	{
		Sigs:   []string{"pow(base: number, exponent: number) real"},
		Naming: First, Foldable: true,
		Doc: "Raises a number to a power.",
	},
	{
		Sigs:   []string{"sqrt(number: number) real"},
		Naming: First, Foldable: true,
		Doc: "Gives the square root.",
	},
	{
		Sigs:   []string{"log(number: number) real"},
		Naming: First, Foldable: true,
		Doc: "Gives the natural logarithm.",
	},
	{
		Sigs:   []string{"log2(number: number) real"},
		Naming: First, Foldable: true,
		Doc: "Gives the logarithm to base 2.",
	},
	{
		Sigs:   []string{"log10(number: number) real"},
		Naming: First, Foldable: true,
		Doc: "Gives the logarithm to base 10.",
	},
	{
		Sigs:   []string{"exp(number: number) real"},
		Naming: First, Foldable: true,
		Doc: "Raises e to a power.",
	},
	{
		Sigs:   []string{"exp2(number: number) real"},
		Naming: First, Foldable: true,
		Doc: "Raises 2 to a power.",
	},
	{
		Sigs:   []string{"exp10(number: number) real"},
		Naming: First, Foldable: true,
		Doc: "Raises 10 to a power.",
	},
	{
		Sigs:     []string{"pi() real"},
		Foldable: true,
		Doc:      "Gives the number pi.",
	},
	{
		Sigs:   []string{"cos(number: number) real"},
		Naming: First, Foldable: true,
		Doc: "Gives the cosine of an angle in radians.",
	},
	{
		Sigs:   []string{"sin(number: number) real"},
		Naming: First, Foldable: true,
		Doc: "Gives the sine of an angle in radians.",
	},
	{
		Sigs:   []string{"tan(number: number) real"},
		Naming: First, Foldable: true,
		Doc: "Gives the tangent of an angle in radians.",
	},
	{
		Sigs:   []string{"acos(number: number) real"},
		Naming: First, Foldable: true,
		Doc: "Gives the angle whose cosine is the number.",
	},
	{
		Sigs:   []string{"asin(number: number) real"},
		Naming: First, Foldable: true,
		Doc: "Gives the angle whose sine is the number.",
	},
	{
		Sigs:   []string{"atan(number: number) real"},
		Naming: First, Foldable: true,
		Doc: "Gives the angle whose tangent is the number.",
	},
	{
		Sigs:   []string{"atan2(y: number, x: number) real"},
		Naming: First, Foldable: true,
		Doc: "Gives the angle of a point, from its y and x.",
	},
	{
		Sigs: []string{
			"abs(number: integer) long",
			"abs(number: number) P0",
			"abs(number: timespan) timespan",
		},
		Naming: First, Foldable: true,
		Doc: "Gives the absolute value.",
	},
	{
		Sigs:     []string{"cot(number: number) real"},
		Foldable: true,
		Doc:      "Gives the cotangent of an angle in radians.",
	},
	{
		Sigs:     []string{"degrees(radians: number) real"},
		Foldable: true,
		Doc:      "Converts radians to degrees.",
	},
	{
		Sigs:     []string{"radians(degrees: number) real"},
		Foldable: true,
		Doc:      "Converts degrees to radians.",
	},
	{
		Sigs:     []string{"sign(number: number) real"},
		Foldable: true,
		Doc:      "Gives the sign: -1, 0 or 1.",
	},
	{
		Sigs:   []string{"rand([number: integer]) real"},
		Naming: First, Foldable: true,
		Doc: "Gives a random number from 0 up to 1, or a whole one below a limit.",
	},
	{
		Sigs:     []string{"beta_cdf(x: number, alpha: number, beta: number) real"},
		Foldable: true,
		Doc:      "Gives the cumulative beta distribution.",
	},
	{
		Sigs:     []string{"beta_inv(probability: number, alpha: number, beta: number) real"},
		Foldable: true,
		Doc:      "Inverts the cumulative beta distribution.",
	},
	{
		Sigs:     []string{"beta_pdf(x: number, alpha: number, beta: number) real"},
		Foldable: true,
		Doc:      "Gives the density of the beta distribution.",
	},
	{
		Sigs:   []string{"gamma(number: number) real"},
		Naming: First, Foldable: true,
		Doc: "Gives the gamma function.",
	},
	{
		Sigs:   []string{"loggamma(number: number) real"},
		Naming: First, Foldable: true,
		Doc: "Gives the logarithm of the gamma function.",
	},
	{
		Sigs:   []string{"erf(number: number) real"},
		Naming: First, Foldable: true,
		Doc: "Gives the error function.",
	},
	{
		Sigs:   []string{"erfc(number: number) real"},
		Naming: First, Foldable: true,
		Doc: "Gives the complementary error function.",
	},
	{
		Sigs:     []string{"isnan(number: real) bool"},
		Foldable: true,
		Doc:      "Tells whether a real is NaN.",
	},
	{
		Sigs:     []string{"isinf(number: real) bool"},
		Foldable: true,
		Doc:      "Tells whether a real is infinite.",
	},
	{
		Sigs:     []string{"isfinite(number: real) bool"},
		Foldable: true,
		Doc:      "Tells whether a real is neither infinite nor NaN.",
	},
	{
		Sigs: []string{"welch_test(mean1: number, variance1: number, count1: number, mean2: number, variance2: number, count2: number) real"},
		Doc:  "Gives the p-value of Welch's test of two means.",
	},
}
