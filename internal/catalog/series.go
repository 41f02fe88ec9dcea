package catalog

import "github.com/kqlc/kqlc/kql"

// seriesFunctions are the functions on series.
var seriesFunctions = []Function{
	{
		Sigs:     []string{"series_fir(series: array, filter: array, [normalize: bool], [center: bool]) [real]"},
		Naming:   First,
		Doc:      "Filters a series by a finite impulse response.",
		Defaults: []any{false},
		Go:       []any{kql.SeriesFIRDefault, kql.SeriesFIR},
		Examples: []Example{
			{"series_fir(dynamic([1,2,3]), dynamic([1,1]))", "[0.5,1.5,2.5]"},
			{"series_fir(dynamic([5,15,10]), dynamic([1,-1]), false, false)", "[5.0,10.0,-5.0]"},
			{"series_fir(dynamic(['a']), dynamic([1]))", "null"},
		},
	},
	{
		Sigs:     []string{"series_stats(series: array, [ignore_nonfinite: const bool]) custom"},
		Return:   seriesColumns("min:real, min_idx:long, max:real, max_idx:long, avg:real, stdev:real, variance:real"),
		Doc:      "Gives minimum, maximum, average and spread of a series as columns.",
		Defaults: []any{false},
		Go:       []any{kql.SeriesStats},
		Examples: []Example{
			{"series_stats(dynamic([4,1,7,1,7]))", "1.0; 1; 7.0; 2; 4.0; 3.0; 9.0; 20.0; 5"},
			{"series_stats(dynamic([1,null]))", "null; null; null; null; null; null; null; null; null"},
		},
	},
	{
		Sigs:     []string{"series_stats_dynamic(series: array, [ignore_nonfinite: const bool]) {min:real, min_idx:long, max:real, max_idx:long, avg:real, stdev:real, variance:real}"},
		Doc:      "Gives minimum, maximum, average and spread of a series as a property bag.",
		Defaults: []any{false},
		Go:       []any{kql.SeriesStatsDynamic},
		Examples: []Example{
			{"series_stats_dynamic(dynamic([null,1,4,7]), true)", `{"min":1.0,"min_idx":1,"max":7.0,"max_idx":3,"avg":4.0,"stdev":3.0,"variance":9.0,"sum":12.0,"len":3}`},
			{"series_stats_dynamic(dynamic([null]))", `{"min":null,"min_idx":null,"max":null,"max_idx":null,"avg":null,"stdev":null,"variance":null,"sum":null,"len":null}`},
		},
	},
	{
		Sigs:     []string{"series_fft(series: array, [series_imaginary: array]) custom"},
		Return:   seriesColumns("real:[real], imag:[real]"),
		Doc:      "Gives the Fourier transform of a series.",
		Defaults: []any{kql.Dynamic{}},
		Go:       []any{kql.SeriesFFT},
		Examples: []Example{
			{"series_fft(dynamic([1,0,0,0]))", "[1.0,1.0,1.0,1.0]; [0.0,0.0,0.0,0.0]"},
			{"series_fft(dynamic(['a']))", "null; null"},
		},
	},
	{
		Sigs:     []string{"series_ifft(series: array, [series_imaginary: array]) custom"},
		Return:   seriesColumns("real:[real], imag:[real]"),
		Doc:      "Gives the inverse Fourier transform of a series.",
		Defaults: []any{kql.Dynamic{}},
		Go:       []any{kql.SeriesIFFT},
		Examples: []Example{
			{"series_ifft(dynamic([4,0]), dynamic([0,0]))", "[2.0,2.0]; [0.0,0.0]"},
			{"series_ifft(dynamic([1]), dynamic([1,2]))", "null; null"},
		},
	},
	{
		Sigs:   []string{"series_fit_line(series: array) custom"},
		Return: seriesColumns("rsquare:real, slope:real, variance:real, rvariance:real, interception:real, line_fit:[real]"),
		Doc:    "Fits a line to a series and gives its quality as columns.",
		Go:     []any{kql.SeriesFitLine},
		Examples: []Example{
			{"series_fit_line(dynamic([3,5,7]))", "1.0; 2.0; 4.0; 0.0; 1.0; [3.0,5.0,7.0]"},
			{"series_fit_line(dynamic([1]))", "null; null; null; null; null; null"},
		},
	},
	{
		Sigs: []string{"series_fit_line_dynamic(series: array) {rsquare:real, slope:real, variance:real, rvariance:real, interception:real, line_fit:[real]}"},
		Doc:  "Fits a line to a series and gives its quality as a property bag.",
		Go:   []any{kql.SeriesFitLineDynamic},
		Examples: []Example{
			{"series_fit_line_dynamic(dynamic([3,5,7]))", `{"rsquare":1.0,"slope":2.0,"variance":4.0,"rvariance":0.0,"interception":1.0,"line_fit":[3.0,5.0,7.0]}`},
			{"series_fit_line_dynamic(dynamic([1,null]))", "null"},
		},
	},
	{
		Sigs:   []string{"series_fit_2lines(array: array) custom"},
		Return: seriesColumns("rsquare:real, split_idx:long, variance:real, rvariance:real, line_fit:[real], right_rsquare:real, right_slope:real, right_interception:real, right_variance:real, right_rvariance:real, left_rsquare:real, left_slope:real, left_interception:real, left_variance:real, left_rvariance:real"),
		Doc:    "Fits two adjoining lines to a series and gives their quality as columns.",
		Go:     []any{kql.SeriesFit2Lines},
		Examples: []Example{
			{"series_fit_2lines(dynamic([1,2,9,7]))", "1.0; 2; 14.916666666666666; 0.0; [1.0,2.0,9.0,7.0]; 1.0; -2.0; 15.0; 2.0; 0.0; 1.0; 1.0; 0.0; 0.5; 0.0"},
			{"series_fit_2lines(dynamic([1,2]))", "null; null; null; null; null; null; null; null; null; null; null; null; null; null; null"},
		},
	},
	{
		Sigs: []string{"series_fit_2lines_dynamic(series: array) {rsquare:real, split_idx:long, variance:real, rvariance:real, line_fit:[real], right_rsquare:real, right_slope:real, right_interception:real, right_variance:real, right_rvariance:real, left_rsquare:real, left_slope:real, left_interception:real, left_variance:real, left_rvariance:real}"},
		Doc:  "Fits two adjoining lines to a series and gives their quality as a property bag.",
		Go:   []any{kql.SeriesFit2LinesDynamic},
		Examples: []Example{
			{"series_fit_2lines_dynamic(dynamic([1,2,9,7]))", `{"rsquare":1.0,"split_idx":2,"variance":14.916666666666666,"rvariance":0.0,"line_fit":[1.0,2.0,9.0,7.0],"right":{"rsquare":1.0,"slope":-2.0,"interception":15.0,"variance":2.0,"rvariance":0.0},"left":{"rsquare":1.0,"slope":1.0,"interception":0.0,"variance":0.5,"rvariance":0.0}}`},
			{"series_fit_2lines_dynamic(dynamic([1,2]))", "null"},
		},
	},
	{
		Sigs: []string{
			"series_outliers(series: array, [kind: string], [ignore_val: number]) P0",
			"series_outliers(series: array, kind: string, ignore_val: real, min_percentile: real, [max_percentile: real], [test_points: integer]) P0",
		},
		Naming:   First,
		Doc:      "Scores how far each point of a series lies outside.",
		Defaults: []any{"ctukey", kql.Dynamic{}, 10.0, 90.0},
		Go:       []any{kql.SeriesOutliers},
		Examples: []Example{
			{"series_outliers(dynamic([1,1,1,null]))", "[0.0,0.0,0.0,0.0]"},
			{"series_outliers(dynamic([0,0,0,0,10,null]), 'tukey', -1, 25, 75)", `[0.0,0.0,0.0,0.0,"Infinity",0.0]`},
		},
	},
	{
		Sigs:   []string{"series_iir(series: array, numerators: array, denominators: array) [real]"},
		Naming: First,
		Doc:    "Filters a series by an infinite impulse response.",
		Go:     []any{kql.SeriesIIR},
		Examples: []Example{
			{"series_iir(dynamic([1,2,3]), dynamic([1]), dynamic([1,-1]))", "[1.0,3.0,6.0]"},
			{"series_iir(dynamic([1]), dynamic([1]), dynamic([0]))", "null"},
		},
	},
	{
		Sigs:   []string{"series_periods_detect(series: array, min_period: number, max_period: number, num_periods: long) custom"},
		Return: seriesColumns("periods:[real], scores:[real]"),
		Doc:    "Finds the periods of a series.",
		Go:     []any{kql.SeriesPeriodsDetect},
		Examples: []Example{
			{"series_periods_detect(dynamic([1,1,1,1,1,1,1,1,1,1]), 0, 50, 1)", "[0.0]; [0.0]"},
			{"series_periods_detect(dynamic(['a']), 0, 50, 1)", "null; null"},
		},
	},
	{
		Sigs:   []string{"series_periods_validate(series: array, period: number*16) custom"},
		Return: seriesColumns("periods:[real], scores:[real]"),
		Doc:    "Scores periods that a series may have.",
		Go:     []any{kql.SeriesPeriodsValidate},
		Examples: []Example{
			{"series_periods_validate(dynamic([1,1,1,1,1,1,1,1,1,1]), 5, 7)", "[5.0,7.0]; [0.0,0.0]"},
			{"series_periods_validate(dynamic(['a']), 5)", "null; null"},
		},
	},
	{
		Sigs:     []string{"series_fill_backward(series: array, [missing_value_placeholder: number]) P0"},
		Naming:   First,
		Doc:      "Fills gaps of a series with the next value.",
		Defaults: []any{kql.Dynamic{}},
		Go:       []any{kql.SeriesFillBackward},
		Examples: []Example{
			{"series_fill_backward(dynamic([null,2,null]))", "[2,2,null]"},
			{"series_fill_backward(dynamic([-1,2,null]), -1)", "[2,2,null]"},
		},
	},
	{
		Sigs:     []string{"series_fill_forward(series: array, [missing_value_placeholder: number]) P0"},
		Naming:   First,
		Doc:      "Fills gaps of a series with the last value.",
		Defaults: []any{kql.Dynamic{}},
		Go:       []any{kql.SeriesFillForward},
		Examples: []Example{
			{"series_fill_forward(dynamic([null,2,null]))", "[null,2,2]"},
			{"series_fill_forward(1)", "null"},
		},
	},
	{
		Sigs:     []string{"series_fill_const(series: array, [constant_value: number], [missing_value_placeholder: number]) P0"},
		Naming:   First,
		Doc:      "Fills gaps of a series with a constant.",
		Defaults: []any{kql.Dynamic{}},
		Go:       []any{kql.SeriesFillConst},
		Examples: []Example{
			{"series_fill_const(dynamic([null,2]), 0)", "[0,2]"},
			{"series_fill_const(dynamic([null,-1]), 0, -1)", "[null,0]"},
		},
	},
	{
		Sigs:     []string{"series_fill_linear(series: array, [missing_value_placeholder: number], [fill_edges: bool], [constant_value: number]) P0"},
		Naming:   First,
		Doc:      "Fills gaps of a series by interpolation.",
		Defaults: []any{kql.Dynamic{}, true, kql.DynamicLong(0)},
		Go:       []any{kql.SeriesFillLinear},
		Examples: []Example{
			{"series_fill_linear(dynamic([null,1.5,null,2.5,null]))", "[1.5,1.5,2.0,2.5,2.5]"},
			{"series_fill_linear(dynamic([null,1.5,null,2.5,null]), dynamic(null), false)", "[null,1.5,2.0,2.5,null]"},
			{"series_fill_linear(dynamic([null,null]))", "[0,0]"},
		},
	},
	{
		Sigs:     []string{"series_fit_poly(y_series: array, [x_series: array], [degree: int]) custom"},
		Return:   seriesColumns("rsquare:real, coefficients:[real], variance:real, rvariance:real, poly_fit:[real]"),
		Doc:      "Fits a polynomial to a series.",
		Defaults: []any{kql.Dynamic{}, int64(1)},
		Go:       []any{kql.SeriesFitPoly},
		Examples: []Example{
			{"series_fit_poly(dynamic([4,4,4]), dynamic(null), 0)", "1.0; [4.0]; 0.0; 0.0; [4.0,4.0,4.0]"},
			{"series_fit_poly(dynamic([1]))", "null; null; null; null; null"},
		},
	},
	{
		Sigs: []string{
			"series_add(series1: array, series2: array) array",
			"series_add(series1: array, series2: number) array",
			"series_add(series1: number, series2: array) array",
		},
		Doc: "Adds series element by element.",
		Go:  []any{kql.SeriesAdd},
		Examples: []Example{
			{"series_add(dynamic([1,2,4]), dynamic([4,2,1]))", "[5,4,5]"},
			{"series_add(dynamic([]), dynamic([]))", "[]"},
		},
	},
	{
		Sigs: []string{
			"series_subtract(series1: array, series2: array) array",
			"series_subtract(series1: array, series2: number) array",
			"series_subtract(series1: number, series2: array) array",
		},
		Doc: "Subtracts series element by element.",
		Go:  []any{kql.SeriesSubtract},
		Examples: []Example{
			{"series_subtract(dynamic([1,2,4]), dynamic([4,2,1]))", "[-3,0,3]"},
			{"series_subtract(dynamic([]), dynamic([]))", "[]"},
		},
	},
	{
		Sigs: []string{
			"series_multiply(series1: array, series2: array) array",
			"series_multiply(series1: array, series2: number) array",
			"series_multiply(series1: number, series2: array) array",
		},
		Doc: "Multiplies series element by element.",
		Go:  []any{kql.SeriesMultiply},
		Examples: []Example{
			{"series_multiply(dynamic([1,2,4]), dynamic([4,2,1]))", "[4,4,4]"},
			{"series_multiply(dynamic([]), dynamic([]))", "[]"},
		},
	},
	{
		Sigs: []string{
			"series_divide(series1: array, series2: array) [real]",
			"series_divide(series1: array, series2: number) [real]",
			"series_divide(series1: number, series2: array) [real]",
		},
		Doc: "Divides series element by element.",
		Go:  []any{kql.SeriesDivide},
		Examples: []Example{
			{"series_divide(dynamic([1,2,4]), dynamic([4,2,1]))", "[0.25,1.0,4.0]"},
			{"series_divide(dynamic([]), dynamic([]))", "[]"},
		},
	},
	{
		Sigs: []string{
			"series_pow(series1: array, series2: array) [real]",
			"series_pow(series1: array, series2: number) [real]",
			"series_pow(series1: number, series2: array) [real]",
		},
		Doc: "Raises series to a power element by element.",
		Go:  []any{kql.SeriesPow},
		Examples: []Example{
			{"series_pow(dynamic([1,2,4]), dynamic([4,2,1]))", "[1.0,4.0,4.0]"},
			{"series_pow(dynamic([]), dynamic([]))", "[]"},
		},
	},
	{
		Sigs: []string{
			"series_greater(series1: array, series2: array) [bool]",
			"series_greater(series1: array, series2: number) [bool]",
			"series_greater(series1: number, series2: array) [bool]",
		},
		Doc: "Compares series element by element with >.",
		Go:  []any{kql.SeriesGreater},
		Examples: []Example{
			{"series_greater(dynamic([1,2,4]), dynamic([4,2,1]))", "[false,false,true]"},
			{"series_greater(dynamic([]), dynamic([]))", "[]"},
		},
	},
	{
		Sigs: []string{
			"series_greater_equals(series1: array, series2: array) [bool]",
			"series_greater_equals(series1: array, series2: number) [bool]",
			"series_greater_equals(series1: number, series2: array) [bool]",
		},
		Doc: "Compares series element by element with >=.",
		Go:  []any{kql.SeriesGreaterEquals},
		Examples: []Example{
			{"series_greater_equals(dynamic([1,2,4]), dynamic([4,2,1]))", "[false,true,true]"},
			{"series_greater_equals(dynamic([]), dynamic([]))", "[]"},
		},
	},
	{
		Sigs: []string{
			"series_less(series1: array, series2: array) [bool]",
			"series_less(series1: array, series2: number) [bool]",
			"series_less(series1: number, series2: array) [bool]",
		},
		Doc: "Compares series element by element with <.",
		Go:  []any{kql.SeriesLess},
		Examples: []Example{
			{"series_less(dynamic([1,2,4]), dynamic([4,2,1]))", "[true,false,false]"},
			{"series_less(dynamic([]), dynamic([]))", "[]"},
		},
	},
	{
		Sigs: []string{
			"series_less_equals(series1: array, series2: array) [bool]",
			"series_less_equals(series1: array, series2: number) [bool]",
			"series_less_equals(series1: number, series2: array) [bool]",
		},
		Doc: "Compares series element by element with <=.",
		Go:  []any{kql.SeriesLessEquals},
		Examples: []Example{
			{"series_less_equals(dynamic([1,2,4]), dynamic([4,2,1]))", "[true,true,false]"},
			{"series_less_equals(dynamic([]), dynamic([]))", "[]"},
		},
	},
	{
		Sigs: []string{
			"series_equals(series1: array, series2: array) [bool]",
			"series_equals(series1: array, series2: number) [bool]",
			"series_equals(series1: number, series2: array) [bool]",
		},
		Doc: "Compares series element by element with ==.",
		Go:  []any{kql.SeriesEquals},
		Examples: []Example{
			{"series_equals(dynamic([1,2,4]), dynamic([4,2,1]))", "[false,true,false]"},
			{"series_equals(dynamic([]), dynamic([]))", "[]"},
		},
	},
	{
		Sigs: []string{
			"series_not_equals(series1: array, series2: array) [bool]",
			"series_not_equals(series1: array, series2: number) [bool]",
			"series_not_equals(series1: number, series2: array) [bool]",
		},
		Doc: "Compares series element by element with !=.",
		Go:  []any{kql.SeriesNotEquals},
		Examples: []Example{
			{"series_not_equals(dynamic([1,2,4]), dynamic([4,2,1]))", "[true,false,true]"},
			{"series_not_equals(dynamic([]), dynamic([]))", "[]"},
		},
	},
	{
		Sigs: []string{"series_exp(series: array) [real]"},
		Doc:  "Applies the exponential function to each element.",
		Go:   []any{kql.SeriesExp},
		Examples: []Example{
			{"series_exp(dynamic([0]))", "[1.0]"},
			{"series_exp(dynamic([]))", "[]"},
		},
	},
	{
		Sigs: []string{"series_sign(series: array) [long]"},
		Doc:  "Gives the sign of each element.",
		Go:   []any{kql.SeriesSign},
		Examples: []Example{
			{"series_sign(dynamic([-2,0,3]))", "[-1.0,0.0,1.0]"},
			{"series_sign(dynamic([]))", "[]"},
		},
	},
	{
		Sigs: []string{"series_abs(series: array) P0"},
		Doc:  "Gives the absolute value of each element.",
		Go:   []any{kql.SeriesAbs},
		Examples: []Example{
			{"series_abs(dynamic([-2,1.5]))", "[2,1.5]"},
			{"series_abs(dynamic([]))", "[]"},
		},
	},
	{
		Sigs: []string{"series_sin(series: array) [real]"},
		Doc:  "Gives the sine of each element.",
		Go:   []any{kql.SeriesSin},
		Examples: []Example{
			{"series_sin(dynamic([0]))", "[0.0]"},
			{"series_sin(dynamic([]))", "[]"},
		},
	},
	{
		Sigs: []string{"series_asin(series: array) [real]"},
		Doc:  "Gives the arc sine of each element.",
		Go:   []any{kql.SeriesAsin},
		Examples: []Example{
			{"series_asin(dynamic([0]))", "[0.0]"},
			{"series_asin(dynamic([]))", "[]"},
		},
	},
	{
		Sigs: []string{"series_cos(series: array) [real]"},
		Doc:  "Gives the cosine of each element.",
		Go:   []any{kql.SeriesCos},
		Examples: []Example{
			{"series_cos(dynamic([0]))", "[1.0]"},
			{"series_cos(dynamic([]))", "[]"},
		},
	},
	{
		Sigs: []string{"series_acos(series: array) [real]"},
		Doc:  "Gives the arc cosine of each element.",
		Go:   []any{kql.SeriesAcos},
		Examples: []Example{
			{"series_acos(dynamic([1]))", "[0.0]"},
			{"series_acos(dynamic([]))", "[]"},
		},
	},
	{
		Sigs: []string{"series_tan(series: array) [real]"},
		Doc:  "Gives the tangent of each element.",
		Go:   []any{kql.SeriesTan},
		Examples: []Example{
			{"series_tan(dynamic([0]))", "[0.0]"},
			{"series_tan(dynamic([]))", "[]"},
		},
	},
	{
		Sigs: []string{"series_atan(series: array) [real]"},
		Doc:  "Gives the arc tangent of each element.",
		Go:   []any{kql.SeriesAtan},
		Examples: []Example{
			{"series_atan(dynamic([0]))", "[0.0]"},
			{"series_atan(dynamic([]))", "[]"},
		},
	},
	{
		Sigs: []string{"series_magnitude(series: array) real"},
		Doc:  "Gives the length of a series as a vector.",
		Go:   []any{kql.SeriesMagnitude},
		Examples: []Example{
			{"series_magnitude(dynamic([3,4]))", "5.0"},
			{"series_magnitude(dynamic('x'))", "null"},
		},
	},
	{
		Sigs: []string{"series_sum(series: array) real"},
		Doc:  "Adds the elements of a series.",
		Go:   []any{kql.SeriesSum},
		Examples: []Example{
			{"series_sum(dynamic([1,2.5]))", "3.5"},
			{"series_sum(dynamic('x'))", "null"},
		},
	},
	{
		Sigs: []string{"series_product(series: array) real"},
		Doc:  "Multiplies the elements of a series.",
		Go:   []any{kql.SeriesProduct},
		Examples: []Example{
			{"series_product(dynamic([2,2.5]))", "5.0"},
			{"series_product(dynamic('x'))", "null"},
		},
	},
	{
		Sigs: []string{"series_log(series: array) [real]"},
		Doc:  "Gives the natural logarithm of each element.",
		Go:   []any{kql.SeriesLog},
		Examples: []Example{
			{"series_log(dynamic([1]))", "[0.0]"},
			{"series_log(dynamic([]))", "[]"},
		},
	},
	{
		Sigs: []string{"series_floor(series: array) array"},
		Doc:  "Rounds each element down.",
		Go:   []any{kql.SeriesFloor},
		Examples: []Example{
			{"series_floor(dynamic([1.5,-1.5]))", "[1.0,-2.0]"},
			{"series_floor(dynamic([]))", "[]"},
		},
	},
	{
		Sigs: []string{"series_ceiling(series: array) P0"},
		Doc:  "Rounds each element up.",
		Go:   []any{kql.SeriesCeiling},
		Examples: []Example{
			{"series_ceiling(dynamic([1.5,-1.5]))", "[2.0,-1.0]"},
			{"series_ceiling(dynamic([]))", "[]"},
		},
	},
	{
		Sigs:    []string{"array_sum(array: array) real"},
		Instead: "series_sum", Hidden: true,
		Doc: "Adds the elements of an array.",
		Go:  []any{kql.ArraySum},
		Examples: []Example{
			{"array_sum(dynamic([1,2.5]))", "3.5"},
			{"array_sum(dynamic([1,null]))", "1.0"},
			{"array_sum(dynamic([1,'a']))", "null"},
		},
	},
	{
		Sigs: []string{
			"series_seasonal(series: array) [real]",
			"series_seasonal(series: array, period: integer) [real]",
			"series_seasonal(series: array, period: integer, test_points: integer) [real]",
		},
		Doc:      "Gives the seasonal part of a series.",
		Defaults: []any{int64(-1)},
		Go:       []any{kql.SeriesSeasonal},
		Examples: []Example{
			{"series_seasonal(dynamic([1,5,3,7,2]), 2)", "[2.0,6.0,2.0,6.0,2.0]"},
			{"series_seasonal(dynamic([1,2,3,4,3,2,1,2,3,4,3,2,1,2,3,4,3,2]))", "[1.0,2.0,3.0,4.0,3.0,2.0,1.0,2.0,3.0,4.0,3.0,2.0,1.0,2.0,3.0,4.0,3.0,2.0]"},
			{"series_seasonal(dynamic(['a']))", "null"},
		},
	},
	{
		Sigs:     []string{"series_decompose(series: array, [period: integer], [trend: string], [test_points: integer], [seasonality_threshold: number]) custom"},
		Return:   seriesColumns("baseline:array, seasonal:array, trend:array, residual:array"),
		Doc:      "Takes a series apart into season, trend and rest.",
		Defaults: []any{int64(-1), "avg", int64(0), 0.6},
		Go:       []any{kql.SeriesDecompose},
		Examples: []Example{
			{"series_decompose(dynamic([1,2,3]), 0)", "[2.0,2.0,2.0]; [0.0,0.0,0.0]; [2.0,2.0,2.0]; [-1.0,0.0,1.0]"},
			{"series_decompose(dynamic(['a']))", "null; null; null; null"},
		},
	},
	{
		Sigs:     []string{"series_decompose_forecast(series: array, test_points: integer, [period: integer], [trend: string], [seasonality_threshold: number]) custom"},
		Return:   seriesColumns("baseline:array, seasonal:array, trend:array, residual:array"),
		Doc:      "Predicts the end of a series from season and trend.",
		Defaults: []any{int64(-1), "avg", 0.6},
		Go:       []any{kql.SeriesDecomposeForecast},
		Examples: []Example{
			{"series_decompose_forecast(dynamic([1,2,3,0]), 1, 0, 'linefit')", "[1.0,2.0,3.0,4.0]; [0.0,0.0,0.0,0.0]; [1.0,2.0,3.0,4.0]; [0.0,0.0,0.0,-4.0]"},
			{"series_decompose_forecast(dynamic(['a']), 1)", "null; null; null; null"},
		},
	},
	{
		Sigs:     []string{"series_decompose_anomalies(series: array, [threshold: number], [period: integer], [trend: string], [test_points: integer], [method: string], [seasonality_threshold: number]) custom"},
		Return:   seriesColumns("ad_flag:array, ad_score:array, baseline:array"),
		Doc:      "Finds the points of a series that season and trend do not explain.",
		Defaults: []any{1.5, int64(-1), "avg", int64(0), "ctukey", 0.6},
		Go:       []any{kql.SeriesDecomposeAnomalies},
		Examples: []Example{
			{"series_decompose_anomalies(dynamic([1,1,1]), 1.5, 0)", "[0,0,0]; [0.0,0.0,0.0]; [1.0,1.0,1.0]"},
			{"series_decompose_anomalies(dynamic(['a']))", "null; null; null"},
		},
	},
	{
		Sigs: []string{"series_pearson_correlation(series1: array, series2: array) real"},
		Doc:  "Gives the correlation of two series.",
		Go:   []any{kql.SeriesPearsonCorrelation},
		Examples: []Example{
			{"series_pearson_correlation(dynamic([1,3]), dynamic([6,4]))", "-1.0"},
			{"series_pearson_correlation(dynamic([1,2]), dynamic([1]))", "null"},
		},
	},
	{
		Sigs: []string{
			"series_dot_product(series1: array, series2: array) real",
			"series_dot_product(series1: array, series2: number) real",
			"series_dot_product(series1: number, series2: array) real",
		},
		Doc: "Gives the dot product of two series.",
		Go:  []any{kql.SeriesDotProduct},
		Examples: []Example{
			{"series_dot_product(dynamic([1,2]), dynamic([3,4]))", "11.0"},
			{"series_dot_product(dynamic([1,2]), 2)", "6.0"},
		},
	},
	{
		Sigs: []string{"series_cosine_similarity(series1: array, series2: array, [series1_magnitude: real], [series2_magnitude: real]) real"},
		Doc:  "Gives the cosine of the angle between two series.",
		Go:   []any{kql.SeriesCosineSimilarity},
		Examples: []Example{
			{"series_cosine_similarity(dynamic([1,0]), dynamic([3,4]))", "0.6"},
			{"series_cosine_similarity(dynamic([1,0]), dynamic([3,4]), 1, 10)", "0.3"},
		},
	},
}
