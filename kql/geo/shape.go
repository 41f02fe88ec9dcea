package geo

import (
	"github.com/golang/geo/s2"

	"github.com/kqlc/kqlc/kql"
)

// shape is a GeoJSON object.
func shape(kind string, coordinates kql.Dynamic) kql.Dynamic {
	return kql.DynamicBag([]string{"type", "coordinates"}, []kql.Dynamic{kql.DynamicString(kind), coordinates})
}

// collection is a GeoJSON object of several shapes.
func collection(shapes []kql.Dynamic) kql.Dynamic {
	return kql.DynamicBag([]string{"type", "geometries"}, []kql.Dynamic{kql.DynamicString("GeometryCollection"), kql.DynamicArray(shapes)})
}

func pair(longitude, latitude float64) kql.Dynamic {
	return kql.DynamicArray([]kql.Dynamic{kql.DynamicReal(longitude), kql.DynamicReal(latitude)})
}

func position(p s2.Point) kql.Dynamic { return pair(degrees(p)) }

func positions(points []s2.Point) kql.Dynamic {
	list := make([]kql.Dynamic, len(points))
	for i, p := range points {
		list[i] = position(p)
	}
	return kql.DynamicArray(list)
}

func pointShape(p s2.Point) kql.Dynamic { return shape("Point", position(p)) }

// ring are the positions of a closed line: the first one once more at the end.
func ring(points []s2.Point) kql.Dynamic {
	return positions(append(points[:len(points):len(points)], points[0]))
}

// loopShape is the polygon within one ring.
func loopShape(points []s2.Point) kql.Dynamic {
	return shape("Polygon", kql.DynamicArray([]kql.Dynamic{ring(points)}))
}
