package ndjson

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/internal/simd"
	"github.com/kqlc/kqlc/kql/source"
)

// locator finds the values of columns in events, as they are written.
type locator struct {
	// table is what Decoder.Table says.
	table string
	names []string // of the columns
	// standIns are the columns that a name stands in for.
	standIns map[string][]int
	keys     map[string]*key // those met so far, as they are written
	found    []bool          // by column, in any event
	some     bool            // whether any was
	// values are those of the columns, nil where the event has none, and standBy what stands under names that stand in.
	values, standBy [][]byte
	envelope        envelope
	opening         [2]key   // what the first keys follow, without and within an envelope
	quotes          []uint64 // of the event
}

// key is what is known of a member's name.
type key struct {
	text     string   // as it is written, with quotes and colon
	eights   []uint64 // text by eight bytes, and the last eight
	column   int      // or noColumn
	standsIn []int
	part     *[]byte // of the envelope
	ignored  bool    // it is none of these
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

func newLocator(columns []kql.Column, same []string) locator {
	l := locator{
		standIns: source.StandIns(columns, same), keys: map[string]*key{}, found: make([]bool, len(columns)),
		values: make([][]byte, len(columns)), standBy: make([][]byte, len(columns)),
	}
	for _, c := range columns {
		l.names = append(l.names, c.Name)
	}
	return l
}

// another returns a locator of the same columns that shares nothing that changes.
func (l *locator) another() *locator {
	return &locator{
		table: l.table, names: l.names, standIns: l.standIns, keys: map[string]*key{}, found: make([]bool, len(l.names)),
		some: l.some, values: make([][]byte, len(l.names)), standBy: make([][]byte, len(l.names)),
	}
}

// take adds what another locator has met.
func (l *locator) take(other *locator) {
	for i, found := range other.found {
		l.found[i] = l.found[i] || found
	}
	for name, k := range other.keys {
		if l.keys[name] == nil && len(l.keys) < maxKeys {
			l.keys[name] = k
		}
	}
}

// locate sets values from an event, a JSON object.
func (l *locator) locate(event []byte) error {
	l.envelope = envelope{}
	if err := l.object(event, 0); err != nil {
		return err
	}
	if e := l.envelope; len(e.properties) > 0 && e.properties[0] == '{' && len(e.category) > 0 && e.category[0] == '"' {
		switch table, ok := bytes.CutPrefix(e.category[1:len(e.category)-1], []byte(categoryPrefix)); {
		case ok && string(table) != l.table:
			return ErrOtherTable
		case ok:
			if err := l.object(e.properties, 1); err != nil {
				return err
			}
		}
	}
	if len(l.standIns) > 0 {
		for i, v := range l.values {
			if v == nil {
				l.values[i] = l.standBy[i]
			}
		}
	}
	return nil
}

// object reads the members of the object that fills s. level is 1 within an envelope.
func (l *locator) object(s []byte, level int) error {
	clear(l.values)
	clear(l.standBy)
	l.quotes = simd.Quotes(l.quotes[:0], s)
	i := blank(s, 0)
	if i >= len(s) || s[i] != '{' {
		return expected("an object {…}", s, i)
	}
	i = blank(s, i+1)
	if i < len(s) && s[i] == '}' {
		return end(s, i+1)
	}
	for k := &l.opening[level]; ; {
		var at int
		var err error
		if next := k.next[0]; next != nil && next.standsAt(s, i) {
			k, at = next, i+len(next.text)
		} else if k, at, err = l.key(s, i, k); err != nil {
			return err
		}
		if at < len(s) && s[at] <= ' ' {
			at = blank(s, at)
		}
		if at < len(s) && s[at] == '"' {
			if i = simd.NextBit(l.quotes, at+1) + 1; i == 0 {
				return endless(at)
			}
		} else if i, err = skipValue(s, at, 0); err != nil {
			return err
		}
		if !k.ignored {
			l.member(k, s[at:i], level)
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

// standsAt reports whether the key stands at byte i of s, with nothing between it and its colon. It compares eight bytes
// at a time, and the last eight once more as far as they overlap.
func (k *key) standsAt(s []byte, i int) bool {
	n := len(k.text)
	if n < 8 || len(s)-i < n {
		return len(s)-i >= n && string(s[i:i+n]) == k.text
	}
	for at := 0; at < len(k.eights)-1; at++ {
		if binary.LittleEndian.Uint64(s[i+8*at:]) != k.eights[at] {
			return false
		}
	}
	return binary.LittleEndian.Uint64(s[i+n-8:]) == k.eights[len(k.eights)-1]
}

// key reads a key that follows another but is not the one that followed last, with its colon, and returns what is known of
// it and where its value starts.
func (l *locator) key(s []byte, i int, before *key) (*key, int, error) {
	if k := before.next[1]; k != nil && k.standsAt(s, i) {
		return k, i + len(k.text), nil
	}
	if i >= len(s) || s[i] != '"' {
		return nil, 0, expected("a key in quotes", s, i)
	}
	at := simd.NextBit(l.quotes, i+1) + 1
	if at == 0 {
		return nil, 0, endless(i)
	}
	name := s[i+1 : at-1]
	if at = blank(s, at); at >= len(s) || s[at] != ':' {
		return nil, 0, expected(`":" behind a key`, s, at)
	}
	k := l.keys[string(name)]
	if k == nil {
		var err error
		if k, err = l.learn(name, i); err != nil {
			return nil, 0, err
		}
	}
	if before.next[0] != k {
		before.next[0], before.next[1] = k, before.next[0]
	}
	return k, at + 1, nil
}

// learn finds out what a name that stands at byte i of an event is.
func (l *locator) learn(name []byte, i int) (*key, error) {
	plain, bad := appendText(nil, name)
	if bad >= 0 {
		return nil, failure("the backslash at byte %d starts no escape of JSON", i+2+bad)
	}
	k := &key{text: `"` + string(name) + `":`, standsIn: l.standIns[string(plain)]}
	for at := 0; at+8 < len(k.text); at += 8 {
		k.eights = append(k.eights, binary.LittleEndian.Uint64([]byte(k.text[at:])))
	}
	if last := len(k.text) - 8; last >= 0 {
		k.eights = append(k.eights, binary.LittleEndian.Uint64([]byte(k.text[last:])))
	}
	k.column = slices.Index(l.names, string(plain))
	if k.column == noColumn && l.table != "" {
		switch string(plain) {
		case "category":
			k.part = &l.envelope.category
		case "properties":
			k.part = &l.envelope.properties
		}
	}
	k.ignored = k.column == noColumn && len(k.standsIn) == 0 && k.part == nil
	if len(l.keys) < maxKeys {
		l.keys[string(name)] = k
	}
	return k, nil
}

// member takes a value, as it is written.
func (l *locator) member(k *key, raw []byte, level int) {
	for _, c := range k.standsIn {
		l.standBy[c], l.found[c], l.some = raw, true, true
	}
	if k.part != nil && level == 0 {
		*k.part = raw
	}
	if k.column != noColumn {
		l.values[k.column], l.found[k.column], l.some = raw, true, true
	}
}
