package kql

import "math"

// SeriesAxis is the axis of a make-series operator. Datetimes and timespans are counted in ticks.
type SeriesAxis[N int64 | float64] struct {
	// Type is the type of the column.
	Type Type
	// From and To bound the bins, To not included; null leaves the bound to each series: its first and last bin with data.
	From, To Null[N]
	// Step is the width of a bin, above zero.
	Step N
	// Range is the old form on x in range(from, to, step): bins are multiples of the step, and that of To is included.
	Range bool
}

// MakeSeries is the state of a make-series operator: for each key and bin a state S, which is a struct of aggregates
// (Kusto: make-series-operator). Keys are as in [Groups].
type MakeSeries[K comparable, N int64 | float64, S any] struct {
	axis   SeriesAxis[N]
	origin N
	series groupsOf[K, binRange]
	bins   groupsOf[seriesBin[K], S]
}

// binRange are the first and last bins with data of a series.
type binRange struct{ first, last int64 }

type seriesBin[K comparable] struct {
	key K
	bin int64
}

// NewMakeSeries returns an empty state.
func NewMakeSeries[K comparable, N int64 | float64, S any](axis SeriesAxis[N]) *MakeSeries[K, N, S] {
	m := &MakeSeries[K, N, S]{axis: axis}
	if !axis.Range {
		m.origin = axis.From.V
	}
	return m
}

// Bin returns the bin of a value of the axis; ok is false for values beyond the bounds.
func (m *MakeSeries[K, N, S]) Bin(at N) (bin int64, ok bool) {
	x := float64(at)
	if x != x || m.axis.Step <= 0 {
		return 0, false
	}
	bin = m.binOf(at)
	first, last := m.bounds()
	return bin, (!first.OK || bin >= first.V) && (!last.OK || bin <= last.V) &&
		(m.axis.Range || !m.axis.To.OK || at < m.axis.To.V)
}

func (m *MakeSeries[K, N, S]) binOf(at N) int64 {
	switch step := any(m.axis.Step).(type) {
	case int64:
		d := int64(at - m.origin)
		bin := d / step
		if d%step < 0 {
			bin--
		}
		return bin
	case float64:
		return int64(math.Floor(float64(at-m.origin) / step))
	}
	return 0
}

// bounds are the first and last bins that the axis asks for.
func (m *MakeSeries[K, N, S]) bounds() (first, last Null[int64]) {
	if m.axis.From.OK {
		first = Some(m.binOf(m.axis.From.V))
	}
	if m.axis.To.OK {
		last = Some(m.binOf(m.axis.To.V))
		if !m.axis.Range && m.origin+N(last.V)*m.axis.Step >= m.axis.To.V {
			last.V--
		}
	}
	return first, last
}

// Key is that of the bin that Find looks for, to be set before. All of it has to be set.
func (m *MakeSeries[K, N, S]) Key() *K { return &m.bins.key().key }

// Find returns the state of a bin that [MakeSeries.Bin] gave, nil where it is new. It is valid until the next Add.
func (m *MakeSeries[K, N, S]) Find(bin int64) *S {
	m.bins.key().bin = bin
	return m.bins.find()
}

// Add returns the state of the bin that Find did not find just before; it is valid until the next Add. texts is as in
// [AllGroups.Add].
func (m *MakeSeries[K, N, S]) Add(texts *Texts) *S {
	m.bins.table.own(m.bins.table.next, texts)
	at := m.bins.key()
	r, isNew := m.series.findOrAdd(at.key)
	if isNew {
		*r = binRange{at.bin, at.bin}
	}
	r.first, r.last = min(r.first, at.bin), max(r.last, at.bin)
	return m.bins.add(nil)
}

// Empty reports whether there are no series.
func (m *MakeSeries[K, N, S]) Empty() bool { return m.series.table.count == 0 }

// Each calls yield for every series, first seen first, with its bins, nil for those without data, and its axis; then it
// forgets them. They are valid during the call.
func (m *MakeSeries[K, N, S]) Each(yield func(key *K, bins []*S, axis Dynamic)) {
	first, last := m.bounds()
	m.series.each(func(key *K, r *binRange) {
		if first.OK {
			r.first = first.V
		}
		if last.OK {
			r.last = last.V
		}
		bins := make([]*S, max(0, min(r.last-r.first+1, maxElements)))
		for i := range bins {
			*m.Key() = *key
			bins[i] = m.Find(r.first + int64(i))
		}
		yield(key, bins, m.places(r.first, len(bins)))
	})
	m.bins = groupsOf[seriesBin[K], S]{}
}

// Default returns the bins, all nil, and the axis of the series that kind=nonempty asks for where there is no row. It has
// none without both bounds.
func (m *MakeSeries[K, N, S]) Default() (bins []*S, axis Dynamic) {
	first, last := m.bounds()
	if first.OK && last.OK {
		bins = make([]*S, max(0, min(last.V-first.V+1, maxElements)))
	}
	return bins, m.places(first.V, len(bins))
}

// places are the starts of n bins.
func (m *MakeSeries[K, N, S]) places(first int64, n int) Dynamic {
	out := make([]Dynamic, n)
	for i := range out {
		at := m.origin + N(first+int64(i))*m.axis.Step
		switch m.axis.Type {
		case TypeDateTime:
			out[i] = DynamicDateTime(DateTime(at))
		case TypeTimeSpan:
			out[i] = DynamicTimeSpan(TimeSpan(at))
		default:
			out[i] = dynamicOf(at)
		}
	}
	return DynamicArray(out)
}
