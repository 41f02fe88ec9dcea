package kql

import "slices"

// The functions on dynamic arrays (Kusto: array-length-function and the like). What is no array gives null.

// maxArray is how many elements range() and repeat() give at most.
const maxArray = 1 << 20

// ArrayLength is array_length().
func ArrayLength(array Dynamic) Null[int64] {
	if array.kind != ArrayKind {
		return Null[int64]{}
	}
	return Some(int64(array.count()))
}

// PackArray is pack_array().
func PackArray(values ...Dynamic) Dynamic { return DynamicArray(slices.Clone(values)) }

// ArrayConcat is array_concat(): the elements of all arrays; arguments that are none are skipped.
func ArrayConcat(arrays ...Dynamic) Dynamic {
	var all []Dynamic
	none := true
	for _, a := range arrays {
		if a.kind == ArrayKind {
			all = append(all, a.Elements()...)
			none = false
		}
	}
	if none {
		return Dynamic{}
	}
	return DynamicArray(all)
}

// ArraySlice is array_slice(): the elements from one place to another, both included; negative places count from the end.
func ArraySlice(array Dynamic, start, end int64) Dynamic {
	if array.kind != ArrayKind {
		return Dynamic{}
	}
	values := array.Elements()
	n := int64(len(values))
	if start < 0 {
		start = max(start+n, 0)
	}
	if end < 0 {
		end += n
	}
	end = min(end, n-1)
	if start > end {
		return DynamicArray(nil)
	}
	return DynamicArray(values[start : end+1 : end+1])
}

// ArraySplit is array_split() at one place; a negative one counts from the end.
func ArraySplit(array Dynamic, index int64) Dynamic { return arraySplit(array, index) }

// ArraySplitArray is array_split() at the places that an array lists.
func ArraySplitArray(array, indices Dynamic) Dynamic {
	if indices.kind != ArrayKind {
		return Dynamic{}
	}
	var places []int64
	for c := indices.cursor(); c.next(); {
		if i := DynamicToLong(c.value()); i.OK {
			places = append(places, i.V)
		}
	}
	return arraySplit(array, places...)
}

func arraySplit(array Dynamic, places ...int64) Dynamic {
	if array.kind != ArrayKind {
		return Dynamic{}
	}
	values := array.Elements()
	parts := make([]Dynamic, 0, len(places)+1)
	from := int64(0)
	for _, i := range append(places, int64(len(values))) {
		if i < 0 {
			i += int64(len(values))
		}
		i = min(max(i, from), int64(len(values)))
		parts = append(parts, DynamicArray(values[from:i:i]))
		from = i
	}
	return DynamicArray(parts)
}

// ArrayIndexOf is array_index_of(): the place of a value, -1 without it. window is where to start, counted from the end
// if negative, how many elements to look at, -1 for all, and which occurrence is wanted; null where that makes no sense.
func ArrayIndexOf(array, value Dynamic, window ...int64) Null[int64] {
	start, length, occurrence := int64(0), int64(-1), int64(1)
	for i, p := range []*int64{&start, &length, &occurrence} {
		if i < len(window) {
			*p = window[i]
		}
	}
	if array.kind != ArrayKind || length < -1 || occurrence < 1 {
		return Null[int64]{}
	}
	if start < 0 {
		start = max(start+int64(array.count()), 0)
	}
	i := int64(-1)
	for c := array.cursor(); c.next(); {
		i++
		if i < start || length >= 0 && i-start >= length || !c.value().Equal(value) {
			continue
		}
		if occurrence--; occurrence == 0 {
			return Some(i)
		}
	}
	return Some(int64(-1))
}

// ArrayReverse is array_reverse().
func ArrayReverse(array Dynamic) Dynamic {
	if array.kind != ArrayKind {
		return Dynamic{}
	}
	values := slices.Clone(array.Elements())
	slices.Reverse(values)
	return DynamicArray(values)
}

// ArrayRotateLeft is array_rotate_left(); a negative count rotates to the right.
func ArrayRotateLeft(array Dynamic, count int64) Dynamic {
	if array.kind != ArrayKind {
		return Dynamic{}
	}
	values := array.Elements()
	if len(values) == 0 {
		return array
	}
	n := mod(count, int64(len(values)))
	return DynamicArray(slices.Concat(values[n:], values[:n]))
}

// ArrayRotateRight is array_rotate_right(); a negative count rotates to the left.
func ArrayRotateRight(array Dynamic, count int64) Dynamic { return ArrayRotateLeft(array, -count) }

