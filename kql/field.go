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
func Col[T Value](name string, p *T) Column { return column(name, p) }

// column is [Col] of a pointer to a [Value].
func column(name string, p any) Column {
	switch p := p.(type) {
	case *string:
		return Column{name, TypeString, stringField{p}}
	case *bool:
		return Column{name, TypeBool, plainField[bool]{p, &boolCodec}}
	case *Null[bool]:
		return Column{name, TypeBool, nullField[bool]{p, &boolCodec}}
	case *int32:
		return Column{name, TypeInt, plainField[int32]{p, &intCodec}}
	case *Null[int32]:
		return Column{name, TypeInt, nullField[int32]{p, &intCodec}}
	case *int64:
		return Column{name, TypeLong, plainField[int64]{p, &longCodec}}
	case *Null[int64]:
		return Column{name, TypeLong, nullField[int64]{p, &longCodec}}
	case *float64:
		return Column{name, TypeReal, plainField[float64]{p, &realCodec}}
	case *Null[float64]:
		return Column{name, TypeReal, nullField[float64]{p, &realCodec}}
	case *Decimal:
		return Column{name, TypeDecimal, plainField[Decimal]{p, &decimalCodec}}
	case *Null[Decimal]:
		return Column{name, TypeDecimal, nullField[Decimal]{p, &decimalCodec}}
	case *DateTime:
		return Column{name, TypeDateTime, plainField[DateTime]{p, &dateTimeCodec}}
	case *Null[DateTime]:
		return Column{name, TypeDateTime, nullField[DateTime]{p, &dateTimeCodec}}
	case *TimeSpan:
		return Column{name, TypeTimeSpan, plainField[TimeSpan]{p, &timeSpanCodec}}
	case *Null[TimeSpan]:
		return Column{name, TypeTimeSpan, nullField[TimeSpan]{p, &timeSpanCodec}}
	case *GUID:
		return Column{name, TypeGUID, plainField[GUID]{p, &guidCodec}}
	case *Null[GUID]:
		return Column{name, TypeGUID, nullField[GUID]{p, &guidCodec}}
	case *Dynamic:
		return Column{name, TypeDynamic, dynamicField{p}}
	}
	panic("the column " + name + " is of no type that Value lists")
}

// codec reads and writes the values of one type.
type codec[T any] struct {
	parse      func(text string) (T, bool)
	number     func(n Dynamic) (T, bool) // of a JSON number or bool; nil where neither can be one
	appendText func(dst []byte, v T) []byte
	appendJSON func(dst []byte, v T) []byte
}

var (
	boolCodec = codec[bool]{
		parse:      func(s string) (bool, bool) { v := TextToBool(s); return v.V, v.OK },
		number:     func(n Dynamic) (bool, bool) { v := DynamicToBool(n); return v.V, v.OK },
		appendText: func(dst []byte, v bool) []byte { return append(dst, BoolToString(v)...) },
		appendJSON: strconv.AppendBool,
	}
	intCodec = codec[int32]{
		parse: func(s string) (int32, bool) { v := TextToInt(s); return v.V, v.OK },
		number: func(n Dynamic) (int32, bool) {
			v := DynamicToLong(n)
			return int32(v.V), v.OK && v.V == int64(int32(v.V))
		},
		appendText: func(dst []byte, v int32) []byte { return appendLong(dst, int64(v)) },
		appendJSON: func(dst []byte, v int32) []byte { return appendLong(dst, int64(v)) },
	}
	longCodec = codec[int64]{
		parse:      func(s string) (int64, bool) { v := TextToLong(s); return v.V, v.OK },
		number:     func(n Dynamic) (int64, bool) { v := DynamicToLong(n); return v.V, v.OK },
		appendText: appendLong, appendJSON: appendLong,
	}
	realCodec = codec[float64]{
		parse:      func(s string) (float64, bool) { v := TextToReal(s); return v.V, v.OK },
		number:     func(n Dynamic) (float64, bool) { v := DynamicToReal(n); return v.V, v.OK },
		appendText: appendReal, appendJSON: appendJSONReal,
	}
	decimalCodec = codec[Decimal]{
		parse:      ParseDecimal,
		number:     func(n Dynamic) (Decimal, bool) { v := DynamicToDecimal(n); return v.V, v.OK },
		appendText: appendDecimal, appendJSON: quoted(appendDecimal),
	}
	dateTimeCodec = codec[DateTime]{parse: ParseDateTime, appendText: appendDateTime, appendJSON: quoted(appendDateTime)}
	timeSpanCodec = codec[TimeSpan]{parse: ParseTimeSpan, appendText: appendTimeSpan, appendJSON: quoted(appendTimeSpan)}
	guidCodec     = codec[GUID]{parse: ParseGUID, appendText: appendGUID, appendJSON: quoted(appendGUID)}
)

func appendDecimal(dst []byte, v Decimal) []byte   { return v.Append(dst) }
func appendDateTime(dst []byte, v DateTime) []byte { return v.Append(dst) }
func appendTimeSpan(dst []byte, v TimeSpan) []byte { return v.Append(dst) }
func appendGUID(dst []byte, v GUID) []byte         { return v.Append(dst) }

// quoted appends as text in JSON.
func quoted[T any](appendText func([]byte, T) []byte) func([]byte, T) []byte {
	return func(dst []byte, v T) []byte { return append(appendText(append(dst, '"'), v), '"') }
}

// view is text that shares the memory of b.
func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// readText reads a JSON string or a CSV cell.
func (c *codec[T]) readText(text []byte) Null[T] {
	v, ok := c.parse(view(text))
	if !ok {
		return Null[T]{}
	}
	return Null[T]{v, true}
}

// readJSON reads a JSON number or literal. Arrays, objects and null give null.
func (c *codec[T]) readJSON(raw []byte) Null[T] {
	s := view(raw)
	if c.number == nil || s == "" || s[0] == '[' || s[0] == '{' {
		return Null[T]{}
	}
	v, ok := c.number(checkedJSON(s))
	if !ok {
		return Null[T]{}
	}
	return Null[T]{v, true}
}

// isNullJSON reports whether raw is JSON's null.
func isNullJSON(raw []byte) bool { return len(raw) > 0 && raw[0] == 'n' }

type plainField[T any] struct {
	p *T
	c *codec[T]
}

func (f plainField[T]) SetNull() { *f.p = *new(T) }

func (f plainField[T]) SetText(text []byte) bool { return f.set(f.c.readText(text)) }

func (f plainField[T]) SetJSON(raw []byte) bool { return f.set(f.c.readJSON(raw)) }

func (f plainField[T]) set(v Null[T]) bool {
	*f.p = v.V
	return v.OK
}

func (f plainField[T]) AppendJSON(dst []byte) []byte { return f.c.appendJSON(dst, *f.p) }

func (f plainField[T]) AppendText(dst []byte) []byte { return f.c.appendText(dst, *f.p) }

type nullField[T any] struct {
	p *Null[T]
	c *codec[T]
}

func (f nullField[T]) SetNull() { *f.p = Null[T]{} }

func (f nullField[T]) SetText(text []byte) bool {
	*f.p = f.c.readText(text)
	return f.p.OK || len(text) == 0
}

func (f nullField[T]) SetJSON(raw []byte) bool {
	*f.p = f.c.readJSON(raw)
	return f.p.OK || isNullJSON(raw)
}

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

func (f stringField) SetJSON(raw []byte) bool {
	if isNullJSON(raw) {
		raw = nil
	}
	return f.SetText(raw)
}
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
