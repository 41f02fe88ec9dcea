package kql

import "math"

// reals returns the elements of a series as reals; ok is false where one is no number, or d no array.
func reals(d Dynamic) (values []float64, ok bool) {
	if d.Kind() != ArrayKind {
		return nil, false
	}
	elements := d.Elements()
	values = make([]float64, len(elements))
	for i, e := range elements {
		if values[i], ok = number(e); !ok {
			return nil, false
		}
	}
	return values, true
}

// number returns a number as a real.
func number(d Dynamic) (v float64, ok bool) {
	switch d.Kind() {
	case LongKind, RealKind:
		return d.Real(), true
	case DecimalKind:
		return d.Decimal().Real(), true
	}
	return 0, false
}

// realSeries returns an array of reals.
func realSeries(values []float64) Dynamic {
	out := make([]Dynamic, len(values))
	for i, v := range values {
		out[i] = DynamicReal(v)
	}
	return DynamicArray(out)
}

// eachPair applies f to the elements of two series in turn, or of a series and a number. Where one of them is missing or no
// number the element is null (Kusto: series-add-function).
func eachPair(a, b Dynamic, f func(a, b Dynamic) Dynamic) Dynamic {
	as, bs, aOne, bOne := a.Elements(), b.Elements(), a.Kind() != ArrayKind, b.Kind() != ArrayKind
	if _, ok := number(a); aOne && !ok {
		return Dynamic{}
	}
	if _, ok := number(b); bOne && !ok || aOne && bOne {
		return Dynamic{}
	}
	at := func(list []Dynamic, one bool, d Dynamic, i int) Dynamic {
		if one {
			return d
		}
		return ElementAt(list, i)
	}
	out := make([]Dynamic, max(len(as), len(bs)))
	for i := range out {
		x, y := at(as, aOne, a, i), at(bs, bOne, b, i)
		_, xOK := number(x)
		if _, yOK := number(y); xOK && yOK {
			out[i] = f(x, y)
		}
	}
	return DynamicArray(out)
}

// arithmetic is a function of two numbers that keeps longs.
func arithmetic(longs func(a, b int64) int64, reals func(a, b float64) float64) func(a, b Dynamic) Dynamic {
	return func(a, b Dynamic) Dynamic {
		if a.Kind() == LongKind && b.Kind() == LongKind {
			return DynamicLong(longs(a.Long(), b.Long()))
		}
		return ofReals(reals)(a, b)
	}
}

func ofReals(f func(a, b float64) float64) func(a, b Dynamic) Dynamic {
	return func(a, b Dynamic) Dynamic {
		x, _ := number(a)
		y, _ := number(b)
		return DynamicReal(f(x, y))
	}
}

func comparison(f func(a, b float64) bool) func(a, b Dynamic) Dynamic {
	return func(a, b Dynamic) Dynamic {
		x, _ := number(a)
		y, _ := number(b)
		return DynamicBool(f(x, y))
	}
}

// SeriesAdd is series_add(). It and its kin go through two series, or a series and a number, element by element; the
// result is as long as the longer, and null where one has no number (Kusto: series-add-function).
func SeriesAdd(a, b Dynamic) Dynamic {
	return eachPair(a, b, arithmetic(func(a, b int64) int64 { return a + b }, func(a, b float64) float64 { return a + b }))
}

// SeriesSubtract is series_subtract().
func SeriesSubtract(a, b Dynamic) Dynamic {
	return eachPair(a, b, arithmetic(func(a, b int64) int64 { return a - b }, func(a, b float64) float64 { return a - b }))
}

// SeriesMultiply is series_multiply().
func SeriesMultiply(a, b Dynamic) Dynamic {
	return eachPair(a, b, arithmetic(func(a, b int64) int64 { return a * b }, func(a, b float64) float64 { return a * b }))
}

// SeriesDivide is series_divide(), which divides reals.
func SeriesDivide(a, b Dynamic) Dynamic {
	return eachPair(a, b, ofReals(func(a, b float64) float64 { return a / b }))
}

