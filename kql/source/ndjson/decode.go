package ndjson

import (
	"bytes"
	"maps"
	"slices"
	"unicode/utf8"

	"github.com/kqlc/kqlc/kql"
)

// Decoder writes events into the columns of a row.
type Decoder struct {
	// Table, unless it is "", is the table whose events are taken from Defender's streaming export, where events of
	// several tables share a file: {"category":"AdvancedHunting-DeviceProcessEvents","properties":{…}}.
	Table string

	columns []kql.Column
	locator locator
	// scratch holds texts that are not in the event as they are.
	scratch []byte
}

// NewDecoder returns a decoder for the columns. same lists names of one and the same thing, as TimeGenerated and
// Timestamp: a column among them that an event lacks takes the value of another.
func NewDecoder(columns []kql.Column, same []string) *Decoder {
	return &Decoder{columns: columns, locator: newLocator(columns, same)}
}

// Decode sets the columns from an event, a JSON object. A column that the event does not have is null, or empty; of equal
// keys the last counts; bytes that are not UTF-8 become U+FFFD. Text in the row belongs to event or to the decoder and
// stays until the next call. The columns are undefined after an error.
func (d *Decoder) Decode(event []byte) error {
	d.locator.table = d.Table
	if err := d.locator.locate(event); err != nil {
		return err
	}
	d.scratch = d.scratch[:0]
	for i, raw := range d.locator.values {
		if err := d.set(i, raw); err != nil {
			return err
		}
	}
	return nil
}

// Missing are the columns that no event had so far.
func (d *Decoder) Missing() []string {
	var out []string
	for i, found := range d.locator.found {
		if !found {
			out = append(out, d.columns[i].Name)
		}
	}
	return out
}

// Columns is the number of columns.
func (d *Decoder) Columns() int { return len(d.columns) }

// Names are the names of the members that events had so far, as they are written, sorted.
func (d *Decoder) Names() []string { return slices.Sorted(maps.Keys(d.locator.keys)) }

// set sets a column from its value as it is written.
func (d *Decoder) set(column int, raw []byte) error {
	f := d.columns[column].Field
	switch {
	case raw == nil, raw[0] == 'n':
		f.SetNull()
	case raw[0] == '"':
		text, err := d.text(raw[1 : len(raw)-1])
		if err != nil {
			return err
		}
		f.SetText(text)
	case raw[0] == '{' || raw[0] == '[':
		if !utf8.Valid(raw) {
			raw = d.valid(raw)
		}
		f.SetJSON(raw)
	default:
		f.SetJSON(raw)
	}
	return nil
}

// text returns what the inside of a string stands for.
func (d *Decoder) text(inside []byte) ([]byte, error) {
	if plain(inside) {
		return inside, nil
	}
	if bytes.IndexByte(inside, '\\') >= 0 {
		from := len(d.scratch)
		var bad int
		if d.scratch, bad = appendText(d.scratch, inside); bad >= 0 {
			return nil, failure("the backslash at byte %d of the string %.40q starts no escape of JSON", bad+1, inside)
		}
		inside = d.scratch[from:len(d.scratch):len(d.scratch)]
	}
	if !utf8.Valid(inside) {
		inside = d.valid(inside)
	}
	return inside, nil
}

// valid returns the text with U+FFFD in the place of each byte that is not UTF-8.
func (d *Decoder) valid(text []byte) []byte {
	from := len(d.scratch)
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		d.scratch = utf8.AppendRune(d.scratch, r)
		text = text[size:]
	}
	return d.scratch[from:len(d.scratch):len(d.scratch)]
}
