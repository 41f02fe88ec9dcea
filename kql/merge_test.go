package kql

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
)

// mergeRow is a row with keys that are often equal, told apart by its number.
type mergeRow struct{ key, number int }

// kept is what a kind of state keeps of rows.
type kept[S any] struct {
	make  func() S
	add   func(s S, row mergeRow)
	merge func(into, from S)
	rows  func(s S) []mergeRow
}

// hold keeps rows in one state, and in those of parts, which are merged, and holds them equal. Rows are added behind what
// was merged, too.
func (k kept[S]) hold(t *testing.T) {
	t.Helper()
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 1))
		whole, merged := k.make(), k.make()
		number := 0
		for range r.IntN(7) {
			part := k.make()
			inPart := r.IntN(4) > 0
			for range r.IntN([]int{3, 50, 6000}[r.IntN(3)]) {
				row := mergeRow{r.IntN(60), number}
				number++
				k.add(whole, row)
				if inPart {
					k.add(part, row)
				} else {
					k.add(merged, row)
				}
			}
			if inPart {
				k.merge(merged, part)
			}
		}
		if diff := gocmp.Diff(k.rows(whole), k.rows(merged), gocmp.AllowUnexported(mergeRow{})); diff != "" {
			t.Fatalf("seed %d (-whole +merged)\n%.1000s", seed, diff)
		}
	}
}

func TestMergeStates(t *testing.T) {
	byKey := func(a, b *mergeRow) int { return cmp.Compare(a.key, b.key) }
	type lists = *Groups[int, MakeList[int64], struct{}]
	t.Run("groups", kept[lists]{
		newGroups[int, MakeList[int64]],
		func(s lists, row mergeRow) {
			if findOrAdd(s, row.key) {
				*s.State = NewMakeList[int64](200)
			}
			s.State.Add(int64(row.number))
		},
		func(into, from lists) {
			for into.All.Merge(&from.All) {
				into.State.Merge(from.State)
			}
		},
		func(s lists) (rows []mergeRow) {
			for s.All.Next() {
				for _, v := range s.State.Result().Elements() {
					rows = append(rows, mergeRow{*s.Key, int(v.Long())})
				}
			}
			return rows
		},
	}.hold)
	type keys = *Groups[int, struct{}, struct{}]
	t.Run("keys", kept[keys]{
		newGroups[int, struct{}],
		func(s keys, row mergeRow) { findOrAdd(s, row.key) },
		func(into, from keys) { into.All.MergeKeys(&from.All) },
		func(s keys) (rows []mergeRow) {
			for s.All.Next() {
				rows = append(rows, mergeRow{key: *s.Key})
			}
			return rows
		},
	}.hold)
	t.Run("sort", kept[*Sort[mergeRow]]{
		func() *Sort[mergeRow] { return newSort(byKey) }, (*Sort[mergeRow]).add,
		func(into, from *Sort[mergeRow]) { into.All.Merge(&from.All) }, (*Sort[mergeRow]).rows,
	}.hold)
	t.Run("top", kept[*Top[mergeRow]]{
		func() *Top[mergeRow] { return newTop(30, byKey) }, (*Top[mergeRow]).add,
		func(into, from *Top[mergeRow]) { into.All.Merge(&from.All) }, (*Top[mergeRow]).rows,
	}.hold)
	t.Run("hold", kept[*Hold[mergeRow]]{
		func() *Hold[mergeRow] {
			h := &Hold[mergeRow]{}
			OpenHold(h)
			return h
		},
		func(s *Hold[mergeRow], row mergeRow) {
			s.All.Add()
			*s.At = row
		},
		func(into, from *Hold[mergeRow]) { into.All.Merge(&from.All) },
		func(s *Hold[mergeRow]) (rows []mergeRow) {
			for held := *s; held.All.Next(); {
				for within := *s; within.All.Next() && len(rows) == 0; { // asked for within
					rows = append(rows, *within.At)
				}
				rows = append(rows, *held.At)
			}
			return rows
		},
	}.hold)
	t.Run("set", kept[*ValueSet[int64]]{
		func() *ValueSet[int64] { return &ValueSet[int64]{} },
		func(s *ValueSet[int64], row mergeRow) { s.Add(int64(row.key)) }, MergeValueSets[int64],
		func(s *ValueSet[int64]) (rows []mergeRow) {
			for key := range 70 {
				if s.Has(int64(key)) {
					rows = append(rows, mergeRow{key: key})
				}
			}
			return rows
		},
	}.hold)
	t.Run("texts", kept[*TextSet]{
		func() *TextSet { return &TextSet{} },
		func(s *TextSet, row mergeRow) { s.Add(string(rune('a' + row.key))) }, MergeTextSets,
		func(s *TextSet) (rows []mergeRow) {
			for key := range 70 {
				if s.Has(string(rune('a' + key))) {
					rows = append(rows, mergeRow{key: key})
				}
			}
			return rows
		},
	}.hold)
}

// A dcount of parts is that of all, wherever the estimate begins: in a part, in what is merged, or nowhere.
func TestMergeDCount(t *testing.T) {
	for _, sizes := range [][]int{{100, 50}, {60_000, 10_000}, {40_000, 40_000, 40_000}, {70_000, 10}, {10, 70_000}, {70_000, 80_000}} {
		for accuracy := range int64(5) {
			whole, merged := NewDCount(accuracy), NewDCount(accuracy)
			wholeHLL, mergedHLL := NewHLL(accuracy), NewHLL(accuracy)
			at := int64(0)
			for _, size := range sizes {
				part, partHLL := NewDCount(accuracy), NewHLL(accuracy)
				for range size {
					for _, d := range []*DCount{&whole, &part} {
						d.Add(HashLong(at))
					}
					for _, h := range []*HLL{&wholeHLL, &partHLL} {
						h.Add(HashLong(at))
					}
					at++
				}
				at -= 7 // some are in two parts
				merged.Merge(&part)
				mergedHLL.Merge(&partHLL)
			}
			if whole.Result() != merged.Result() || !slices.Equal(wholeHLL.Result().AppendJSON(nil), mergedHLL.Result().AppendJSON(nil)) {
				t.Errorf("accuracy %d, parts of %v: %d, merged %d", accuracy, sizes, whole.Result(), merged.Result())
			}
		}
	}
}
