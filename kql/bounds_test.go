package kql

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// within tests bounds in the plain way.
func (b Bounds) within(at, now DateTime) bool {
	return !slices.ContainsFunc(b.At(now), func(x Bound) bool { return x.Last && at > x.At || !x.Last && at < x.At })
}

// Either holds where one of two holds, With where the bounds and the other do.
func TestBounds(t *testing.T) {
	now := MustDateTime("2026-11-20T12:00:00Z")
	r := rand.New(rand.NewPCG(1, 1))
	random := func() (list, b Bounds) {
		for range r.IntN(5) {
			x := Bound{Column: "T", Last: r.IntN(2) == 0}
			if d := TimeSpan(r.IntN(9)) * Hour; r.IntN(2) == 0 {
				x.Ago = d
			} else {
				x.At = now - DateTime(d)
			}
			list, b = append(list, x), b.With(x)
		}
		return list, b
	}
	for range 2000 {
		listA, a := random()
		_, b := random()
		for h := range TimeSpan(10) {
			at := now - DateTime(h*Hour)
			if listA.within(at, now) != a.within(at, now) {
				t.Fatalf("%v with one another are %v at %v", listA, a, at)
			}
			if (a.within(at, now) || b.within(at, now)) && !a.Either(b).within(at, now) {
				t.Fatalf("%v or %v is %v, but not at %v", a, b, a.Either(b), at)
			}
		}
	}
}
