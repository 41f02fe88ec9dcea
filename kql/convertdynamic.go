package kql

// The conversions of a dynamic: those of the value that it holds. Arrays, bags and null convert to null, but for
// tostring().

// DynamicToBool is tobool() of a dynamic.
func DynamicToBool(d Dynamic) Null[bool] {
	switch d.kind {
	case BoolKind:
		return Some(d.bits != 0)
	case LongKind:
		return Some(LongToBool(d.Long()))
	case RealKind:
		return Some(RealToBool(d.Real()))
	case DecimalKind:
		return Some(DecimalToBool(d.Decimal()))
	case StringKind:
		return TextToBool(d.text)
	}
	return Null[bool]{}
}

// DynamicToInt is toint() of a dynamic.
func DynamicToInt(d Dynamic) Null[int32] {
	switch d.kind {
	case BoolKind, LongKind, DateTimeKind, TimeSpanKind:
		return Some(LongToInt(d.Long()))
	case RealKind:
		return Some(RealToInt(d.Real()))
	case DecimalKind:
		return Some(DecimalToInt(d.Decimal()))
	case StringKind:
		return TextToInt(d.text)
	}
	return Null[int32]{}
}

// DynamicToLong is tolong() of a dynamic.
func DynamicToLong(d Dynamic) Null[int64] {
	switch d.kind {
	case BoolKind, LongKind, DateTimeKind, TimeSpanKind:
		return Some(d.Long())
	case RealKind:
		return Some(RealToLong(d.Real()))
	case DecimalKind:
		return Some(DecimalToLong(d.Decimal()))
	case StringKind:
		return TextToLong(d.text)
	}
	return Null[int64]{}
}

// DynamicToReal is toreal() of a dynamic.
func DynamicToReal(d Dynamic) Null[float64] {
	switch d.kind {
	case BoolKind, LongKind, DateTimeKind, TimeSpanKind:
		return Some(LongToReal(d.Long()))
	case RealKind:
		return Some(d.Real())
	case DecimalKind:
		return Some(DecimalToReal(d.Decimal()))
	case StringKind:
		return TextToReal(d.text)
	}
	return Null[float64]{}
}

// DynamicToDecimal is todecimal() of a dynamic.
func DynamicToDecimal(d Dynamic) Null[Decimal] {
	switch d.kind {
	case BoolKind, LongKind:
		return Some(LongToDecimal(d.Long()))
	case RealKind:
		return RealToDecimal(d.Real())
	case DecimalKind:
		return Some(d.Decimal())
	case StringKind:
		return TextToDecimal(d.text)
	}
	return Null[Decimal]{}
}

// DynamicToString is tostring() of a dynamic: a text as it is, an array or bag as compact JSON, a bool as true or false,
// null as the empty text.
//
//go:noinline
func DynamicToString(d Dynamic) string { return d.String() }

// DynamicToDateTime is todatetime() of a dynamic.
func DynamicToDateTime(d Dynamic) Null[DateTime] {
	switch d.kind {
	case DateTimeKind:
		return Some(d.DateTime())
	case LongKind:
		return LongToDateTime(d.Long())
	case RealKind:
		return RealToDateTime(d.Real())
	case StringKind:
		return TextToDateTime(d.text)
	}
	return Null[DateTime]{}
}

// DynamicToTimeSpan is totimespan() of a dynamic.
func DynamicToTimeSpan(d Dynamic) Null[TimeSpan] {
	switch d.kind {
	case TimeSpanKind, LongKind:
		return Some(d.TimeSpan())
	case RealKind:
		return Some(RealToTimeSpan(d.Real()))
	case StringKind:
		return TextToTimeSpan(d.text)
	}
	return Null[TimeSpan]{}
}

// DynamicToGUID is toguid() of a dynamic.
func DynamicToGUID(d Dynamic) Null[GUID] {
	switch d.kind {
	case GUIDKind:
		return Some(d.GUID())
	case StringKind:
		return TextToGUID(d.text)
	}
	return Null[GUID]{}
}
