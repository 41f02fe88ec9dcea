package kql

import (
	"bytes"
	"math"
	"strconv"
)

func appendLong(dst []byte, v int64) []byte { return strconv.AppendInt(dst, v, 10) }

// appendReal appends a real as tostring() prints it: the fewest digits that give it again, with a point or an exponent.
// Of several such texts of one length it is the greatest, as in the engine: 0.1 + 0.2 is 0.30000000000000007.
func appendReal(dst []byte, v float64) []byte {
	switch {
	case v != v:
		return append(dst, "NaN"...)
	case math.IsInf(v, 1):
		return append(dst, "inf"...)
	case math.IsInf(v, -1):
		return append(dst, "-inf"...)
	}
	abs := math.Abs(v)
	scientific := abs != 0 && (abs < 1e-4 || abs >= 1e15)
	from := len(dst)
	dst = strconv.AppendFloat(dst, v, 'e', -1, 64)
	if digits := bytes.IndexByte(dst[from:], 'e') - 1; digits >= 16 {
		return appendRaised(dst[:from], v, scientific)
	}
	if scientific {
		return dst
	}
	dst = strconv.AppendFloat(dst[:from], v, 'f', -1, 64)
	if bytes.IndexByte(dst[from:], '.') < 0 {
		dst = append(dst, ".0"...)
	}
	return dst
}

// appendRaised is appendReal for reals of 16 or 17 digits, the only ones that several texts of one length give again.
func appendRaised(dst []byte, v float64, scientific bool) []byte {
	abs := math.Abs(v)
	if v < 0 {
		dst = append(dst, '-')
	}
	text := strconv.AppendFloat(nil, abs, 'e', -1, 64)
	end := bytes.IndexByte(text, 'e')
	for text[end-1] < '9' {
		text[end-1]++
		if same, _ := strconv.ParseFloat(string(text), 64); same != abs {
			text[end-1]--
			break
		}
	}
	if scientific {
		return append(dst, text...)
	}
	exponent, _ := strconv.Atoi(string(text[end+1:]))
	digits := append(text[:1], text[2:end]...)
	if exponent < 0 {
		dst = append(dst, "0."...)
		for range -exponent - 1 {
			dst = append(dst, '0')
		}
		return append(dst, digits...)
	}
	return append(append(append(dst, digits[:exponent+1]...), '.'), digits[exponent+1:]...)
}

// appendJSONReal appends a real as JSON; NaN and the infinities are texts.
func appendJSONReal(dst []byte, v float64) []byte {
	switch {
	case v != v:
		return append(dst, `"NaN"`...)
	case math.IsInf(v, 1):
		return append(dst, `"Infinity"`...)
	case math.IsInf(v, -1):
		return append(dst, `"-Infinity"`...)
	}
	return appendReal(dst, v)
}
