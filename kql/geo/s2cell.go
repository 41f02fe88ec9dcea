package geo

import (
	"cmp"
	"math"
	"slices"

	"github.com/golang/geo/s2"

	"github.com/kqlc/kqlc/kql"
)

// maxS2 is the finest level of S2 cells.
const maxS2 = 30

func parseS2(token string) (c s2.CellID, ok bool) {
	c = s2.CellIDFromToken(token)
	return c, c.IsValid()
}

// PointToS2Cell is geo_point_to_s2cell(): the S2 cell of a level from 0 to 30, 11 unless said, around a point.
func PointToS2Cell(longitude, latitude kql.Null[float64], level ...float64) string {
	p, ok := place(longitude, latitude)
	n, known := whole(level, 11, 0, maxS2)
	if !ok || !known {
		return ""
	}
	return s2.CellFromPoint(p).ID().Parent(n).ToToken()
}

// S2CellToCentralPoint is geo_s2cell_to_central_point().
func S2CellToCentralPoint(token string) kql.Dynamic {
	c, ok := parseS2(token)
	if !ok {
		return kql.Dynamic{}
	}
	return pointShape(c.Point())
}

// S2CellToPolygon is geo_s2cell_to_polygon().
func S2CellToPolygon(token string) kql.Dynamic {
	c, ok := parseS2(token)
	if !ok {
		return kql.Dynamic{}
	}
	cell := s2.CellFromCellID(c)
	return loopShape([]s2.Point{cell.Vertex(0), cell.Vertex(1), cell.Vertex(2), cell.Vertex(3)})
}

// S2CellNeighbors is geo_s2cell_neighbors(): the cells of the same level that touch one, at corners too, from the north-east
// on, counterclockwise.
func S2CellNeighbors(token string) kql.Dynamic {
	c, ok := parseS2(token)
	if !ok {
		return kql.Dynamic{}
	}
	around := slices.DeleteFunc(c.AllNeighbors(c.Level()), func(n s2.CellID) bool { return n == c })
	from := func(n s2.CellID) float64 { return turn(3*math.Pi/8 - turn(azimuth(c.Point(), n.Point()))) }
	slices.SortFunc(around, func(m, n s2.CellID) int { return cmp.Or(cmp.Compare(from(m), from(n)), cmp.Compare(m, n)) })
	return texts(slices.Compact(around), s2.CellID.ToToken)
}
