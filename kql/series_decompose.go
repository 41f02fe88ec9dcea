package kql

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// minPeriod is the least number of points of a period that is detected.
const minPeriod = 4

// SeriesPeriodsDetect is series_periods_detect(): the periods from low to high that stand out most, the best first, and
// their scores from 0 to 1; both arrays are filled with zeros up to count. A period has four points at least and goes
// twice into the series at least (Kusto: series-periods-detect-function). Candidates are the frequencies that are strong in
// the spectrum, taken to the peak of the autocorrelation next to them; how the engine scores is not published.
func SeriesPeriodsDetect(d Dynamic, low, high float64, count int64) Periods {
	values, ok := reals(d)
	if !ok {
		return Periods{}
	}
	found := detectPeriods(values, low, high)
	p, s := make([]float64, max(0, min(count, maxElements))), make([]float64, max(0, min(count, maxElements)))
	for i := range min(len(p), len(found)) {
		p[i], s[i] = float64(found[i].length), found[i].score
	}
	return Periods{realSeries(p), realSeries(s)}
}

// Periods are the columns of series_periods_detect() and series_periods_validate(), null where an element of the series is
// no number.
type Periods struct{ Periods, Scores Dynamic }

// SeriesPeriodsValidate is series_periods_validate(): the periods as they are given, and their scores, 0 for those that the
// series does not have (Kusto: series-periods-validate-function).
func SeriesPeriodsValidate(d Dynamic, periods ...float64) Periods {
	values, ok := reals(d)
	if !ok {
		return Periods{}
	}
	s := make([]float64, len(periods))
	r := autocorrelation(values)
	for i, p := range periods {
		if lag := int(math.Round(p)); p >= minPeriod && p <= float64(len(values))/2 && isPeak(r, lag) {
			s[i] = periodScore(r, lag)
		}
	}
	return Periods{realSeries(periods), realSeries(s)}
}

type period struct {
	length int
	score  float64
}

// leastScore is what a period scores at least.
const leastScore = 0.2

func detectPeriods(values []float64, low, high float64) (found []period) {
	n := len(values)
	low, high = max(low, minPeriod), min(high, float64((n-1)/2))
	if low > high {
		return nil
	}
	r := autocorrelation(values)
	power := periodogram(values)
	floor := 2 * mean(power)
	for k := 1; k < len(power); k++ {
		if power[k] < floor {
			continue
		}
		best := 0
		for lag := max(minPeriod, n/(k+1)); lag <= (n-1)/2 && (k == 1 || lag <= n/(k-1)+1); lag++ {
			if isPeak(r, lag) && (best == 0 || r[lag] > r[best]) {
				best = lag
			}
		}
		if float64(best) < low || float64(best) > high {
			continue
		}
		p := period{best, periodScore(r, best)}
		if p.score >= leastScore && !slices.Contains(found, p) {
			found = append(found, p)
		}
	}
	// Not by score, for multiples of a period score about as high as the period.
	slices.SortStableFunc(found, func(a, b period) int { return cmp.Compare(r[b.length], r[a.length]) })
	return withoutMultiples(found)
}

// withoutMultiples leaves out periods that are a multiple of one before.
func withoutMultiples(found []period) []period {
	var kept []period
	for _, p := range found {
		if !slices.ContainsFunc(kept, func(k period) bool { return p.length%k.length == 0 }) {
			kept = append(kept, p)
		}
	}
	return kept
}

// isPeak reports whether the autocorrelation is positive and higher than at both neighbours.
func isPeak(r []float64, lag int) bool {
	return lag >= 1 && lag+1 < len(r) && r[lag] > 0 && r[lag] >= r[lag-1] && r[lag] >= r[lag+1] && periodScore(r, lag) >= leastScore
}

// periodScore is the autocorrelation at a lag, made up for the points that the lag leaves out.
func periodScore(r []float64, lag int) float64 {
	return min(1, r[lag]*float64(len(r))/float64(len(r)-lag))
}

// autocorrelation is that of the values about their mean, 1 at lag 0; zeros for a flat series.
func autocorrelation(values []float64) []float64 {
	n := len(values)
	out := make([]float64, n)
	spectrum := fft(padded(values), false)
	for i, v := range spectrum {
		spectrum[i] = complex(real(v)*real(v)+imag(v)*imag(v), 0)
	}
	products := fft(spectrum, true)
	if n == 0 || real(products[0]) < 1e-12*float64(len(products)) {
		return out
	}
	for i := range out {
		out[i] = real(products[i]) / real(products[0])
	}
	return out
}

// padded are the values about their mean, with zeros up to a power of two that is twice as long.
func padded(values []float64) []complex128 {
	size := 2
	for size < 2*len(values) {
		size *= 2
	}
	out := make([]complex128, size)
	m := mean(values)
	for i, v := range values {
		out[i] = complex(v-m, 0)
	}
	return out
}

