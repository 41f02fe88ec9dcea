package kql

import (
	"strconv"
	"unsafe"
)

// Value are the Go types of columns.
type Value interface {
	bool | int32 | int64 | float64 | string | Decimal | DateTime | TimeSpan | GUID | Dynamic |
		Null[bool] | Null[int32] | Null[int64] | Null[float64] | Null[Decimal] | Null[DateTime] | Null[TimeSpan] | Null[GUID]
}

// Col binds a column to a field of a row.
func Col[T Value](name string, p *T) Column {
	t, f := bind(p)
	return Column{Name: name, Type: t, Field: f}
}

// bind is the one place that knows which field serves which Go type.
func bind[T Value](p *T) (Type, Field) {
	switch p := any(p).(type) {
	case *string:
		return TypeString, stringField{p}
	case *Dynamic:
		return TypeDynamic, dynamicField{p}
	case *bool:
		return TypeBool, plainField[bool]{p, &boolCodec}
	case *Null[bool]:
		return TypeBool, nullField[bool]{p, &boolCodec}
	case *int32:
		return TypeInt, plainField[int32]{p, &intCodec}
	case *Null[int32]:
		return TypeInt, nullField[int32]{p, &intCodec}
	case *int64:
		return TypeLong, plainField[int64]{p, &longCodec}
	case *Null[int64]:
		return TypeLong, nullField[int64]{p, &longCodec}
	case *float64:
		return TypeReal, plainField[float64]{p, &realCodec}
	case *Null[float64]:
		return TypeReal, nullField[float64]{p, &realCodec}
	case *Decimal:
		return TypeDecimal, plainField[Decimal]{p, &decimalCodec}
	case *Null[Decimal]:
		return TypeDecimal, nullField[Decimal]{p, &decimalCodec}
	case *DateTime:
		return TypeDateTime, plainField[DateTime]{p, &dateTimeCodec}
	case *Null[DateTime]:
		return TypeDateTime, nullField[DateTime]{p, &dateTimeCodec}
	case *TimeSpan:
		return TypeTimeSpan, plainField[TimeSpan]{p, &timeSpanCodec}
	case *Null[TimeSpan]:
		return TypeTimeSpan, nullField[TimeSpan]{p, &timeSpanCodec}
	case *GUID:
		return TypeGUID, plainField[GUID]{p, &guidCodec}
	case *Null[GUID]:
		return TypeGUID, nullField[GUID]{p, &guidCodec}
	}
	panic("unreachable: Value lists the types")
}

// codec reads and writes the values of one type.
type codec[T any] struct {
	parse      func(text string) (T, bool)
	appendText func(dst []byte, v T) []byte
	appendJSON func(dst []byte, v T) []byte
}

var (
	boolCodec = codec[bool]{
		parse: func(s string) (bool, bool) { v := TextToBool(s); return v.V, v.OK },
		appendText: func(dst []byte, v bool) []byte {
			if v {
				return append(dst, "True"...)
			}
			return append(dst, "False"...)
		},
		appendJSON: strconv.AppendBool,
	}
	intCodec = codec[int32]{
		parse:      func(s string) (int32, bool) { v := TextToInt(s); return v.V, v.OK },
		appendText: func(dst []byte, v int32) []byte { return appendLong(dst, int64(v)) },
		appendJSON: func(dst []byte, v int32) []byte { return appendLong(dst, int64(v)) },
	}
	longCodec = codec[int64]{
		parse:      func(s string) (int64, bool) { v := TextToLong(s); return v.V, v.OK },
		appendText: appendLong, appendJSON: appendLong,
	}
	realCodec = codec[float64]{
		parse:      func(s string) (float64, bool) { v := TextToReal(s); return v.V, v.OK },
		appendText: appendReal, appendJSON: appendJSONReal,
	}
	decimalCodec  = textual(ParseDecimal, func(dst []byte, v Decimal) []byte { return append(dst, v.String()...) })
	dateTimeCodec = textual(ParseDateTime, func(dst []byte, v DateTime) []byte { return v.Append(dst) })
	timeSpanCodec = textual(ParseTimeSpan, func(dst []byte, v TimeSpan) []byte { return v.Append(dst) })
	guidCodec     = textual(ParseGUID, func(dst []byte, v GUID) []byte { return v.Append(dst) })
)

// textual is the codec of a type that is text in JSON.
func textual[T any](parse func(string) (T, bool), appendText func([]byte, T) []byte) codec[T] {
	return codec[T]{parse, appendText, func(dst []byte, v T) []byte {
		return append(appendText(append(dst, '"'), v), '"')
	}}
}

// view is text that shares the memory of b.
func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// read reads text or raw JSON as a value: the words null, true and false as they are, all else by the type.
func (c *codec[T]) read(text string) (v T, ok bool) {
	if text == "" {
		return v, false
	}
	return c.parse(text)
}

type plainField[T any] struct {
	p *T
	c *codec[T]
}

func (f plainField[T]) SetNull() { *f.p = *new(T) }
func (f plainField[T]) SetText(text []byte) bool {
	v, ok := f.c.read(view(text))
	*f.p = v
	return ok
}
func (f plainField[T]) SetJSON(raw []byte) bool      { return f.SetText(raw) }
func (f plainField[T]) AppendJSON(dst []byte) []byte { return f.c.appendJSON(dst, *f.p) }
func (f plainField[T]) AppendText(dst []byte) []byte { return f.c.appendText(dst, *f.p) }

type nullField[T any] struct {
	p *Null[T]
	c *codec[T]
}

func (f nullField[T]) SetNull() { *f.p = Null[T]{} }
func (f nullField[T]) SetText(text []byte) bool {
	v, ok := f.c.read(view(text))
	*f.p = Null[T]{v, ok}
	return ok || len(text) == 0
}
func (f nullField[T]) SetJSON(raw []byte) bool { return f.SetText(raw) }
func (f nullField[T]) AppendJSON(dst []byte) []byte {
	if !f.p.OK {
		return append(dst, "null"...)
	}
	return f.c.appendJSON(dst, f.p.V)
}

func (f nullField[T]) AppendText(dst []byte) []byte {
	if !f.p.OK {
		return dst
	}
	return f.c.appendText(dst, f.p.V)
}

type stringField struct{ p *string }

func (f stringField) SetNull() { *f.p = "" }
func (f stringField) SetText(text []byte) bool {
	*f.p = view(text)
	return true
}
func (f stringField) SetJSON(raw []byte) bool      { return f.SetText(raw) }
func (f stringField) AppendJSON(dst []byte) []byte { return AppendJSONString(dst, *f.p) }
func (f stringField) AppendText(dst []byte) []byte { return append(dst, *f.p...) }

// dynamicField reads JSON. Text that is itself JSON is parsed, as ingestion does.
type dynamicField struct{ p *Dynamic }

func (f dynamicField) SetNull() { *f.p = Dynamic{} }
func (f dynamicField) SetText(text []byte) bool {
	*f.p = ParseJSON(view(text))
	return true
}
func (f dynamicField) SetJSON(raw []byte) bool      { return f.SetText(raw) }
func (f dynamicField) AppendJSON(dst []byte) []byte { return f.p.AppendJSON(dst) }
func (f dynamicField) AppendText(dst []byte) []byte { return f.p.AppendText(dst) }
