package kql

import "math"

// missing reports which elements of a series are to be filled: those that equal placeholder, nulls if it is null.
func missing(elements []Dynamic, placeholder Dynamic) []bool {
	out := make([]bool, len(elements))
	for i, e := range elements {
		out[i] = e.Equal(placeholder)
	}
	return out
}

// SeriesFillConst is series_fill_const(): elements that equal placeholder, null if it is null, become value. What is no
// array gives null (Kusto: series-fill-const-function).
func SeriesFillConst(d, value, placeholder Dynamic) Dynamic {
	return fill(d, placeholder, func(out []Dynamic, gaps []bool) {
		for i, gap := range gaps {
			if gap {
				out[i] = value
			}
		}
	})
}

// SeriesFillForward is series_fill_forward(): a gap takes the value before it.
func SeriesFillForward(d, placeholder Dynamic) Dynamic {
	return fill(d, placeholder, func(out []Dynamic, gaps []bool) {
		for i := 1; i < len(out); i++ {
			if gaps[i] {
				out[i] = out[i-1]
			}
		}
	})
}

// SeriesFillBackward is series_fill_backward(): a gap takes the value after it.
func SeriesFillBackward(d, placeholder Dynamic) Dynamic {
	return fill(d, placeholder, func(out []Dynamic, gaps []bool) {
		for i := len(out) - 2; i >= 0; i-- {
			if gaps[i] {
				out[i] = out[i+1]
			}
		}
	})
}

// SeriesFillLinear is series_fill_linear(): a gap takes the values on the line between those around it, cut down to longs
// in a series of longs. With edges the gaps at both ends take the nearest value. A series of gaps only takes value.
func SeriesFillLinear(d, placeholder Dynamic, edges bool, value Dynamic) Dynamic {
	return fill(d, placeholder, func(out []Dynamic, gaps []bool) {
		last := -1
		for i, gap := range gaps {
			if gap {
				continue
			}
			for j := last + 1; j < i; j++ {
				switch {
				case last >= 0:
					out[j] = between(out[last], out[i], float64(j-last)/float64(i-last))
				case edges:
					out[j] = out[i]
				}
			}
			last = i
		}
		switch {
		case last < 0:
			for i := range out {
				out[i] = value
			}
		case edges:
			for j := last + 1; j < len(out); j++ {
				out[j] = out[last]
			}
		}
	})
}

// between is the value at a part of the way from a to b.
func between(a, b Dynamic, part float64) Dynamic {
	x, _ := number(a)
	y, _ := number(b)
	v := x + (y-x)*part
	if a.Kind() == LongKind && b.Kind() == LongKind {
		return DynamicLong(int64(math.Trunc(v + math.Copysign(1e-9, v))))
	}
	return DynamicReal(v)
}

func fill(d, placeholder Dynamic, f func(out []Dynamic, gaps []bool)) Dynamic {
	if d.Kind() != ArrayKind {
		return Dynamic{}
	}
	elements := d.Elements()
	out := append([]Dynamic(nil), elements...)
	f(out, missing(elements, placeholder))
	return DynamicArray(out)
}
