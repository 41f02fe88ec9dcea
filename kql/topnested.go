package kql

import (
	"math/rand/v2"
	"slices"
)

// TopLevel is the state of one level of a top-nested operator: the values K of that level below each value of the level
// above, each with a state S, which is a struct of aggregates. The zero value is empty. Keys are as in [Groups]
// (Kusto: top-nested-operator).
type TopLevel[K comparable, S any] struct {
	groups   groupsOf[topKey[K], S]
	children map[int][]int
}

type topKey[K comparable] struct {
	parent int
	key    K
}

// Key is the value that Find looks for, to be set before.
func (t *TopLevel[K, S]) Key() *K { return &t.groups.key().key }

// Find returns the state of Key below the value of the level above that stands at parent, 0 for the first level, and where it
// stands; nil where the value is new. The state is valid until the next Add.
func (t *TopLevel[K, S]) Find(parent int) (state *S, at int) {
	t.groups.key().parent = parent
	if state = t.groups.find(); state != nil {
		at = t.groups.table.found
	}
	return state, at
}

// Add returns the state of the value that Find did not find just before, and where it stands. texts is as in
// [AllGroups.Add].
func (t *TopLevel[K, S]) Add(texts *Texts) (state *S, at int) {
	parent := t.groups.key().parent
	at = t.groups.table.count
	if t.children == nil {
		t.children = map[int][]int{}
	}
	t.children[parent] = append(t.children[parent], at)
	return t.groups.add(texts), at
}

// Split returns where the values below parent stand, in the order of compare, which orders states as [cmp.Compare] does:
// the first limit, all if limit is negative, and the others.
func (t *TopLevel[K, S]) Split(parent int, limit int64, compare func(a, b *S) int) (top, others []int) {
	all := slices.Clone(t.children[parent])
	slices.SortStableFunc(all, func(a, b int) int { return compare(t.State(a), t.State(b)) })
	if limit < 0 || limit > int64(len(all)) {
		limit = int64(len(all))
	}
	return all[:limit], all[limit:]
}

// Value returns the value that stands at a place.
func (t *TopLevel[K, S]) Value(at int) *K {
	key, _ := t.groups.at(at)
	return &key.key
}

// State returns the state of the value that stands at a place.
func (t *TopLevel[K, S]) State(at int) *S {
	_, state := t.groups.at(at)
	return state
}

// Sample is the state of a sample operator: as many rows as asked for, each set of rows as likely as any other. The same
// input gives the same rows, which Kusto does not promise (Kusto: sample-operator).
type Sample[T any] struct {
	limit, seen int64
	rows        []T
	random      *rand.Rand
}

// NewSample returns an empty sample of limit rows.
func NewSample[T any](limit int64) *Sample[T] {
	return &Sample[T]{limit: limit, random: rand.New(rand.NewPCG(1, 2))}
}

// Place returns where to [Sample.Put] the next row, -1 if it is not in the sample. It spares the caller the copy of rows
// that are not kept.
func (s *Sample[T]) Place() int64 {
	s.seen++
	if s.seen <= s.limit {
		return s.seen - 1
	}
	if at := s.random.Int64N(s.seen); at < s.limit {
		return at
	}
	return -1
}

// Put keeps the row that [Sample.Place] was asked for. Its text has to outlive the input it came from.
func (s *Sample[T]) Put(place int64, row T) {
	if place == int64(len(s.rows)) {
		s.rows = append(s.rows, row)
	} else {
		s.rows[place] = row
	}
}

// Each calls yield for every row and forgets them. A row is valid during the call.
func (s *Sample[T]) Each(yield func(row *T)) {
	for i := range s.rows {
		yield(&s.rows[i])
	}
	*s = *NewSample[T](s.limit)
}
