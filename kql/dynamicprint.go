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
	if d.tree == nil {
		dst, _ = appendCompact(dst, d.text, 0)
		return dst
	}
	if d.kind == ArrayKind {
		dst = append(dst, '[')
		for i, v := range d.tree.values {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = v.AppendJSON(dst)
		}
		return append(dst, ']')
	}
	dst = append(dst, '{')
	for i, v := range d.tree.values {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = v.AppendJSON(append(AppendJSONString(dst, d.tree.keys[i]), ':'))
	}
	return append(dst, '}')
}

// appendCompact appends the checked JSON value that starts at i, in the form of [Dynamic.AppendJSON], and returns its end.
func appendCompact(dst []byte, s string, i int) ([]byte, int) {
	switch s[i] {
	case '{':
		return appendCompactBag(dst, s, i)
	case '[':
		dst = append(dst, '[')
		for i = skipBlank(s, i+1); s[i] != ']'; {
			dst, i = appendCompact(dst, s, i)
			if i = skipBlank(s, i); s[i] == ',' {
				dst = append(dst, ',')
				i = skipBlank(s, i+1)
			}
		}
		return append(dst, ']'), i + 1
	case '"':
		end := stringEnd(s, i)
		return appendRawString(dst, s[i:end]), end
	}
	end := valueEnd(s, i)
	return checkedJSON(s[i:end]).AppendJSON(dst), end
}

// appendCompactBag builds bags that may repeat a key, and those of many keys.
func appendCompactBag(dst []byte, s string, start int) ([]byte, int) {
	var keys [32]string
	from, n := len(dst), 0
	dst = append(dst, '{')
	i := skipBlank(s, start+1)
	for s[i] != '}' {
		end := stringEnd(s, i)
		key := s[i:end]
		if n == len(keys) || strings.IndexByte(key, '\\') >= 0 || slices.Contains(keys[:n], key) {
			end = valueEnd(s, start)
			bag := Dynamic{kind: BagKind, text: s[start:end]}
			bag.tree = bag.build()
			return bag.appendNested(dst[:from]), end
		}
		keys[n] = key
		n++
		dst = append(append(dst, key...), ':')
		dst, i = appendCompact(dst, s, skipBlank(s, skipBlank(s, end)+1))
		if i = skipBlank(s, i); s[i] == ',' {
			dst = append(dst, ',')
			i = skipBlank(s, i+1)
		}
	}
	return append(dst, '}'), i + 1
}

// appendRawString appends a checked JSON string, with no more escapes than needed.
func appendRawString(dst []byte, raw string) []byte {
	if strings.IndexByte(raw, '\\') < 0 {
		return append(dst, raw...)
	}
	return AppendJSONString(dst, unquoteJSON(raw))
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
