package geo

import (
	"github.com/golang/geo/s2"

	"github.com/kqlc/kqlc/kql"
)

// Intersects2Lines is geo_intersects_2lines(): whether lines cross or have a vertex in common.
func Intersects2Lines(line1, line2 kql.Dynamic) kql.Null[bool] {
	a, ok1 := parseLines(line1)
	b, ok2 := parseLines(line2)
	if !ok1 || !ok2 {
		return kql.Null[bool]{}
	}
	return kql.Some(meet(a.chains(0), b.chains(1)))
}

// IntersectsLineWithPolygon is geo_intersects_line_with_polygon().
func IntersectsLineWithPolygon(line, polygon kql.Dynamic) kql.Null[bool] {
	l, ok1 := parseLines(line)
	p, ok2 := parsePolygons(polygon)
	if !ok1 || !ok2 {
		return kql.Null[bool]{}
	}
	for _, line := range l {
		if p.contain(line[0]) {
			return kql.Some(true)
		}
	}
	return kql.Some(meet(l.chains(0), p.chains(1)))
}

// Intersects2Polygons is geo_intersects_2polygons(). Polygons that touch in a point intersect.
func Intersects2Polygons(polygon1, polygon2 kql.Dynamic) kql.Null[bool] {
	a, ok1 := parsePolygons(polygon1)
	b, ok2 := parsePolygons(polygon2)
	if !ok1 || !ok2 {
		return kql.Null[bool]{}
	}
	return kql.Some(a.haveVertexIn(b) || b.haveVertexIn(a) || meet(a.chains(0), b.chains(1)))
}

// haveVertexIn reports whether a polygon begins within one of the others.
func (all polygons) haveVertexIn(others polygons) bool {
	for _, p := range all {
		if p.NumLoops() > 0 && others.contain(p.Loop(0).Vertex(0)) {
			return true
		}
	}
	return false
}

func (all polygons) chains(operand int) []chain {
	var list []chain
	for _, p := range all {
		list = append(list, chains(p, operand)...)
	}
	return list
}

// meet reports whether an edge of a crosses one of b or shares a vertex with it.
func meet(a, b []chain) bool {
	index := s2.NewShapeIndex()
	for _, c := range b {
		index.Add(s2.LaxPolylineFromPoints(c.points))
	}
	query := s2.NewCrossingEdgeQuery(index)
	for _, c := range a {
		for i := range c.points[1:] {
			if len(query.CrossingsEdgeMap(c.points[i], c.points[i+1], s2.CrossingTypeAll)) > 0 {
				return true
			}
		}
	}
	return false
}

// Intersection2Lines is geo_intersection_2lines(): points and lines, an empty collection where there are none.
func Intersection2Lines(line1, line2 kql.Dynamic) kql.Dynamic {
	a, ok1 := parseLines(line1)
	b, ok2 := parseLines(line2)
	if !ok1 || !ok2 {
		return kql.Dynamic{}
	}
	o := newOverlay(append(a.chains(0), b.chains(1)...))
	return o.result(nil, func(p piece) bool { return p.operand == 0 && o.has(p, 1) }, nil)
}

// IntersectionLineWithPolygon is geo_intersection_line_with_polygon(): the parts of a line in a polygon or on its border.
func IntersectionLineWithPolygon(line, polygon kql.Dynamic) kql.Dynamic {
	l, ok1 := parseLines(line)
	p, ok2 := parsePolygons(polygon)
	if !ok1 || !ok2 {
		return kql.Dynamic{}
	}
	o := newOverlay(append(l.chains(0), p.chains(1)...))
	return o.result(nil, func(e piece) bool {
		return e.operand == 0 && (o.has(e, 1) || p.contain(o.middle(e)))
	}, nil)
}

// Intersection2Polygons is geo_intersection_2polygons(): areas, lines and points, an empty collection where there are none.
func Intersection2Polygons(polygon1, polygon2 kql.Dynamic) kql.Dynamic {
	a, ok1 := parsePolygons(polygon1)
	b, ok2 := parsePolygons(polygon2)
	if !ok1 || !ok2 {
		return kql.Dynamic{}
	}
	r := regionsOf(a, b)
	area := s2.PolygonFromOrientedLoops(r.outline(inBoth))
	// What the borders have in common and the area does not border on is a line.
	shared := func(p piece) bool {
		border := r.byEnds[[2]int{min(p.from, p.to), max(p.from, p.to)}]
		return p.operand == 0 && r.has(p, 1) && !inBoth(border.left) && !inBoth(border.right())
	}
	covered := map[s2.Point]bool{}
	for _, l := range area.Loops() {
		for _, p := range l.Vertices() {
			covered[p] = true
		}
	}
	return r.result(shells(area), shared, covered)
}

// has reports whether an operand has an edge where the piece is.
func (o *overlay) has(p piece, operand int) bool {
	if o.ends == nil {
		o.ends = map[[3]int]bool{}
		for _, q := range o.pieces {
			o.ends[[3]int{min(q.from, q.to), max(q.from, q.to), q.operand}] = true
		}
	}
	return o.ends[[3]int{min(p.from, p.to), max(p.from, p.to), operand}]
}

func (o *overlay) middle(p piece) s2.Point {
	return s2.Point{Vector: o.vertices[p.from].Add(o.vertices[p.to].Vector).Normalize()}
}

// result is the GeoJSON of what two operands have in common: areas, the pieces that are kept as lines, and the vertices
// of both that are neither on those nor covered by the areas.
func (o *overlay) result(areas []kql.Dynamic, keep func(piece) bool, covered map[s2.Point]bool) kql.Dynamic {
	common := o.lines(keep)
	on := map[s2.Point]bool{}
	for _, l := range common {
		for _, p := range l {
			on[p] = true
		}
	}
	var seen [2]map[int]bool
	seen[0], seen[1] = map[int]bool{}, map[int]bool{}
	for _, p := range o.pieces {
		seen[p.operand][p.from], seen[p.operand][p.to] = true, true
	}
	var points []kql.Dynamic
	for v, p := range o.vertices {
		if seen[0][v] && seen[1][v] && !on[p] && !covered[p] {
			points = append(points, position(p))
		}
	}
	var shapes []kql.Dynamic
	for _, s := range []struct {
		one  string
		list []kql.Dynamic
	}{{"Point", points}, {"LineString", lineList(common)}, {"Polygon", areas}} {
		switch len(s.list) {
		case 0:
		case 1:
			shapes = append(shapes, shape(s.one, s.list[0]))
		default:
			shapes = append(shapes, shape("Multi"+s.one, kql.DynamicArray(s.list)))
		}
	}
	if len(shapes) == 1 {
		return shapes[0]
	}
	return collection(shapes)
}
