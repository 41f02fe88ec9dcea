package kql

import (
	"math"
	"strings"
)

// Dynamic is a value of Kusto's type dynamic: null, a scalar, an array or a property bag. The zero value is null. A
// document that was parsed stays text until its parts are asked for (Kusto: scalar-data-types/dynamic).
type Dynamic struct {
	kind DynamicKind
	bits uint64
	// text is a string's text, or the JSON of an array or bag that is not built.
	text string
	tree *dynamicTree
}

// dynamicTree holds the elements of an array, or keys and values of a bag, in order.
type dynamicTree struct {
	keys   []string
	values []Dynamic
	guid   GUID
	number Decimal
}

// DynamicKind is the kind of value that a dynamic holds.
type DynamicKind uint8

// The kinds of dynamic values.
const (
	NullKind DynamicKind = iota
	BoolKind
	LongKind
	RealKind
	StringKind
	DateTimeKind
	TimeSpanKind
	GUIDKind
	DecimalKind
	ArrayKind
	BagKind
)

// DynamicBool returns a dynamic that holds v; so do its kin.
func DynamicBool(v bool) Dynamic {
	d := Dynamic{kind: BoolKind}
	if v {
		d.bits = 1
	}
	return d
}

// DynamicLong returns a dynamic that holds v.
func DynamicLong(v int64) Dynamic { return Dynamic{kind: LongKind, bits: uint64(v)} }

// DynamicReal returns a dynamic that holds v.
func DynamicReal(v float64) Dynamic { return Dynamic{kind: RealKind, bits: math.Float64bits(v)} }

// DynamicString returns a dynamic that holds v; the empty string is not null.
func DynamicString(v string) Dynamic { return Dynamic{kind: StringKind, text: v} }

// DynamicDateTime returns a dynamic that holds v.
func DynamicDateTime(v DateTime) Dynamic { return Dynamic{kind: DateTimeKind, bits: uint64(v)} }

// DynamicTimeSpan returns a dynamic that holds v.
func DynamicTimeSpan(v TimeSpan) Dynamic { return Dynamic{kind: TimeSpanKind, bits: uint64(v)} }

// DynamicGUID returns a dynamic that holds v.
func DynamicGUID(v GUID) Dynamic { return Dynamic{kind: GUIDKind, tree: &dynamicTree{guid: v}} }

// DynamicDecimal returns a dynamic that holds v.
func DynamicDecimal(v Decimal) Dynamic {
	return Dynamic{kind: DecimalKind, tree: &dynamicTree{number: v}}
}

// DynamicArray returns an array of the values, which it takes over.
func DynamicArray(values []Dynamic) Dynamic {
	return Dynamic{kind: ArrayKind, tree: &dynamicTree{values: values}}
}

// DynamicBag returns a bag of keys and values, which it takes over. Keys must be unique.
func DynamicBag(keys []string, values []Dynamic) Dynamic {
	return Dynamic{kind: BagKind, tree: &dynamicTree{keys: keys, values: values}}
}

// ParseJSON is parse_json(): the value of a JSON text; text that is not JSON is a dynamic string, and "" is null
// (Kusto: parse-json-function).
func ParseJSON(text string) Dynamic {
	start := skipBlank(text, 0)
	if start == len(text) {
		return Dynamic{}
	}
	end := skipJSON(text, start, 0)
	if end < 0 || skipBlank(text, end) != len(text) {
		return DynamicString(text)
	}
	return checkedJSON(text[start:end])
}

// checkedJSON returns the value of JSON that has been checked and has no blanks around it.
func checkedJSON(s string) Dynamic {
	switch s[0] {
	case '"':
		return DynamicString(unquoteJSON(s))
	case '{':
		return Dynamic{kind: BagKind, text: s}
	case '[':
		return Dynamic{kind: ArrayKind, text: s}
	case 't':
		return DynamicBool(true)
	case 'f':
		return DynamicBool(false)
	case 'n':
		return Dynamic{}
	}
	return jsonNumber(s)
}

// Kind returns the kind of value.
func (d Dynamic) Kind() DynamicKind { return d.kind }

// IsNull reports whether the value is null.
func (d Dynamic) IsNull() bool { return d.kind == NullKind }

