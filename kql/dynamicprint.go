package kql

import (
	"slices"
	"strings"
)

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
		if d.tree == nil && d.repeatsKey() {
			d.tree = d.build()
		}
	}
	dst = append(dst, opening)
	start := len(dst)
	for c := d.cursor(); c.next(); {
		if len(dst) > start {
			dst = append(dst, ',')
		}
		dst = c.appendJSON(dst)
	}
	return append(dst, closing)
}

// appendJSON appends the current element, and its key. Text that is canonical already is copied.
func (c *cursor) appendJSON(dst []byte) []byte {
	if c.tree != nil {
		if c.bag {
			dst = append(AppendJSONString(dst, c.key()), ':')
		}
		return c.value().AppendJSON(dst)
	}
	if c.bag {
		dst = append(appendRawString(dst, c.text[c.keyStart:c.keyEnd]), ':')
	}
	raw := c.text[c.start:c.end]
	if raw[0] == '"' {
		return appendRawString(dst, raw)
	}
	return checkedJSON(raw).AppendJSON(dst)
}

// appendRawString appends a checked JSON string, with no more escapes than needed.
func appendRawString(dst []byte, raw string) []byte {
	if strings.IndexByte(raw, '\\') < 0 {
		return append(dst, raw...)
	}
	return AppendJSONString(dst, unquoteJSON(raw))
}

// repeatsKey reports whether a key of the document's text may occur twice.
func (d Dynamic) repeatsKey() bool {
	var keys [fewKeys]string
	n := 0
	for c := d.cursor(); c.next(); n++ {
		if n == fewKeys {
			return true
		}
		keys[n] = c.text[c.keyStart:c.keyEnd]
		if strings.IndexByte(keys[n], '\\') >= 0 {
			return true
		}
		for _, k := range keys[:n] {
			if k == keys[n] {
				return true
			}
		}
	}
	return false
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
		return d.tree.number.Append(dst)
	}
	return d.AppendJSON(dst)
}

// String returns the value as tostring() prints it.
func (d Dynamic) String() string {
	switch d.kind {
	case NullKind:
		return ""
	case StringKind:
		return d.text
	}
	return string(d.AppendText(nil))
}

// DynamicToJSON is dynamic_to_json(): JSON with the keys of bags sorted; a scalar as tostring() prints it
// (Kusto: dynamic-to-json-function).
func DynamicToJSON(d Dynamic) string {
	if d.kind != ArrayKind && d.kind != BagKind {
		return d.String()
	}
	return string(appendSorted(nil, d))
}

func appendSorted(dst []byte, d Dynamic) []byte {
	switch d.kind {
	case ArrayKind:
		dst = append(dst, '[')
		for i, v := range d.Elements() {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = appendSorted(dst, v)
		}
		return append(dst, ']')
	case BagKind:
		t := d.build()
		dst = append(dst, '{')
		for n, i := range sortedKeys(t) {
			if n > 0 {
				dst = append(dst, ',')
			}
			dst = append(AppendJSONString(dst, t.keys[i]), ':')
			dst = appendSorted(dst, t.values[i])
		}
		return append(dst, '}')
	}
	return d.AppendJSON(dst)
}

// sortedKeys returns the places of the members in the order of their keys.
func sortedKeys(t *dynamicTree) []int {
	places := make([]int, len(t.keys))
	for i := range places {
		places[i] = i
	}
	slices.SortFunc(places, func(a, b int) int { return strings.Compare(t.keys[a], t.keys[b]) })
	return places
}
