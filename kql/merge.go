package kql

import "unsafe"

// What takes the state of an evaluation into that of another one, whose rows came before. The state that is taken in is done
// with: the other one may hold parts of it.

// MergeGroups takes in groups; merge takes the second state into the first. It is nil where states are empty.
func MergeGroups[K comparable, S any](into, from *Groups[K, S], merge func(into, from *S)) {
	into.table.merge(&from.table, copyValue[group[K, S]], untyped[func(into, from unsafe.Pointer)](merge))
}

// MergeSorts takes in the rows of a sort.
func MergeSorts[T any](into, from *Sort[T]) { into.sorter.merge(&from.sorter) }

// MergeTops takes in the rows of a top.
func MergeTops[T any](into, from *Top[T]) {
	for _, r := range from.best.asTheyCame() {
		if *into.Row() = *(*T)(r.row); into.Wants() {
			into.Add()
		}
	}
}

// MergeHolds takes in rows that are held.
func MergeHolds[T any](into, from *Hold[T]) { from.Each(func(row *T) { *into.Add() = *row }) }

// MergeTextSets takes in texts; none was asked for yet.
func MergeTextSets(into, from *TextSet) { into.texts = append(into.texts, from.texts...) }

// MergeValueSets takes in values.
func MergeValueSets[T comparable](into, from *ValueSet[T]) {
	for v := range from.values {
		into.Add(v)
	}
}
