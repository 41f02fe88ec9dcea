package kql

import (
	"hash/maphash"
	"reflect"
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

// touch reads of the key at p what comparing it reads first.
func (k keyParts) touch(p unsafe.Pointer) byte {
	if len(k) > 0 {
		if text := k[0].of(p); text != "" {
			return text[0]
		}
	}
	return 0
}

// keyPartsOf adds the parts of a type that stands at an offset.
func keyPartsOf(parts keyParts, t reflect.Type, offset uintptr) keyParts {
	switch t.Kind() {
	case reflect.String:
		return append(parts, keyPart{offset, isText})
	case reflect.Struct:
		for i := range t.NumField() {
			parts = keyPartsOf(parts, t.Field(i).Type, offset+t.Field(i).Offset)
		}
		return parts
	case reflect.Array:
		for i := range t.Len() {
			parts = keyPartsOf(parts, t.Elem(), offset+uintptr(i)*t.Elem().Size())
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
