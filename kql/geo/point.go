// Package geo has the geospatial functions. Shapes are GeoJSON bags; edges are geodesics of a sphere, as those of the S2
// library, which does the geometry. What is not valid, a coordinate outside of ±180 and ±90 degrees, a shape, a level, gives
// null, or "" where the result is text.
package geo

import (
	"math"

	"github.com/golang/geo/s1"
	"github.com/golang/geo/s2"

	"github.com/kqlc/kqlc/kql"
)

// earthRadius is in metres.
const earthRadius = 6371010

func metres(a s1.Angle) float64 { return float64(a) * earthRadius }
func angle(m float64) s1.Angle  { return s1.Angle(m / earthRadius) }

// place is the point at a longitude and a latitude in degrees; ok is false where they are null or out of range.
func place(longitude, latitude kql.Null[float64]) (p s2.Point, ok bool) {
	if !longitude.OK || !latitude.OK || !inRange(longitude.V, latitude.V) {
		return s2.Point{}, false
	}
	return pointAt(longitude.V, latitude.V), true
}

func inRange(longitude, latitude float64) bool {
	return math.Abs(longitude) <= 180 && math.Abs(latitude) <= 90
}

// whole is a level, accuracy or resolution: x without its fraction; ok is false outside of low to high.
func whole(x []float64, otherwise, low, high int) (n int, ok bool) {
	if len(x) == 0 {
		return otherwise, true
	}
	if !(x[0] > float64(low)-1 && x[0] < float64(high)+1) {
		return 0, false
	}
	n = int(x[0])
	return n, n >= low && n <= high
}

func texts[T any](values []T, text func(T) string) kql.Dynamic {
	list := make([]kql.Dynamic, len(values))
	for i, v := range values {
		list[i] = kql.DynamicString(text(v))
	}
	return kql.DynamicArray(list)
}
