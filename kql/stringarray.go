package kql

import (
	"cmp"
	"encoding/base64"
	"slices"
	"strings"
)

// String functions that take or give arrays. Where KQL takes a list of texts or one array of them, the form for an array
// ends in Array. Its elements count as their text, null ones do not count; a scalar in place of an array is its only
// element.

// eachText calls f with the texts of a list until it returns true, and reports whether it did.
func eachText(list Dynamic, f func(text string) bool) (stopped bool) {
	visit := func(v Dynamic) bool {
		if v.IsNull() {
			return false
		}
		return f(v.String())
	}
	if list.Kind() != ArrayKind {
		return visit(list)
	}
	list.each(func(_ string, v Dynamic) bool {
		stopped = visit(v)
		return !stopped
	})
	return stopped
}

// textsArray returns an array of texts.
func textsArray(texts []string) Dynamic {
	values := make([]Dynamic, len(texts))
	for i, t := range texts {
		values[i] = DynamicString(t)
	}
	return DynamicArray(values)
}

// HasAnyArray is [HasAny] of an array's elements.
func HasAnyArray(text string, needles Dynamic) bool {
	return eachText(needles, func(n string) bool { return Has(text, n) })
}

// HasAllArray is [HasAll] of an array's elements.
func HasAllArray(text string, needles Dynamic) bool {
	return !eachText(needles, func(n string) bool { return !Has(text, n) })
}

// HasAnyIndexArray is [HasAnyIndex] of an array's elements.
func HasAnyIndexArray(text string, needles Dynamic) int64 {
	for i, n := range needles.Elements() {
		if !n.IsNull() && Has(text, n.String()) {
			return int64(i)
		}
	}
	return -1
}

// InArray is [In] of an array's elements. Arrays and bags among them equal no text.
func InArray(text string, values Dynamic) bool {
	return inArray(values, func(v string) bool { return v == text })
}

// InFoldArray is [InFold] of an array's elements, as [InArray].
func InFoldArray(text string, values Dynamic) bool {
	return inArray(values, func(v string) bool { return EqualFold(v, text) })
}

func inArray(values Dynamic, equal func(string) bool) (found bool) {
	equals := func(v Dynamic) bool {
		switch v.Kind() {
		case NullKind, ArrayKind, BagKind:
			return false
		case StringKind:
			return equal(v.Text())
		}
		return equal(v.String())
	}
	if values.Kind() != ArrayKind {
		return equals(values)
	}
	values.each(func(_ string, v Dynamic) bool {
		found = equals(v)
		return !found
	})
	return found
}

// HasAnyIPv4Array is [HasAnyIPv4] of an array's elements.
func HasAnyIPv4Array(text string, ips Dynamic) bool {
	return eachText(ips, func(ip string) bool { return HasIPv4(text, ip) })
}

// HasAnyIPv4PrefixArray is [HasAnyIPv4Prefix] of an array's elements.
func HasAnyIPv4PrefixArray(text string, prefixes Dynamic) bool {
	return eachText(prefixes, func(p string) bool { return HasIPv4Prefix(text, p) })
}

// IPv4IsInAnyRangeArray is [IPv4IsInAnyRange] of an array's elements.
func IPv4IsInAnyRangeArray(ip string, networks Dynamic) Null[bool] {
	return IPv4IsInAnyRange(ip, listTexts(networks)...)
}

// IPv6IsInAnyRangeArray is [IPv6IsInAnyRange] of an array's elements.
func IPv6IsInAnyRangeArray(ip string, networks Dynamic) Null[bool] {
	return IPv6IsInAnyRange(ip, listTexts(networks)...)
}

func listTexts(list Dynamic) (texts []string) {
	eachText(list, func(t string) bool {
		texts = append(texts, t)
		return false
	})
	return texts
}

// IPv4RangeToCIDRList is ipv4_range_to_cidr_list(): the fewest networks that make up the addresses from first to last;
// null if one of them cannot be read (Kusto: ipv4-range-to-cidr-list-function).
func IPv4RangeToCIDRList(first, last string) Dynamic {
	a, okA := parseIPv4(first)
	b, okB := parseIPv4(last)
	if !okA || !okB {
		return Dynamic{}
	}
	return textsArray(cidrList(a.addr, b.addr))
}

