package kql

// Compute applies an operator of arithmetic, + - * / or %, to values of which the data tell the types: as the operator does
// where it is defined for values of their kinds, null else (Kusto: numerical-operators, datetime-timespan-arithmetic).
func Compute(op string, a, b Dynamic) Dynamic {
	switch {
	case a.kind == LongKind && b.kind == LongKind:
		return computeLongs(op, a.Long(), b.Long())
	case a.isNumber() && b.isNumber():
		if a.kind == DecimalKind || b.kind == DecimalKind {
			return computeDecimals(op, DynamicToDecimal(a).V, DynamicToDecimal(b).V)
		}
		return computeReals(op, a.Real(), b.Real())
	case a.kind == DateTimeKind:
		return computeDateTime(op, a.DateTime(), b)
	case a.kind == TimeSpanKind:
		return computeTimeSpan(op, a.TimeSpan(), b)
	case b.kind == TimeSpanKind && a.isNumber() && op == "*":
		return computeTimeSpan(op, b.TimeSpan(), a)
	}
	return Dynamic{}
}

func computeLongs(op string, a, b int64) Dynamic {
	switch op {
	case "+":
		return DynamicLong(a + b)
	case "-":
		return DynamicLong(a - b)
	case "*":
		return DynamicLong(a * b)
	case "/":
		return dynamicOfNull(DivLong(a, b))
	case "%":
		return dynamicOfNull(ModLong(a, b))
	}
	return Dynamic{}
}

func computeReals(op string, a, b float64) Dynamic {
	switch op {
	case "+":
		return DynamicReal(a + b)
	case "-":
		return DynamicReal(a - b)
	case "*":
		return DynamicReal(a * b)
	case "/":
		return DynamicReal(a / b)
	case "%":
		return dynamicOfNull(ModReal(a, b))
	}
	return Dynamic{}
}

func computeDecimals(op string, a, b Decimal) Dynamic {
	switch op {
	case "+":
		return dynamicOfNull(AddDecimal(a, b))
	case "-":
		return dynamicOfNull(SubDecimal(a, b))
	case "*":
		return dynamicOfNull(MulDecimal(a, b))
	case "/":
		return dynamicOfNull(DivDecimal(a, b))
	case "%":
		return dynamicOfNull(ModDecimal(a, b))
	}
	return Dynamic{}
}

func computeDateTime(op string, t DateTime, b Dynamic) Dynamic {
	switch {
	case b.kind == DateTimeKind && op == "-":
		return DynamicTimeSpan(DiffDateTime(t, b.DateTime()))
	case b.kind != TimeSpanKind:
	case op == "+":
		return dynamicOfNull(AddDateTime(t, b.TimeSpan()))
	case op == "-":
		return dynamicOfNull(SubDateTime(t, b.TimeSpan()))
	case op == "%":
		return dynamicOfNull(ModDateTime(t, b.TimeSpan()))
	}
	return Dynamic{}
}

func computeTimeSpan(op string, d TimeSpan, b Dynamic) Dynamic {
	switch b.kind {
	case DateTimeKind:
		if op == "+" {
			return dynamicOfNull(AddTimeSpanDateTime(d, b.DateTime()))
		}
	case TimeSpanKind:
		switch op {
		case "+":
			return DynamicTimeSpan(d + b.TimeSpan())
		case "-":
			return DynamicTimeSpan(d - b.TimeSpan())
		case "/":
			return DynamicReal(DivTimeSpan(d, b.TimeSpan()))
		case "%":
			return dynamicOfNull(ModTimeSpan(d, b.TimeSpan()))
		}
	case LongKind:
		switch op {
		case "*":
			return DynamicTimeSpan(MulTimeSpan(d, b.Long()))
		case "/":
			return dynamicOfNull(DivTimeSpanLong(d, b.Long()))
		}
	case RealKind, DecimalKind:
		switch op {
		case "*":
			return DynamicTimeSpan(MulTimeSpanReal(d, b.Real()))
		case "/":
			return dynamicOfNull(DivTimeSpanReal(d, b.Real()))
		}
	}
	return Dynamic{}
}
