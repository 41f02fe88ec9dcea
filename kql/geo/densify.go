package geo

import (
	"math"

	"github.com/golang/geo/r2"
	"github.com/golang/geo/s2"

	"github.com/kqlc/kqlc/kql"
)

const (
	minDensify = 0.1
	maxDensify = 10000
)

// LineDensify is geo_line_densify(): the lines with so many more vertices that the geodesics between them stay within a
// tolerance, 10 metres unless said and 0.1 to 10,000, of straight edges on a map of longitude and latitude. Edges that
// cross the antimeridian go the long way around unless crossings are to be preserved.
func LineDensify(line kql.Dynamic, tolerance ...float64) kql.Dynamic {
	return densifyLines(line, tolerance, false)
}

// LineDensifyCrossing is geo_line_densify() with preserve_crossing.
func LineDensifyCrossing(line kql.Dynamic, tolerance float64, preserveCrossing bool) kql.Dynamic {
	return densifyLines(line, []float64{tolerance}, preserveCrossing)
}

func densifyLines(line kql.Dynamic, tolerance []float64, preserveCrossing bool) kql.Dynamic {
	all, ok := parseLines(line)
	t, valid := newTessellator(line, tolerance, preserveCrossing)
	if !ok || !valid {
		return kql.Dynamic{}
	}
	for i, l := range all {
		all[i] = t.densify(l)
	}
	return linesShape(all)
}

// PolygonDensify is geo_polygon_densify(), as [LineDensify].
func PolygonDensify(polygon kql.Dynamic, tolerance ...float64) kql.Dynamic {
	return densifyPolygons(polygon, tolerance, false)
}

// PolygonDensifyCrossing is geo_polygon_densify() with preserve_crossing.
func PolygonDensifyCrossing(polygon kql.Dynamic, tolerance float64, preserveCrossing bool) kql.Dynamic {
	return densifyPolygons(polygon, []float64{tolerance}, preserveCrossing)
}

func densifyPolygons(polygon kql.Dynamic, tolerance []float64, preserveCrossing bool) kql.Dynamic {
	all, ok := parsePolygons(polygon)
	t, valid := newTessellator(polygon, tolerance, preserveCrossing)
	if !ok || !valid {
		return kql.Dynamic{}
	}
	var list []kql.Dynamic
	for _, p := range all {
		var rings []kql.Dynamic
		for _, c := range chains(p, 0) {
			rings = append(rings, positions(t.densify(c.points)))
		}
		list = append(list, kql.DynamicArray(rings))
	}
	if len(list) == 1 {
		return shape("Polygon", list[0])
	}
	return shape("MultiPolygon", kql.DynamicArray(list))
}

// tessellator adds vertices to edges that are straight on a map.
type tessellator struct {
	*s2.EdgeTessellator
	places map[s2.Point]r2.Point // Where on the map the shape's points are.
}

// tessellatorScale is by how much less than the tolerance the error may be that S2 measures between two vertices.
const tessellatorScale = 0.83829992569888509

func newTessellator(d kql.Dynamic, tolerance []float64, preserveCrossing bool) (t tessellator, ok bool) {
	deviation := float64(defaultTolerance)
	if len(tolerance) > 0 {
		deviation = tolerance[0]
	}
	if !(deviation >= minDensify && deviation <= maxDensify) {
		return tessellator{}, false
	}
	m := plateCarree{s2.NewPlateCarreeProjection(180), !preserveCrossing}
	t = tessellator{s2.NewEdgeTessellator(m, angle(deviation)*tessellatorScale), map[s2.Point]r2.Point{}}
	t.find(kql.Member(d, "coordinates"))
	return t, true
}

// find notes the places of the positions in nested arrays.
func (t tessellator) find(d kql.Dynamic) {
	list := d.Elements()
	if len(list) >= 2 {
		longitude, isNumber := number(list[0])
		latitude, areNumbers := number(list[1])
		if isNumber && areNumbers {
			t.places[pointAt(longitude, latitude)] = r2.Point{X: longitude, Y: latitude}
			return
		}
	}
	for _, e := range list {
		t.find(e)
	}
}

func (t tessellator) densify(points []s2.Point) []s2.Point {
	var all []s2.Point
	for i := range points[1:] {
		all = t.AppendUnprojected(t.places[points[i]], t.places[points[i+1]], all)
	}
	return all
}

// plateCarree is the map of longitude and latitude in degrees. One that ends does not go on beyond the antimeridian.
type plateCarree struct {
	s2.Projection
	ends bool
}

func (plateCarree) Unproject(p r2.Point) s2.Point { return pointAt(math.Remainder(p.X, 360), p.Y) }

func (m plateCarree) WrapDestination(a, b r2.Point) r2.Point {
	if m.ends {
		return b
	}
	return m.Projection.WrapDestination(a, b)
}
