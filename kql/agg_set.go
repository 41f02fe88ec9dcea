package kql

import (
	"maps"
	"math"
	"slices"
)

func (k RealKey) real() float64 { return math.Float64frombits(k.bits) }

// MakeSet is make_set() and make_set_if() of scalars but dynamics: the distinct values in the order in which they are
// first seen. Reals are added as [RealKey] (Kusto: make-set-aggregation-function).
type MakeSet[T comparable] struct {
	set[T]
	limit int // plus one; 0 is the default
}

// NewMakeSet returns an empty set of at most limit values. The zero value holds 1,048,576; makeset() asks for 128.
func NewMakeSet[T comparable](limit int64) MakeSet[T] { return MakeSet[T]{limit: limitOf(limit) + 1} }

// Add takes v in if it is new and there is room.
func (s *MakeSet[T]) Add(v T) { s.set.add(v, s.room(), nil) }

// AddKept is Add of a text that texts keeps, which many sets may have in common.
func (s *MakeSet[T]) AddKept(texts *Texts, v T) { s.set.add(v, s.room(), texts) }

func (s *MakeSet[T]) room() int {
	if s.limit == 0 {
		return maxElements
	}
	return s.limit - 1
}

// Merge takes in the values of other.
func (s *MakeSet[T]) Merge(other *MakeSet[T]) {
	for _, v := range other.all() {
		s.Add(v)
	}
}

// Result is the array of the values.
func (s *MakeSet[T]) Result() Dynamic {
	values := s.all()
	out := make([]Dynamic, len(values))
	if texts, ok := any(values).([]string); ok { // without boxing each
		for i, v := range texts {
			out[i] = DynamicString(v)
		}
		return DynamicArray(out)
	}
	for i, v := range values {
		out[i] = dynamicOf(v)
	}
	return DynamicArray(out)
}

// AppendState appends the state.
func (s *MakeSet[T]) AppendState(dst []byte) []byte {
	return appendSlice(AppendValue(dst, int64(s.limit)), s.all())
}

// ReadState reads a state.
func (s *MakeSet[T]) ReadState(src []byte) ([]byte, error) {
	var limit int
	src, err := readAll(src, readLimit(&limit), s.set.read)
	if err != nil {
		return nil, err
	}
	s.limit = limit
	return src, nil
}

// MakeSetDynamic is make_set() of dynamics. The elements of arrays are taken one by one, nulls are skipped, and values
// that [Dynamic.Equal] holds for equal are one.
type MakeSetDynamic struct {
	values []Dynamic
	index  map[string]struct{} // by canonical text
	limit  int                 // plus one; 0 is the default
	text   []byte
}

// NewMakeSetDynamic returns an empty set of at most limit values, as [NewMakeSet] does.
func NewMakeSetDynamic(limit int64) MakeSetDynamic { return MakeSetDynamic{limit: limitOf(limit) + 1} }

// Add takes in v, or its elements.
func (s *MakeSetDynamic) Add(v Dynamic) {
	if v.Kind() != ArrayKind {
		s.add(v)
		return
	}
	for _, e := range v.Elements() {
		s.add(e)
	}
}

func (s *MakeSetDynamic) add(v Dynamic) {
	if v.IsNull() || len(s.values) >= (&MakeSet[bool]{limit: s.limit}).room() {
		return
	}
	s.text = appendCanonical(s.text[:0], v)
	if _, ok := s.index[string(s.text)]; ok {
		return
	}
	if s.index == nil {
		s.index = map[string]struct{}{}
	}
	s.index[string(s.text)] = struct{}{}
	s.values = append(s.values, v.Clone())
}

// Merge takes in the values of other.
func (s *MakeSetDynamic) Merge(other *MakeSetDynamic) {
	for _, v := range other.values {
		s.add(v)
	}
}

// Result is the array of the values.
func (s *MakeSetDynamic) Result() Dynamic { return DynamicArray(slices.Clone(s.values)) }

// AppendState appends the state.
func (s *MakeSetDynamic) AppendState(dst []byte) []byte {
	return appendSlice(AppendValue(dst, int64(s.limit)), s.values)
}

// ReadState reads a state.
func (s *MakeSetDynamic) ReadState(src []byte) ([]byte, error) {
	var limit int
	var values []Dynamic
	src, err := readAll(src, readLimit(&limit), func(src []byte) ([]byte, error) { return readSlice(src, &values) })
	if err != nil {
		return nil, err
	}
	*s = MakeSetDynamic{limit: limit}
	for _, v := range values {
		s.add(v)
	}
	return src, nil
}

// CanonicalKey is a text that two dynamics have in common exactly where they are equal: what distinguishes groups and
// distinct values of dynamics.
func CanonicalKey(d Dynamic) string { return string(appendCanonical(nil, d)) }

// appendCanonical appends a text that is equal for equal values: a letter for the kind, numbers by value, keys sorted.
func appendCanonical(dst []byte, d Dynamic) []byte {
	switch d.Kind() {
	case LongKind:
		return DynamicLong(d.Long()).AppendJSON(append(dst, 'n'))
	case RealKind:
		dst = append(dst, 'n')
		if v := d.Real(); v == math.Trunc(v) && math.Abs(v) < 1<<63 {
			return DynamicLong(int64(v)).AppendJSON(dst)
		}
		return d.AppendJSON(dst)
	case ArrayKind:
		dst = append(dst, '[')
		for _, e := range d.Elements() {
			dst = append(appendCanonical(dst, e), ',')
		}
		return append(dst, ']')
	case BagKind:
		values := maps.Collect(members(d))
		dst = append(dst, '{')
		for _, k := range slices.Sorted(maps.Keys(values)) {
			dst = append(appendCanonical(append(AppendJSONString(dst, k), ':'), values[k]), ',')
		}
		return append(dst, '}')
	}
	return d.AppendJSON(append(dst, 'a'+byte(d.Kind())))
}

// members are the keys and values of a bag in order.
func members(d Dynamic) func(yield func(string, Dynamic) bool) {
	return func(yield func(string, Dynamic) bool) {
		values := d.Elements()
		for i, k := range d.Keys() {
			if !yield(k, values[i]) {
				return
			}
		}
	}
}
