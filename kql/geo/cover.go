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
	level, radius, valid := coverOptions(levelAndRadius, defaultS2, maxS2)
	if !ok || !valid {
		return kql.Dynamic{}
	}
	index := s2.NewShapeIndex()
	var area float64
	region := s2.RegionUnion{}
	for _, p := range all {
		area = max(area, p.Area())
		index.Add(p)
		region = append(region, p)
	}
	if area > maxS2Cells*s2.MaxAreaMetric.Value(level) {
		return kql.Dynamic{}
	}
	return cover(region, index, level, radius)
}

// LineToS2Cells is geo_line_to_s2cells(), as [PolygonToS2Cells].
func LineToS2Cells(line kql.Dynamic, levelAndRadius ...float64) kql.Dynamic {
	all, ok := parseLines(line)
	level, radius, valid := coverOptions(levelAndRadius, defaultS2, maxS2)
	if !ok || !valid {
		return kql.Dynamic{}
	}
	index := s2.NewShapeIndex()
	var longest s1.Angle
	region := s2.RegionUnion{}
	for _, l := range all {
		longest = max(longest, l.Length())
		index.Add(&l)
		region = append(region, &l)
	}
	if float64(longest) > maxS2Cells*s2.MaxDiagMetric.Value(level) {
		return kql.Dynamic{}
	}
	return cover(region, index, level, radius)
}

func coverOptions(levelAndRadius []float64, otherwise, finest int) (level int, radius float64, ok bool) {
	if len(levelAndRadius) > 1 {
		radius = levelAndRadius[1]
	}
	level, ok = whole(levelAndRadius[:min(1, len(levelAndRadius))], otherwise, 0, finest)
	return level, radius, ok && radius >= 0 && radius <= math.Pi*earthRadius
}

// cover lists the cells of a level that a region, or the area around it, meets.
func cover(shapes s2.Region, index *s2.ShapeIndex, level int, radius float64) kql.Dynamic {
	region := shapes
	if radius > 0 {
		region = &around{shapes, index, angle(radius)}
		if bound := region.CapBound(); angle(radius) > 1e-9 && bound.Area() > 0 {
			if circle := s2.CapFromCenterAngle(bound.Center(), angle(radius)); circle.Area() > maxS2Cells*s2.MaxAreaMetric.Value(level) {
				return kql.Dynamic{}
			}
		}
	}
	cells := (&s2.RegionCoverer{MinLevel: level, MaxLevel: level, LevelMod: 1, MaxCells: maxS2Cells + 1}).Covering(region)
	if len(cells) > maxS2Cells {
		return kql.Dynamic{}
	}
	return texts(cells, s2.CellID.ToToken)
}

// around is the region within a distance of shapes.
type around struct {
	s2.Region
	index  *s2.ShapeIndex
	radius s1.Angle
}

func (a *around) CapBound() s2.Cap { return a.Region.CapBound().Expanded(a.radius) }

func (a *around) RectBound() s2.Rect { return a.CapBound().RectBound() }

func (a *around) CellUnionBound() []s2.CellID { return a.CapBound().CellUnionBound() }

func (a *around) ContainsCell(s2.Cell) bool { return false }

// IntersectsCell reports whether the shapes come as near to the cell as the radius.
func (a *around) IntersectsCell(c s2.Cell) bool {
	if a.Region.IntersectsCell(c) {
		return true
	}
	query := s2.NewClosestEdgeQuery(a.index, s2.NewClosestEdgeQueryOptions().MaxResults(1))
	return query.IsConservativeDistanceLessOrEqual(s2.NewMinDistanceToCellTarget(c), s1.ChordAngleFromAngle(a.radius))
}
