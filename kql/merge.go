package kql

import "slices"

// What takes the state of an evaluation into that of another one, whose rows came before. The state that is taken in is done
// with: the other one may hold parts of it.

// MergeGroups takes in groups; merge takes the second state into the first. It is nil where states are empty.
func MergeGroups[K comparable, S any](into, from *Groups[K, S], merge func(into, from *S)) {
	if into.Len() == 0 {
		*into = *from
		return
	}
	n := -1
	from.groups.each(func(at *group[K, S]) {
		n++
		hash := from.slots.hashes[n]
		switch state, _ := into.findHashed(at.key, hash); {
		case state == nil:
			into.slots.add(hash)
			into.groups.add(*at)
		case merge != nil:
			merge(state, &at.state)
		}
	})
}

// MergeSorts takes in the rows of a sort.
func MergeSorts[T any](into, from *Sort[T]) {
	for _, s := range [...]*Sort[T]{into, from} {
		if len(s.runs) > 0 {
			s.sortLast()
		}
	}
	into.runs = append(into.runs, from.runs...)
}

// MergeTops takes in the rows of a top.
func MergeTops[T any](into, from *Top[T]) {
	slices.SortFunc(from.heap, func(a, b ranked[T]) int { return a.seq - b.seq })
	for _, r := range from.heap {
		into.Add(r.row)
	}
}

// MergeHolds takes in rows that are held.
func MergeHolds[T any](into, from *Hold[T]) { from.Each(func(row *T) { into.Add(*row) }) }

// MergeTextSets takes in texts; none was asked for yet.
func MergeTextSets(into, from *TextSet) { into.texts = append(into.texts, from.texts...) }

// MergeValueSets takes in values.
func MergeValueSets[T comparable](into, from *ValueSet[T]) {
	for v := range from.values {
		into.Add(v)
	}
}
