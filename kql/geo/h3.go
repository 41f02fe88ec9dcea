package geo

import (
	"math"
	"slices"
	"strconv"

	"github.com/golang/geo/r3"
	"github.com/golang/geo/s2"
)

// h3 is a cell of the H3 grid system: from the high bits on 0, the mode 1 in four bits, three bits of 0, the resolution
// in four, the base cell in seven, and fifteen digits of three bits, 7 where they are finer than the resolution.
type h3 uint64

// maxH3 is the finest resolution.
const maxH3 = 15

// h3Neighbor is the face beyond an edge: what to add to, and how often to turn left before, places of resolution 0.
type h3Neighbor struct {
	face  int
	move  lattice
	turns int
}

// classIII reports whether the grid of a resolution is turned against the faces.
func classIII(resolution int) bool { return resolution%2 == 1 }

// parseH3 reads the text of a cell; ok is false for what is none.
func parseH3(token string) (c h3, ok bool) {
	n, err := strconv.ParseUint(token, 16, 64)
	c = h3(n)
	return c, err == nil && c.valid()
}

func (c h3) String() string { return strconv.FormatUint(uint64(c), 16) }

func (c h3) resolution() int     { return int(c >> 52 & 15) }
func (c h3) base() int           { return int(c >> 45 & 127) }
func (c h3) digit(r int) int     { return int(c >> h3Shift(r) & 7) }
func (c h3) pentagon() bool      { return c.aroundPentagon() && c.leading() == 0 }
func h3Shift(resolution int) int { return 3 * (maxH3 - resolution) }

func (c h3) with(r, digit int) h3 {
	return c&^(7<<h3Shift(r)) | h3(digit)<<h3Shift(r)
}

// aroundPentagon reports whether the base cell is a pentagon.
func (c h3) aroundPentagon() bool {
	_, ok := h3Pentagons[c.base()]
	return ok
}

// leading is the first digit that is not 0, or 0.
func (c h3) leading() int {
	for r := 1; r <= c.resolution(); r++ {
		if d := c.digit(r); d != 0 {
			return d
		}
	}
	return 0
}

func (c h3) valid() bool {
	if c>>56 != 1<<3 || c.base() >= len(h3BaseCells) {
		return false
	}
	for r := 1; r <= maxH3; r++ {
		if (c.digit(r) == 7) != (r > c.resolution()) {
			return false
		}
	}
	return !c.aroundPentagon() || c.leading() != 1
}

// parent is the cell of a coarser resolution around c.
func (c h3) parent(resolution int) h3 {
	return c&^(15<<52) | h3(resolution)<<52 | (1<<h3Shift(resolution) - 1)
}

// children are the cells of the next resolution within c: seven, or six of a pentagon.
func (c h3) children() []h3 {
	r := c.resolution() + 1
	var all []h3
	for d := range 7 {
		if d == 1 && c.pentagon() {
			continue
		}
		all = append(all, (c+1<<52).with(r, d))
	}
	return all
}

// turnLeft and turnRight turn every digit by 60 degrees.
func (c h3) turnLeft() h3 {
	for r := 1; r <= c.resolution(); r++ {
		c = c.with(r, unit(c.digit(r)).left().digit())
	}
	return c
}

func (c h3) turnRight() h3 {
	for r := 1; r <= c.resolution(); r++ {
		c = c.with(r, unit(c.digit(r)).right().digit())
	}
	return c
}

// turnPentagon turns left about a pentagon, past the direction it lacks.
func (c h3) turnPentagon() h3 {
	c = c.turnLeft()
	if c.leading() == 1 {
		c = c.turnLeft()
	}
	return c
}

// h3Base is a cell of resolution 0.
func h3Base(n int) h3 { return 1<<59 | h3(n)<<45 | (1<<45 - 1) }

// h3At is the cell around a point.
func h3At(p s2.Point, resolution int) h3 {
	face, v := toFace(p, resolution)
	at := v.nearest()
	c := h3Base(0) | h3(resolution)<<52
	for r := resolution; r > 0; r-- {
		up := at.up(r)
		c = c.with(r, at.plus(up.down(r).times(-1)).digit())
		at = up
	}
	i, j, k := at.ijk()
	cell := h3FaceCells[face][2*(9*i+3*j+k):]
	c |= h3(cell[0]) << 45
	turn := h3.turnLeft
	if cw, ok := h3Pentagons[c.base()]; ok {
		if c.leading() == 1 {
			if slices.Contains(cw, face) {
				c = c.turnRight()
			} else {
				c = c.turnLeft()
			}
		}
		turn = h3.turnPentagon
	}
	for range cell[1] {
		c = turn(c)
	}
	return c
}