// Bool returns the value of a bool; the methods below likewise for their kind. They return the zero value for others.
func (d Dynamic) Bool() bool { return d.kind == BoolKind && d.bits != 0 }

// Long returns the value of a long.
func (d Dynamic) Long() int64 { return int64(d.bits) }

// Real returns the value of a real, or of a long as one.
func (d Dynamic) Real() float64 {
	if d.kind == LongKind {
		return float64(int64(d.bits))
	}
	return math.Float64frombits(d.bits)
}

// Text returns the text of a string.
func (d Dynamic) Text() string {
	if d.kind != StringKind {
		return ""
	}
	return d.text
}

// DateTime returns the value of a datetime.
func (d Dynamic) DateTime() DateTime { return DateTime(d.bits) }

// TimeSpan returns the value of a timespan.
func (d Dynamic) TimeSpan() TimeSpan { return TimeSpan(d.bits) }

// GUID returns the value of a guid.
func (d Dynamic) GUID() GUID {
	if d.kind != GUIDKind {
		return GUID{}
	}
	return d.tree.guid
}

// Decimal returns the value of a decimal.
func (d Dynamic) Decimal() Decimal {
	if d.kind != DecimalKind {
		return Decimal{}
	}
	return d.tree.number
}

// build returns the elements of an array or bag. The result must not be changed.
func (d Dynamic) build() *dynamicTree {
	if d.tree != nil || d.kind != ArrayKind && d.kind != BagKind {
		return d.tree
	}
	t := &dynamicTree{}
	var index map[string]int
	d.each(func(key string, value Dynamic) bool {
		if d.kind == BagKind {
			if index == nil {
				index = map[string]int{}
			}
			if i, ok := index[key]; ok {
				t.values[i] = value
				return true
			}
			index[key] = len(t.keys)
			t.keys = append(t.keys, key)
		}
		t.values = append(t.values, value)
		return true
	})
	return t
}

// each calls f for the elements in order, with duplicate keys where the text has them, until f returns false.
func (d Dynamic) each(f func(key string, value Dynamic) bool) {
	if d.tree != nil {
		for i, v := range d.tree.values {
			key := ""
			if d.kind == BagKind {
				key = d.tree.keys[i]
			}
			if !f(key, v) {
				return
			}
		}
		return
	}
	s := d.text
	for i := skipBlank(s, 1); i < len(s) && s[i] != ']' && s[i] != '}'; {
		key := ""
		if d.kind == BagKind {
			end := skipJSONString(s, i)
			key = unquoteJSON(s[i:end])
			i = skipBlank(s, skipBlank(s, end)+1)
		}
		end := skipJSON(s, i, 0)
		if !f(key, checkedJSON(s[i:end])) {
			return
		}
		if i = skipBlank(s, end); s[i] == ',' {
			i = skipBlank(s, i+1)
		}
	}
}

// Elements returns the elements of an array, or the values of a bag, nil for others. The slice must not be changed.
func (d Dynamic) Elements() []Dynamic {
	if t := d.build(); t != nil && (d.kind == ArrayKind || d.kind == BagKind) {
		return t.values
	}
	return nil
}

// Keys returns the keys of a bag in order, nil for others. The slice must not be changed.
func (d Dynamic) Keys() []string {
	if d.kind != BagKind {
		return nil
	}
	return d.build().keys
}

// Member is d.name and d["name"]: null where d is no bag or has no such key. Of equal keys the last counts.
func Member(d Dynamic, name string) Dynamic {
	var out Dynamic
	if d.kind == BagKind {
		d.each(func(key string, value Dynamic) bool {
			if key == name {
				out = value
			}
			return true
		})
	}
	return out
}

// Index is d[i]: null where d is no array or i is out of range; negative indexes count from the end.
func Index(d Dynamic, i int64) Dynamic {
	if d.kind != ArrayKind {
		return Dynamic{}
	}
	if i < 0 {
		i += int64(len(d.Elements()))
		if i < 0 {
			return Dynamic{}
		}
	}
	var out Dynamic
	at := int64(0)
	d.each(func(_ string, value Dynamic) bool {
		if at == i {
			out = value
			return false
		}
		at++
		return true
	})
	return out
}

