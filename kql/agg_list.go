package kql

// maxElements is what make_list, make_set and make_bag hold at most, and by default.
const maxElements = 1048576

// limitOf returns the number of elements that an aggregate may hold, of a limit that is asked for.
//
//go:noinline
func limitOf(limit int64) int { return int(min(max(limit, 0), maxElements)) }

// MakeList is make_list() and its kin: the values in the order they come. T is a scalar type; for make_list_with_nulls()
// it is a [Null] of one. A dynamic null is an element as any other, of a dynamic array each element is one (Kusto:
// make-list-aggregation-function, geo-point-in-polygon-function).
type MakeList[T any] struct {
	values []T
	room   int // how many values may follow, plus one; 0 is the default
}

// NewMakeList returns an empty list of at most limit values. The zero value holds 1,048,576; makelist() asks for 128.
func NewMakeList[T any](limit int64) MakeList[T] { return MakeList[T]{room: limitOf(limit) + 1} }

// Add appends v while there is room.
func (l *MakeList[T]) Add(v T) {
	if l.room == 0 {
		l.room = maxElements + 1
	}
	if l.room > 1 {
		l.values = append(l.values, keep(v))
		l.room--
	}
}

func (l *MakeList[T]) limit() int {
	if l.room == 0 {
		return maxElements
	}
	return len(l.values) + l.room - 1
}

// Merge appends the values of other.
func (l *MakeList[T]) Merge(other *MakeList[T]) {
	for _, v := range other.values {
		l.Add(v)
	}
}

// Result is the array of the values.
func (l *MakeList[T]) Result() Dynamic {
	out := make([]Dynamic, 0, len(l.values))
	for _, v := range l.values {
		if d := dynamicOf(v); d.Kind() == ArrayKind {
			out = append(out, d.Elements()...)
		} else {
			out = append(out, d)
		}
	}
	return DynamicArray(out[:min(len(out), l.limit())])
}

// AppendState appends the state.
func (l *MakeList[T]) AppendState(dst []byte) []byte {
	return appendSlice(AppendValue(dst, int64(l.room)), l.values)
}

// ReadState reads a state.
func (l *MakeList[T]) ReadState(src []byte) ([]byte, error) {
	return readAll(src, readLimit(&l.room), func(src []byte) ([]byte, error) { return readSlice(src, &l.values) })
}

// readLimit returns the function that reads a limit, for readAll.
func readLimit(limit *int) func([]byte) ([]byte, error) {
	return func(src []byte) ([]byte, error) {
		var n int64
		src, err := ReadValue(src, &n)
		if n < 0 || n > maxElements+1 {
			return nil, ErrState
		}
		*limit = int(n)
		return src, err
	}
}

// boxed is a value that is made of another.
type boxed interface{ dynamic() Dynamic }

func (k RealKey) dynamic() Dynamic {
	if !k.ok {
		return Dynamic{}
	}
	return DynamicReal(k.real())
}

// dynamicOf returns a dynamic that holds v.
func dynamicOf(v any) Dynamic {
	switch v := v.(type) {
	case bool:
		return DynamicBool(v)
	case int32:
		return DynamicLong(int64(v))
	case int64:
		return DynamicLong(v)
	case float64:
		return DynamicReal(v)
	case string:
		return DynamicString(v)
	case DateTime:
		return DynamicDateTime(v)
	case TimeSpan:
		return DynamicTimeSpan(v)
	case GUID:
		return DynamicGUID(v)
	case Decimal:
		return DynamicDecimal(v)
	case Dynamic:
		return v
	case Null[string]:
		return dynamicOfNull(v)
	case Null[bool]:
		return dynamicOfNull(v)
	case Null[int32]:
		return dynamicOfNull(v)
	case Null[int64]:
		return dynamicOfNull(v)
	case Null[float64]:
		return dynamicOfNull(v)
	case Null[Decimal]:
		return dynamicOfNull(v)
	case Null[DateTime]:
		return dynamicOfNull(v)
	case Null[TimeSpan]:
		return dynamicOfNull(v)
	case Null[GUID]:
		return dynamicOfNull(v)
	case boxed:
		return v.dynamic()
	}
	panic("a type that no dynamic holds")
}

func dynamicOfNull[T any](n Null[T]) Dynamic {
	if !n.OK {
		return Dynamic{}
	}
	return dynamicOf(n.V)
}
