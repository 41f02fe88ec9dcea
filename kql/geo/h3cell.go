package geo

import "github.com/kqlc/kqlc/kql"

const (
	defaultH3   = 6
	maxRings    = 142 // The greatest distance that geo_h3cell_rings() takes.
	maxChildren = 5   // How many resolutions geo_h3cell_children() goes down at most.
)

// PointToH3Cell is geo_point_to_h3cell(): the H3 cell of a resolution from 0 to 15, 6 unless said, around a point.
func PointToH3Cell(longitude, latitude kql.Null[float64], resolution ...float64) string {
	p, ok := place(longitude, latitude)
	r, known := whole(resolution, defaultH3, 0, maxH3)
	if !ok || !known {
		return ""
	}
	return h3At(p, r).String()
}

// H3CellToCentralPoint is geo_h3cell_to_central_point().
func H3CellToCentralPoint(token string) kql.Dynamic {
	c, ok := parseH3(token)
	if !ok {
		return kql.Dynamic{}
	}
	return pointShape(c.center())
}

// H3CellToPolygon is geo_h3cell_to_polygon().
func H3CellToPolygon(token string) kql.Dynamic {
	c, ok := parseH3(token)
	if !ok {
		return kql.Dynamic{}
	}
	return loopShape(c.boundary())
}

// H3CellNeighbors is geo_h3cell_neighbors().
func H3CellNeighbors(token string) kql.Dynamic {
	c, ok := parseH3(token)
	if !ok {
		return kql.Dynamic{}
	}
	return texts(c.neighbors(), h3.String)
}

// H3CellRings is geo_h3cell_rings(): the cells at each distance from 0 to the given one, which is at most 142.
func H3CellRings(token string, distance float64) kql.Dynamic {
	c, ok := parseH3(token)
	n, known := whole([]float64{distance}, 0, 0, maxRings)
	if !ok || !known {
		return kql.Dynamic{}
	}
	var rings []kql.Dynamic
	for _, ring := range c.rings(n) {
		rings = append(rings, texts(ring, h3.String))
	}
	return kql.DynamicArray(rings)
}

// H3CellLevel is geo_h3cell_level().
func H3CellLevel(token string) kql.Null[int32] {
	c, ok := parseH3(token)
	if !ok {
		return kql.Null[int32]{}
	}
	return kql.Some(int32(c.resolution()))
}

// H3CellParent is geo_h3cell_parent(): the cell around one, of the next coarser resolution unless said.
func H3CellParent(token string, resolution ...float64) string {
	c, ok := parseH3(token)
	r, known := whole(resolution, c.resolution()-1, 0, c.resolution())
	if !ok || !known || r < 0 {
		return ""
	}
	return c.parent(r).String()
}

// H3CellChildren is geo_h3cell_children(): the cells within one, of the next finer resolution unless said, at most five finer.
func H3CellChildren(token string, resolution ...float64) kql.Dynamic {
	c, ok := parseH3(token)
	r, known := whole(resolution, c.resolution()+1, max(1, c.resolution()), min(maxH3, c.resolution()+maxChildren))
	if !ok || !known || r > maxH3 {
		return kql.Dynamic{}
	}
	cells := []h3{c}
	for range r - c.resolution() {
		var finer []h3
		for _, c := range cells {
			finer = append(finer, c.children()...)
		}
		cells = finer
	}
	return texts(cells, h3.String)
}
