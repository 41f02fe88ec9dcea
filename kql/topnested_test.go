package kql

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
)

func TestTopLevels(t *testing.T) {
	var first TopLevel[string, Sum[int64]]
	var second TopLevel[int64, Count]
	for _, row := range []struct {
		name string
		n, v int64
	}{{"a", 1, 10}, {"b", 1, 20}, {"a", 2, 15}, {"c", 7, 5}, {"a", 2, 1}, {"b", 3, 1}, {"b", 1, 1}} {
		*first.Key() = row.name
		sum, at := first.Find(0)
		if sum == nil {
			sum, at = first.Add(nil)
		}
		sum.Add(row.v)
		*second.Key() = row.n
		count, below := second.Find(at)
		if count == nil {
			count, below = second.Add(nil)
		}
		count.Add()
		_ = below
	}
	var got []string
	top, others := first.Split(0, 2, func(a, b *Sum[int64]) int { return cmp.Compare(b.Result(), a.Result()) })
	for _, at := range top {
		below, rest := second.Split(at, 1, func(a, b *Count) int { return cmp.Compare(b.Result(), a.Result()) })
		got = append(got, fmt.Sprint(*first.Value(at), first.State(at).Result(), *second.Value(below[0]), second.State(below[0]).Result(), len(rest)))
	}
	for _, at := range others {
		got = append(got, *first.Value(at))
	}
	if diff := gocmp.Diff([]string{"a26 2 2 1", "b22 1 2 1", "c"}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if all, none := first.Split(0, -1, func(a, b *Sum[int64]) int { return 0 }); len(all) != 3 || len(none) != 0 {
		t.Error(all, none)
	}
}

func TestSample(t *testing.T) {
	var hits [10]int
	for seed := range uint64(300) {
		s := NewSample[int](3)
		s.random.Uint64N(seed + 1)
		for range seed {
			s.random.Uint64()
		}
		for i := range hits {
			if place := s.Place(); place >= 0 {
				s.Put(place, i)
			}
		}
		var got []int
		s.Each(func(row *int) { got = append(got, *row) })
		if slices.Sort(got); len(slices.Compact(got)) != 3 {
			t.Fatal(got)
		}
		for _, i := range got {
			hits[i]++
		}
	}
	for i, n := range hits {
		if n < 50 || n > 130 {
			t.Errorf("row %d was taken %d times of 300", i, n)
		}
	}
}