// Split is split(): the parts of text between delimiters; with an index an array of that part alone, empty if there is no
// such part. An empty delimiter splits nothing (Kusto: split-function).
func Split(text, delimiter string, index ...int64) Dynamic {
	var parts []Dynamic
	if delimiter == "" {
		parts = []Dynamic{DynamicString(text)}
	} else {
		parts = make([]Dynamic, 0, strings.Count(text, delimiter)+1)
		for part := range strings.SplitSeq(text, delimiter) {
			parts = append(parts, DynamicString(part))
		}
	}
	if len(index) > 0 {
		i := index[0]
		if i < 0 || i >= int64(len(parts)) {
			return DynamicArray(nil)
		}
		parts = parts[i : i+1]
	}
	return DynamicArray(parts)
}

// StrcatArray is strcat_array(): the elements as text, null as the empty one, with delimiter between; the empty text for
// anything but an array (Kusto: strcat-array-function).
func StrcatArray(array Dynamic, delimiter string) string {
	if array.Kind() != ArrayKind {
		return ""
	}
	var out []byte
	first := true
	array.each(func(_ string, v Dynamic) bool {
		if !first {
			out = append(out, delimiter...)
		}
		first = false
		out = v.AppendText(out)
		return true
	})
	return string(out)
}

// ReplaceStrings is replace_strings(): text with rewrites[i] in place of each lookups[i]. The lookups claim their places
// in the order of the array, and what one has claimed no later one sees. A lookup that is no string claims nothing; a
// place whose rewrite is no string stays as it is (Kusto: replace-strings-function).
func ReplaceStrings(text string, lookups, rewrites Dynamic) string {
	type claim struct{ from, to, by int }
	var claims []claim // by place
	for by, lookup := range lookups.Elements() {
		l := lookup.Text()
		if l == "" {
			continue
		}
		for from := 0; ; {
			i := strings.Index(text[from:], l)
			if i < 0 {
				break
			}
			c := claim{from + i, from + i + len(l), by}
			at, _ := slices.BinarySearchFunc(claims, c, func(a, b claim) int { return cmp.Compare(a.to, b.from+1) })
			if at < len(claims) && claims[at].from < c.to {
				from = claims[at].to
				continue
			}
			claims = slices.Insert(claims, at, c)
			from = c.to
		}
	}
	with := rewrites.Elements()
	var out strings.Builder
	end := 0
	for _, c := range claims {
		rewrite := text[c.from:c.to]
		if c.by < len(with) && with[c.by].Kind() == StringKind {
			rewrite = with[c.by].Text()
		}
		out.WriteString(text[end:c.from])
		out.WriteString(rewrite)
		end = c.to
	}
	out.WriteString(text[end:])
	return out.String()
}

// maxGroups is the number of groups that extract_all takes at most.
const maxGroups = 16

// ExtractAll is extract_all(): the groups of all matches, as an array of texts for one group and an array of such arrays
// for several; null if nothing matches. A pattern without groups gives the matches (Kusto: extract-all-function).
func ExtractAll(re *Regex, text string) Dynamic {
	groups := make([]int, 0, maxGroups)
	for g := range re.Groups() {
		groups = append(groups, g+1)
	}
	if len(groups) == 0 {
		groups = append(groups, 0)
	}
	return extractAll(re, groups, text)
}

// ExtractAllGroups is extract_all() of the groups that an array gives by number or name. A group that does not exist
// gives the empty text.
func ExtractAllGroups(re *Regex, groups Dynamic, text string) Dynamic {
	var numbers []int
	for _, g := range groups.Elements() {
		n := -1
		switch g.Kind() {
		case LongKind:
			if 0 <= g.Long() && g.Long() <= int64(re.Groups()) {
				n = int(g.Long())
			}
		case StringKind:
			n = re.groupNamed(g.Text())
		}
		numbers = append(numbers, n)
	}
	return extractAll(re, numbers, text)
}

