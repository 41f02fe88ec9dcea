package kql

import (
	"reflect"
	"unsafe"
)

// Hold keeps rows until something else is known: the value of a toscalar(), the rows of a table that in looks into. It is as
// [Groups] is: [OpenHold] makes it ready, and what it can do is All's.
//
//	for rows := e.hold; rows.All.Next(); { // a copy: rows may be asked for within
//		… rows.At …
//	}
type Hold[T any] struct {
	// At is where the row goes that was added last, to be set, and the one that was given last.
	At *T
	// All are the rows.
	All HeldRows
}

// HeldRows are those of a [Hold].
type HeldRows struct {
	rows  list
	given int
}

// OpenHold makes a [Hold] ready, to which hold points. It is empty then.
func OpenHold(hold any) {
	p := reflect.ValueOf(hold)
	h := (*Hold[struct{}])(p.UnsafePointer())
	h.All = HeldRows{rows: newList(p.Type().Elem().Field(0).Type.Elem())}
}

// give sets At.
func (h *HeldRows) give(row unsafe.Pointer) {
	const offset = unsafe.Offsetof(Hold[struct{}]{}.All)
	(*Hold[struct{}])(unsafe.Add(unsafe.Pointer(h), -int(offset))).At = (*struct{})(row)
}

// Add keeps a row, which At is then. Its strings have to outlive the input they came from.
func (h *HeldRows) Add() { h.give(h.rows.add()) }

// Next gives the next row in the order in which they came, and reports false behind the last one.
func (h *HeldRows) Next() bool {
	if h.given == h.rows.count {
		return false
	}
	h.give(h.rows.at(h.given))
	h.given++
	return true
}

// Merge takes in the rows of from, which came behind.
func (h *HeldRows) Merge(from *HeldRows) {
	for i := range from.rows.count {
		h.rows.copy(h.rows.add(), from.rows.at(i))
	}
}

// ValueSet is the values that in looks for, collected from a table. The zero value is empty.
type ValueSet[T comparable] struct{ values map[T]struct{} }

// Add takes in v, with text of its own.
func (s *ValueSet[T]) Add(v T) {
	if _, ok := s.values[v]; ok {
		return
	}
	if s.values == nil {
		s.values = map[T]struct{}{}
	}
	s.values[keep(v)] = struct{}{}
}

// Has reports whether v is among the values.
func (s *ValueSet[T]) Has(v T) bool { _, ok := s.values[v]; return ok }

// TextSet is the texts that in, in~, has_any and has_all look for, collected from a table. The zero value is empty. What
// it is asked is prepared at the first question; no text may be added after that.
type TextSet struct {
	texts []string
	set   *StringSet
	fold  *FoldSet
	terms *Terms
}

// Add takes in text.
func (s *TextSet) Add(text string) { s.texts = append(s.texts, keep(text)) }

// AddDynamic takes in the text of a dynamic, that of each element where it is an array, and of a null nothing.
func (s *TextSet) AddDynamic(d Dynamic) {
	switch d.Kind() {
	case NullKind:
	case ArrayKind:
		for _, element := range d.Elements() {
			s.AddDynamic(element)
		}
	default:
		s.Add(d.String())
	}
}

// Has reports whether text is one of the texts.
func (s *TextSet) Has(text string) bool {
	if s.set == nil {
		prepared := NewStringSet(s.texts...)
		s.set = &prepared
	}
	return InSet(text, *s.set)
}

// HasFold reports whether text is one of the texts, case folded.
func (s *TextSet) HasFold(text string) bool {
	if s.fold == nil {
		prepared := NewFoldSet(s.texts...)
		s.fold = &prepared
	}
	return InFoldSet(text, *s.fold)
}

func (s *TextSet) prepared() Terms {
	if s.terms == nil {
		prepared := NewTerms(s.texts...)
		s.terms = &prepared
	}
	return *s.terms
}

// AnyIn reports whether text has one of the texts as has does.
func (s *TextSet) AnyIn(text string) bool { return HasAnyTerm(text, s.prepared()) }

// AllIn reports whether text has all of the texts as has does.
func (s *TextSet) AllIn(text string) bool { return HasAllTerms(text, s.prepared()) }
