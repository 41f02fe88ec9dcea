package kql

import (
	"reflect"
	"unsafe"
)

// table is values that begin with a key and are found by it. What is looked for stands where the next value goes, so that it
// is there if it is to be added.
type table struct {
	list
	key    keyParts
	rest   uintptr // where that of a value stands which is not its key
	next   unsafe.Pointer
	sought uint32 // the hash of the key that was looked for last
	found  int    // where it stands
	slots  slots
}

// start makes the table empty. slice is a slice of values, key points to a key, and the rest of a value stands at rest.
func (t *table) start(slice, key any, rest uintptr) {
	*t = table{list: newList(slice), key: keyPartsOf(nil, reflect.TypeOf(key).Elem(), 0), rest: rest}
	t.next = t.slot(0)
}

// look returns the rest of the value with the key of next, nil where there is none.
func (t *table) look() unsafe.Pointer { return t.lookFor(t.key.hash(t.next)) }

// lookFor is look for a key whose hash is known.
func (t *table) lookFor(hash uint32) unsafe.Pointer {
	t.sought = hash
	if t.found = t.find(t.next, t.sought); t.found == none {
		return nil
	}
	return unsafe.Add(t.at(t.found), t.rest)
}

// find returns the place of the value with the key at p, none where there is none.
func (t *table) find(p unsafe.Pointer, hash uint32) int {
	f := t.slots.search(hash)
	for n := t.slots.next(&f); n != none; n = t.slots.next(&f) {
		if t.key.equal(t.at(n), p) {
			return n
		}
	}
	return none
}

// keep adds next, whose key was looked for in vain, and returns its rest. texts keeps the texts of the key; nil where they are
// kept already.
func (t *table) keep(texts *Texts) unsafe.Pointer {
	t.own(texts)
	t.slots.add(t.sought)
	p := t.add()
	t.next = t.slot(t.count)
	return unsafe.Add(p, t.rest)
}

// own gives the key of next texts that are kept.
func (t *table) own(texts *Texts) {
	if texts != nil {
		t.key.ownTexts(t.next, texts.Keep)
	}
}

// take empties the table and returns the values.
func (t *table) take() list {
	taken := t.list.take()
	t.slots, t.next = slots{}, nil
	return taken
}
