package geo

import (
	"github.com/golang/geo/s2"

	"github.com/kqlc/kqlc/kql"
)

// lines are the lines of a LineString or a MultiLineString: two points at least, neighbours neither equal nor opposite.
type lines []s2.Polyline

// parseLines reads a GeoJSON LineString or MultiLineString.
func parseLines(d kql.Dynamic) (lines, bool) {
	coordinates := kql.Member(d, "coordinates")
	switch kql.Member(d, "type").Text() {
	case "LineString":
		return parseLineStrings(coordinates)
	case "MultiLineString":
		return parseLineStrings(coordinates.Elements()...)
	}
	return nil, false
}

func parseLineStrings(all ...kql.Dynamic) (lines, bool) {
	var parsed lines
	for _, coordinates := range all {
		points, ok := parsePositions(coordinates)
		if !ok || len(points) < 2 {
			return nil, false
		}
		line := s2.Polyline(points)
		if line.Validate() != nil {
			return nil, false
		}
		parsed = append(parsed, line)
	}
	return parsed, len(parsed) > 0
}

// parseLine reads a GeoJSON LineString.
func parseLine(d kql.Dynamic) (s2.Polyline, bool) {
	parsed, ok := parseLines(d)
	if !ok || len(parsed) != 1 {
		return nil, false
	}
	return parsed[0], true
}

// polygons are the polygons of a Polygon or a MultiPolygon, each with its holes. They may overlap.
type polygons []*s2.Polygon

// parsePolygons reads a GeoJSON Polygon or MultiPolygon.
func parsePolygons(d kql.Dynamic) (polygons, bool) {
	coordinates := kql.Member(d, "coordinates")
	var each []kql.Dynamic
	switch kql.Member(d, "type").Text() {
	case "Polygon":
		each = []kql.Dynamic{coordinates}
	case "MultiPolygon":
		each = coordinates.Elements()
	}
	var parsed polygons
	for _, rings := range each {
		p, ok := parsePolygon(rings)
		if !ok {
			return nil, false
		}
		parsed = append(parsed, p)
	}
	return parsed, len(parsed) > 0
}

// parsePolygon reads the rings of one polygon. A ring encloses the smaller of the two parts that it divides the sphere
// into, whichever way it turns.
func parsePolygon(rings kql.Dynamic) (*s2.Polygon, bool) {
	var loops []*s2.Loop
	for _, r := range rings.Elements() {
		points, ok := parsePositions(r)
		n := len(points) - 1
		if !ok || n < 3 || points[0] != points[n] || !distinct(points[:n]) {
			return nil, false
		}
		loop := s2.LoopFromPoints(points[:n])
		if loop.Validate() != nil {
			return nil, false
		}
		loop.Normalize()
		loops = append(loops, loop)
	}
	if len(loops) == 0 || ringsCross(loops) {
		return nil, false
	}
	p := s2.PolygonFromLoops(loops)
	return p, p.Validate() == nil
}

func distinct(points []s2.Point) bool {
	seen := make(map[s2.Point]bool, len(points))
	for _, p := range points {
		if seen[p] {
			return false
		}
		seen[p] = true
	}
	return true
}

// ringsCross reports whether edges of the rings cross each other or occur twice.
func ringsCross(loops []*s2.Loop) bool {
	index := s2.NewShapeIndex()
	seen := map[[2]s2.Point]bool{}
	for _, l := range loops {
		index.Add(l)
		for i := range l.NumVertices() {
			e := [2]s2.Point{l.Vertex(i), l.Vertex(i + 1)}
			if seen[e] || seen[[2]s2.Point{e[1], e[0]}] {
				return true
			}
			seen[e] = true
		}
	}
	query := s2.NewCrossingEdgeQuery(index)
	for e := range seen {
		if len(query.CrossingsEdgeMap(e[0], e[1], s2.CrossingTypeInterior)) > 0 {
			return true
		}
	}
	return false
}

func parsePositions(d kql.Dynamic) ([]s2.Point, bool) {
	if d.Kind() != kql.ArrayKind {
		return nil, false
	}
	list := d.Elements()
	points := make([]s2.Point, len(list))
	for i, position := range list {
		c := position.Elements()
		if position.Kind() != kql.ArrayKind || len(c) < 2 {
			return nil, false
		}
		longitude, isNumber := number(c[0])
		latitude, areNumbers := number(c[1])
		if !isNumber || !areNumbers || !inRange(longitude, latitude) {
			return nil, false
		}
		points[i] = pointAt(longitude, latitude)
	}
	return points, true
}

func number(d kql.Dynamic) (float64, bool) {
	switch d.Kind() {
	case kql.LongKind:
		return float64(d.Long()), true
	case kql.RealKind:
		return d.Real(), true
	}
	return 0, false
}

// Path is a GeoJSON LineString or MultiLineString that is read once for many points. The zero value is that of none.
type Path struct{ lines lines }

// NewPath reads lines.
func NewPath(d kql.Dynamic) Path {
	l, _ := parseLines(d)
	return Path{l}
}

// Area is a GeoJSON Polygon or MultiPolygon that is read once for many points. The zero value is that of none.
type Area struct{ polygons polygons }

// NewArea reads polygons.
func NewArea(d kql.Dynamic) Area {
	p, _ := parsePolygons(d)
	return Area{p}
}
