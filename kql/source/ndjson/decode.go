package ndjson

import (
	"bytes"
	"errors"
	"unicode/utf8"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/source"
)

// Decoder writes events into the columns of a row.
type Decoder struct {
	// Table, unless it is "", is the table whose events are taken from Defender's streaming export, where events of
	// several tables share a file: {"category":"AdvancedHunting-DeviceProcessEvents","properties":{…}}.
	Table string

	columns []kql.Column
	seen    []bool
	// standIns are the columns that a name stands in for, standBy what stood under such a name.
	standIns map[string][]int
	standBy  [][]byte
	keys     map[string]*key // those met so far, as they are written
	found    []bool          // by column, in any event
	// scratch holds texts that are not in the event as they are.
	scratch  []byte
	envelope envelope
	opening  [2]key // what the first keys follow, without and within an envelope
}

// key is what is known of a member's name.
type key struct {
	text     string // as it is written, with quotes and colon
	column   int    // or noColumn
	standsIn []int
	part     *[]byte // of the envelope
	// next are the keys that followed last, which are likely to follow again.
	next [2]*key
}

const (
	noColumn = -1
	// maxKeys bounds the memory that events with ever new names take.
	maxKeys = 1 << 14
)

// envelope is an event that Defender's streaming export wraps: parts of it as they are written.
type envelope struct{ category, properties []byte }

const categoryPrefix = "AdvancedHunting-"

// ErrOtherTable is what [Decoder.Decode] returns for an event of another table.
var ErrOtherTable = errors.New("an event of another table")

// NewDecoder returns a decoder for the columns. same lists names of one and the same thing, as TimeGenerated and
// Timestamp: a column among them that an event lacks takes the value of another.
func NewDecoder(columns []kql.Column, same []string) *Decoder {
	return &Decoder{
		columns: columns, seen: make([]bool, len(columns)), found: make([]bool, len(columns)),
		standIns: source.StandIns(columns, same), standBy: make([][]byte, len(columns)),
		keys: map[string]*key{},
	}
}

// Decode sets the columns from an event, a JSON object. A column that the event does not have is null, or empty; of equal
// keys the last counts; bytes that are not UTF-8 become U+FFFD. Text in the row belongs to event or to the decoder and
// stays until the next call. The columns are undefined after an error.
func (d *Decoder) Decode(event []byte) error {
	d.scratch = d.scratch[:0]
	d.envelope = envelope{}
	if err := d.object(event, 0); err != nil {
		return err
	}
	if e := d.envelope; len(e.properties) > 0 && e.properties[0] == '{' && len(e.category) > 0 && e.category[0] == '"' {
		switch table, ok := bytes.CutPrefix(e.category[1:len(e.category)-1], []byte(categoryPrefix)); {
		case ok && string(table) != d.Table:
			return ErrOtherTable
		case ok:
			if err := d.object(e.properties, 1); err != nil {
				return err
			}
		}
	}
	for i, seen := range d.seen {
		if seen {
			continue
		}
		if raw := d.standBy[i]; raw != nil {
			if err := d.set(i, raw); err != nil {
				return err
			}
			continue
		}
		d.columns[i].Field.SetNull()
	}
	return nil
}

// object reads the members of the object that fills s. level is 1 within an envelope.
func (d *Decoder) object(s []byte, level int) error {
	clear(d.seen)
	clear(d.standBy)
	i := blank(s, 0)
	if i >= len(s) || s[i] != '{' {
		return expected("an object {…}", s, i)
	}
	i = blank(s, i+1)
	if i < len(s) && s[i] == '}' {
		return end(s, i+1)
	}
	for k := &d.opening[level]; ; {
		var at int
		var err error
		if k, at, err = d.key(s, i, k); err != nil {
			return err
		}
		if at < len(s) && s[at] <= ' ' {
			at = blank(s, at)
		}
		if i, err = skip(s, at); err != nil {
			return err
		}
		if err := d.member(k, s[at:i], level); err != nil {
			return err
		}
		if i < len(s) && s[i] <= ' ' {
			i = blank(s, i)
		}
		switch {
		case i < len(s) && s[i] == ',':
		case i < len(s) && s[i] == '}':
			return end(s, i+1)
		default:
			return expected(`"," or "}"`, s, i)
		}
		if i++; i < len(s) && s[i] <= ' ' {
			i = blank(s, i)
		}
	}
}

// end makes sure that there is nothing behind the object.
func end(s []byte, i int) error {
	if i = blank(s, i); i < len(s) {
		return expected("the event's end", s, i)
	}
	return nil
}

// key reads a key that follows another, with its colon, and returns what is known of it and where its value starts.
func (d *Decoder) key(s []byte, i int, before *key) (*key, int, error) {
	for _, k := range before.next {
		if k != nil && len(s)-i >= len(k.text) && string(s[i:i+len(k.text)]) == k.text {
			return k, i + len(k.text), nil
		}
	}
	if i >= len(s) || s[i] != '"' {
		return nil, 0, expected("a key in quotes", s, i)
	}
	at, err := skipText(s, i)
	if err != nil {
		return nil, 0, err
	}
	name := s[i+1 : at-1]
	if at = blank(s, at); at >= len(s) || s[at] != ':' {
		return nil, 0, expected(`":" behind a key`, s, at)
	}
	k := d.keys[string(name)]
	if k == nil {
		if k, err = d.learn(name, i); err != nil {
			return nil, 0, err
		}
	}
	if before.next[0] != k {
		before.next[0], before.next[1] = k, before.next[0]
	}
	return k, at + 1, nil
}

// learn finds out what a name that stands at byte i of an event is.
func (d *Decoder) learn(name []byte, i int) (*key, error) {
	plain, bad := appendText(nil, name)
	if bad >= 0 {
		return nil, failure("the backslash at byte %d starts no escape of JSON", i+2+bad)
	}
	k := &key{text: `"` + string(name) + `":`, column: noColumn, standsIn: d.standIns[string(plain)]}
	for c := range d.columns {
		if d.columns[c].Name == string(plain) {
			k.column = c
		}
	}
	if k.column == noColumn && d.Table != "" {
		switch string(plain) {
		case "category":
			k.part = &d.envelope.category
		case "properties":
			k.part = &d.envelope.properties
		}
	}
	if len(d.keys) < maxKeys {
		d.keys[string(name)] = k
	}
	return k, nil
}

// member takes a value, as it is written.
func (d *Decoder) member(k *key, raw []byte, level int) error {
	for _, c := range k.standsIn {
		d.standBy[c], d.found[c] = raw, true
	}
	if k.part != nil && level == 0 {
		*k.part = raw
	}
	if k.column == noColumn {
		return nil
	}
	d.seen[k.column], d.found[k.column] = true, true
	return d.set(k.column, raw)
}

// set writes a value into a column.
func (d *Decoder) set(column int, raw []byte) error {
	f := d.columns[column].Field
	switch raw[0] {
	case 'n':
		f.SetNull()
	case '"':
		text, err := d.text(raw[1 : len(raw)-1])
		if err != nil {
			return err
		}
		f.SetText(text)
	case '{', '[':
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