// Clone returns the value with text of its own, for whoever keeps it longer than the input that it came from.
func (d Dynamic) Clone() Dynamic {
	d.text = strings.Clone(d.text)
	if d.tree != nil {
		t := *d.tree
		t.keys = make([]string, len(d.tree.keys))
		for i, k := range d.tree.keys {
			t.keys[i] = strings.Clone(k)
		}
		t.values = make([]Dynamic, len(d.tree.values))
		for i, v := range d.tree.values {
			t.values[i] = v.Clone()
		}
		d.tree = &t
	}
	return d
}

// AppendJSON appends the value as compact JSON: datetimes, timespans, guids and decimals are text, NaN and the
// infinities the texts NaN, Infinity and -Infinity.
func (d Dynamic) AppendJSON(dst []byte) []byte {
	switch d.kind {
	case NullKind:
		return append(dst, "null"...)
	case BoolKind:
		if d.bits != 0 {
			return append(dst, "true"...)
		}
		return append(dst, "false"...)
	case StringKind:
		return AppendJSONString(dst, d.text)
	case LongKind:
		return appendLong(dst, int64(d.bits))
	case RealKind:
		return appendJSONReal(dst, d.Real())
	case ArrayKind, BagKind:
		return d.appendNested(dst)
	}
	dst = append(dst, '"')
	return append(d.AppendText(dst), '"')
}

func (d Dynamic) appendNested(dst []byte) []byte {
	opening, closing := byte('['), byte(']')
	if d.kind == BagKind {
		opening, closing = '{', '}'
	}
	dst = append(dst, opening)
	t := d.build()
	for i, v := range t.values {
		if i > 0 {
			dst = append(dst, ',')
		}
		if d.kind == BagKind {
			dst = append(AppendJSONString(dst, t.keys[i]), ':')
		}
		dst = v.AppendJSON(dst)
	}
	return append(dst, closing)
}

// AppendText appends the value as tostring() prints it: a string without quotes, an array or bag as JSON, null as
// nothing.
func (d Dynamic) AppendText(dst []byte) []byte {
	switch d.kind {
	case NullKind:
		return dst
	case StringKind:
		return append(dst, d.text...)
	case RealKind:
		return appendReal(dst, d.Real())
	case DateTimeKind:
		return d.DateTime().Append(dst)
	case TimeSpanKind:
		return d.TimeSpan().Append(dst)
	case GUIDKind:
		return d.tree.guid.Append(dst)
	case DecimalKind:
		return append(dst, d.tree.number.String()...)
	}
	return d.AppendJSON(dst)
}

// String returns the value as tostring() prints it.
func (d Dynamic) String() string {
	if d.kind == StringKind {
		return d.text
	}
	return string(d.AppendText(nil))
}

// Equal reports whether a and b hold the same value: numbers by value whatever their kind, arrays in order, bags without.
func (d Dynamic) Equal(o Dynamic) bool {
	if d.kind != o.kind {
		return d.isNumber() && o.isNumber() && d.Real() == o.Real()
	}
	switch d.kind {
	case StringKind:
		return d.text == o.text
	case RealKind:
		return d.Real() == o.Real()
	case GUIDKind:
		return d.tree.guid == o.tree.guid
	case DecimalKind:
		return CompareDecimal(d.tree.number, o.tree.number) == 0
	case ArrayKind, BagKind:
		return d.equalNested(o)
	}
	return d.bits == o.bits
}

func (d Dynamic) isNumber() bool { return d.kind == LongKind || d.kind == RealKind }

func (d Dynamic) equalNested(o Dynamic) bool {
	a, b := d.build(), o.build()
	if len(a.values) != len(b.values) {
		return false
	}
	for i, v := range a.values {
		other := b.values[i]
		if d.kind == BagKind && b.keys[i] != a.keys[i] {
			other = Dynamic{}
			found := false
			for j, k := range b.keys {
				if k == a.keys[i] {
					other, found = b.values[j], true
				}
			}
			if !found {
				return false
			}
		}
		if !v.Equal(other) {
			return false
		}
	}
	return true
}
