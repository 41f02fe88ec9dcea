package kql

import "math"

// FitLine are the columns of series_fit_line(): the line through the points (1, first element), (2, second element) …
// that fits best, and how well. All are null for a series with an element that is no number, or of fewer than two
// (Kusto: series-fit-line-function).
type FitLine struct {
	RSquare, Slope, Variance, RVariance, Interception Null[float64]
	LineFit                                           Dynamic
}

// SeriesFitLine is series_fit_line().
func SeriesFitLine(d Dynamic) FitLine {
	values, ok := reals(d)
	if !ok || len(values) < 2 {
		return FitLine{}
	}
	l := fitLine(values)
	return FitLine{
		RSquare: Some(l.rSquare()), Slope: Some(l.slope), Variance: Some(l.variance()), RVariance: Some(l.residualVariance()),
		Interception: Some(l.interception), LineFit: realSeries(l.at(len(values))),
	}
}

// SeriesFitLineDynamic is series_fit_line_dynamic(): the same as a bag.
func SeriesFitLineDynamic(d Dynamic) Dynamic {
	f := SeriesFitLine(d)
	if !f.RSquare.OK {
		return Dynamic{}
	}
	return DynamicBag(
		[]string{"rsquare", "slope", "variance", "rvariance", "interception", "line_fit"},
		[]Dynamic{
			dynamicOf(f.RSquare), dynamicOf(f.Slope), dynamicOf(f.Variance), dynamicOf(f.RVariance), dynamicOf(f.Interception),
			f.LineFit,
		})
}

// line is a line of least squares through (1, first value) and so on.
type line struct {
	slope, interception float64
	count               float64
	squares, residuals  float64 // sums of the squares of the distances from the mean and from the line
}

func fitLine(values []float64) line {
	n := float64(len(values))
	meanX, meanY := (n+1)/2, mean(values)
	var xx, xy, yy float64
	for i, v := range values {
		dx, dy := float64(i+1)-meanX, v-meanY
		xx, xy, yy = xx+dx*dx, xy+dx*dy, yy+dy*dy
	}
	l := line{count: n, squares: yy, interception: meanY}
	if xx > 0 {
		l.slope = xy / xx
		l.interception = meanY - l.slope*meanX
	}
	for i, v := range values {
		r := v - l.interception - l.slope*float64(i+1)
		l.residuals += r * r
	}
	return l
}

func (l line) rSquare() float64 { return rSquare(l.residuals, l.squares) }

// rSquare is 1 for a flat series, which a flat line fits.
func rSquare(residuals, squares float64) float64 {
	if squares == 0 {
		return 1
	}
	return 1 - residuals/squares
}

func (l line) variance() float64         { return sampleVariance(l.squares, l.count) }
func (l line) residualVariance() float64 { return sampleVariance(l.residuals, l.count) }

func sampleVariance(squares, count float64) float64 {
	if count < 2 {
		return 0
	}
	return squares / (count - 1)
}

// at are the values of the line at 1 … n.
func (l line) at(n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = l.interception + l.slope*float64(i+1)
	}
	return out
}

// Fit2Lines are the columns of series_fit_2lines(): the two lines, one for the elements before SplitIdx and one from it on,
// that fit best together. All are null for a series with an element that is no number, or of fewer than four
// (Kusto: series-fit-2lines-function).
type Fit2Lines struct {
	RSquare                                                                    Null[float64]
	SplitIdx                                                                   Null[int64]
	Variance, RVariance                                                        Null[float64]
	LineFit                                                                    Dynamic
	RightRSquare, RightSlope, RightInterception, RightVariance, RightRVariance Null[float64]
	LeftRSquare, LeftSlope, LeftInterception, LeftVariance, LeftRVariance      Null[float64]
}

// SeriesFit2Lines is series_fit_2lines().
func SeriesFit2Lines(d Dynamic) Fit2Lines {
	values, ok := reals(d)
	if !ok || len(values) < 4 {
		return Fit2Lines{}
	}
	split, least := 0, math.Inf(1)
	before, after := residualsUpTo(values, false), residualsUpTo(values, true)
	for i := 2; i <= len(values)-2; i++ {
		if r := before[i] + after[len(values)-i]; r < least {
			split, least = i, r
		}
	}
	whole, left, right := fitLine(values), fitLine(values[:split]), fitLine(values[split:])
	residuals := left.residuals + right.residuals
	return Fit2Lines{
		RSquare: Some(rSquare(residuals, whole.squares)), SplitIdx: Some(int64(split)), Variance: Some(whole.variance()),
		RVariance:         Some(sampleVariance(residuals, whole.count)),
		LineFit:           realSeries(append(left.at(split), right.at(len(values)-split)...)),
		RightRSquare:      Some(right.rSquare()),
		RightSlope:        Some(right.slope),
		RightInterception: Some(right.interception - right.slope*float64(split)),
		RightVariance:     Some(right.variance()),
		RightRVariance:    Some(right.residualVariance()),
		LeftRSquare:       Some(left.rSquare()),
		LeftSlope:         Some(left.slope),
		LeftInterception:  Some(left.interception),
		LeftVariance:      Some(left.variance()),
		LeftRVariance:     Some(left.residualVariance()),
	}
}

// residualsUpTo are the sums of squares that the lines through the first i values leave, for each i; backward counts from
// the end.
func residualsUpTo(values []float64, backward bool) []float64 {
	out := make([]float64, len(values)+1)
	var m comoments
	var yy moments
	var xx moments
	for i := range values {
		v := values[i]
		if backward {
			v = values[len(values)-1-i]
		}
		m.Add(float64(i), v)
		xx.Add(float64(i))
		yy.Add(v)
		if xx.squares > 0 {
			out[i+1] = max(0, yy.squares-m.products*m.products/xx.squares)
		}
	}
	return out
}

