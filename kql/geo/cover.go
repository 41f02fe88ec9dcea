package geo

import (
	"math"

	"github.com/golang/geo/s1"
	"github.com/golang/geo/s2"

	"github.com/kqlc/kqlc/kql"
)

const (
	defaultS2  = 11
	maxS2Cells = 65536
)

// PolygonToS2Cells is geo_polygon_to_s2cells(): the S2 cells of a level, 11 unless said, that cover a polygon and, with a
// radius in metres, what is around it. It is null where they are more than 65,536.
func PolygonToS2Cells(polygon kql.Dynamic, levelAndRadius ...float64) kql.Dynamic {
	all, ok := parsePolygons(polygon)
	if !ok {
		return kql.Dynamic{}
	}
	index, region := s2.NewShapeIndex(), s2.RegionUnion{}
	for _, p := range all {
		index.Add(p)
		region = append(region, p)
	}
	return cover(region, index, levelAndRadius)
}

// LineToS2Cells is geo_line_to_s2cells(), as [PolygonToS2Cells].
func LineToS2Cells(line kql.Dynamic, levelAndRadius ...float64) kql.Dynamic {
	all, ok := parseLines(line)
	if !ok {
		return kql.Dynamic{}
	}
	index, region := s2.NewShapeIndex(), s2.RegionUnion{}
	for _, l := range all {
		index.Add(&l)
		region = append(region, &l)
	}
	return cover(region, index, levelAndRadius)
}

func coverOptions(levelAndRadius []float64, otherwise, finest int) (level int, radius float64, ok bool) {
	if len(levelAndRadius) > 1 {
		radius = levelAndRadius[1]
	}
	level, ok = whole(levelAndRadius[:min(1, len(levelAndRadius))], otherwise, 0, finest)
	return level, radius, ok && radius >= 0 && radius <= math.Pi*earthRadius
}

// cover lists the cells of a level that shapes, or the area around them, meet.
func cover(region s2.Region, index *s2.ShapeIndex, levelAndRadius []float64) kql.Dynamic {
	level, radius, ok := coverOptions(levelAndRadius, defaultS2, maxS2)
	if !ok {
		return kql.Dynamic{}
	}
	if radius > 0 {
		region = &around{region, index, angle(radius)}
	}
	var cells []s2.CellID
	for face := range 6 {
		cells = collect(region, s2.CellFromCellID(s2.CellIDFromFace(face)), level, cells)
	}
	if len(cells) > maxS2Cells {
		return kql.Dynamic{}
	}
	return texts(cells, s2.CellID.ToToken)
}

// collect adds the cells of a level within c that a region meets, as long as they are not too many.
func collect(region s2.Region, c s2.Cell, level int, cells []s2.CellID) []s2.CellID {
	if len(cells) > maxS2Cells || !region.IntersectsCell(c) {
		return cells
	}
	if c.Level() == level {
		return append(cells, c.ID())
	}
	children, _ := c.Children()
	for _, child := range children {
		cells = collect(region, child, level, cells)
	}
	return cells
}

// around is the region within a distance of shapes; only whether it meets a cell is known.
type around struct {
	s2.Region
	index  *s2.ShapeIndex
	radius s1.Angle
}

// IntersectsCell reports whether the shapes come as near to the cell as the radius.
func (a *around) IntersectsCell(c s2.Cell) bool {
	if a.Region.IntersectsCell(c) {
		return true
	}
	query := s2.NewClosestEdgeQuery(a.index, s2.NewClosestEdgeQueryOptions().MaxResults(1))
	return query.IsConservativeDistanceLessOrEqual(s2.NewMinDistanceToCellTarget(c), s1.ChordAngleFromAngle(a.radius))
}