// periodogram is the power of the frequencies 0 … n/2.
func periodogram(values []float64) []float64 {
	m := mean(values)
	x := make([]complex128, len(values))
	for i, v := range values {
		x[i] = complex(v-m, 0)
	}
	x = fft(x, false)
	out := make([]float64, len(values)/2+1)
	for i := range out {
		out[i] = real(x[i])*real(x[i]) + imag(x[i])*imag(x[i])
	}
	return out
}

// SeriesSeasonal is series_seasonal(): the median of the elements of each phase of a period; a period of -1 is detected, and
// zeros are given where none is (Kusto: series-seasonal-function).
func SeriesSeasonal(d Dynamic, period int64) Dynamic {
	values, ok := reals(d)
	if !ok {
		return Dynamic{}
	}
	return realSeries(seasonal(values, len(values), periodOf(values, period, 0.7)))
}

// periodOf is the period that is asked for, of -1 the best one that scores threshold or more; 0 for none.
func periodOf(values []float64, period int64, threshold float64) int {
	if period != -1 {
		return int(max(0, min(period, int64(len(values)))))
	}
	if found := detectPeriods(values, 0, math.Inf(1)); len(found) > 0 && found[0].score >= threshold {
		return found[0].length
	}
	return 0
}

// seasonal are n elements of the medians of the phases of values.
func seasonal(values []float64, n, period int) []float64 {
	out := make([]float64, n)
	for phase := range period {
		var same []float64
		for i := phase; i < len(values); i += period {
			same = append(same, values[i])
		}
		slices.Sort(same)
		m := 0.0
		if k := len(same); k > 0 {
			m = (same[(k-1)/2] + same[k/2]) / 2
		}
		for i := phase; i < n; i += period {
			out[i] = m
		}
	}
	return out
}

// Decomposition are the columns of series_decompose(); null where an element of the series is no number
// (Kusto: series-decompose-function).
type Decomposition struct{ Baseline, Seasonal, Trend, Residual Dynamic }

// SeriesDecompose is series_decompose(). A seasonality of -1 detects the period, which needs a score of threshold, and 0 is
// none; trend is "avg", "linefit" or "none"; the last testPoints points are not learned from.
func SeriesDecompose(d Dynamic, seasonality int64, trend string, testPoints int64, threshold float64) Decomposition {
	values, ok := reals(d)
	if !ok {
		return Decomposition{}
	}
	p := decompose(values, seasonality, trend, testPoints, threshold)
	return Decomposition{realSeries(p.baseline), realSeries(p.seasonal), realSeries(p.trend), realSeries(p.residual)}
}

// SeriesDecomposeForecast is series_decompose_forecast(): the baseline learned from all but the last points, and its parts
// (Kusto: series-decompose-forecast-function).
func SeriesDecomposeForecast(d Dynamic, points, seasonality int64, trend string, threshold float64) Decomposition {
	return SeriesDecompose(d, seasonality, trend, points, threshold)
}

// Anomalies are the columns of series_decompose_anomalies() (Kusto: series-decompose-anomalies-function).
type Anomalies struct{ ADFlag, ADScore, Baseline Dynamic }

// SeriesDecomposeAnomalies is series_decompose_anomalies(): the residual's scores by [SeriesOutliers] of a method, and 1 or
// -1 where they lie beyond threshold. The other parameters are those of [SeriesDecompose].
func SeriesDecomposeAnomalies(
	d Dynamic, threshold float64, seasonality int64, trend string, testPoints int64, method string, seasonalityThreshold float64,
) Anomalies {
	values, ok := reals(d)
	if !ok {
		return Anomalies{}
	}
	p := decompose(values, seasonality, trend, testPoints, seasonalityThreshold)
	score := SeriesOutliers(realSeries(p.residual), method, Dynamic{}, 10, 90)
	flags := eachElement(score, func(e Dynamic) Dynamic {
		switch v := e.Real(); {
		case v > threshold:
			return DynamicLong(1)
		case v < -threshold:
			return DynamicLong(-1)
		}
		return DynamicLong(0)
	})
	return Anomalies{flags, score, realSeries(p.baseline)}
}

type components struct{ baseline, seasonal, trend, residual []float64 }

func decompose(values []float64, seasonality int64, trend string, testPoints int64, threshold float64) components {
	n := len(values)
	learned := values[:n-int(max(0, min(testPoints, int64(n))))]
	c := components{trend: make([]float64, n), baseline: make([]float64, n), residual: make([]float64, n)}
	c.seasonal = seasonal(learned, n, periodOf(learned, seasonality, threshold))
	flat := make([]float64, len(learned))
	for i, v := range learned {
		flat[i] = v - c.seasonal[i]
	}
	switch {
	case len(flat) == 0 || strings.EqualFold(trend, "none"):
	case strings.EqualFold(trend, "linefit"):
		c.trend = fitLine(flat).at(n)
	default:
		m := mean(flat)
		for i := range c.trend {
			c.trend[i] = m
		}
	}
	for i, v := range values {
		c.baseline[i] = c.seasonal[i] + c.trend[i]
		c.residual[i] = v - c.baseline[i]
	}
	return c
}
