package kql

import (
	"encoding/binary"
	"reflect"
	"unsafe"
)

// Groups is the state of a summarize operator, and of others that tell rows apart: for each key K a state S, in the order in
// which the keys are first seen. A key holds reals as [RealKey]. [OpenGroups] makes it ready. Either the groups of rows are looked
// for one by one, by All.Find, or rows R, without dynamics, are put by their keys, and taken in where [OpenRows] says.
//
// It has pointers to what is looked for and found, and what it can do is All's: so nothing has to be compiled for K, S and R.
type Groups[K, S, R any] struct {
	// New is the key that All.Find looks for, or by which a row is put. All of it has to be set.
	New *K
	// Key and State are the group that was found, added or given last, or that Row goes to. They are valid until the next is
	// added.
	Key   *K
	State *S
	// Row is where the next row goes, all of which is to be set before it is put. In the function that takes rows it is the row.
	Row *R
	// All are the groups.
	All AllGroups
}

// AllGroups are those of a [Groups].
type AllGroups struct {
	keys  arrivals
	given int // so many have been given by Next

	rows  list // those that wait, as many as keys do
	texts keyParts
	take  func()
	isNew bool
}

type untypedGroups = Groups[struct{}, struct{}, struct{}]

// OpenGroups makes a [Groups] ready, to which groups points. It is empty then.
func OpenGroups(groups any) {
	p := reflect.ValueOf(groups)
	g, t := (*untypedGroups)(p.UnsafePointer()), p.Type().Elem()
	g.All = AllGroups{}
	g.All.keys.start(t.Field(0).Type.Elem(), t.Field(2).Type.Elem(), nil)
	g.New = (*struct{})(g.All.keys.next)
}

// OpenRows is OpenGroups for a Groups into which rows are put. texts keeps the texts of keys; nil where these have none. take is
// called for each row, in their order, to take Row into State.
func OpenRows(groups any, texts *Texts, take func()) {
	OpenGroups(groups)
	p := reflect.ValueOf(groups)
	g, row := (*untypedGroups)(p.UnsafePointer()), p.Type().Elem().Field(3).Type.Elem()
	g.All.keys.texts, g.All.take = texts, take
	g.All.rows, g.All.texts = newList(row), textsIn(row)
	g.All.offer()
}

// of is the Groups whose groups they are.
func (a *AllGroups) of() *untypedGroups {
	const offset = unsafe.Offsetof(untypedGroups{}.All)
	return (*untypedGroups)(unsafe.Add(unsafe.Pointer(a), -int(offset)))
}

// give sets Key and State to the group that begins at p.
func (a *AllGroups) give(p unsafe.Pointer) {
	of := a.of()
	of.Key, of.State = (*struct{})(p), (*struct{})(unsafe.Add(p, a.keys.rest))
}

// offer sets where the next key and row go.
func (a *AllGroups) offer() {
	of := a.of()
	of.New = (*struct{})(a.keys.coming())
	if a.take != nil {
		of.Row = (*struct{})(a.rows.slot(a.keys.came))
	}
}

// Find reports whether there is a group with the key New.
func (a *AllGroups) Find() bool {
	if a.keys.look(); a.keys.found == none {
		return false
	}
	a.give(a.keys.at(a.keys.found))
	return true
}

// Add adds a group with the key New, which Find did not find just before. Its state is zero. texts keeps the texts in the key;
// it is nil where they outlive the input they came from.
func (a *AllGroups) Add(texts *Texts) {
	added := a.keys.next
	a.keys.keep(texts)
	a.give(added)
	a.of().New = (*struct{})(a.keys.next)
}

// Put has Row taken into the group with the key New, which is added where it is new: at once, or where there are many keys when up
// to 255 more rows have come, and at the latest in Next and Merge.
func (a *AllGroups) Put() {
	k := &a.keys
	if k.count <= cachedKeys {
		if a.isNew = !a.Find(); a.isNew {
			a.Add(k.texts)
		}
		a.take()
	} else {
		a.texts.ownTexts(a.rows.at(k.came), k.borrowed.text)
		if k.come(); k.full() {
			a.settle()
		}
	}
	a.offer()
}

// IsNew reports whether Row is the first of its group.
func (a *AllGroups) IsNew() bool { return a.isNew }

