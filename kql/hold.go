package kql

import "unsafe"

// Hold keeps rows until something else is known: the value of a toscalar(), the rows of a table that in looks into. The
// zero value is empty.
type Hold[T any] struct{ rows list }

// Add keeps a row and returns where it stands, to be set. Its strings have to outlive the input they came from.
func (h *Hold[T]) Add() *T {
	if h.rows.slice == nil {
		h.rows = newList([]T(nil))
	}
	return (*T)(h.rows.add())
}

// Each calls yield for every row in the order in which they came.
func (h *Hold[T]) Each(yield func(row *T)) {
	h.rows.each(untyped[func(row unsafe.Pointer)](yield))
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
