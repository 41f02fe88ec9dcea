package geo

import (
	"cmp"
	"math"
	"slices"

	"github.com/golang/geo/s2"
)

// winding tells for each operand how often its chains go around a place, counterclockwise.
type winding [2]int

// border is what all pieces between two vertices make up: seen along the way from the lower to the higher number, change
// is by how much the winding on the left exceeds that on the right.
type border struct {
	from, to int
	change   winding
	left     winding
	known    bool
	ids      [2]int // The least ids of pieces along the way and against it.
}

// regions are the parts that an overlay divides the sphere into.
type regions struct {
	*overlay
	borders []*border
	byEnds  map[[2]int]*border
	at      [][]*border // The borders at each vertex.
	far     s2.Point    // A point of known winding.
	around  winding
}

const noID = math.MaxInt

// newRegions finds the windings on both sides of all pieces; around are those at the point far.
func newRegions(o *overlay, far s2.Point, around winding) *regions {
	r := &regions{overlay: o, byEnds: map[[2]int]*border{}, at: make([][]*border, len(o.vertices)), far: far, around: around}
	for _, p := range o.pieces {
		r.add(p)
	}
	for _, b := range r.borders {
		if !b.known {
			r.spread(b, r.measure(b))
		}
	}
	return r
}

func (r *regions) add(p piece) {
	ends, change, side := [2]int{p.from, p.to}, 1, 0
	if p.from > p.to {
		ends, change, side = [2]int{p.to, p.from}, -1, 1
	}
	b := r.byEnds[ends]
	if b == nil {
		b = &border{from: ends[0], to: ends[1], ids: [2]int{noID, noID}}
		r.byEnds[ends] = b
		r.borders = append(r.borders, b)
		r.at[b.from] = append(r.at[b.from], b)
		r.at[b.to] = append(r.at[b.to], b)
	}
	b.change[p.operand] += change
	b.ids[side] = min(b.ids[side], p.id)
}

// measure finds the winding on the left of a border from the edges between its middle and the point far.
func (r *regions) measure(b *border) winding {
	u, v := r.vertices[b.from], r.vertices[b.to]
	middle := s2.Point{Vector: u.Add(v.Vector).Normalize()}
	w := r.around
	crosser := s2.NewEdgeCrosser(r.far, middle)
	for _, other := range r.borders {
		if other == b {
			continue
		}
		c, d := r.vertices[other.from], r.vertices[other.to]
		if crosser.CrossingSign(c, d) != s2.Cross {
			continue
		}
		sign := -1
		if leftOf(c, d, middle) {
			sign = 1
		}
		w[0] += sign * other.change[0]
		w[1] += sign * other.change[1]
	}
	if !leftOf(u, v, r.far) { // The way arrived on the right.
		w[0] += b.change[0]
		w[1] += b.change[1]
	}
	return w
}

// leftOf reports whether p is on the left of the way from a to b.
func leftOf(a, b, p s2.Point) bool { return s2.RobustSign(a, b, p) == s2.CounterClockwise }

// spread sets the winding of a border and of those that follow it, as far as no others join them.
func (r *regions) spread(b *border, left winding) {
	b.left, b.known = left, true
	for _, end := range []int{b.from, b.to} {
		for at, last := end, b; len(r.at[at]) == 2; {
			next := r.at[at][0]
			if next == last {
				next = r.at[at][1]
			}
			if next.known {
				break
			}
			next.left, next.known = last.left, true
			if (last.to == at) != (next.from == at) { // They run against each other.
				next.left = winding{last.left[0] - last.change[0], last.left[1] - last.change[1]}
			}
			at, last = next.from+next.to-at, next
		}
	}
}

func (b *border) right() winding {
	return winding{b.left[0] - b.change[0], b.left[1] - b.change[1]}
}

// outline gives the loops around the parts whose winding is kept, those on their left, as S2 would order them.
func (r *regions) outline(keep func(winding) bool) []*s2.Loop {
	var edges []piece
	for _, b := range r.borders {
		left, right := keep(b.left), keep(b.right())
		id := min(b.ids[0], b.ids[1])
		switch {
		case left && !right:
			edges = append(edges, piece{from: b.from, to: b.to, id: id})
		case right && !left:
			edges = append(edges, piece{from: b.to, to: b.from, id: id})
		}
	}
	slices.SortFunc(edges, func(a, b piece) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	var loops [][]piece
	t := newTurns(r.vertices, edges)
	for _, start := range edges {
		loops = append(loops, t.loops(start)...)
	}
	slices.SortStableFunc(loops, func(a, b []piece) int { return cmp.Compare(a[0].id, b[0].id) })
	out := make([]*s2.Loop, len(loops))
	for i, l := range loops {
		points := make([]s2.Point, len(l))
		for j, e := range l {
			points[j] = r.vertices[e.from]
		}
		out[i] = s2.LoopFromPoints(points)
	}
	return out
}

// turns finds for edges the one to follow.
type turns struct {
	vertices []s2.Point
	out      map[int][]piece
	used     map[[2]int]bool
}

func newTurns(vertices []s2.Point, edges []piece) *turns {
	t := &turns{vertices, map[int][]piece{}, map[[2]int]bool{}}
	for _, e := range edges {
		t.out[e.from] = append(t.out[e.from], e)
	}
	return t
}

// next is the edge of the sharpest turn to the left that follows e.
func (t *turns) next(e piece) (next piece, ok bool) {
	for _, c := range t.out[e.to] {
		if t.used[[2]int{c.from, c.to}] {
			continue
		}
		if !ok || s2.OrderedCCW(t.vertices[next.to], t.vertices[c.to], t.vertices[e.from], t.vertices[e.to]) {
			next, ok = c, true
		}
	}
	return next, ok
}

// loops follows the edges from start on until they end, and takes off a loop each time that they come by a vertex again.
func (t *turns) loops(start piece) [][]piece {
	var loops [][]piece
	var path []piece
	for e, ok := start, !t.used[[2]int{start.from, start.to}]; ok; e, ok = t.next(e) {
		t.used[[2]int{e.from, e.to}] = true
		path = append(path, e)
		if i := slices.IndexFunc(path, func(p piece) bool { return p.from == e.to }); i >= 0 {
			loops = append(loops, canonical(slices.Clone(path[i:])))
			path = path[:i]
		}
	}
	return loops
}

// canonical turns a loop so that the edge of the greatest id is the last one: of an edge in several pieces, the last.
func canonical(loop []piece) []piece {
	last, gap := 0, false
	for i, e := range loop[1:] {
		switch {
		case e.id < loop[last].id:
			gap = true
		case e.id > loop[last].id || !gap:
			last, gap = i+1, false
		}
	}
	return append(loop[last+1:len(loop):len(loop)], loop[:last+1]...)
}
