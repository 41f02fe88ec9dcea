package geo

import (
	"math"

	"github.com/golang/geo/s1"
	"github.com/golang/geo/s2"

	"github.com/kqlc/kqlc/kql"
)

// Distance is geo_distance_2points(): in metres, on the sphere or, if asked for, on the spheroid of WGS-84.
func Distance(longitude1, latitude1, longitude2, latitude2 kql.Null[float64], spheroid ...bool) kql.Null[float64] {
	p, ok1 := place(longitude1, latitude1)
	q, ok2 := place(longitude2, latitude2)
	if !ok1 || !ok2 {
		return kql.Null[float64]{}
	}
	if len(spheroid) > 0 && spheroid[0] {
		return kql.Some(spheroidDistance(p, q))
	}
	return kql.Some(metres(p.Distance(q)))
}

// Azimuth is geo_azimuth(): the clockwise angle in radians at the first point from north to the way to the second. It is
// null for equal and for opposite points.
func Azimuth(longitude1, latitude1, longitude2, latitude2 kql.Null[float64]) kql.Null[float64] {
	p, ok1 := place(longitude1, latitude1)
	q, ok2 := place(longitude2, latitude2)
	if !ok1 || !ok2 || !apart(p, q) {
		return kql.Null[float64]{}
	}
	return kql.Some(turn(azimuth(p, q)))
}

// Angle is geo_angle(): the clockwise angle in radians at the second point from the way to the first to the way to the
// third. It is null where two points in succession are equal or opposite.
func Angle(longitude1, latitude1, longitude2, latitude2, longitude3, latitude3 kql.Null[float64]) kql.Null[float64] {
	p, ok1 := place(longitude1, latitude1)
	q, ok2 := place(longitude2, latitude2)
	r, ok3 := place(longitude3, latitude3)
	if !ok1 || !ok2 || !ok3 || !apart(p, q) || !apart(q, r) {
		return kql.Null[float64]{}
	}
	return kql.Some(turn(azimuth(q, r) - azimuth(q, p)))
}

// apart reports whether one way only leads from p to q.
func apart(p, q s2.Point) bool {
	return !p.ApproxEqual(q) && !p.ApproxEqual(s2.Point{Vector: q.Mul(-1)})
}

func azimuth(p, q s2.Point) float64 {
	a, b := s2.LatLngFromPoint(p), s2.LatLngFromPoint(q)
	east := float64(b.Lng - a.Lng)
	sinA, cosA := math.Sincos(float64(a.Lat))
	sinB, cosB := math.Sincos(float64(b.Lat))
	return math.Atan2(math.Sin(east)*cosB, cosA*sinB-sinA*cosB*math.Cos(east))
}

// turn brings an angle between 0 and a full turn.
func turn(a float64) float64 {
	if a < 0 {
		a += 2 * math.Pi
	}
	return a
}

// PointInCircle is geo_point_in_circle(). The radius is in metres and positive.
func PointInCircle(longitude, latitude, centerLongitude, centerLatitude kql.Null[float64], radius float64) kql.Null[bool] {
	p, ok1 := place(longitude, latitude)
	c, ok2 := place(centerLongitude, centerLatitude)
	if !ok1 || !ok2 || !(radius > 0) {
		return kql.Null[bool]{}
	}
	return kql.Some(p.Distance(c) <= angle(radius))
}

// DistancePointToLine is geo_distance_point_to_line(), in metres.
func DistancePointToLine(longitude, latitude kql.Null[float64], line kql.Dynamic) kql.Null[float64] {
	return DistancePointToPath(longitude, latitude, NewPath(line))
}

// DistancePointToPath is [DistancePointToLine] for lines that are read.
func DistancePointToPath(longitude, latitude kql.Null[float64], path Path) kql.Null[float64] {
	p, ok := place(longitude, latitude)
	if !ok || path.lines == nil {
		return kql.Null[float64]{}
	}
	return kql.Some(metres(p.Distance(path.lines.closest(p))))
}

// ClosestPointOnLine is geo_closest_point_on_line().
func ClosestPointOnLine(longitude, latitude kql.Null[float64], line kql.Dynamic) kql.Dynamic {
	p, ok := place(longitude, latitude)
	l, known := parseLines(line)
	if !ok || !known {
		return kql.Dynamic{}
	}
	return pointShape(l.closest(p))
}

// closest is the point of the lines that is closest to p.
func (l lines) closest(p s2.Point) s2.Point {
	var n nearest
	for _, line := range l {
		for i := range line[1:] {
			n.see(p, line[i], line[i+1])
		}
	}
	return n.point(p)
}

// nearest finds the edge that is closest to a point.
type nearest struct {
	a, b     s2.Point
	distance s1.ChordAngle
	found    bool
}

func (n *nearest) see(p, a, b s2.Point) {
	limit := n.distance
	if !n.found {
		limit = s1.InfChordAngle()
	}
	if d, closer := s2.UpdateMinDistance(p, a, b, limit); closer {
		n.a, n.b, n.distance, n.found = a, b, d, true
	}
}

func (n *nearest) point(p s2.Point) s2.Point { return s2.Project(p, n.a, n.b) }

// DistancePointToPolygon is geo_distance_point_to_polygon(), in metres: 0 for a point within.
func DistancePointToPolygon(longitude, latitude kql.Null[float64], polygon kql.Dynamic) kql.Null[float64] {
	return DistancePointToArea(longitude, latitude, NewArea(polygon))
}

// DistancePointToArea is [DistancePointToPolygon] for polygons that are read.
func DistancePointToArea(longitude, latitude kql.Null[float64], area Area) kql.Null[float64] {
	p, ok := place(longitude, latitude)
	if !ok || area.polygons == nil {
		return kql.Null[float64]{}
	}
	return kql.Some(metres(p.Distance(area.polygons.closest(p))))
}

// ClosestPointOnPolygon is geo_closest_point_on_polygon(): the point itself where it lies within.
func ClosestPointOnPolygon(longitude, latitude kql.Null[float64], polygon kql.Dynamic) kql.Dynamic {
	p, ok := place(longitude, latitude)
	shape, known := parsePolygons(polygon)
	if !ok || !known {
		return kql.Dynamic{}
	}
	return pointShape(shape.closest(p))
}

func (all polygons) closest(p s2.Point) s2.Point {
	if all.contain(p) {
		return p
	}
	var n nearest
	for _, polygon := range all {
		for _, l := range polygon.Loops() {
			for i := range l.NumVertices() {
				n.see(p, l.Vertex(i), l.Vertex(i+1))
			}
		}
	}
	return n.point(p)
}

func (all polygons) contain(p s2.Point) bool {
	for _, polygon := range all {
		if polygon.ContainsPoint(p) {
			return true
		}
	}
	return false
}

// PointInPolygon is geo_point_in_polygon(). Of polygons that share a border, one has each point of it.
func PointInPolygon(longitude, latitude kql.Null[float64], polygon kql.Dynamic) kql.Null[bool] {
	return PointInArea(longitude, latitude, NewArea(polygon))
}

// PointInArea is [PointInPolygon] for polygons that are read.
func PointInArea(longitude, latitude kql.Null[float64], area Area) kql.Null[bool] {
	p, ok := place(longitude, latitude)
	if !ok || area.polygons == nil {
		return kql.Null[bool]{}
	}
	return kql.Some(area.polygons.contain(p))
}
