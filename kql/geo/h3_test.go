package geo

import (
	"math/rand"
	"slices"
	"testing"

	"github.com/golang/geo/s2"
)

// checkH3 holds a cell against its neighbours, its children and the point in its middle.
func checkH3(t *testing.T, c h3) {
	t.Helper()
	if parsed, ok := parseH3(c.String()); !ok || parsed != c {
		t.Fatalf("%v cannot be read", c)
	}
	if got := h3At(c.center(), c.resolution()); got != c {
		t.Fatalf("the middle of %v is in %v", c, got)
	}
	want := 6
	if c.pentagon() {
		want = 5
	}
	if n := c.neighbors(); len(n) != want {
		t.Fatalf("%v has the neighbours %v", c, n)
	}
	for _, n := range c.neighbors() {
		if !slices.Contains(n.neighbors(), c) {
			t.Fatalf("%v is no neighbour of its neighbour %v", c, n)
		}
	}
	if c.resolution() == maxH3 {
		return
	}
	if n := len(c.children()); n != want+1 {
		t.Fatalf("%v has %d children", c, n)
	}
	for _, d := range c.children() {
		if !d.valid() || d.parent(c.resolution()) != c {
			t.Fatalf("%v is no child of %v", d, c)
		}
	}
}

func TestH3CellsOfTheWorld(t *testing.T) {
	count := 0
	var walk func(c h3)
	walk = func(c h3) {
		checkH3(t, c)
		count++
		if c.resolution() < 2 {
			for _, d := range c.children() {
				walk(d)
			}
		}
	}
	for base := range h3BaseCells {
		walk(h3Base(base))
	}
	if want := 122 + 842 + 5882; count != want { // 2 + 120·7^resolution
		t.Errorf("%d cells, want %d", count, want)
	}
}

func TestH3CellsAtRandom(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for range 500 {
		p := s2.PointFromCoords(r.NormFloat64(), r.NormFloat64(), r.NormFloat64())
		checkH3(t, h3At(p, r.Intn(maxH3+1)))
	}
}

func TestParseH3(t *testing.T) {
	for _, text := range []string{
		"", "abc", "862a1072ffffffff", "062a1072fffffff", // no mode
		"962a1072fffffff",  // another mode
		"86fa1072fffffff",  // no such base cell
		"862a10727fffff0",  // a digit beyond the resolution
		"862a1077fffffff",  // a digit of 7 within it
		"820887fffffffff0", // too long
		"81087ffffffffff",  // the missing direction of a pentagon
	} {
		if c, ok := parseH3(text); ok {
			t.Errorf("%s is taken for %v", text, c)
		}
	}
}
