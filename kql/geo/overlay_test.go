package geo

import (
	"math"
	"math/rand"
	"slices"
	"testing"

	"github.com/golang/geo/s1"
	"github.com/golang/geo/s2"

	"github.com/kqlc/kqlc/kql"
)

// star is a polygon about a point, of so many corners at random distances. Coarse ones have corners on a grid, so that
// several share corners and edges.
func star(r *rand.Rand, center s2.Point, corners int, radius float64, coarse bool) *s2.Polygon {
	points := make([]s2.Point, corners)
	start := s2.Ortho(center)
	side := normal(center, start)
	for i := range points {
		turn := s1.Angle(2 * math.Pi * (float64(i) + 0.8*r.Float64()) / float64(corners))
		points[i] = s2.PointOnRay(center, s2.PointOnRay(start, side, turn), s1.Angle(radius*(0.3+0.7*r.Float64())))
		if coarse {
			longitude, latitude := degrees(points[i])
			points[i] = pointAt(math.Round(longitude), math.Round(latitude))
		}
	}
	loop := s2.LoopFromPoints(points)
	if loop.Validate() != nil || !distinct(points) || ringsCross([]*s2.Loop{loop}) {
		return nil
	}
	loop.Normalize()
	return s2.PolygonFromLoops([]*s2.Loop{loop})
}

// TestAreasAddUp holds that what two polygons have in common and what either has make up both.
func TestAreasAddUp(t *testing.T) {
	r := rand.New(rand.NewSource(7))
	checked := 0
	for range 400 {
		coarse := r.Intn(2) == 0
		radius := 0.05 + 0.2*r.Float64()
		a := star(r, pointAt(10, 20), 3+r.Intn(9), radius, coarse)
		b := star(r, pointAt(10+10*r.Float64(), 20+5*r.Float64()), 3+r.Intn(9), radius, coarse)
		if a == nil || b == nil {
			continue
		}
		checked++
		both := combine([]*s2.Polygon{a}, []*s2.Polygon{b}, inBoth)
		either := combine([]*s2.Polygon{a}, []*s2.Polygon{b}, inEither)
		if got, want := both.Area()+either.Area(), a.Area()+b.Area(); math.Abs(got-want) > 1e-12 {
			t.Fatalf("%s and %s: %v and %v do not make up %v and %v", polygonShape(a), polygonShape(b), both.Area(), either.Area(), a.Area(), b.Area())
		}
		for _, p := range []*s2.Polygon{both, either} {
			d := polygonShape(p)
			if _, ok := parsePolygons(d); !ok && !d.IsNull() && !coarse {
				t.Fatalf("%s and %s give %s, which is not valid", polygonShape(a), polygonShape(b), d)
			}
		}
		for range 10 {
			p := pointAt(5+20*r.Float64(), 12+20*r.Float64())
			if inA, inB := a.ContainsPoint(p), b.ContainsPoint(p); both.ContainsPoint(p) != (inA && inB) || either.ContainsPoint(p) != (inA || inB) {
				t.Fatalf("%s and %s: wrong about %v", polygonShape(a), polygonShape(b), position(p))
			}
		}
	}
	if checked < 80 {
		t.Errorf("%d pairs only", checked)
	}
}

// TestBuffersHoldWhatIsNear holds points at random against the distance from the shape.
func TestBuffersHoldWhatIsNear(t *testing.T) {
	r := rand.New(rand.NewSource(8))
	const radius, tolerance = 100000.0, 1000.0
	for range 6 {
		a := star(r, pointAt(-30, 50), 3+r.Intn(9), 0.05, false)
		wide, ok := widen(polygons{a}, radius, []float64{tolerance})
		if !ok {
			t.Fatalf("no buffer of %s", polygonShape(a))
		}
		line := lines{slices.Clone(a.Loop(0).Vertices())}
		strip, _ := parsePolygons(LineBuffer(linesShape(line), radius, tolerance))
		for range 200 {
			p := pointAt(-38+16*r.Float64(), 43+14*r.Float64())
			for name, c := range map[string]struct {
				distance float64
				inside   bool
			}{
				"polygon": {metres(p.Distance(polygons{a}.closest(p))), wide.ContainsPoint(p)},
				"line":    {metres(p.Distance(line.closest(p))), strip.contain(p)},
			} {
				if c.inside && c.distance > radius+1 || !c.inside && c.distance < radius-tolerance-1 {
					t.Fatalf("%s: %v is %v m from %s: inside %v", name, position(p), c.distance, polygonShape(a), c.inside)
				}
			}
		}
	}
}

// TestBuffersOfNoWidth ends: by steps of no width a curve would never get around.
func TestBuffersOfNoWidth(t *testing.T) {
	square := kql.ParseJSON(`{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2],[0,0]]]}`)
	for _, radius := range []float64{5e-324, 1e-300, 1e-12, 1e-9} {
		PolygonBuffer(square, radius)
		LineBuffer(kql.ParseJSON(`{"type":"LineString","coordinates":[[0,0],[2,0]]}`), radius)
		PointBuffer(kql.Some(1.0), kql.Some(2.0), radius)
	}
}

// TestShapesThatAreNone gives malformed shapes to all that reads some.
func TestShapesThatAreNone(t *testing.T) {
	readers := []func(d kql.Dynamic) bool{
		func(d kql.Dynamic) bool { _, ok := parseLines(d); return ok },
		func(d kql.Dynamic) bool { _, ok := parsePolygons(d); return ok },
	}
	for _, text := range []string{
		``, `null`, `1`, `"x"`, `[]`, `{}`, `{"type":"Polygon"}`, `{"type":"Polygon","coordinates":7}`,
		`{"type":"Polygon","coordinates":[]}`, `{"type":"Polygon","coordinates":[[]]}`, `{"type":"Polygon","coordinates":[[[0,0]]]}`,
		`{"type":"Polygon","coordinates":[[[0,0],[1,0],[0,1],[0,2]]]}`,                            // open
		`{"type":"Polygon","coordinates":[[[0,0],[2,2],[2,0],[0,2],[0,0]]]}`,                      // crossing itself
		`{"type":"Polygon","coordinates":[[[0,0],[1,0],[0,1],[0,0]],[[0,0]]]}`,                    // a hole of one point
		`{"type":"Polygon","coordinates":[[[0,0],["1",0],[0,1],[0,0]]]}`,                          // text
		`{"type":"Polygon","coordinates":[[[0,0],[1],[0,1],[0,0]]]}`,                              // no latitude
		`{"type":"MultiPolygon","coordinates":[]}`,                                                //
		`{"type":"LineString","coordinates":[[0,0],[0,0]]}`,                                       // no length
		`{"type":"LineString","coordinates":{"a":[0,0],"b":[1,1]}}`,                               //
		`{"type":"MultiLineString","coordinates":[[[0,0],[1,1]],[[0,0]]]}`,                        //
		`{"type":"Point","coordinates":[0,0]}`,                                                    //
		`{"type":"GeometryCollection","geometries":[{"type":"Point"}]}`,                           //
		`{"type":"Polygon","coordinates":[[[0,0],[1e400,0],[0,1],[0,0]]]}`,                        //
		`{"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,0]],[[0,0],[9,0],[9,-9],[0,0]]]}`, // an edge twice
	} {
		for i, read := range readers {
			if read(kql.ParseJSON(text)) {
				t.Errorf("reader %d takes %s", i, text)
			}
		}
	}
}
