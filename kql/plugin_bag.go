package kql

import "slices"

// BagOthers is what bag_unpack() makes of the members of a bag whose columns a query does not know: the members but for
// those named, with prefix before their names; null for what is no bag (Kusto: bag-unpack-plugin).
func BagOthers(bag Dynamic, prefix string, but ...string) Dynamic {
	if bag.kind != BagKind {
		return Dynamic{}
	}
	t := &dynamicTree{}
	bag.each(func(key string, value Dynamic) bool {
		if !slices.Contains(but, key) {
			t.keys = append(t.keys, prefix+key)
			t.values = append(t.values, value)
		}
		return true
	})
	return Dynamic{kind: BagKind, tree: t}
}

// Unpacked keeps the rows of a bag_unpack() that replaces columns, and the names of all members: a column is replaced in
// all rows if some bag has a member of its name. The zero value is empty.
type Unpacked[T any] struct {
	rows []T
	keys map[string]bool
}

// Add keeps a row and its bag. Text in row has to outlive the input it came from.
func (u *Unpacked[T]) Add(row T, bag Dynamic) {
	if u.keys == nil {
		u.keys = map[string]bool{}
	}
	if bag.kind == BagKind {
		bag.each(func(key string, _ Dynamic) bool {
			if !u.keys[key] {
				u.keys[keep(key)] = true
			}
			return true
		})
	}
	u.rows = append(u.rows, row)
}

// Has reports whether some bag has a member of that name.
func (u *Unpacked[T]) Has(name string) bool { return u.keys[name] }

// Each calls yield for every row in the order in which they came.
func (u *Unpacked[T]) Each(yield func(row *T)) {
	for i := range u.rows {
		yield(&u.rows[i])
	}
}
