package kql

import (
	"cmp"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// The string functions. Positions and lengths count characters (Unicode code points) from 0; a byte that is not UTF-8 is
// one character. Optional arguments of KQL are variadic here.

// Strlen is strlen(): the number of characters (Kusto: strlen-function).
func Strlen(text string) int64 { return int64(utf8.RuneCountInString(text)) }

// StringSize is string_size(): the number of bytes in UTF-8 (Kusto: string-size-function).
func StringSize(text string) int64 { return int64(len(text)) }

// Substring is substring(): length characters from start on, all of the rest without a length or with a negative one. A
// negative start counts from the end; one before the start of the text gives the empty text (Kusto: substring-function).
func Substring(text string, start int64, length ...int64) string {
	if start < 0 {
		if start += Strlen(text); start < 0 {
			return ""
		}
	}
	n := int64(-1)
	if len(length) > 0 {
		n = length[0]
	}
	part, _ := characters(text, start, n)
	return part
}

// characters returns the part of text that starts after start characters and has length of them, all of the rest if
// length is negative. ok is false if text is shorter than start.
func characters(text string, start, length int64) (part string, ok bool) {
	from := byteOffset(text, start)
	if from < 0 {
		return "", false
	}
	part = text[from:]
	if length >= 0 {
		if to := byteOffset(part, length); to >= 0 {
			part = part[:to]
		}
	}
	return part, true
}

// byteOffset returns the place in bytes of the n-th character, or -1 if text has fewer. Its end counts.
func byteOffset(text string, n int64) int {
	if n > int64(len(text)) {
		return -1
	}
	at := 0
	for ; n > 0; n-- {
		if at == len(text) {
			return -1
		}
		_, size := decode(text[at:])
		at += size
	}
	return at
}

// IndexOf is indexof(): the place of lookup in text, or -1. The window is, as far as given: the start of the search, from
// the end if negative, the number of characters at which it may begin, -1 being all, and which occurrence to find, 1 being
// the first. An empty lookup, a length below -1 and a negative occurrence give null (Kusto: indexof-function).
func IndexOf(text, lookup string, window ...int64) Null[int64] {
	start, length, occurrence := searchWindow(window)
	if lookup == "" || length < -1 || occurrence < 0 {
		return Null[int64]{}
	}
	if start < 0 {
		start = max(0, start+Strlen(text))
	}
	part, ok := characters(text, start, -1)
	begins, _ := characters(text, start, length)
	if !ok || occurrence == 0 {
		return Some(int64(-1))
	}
	for at := 0; ; at++ {
		i := strings.Index(part[at:], lookup)
		if at += i; i < 0 || at >= len(begins) {
			return Some(int64(-1))
		}
		if occurrence--; occurrence == 0 {
			return Some(start + Strlen(part[:at]))
		}
	}
}

// CountOf is countof(): how often search occurs in text, overlapping ones counted (Kusto: countof-function).
func CountOf(text, search string) (count int64) {
	if search == "" {
		return 0
	}
	for {
		i := strings.Index(text, search)
		if i < 0 {
			return count
		}
		count++
		text = text[i+1:]
	}
}

// ToLower is tolower(): character by character, by Unicode's simple mapping (Kusto: tolower-function).
func ToLower(text string) string { return strings.ToLower(text) }

// ToUpper is toupper(): character by character, by Unicode's simple mapping (Kusto: toupper-function).
func ToUpper(text string) string { return strings.ToUpper(text) }

// Reverse is reverse(): the characters from last to first (Kusto: reverse-function).
func Reverse(text string) string {
	out := make([]byte, 0, len(text))
	for len(text) > 0 {
		_, size := decodeLast(text)
		out = append(out, text[len(text)-size:]...)
		text = text[:len(text)-size]
	}
	return string(out)
}

// Strcat is strcat(): the texts one behind the other (Kusto: strcat-function).
func Strcat(parts ...string) string { return strings.Join(parts, "") }

// StrcatDelim is strcat_delim(): the texts with delimiter between them (Kusto: strcat-delim-function).
func StrcatDelim(delimiter string, parts ...string) string { return strings.Join(parts, delimiter) }

// maxRepeat is how often strrep repeats at most.
const maxRepeat = 1024

// Strrep is strrep(): text n times, 1024 times at most, with the delimiter between (Kusto: strrep-function).
func Strrep(text string, n int64, delimiter ...string) string {
	n = min(n, maxRepeat)
	if n <= 0 {
		return ""
	}
	between := strings.Join(delimiter, "")
	return strings.Repeat(text+between, int(n-1)) + text
}

// Strcmp is strcmp(): -1, 0 or 1 as a is before, equal to or behind b by code points (Kusto: strcmp-function).
func Strcmp(a, b string) int64 { return int64(cmp.Compare(a, b)) }

// ReplaceString is replace_string(): text with rewrite in place of each lookup. An empty lookup changes nothing
// (Kusto: replace-string-function).
func ReplaceString(text, lookup, rewrite string) string {
	if lookup == "" {
		return text
	}
	return strings.ReplaceAll(text, lookup, rewrite)
}

// Translate is translate(): text with each character of search replaced by the one at its place in replacement, or by
// the last one if that is shorter; an empty replacement removes the characters (Kusto: translate-function).
func Translate(search, replacement, text string) string {
	to := []rune(replacement)
	by := map[rune]rune{}
	for i, r := range []rune(search) {
		if _, twice := by[r]; twice {
			continue
		}
		by[r] = -1
		if len(to) > 0 {
			by[r] = to[min(i, len(to)-1)]
		}
	}
	return strings.Map(func(r rune) rune {
		if t, ok := by[r]; ok {
			return t
		}
		return r
	}, text)
}

// IsASCII is isascii(): all characters are ASCII (Kusto: isascii).
func IsASCII(text string) bool { return isASCII(text) }

// IsUTF8 is isutf8(): text is UTF-8 (Kusto: isutf8-function).
func IsUTF8(text string) bool { return utf8.ValidString(text) }

// UnicodeCodepointsToString is unicode_codepoints_to_string(), once make_string(): the text of the code points, or the
// empty one if one of them is no Unicode character (Kusto: unicode-codepoints-to-string-function).
func UnicodeCodepointsToString(points ...int64) string {
	out := make([]byte, 0, len(points))
	for _, p := range points {
		if p < 0 || p > utf8.MaxRune || !utf8.ValidRune(rune(p)) {
			return ""
		}
		out = utf8.AppendRune(out, rune(p))
	}
	return string(out)
}

var byteUnits = []string{"Bytes", "KB", "MB", "GB", "TB", "PB", "EB"}

// FormatBytes is format_bytes(): a number of bytes in the largest unit, of 1024 of the one before, that leaves a whole
// part, rounded to precision digits, 0 if not given (Kusto: format-bytes-function).
func FormatBytes(size float64, precision ...int64) string {
	unit := 0
	for scaled := math.Abs(size); scaled >= 1024 && unit < len(byteUnits)-1; scaled /= 1024 {
		unit++
	}
	digits := int64(0)
	if len(precision) > 0 {
		digits = precision[0]
	}
	return FormatBytesIn(size, digits, byteUnits[unit])
}

// FormatBytesIn is format_bytes() in a given unit: Bytes, KB, MB, GB, TB, PB or EB; the empty unit is chosen as in
// [FormatBytes], any other gives the empty text.
func FormatBytesIn(size float64, precision int64, unit string) string {
	if unit == "" {
		return FormatBytes(size, precision)
	}
	for i, u := range byteUnits {
		if EqualFold(unit, u) {
			scaled := size / math.Pow(1024, float64(i))
			pow := math.Pow(10, float64(max(0, min(precision, 15))))
			return strconv.FormatFloat(math.Round(scaled*pow)/pow, 'f', -1, 64) + " " + u
		}
	}
	return ""
}
