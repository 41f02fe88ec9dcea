package kql

import (
	"encoding/binary"
	"reflect"
	"unsafe"
)

// Groups is the state of a summarize operator, and of others that tell rows apart: for each key K a state S, in the order in
// which the keys are first seen. A key holds reals as [RealKey]. [OpenGroups] makes it ready.
//
// It has pointers to what is looked for and found, and what it can do is All's: so nothing has to be compiled for K and S.
type Groups[K, S any] struct {
	// New is the key that All.Find looks for. All of it has to be set.
	New *K
	// Key and State are the group that was found, added or given last. They are valid until the next is added.
	Key   *K
	State *S
	// All are the groups.
	All AllGroups
}

// AllGroups are those of a [Groups].
type AllGroups struct {
	table table
	given int // so many have been given by Next
}

// OpenGroups makes a [Groups] ready, to which groups points. It is empty then.
func OpenGroups(groups any) {
	p := reflect.ValueOf(groups)
	g := (*Groups[struct{}, struct{}])(p.UnsafePointer())
	t := p.Type().Elem()
	g.All.table.start(t.Field(0).Type.Elem(), t.Field(2).Type.Elem())
	g.New = (*struct{})(g.All.table.next)
}

// of is the Groups whose groups they are.
func (a *AllGroups) of() *Groups[struct{}, struct{}] {
	const offset = unsafe.Offsetof(Groups[struct{}, struct{}]{}.All)
	return (*Groups[struct{}, struct{}])(unsafe.Add(unsafe.Pointer(a), -int(offset)))
}

// give sets Key and State to the group that begins at p.
func (a *AllGroups) give(p unsafe.Pointer) {
	of := a.of()
	of.Key, of.State = (*struct{})(p), (*struct{})(unsafe.Add(p, a.table.rest))
}

// Find reports whether there is a group with the key New.
func (a *AllGroups) Find() bool {
	if a.table.look(); a.table.found == none {
		return false
	}
	a.give(a.table.at(a.table.found))
	return true
}

// Add adds a group with the key New, which Find did not find just before. Its state is zero. texts keeps the texts in the key;
// it is nil where they outlive the input they came from.
func (a *AllGroups) Add(texts *Texts) {
	added := a.table.next
	a.table.keep(texts)
	a.give(added)
	a.of().New = (*struct{})(a.table.next)
}

// Next gives the next group, first seen first. Behind the last one it reports false, and the groups are forgotten.
func (a *AllGroups) Next() bool {
	if a.given == 0 {
		a.table.slots = slots{} // nothing is looked for any more
	}
	if a.given == a.table.count {
		a.table.take()
		*a.of() = Groups[struct{}, struct{}]{All: AllGroups{table: a.table}}
		return false
	}
	a.give(a.table.at(a.given))
	a.given++
	return true
}

// Merge takes in the groups of from, whose rows came behind, and which is done with then. It reports true for each that is in
// both, which State of both are then, for the caller to take the second into the first, and false when there are no more.
func (a *AllGroups) Merge(from *AllGroups) bool {
	if a.table.count == 0 {
		a.table, from.given = from.table, from.table.count
	}
	for from.given < from.table.count {
		i := from.given
		from.given++
		if n := a.table.takeIn(&from.table, i); n != none {
			a.give(a.table.at(n))
			from.give(from.table.at(i))
			return true
		}
	}
	a.of().New = (*struct{})(a.table.next)
	return false
}

// MergeKeys is Merge of groups without states.
func (a *AllGroups) MergeKeys(from *AllGroups) {
	for a.Merge(from) {
		continue
	}
}

// AppendGroups appends all groups to a state; one appends a group.
func AppendGroups[K, S any](dst []byte, g *Groups[K, S], one func(dst []byte, key *K, state *S) []byte) []byte {
	all := groupsOf[K, S]{g.All.table}
	dst = binary.AppendUvarint(dst, uint64(all.table.count))
	for i := range all.table.count {
		key, state := all.at(i)
		dst = one(dst, key, state)
	}
	return dst
}

// ReadGroups sets g to what AppendGroups wrote; one reads a group.
func ReadGroups[K, S any](src []byte, g *Groups[K, S], one func(src []byte, key *K, state *S) ([]byte, error)) ([]byte, error) {
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
