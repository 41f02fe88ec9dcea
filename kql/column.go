package kql

// Column is one column of a row, bound to the row's field: sources write through it, sinks read through it.
type Column struct {
	Name  string
	Type  Type
	Field Field
}

// AppendColumns appends columns as a JSON array of objects with name and type.
func AppendColumns(dst []byte, columns []Column) []byte {
	dst = append(dst, '[')
	for i, c := range columns {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = AppendJSONString(append(dst, `{"name":`...), c.Name)
		dst = AppendJSONString(append(dst, `,"type":`...), c.Type.String())
		dst = append(dst, '}')
	}
	return append(dst, ']')
}

// Field is a typed place for one value. There is one implementation a scalar type, with and without null.
//
// The Set methods follow Kusto's ingestion: text that cannot be read as the field's type gives null, and the method
// reports false so that a caller may count it. A string field aliases the bytes that it is set to; they have to stay
// unchanged while the row is in use.
type Field interface {
	// SetNull makes the value null; a string becomes empty.
	SetNull()
	// SetText sets the value from text: a JSON string without quotes and escapes, or a CSV cell.
	SetText(text []byte) bool
	// SetJSON sets the value from a JSON number, literal, array or object.
	SetJSON(raw []byte) bool
	// AppendJSON appends the value as JSON: numbers and booleans as such, datetimes, timespans, guids and decimals as
	// text, dynamic as the value it holds, null as null.
	AppendJSON(dst []byte) []byte
	// AppendText appends the value as tostring() prints it; null is empty.
	AppendText(dst []byte) []byte
}

// Text is where the value of a column of strings is; nil for other types.
func (c Column) Text() *string {
	if f, ok := c.Field.(stringField); ok {
		return f.p
	}
	return nil
}

// Whole returns a function that reads the column's whole number, nil if the column is not of int or long. The function
// is not ok where the value is null.
func (c Column) Whole() func() (n int64, ok bool) {
	switch f := c.Field.(type) {
	case nullField[int32]:
		return func() (int64, bool) { return int64(f.p.V), f.p.OK }
	case nullField[int64]:
		return func() (int64, bool) { return f.p.V, f.p.OK }
	case plainField[int32]:
		return func() (int64, bool) { return int64(*f.p), true }
	case plainField[int64]:
		return func() (int64, bool) { return *f.p, true }
	}
	return nil
}

// SetBool sets the column if it is of bool; it reports whether it is.
func (c Column) SetBool(v bool) bool { return setValue(c, v) }

// SetLong sets the column if it is of long, or of int and the number is one; it reports whether it is.
func (c Column) SetLong(v int64) bool {
	if c.Type == TypeInt && v == int64(int32(v)) {
		return setValue(c, int32(v))
	}
	return setValue(c, v)
}

// SetReal sets the column if it is of real; it reports whether it is.
func (c Column) SetReal(v float64) bool { return setValue(c, v) }

// SetDateTime sets the column if it is of datetime; it reports whether it is.
func (c Column) SetDateTime(v DateTime) bool { return setValue(c, v) }

func setValue[T any](c Column, v T) bool {
	switch f := c.Field.(type) {
	case nullField[T]:
		*f.p = Null[T]{v, true}
	case plainField[T]:
		*f.p = v
	default:
		return false
	}
	return true
}
