package geo

import (
	"cmp"
	"math"
	"slices"

	"github.com/golang/geo/r3"
	"github.com/golang/geo/s2"
)

// chain is a sequence of edges. Those of an area have it on their left, and the last point is the first. The operand, 0 or
// 1, tells on which side of an operation it is.
type chain struct {
	points  []s2.Point
	operand int
}

// piece is a part of an edge between two vertices, by number. The id counts the edges as they came.
type piece struct {
	from, to int
	id       int
	operand  int
}

// overlay is several chains on top of each other: their edges are cut where they cross and where a vertex lies on them, so
// that pieces meet at vertices only.
type overlay struct {
	vertices []s2.Point
	pieces   []piece
	cells    map[[3]int64][]int // The vertices by place.
	ends     map[[3]int]bool    // The ends and operands of pieces, once has is asked.
}

// mergeRadius is how near points are taken for one, in radians: twice the error of a computed crossing.
const mergeRadius = 16 * 0x1p-52

// newOverlay cuts the edges of the chains.
func newOverlay(chains []chain) *overlay {
	o := &overlay{cells: map[[3]int64][]int{}}
	index := s2.NewShapeIndex()
	offset := map[s2.Shape]int{}
	var edges []piece
	for _, c := range chains {
		shape := s2.LaxPolylineFromPoints(c.points)
		offset[shape] = len(edges)
		index.Add(shape)
		for i := range c.points[1:] {
			edges = append(edges, piece{o.vertex(c.points[i]), o.vertex(c.points[i+1]), len(edges), c.operand})
		}
	}
	cuts := o.crossings(index, offset, edges)
	o.touches(edges, cuts)
	for i, e := range edges {
		o.cut(e, cuts[i])
	}
	return o
}

// vertex is the number of a point, that of one nearby if there is one.
func (o *overlay) vertex(p s2.Point) int {
	const size = 4 * mergeRadius
	at := [3]int64{int64(math.Floor(p.X / size)), int64(math.Floor(p.Y / size)), int64(math.Floor(p.Z / size))}
	for x := at[0] - 1; x <= at[0]+1; x++ {
		for y := at[1] - 1; y <= at[1]+1; y++ {
			for z := at[2] - 1; z <= at[2]+1; z++ {
				for _, v := range o.cells[[3]int64{x, y, z}] {
					if p.Sub(o.vertices[v].Vector).Norm2() <= mergeRadius*mergeRadius {
						return v
					}
				}
			}
		}
	}
	o.vertices = append(o.vertices, p)
	o.cells[at] = append(o.cells[at], len(o.vertices)-1)
	return len(o.vertices) - 1
}

// crossings gives for each edge the vertices where others cross it.
func (o *overlay) crossings(index *s2.ShapeIndex, offset map[s2.Shape]int, edges []piece) [][]int {
	cuts := make([][]int, len(edges))
	query := s2.NewCrossingEdgeQuery(index)
	for i, e := range edges {
		a, b := o.vertices[e.from], o.vertices[e.to]
		if e.from == e.to {
			continue
		}
		for shape, found := range query.CrossingsEdgeMap(a, b, s2.CrossingTypeInterior) {
			for _, n := range found {
				if j := offset[shape] + n; j > i {
					v := o.vertex(s2.Intersection(a, b, o.vertices[edges[j].from], o.vertices[edges[j].to]))
					cuts[i], cuts[j] = append(cuts[i], v), append(cuts[j], v)
				}
			}
		}
	}
	return cuts
}

// touches adds to the cuts the vertices that lie on edges.
func (o *overlay) touches(edges []piece, cuts [][]int) {
	order := make([]int, len(o.vertices))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(o.vertices[a].X, o.vertices[b].X) })
	for i, e := range edges {
		if e.from == e.to {
			continue
		}
		a, b := o.vertices[e.from], o.vertices[e.to]
		normal := a.PointCross(b).Normalize()
		low, high := span(a, b)
		first, _ := slices.BinarySearchFunc(order, low-1e-12, func(v int, x float64) int { return cmp.Compare(o.vertices[v].X, x) })
		for _, v := range order[first:] {
			p := o.vertices[v]
			if p.X > high+1e-12 {
				break
			}
			if v != e.from && v != e.to && math.Abs(p.Dot(normal)) <= mergeRadius && between(p, a, b, normal) {
				cuts[i] = append(cuts[i], v)
			}
		}
	}
}

// span is the range of x on the edge from a to b.
func span(a, b s2.Point) (low, high float64) {
	low, high = min(a.X, b.X), max(a.X, b.X)
	bulge := a.Sub(b.Vector).Norm2() // More than an arc rises above its chord.
	return low - bulge, high + bulge
}

// between reports whether p, which is on the great circle, lies between a and b.
func between(p, a, b s2.Point, normal r3.Vector) bool {
	return normal.Cross(a.Vector).Dot(p.Vector) > 0 && normal.Cross(b.Vector).Dot(p.Vector) < 0
}

// cut adds the pieces of an edge that is cut at some vertices.
func (o *overlay) cut(e piece, at []int) {
	a := o.vertices[e.from]
	slices.SortFunc(at, func(v, w int) int {
		return cmp.Compare(a.Sub(o.vertices[v].Vector).Norm2(), a.Sub(o.vertices[w].Vector).Norm2())
	})
	from := e.from
	for _, v := range append(at, e.to) {
		if v != from {
			o.pieces = append(o.pieces, piece{from, v, e.id, e.operand})
			from = v
		}
	}
}