// ArrayShiftLeft is array_shift_left(); a negative count shifts to the right. The fill is null, or "" in arrays of texts,
// unless it is given.
func ArrayShiftLeft(array Dynamic, count int64, fill ...Dynamic) Dynamic {
	if array.kind != ArrayKind {
		return Dynamic{}
	}
	values := array.Elements()
	var filler Dynamic
	switch {
	case len(fill) > 0:
		filler = fill[0]
	case len(values) > 0 && !slices.ContainsFunc(values, func(v Dynamic) bool { return v.kind != StringKind }):
		filler = DynamicString("")
	}
	out := make([]Dynamic, len(values))
	for i := range out {
		out[i] = filler
		if from := int64(i) + count; from >= 0 && from < int64(len(values)) {
			out[i] = values[from]
		}
	}
	return DynamicArray(out)
}

// ArrayShiftRight is array_shift_right(), as [ArrayShiftLeft].
func ArrayShiftRight(array Dynamic, count int64, fill ...Dynamic) Dynamic {
	return ArrayShiftLeft(array, -count, fill...)
}

// ArraySum is array_sum(): nulls are skipped; null where an element is no number.
func ArraySum(array Dynamic) Null[float64] {
	if array.kind != ArrayKind {
		return Null[float64]{}
	}
	sum := 0.0
	for c := array.cursor(); c.next(); {
		v := c.value()
		if v.kind != NullKind && !v.isNumber() {
			return Null[float64]{}
		}
		sum += DynamicToReal(v).V
	}
	return Some(sum)
}

// ArrayIff is array_iff(): for each condition the element of whenTrue or whenFalse in its place, or these themselves where
// they are no arrays. Numbers are conditions, zero is false; anything else gives null.
func ArrayIff(conditions, whenTrue, whenFalse Dynamic) Dynamic {
	if conditions.kind != ArrayKind {
		return Dynamic{}
	}
	values := conditions.Elements()
	trues, falses := elementsOrSame(whenTrue, len(values)), elementsOrSame(whenFalse, len(values))
	out := make([]Dynamic, len(values))
	for i, v := range values {
		switch {
		case v.kind != BoolKind && !v.isNumber():
		case DynamicToBool(v).V:
			out[i] = trues[i]
		default:
			out[i] = falses[i]
		}
	}
	return DynamicArray(out)
}

// elementsOrSame returns the first n elements of an array, nulls where it is shorter, or of anything else itself n times.
func elementsOrSame(d Dynamic, n int) []Dynamic {
	if d.kind != ArrayKind {
		return slices.Repeat([]Dynamic{d}, n)
	}
	out := make([]Dynamic, n)
	copy(out, d.Elements())
	return out
}

// Zip is zip(): the arrays' first elements, their second ones, …; null stands where an array is shorter.
func Zip(arrays ...Dynamic) Dynamic {
	columns := make([][]Dynamic, len(arrays))
	length := 0
	for i, a := range arrays {
		if a.kind == ArrayKind {
			columns[i] = a.Elements()
			length = max(length, len(columns[i]))
		}
	}
	rows := make([]Dynamic, length)
	for n := range rows {
		row := make([]Dynamic, len(columns))
		for i, c := range columns {
			if n < len(c) {
				row[i] = c[n]
			}
		}
		rows[n] = DynamicArray(row)
	}
	return DynamicArray(rows)
}

// Repeat is repeat(): an array that holds value count times; null for a negative count.
func Repeat(value Dynamic, count int64) Dynamic {
	if count < 0 {
		return Dynamic{}
	}
	return DynamicArray(slices.Repeat([]Dynamic{value}, int(min(count, maxArray))))
}

// RangeLong is range(): start, start + step, … up to stop, at most 1,048,576 values. The step is 1 unless it is given.
func RangeLong(start, stop int64, step ...int64) Dynamic {
	return rangeArray(start, stop, append(step, 1)[0], DynamicLong)
}

// RangeReal is [RangeLong] of reals.
func RangeReal(start, stop float64, step ...float64) Dynamic {
	return rangeArray(start, stop, append(step, 1)[0], DynamicReal)
}

// RangeDateTime is [RangeLong] of datetimes; the step is one hour unless it is given.
func RangeDateTime(start, stop DateTime, step ...TimeSpan) Dynamic {
	return rangeArray(start, stop, append(step, Hour)[0], DynamicDateTime)
}

// RangeTimeSpan is [RangeLong] of timespans; the step is one hour unless it is given.
func RangeTimeSpan(start, stop TimeSpan, step ...TimeSpan) Dynamic {
	return rangeArray(start, stop, append(step, Hour)[0], DynamicTimeSpan)
}

func rangeArray[T, S int32 | int64 | float64 | DateTime | TimeSpan](start, stop T, step S, box func(T) Dynamic) Dynamic {
	var out []Dynamic
	for v := range Range(Some(start), Some(stop), Some(step)) {
		if len(out) == maxArray {
			break
		}
		out = append(out, box(v))
	}
	return DynamicArray(out)
}
