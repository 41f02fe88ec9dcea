package kql

// Min is min() and minif(): the least value, NaN where one is (Kusto: min-aggregation-function).
type Min[T Ordered] struct{ least Null[T] }

// Add compares v.
func (m *Min[T]) Add(v T) {
	if !m.least.OK || less(v, m.least.V) || isNaN(v) {
		m.least = Some(keep(v))
	}
}

// Merge compares the least value of other.
func (m *Min[T]) Merge(other *Min[T]) {
	if other.least.OK {
		m.Add(other.least.V)
	}
}

// Result is the least value, null without one.
func (m *Min[T]) Result() Null[T] { return m.least }

// AppendState appends the state.
func (m *Min[T]) AppendState(dst []byte) []byte { return AppendValue(dst, m.least) }

// ReadState reads a state.
func (m *Min[T]) ReadState(src []byte) ([]byte, error) { return ReadValue(src, &m.least) }

// Max is max() and maxif(): the greatest value, NaN where one is (Kusto: max-aggregation-function).
type Max[T Ordered] struct{ greatest Null[T] }

// Add compares v.
func (m *Max[T]) Add(v T) {
	if !m.greatest.OK || less(m.greatest.V, v) || isNaN(v) {
		m.greatest = Some(keep(v))
	}
}

// Merge compares the greatest value of other.
func (m *Max[T]) Merge(other *Max[T]) {
	if other.greatest.OK {
		m.Add(other.greatest.V)
	}
}

// Result is the greatest value, null without one.
func (m *Max[T]) Result() Null[T] { return m.greatest }

// AppendState appends the state.
func (m *Max[T]) AppendState(dst []byte) []byte { return AppendValue(dst, m.greatest) }

// ReadState reads a state.
func (m *Max[T]) ReadState(src []byte) ([]byte, error) { return ReadValue(src, &m.greatest) }

func isNaN[T Ordered](v T) bool {
	f, ok := any(v).(float64)
	return ok && f != f
}
