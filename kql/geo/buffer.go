package geo

import (
	"math"

	"github.com/golang/geo/s1"
	"github.com/golang/geo/s2"

	"github.com/kqlc/kqlc/kql"
)

// PointBuffer is geo_point_buffer(): a polygon around a point, whose edges stay within the tolerance, 10 metres unless
// said, of the circle. It is null for a radius that is not positive.
func PointBuffer(longitude, latitude kql.Null[float64], radius float64, tolerance ...float64) kql.Dynamic {
	p, ok := place(longitude, latitude)
	b, valid := newBuffer(radius, tolerance)
	if !ok || !valid {
		return kql.Dynamic{}
	}
	b.point(p)
	return b.shape([]s2.Point{p}, nil)
}

// LineBuffer is geo_line_buffer(): the area around lines, round at the ends.
func LineBuffer(line kql.Dynamic, radius float64, tolerance ...float64) kql.Dynamic {
	all, ok := parseLines(line)
	b, valid := newBuffer(radius, tolerance)
	if !ok || !valid {
		return kql.Dynamic{}
	}
	var points []s2.Point
	for _, l := range all {
		b.line(l)
		points = append(points, l...)
	}
	return b.shape(points, nil)
}

// PolygonBuffer is geo_polygon_buffer(): a polygon and the area around it.
func PolygonBuffer(polygon kql.Dynamic, radius float64, tolerance ...float64) kql.Dynamic {
	all, ok := parsePolygons(polygon)
	if !ok {
		return kql.Dynamic{}
	}
	wide, ok := widen(all, radius, tolerance)
	if !ok {
		return kql.Dynamic{}
	}
	return polygonShape(wide)
}

// widen gives the polygons and the area around them.
func widen(all polygons, radius float64, tolerance []float64) (*s2.Polygon, bool) {
	b, valid := newBuffer(radius, tolerance)
	if !valid {
		return nil, false
	}
	one := all.one()
	var points []s2.Point
	for _, c := range chains(one, 0) {
		ring := c.points[:len(c.points)-1]
		b.ring(ring)
		points = append(points, ring...)
	}
	return b.polygon(points, one)
}

// buffer draws curves at a distance from points and edges, as S2's buffer operation does: arcs in steps about vertices,
// and the parallel curve of an edge, which is no geodesic, in steps too.
type buffer struct {
	radius     s1.Angle
	vertexStep s1.Angle
	pointStep  s1.Angle
	edgeStep   s1.Angle
	path       []s2.Point
	chains     []chain
}

const (
	defaultTolerance = 10
	minErrorFraction = 1e-6
	maxErrorFraction = 0.99
	// minDeviation is as near as points can be computed.
	minDeviation s1.Angle = 1e-14
)

// newBuffer is a buffer for a radius and a tolerance in metres; ok is false where they are not valid.
func newBuffer(radius float64, tolerance []float64) (b *buffer, ok bool) {
	deviation := float64(defaultTolerance)
	if len(tolerance) > 0 {
		deviation = tolerance[0]
	}
	r := angle(radius)
	fraction := deviation / radius
	if !(radius > 0) || !(deviation > 0) || fraction < minErrorFraction || r >= math.Pi/2 {
		return nil, false
	}
	deviationAngle := max(s1.Angle(min(fraction, maxErrorFraction))*r, minDeviation)
	b = &buffer{radius: r, vertexStep: widestStep(r, deviationAngle)}
	b.pointStep = s1.Angle(2*math.Pi/math.Ceil(2*math.Pi/float64(b.vertexStep)) + 1e-15)
	b.edgeStep = widestStep(math.Pi/2-r, deviationAngle)
	return b, true
}

// widestStep is the greatest angle about the middle of a circle that an edge may take without deviating too much.
func widestStep(radius, deviation s1.Angle) s1.Angle {
	step := 2*math.Pi/3 + 1e-15
	if inner := radius - deviation; inner > 0 {
		step = min(step, 2*math.Acos(math.Tan(float64(inner))/math.Tan(float64(radius))))
	}
	return s1.Angle(step)
}

func (b *buffer) add(p s2.Point) { b.path = append(b.path, p) }

// close ends a curve that leads back to its start.
func (b *buffer) close() {
	b.chains = append(b.chains, chain{append(b.path, b.path[0]), 0})
	b.path = nil
}

