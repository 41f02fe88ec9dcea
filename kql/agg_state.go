package kql

import (
	"encoding/binary"
	"errors"
	"math"
)

// ErrState is what ReadState returns for bytes that no AppendState wrote.
var ErrState = errors.New("not the state of an aggregate")

// stateful is a value that knows how to write itself into a state.
type stateful interface {
	AppendState(dst []byte) []byte
	ReadState(src []byte) ([]byte, error)
}

// AppendValue appends a scalar value, or a [Null] of one, to the state of an aggregate. It is what the functions do that
// write rows and keys for [Groups], [ArgMax] and [TakeAny].
func AppendValue[T any](dst []byte, v T) []byte { return appendValue(dst, &v) }

// appendValue is [AppendValue] of what v points to. It is not generic, so that it is compiled once.
func appendValue(dst []byte, v any) []byte {
	switch v := v.(type) {
	case *bool:
		if *v {
			return append(dst, 1)
		}
		return append(dst, 0)
	case *int32:
		return binary.AppendVarint(dst, int64(*v))
	case *int64:
		return binary.AppendVarint(dst, *v)
	case *DateTime:
		return binary.AppendVarint(dst, int64(*v))
	case *TimeSpan:
		return binary.AppendVarint(dst, int64(*v))
	case *float64:
		return binary.LittleEndian.AppendUint64(dst, math.Float64bits(*v))
	case *string:
		return append(binary.AppendUvarint(dst, uint64(len(*v))), *v...)
	case *GUID:
		return append(dst, v[:]...)
	case *Null[string]:
		return appendNull(dst, v)
	case *Null[bool]:
		return appendNull(dst, v)
	case *Null[int32]:
		return appendNull(dst, v)
	case *Null[int64]:
		return appendNull(dst, v)
	case *Null[float64]:
		return appendNull(dst, v)
	case *Null[Decimal]:
		return appendNull(dst, v)
	case *Null[DateTime]:
		return appendNull(dst, v)
	case *Null[TimeSpan]:
		return appendNull(dst, v)
	case *Null[GUID]:
		return appendNull(dst, v)
	case stateful:
		return v.AppendState(dst)
	}
	panic("a type without state")
}

// ReadValue reads into v what [AppendValue] wrote, and returns the rest of src.
func ReadValue[T any](src []byte, v *T) ([]byte, error) { return readValue(src, v) }

// readValue is [ReadValue] of what v points to.
func readValue(src []byte, v any) ([]byte, error) {
	switch v := v.(type) {
	case *bool:
		if len(src) == 0 {
			return nil, ErrState
		}
		*v = src[0] != 0
		return src[1:], nil
	case *int32:
		var n int64
		rest, err := readVarint(src, &n)
		*v = int32(n)
		return rest, err
	case *int64:
		return readVarint(src, v)
	case *DateTime:
		return readVarint(src, (*int64)(v))
	case *TimeSpan:
		return readVarint(src, (*int64)(v))
	case *float64:
		if len(src) < 8 {
			return nil, ErrState
		}
		*v = math.Float64frombits(binary.LittleEndian.Uint64(src))
		return src[8:], nil
	case *string:
		text, rest, err := readBytes(src)
		*v = string(text)
		return rest, err
	case *GUID:
		if len(src) < len(v) {
			return nil, ErrState
		}
		return src[copy(v[:], src):], nil
	case *Null[string]:
		return readNull(src, v)
	case *Null[bool]:
		return readNull(src, v)
	case *Null[int32]:
		return readNull(src, v)
	case *Null[int64]:
		return readNull(src, v)
	case *Null[float64]:
		return readNull(src, v)
	case *Null[Decimal]:
		return readNull(src, v)
	case *Null[DateTime]:
		return readNull(src, v)
	case *Null[TimeSpan]:
		return readNull(src, v)
	case *Null[GUID]:
		return readNull(src, v)
	case stateful:
		return v.ReadState(src)
	}
	panic("a type without state")
}

// appendNull is [AppendValue] of a Null. It is no method, as methods of Null are compiled again in every package.
func appendNull[T any](dst []byte, n *Null[T]) []byte {
	if !n.OK {
		return append(dst, 0)
	}
	return appendValue(append(dst, 1), &n.V)
}

// readNull is [ReadValue] of a Null.
func readNull[T any](src []byte, n *Null[T]) ([]byte, error) {
	*n = Null[T]{}
	src, err := readValue(src, &n.OK)
	if err != nil || !n.OK {
		return src, err
	}
	return readValue(src, &n.V)
}

// AppendState appends the key to a state.
func (k RealKey) AppendState(dst []byte) []byte {
	return AppendValue(AppendValue(dst, k.ok), math.Float64frombits(k.bits))
}

// ReadState reads what AppendState wrote.
func (k *RealKey) ReadState(src []byte) ([]byte, error) {
	src, err := ReadValue(src, &k.ok)
	if err != nil {
		return nil, err
	}
	var v float64
	src, err = ReadValue(src, &v)
	k.bits = math.Float64bits(v)
	return src, err
}

func readVarint(src []byte, v *int64) ([]byte, error) {
	n, size := binary.Varint(src)
	if size <= 0 {
		return nil, ErrState
	}
	*v = n
	return src[size:], nil
}

// readBytes reads a length and as many bytes, which are those of src.
func readBytes(src []byte) (text, rest []byte, err error) {
	n, src, err := readCount(src)
	if err != nil {
		return nil, nil, err
	}
	return src[:n], src[n:], nil
}

// readCount reads the number of values that follow, each of which takes a byte or more.
func readCount(src []byte) (n int, rest []byte, err error) {
	count, size := binary.Uvarint(src)
	if size <= 0 || count > uint64(len(src)-size) {
		return 0, nil, ErrState
	}
	return int(count), src[size:], nil
}

// appendSlice appends a number of values and the values.
func appendSlice[T any](dst []byte, values []T) []byte {
	dst = binary.AppendUvarint(dst, uint64(len(values)))
	for _, v := range values {
		dst = AppendValue(dst, v)
	}
	return dst
}

// readSlice reads what appendSlice wrote.
func readSlice[T any](src []byte, values *[]T) ([]byte, error) {
	n, src, err := readCount(src)
	if err != nil {
		return nil, err
	}
	*values = make([]T, n)
	for i := range *values {
		if src, err = ReadValue(src, &(*values)[i]); err != nil {
			return nil, err
		}
	}
	return src, nil
}

// readAll reads several values in turn.
func readAll(src []byte, read ...func([]byte) ([]byte, error)) (rest []byte, err error) {
	for _, r := range read {
		if src, err = r(src); err != nil {
			return nil, err
		}
	}
	return src, nil
}

// reads returns the function that reads v, for readAll.
func reads[T any](v *T) func([]byte) ([]byte, error) {
	return func(src []byte) ([]byte, error) { return ReadValue(src, v) }
}
