package geo

import "math"

// lattice is a place in a hexagonal grid: steps along the axes i and j, which are 120 degrees apart. The third axis k is
// as far from both; a step along each of the three leads back.
type lattice struct{ i, j int }

func (p lattice) plus(q lattice) lattice { return lattice{p.i + q.i, p.j + q.j} }
func (p lattice) times(n int) lattice    { return lattice{p.i * n, p.j * n} }

// ijk are the least steps along the three axes that lead there.
func (p lattice) ijk() (i, j, k int) {
	low := min(p.i, p.j, 0)
	return p.i - low, p.j - low, -low
}

// left and right turn by 60 degrees about the origin.
func (p lattice) left() lattice  { return lattice{p.i - p.j, p.i} }
func (p lattice) right() lattice { return lattice{p.j, p.j - p.i} }

// Each finer H3 grid has seven times the cells and is turned by some 19 degrees, to the left and to the right by turns.

func (p lattice) downLeft() lattice  { return lattice{2*p.i + p.j, 3*p.j - p.i} }
func (p lattice) downRight() lattice { return lattice{3*p.i - p.j, p.i + 2*p.j} }
func (p lattice) upLeft() lattice    { return lattice{seventh(3*p.i - p.j), seventh(p.i + 2*p.j)} }
func (p lattice) upRight() lattice   { return lattice{seventh(2*p.i + p.j), seventh(3*p.j - p.i)} }

func seventh(n int) int { return int(math.Round(float64(n) / 7)) }

// down and up go between the grids of resolutions resolution-1 and resolution.
func (p lattice) down(resolution int) lattice {
	if classIII(resolution) {
		return p.downLeft()
	}
	return p.downRight()
}

func (p lattice) up(resolution int) lattice {
	if classIII(resolution) {
		return p.upLeft()
	}
	return p.upRight()
}

// unit is the neighbour of the origin that an H3 digit stands for: its bits are the steps along i, j and k.
func unit(digit int) lattice { return lattice{digit>>2&1 - digit&1, digit>>1&1 - digit&1} }

// digit is the H3 digit of the origin or one of its neighbours.
func (p lattice) digit() int {
	i, j, k := p.ijk()
	return i<<2 | j<<1 | k
}

// vec is a point of the plane of a grid, the x axis along i.
type vec struct{ x, y float64 }

const sin60 = 0.8660254037844386467637231707529361834714

func (p lattice) vec() vec { return vec{float64(p.i) - 0.5*float64(p.j), float64(p.j) * sin60} }

// nearest is the place of the cell that v lies in.
func (v vec) nearest() lattice {
	// As the corner of a cube seen along its diagonal: three coordinates that add up to 0, of which the one that is
	// rounded furthest follows from the others.
	b := v.y / sin60
	a := v.x + b/2
	x, y, z := math.Round(a), math.Round(b-a), math.Round(-b)
	dx, dy, dz := math.Abs(x-a), math.Abs(y-b+a), math.Abs(z+b)
	switch {
	case dx > dy && dx > dz:
		x = -y - z
	case dz >= dy:
		z = -x - y
	}
	return lattice{int(x), int(-z)}
}

// cross is where the lines through a and b and through c and d meet.
func cross(a, b, c, d vec) vec {
	s, t := vec{b.x - a.x, b.y - a.y}, vec{d.x - c.x, d.y - c.y}
	u := (t.x*(a.y-c.y) - t.y*(a.x-c.x)) / (s.x*t.y - t.x*s.y)
	return vec{a.x + u*s.x, a.y + u*s.y}
}
