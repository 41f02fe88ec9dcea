package geo

import (
	"cmp"
	"math"
	"slices"

	"github.com/golang/geo/s1"
	"github.com/golang/geo/s2"

	"github.com/kqlc/kqlc/kql"
)

// maxSimplify is the greatest tolerance in radians, 70 degrees.
const maxSimplify = 70 * math.Pi / 180

// LineSimplify is geo_line_simplify(): lines with fewer vertices, which are further apart than a tolerance, 10 metres unless
// said, and stay within it. It is null where nothing is left. Kusto may choose other vertices.
func LineSimplify(line kql.Dynamic, tolerance ...float64) kql.Dynamic {
	all, ok := parseLines(line)
	limit, valid := simplifyLimit(tolerance)
	if !ok || !valid {
		return kql.Dynamic{}
	}
	all = all.union()
	var vertices []s2.Point
	for _, l := range all {
		vertices = append(vertices, l...)
	}
	sites := newSites(vertices, limit)
	var simple lines
	for _, l := range all {
		if l := sites.simplify(l); len(l) > 1 {
			simple = append(simple, l)
		}
	}
	return linesShape(simple)
}

// PolygonSimplify is geo_polygon_simplify(), as [LineSimplify].
func PolygonSimplify(polygon kql.Dynamic, tolerance ...float64) kql.Dynamic {
	all, ok := parsePolygons(polygon)
	limit, valid := simplifyLimit(tolerance)
	if !ok || !valid {
		return kql.Dynamic{}
	}
	return simplifyPolygons(polygons{all.one()}, limit)
}

// SimplifyPolygons is geo_simplify_polygons_array(): the union of polygons, simplified so that borders in common stay so.
func SimplifyPolygons(array kql.Dynamic, tolerance ...float64) kql.Dynamic {
	all, ok := parsePolygonArray(array)
	limit, valid := simplifyLimit(tolerance)
	if !ok || !valid {
		return kql.Dynamic{}
	}
	return simplifyPolygons(all, limit)
}

func simplifyLimit(tolerance []float64) (limit s1.Angle, ok bool) {
	limit = angle(defaultTolerance)
	if len(tolerance) > 0 {
		limit = angle(tolerance[0])
	}
	return limit, limit >= 0 && limit <= maxSimplify
}

func simplifyPolygons(all polygons, limit s1.Angle) kql.Dynamic {
	var vertices []s2.Point
	for _, p := range all {
		for _, l := range p.Loops() {
			vertices = append(vertices, l.Vertices()...)
		}
	}
	sites := newSites(vertices, limit)
	var simple polygons
	for _, p := range all {
		var loops []*s2.Loop
		for _, c := range chains(p, 0) {
			ring := sites.simplify(c.points)
			if n := len(ring) - 1; n >= 3 && distinct(ring[:n]) {
				loops = append(loops, s2.LoopFromPoints(ring[:n]))
			}
		}
		if len(loops) > 0 && !ringsCross(loops) {
			simple = append(simple, s2.PolygonFromOrientedLoops(loops))
		}
	}
	if len(simple) == 0 {
		return kql.Dynamic{}
	}
	return polygonShape(union(simple))
}

// sites are vertices further apart than a limit, on one of which each other is put.
type sites struct {
	limit s1.Angle
	of    map[s2.Point]s2.Point
}

// newSites picks the sites, in the order of S2 cells, as S2 does.
func newSites(vertices []s2.Point, limit s1.Angle) *sites {
	order := slices.Clone(vertices)
	slices.SortFunc(order, func(p, q s2.Point) int {
		return cmp.Compare(s2.CellFromPoint(p).ID(), s2.CellFromPoint(q).ID())
	})
	s := &sites{limit, map[s2.Point]s2.Point{}}
	var picked []s2.Point
	for _, p := range order {
		if !slices.ContainsFunc(picked, func(q s2.Point) bool { return p.Distance(q) <= limit }) {
			picked = append(picked, p)
		}
	}
	for _, p := range vertices {
		s.of[p] = slices.MinFunc(picked, func(a, b s2.Point) int { return cmp.Compare(p.Distance(a), p.Distance(b)) })
	}
	return s
}

// simplify puts the points of a line on sites and drops those that the line passes within the limit without.
func (s *sites) simplify(points []s2.Point) s2.Polyline {
	var line s2.Polyline
	for _, p := range points {
		if site := s.of[p]; len(line) == 0 || line[len(line)-1] != site {
			line = append(line, site)
		}
	}
	if len(line) < 2 {
		return nil
	}
	closed := points[0] == points[len(points)-1]
	var simple s2.Polyline
	for _, i := range line.SubsampleVertices(s.limit) {
		simple = append(simple, line[i])
	}
	if closed && (len(simple) < 2 || simple[0] != simple[len(simple)-1]) {
		simple = append(simple, line[len(line)-1])
	}
	return simple
}
