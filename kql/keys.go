package kql

import (
	"hash/maphash"
	"math"
	"reflect"
	"sync"
	"unsafe"
)

// hashSeed is that of all tables: what they give does not depend on it.
var hashSeed = maphash.MakeSeed()

// keyHash is the hash of a key by which slots find it. It is not 0.
func keyHash[K comparable](key K) uint32 {
	return max(uint32(maphash.Comparable(hashSeed, key)), 1)
}

// keyParts are what tells the keys of a type apart: the texts in it, and the bytes of all else. One function hashes the
// keys of all types by them, and one compares.
type keyParts []keyPart

// keyPart is a text, or so many bytes, in a key.
type keyPart struct{ offset, size uintptr }

// isText is the size of a text.
const isText = 0

// of is the part of the key at p.
func (part keyPart) of(p unsafe.Pointer) string {
	p = unsafe.Add(p, part.offset)
	if part.size == isText {
		return *(*string)(p)
	}
	return unsafe.String((*byte)(p), part.size)
}

// hash is that of the key at p. It is not 0.
func (k keyParts) hash(p unsafe.Pointer) uint32 {
	var hash uint64
	for _, part := range k {
		hash = hash*0x9e3779b97f4a7c15 + maphash.String(hashSeed, part.of(p))
	}
	return max(uint32(hash), 1)
}

func (k keyParts) equal(p, q unsafe.Pointer) bool {
	for _, part := range k {
		if part.of(p) != part.of(q) {
			return false
		}
	}
	return true
}

// ownTexts puts copies that keep makes in the place of the texts of the key at p.
func (k keyParts) ownTexts(p unsafe.Pointer, keep func(text string) string) {
	for _, part := range k {
		if part.size == isText {
			text := (*string)(unsafe.Add(p, part.offset))
			*text = keep(*text)
		}
	}
}

// first is what comparing the key at p reads first.
func (k keyParts) first(p unsafe.Pointer) unsafe.Pointer {
	if len(k) > 0 && k[0].size == isText {
		if text := k[0].of(p); text != "" {
			return unsafe.Pointer(unsafe.StringData(text))
		}
	}
	return p
}

// partsByType are the parts of the types of keys, which are asked for again and again.
var partsByType sync.Map

// textsIn are the parts of a type of rows, a text or a struct of columns, that are texts. A row may embed another.
func textsIn(t reflect.Type) (texts keyParts) {
	switch t.Kind() {
	case reflect.String:
		return keyParts{{0, isText}}
	case reflect.Struct:
		for i := range t.NumField() {
			switch f := t.Field(i); {
			case f.Type.Kind() == reflect.String:
				texts = append(texts, keyPart{f.Offset, isText})
			case f.Anonymous:
				for _, part := range textsIn(f.Type) {
					texts = append(texts, keyPart{f.Offset + part.offset, isText})
				}
			}
		}
	}
	return texts
}

// keyPartsOf are the parts of a type.
func keyPartsOf(t reflect.Type) keyParts {
	parts, ok := partsByType.Load(t)
	if !ok {
		parts = appendParts(nil, t, 0)
		partsByType.Store(t, parts)
	}
	return parts.(keyParts)
}

// appendParts adds the parts of a type that stands at an offset.
func appendParts(parts keyParts, t reflect.Type, offset uintptr) keyParts {
	switch t.Kind() {
	case reflect.String:
		return append(parts, keyPart{offset, isText})
	case reflect.Struct:
		for i := range t.NumField() {
			parts = appendParts(parts, t.Field(i).Type, offset+t.Field(i).Offset)
		}
		return parts
	case reflect.Array:
		for i := range t.Len() {
			parts = appendParts(parts, t.Elem(), offset+uintptr(i)*t.Elem().Size())
		}
		return parts
	case reflect.Float64, reflect.Float32, reflect.Complex64, reflect.Complex128, reflect.Interface:
		panic("values of " + t.String() + " are not told apart by their bytes")
	}
	if n := len(parts) - 1; n >= 0 && parts[n].size != isText && parts[n].offset+parts[n].size == offset {
		parts[n].size += t.Size()
		return parts
	}
	return append(parts, keyPart{offset, t.Size()})
}

// RealKey stands for a real that may be null where values are told apart: all NaN are one value, both zeros are one.
type RealKey struct {
	bits uint64
	ok   bool
}

// NewRealKey returns the key of v.
func NewRealKey(v float64) RealKey {
	switch {
	case v != v:
		v = math.NaN()
	case v == 0:
		v = 0
	}
	return RealKey{math.Float64bits(v), true}
}

// NewNullRealKey returns the key of v, which may be null.
func NewNullRealKey(v Null[float64]) RealKey {
	if !v.OK {
		return RealKey{}
	}
	return NewRealKey(v.V)
}

// Real returns the value, which is not null.
func (k RealKey) Real() float64 { return math.Float64frombits(k.bits) }

// Null returns the value.
func (k RealKey) Null() Null[float64] {
	if !k.ok {
		return Null[float64]{}
	}
	return Some(k.Real())
}
