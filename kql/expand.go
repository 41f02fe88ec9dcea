package kql

// Expand is what mv-expand and mv-apply make rows of: the elements of an array, a bag of one member for each member of a
// bag, and the value itself of anything else, null included. An empty array or bag has none (Kusto: mv-expand-operator).
// The result must not be changed.
//
//go:noinline
func Expand(d Dynamic) []Dynamic {
	return expand(d, func(key string, value Dynamic) Dynamic { return DynamicBag([]string{key}, []Dynamic{value}) })
}

// ExpandArrays is [Expand] with kind=array: each member of a bag is an array of key and value.
func ExpandArrays(d Dynamic) []Dynamic {
	return expand(d, func(key string, value Dynamic) Dynamic { return DynamicArray([]Dynamic{DynamicString(key), value}) })
}

func expand(d Dynamic, member func(key string, value Dynamic) Dynamic) []Dynamic {
	switch d.Kind() {
	case ArrayKind:
		return d.Elements()
	case BagKind:
		keys, values := d.Keys(), d.Elements()
		out := make([]Dynamic, len(keys))
		for i, k := range keys {
			out[i] = member(k, values[i])
		}
		return out
	}
	return []Dynamic{d}
}

// ElementAt returns the element of a list that mv-expand goes through, null beyond its end.
func ElementAt(list []Dynamic, i int) Dynamic {
	if i < len(list) {
		return list[i]
	}
	return Dynamic{}
}