// place is where a cell lies: on which face, and where in the face's grid of its resolution.
func (c h3) place() (face int, at lattice) {
	if c.aroundPentagon() && c.leading() == 5 {
		c = c.turnRight()
	}
	home, resolution := h3BaseCells[c.base()], c.resolution()
	face, at = home.face, home.at
	for r := 1; r <= resolution; r++ {
		at = at.down(r).plus(unit(c.digit(r)))
	}
	if !c.aroundPentagon() && (resolution == 0 || home.at == lattice{}) {
		return face, at // These lie within the face.
	}
	fine := at
	even := resolution
	if classIII(resolution) {
		fine, even = at.downRight(), resolution+1
	}
	f, moved, side := crossEdge(face, fine, even, 1, c.aroundPentagon() && c.leading() == 4)
	if side == within {
		return face, at
	}
	for c.aroundPentagon() && side != within {
		f, moved, side = crossEdge(f, moved, even, 1, false)
	}
	if even != resolution {
		moved = moved.upRight()
	}
	return f, moved
}

// A side tells where a place lies with regard to a face.
type side int

const (
	within side = iota
	onEdge
	beyond
)

// crossEdge gives a place in terms of the face that it lies on, where it is beyond an edge of its own. The resolution is
// even; scale is 3 for grids that have corners in them. skip turns past the missing direction of a pentagon.
func crossEdge(face int, at lattice, resolution, scale int, skip bool) (int, lattice, side) {
	size := scale
	for range resolution / 2 {
		size *= 7
	}
	i, j, k := at.ijk()
	switch sum := i + j + k; {
	case sum == 2*size && scale > 1:
		return face, at, onEdge
	case sum <= 2*size:
		return face, at, within
	}
	edge := 0
	switch {
	case k > 0 && j > 0:
		edge = 2
	case k > 0:
		edge = 1
		if skip {
			corner := lattice{2 * size, 0}
			at = at.plus(corner.times(-1)).right().plus(corner)
		}
	}
	next := h3Faces[face].neighbors[edge]
	for range next.turns {
		at = at.left()
	}
	at = at.plus(next.move.times(size))
	if i, j, k := at.ijk(); scale > 1 && i+j+k == 2*size {
		return next.face, at, onEdge
	}
	return next.face, at, beyond
}

// center is the middle of the cell.
func (c h3) center() s2.Point {
	face, at := c.place()
	return fromFace(face, at.vec(), c.resolution(), 1)
}

var (
	cornersII  = [6]lattice{{2, 1}, {1, 2}, {-1, 1}, {-2, -1}, {-1, -2}, {1, -1}}
	cornersIII = [6]lattice{{5, 4}, {1, 5}, {-4, 1}, {-5, -4}, {-1, -5}, {4, -1}}
)

// boundary are the corners of the cell, counterclockwise. An edge that crosses one of the icosahedron's has a corner there.
func (c h3) boundary() []s2.Point {
	face, at := c.place()
	at = at.times(3)
	corners, resolution := cornersII, c.resolution()
	odd := classIII(resolution)
	if odd {
		at, corners, resolution = at.downRight(), cornersIII, resolution+1
	}
	n := 6
	if c.pentagon() {
		n = 5
	}
	type corner struct {
		face    int
		own, at lattice // On the cell's face and on the corner's.
		side    side
	}
	all := make([]corner, n)
	for i := range all {
		v := corner{own: at.plus(corners[i])}
		v.face, v.at, v.side = crossEdge(face, v.own, resolution, 3, false)
		for n == 5 && v.side == beyond {
			v.face, v.at, v.side = crossEdge(v.face, v.at, resolution, 3, false)
		}
		all[i] = v
	}
	var points []s2.Point
	for i, v := range all {
		points = append(points, fromFace(v.face, v.at.vec(), resolution, 3))
		next := all[(i+1)%n]
		if !odd || v.face == next.face {
			continue
		}
		switch {
		case n == 5:
			points = append(points, pentagonCrossing(v.face, v.at, next.face, next.at, resolution))
		case v.side != onEdge:
			other := next.face
			if v.face != face {
				other = v.face
			}
			a, b := v.own.vec(), next.own.vec()
			if x := edgeCrossing(face, other, a, b, resolution); !x.near(a) && !x.near(b) {
				points = append(points, fromFace(face, x, resolution, 3))
			}
		}
	}
	return points
}

// pentagonCrossing is where the edge between two corners of a pentagon crosses that of the faces they lie on.
func pentagonCrossing(face int, at lattice, nextFace int, next lattice, resolution int) s2.Point {
	size := 3
	for range resolution / 2 {
		size *= 7
	}
	back := h3Faces[nextFace].neighbors[edgeTo(nextFace, face)]
	for range back.turns {
		next = next.left()
	}
	next = next.plus(back.move.times(size))
	return fromFace(face, edgeCrossing(face, nextFace, at.vec(), next.vec(), resolution), resolution, 3)
}

