package ndjson

import (
	"bytes"
	"fmt"
	"unicode/utf8"
	"unsafe"

	"github.com/kqlc/kqlc/kql"
)

// Decoder writes events into the columns of a row.
type Decoder struct {
	// Matched is set once an event had one of the columns.
	Matched bool
	columns []kql.Column
	index   map[string]int
	seen    []bool
	// standIns are the columns that a name can stand in for, standBy what stood under such a name.
	standIns map[string][]int
	standBy  [][]byte
	scratch  []byte
}

// NewDecoder returns a decoder for the columns. same lists names of one and the same thing, as TimeGenerated and
// Timestamp: a column among them that an event lacks takes the value of another.
func NewDecoder(columns []kql.Column, same []string) *Decoder {
	d := &Decoder{
		columns: columns, index: map[string]int{}, seen: make([]bool, len(columns)),
		standIns: map[string][]int{}, standBy: make([][]byte, len(columns)),
	}
	for i, c := range columns {
		d.index[c.Name] = i
	}
	for _, name := range same {
		i, bound := d.index[name]
		if !bound {
			continue
		}
		for _, other := range same {
			if other != name {
				d.standIns[other] = append(d.standIns[other], i)
			}
		}
	}
	return d
}

// Columns are the names of the columns.
func (d *Decoder) Columns() []string {
	names := make([]string, len(d.columns))
	for i, c := range d.columns {
		names[i] = c.Name
	}
	return names
}

// Decode sets the columns from an event, a JSON object. A column that the event does not have is null, or empty; of equal
// keys the last counts. Text in the row belongs to event or to the decoder and stays until the next call. The columns are
// undefined after an error.
func (d *Decoder) Decode(event []byte) error {
	clear(d.seen)
	clear(d.standBy)
	d.scratch = d.scratch[:0]
	if err := d.object(event); err != nil {
		return err
	}
	for i, seen := range d.seen {
		if seen {
			continue
		}
		if raw := d.standBy[i]; raw != nil {
			d.set(i, raw)
			continue
		}
		d.columns[i].Field.SetNull()
	}
	return nil
}

// object reads the members of an object that fills event.
func (d *Decoder) object(event []byte) error {
	i := blank(event, 0)
	if i >= len(event) || event[i] != '{' {
		return expected("an object {…}", event, i)
	}
	i = blank(event, i+1)
	if i < len(event) && event[i] == '}' {
		return end(event, i+1)
	}
	for {
		if i >= len(event) || event[i] != '"' {
			return expected("a key in quotes", event, i)
		}
		keyEnd, err := skipString(event, i)
		if err != nil {
			return err
		}
		key := event[i+1 : keyEnd-1]
		if i = blank(event, keyEnd); i >= len(event) || event[i] != ':' {
			return expected(`":" behind a key`, event, i)
		}
		i = blank(event, i+1)
		valueEnd, err := skip(event, i)
		if err != nil {
			return err
		}
		d.member(key, event[i:valueEnd])
		i = blank(event, valueEnd)
		switch {
		case i < len(event) && event[i] == '}':
			return end(event, i+1)
		case i >= len(event) || event[i] != ',':
			return expected(`"," or "}"`, event, i)
		}
		i = blank(event, i+1)
	}
}

// member takes one key and its value, as the event has them.
func (d *Decoder) member(key, raw []byte) {
	if bytes.IndexByte(key, '\\') >= 0 {
		key = kql.AppendUnescaped(nil, string(key))
	}
	if i, bound := d.index[string(key)]; bound {
		d.set(i, raw)
		d.seen[i], d.Matched = true, true
	}
	for _, i := range d.standIns[string(key)] {
		d.standBy[i], d.Matched = raw, true
	}
}

// set writes a value into a column.
func (d *Decoder) set(i int, raw []byte) {
	f := d.columns[i].Field
	switch raw[0] {
	case 'n':
		f.SetNull()
	case '"':
		f.SetText(d.text(raw[1 : len(raw)-1]))
	default:
		f.SetJSON(raw)
	}
}

// text returns what the inside of a JSON string stands for. Bytes that are not UTF-8 become U+FFFD.
func (d *Decoder) text(inside []byte) []byte {
	if bytes.IndexByte(inside, '\\') >= 0 {
		from := len(d.scratch)
		d.scratch = kql.AppendUnescaped(d.scratch, view(inside))
		inside = d.scratch[from:len(d.scratch):len(d.scratch)]
	}
	if !utf8.Valid(inside) {
		return bytes.ToValidUTF8(inside, []byte("\uFFFD"))
	}
	return inside
}

func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

func blank(s []byte, i int) int {
	for i < len(s) && (s[i] == ' ' || s[i] == '\t' || s[i] == '\n' || s[i] == '\r') {
		i++
	}
	return i
}

func end(s []byte, i int) error {
	if i = blank(s, i); i < len(s) {
		return expected("the line's end", s, i)
	}
	return nil
}

func expected(what string, s []byte, i int) error {
	if i >= len(s) {
		return fmt.Errorf("expected %s at byte %d, where the line ends", what, i+1)
	}
	r, _ := utf8.DecodeRune(s[i:])
	return fmt.Errorf("expected %s at byte %d, found %q", what, i+1, r)
}

// skip returns the end of the value that starts at i. Values that no column asks for are not looked into more than that
// takes.
func skip(s []byte, i int) (int, error) {
	if i >= len(s) {
		return 0, expected("a value", s, i)
	}
	switch c := s[i]; {
	case c == '"':
		return skipString(s, i)
	case c == '{' || c == '[':
		return skipNested(s, i)
	case c == 't':
		return word(s, i, "true")
	case c == 'f':
		return word(s, i, "false")
	case c == 'n':
		return word(s, i, "null")
	case c == '-' || c >= '0' && c <= '9':
		for i++; i < len(s) && (s[i] >= '0' && s[i] <= '9' || s[i] == '.' || s[i]|0x20 == 'e' || s[i] == '+' || s[i] == '-'); i++ {
		}
		return i, nil
	}
	return 0, expected("a value", s, i)
}

func word(s []byte, i int, w string) (int, error) {
	if len(s)-i < len(w) || string(s[i:i+len(w)]) != w {
		return 0, expected("a value", s, i)
	}
	return i + len(w), nil
}

func skipString(s []byte, start int) (int, error) {
	for i := start + 1; ; {
		n := bytes.IndexByte(s[i:], '"')
		if n < 0 {
			return 0, fmt.Errorf("the string at byte %d does not end", start+1)
		}
		i += n + 1
		escapes := 0
		for j := i - 2; j > start && s[j] == '\\'; j-- {
			escapes++
		}
		if escapes%2 == 0 {
			return i, nil
		}
	}
}

// skipNested skips an array or object by its brackets.
func skipNested(s []byte, start int) (int, error) {
	var open [64]byte
	stack := open[:0]
	for i := start; i < len(s); i++ {
		switch c := s[i]; c {
		case '"':
			e, err := skipString(s, i)
			if err != nil {
				return 0, err
			}
			i = e - 1
		case '{', '[':
			stack = append(stack, c+2) // the closing bracket
		case '}', ']':
			if stack[len(stack)-1] != c {
				return 0, expected(fmt.Sprintf("%q", stack[len(stack)-1]), s, i)
			}
			if stack = stack[:len(stack)-1]; len(stack) == 0 {
				return i + 1, nil
			}
		}
	}
	return 0, fmt.Errorf("the value at byte %d does not end", start+1)
}
