package kql

// What takes the state of an evaluation into that of another one, whose rows came before. The state that is taken in is done
// with: the other one may hold parts of it.

// MergeTextSets takes in texts; none was asked for yet.
func MergeTextSets(into, from *TextSet) { into.texts = append(into.texts, from.texts...) }

// MergeValueSets takes in values.
func MergeValueSets[T comparable](into, from *ValueSet[T]) {
	for v := range from.values {
		into.Add(v)
	}
}
