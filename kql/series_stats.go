package kql

import (
	"math"
	"slices"
	"strings"
)

// Stats are the columns of series_stats(), null for a series with an element that is not finite
// (Kusto: series-stats-function). Sum and Len are in series_stats_dynamic() only.
type Stats struct {
	Min           Null[float64]
	MinIdx        Null[int64]
	Max           Null[float64]
	MaxIdx        Null[int64]
	Avg, Stdev    Null[float64]
	Variance, Sum Null[float64]
	Len           Null[int64]
}

// SeriesStats is series_stats(); with ignore, elements that are no finite numbers are skipped.
func SeriesStats(d Dynamic, ignore bool) (s Stats) {
	var m moments
	var sum float64
	for i, e := range d.Elements() {
		v, ok := number(e)
		if !ok || math.IsNaN(v) || math.IsInf(v, 0) {
			if ignore {
				continue
			}
			return Stats{}
		}
		m.Add(v)
		sum += v
		if !s.Min.OK || v < s.Min.V {
			s.Min, s.MinIdx = Some(v), Some(int64(i))
		}
		if !s.Max.OK || v > s.Max.V {
			s.Max, s.MaxIdx = Some(v), Some(int64(i))
		}
	}
	if d.Kind() != ArrayKind || m.count == 0 {
		return Stats{}
	}
	variance := 0.0
	if m.count > 1 {
		variance = m.squares / (m.count - 1)
	}
	s.Avg, s.Sum, s.Len = Some(sum/m.count), Some(sum), Some(int64(m.count))
	s.Variance, s.Stdev = Some(variance), Some(math.Sqrt(variance))
	return s
}

// SeriesStatsDynamic is series_stats_dynamic(): the statistics as a bag.
func SeriesStatsDynamic(d Dynamic, ignore bool) Dynamic {
	s := SeriesStats(d, ignore)
	return DynamicBag(
		[]string{"min", "min_idx", "max", "max_idx", "avg", "stdev", "variance", "sum", "len"},
		[]Dynamic{
			dynamicOf(s.Min), dynamicOf(s.MinIdx), dynamicOf(s.Max), dynamicOf(s.MaxIdx), dynamicOf(s.Avg), dynamicOf(s.Stdev),
			dynamicOf(s.Variance), dynamicOf(s.Sum), dynamicOf(s.Len),
		})
}

// SeriesOutliers is series_outliers(): how far each element lies beyond Tukey's fences, in inter-quantile ranges, negative
// below; between the fences 0. kind "tukey" takes the quartiles, "ctukey" the percentiles low and high, scaled so that a
// normal distribution has the same scores. Nulls and elements that equal ignore score 0
// (Kusto: series-outliers-function).
func SeriesOutliers(d Dynamic, kind string, ignore Dynamic, low, high float64) Dynamic {
	if d.Kind() != ArrayKind {
		return Dynamic{}
	}
	elements := d.Elements()
	var values []float64
	score := make([]float64, len(elements))
	skipped := make([]bool, len(elements))
	for i, e := range elements {
		v, ok := number(e)
		if skipped[i] = !ok || math.IsNaN(v) || !ignore.IsNull() && e.Equal(ignore); !skipped[i] {
			values, score[i] = append(values, v), v
		}
	}
	if strings.EqualFold(kind, "tukey") {
		low, high = 25, 75
	}
	fences := newFences(values, low, high)
	for i, v := range score {
		if score[i] = 0; !skipped[i] {
			score[i] = fences.score(v)
		}
	}
	return realSeries(score)
}

// fences are the values at two percentiles, and the distance that counts one.
type fences struct{ low, high, unit float64 }

func newFences(values []float64, low, high float64) fences {
	values = slices.Clone(values)
	slices.Sort(values)
	f := fences{low: quantile(values, low/100), high: quantile(values, high/100)}
	// The range between the quartiles of a normal distribution against that between the percentiles.
	f.unit = (f.high - f.low) * (normalQuantile(0.75) - normalQuantile(0.25)) / (normalQuantile(high/100) - normalQuantile(low/100))
	return f
}

// score is the distance of v from the nearest of low and high in units.
func (f fences) score(v float64) float64 {
	d := 0.0
	switch {
	case v > f.high:
		d = v - f.high
	case v < f.low:
		d = v - f.low
	}
	if d == 0 {
		return 0
	}
	return d / f.unit
}

// quantile interpolates between sorted values; NaN without any.
func quantile(sorted []float64, q float64) float64 {
	if len(sorted) == 0 {
		return math.NaN()
	}
	at := q * float64(len(sorted)-1)
	i := int(at)
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + (sorted[i+1]-sorted[i])*(at-float64(i))
}

func normalQuantile(p float64) float64 { return math.Sqrt2 * math.Erfinv(2*p-1) }