// SeriesPow is series_pow().
func SeriesPow(a, b Dynamic) Dynamic { return eachPair(a, b, ofReals(math.Pow)) }

// SeriesGreater is series_greater().
func SeriesGreater(a, b Dynamic) Dynamic {
	return eachPair(a, b, comparison(func(a, b float64) bool { return a > b }))
}

// SeriesGreaterEquals is series_greater_equals().
func SeriesGreaterEquals(a, b Dynamic) Dynamic {
	return eachPair(a, b, comparison(func(a, b float64) bool { return a >= b }))
}

// SeriesLess is series_less().
func SeriesLess(a, b Dynamic) Dynamic {
	return eachPair(a, b, comparison(func(a, b float64) bool { return a < b }))
}

// SeriesLessEquals is series_less_equals().
func SeriesLessEquals(a, b Dynamic) Dynamic {
	return eachPair(a, b, comparison(func(a, b float64) bool { return a <= b }))
}

// SeriesEquals is series_equals().
func SeriesEquals(a, b Dynamic) Dynamic {
	return eachPair(a, b, comparison(func(a, b float64) bool { return a == b }))
}

// SeriesNotEquals is series_not_equals().
func SeriesNotEquals(a, b Dynamic) Dynamic {
	return eachPair(a, b, comparison(func(a, b float64) bool { return a != b }))
}

// eachReal applies f to the numbers of a series; what is no number becomes null, and so does what is no series.
func eachReal(d Dynamic, f func(v float64) float64) Dynamic {
	return eachElement(d, func(e Dynamic) Dynamic {
		v, ok := number(e)
		if !ok {
			return Dynamic{}
		}
		return DynamicReal(f(v))
	})
}

func eachElement(d Dynamic, f func(e Dynamic) Dynamic) Dynamic {
	if d.Kind() != ArrayKind {
		return Dynamic{}
	}
	elements := d.Elements()
	out := make([]Dynamic, len(elements))
	for i, e := range elements {
		out[i] = f(e)
	}
	return DynamicArray(out)
}

// SeriesAbs is series_abs(), which keeps longs. It and its kin go through a series element by element; what is no number
// becomes null.
func SeriesAbs(d Dynamic) Dynamic {
	return eachElement(d, func(e Dynamic) Dynamic {
		switch v, ok := number(e); {
		case e.Kind() == LongKind:
			return DynamicLong(max(e.Long(), -e.Long()))
		case ok:
			return DynamicReal(math.Abs(v))
		}
		return Dynamic{}
	})
}

// SeriesSign is series_sign(): -1, 0 or 1.
func SeriesSign(d Dynamic) Dynamic {
	return eachReal(d, func(v float64) float64 {
		switch {
		case v > 0:
			return 1
		case v < 0:
			return -1
		}
		return 0
	})
}

// SeriesExp is series_exp().
func SeriesExp(d Dynamic) Dynamic { return eachReal(d, math.Exp) }

// SeriesLog is series_log(), the natural logarithm.
func SeriesLog(d Dynamic) Dynamic { return eachReal(d, math.Log) }

// SeriesSin is series_sin().
func SeriesSin(d Dynamic) Dynamic { return eachReal(d, math.Sin) }

// SeriesCos is series_cos().
func SeriesCos(d Dynamic) Dynamic { return eachReal(d, math.Cos) }

// SeriesTan is series_tan().
func SeriesTan(d Dynamic) Dynamic { return eachReal(d, math.Tan) }

// SeriesAsin is series_asin().
func SeriesAsin(d Dynamic) Dynamic { return eachReal(d, math.Asin) }

// SeriesAcos is series_acos().
func SeriesAcos(d Dynamic) Dynamic { return eachReal(d, math.Acos) }

// SeriesAtan is series_atan().
func SeriesAtan(d Dynamic) Dynamic { return eachReal(d, math.Atan) }

// SeriesFloor is series_floor().
func SeriesFloor(d Dynamic) Dynamic { return eachReal(d, math.Floor) }

