package geo

import "github.com/kqlc/kqlc/kql"

// PolygonLookup is the state of geo_polygon_lookup(): the rows of the lookup table by their polygons. The zero value is
// empty.
type PolygonLookup[T any] struct{ rows []located[Area, T] }

// LineLookup is the state of geo_line_lookup(), as [PolygonLookup].
type LineLookup[T any] struct{ rows []located[Path, T] }

type located[S, T any] struct {
	shape S
	row   T
}

// Add takes in a row of the lookup table, whose text has to outlive the input it came from. One whose polygon is not valid
// fits no point.
func (l *PolygonLookup[T]) Add(polygon kql.Dynamic, row T) {
	l.rows = append(l.rows, located[Area, T]{NewArea(polygon), row})
}

// Find returns the rows whose polygons hold a point, in order. Where there is none it returns an empty row if unmatched is
// set.
func (l *PolygonLookup[T]) Find(longitude, latitude kql.Null[float64], unmatched bool) []*T {
	return find(l.rows, unmatched, func(a Area) bool { return kql.True(PointInArea(longitude, latitude, a)) })
}

// FindNear returns the rows whose polygons are within a radius in metres of a point, as [PolygonLookup.Find].
func (l *PolygonLookup[T]) FindNear(longitude, latitude kql.Null[float64], radius float64, unmatched bool) []*T {
	return find(l.rows, unmatched, func(a Area) bool { return notBeyond(DistancePointToArea(longitude, latitude, a), radius) })
}

// Add is as that of [PolygonLookup].
func (l *LineLookup[T]) Add(line kql.Dynamic, row T) {
	l.rows = append(l.rows, located[Path, T]{NewPath(line), row})
}

// FindNear returns the rows whose lines are within a radius in metres of a point, as [PolygonLookup.Find].
func (l *LineLookup[T]) FindNear(longitude, latitude kql.Null[float64], radius float64, unmatched bool) []*T {
	return find(l.rows, unmatched, func(p Path) bool { return notBeyond(DistancePointToPath(longitude, latitude, p), radius) })
}

func notBeyond(distance kql.Null[float64], radius float64) bool {
	return distance.OK && distance.V <= radius
}

func find[S, T any](rows []located[S, T], unmatched bool, fits func(S) bool) []*T {
	var found []*T
	for i := range rows {
		if fits(rows[i].shape) {
			found = append(found, &rows[i].row)
		}
	}
	if found == nil && unmatched {
		return []*T{new(T)}
	}
	return found
}