func extractAll(re *Regex, groups []int, text string) Dynamic {
	all := re.findAll(text, -1)
	if len(all) == 0 {
		return Dynamic{}
	}
	values := make([]Dynamic, len(all))
	for i, m := range all {
		row := make([]Dynamic, len(groups))
		for j, g := range groups {
			t := ""
			if g >= 0 {
				t = submatch(text, m, g)
			}
			row[j] = DynamicString(t)
		}
		if values[i] = DynamicArray(row); len(row) == 1 {
			values[i] = row[0]
		}
	}
	return DynamicArray(values)
}

// UnicodeCodepointsFromString is unicode_codepoints_from_string(), once to_utf8(): the code points of the characters
// (Kusto: unicode-codepoints-from-string-function).
func UnicodeCodepointsFromString(text string) Dynamic {
	values := make([]Dynamic, 0, len(text))
	for _, r := range text {
		values = append(values, DynamicLong(int64(r)))
	}
	return DynamicArray(values)
}

// UnicodeCodepointsToStringArray is [UnicodeCodepointsToString] of numbers and arrays of numbers, in order.
func UnicodeCodepointsToStringArray(points ...Dynamic) string {
	var all []int64
	for _, p := range points {
		elements := p.Elements()
		if p.Kind() != ArrayKind {
			elements = []Dynamic{p}
		}
		for _, e := range elements {
			if e.Kind() != LongKind {
				return ""
			}
			all = append(all, e.Long())
		}
	}
	return UnicodeCodepointsToString(all...)
}

// Base64DecodeToArray is base64_decode_toarray(): the bytes as numbers (Kusto: base64-decode-toarray-function).
func Base64DecodeToArray(encoded string) Dynamic {
	raw, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		return Dynamic{}
	}
	values := make([]Dynamic, len(raw))
	for i, b := range raw {
		values[i] = DynamicLong(int64(b))
	}
	return DynamicArray(values)
}

// Base64EncodeFromArray is base64_encode_fromarray(): the base64 of an array of bytes; the empty text for anything else
// (Kusto: base64-encode-fromarray-function).
func Base64EncodeFromArray(array Dynamic) string {
	raw := []byte{}
	for _, v := range array.Elements() {
		if array.Kind() != ArrayKind || v.Kind() != LongKind || v.Long() < 0 || v.Long() > 0xff {
			return ""
		}
		raw = append(raw, byte(v.Long()))
	}
	return base64.StdEncoding.EncodeToString(raw)
}

// ExtractJSON is extract_json(): the value at a JSONPath of $, .name, ['name'], ["name"] and [n] in a JSON text, as text;
// empty if there is none (Kusto: extract-json-function, jsonpath).
func ExtractJSON(path, text string) string {
	rest, ok := strings.CutPrefix(path, "$")
	value := ParseJSON(text)
	if !ok || value.Kind() == StringKind && !strings.HasPrefix(strings.TrimLeft(text, " \t\r\n"), `"`) {
		return "" // not JSON
	}
	for rest != "" {
		var name string
		var n int64
		if name, n, rest, ok = jsonPathStep(rest); !ok {
			return ""
		}
		if n >= 0 {
			value = Index(value, n)
		} else {
			value = Member(value, name)
		}
	}
	return value.String()
}

// jsonPathStep reads one step of a JSONPath: a name, with n below 0, or an index.
func jsonPathStep(path string) (name string, n int64, rest string, ok bool) {
	if after, dot := strings.CutPrefix(path, "."); dot {
		end := strings.IndexAny(after, ".[")
		if end < 0 {
			end = len(after)
		}
		return after[:end], -1, after[end:], end > 0
	}
	after, bracket := strings.CutPrefix(path, "[")
	if !bracket || after == "" {
		return "", 0, "", false
	}
	if quote := after[:1]; quote == "'" || quote == `"` {
		name, rest, ok = strings.Cut(after[1:], quote+"]")
		return name, -1, rest, ok
	}
	digits, rest, ok := strings.Cut(after, "]")
	if digits == "" || len(digits) > 9 || !isDigits(digits) {
		return "", 0, "", false
	}
	for _, d := range digits {
		n = n*10 + int64(d-'0')
	}
	return "", n, rest, ok
}
