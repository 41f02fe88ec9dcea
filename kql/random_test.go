package kql

import (
	"math/rand/v2"
	"testing"
)

func TestRandom(t *testing.T) {
	seeded := func() Env { return Env{Random: rand.NewPCG(1, 2).Uint64} }
	a, b := seeded(), seeded()
	for range 1000 {
		x, n, id := Rand(a), RandBelow(a, 7), NewGUID(a)
		if x < 0 || x >= 1 || n != float64(int(n)) || n < 0 || n > 6 || id[6]>>4 != 4 || id[8]>>6 != 2 {
			t.Fatalf("got %v, %v, %v", x, n, id)
		}
		if x != Rand(b) || n != RandBelow(b, 7) || id != NewGUID(b) {
			t.Fatal("the same seed gave different values")
		}
	}
	x, y := Rand(Env{}), Rand(Env{})
	id, other := NewGUID(Env{}), NewGUID(Env{})
	if x == y || id == other {
		t.Error("without a source values repeat")
	}
	if x := RandBelow(a, 0); x < 0 || x >= 1 {
		t.Errorf("without a limit: %v", x)
	}
}
