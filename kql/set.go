package kql

// The functions on arrays as sets (Kusto: set-union-function and the like). Their results hold each value once, in the
// order of its first occurrence; numbers are told apart by value.

// valueSet tells values apart.
type valueSet map[string]struct{}

func (s valueSet) has(d Dynamic) bool {
	_, ok := s[CanonicalKey(d)]
	return ok
}

// add reports whether the value is new.
func (s valueSet) add(d Dynamic) bool {
	key := CanonicalKey(d)
	if _, ok := s[key]; ok {
		return false
	}
	s[key] = struct{}{}
	return true
}

// Dynamics has of equal values the first one: Go's == tells its values apart as Kusto does. The zero value is ready.
type Dynamics map[string]Dynamic

// First returns the first value that is equal to d, which has text of its own.
func (s *Dynamics) First(d Dynamic) Dynamic {
	key := CanonicalKey(d)
	first, ok := (*s)[key]
	if ok {
		return first
	}
	if *s == nil {
		*s = Dynamics{}
	}
	first = d.Clone()
	(*s)[key] = first
	return first
}

func valuesOf(array Dynamic) valueSet {
	s := valueSet{}
	for _, v := range array.Elements() {
		s.add(v)
	}
	return s
}

// SetUnion is set_union(). Arguments that are no arrays are skipped; null without any.
func SetUnion(sets ...Dynamic) Dynamic {
	var out []Dynamic
	seen, none := valueSet{}, true
	for _, set := range sets {
		if set.kind != ArrayKind {
			continue
		}
		none = false
		for _, v := range set.Elements() {
			if seen.add(v) {
				out = append(out, v)
			}
		}
	}
	if none {
		return Dynamic{}
	}
	return DynamicArray(out)
}

// SetIntersect is set_intersect(): what all sets have; null where one is no array.
func SetIntersect(first Dynamic, others ...Dynamic) Dynamic {
	return setFilter(first, others, func(in int) bool { return in == len(others) })
}

// SetDifference is set_difference(): what the first set has and no other; null where one is no array.
func SetDifference(first Dynamic, others ...Dynamic) Dynamic {
	return setFilter(first, others, func(in int) bool { return in == 0 })
}

// setFilter keeps the values of first that are in a fitting number of others.
func setFilter(first Dynamic, others []Dynamic, fits func(in int) bool) Dynamic {
	if first.kind != ArrayKind {
		return Dynamic{}
	}
	sets := make([]valueSet, len(others))
	for i, o := range others {
		if o.kind != ArrayKind {
			return Dynamic{}
		}
		sets[i] = valuesOf(o)
	}
	var out []Dynamic
	seen := valueSet{}
	for _, v := range first.Elements() {
		in := 0
		for _, s := range sets {
			if s.has(v) {
				in++
			}
		}
		if fits(in) && seen.add(v) {
			out = append(out, v)
		}
	}
	return DynamicArray(out)
}

// SetHasElement is set_has_element(): the array has the value; false for what is no array.
func SetHasElement(set, value Dynamic) bool {
	if set.kind != ArrayKind {
		return false
	}
	for c := set.cursor(); c.next(); {
		if c.value().Equal(value) {
			return true
		}
	}
	return false
}

// SetEquals is set_equals(): the arrays have the same values; false where one is no array.
func SetEquals(a, b Dynamic) bool {
	if a.kind != ArrayKind || b.kind != ArrayKind {
		return false
	}
	x, y := valuesOf(a), valuesOf(b)
	for key := range x {
		if _, ok := y[key]; !ok {
			return false
		}
	}
	return len(x) == len(y)
}

// JaccardIndex is jaccard_index(): how many values both arrays have, divided by how many one has; null where one is no
// array (Kusto: jaccard-index-function).
func JaccardIndex(a, b Dynamic) Null[float64] {
	if a.kind != ArrayKind || b.kind != ArrayKind {
		return Null[float64]{}
	}
	x, y := valuesOf(a), valuesOf(b)
	both := 0
	for key := range x {
		if _, ok := y[key]; ok {
			both++
		}
	}
	return Some(float64(both) / float64(len(x)+len(y)-both))
}