// SeriesFit2LinesDynamic is series_fit_2lines_dynamic(): the same as a bag, with a bag for each line.
func SeriesFit2LinesDynamic(d Dynamic) Dynamic {
	f := SeriesFit2Lines(d)
	if !f.RSquare.OK {
		return Dynamic{}
	}
	side := func(values ...Null[float64]) Dynamic {
		out := make([]Dynamic, len(values))
		for i, v := range values {
			out[i] = dynamicOf(v)
		}
		return DynamicBag([]string{"rsquare", "slope", "interception", "variance", "rvariance"}, out)
	}
	return DynamicBag(
		[]string{"rsquare", "split_idx", "variance", "rvariance", "line_fit", "right", "left"},
		[]Dynamic{
			dynamicOf(f.RSquare), dynamicOf(f.SplitIdx), dynamicOf(f.Variance), dynamicOf(f.RVariance), f.LineFit,
			side(f.RightRSquare, f.RightSlope, f.RightInterception, f.RightVariance, f.RightRVariance),
			side(f.LeftRSquare, f.LeftSlope, f.LeftInterception, f.LeftVariance, f.LeftRVariance),
		})
}

// FitPoly are the columns of series_fit_poly() (Kusto: series-fit-poly-function).
type FitPoly struct {
	RSquare             Null[float64]
	Coefficients        Dynamic // of the highest power first
	Variance, RVariance Null[float64]
	PolyFit             Dynamic
}

// SeriesFitPoly is series_fit_poly(): the polynomial of a degree that fits y over x best; x is 1, 2 … where it is null. All
// are null where an element is no number, the series differ in length or have too few elements.
func SeriesFitPoly(y, x Dynamic, degree int64) FitPoly {
	ys, ok := reals(y)
	xs := make([]float64, len(ys))
	for i := range xs {
		xs[i] = float64(i + 1)
	}
	if !x.IsNull() {
		var okX bool
		xs, okX = reals(x)
		ok = ok && okX
	}
	if !ok || degree < 0 || len(xs) != len(ys) || int64(len(ys)) <= degree {
		return FitPoly{}
	}
	coefficients, ok := polynomial(xs, ys, int(degree))
	if !ok {
		return FitPoly{}
	}
	fit := make([]float64, len(xs))
	var residuals float64
	var m moments
	for i, x := range xs {
		for _, c := range coefficients {
			fit[i] = fit[i]*x + c
		}
		residuals += (ys[i] - fit[i]) * (ys[i] - fit[i])
		m.Add(ys[i])
	}
	return FitPoly{
		RSquare: Some(rSquare(residuals, m.squares)), Coefficients: realSeries(coefficients),
		Variance: Some(sampleVariance(m.squares, m.count)), RVariance: Some(sampleVariance(residuals, m.count)),
		PolyFit: realSeries(fit),
	}
}

// polynomial solves least squares by Householder's QR, on x moved and scaled to -1 … 1, and expands the result.
func polynomial(x, y []float64, degree int) (coefficients []float64, ok bool) {
	low, high := x[0], x[0]
	for _, v := range x {
		low, high = min(low, v), max(high, v)
	}
	centre, scale := (low+high)/2, (high-low)/2
	if scale == 0 {
		scale = 1
	}
	rows := make([][]float64, len(x))
	for i, v := range x {
		rows[i] = make([]float64, degree+2)
		power := 1.0
		for j := range degree + 1 {
			rows[i][j] = power
			power *= (v - centre) / scale
		}
		rows[i][degree+1] = y[i]
	}
	scaled, ok := leastSquares(rows)
	if !ok {
		return nil, false
	}
	// Horner's scheme over polynomials: out = out * (x-centre)/scale + c.
	out := make([]float64, degree+1) // of the lowest power first
	for j := degree; j >= 0; j-- {
		for k := degree; k >= 0; k-- {
			v := -out[k] * centre / scale
			if k > 0 {
				v += out[k-1] / scale
			}
			out[k] = v
		}
		out[0] += scaled[j]
	}
	coefficients = make([]float64, degree+1)
	for i, c := range out {
		coefficients[degree-i] = c
	}
	return coefficients, true
}

// leastSquares solves an overdetermined system whose last column is the right side.
func leastSquares(rows [][]float64) (solution []float64, ok bool) {
	n := len(rows[0]) - 1
	for j := range n {
		var norm float64
		for i := j; i < len(rows); i++ {
			norm += rows[i][j] * rows[i][j]
		}
		norm = math.Copysign(math.Sqrt(norm), -rows[j][j])
		if math.Abs(norm) < 1e-12 {
			return nil, false
		}
		reflect := make([]float64, len(rows))
		var length float64
		for i := j; i < len(rows); i++ {
			reflect[i] = rows[i][j]
			if i == j {
				reflect[i] -= norm
			}
			length += reflect[i] * reflect[i]
		}
		for k := j; k <= n; k++ {
			var dot float64
			for i := j; i < len(rows); i++ {
				dot += reflect[i] * rows[i][k]
			}
			for i := j; i < len(rows) && length > 0; i++ {
				rows[i][k] -= 2 * reflect[i] * dot / length
			}
		}
	}
	solution = make([]float64, n)
	for j := n - 1; j >= 0; j-- {
		v := rows[j][n]
		for k := j + 1; k < n; k++ {
			v -= rows[j][k] * solution[k]
		}
		solution[j] = v / rows[j][j]
	}
	return solution, true
}
