package kql

// AppendState appends the number to a state.
func (d Decimal) AppendState(dst []byte) []byte { return AppendValue(dst, d.String()) }

// ReadState reads what AppendState wrote.
func (d *Decimal) ReadState(src []byte) ([]byte, error) {
	text, rest, err := readBytes(src)
	if err != nil {
		return nil, err
	}
	var ok bool
	if *d, ok = ParseDecimal(string(text)); !ok {
		return nil, ErrState
	}
	return rest, nil
}

// AppendState appends the value to a state.
func (d Dynamic) AppendState(dst []byte) []byte {
	dst = append(dst, byte(d.Kind()))
	switch d.Kind() {
	case BoolKind:
		return AppendValue(dst, d.Bool())
	case LongKind:
		return AppendValue(dst, d.Long())
	case RealKind:
		return AppendValue(dst, d.Real())
	case StringKind:
		return AppendValue(dst, d.Text())
	case DateTimeKind:
		return AppendValue(dst, d.DateTime())
	case TimeSpanKind:
		return AppendValue(dst, d.TimeSpan())
	case GUIDKind:
		return AppendValue(dst, d.GUID())
	case DecimalKind:
		return AppendValue(dst, d.Decimal())
	case BagKind:
		return appendSlice(appendSlice(dst, d.Keys()), d.Elements())
	case ArrayKind:
		return appendSlice(dst, d.Elements())
	}
	return dst
}

// maxDepth is how deep values in a state may be nested.
const maxDepth = 1000

// ReadState reads what AppendState wrote.
func (d *Dynamic) ReadState(src []byte) ([]byte, error) { return d.readState(src, 0) }

func (d *Dynamic) readState(src []byte, depth int) ([]byte, error) {
	if len(src) == 0 || depth > maxDepth {
		return nil, ErrState
	}
	kind, src := DynamicKind(src[0]), src[1:]
	switch kind {
	case NullKind:
		*d = Dynamic{}
		return src, nil
	case BoolKind:
		return readAs(src, d, DynamicBool)
	case LongKind:
		return readAs(src, d, DynamicLong)
	case RealKind:
		return readAs(src, d, DynamicReal)
	case StringKind:
		return readAs(src, d, DynamicString)
	case DateTimeKind:
		return readAs(src, d, DynamicDateTime)
	case TimeSpanKind:
		return readAs(src, d, DynamicTimeSpan)
	case GUIDKind:
		return readAs(src, d, DynamicGUID)
	case DecimalKind:
		return readAs(src, d, DynamicDecimal)
	case ArrayKind:
		values, src, err := readElements(src, depth)
		*d = DynamicArray(values)
		return src, err
	case BagKind:
		var keys []string
		src, err := readSlice(src, &keys)
		if err != nil {
			return nil, err
		}
		values, src, err := readElements(src, depth)
		if len(values) != len(keys) {
			return nil, ErrState
		}
		*d = DynamicBag(keys, values)
		return src, err
	}
	return nil, ErrState
}

func readAs[T any](src []byte, d *Dynamic, box func(T) Dynamic) ([]byte, error) {
	var v T
	src, err := ReadValue(src, &v)
	*d = box(v)
	return src, err
}

func readElements(src []byte, depth int) ([]Dynamic, []byte, error) {
	n, src, err := readCount(src)
	if err != nil {
		return nil, nil, err
	}
	values := make([]Dynamic, n)
	for i := range values {
		if src, err = values[i].readState(src, depth+1); err != nil {
			return nil, nil, err
		}
	}
	return values, src, nil
}