// SeriesCeiling is series_ceiling().
func SeriesCeiling(d Dynamic) Dynamic { return eachReal(d, math.Ceil) }

// SeriesSum is series_sum(); null where an element is no number (Kusto: series-sum-function).
func SeriesSum(d Dynamic) Null[float64] {
	return foldSeries(d, 0, func(sum, v float64) float64 { return sum + v })
}

// SeriesProduct is series_product(); null where an element is no number.
func SeriesProduct(d Dynamic) Null[float64] {
	return foldSeries(d, 1, func(product, v float64) float64 { return product * v })
}

// SeriesMagnitude is series_magnitude(): the length of the series as a vector, which is the square root of
// [SeriesDotProduct] with itself (Kusto: series-magnitude-function).
func SeriesMagnitude(d Dynamic) Null[float64] {
	if d.Kind() != ArrayKind {
		return Null[float64]{}
	}
	return Lift1(math.Sqrt, SeriesDotProduct(d, d))
}

func foldSeries(d Dynamic, v float64, f func(v, element float64) float64) Null[float64] {
	values, ok := reals(d)
	if !ok {
		return Null[float64]{}
	}
	for _, x := range values {
		v = f(v, x)
	}
	return Some(v)
}

// SeriesDotProduct is series_dot_product(): the sum of the products of two series, or of a series and a number. The longer
// series is cut, what is no number is skipped; null without a series or for an empty one
// (Kusto: series-dot-product-function).
func SeriesDotProduct(a, b Dynamic) Null[float64] {
	if a.Kind() == ArrayKind && len(a.Elements()) == 0 || b.Kind() == ArrayKind && len(b.Elements()) == 0 {
		return Null[float64]{}
	}
	products := SeriesMultiply(eachReal1(a), eachReal1(b))
	if products.IsNull() {
		return Null[float64]{}
	}
	var sum float64
	for _, p := range products.Elements() {
		v, _ := number(p)
		sum += v
	}
	return Some(sum)
}

// eachReal1 makes the numbers of a series reals; a number it leaves.
func eachReal1(d Dynamic) Dynamic {
	if d.Kind() != ArrayKind {
		return d
	}
	return eachReal(d, func(v float64) float64 { return v })
}

// SeriesCosineSimilarity is series_cosine_similarity(): the longer series is cut, and what is no number is skipped. The
// magnitudes of both may be given where they are known (Kusto: series-cosine-similarity-function).
func SeriesCosineSimilarity(a, b Dynamic, magnitudes ...float64) Null[float64] {
	if a.Kind() != ArrayKind || b.Kind() != ArrayKind {
		return Null[float64]{}
	}
	x, y := a.Elements(), b.Elements()
	n := min(len(x), len(y))
	a, b = DynamicArray(x[:n]), DynamicArray(y[:n])
	dot := SeriesDotProduct(a, b)
	for i, d := range []Dynamic{a, b} {
		m := SeriesMagnitude(d)
		if i < len(magnitudes) {
			m = Some(magnitudes[i])
		}
		dot = Lift2(func(dot, m float64) float64 { return dot / m }, dot, m)
	}
	return dot
}

// SeriesPearsonCorrelation is series_pearson_correlation(); null for series of different lengths or with an element that is
// no number (Kusto: series-pearson-correlation-function).
func SeriesPearsonCorrelation(a, b Dynamic) Null[float64] {
	x, okX := reals(a)
	y, okY := reals(b)
	if !okX || !okY || len(x) != len(y) {
		return Null[float64]{}
	}
	var xx, yy, xy float64
	meanX, meanY := mean(x), mean(y)
	for i := range x {
		dx, dy := x[i]-meanX, y[i]-meanY
		xx, yy, xy = xx+dx*dx, yy+dy*dy, xy+dx*dy
	}
	return Some(xy / math.Sqrt(xx*yy))
}

func mean(values []float64) float64 {
	var sum float64
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values))
}
