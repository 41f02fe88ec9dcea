package kql

import (
	"reflect"
	"unsafe"
)

// Distinct is the state of a distinct operator: the keys K that came. A key holds reals as [RealKey]. It is as [Groups] is:
// [OpenDistinct] makes it ready, and what it can do is All's.
type Distinct[K any] struct {
	// Key is where the key of the next row goes, all of which is to be set before it is added. In the function that takes keys it
	// is the one that is new.
	Key *K
	// All are the keys.
	All DistinctKeys
}

// DistinctKeys are those of a [Distinct].
type DistinctKeys struct {
	keys  arrivals
	isNew func()
}

// OpenDistinct makes a [Distinct] ready, to which state points. It is empty then. texts keeps the texts of keys; it is nil where
// they outlive the input they came from. isNew is called for every key that did not come before, in their order.
func OpenDistinct(state any, texts *Texts, isNew func()) {
	p := reflect.ValueOf(state)
	d := &(*Distinct[struct{}])(p.UnsafePointer()).All
	*d = DistinctKeys{isNew: isNew}
	d.keys.start(p.Type().Elem().Field(0).Type.Elem(), reflect.TypeFor[struct{}](), texts)
	d.give(d.keys.next)
}

// give sets Key.
func (d *DistinctKeys) give(key unsafe.Pointer) {
	const offset = unsafe.Offsetof(Distinct[struct{}]{}.All)
	(*Distinct[struct{}])(unsafe.Add(unsafe.Pointer(d), -int(offset))).Key = (*struct{})(key)
}

// Add takes in Key. If it is new it is given at once, or where there are many keys when up to 255 more have come, and at the
// latest in Close.
func (d *DistinctKeys) Add() {
	switch k := &d.keys; {
	case k.count > cachedKeys:
		if k.come(); k.full() {
			d.settle()
		}
	case k.look() == nil:
		d.give(k.next)
		k.keep(k.texts)
		d.isNew()
	}
	d.give(d.keys.coming())
}

// Close gives every new key that was not given, and forgets all keys.
func (d *DistinctKeys) Close() {
	d.settle()
	d.keys.forget()
	d.keys.next = d.keys.slot(0)
	d.give(d.keys.next)
}

func (d *DistinctKeys) settle() {
	d.keys.settle(func(_, key int, isNew bool) {
		if isNew {
			d.give(d.keys.at(key))
			d.isNew()
		}
	})
}