// edgeTo is the index of the neighbour of a face.
func edgeTo(face, other int) int {
	for i, n := range h3Faces[face].neighbors {
		if n.face == other {
			return i
		}
	}
	return 0
}

// edgeCrossing is where the line from a to b crosses the edge of a face towards another, in a grid with corners in it.
func edgeCrossing(face, other int, a, b vec, resolution int) vec {
	size := 6.0
	for range resolution / 2 {
		size *= 7
	}
	ends := [3]vec{{size, 0}, {-size / 2, size * sin60}, {-size / 2, -size * sin60}}
	e := [3][2]int{{0, 1}, {2, 0}, {1, 2}}[edgeTo(face, other)]
	return cross(a, b, ends[e[0]], ends[e[1]])
}

// near reports whether two points are the same but for rounding.
func (v vec) near(w vec) bool { return math.Abs(v.x-w.x) < 1e-7 && math.Abs(v.y-w.y) < 1e-7 }

const (
	turnIII  = 0.333473172251832115336090755351601070065900389 // The angle of the odd grids to the faces.
	unitEdge = 0.38196601125010500003                          // The step of resolution 0 in the face's plane.
)

// axes are the directions north and east at the centre of a face.
func axes(face int) (center, north, east r3.Vector) {
	f := h3Faces[face].center
	center = r3.Vector{X: f[0], Y: f[1], Z: f[2]}
	north = r3.Vector{Z: 1}.Sub(center.Mul(center.Z)).Normalize()
	return center, north, north.Cross(center)
}

// gridStep is how many steps of a resolution one of resolution 0 is long.
func gridStep(resolution int) float64 { return math.Pow(math.Sqrt(7), float64(resolution)) }

// toFace gives the face that p lies on and its place in the plane of the face's grid.
func toFace(p s2.Point, resolution int) (face int, v vec) {
	best := math.Inf(1)
	for f := range h3Faces {
		c := h3Faces[f].center
		if d := p.Sub(r3.Vector{X: c[0], Y: c[1], Z: c[2]}).Norm2(); d < best {
			face, best = f, d
		}
	}
	center, north, east := axes(face)
	r := math.Acos(1 - best/2)
	if r < 1e-16 {
		return face, vec{}
	}
	flat := p.Sub(center.Mul(p.Dot(center)))
	theta := h3Faces[face].azimuth - math.Atan2(flat.Dot(east), flat.Dot(north))
	if classIII(resolution) {
		theta -= turnIII
	}
	r = math.Tan(r) / unitEdge * gridStep(resolution)
	return face, vec{r * math.Cos(theta), r * math.Sin(theta)}
}

// fromFace is the point of the sphere at a place in the plane of a face's grid, scale times as fine as the resolution's.
func fromFace(face int, v vec, resolution int, scale float64) s2.Point {
	center, north, east := axes(face)
	r := math.Hypot(v.x, v.y)
	if r < 1e-16 {
		return s2.Point{Vector: center}
	}
	theta := math.Atan2(v.y, v.x)
	if scale == 1 && classIII(resolution) {
		theta += turnIII
	}
	theta = h3Faces[face].azimuth - theta
	r = math.Atan(r / gridStep(resolution) / scale * unitEdge)
	dir := north.Mul(math.Cos(theta)).Add(east.Mul(math.Sin(theta)))
	return s2.Point{Vector: center.Mul(math.Cos(r)).Add(dir.Mul(math.Sin(r))).Normalize()}
}

// neighbors are the cells that share an edge with c: six, or five of a pentagon, counterclockwise from the one between the
// axes i and k on.
func (c h3) neighbors() []h3 {
	center, corners := c.center(), c.boundary()
	n := len(corners)
	var all []h3
	for i := range n {
		middle := corners[(i+n-2)%n].Add(corners[(i+n-1)%n].Vector)
		next := h3At(s2.Point{Vector: middle.Sub(center.Vector).Normalize()}, c.resolution())
		if !slices.Contains(all, next) && next != c {
			all = append(all, next)
		}
	}
	return all
}

// rings are the cells at the distances 0 to n of c.
func (c h3) rings(n int) [][]h3 {
	seen := map[h3]bool{c: true}
	rings := [][]h3{{c}}
	for range n {
		var ring []h3
		for _, inner := range rings[len(rings)-1] {
			for _, next := range inner.neighbors() {
				if !seen[next] {
					seen[next] = true
					ring = append(ring, next)
				}
			}
		}
		rings = append(rings, ring)
	}
	return rings
}
