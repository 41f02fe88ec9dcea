package kql

import (
	"slices"
	"strings"
)

// The functions on property bags (Kusto: bag-keys-function and the like). What is no bag gives null.

// BagKeys is bag_keys().
func BagKeys(bag Dynamic) Dynamic {
	if bag.kind != BagKind {
		return Dynamic{}
	}
	return textsArray(bag.Keys())
}

// BagPack is bag_pack(): a bag of keys and values in turn. Of equal keys the last value counts.
func BagPack(keysAndValues ...Dynamic) Dynamic { return bagPack(keysAndValues, false) }

// BagPackNotEmpty is pack_all(true): [BagPack] without values that are null or the empty text.
func BagPackNotEmpty(keysAndValues ...Dynamic) Dynamic { return bagPack(keysAndValues, true) }

func bagPack(list []Dynamic, notEmpty bool) Dynamic {
	n := len(list) / 2
	t := &dynamicTree{keys: make([]string, 0, n), values: make([]Dynamic, 0, n)}
	index := keyIndex{}
	for i := 0; i+1 < len(list); i += 2 {
		if !notEmpty || !IsEmptyDynamic(list[i+1]) {
			index.set(t, list[i].String(), list[i+1])
		}
	}
	return Dynamic{kind: BagKind, tree: t}
}

// BagMerge is bag_merge(): the members of all bags; of equal keys the leftmost counts. Arguments that are no bags are
// skipped.
func BagMerge(bags ...Dynamic) Dynamic {
	t := &dynamicTree{}
	index := keyIndex{}
	none := true
	for _, b := range bags {
		if b.kind != BagKind {
			continue
		}
		none = false
		from := b.build()
		for i, k := range from.keys {
			if index.find(t, k) < 0 {
				index.add(t, k, from.values[i])
			}
		}
	}
	if none {
		return Dynamic{}
	}
	return Dynamic{kind: BagKind, tree: t}
}

// bagPath reads a key: JSONPath with $, or the name of a member. Places in arrays are not supported, and give nothing.
func bagPath(key string) []string {
	rest, isPath := strings.CutPrefix(key, "$")
	if !isPath || rest == "" || rest[0] != '.' && rest[0] != '[' {
		return []string{key}
	}
	var path []string
	for rest != "" {
		name, n, after, ok := jsonPathStep(rest)
		if !ok || n >= 0 {
			return nil
		}
		path, rest = append(path, name), after
	}
	return path
}

// BagHasKey is bag_has_key(): the bag has the member, also one of value null. A key with $ is a JSONPath
// (Kusto: bag-has-key-function).
func BagHasKey(bag Dynamic, key string) bool {
	path := bagPath(key)
	for _, name := range path {
		if bag.kind != BagKind {
			return false
		}
		t := bag.build()
		i := (&keyIndex{}).find(t, name)
		if i < 0 {
			return false
		}
		bag = t.values[i]
	}
	return len(path) > 0
}

// BagSetKey is bag_set_key(): the bag with a member set. A key with $ is a JSONPath, whose bags are made where they are
// missing (Kusto: bag-set-key-function).
func BagSetKey(bag Dynamic, key string, value Dynamic) Dynamic {
	if bag.kind != BagKind {
		return Dynamic{}
	}
	return setAt(bag, bagPath(key), value)
}

func setAt(bag Dynamic, path []string, value Dynamic) Dynamic {
	if len(path) == 0 {
		return bag
	}
	t := &dynamicTree{}
	if bag.kind == BagKind {
		from := bag.build()
		t.keys, t.values = slices.Clone(from.keys), slices.Clone(from.values)
	}
	index := keyIndex{}
	if len(path) > 1 {
		var inner Dynamic
		if i := index.find(t, path[0]); i >= 0 {
			inner = t.values[i]
		}
		value = setAt(inner, path[1:], value)
	}
	index.set(t, path[0], value)
	return Dynamic{kind: BagKind, tree: t}
}

// BagRemoveKeys is bag_remove_keys(): the bag without the members that an array names. A key with $ is a JSONPath
// (Kusto: bag-remove-keys-function).
func BagRemoveKeys(bag, keys Dynamic) Dynamic {
	if bag.kind != BagKind || keys.kind != ArrayKind {
		return Dynamic{}
	}
	for c := keys.cursor(); c.next(); {
		bag = removeAt(bag, bagPath(c.value().Text()))
	}
	return bag
}

func removeAt(bag Dynamic, path []string) Dynamic {
	if len(path) == 0 || bag.kind != BagKind {
		return bag
	}
	from := bag.build()
	i := (&keyIndex{}).find(from, path[0])
	if i < 0 {
		return bag
	}
	t := &dynamicTree{keys: slices.Clone(from.keys), values: slices.Clone(from.values)}
	if len(path) > 1 {
		t.values[i] = removeAt(t.values[i], path[1:])
	} else {
		t.keys, t.values = slices.Delete(t.keys, i, i+1), slices.Delete(t.values, i, i+1)
	}
	return Dynamic{kind: BagKind, tree: t}
}

// BagZip is bag_zip(): a bag of the keys with the values in their places, null where there is none. Keys that are no texts
// are skipped with their values.
func BagZip(keys, values Dynamic) Dynamic {
	if keys.kind != ArrayKind {
		return Dynamic{}
	}
	names := keys.Elements()
	inPlace := make([]Dynamic, len(names))
	if values.kind == ArrayKind {
		copy(inPlace, values.Elements())
	}
	t := &dynamicTree{}
	index := keyIndex{}
	for i, k := range names {
		if k.kind == StringKind {
			index.set(t, k.text, inPlace[i])
		}
	}
	return Dynamic{kind: BagKind, tree: t}
}

// TreePath is treepath(): the paths of all members below a bag, in order. The elements of an array share the paths of
// one, written [0] (Kusto: treepath-function).
func TreePath(bag Dynamic) Dynamic {
	if bag.kind != BagKind && bag.kind != ArrayKind {
		return Dynamic{}
	}
	var paths []string
	seen := map[string]bool{}
	appendPaths(bag, "", func(path string) {
		if !seen[path] {
			seen[path] = true
			paths = append(paths, path)
		}
	})
	return textsArray(paths)
}

func appendPaths(d Dynamic, prefix string, add func(path string)) {
	switch d.kind {
	case BagKind:
		t := d.build()
		for i, k := range t.keys {
			path := prefix + "['" + k + "']"
			add(path)
			appendPaths(t.values[i], path, add)
		}
	case ArrayKind:
		path := prefix + "[0]"
		for _, v := range d.Elements() {
			add(path)
			appendPaths(v, path, add)
		}
	}
}
