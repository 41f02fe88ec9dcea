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
	rest   uintptr        // where that of a value stands which is not its key
	next   unsafe.Pointer // the value that is looked for; its key is to be set
	sought uint32         // the hash of the key that was looked for last
	found  int            // where it stands
	slots  slots
}

// start makes the table empty. Its values are of two types: a key and the rest.
func (t *table) start(key, rest reflect.Type) {
	values, at := newListOf(key, rest)
	*t = table{list: values, key: keyPartsOf(key), rest: at}
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
	t.own(t.next, texts)
	t.slots.add(t.sought)
	p := t.add()
	t.next = t.slot(t.count)
	return unsafe.Add(p, t.rest)
}

// own gives the key at p texts that are kept: one that is all of a key is not kept already.
func (t *table) own(p unsafe.Pointer, texts *Texts) {
	switch {
	case texts == nil:
	case len(t.key) == 1:
		t.key.ownTexts(p, texts.copy)
	default:
		t.key.ownTexts(p, texts.Keep)
	}
}

// takeIn takes in the value that stands at a place of another table if it is new. Otherwise it returns the place of the one
// with its key; none if it was new.
func (t *table) takeIn(from *table, i int) int {
	at, hash := from.at(i), from.slots.hashes[i]
	n := t.find(at, hash)
	if n == none {
		t.slots.add(hash)
		t.copy(t.add(), at)
		t.next = t.slot(t.count)
	}
	return n
}

// take empties the table and returns the values.
func (t *table) take() list {
	taken := t.list.take()
	t.slots, t.next = slots{}, nil
	return taken
}
