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

// each empties the table and calls yield for the key and the rest of all values.
func (t *table) each(yield func(key, rest unsafe.Pointer)) {
	rest, values := t.rest, t.take()
	for i := range values.count {
		at := values.at(i)
		yield(at, unsafe.Add(at, rest))
	}
}

// merge takes in the values of another table; merge takes the rest of one with the same key into that of the table. It is nil
// where there is none.
func (t *table) merge(from *table, copyValue func(to, from unsafe.Pointer), merge func(into, from unsafe.Pointer)) {
	if t.count == 0 {
		*t = *from
		return
	}
	for i, hash := range from.slots.hashes {
		at := from.at(i)
		switch n := t.find(at, hash); {
		case n == none:
			t.slots.add(hash)
			copyValue(t.add(), at)
		case merge != nil:
			merge(unsafe.Add(t.at(n), t.rest), unsafe.Add(at, t.rest))
		}
	}
	t.next = t.slot(t.count)
}

// take empties the table and returns the values.
func (t *table) take() list {
	taken := t.list.take()
	t.slots, t.next = slots{}, nil
	return taken
}
