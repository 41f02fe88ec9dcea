package kql

import "strings"

// cursor walks the elements of an array or the members of a bag in order, where the text of a bag repeats a key with it.
// It reads the text in place and allocates nothing.
type cursor struct {
	tree *dynamicTree
	n    int // of tree: one more than the current element's place

	text       string // the document, where there is no tree
	ahead      int    // where the next element starts
	keyEnd     int    // the current key is text[keyStart:keyEnd], quotes included
	keyStart   int
	start, end int // the current value is text[start:end]
	bag        bool
}

func (d Dynamic) cursor() cursor {
	c := cursor{tree: d.tree, text: d.text, bag: d.kind == BagKind}
	if d.tree == nil {
		c.ahead = skipBlank(d.text, 1)
	}
	return c
}

// next goes to the next element; false at the end.
func (c *cursor) next() bool {
	if c.tree != nil {
		c.n++
		return c.n <= len(c.tree.values)
	}
	s, i := c.text, c.ahead
	if i >= len(s) || s[i] == ']' || s[i] == '}' {
		return false
	}
	if c.bag {
		c.keyStart, c.keyEnd = i, stringEnd(s, i)
		i = skipBlank(s, skipBlank(s, c.keyEnd)+1)
	}
	c.start, c.end = i, valueEnd(s, i)
	if i = skipBlank(s, c.end); s[i] == ',' {
		i = skipBlank(s, i+1)
	}
	c.ahead = i
	return true
}

// key is the key of the current member.
func (c *cursor) key() string {
	if c.tree != nil {
		return c.tree.keys[c.n-1]
	}
	return unquoteJSON(c.text[c.keyStart:c.keyEnd])
}

// keyIs reports whether name is the key of the current member.
func (c *cursor) keyIs(name string) bool {
	if c.tree != nil {
		return c.tree.keys[c.n-1] == name
	}
	if raw := c.text[c.keyStart+1 : c.keyEnd-1]; strings.IndexByte(raw, '\\') < 0 {
		return raw == name
	}
	return c.key() == name
}

// value is the current element, null before the first.
func (c *cursor) value() Dynamic {
	switch {
	case c.tree != nil && c.n > 0:
		return c.tree.values[c.n-1]
	case c.end > 0:
		return checkedJSON(c.text[c.start:c.end])
	}
	return Dynamic{}
}

// stringEnd returns the end of a checked JSON string.
func stringEnd(s string, i int) int {
	short := i + 24 // from there on a search by IndexByte pays off
	for i++; i < short; i++ {
		switch s[i] {
		case '"':
			return i + 1
		case '\\':
			i++
		}
	}
	for ; ; i++ {
		quote := i + strings.IndexByte(s[i:], '"')
		escape := strings.IndexByte(s[i:quote], '\\')
		if escape < 0 {
			return quote + 1
		}
		i += escape + 1
	}
}

// valueEnd returns the end of a checked JSON value.
func valueEnd(s string, i int) int {
	switch s[i] {
	case '"':
		return stringEnd(s, i)
	case '{', '[':
		for depth := 0; ; {
			switch jsonMarks[s[i]] {
			case opens:
				depth++
				i++
			case closes:
				i++
				if depth--; depth == 0 {
					return i
				}
			case quotes:
				i = stringEnd(s, i)
			default:
				i++
			}
		}
	}
	for i < len(s) && jsonMarks[s[i]] == 0 {
		i++
	}
	return i
}

// Marks of the structure of JSON.
const (
	opens = iota + 1
	closes
	quotes
	divides
)

var jsonMarks = [256]uint8{
	'{': opens, '[': opens, '}': closes, ']': closes, '"': quotes, ',': divides, ' ': divides, '\t': divides,
	'\n': divides, '\r': divides,
}

// each calls f for the elements in order, with repeated keys where the text has them, until f returns false.
func (d Dynamic) each(f func(key string, value Dynamic) bool) {
	for c := d.cursor(); c.next(); {
		key := ""
		if c.bag {
			key = c.key()
		}
		if !f(key, c.value()) {
			return
		}
	}
}

// count is the number of elements of an array.
func (d Dynamic) count() int {
	if d.tree != nil {
		return len(d.tree.values)
	}
	n := 0
	for c := d.cursor(); c.next(); {
		n++
	}
	return n
}

// build returns the elements of an array or bag, each key once with its last value. The result must not be changed.
func (d Dynamic) build() *dynamicTree {
	if d.tree != nil {
		return d.tree
	}
	n := d.count()
	t := &dynamicTree{values: make([]Dynamic, 0, n)}
	if d.kind == ArrayKind {
		for c := d.cursor(); c.next(); {
			t.values = append(t.values, c.value())
		}
		return t
	}
	t.keys = make([]string, 0, n)
	index := keyIndex{}
	for c := d.cursor(); c.next(); {
		index.set(t, c.key(), c.value())
	}
	return t
}

// keyIndex finds the keys of a tree that is being built; few keys are looked through, many are mapped.
type keyIndex struct{ places map[string]int }

const fewKeys = 16

func (x *keyIndex) find(t *dynamicTree, key string) int {
	if len(t.keys) <= fewKeys {
		for i, k := range t.keys {
			if k == key {
				return i
			}
		}
		return -1
	}
	if x.places == nil {
		x.places = make(map[string]int, 2*len(t.keys))
		for i, k := range t.keys {
			x.places[k] = i
		}
	}
	if i, ok := x.places[key]; ok {
		return i
	}
	return -1
}

// add puts a member at the end.
func (x *keyIndex) add(t *dynamicTree, key string, value Dynamic) {
	if x.places != nil {
		x.places[key] = len(t.keys)
	}
	t.keys = append(t.keys, key)
	t.values = append(t.values, value)
}

// set puts a member at the end, or a new value in its place.
func (x *keyIndex) set(t *dynamicTree, key string, value Dynamic) {
	if i := x.find(t, key); i >= 0 {
		t.values[i] = value
		return
	}
	x.add(t, key, value)
}
