package kql

// SumDynamic is sum() of dynamics, for columns whose type depends on data: of longs, a long; of reals and longs, a real;
// of timespans, a timespan. Other values are left out; zero without a value.
type SumDynamic struct {
	whole int64
	real  float64
	kind  DynamicKind
}

// Add adds v.
func (s *SumDynamic) Add(v Dynamic) {
	switch v.Kind() {
	case LongKind, TimeSpanKind:
		s.whole += v.Long()
	case RealKind:
		s.real += v.Real()
	default:
		return
	}
	s.note(v.Kind())
}

// note makes the result one that can hold values of a kind.
func (s *SumDynamic) note(kind DynamicKind) {
	if s.kind == NullKind || kind == RealKind {
		s.kind = kind
	}
}

// Merge adds the sum of other.
func (s *SumDynamic) Merge(other *SumDynamic) {
	s.whole += other.whole
	s.real += other.real
	if other.kind != NullKind {
		s.note(other.kind)
	}
}

// Result is the sum.
func (s *SumDynamic) Result() Dynamic {
	switch s.kind {
	case RealKind:
		return DynamicReal(s.real + float64(s.whole))
	case TimeSpanKind:
		return DynamicTimeSpan(TimeSpan(s.whole))
	}
	return DynamicLong(s.whole)
}

// AppendState appends the state.
func (s *SumDynamic) AppendState(dst []byte) []byte {
	return AppendValue(AppendValue(AppendValue(dst, s.whole), s.real), int64(s.kind))
}

// ReadState reads a state.
func (s *SumDynamic) ReadState(src []byte) ([]byte, error) {
	var kind int64
	src, err := readAll(src, reads(&s.whole), reads(&s.real), reads(&kind))
	if err == nil && (kind < 0 || kind > int64(TimeSpanKind)) {
		err = ErrState
	}
	s.kind = DynamicKind(kind)
	return src, err
}

// AvgDynamic is avg() of dynamics, for columns whose type depends on data: of timespans a timespan, else a real; null
// without a value.
type AvgDynamic struct {
	sum   SumDynamic
	count int64
}

// Add takes v into the average.
func (a *AvgDynamic) Add(v Dynamic) {
	switch v.Kind() {
	case LongKind, TimeSpanKind, RealKind:
		a.sum.Add(v)
		a.count++
	}
}

// Merge takes in the values of other.
func (a *AvgDynamic) Merge(other *AvgDynamic) {
	a.sum.Merge(&other.sum)
	a.count += other.count
}

// Result is the average.
func (a *AvgDynamic) Result() Dynamic {
	switch {
	case a.count == 0:
		return Dynamic{}
	case a.sum.kind == TimeSpanKind:
		return DynamicTimeSpan(TimeSpan(a.sum.whole / a.count))
	}
	return DynamicReal((a.sum.real + float64(a.sum.whole)) / float64(a.count))
}

// AppendState appends the state.
func (a *AvgDynamic) AppendState(dst []byte) []byte {
	return AppendValue(a.sum.AppendState(dst), a.count)
}

// ReadState reads a state.
func (a *AvgDynamic) ReadState(src []byte) ([]byte, error) {
	return readAll(src, a.sum.ReadState, reads(&a.count))
}

// MinDynamic is min() of dynamics, for columns whose type depends on data, in the order of array_sort_asc(): null without
// a value.
type MinDynamic struct{ best Dynamic }

// Add takes v in.
func (m *MinDynamic) Add(v Dynamic) { m.best = better(m.best, v, -1) }

// Merge takes in the value of other.
func (m *MinDynamic) Merge(other *MinDynamic) { m.Add(other.best) }

// Result is the least value.
func (m *MinDynamic) Result() Dynamic { return m.best }

// AppendState appends the state.
func (m *MinDynamic) AppendState(dst []byte) []byte { return AppendValue(dst, m.best) }

// ReadState reads a state.
func (m *MinDynamic) ReadState(src []byte) ([]byte, error) { return ReadValue(src, &m.best) }

// MaxDynamic is max() of dynamics, as [MinDynamic].
type MaxDynamic struct{ best Dynamic }

// Add takes v in.
func (m *MaxDynamic) Add(v Dynamic) { m.best = better(m.best, v, 1) }

// Merge takes in the value of other.
func (m *MaxDynamic) Merge(other *MaxDynamic) { m.Add(other.best) }

// Result is the greatest value.
func (m *MaxDynamic) Result() Dynamic { return m.best }

// AppendState appends the state.
func (m *MaxDynamic) AppendState(dst []byte) []byte { return AppendValue(dst, m.best) }

// ReadState reads a state.
func (m *MaxDynamic) ReadState(src []byte) ([]byte, error) { return ReadValue(src, &m.best) }

// better is the one of two values that is less or greater, by sign; null is neither.
func better(best, v Dynamic, sign int) Dynamic {
	if v.IsNull() || !best.IsNull() && sign*CompareDynamic(v, best) <= 0 {
		return best
	}
	return v.Clone()
}
