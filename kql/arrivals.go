package kql

import (
	"reflect"
	"unsafe"
)

// arrivals is a table whose keys are looked for many together. Those that came wait behind its values, one of which each becomes
// if it is new.
type arrivals struct {
	table
	texts    *Texts // keeps the texts of keys; nil where they are kept already
	came     int
	batch    *batch
	borrowed borrowed
}

// start makes the table empty, as that of tables does.
func (a *arrivals) start(key, rest reflect.Type, texts *Texts) {
	*a = arrivals{texts: texts}
	a.table.start(key, rest)
}

// coming is where the key goes that comes next.
func (a *arrivals) coming() unsafe.Pointer { return a.slot(a.count + a.came) }

// come takes the key that was set where the next goes.
func (a *arrivals) come() {
	b, key := a.newBatch(), a.at(a.count+a.came)
	b.keys[a.came], b.hashes[a.came] = key, a.key.hash(key)
	if a.texts != nil {
		a.key.ownTexts(key, a.borrowed.text)
	}
	a.came++
}

// newBatch is the batch, made at first need.
func (a *arrivals) newBatch() *batch {
	if a.batch == nil {
		a.batch = &batch{}
	}
	return a.batch
}

// full reports whether no more keys should come before they are settled.
func (a *arrivals) full() bool { return a.came == batchSize || len(a.borrowed.bytes) > batchText }

// settle finds the keys that came or makes values of them, and calls each with the places of a key among them and of the value,
// and with whether it is new.
func (a *arrivals) settle(each func(i, place int, isNew bool)) {
	if a.came == 0 {
		return
	}
	b := a.batch
	a.findAll(b, a.came)
	for i := range a.came {
		place := int(b.places[i])
		if place == none { // or new among those that came
			place = a.find(b.keys[i], b.hashes[i])
		}
		isNew := place == none
		if isNew {
			place = a.count
			a.makeValue(b.keys[i], b.hashes[i])
		}
		each(i, place, isNew)
	}
	a.came = 0
	a.borrowed.reset()
}

// makeValue makes a value of a key that came.
func (a *arrivals) makeValue(key unsafe.Pointer, hash uint32) {
	to := a.add()
	if to != key {
		a.copy(to, key)
	}
	a.own(to, a.texts)
	a.slots.add(hash)
}

// forget makes the table empty.
func (a *arrivals) forget() {
	a.take()
	a.batch, a.borrowed = nil, borrowed{}
}