// settle takes in the rows that wait.
func (a *AllGroups) settle() {
	a.keys.settle(func(i, key int, isNew bool) {
		a.give(a.keys.at(key))
		a.isNew, a.of().Row = isNew, (*struct{})(a.rows.at(i))
		a.take()
	})
}

// Next gives the next group, first seen first. Behind the last one it reports false, and the groups are forgotten.
func (a *AllGroups) Next() bool {
	if a.given == 0 {
		a.settle()
		a.keys.slots = slots{} // nothing is looked for any more
	}
	if a.given == a.keys.count {
		a.keys.forget()
		a.given = 0
		*a.of() = untypedGroups{All: *a}
		return false
	}
	a.give(a.keys.at(a.given))
	a.given++
	return true
}

// Merge takes in the groups of from, whose rows came behind, and which is done with then. It reports true for each that is in
// both, which State of both are then, for the caller to take the second into the first, and false when there are no more.
func (a *AllGroups) Merge(from *AllGroups) bool {
	a.settle()
	from.settle()
	if a.keys.count == 0 {
		a.keys.table, from.given = from.keys.table, from.keys.count
	}
	for from.given < from.keys.count {
		i := from.given
		from.given++
		if n := a.keys.takeIn(&from.keys.table, i); n != none {
			a.give(a.keys.at(n))
			from.give(from.keys.at(i))
			return true
		}
	}
	a.offer()
	return false
}

// MergeKeys is Merge of groups without states.
func (a *AllGroups) MergeKeys(from *AllGroups) {
	for a.Merge(from) {
		continue
	}
}

// AppendGroups appends all groups to a state; one appends a group.
func AppendGroups[K, S, R any](dst []byte, g *Groups[K, S, R], one func(dst []byte, key *K, state *S) []byte) []byte {
	g.All.settle()
	all := groupsOf[K, S]{g.All.keys.table}
	dst = binary.AppendUvarint(dst, uint64(all.table.count))
	for i := range all.table.count {
		key, state := all.at(i)
		dst = one(dst, key, state)
	}
	return dst
}

// ReadGroups sets g to what AppendGroups wrote; one reads a group.
func ReadGroups[K, S, R any](src []byte, g *Groups[K, S, R], one func(src []byte, key *K, state *S) ([]byte, error)) ([]byte, error) {
	OpenGroups(g)
	n, src, err := readCount(src)
	if err != nil {
		return nil, err
	}
	for range n {
		var state S
		if src, err = one(src, g.New, &state); err != nil {
			return nil, err
		}
		if !g.All.Find() {
			g.All.Add(nil)
		}
		*g.State = state
	}
	return src, nil
}

// groupsOf is [Groups] for use in this package, where it is compiled once. The zero value is empty.
type groupsOf[K, S any] struct{ table table }

// key is what find looks for, to be set before. All of it has to be set.
func (g *groupsOf[K, S]) key() *K {
	if g.table.next == nil {
		g.table.start(reflect.TypeFor[K](), reflect.TypeFor[S]())
	}
	return (*K)(g.table.next)
}

// find returns the state of key, nil where it is new. It is valid until the next add.
func (g *groupsOf[K, S]) find() *S { return (*S)(g.table.look()) }

// add returns the state of the key that find did not find just before; it is valid until the next add. texts is as in
// [AllGroups.Add].
func (g *groupsOf[K, S]) add(texts *Texts) *S { return (*S)(g.table.keep(texts)) }

// findOrAdd returns the state of key, which is added where it is new, and whether it is.
func (g *groupsOf[K, S]) findOrAdd(key K) (state *S, isNew bool) {
	*g.key() = key
	if state = g.find(); state == nil {
		return g.add(nil), true
	}
	return state, false
}

// at is the i-th group.
func (g *groupsOf[K, S]) at(i int) (key *K, state *S) {
	p := g.table.at(i)
	return (*K)(p), (*S)(unsafe.Add(p, g.table.rest))
}

// each calls yield for every group, first seen first, and forgets them.
func (g *groupsOf[K, S]) each(yield func(key *K, state *S)) {
	all := groupsOf[K, S]{table{list: g.table.list, rest: g.table.rest}}
	g.table.take()
	for i := range all.table.count {
		yield(all.at(i))
	}
}
