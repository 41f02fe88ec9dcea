package geo

import (
	"slices"

	"github.com/golang/geo/s2"

	"github.com/kqlc/kqlc/kql"
)

// chains are the rings of a polygon as edges with the area on their left.
func chains(p *s2.Polygon, operand int) []chain {
	var all []chain
	for _, l := range p.Loops() {
		points := make([]s2.Point, 0, l.NumVertices()+1)
		for i := range l.NumVertices() {
			points = append(points, l.OrientedVertex(i))
		}
		all = append(all, chain{append(points, points[0]), operand})
	}
	return all
}

// combine puts polygons on top of each other and gives the area where keep holds of how many of a and of b have it.
func combine(a, b []*s2.Polygon, keep func(winding) bool) *s2.Polygon {
	return s2.PolygonFromOrientedLoops(regionsOf(a, b).outline(keep))
}

func regionsOf(a, b []*s2.Polygon) *regions {
	far := s2.OriginPoint()
	var all []chain
	var around winding
	for operand, list := range [][]*s2.Polygon{a, b} {
		for _, p := range list {
			all = append(all, chains(p, operand)...)
			if p.ContainsPoint(far) {
				around[operand]++
			}
		}
	}
	return newRegions(newOverlay(all), far, around)
}

func inEither(w winding) bool { return w[0] > 0 || w[1] > 0 }
func inBoth(w winding) bool   { return w[0] > 0 && w[1] > 0 }

// union joins polygons two by two, those of the fewest vertices first, as S2 does: the order of the result's vertices
// follows from it.
func union(all []*s2.Polygon) *s2.Polygon {
	queue := slices.Clone(all)
	for len(queue) > 1 {
		slices.SortStableFunc(queue, func(p, q *s2.Polygon) int { return p.NumEdges() - q.NumEdges() })
		queue = append(queue[2:len(queue):len(queue)], combine(queue[:1], queue[1:2], inEither))
	}
	return queue[0]
}

// one is a single polygon, with as many shells as it takes, of polygons that may overlap.
func (all polygons) one() *s2.Polygon { return union(all) }

// polygonShape is the GeoJSON of a polygon: a Polygon if it has one shell, otherwise a MultiPolygon, null if it is empty.
func polygonShape(p *s2.Polygon) kql.Dynamic {
	switch list := shells(p); len(list) {
	case 0:
		return kql.Dynamic{}
	case 1:
		return shape("Polygon", list[0])
	default:
		return shape("MultiPolygon", kql.DynamicArray(list))
	}
}

// shells lists the rings of each shell of a polygon.
func shells(p *s2.Polygon) []kql.Dynamic {
	var list []kql.Dynamic
	for i := 0; i < p.NumLoops(); i = p.LastDescendant(i) + 1 {
		list = appendShell(list, p, i)
	}
	return list
}

// appendShell adds the rings of the shell that is loop i: it, its holes, and what lies within those as further shells.
func appendShell(shells []kql.Dynamic, p *s2.Polygon, i int) []kql.Dynamic {
	at := len(shells)
	shells = append(shells, kql.Dynamic{})
	rings := []kql.Dynamic{loopRing(p.Loop(i))}
	for hole := i + 1; hole <= p.LastDescendant(i); hole = p.LastDescendant(hole) + 1 {
		rings = append(rings, loopRing(p.Loop(hole)))
		for inner := hole + 1; inner <= p.LastDescendant(hole); inner = p.LastDescendant(inner) + 1 {
			shells = appendShell(shells, p, inner)
		}
	}
	shells[at] = kql.DynamicArray(rings)
	return shells
}

// loopRing are the positions of a loop: counterclockwise for a shell, clockwise for a hole.
func loopRing(l *s2.Loop) kql.Dynamic {
	points := make([]s2.Point, l.NumVertices())
	for i := range points {
		points[i] = l.OrientedVertex(i)
	}
	return ring(points)
}

// UnionPolygons is geo_union_polygons_array(): null where one of the array is no polygon.
func UnionPolygons(array kql.Dynamic) kql.Dynamic {
	all, ok := parsePolygonArray(array)
	if !ok {
		return kql.Dynamic{}
	}
	return polygonShape(union(all))
}

func parsePolygonArray(array kql.Dynamic) (polygons, bool) {
	var all polygons
	if array.Kind() != kql.ArrayKind {
		return nil, false
	}
	for _, d := range array.Elements() {
		p, ok := parsePolygons(d)
		if !ok {
			return nil, false
		}
		all = append(all, p...)
	}
	return all, len(all) > 0
}

// PolygonArea is geo_polygon_area(), in square metres.
func PolygonArea(polygon kql.Dynamic) kql.Null[float64] {
	p, ok := parsePolygons(polygon)
	if !ok {
		return kql.Null[float64]{}
	}
	return kql.Some(p.one().Area() * earthRadius * earthRadius)
}

// PolygonPerimeter is geo_polygon_perimeter(), in metres.
func PolygonPerimeter(polygon kql.Dynamic) kql.Null[float64] {
	p, ok := parsePolygons(polygon)
	if !ok {
		return kql.Null[float64]{}
	}
	total := 0.0
	one := p.one()
	for i := range one.NumEdges() {
		e := one.Edge(i)
		total += metres(e.V0.Distance(e.V1))
	}
	return kql.Some(total)
}

// PolygonCentroid is geo_polygon_centroid().
func PolygonCentroid(polygon kql.Dynamic) kql.Dynamic {
	p, ok := parsePolygons(polygon)
	if !ok {
		return kql.Dynamic{}
	}
	return pointShape(p.one().Centroid())
}