func normal(a, b s2.Point) s2.Point { return s2.Point{Vector: a.Cross(b.Vector).Normalize()} }

// point goes around p.
func (b *buffer) point(p s2.Point) {
	start := s2.Ortho(p)
	var a s1.Angle
	for range 4 {
		side := normal(p, start)
		for ; a < math.Pi/2; a += b.pointStep {
			b.add(s2.PointOnRay(p, s2.PointOnRay(start, side, a), b.radius))
		}
		a -= math.Pi / 2
		start = side
	}
	b.close()
}

// axis is the direction to the right of the edge from p to q.
func axis(p, q s2.Point) s2.Point { return s2.Point{Vector: q.PointCross(p).Normalize()} }

// arc goes about p, from one direction to another, without the end.
func (b *buffer) arc(p, from, to s2.Point) {
	side, whole := normal(p, from), from.Distance(to)
	for a := s1.Angle(0); a == 0 || a < whole; a += b.vertexStep {
		b.add(s2.PointOnRay(p, s2.PointOnRay(from, side, a), b.radius))
	}
}

// along goes along the right of an edge, without the end.
func (b *buffer) along(p, q s2.Point) {
	right := axis(p, q)
	side, whole := normal(p, right), p.Distance(q)
	for a := s1.Angle(0); a == 0 || a < whole; a += b.edgeStep {
		b.add(s2.PointOnRay(s2.PointOnRay(p, side, a), right, b.radius))
	}
}

// corner goes along the edge from p to q and about q. Where the way to r turns to the right, the curve comes by q.
func (b *buffer) corner(p, q, r s2.Point) {
	b.along(p, q)
	if s2.RobustSign(p, q, r) != s2.Clockwise {
		b.arc(q, axis(p, q), axis(q, r))
		return
	}
	b.add(s2.PointOnRay(q, axis(p, q), b.radius))
	b.add(q)
}

// cap goes about the end q of an edge.
func (b *buffer) cap(p, q s2.Point) {
	right := axis(p, q)
	b.arc(q, right, s2.Point{Vector: right.Mul(-1)})
}

// line goes around a line.
func (b *buffer) line(l s2.Polyline) {
	n := len(l)
	b.cap(l[1], l[0])
	for i := range n - 2 {
		b.corner(l[i], l[i+1], l[i+2])
	}
	b.along(l[n-2], l[n-1])
	b.cap(l[n-2], l[n-1])
	for i := n - 3; i >= 0; i-- {
		b.corner(l[i+2], l[i+1], l[i])
	}
	b.along(l[1], l[0])
	b.close()
}

// ring goes along the right of a closed line.
func (b *buffer) ring(points []s2.Point) {
	n := len(points)
	for i := range points {
		b.corner(points[i], points[(i+1)%n], points[(i+2)%n])
	}
	b.close()
}

// polygon is the area that the curves go around. They are about the points, and about the area of inner, if there is one.
func (b *buffer) polygon(points []s2.Point, inner *s2.Polygon) (*s2.Polygon, bool) {
	far, ok := b.outside(points, inner)
	if !ok {
		return nil, false
	}
	r := newRegions(newOverlay(b.chains), far, winding{})
	return s2.PolygonFromOrientedLoops(r.outline(inEither)), true
}

func (b *buffer) shape(points []s2.Point, inner *s2.Polygon) kql.Dynamic {
	p, ok := b.polygon(points, inner)
	if !ok {
		return kql.Dynamic{}
	}
	return polygonShape(p)
}

// outside finds a point that the curves do not go around.
func (b *buffer) outside(points []s2.Point, inner *s2.Polygon) (s2.Point, bool) {
	for _, p := range []s2.Point{
		s2.OriginPoint(), s2.PointFromCoords(0.011, 0.012, -1), s2.PointFromCoords(0.013, 1, 0.014),
		s2.PointFromCoords(0.015, -1, 0.016), s2.PointFromCoords(1, 0.017, 0.018), s2.PointFromCoords(-1, 0.019, 0.02),
	} {
		if inner != nil && inner.ContainsPoint(p) {
			continue
		}
		near := false
		for i := range points {
			d := s2.DistanceFromSegment(p, points[i], points[(i+1)%len(points)])
			near = near || d <= b.radius+0.01
		}
		if !near {
			return p, true
		}
	}
	return s2.Point{}, false
}
