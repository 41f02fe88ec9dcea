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
	// text is a string's text, or the JSON of an array or bag that is not built. That JSON has been checked.
	text string
	tree *dynamicTree
}

// dynamicTree holds the elements of an array, or keys and values of a bag, in order; or a scalar too large for bits.
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
func DynamicBool(v bool) Dynamic { return Dynamic{kind: BoolKind, bits: uint64(BoolToLong(v))} }

// DynamicInt returns a dynamic that holds v as a long.
func DynamicInt(v int32) Dynamic { return DynamicLong(int64(v)) }

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
// (Kusto: parse-json-function). The result shares the memory of text.
func ParseJSON(text string) Dynamic {
	if text == "" {
		return Dynamic{}
	}
	start := skipBlank(text, 0)
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

// Bool returns the value of a bool, false for others; the methods below likewise return the value of their kind only.
func (d Dynamic) Bool() bool { return d.kind == BoolKind && d.bits != 0 }

// Long returns the value of a long, or the ticks of a datetime or timespan.
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

// Elements returns the elements of an array, or the values of a bag, nil for others. The slice must not be changed.
func (d Dynamic) Elements() []Dynamic {
	if d.kind != ArrayKind && d.kind != BagKind {
		return nil
	}
	return d.build().values
}

// Keys returns the keys of a bag in order, nil for others. The slice must not be changed.
func (d Dynamic) Keys() []string {
	if d.kind != BagKind {
		return nil
	}
	return d.build().keys
}

// Member is d.name and d["name"]: null where d is no bag or has no such key. Of equal keys the last counts.
func Member(d Dynamic, name string) (value Dynamic) {
	if d.kind != BagKind {
		return Dynamic{}
	}
	var last cursor
	for c := d.cursor(); c.next(); {
		if c.keyIs(name) {
			last = c
		}
	}
	return last.value()
}

// Index is d[i]: null where d is no array or i is out of range; negative indexes count from the end.
func Index(d Dynamic, i int64) Dynamic {
	if d.kind != ArrayKind {
		return Dynamic{}
	}
	if i < 0 {
		i += int64(d.count())
	}
	for c := d.cursor(); i >= 0 && c.next(); i-- {
		if i == 0 {
			return c.value()
		}
	}
	return Dynamic{}
}

// IndexNull is [Index], null for a null index.
func IndexNull(d Dynamic, i Null[int64]) Dynamic {
	if !i.OK {
		return Dynamic{}
	}
	return Index(d, i.V)
}

// At is d[key] with a key that is itself dynamic: a text names a member, a number an element.
func At(d, key Dynamic) Dynamic {
	switch key.kind {
	case StringKind:
		return Member(d, key.text)
	case LongKind:
		return Index(d, key.Long())
	}
	return Dynamic{}
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
