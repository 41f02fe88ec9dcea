package geo

import (
	"math"

	"github.com/golang/geo/s2"

	"github.com/kqlc/kqlc/kql"
)

// maxH3Cells is how many cells geo_polygon_to_h3cells() gives at most.
const maxH3Cells = 61680

// PolygonToH3Cells is geo_polygon_to_h3cells(): the H3 cells of a resolution, 6 unless said, whose middle lies in a polygon
// or, with a radius in metres, in what is around it. The edges are straight on a map of longitude and latitude. It is null
// where they are more than 61,680.
func PolygonToH3Cells(polygon kql.Dynamic, resolutionAndRadius ...float64) kql.Dynamic {
	all, ok := parsePolygons(polygon)
	resolution, radius, valid := coverOptions(resolutionAndRadius, defaultH3, maxH3)
	if !ok || !valid {
		return kql.Dynamic{}
	}
	if radius > 0 {
		wide, ok := widen(all, radius, nil)
		if !ok {
			return kql.Dynamic{}
		}
		all = polygons{wide}
	}
	m := newPlanarMap(all)
	var cells []h3
	for base := range h3BaseCells {
		cells = m.collect(h3Base(base), resolution, cells)
	}
	if len(cells) > maxH3Cells {
		return kql.Dynamic{}
	}
	return texts(cells, h3.String)
}

// planarMap is polygons on a map of longitude and latitude, in radians.
type planarMap struct{ edges [][2]vec }

// newPlanarMap draws polygons. Where an edge crosses the antimeridian, longitudes in the west of it are counted on.
func newPlanarMap(all polygons) *planarMap {
	m := &planarMap{}
	for _, p := range all {
		for _, l := range p.Loops() {
			n := l.NumVertices()
			ring := make([]vec, n)
			crosses := false
			for i := range ring {
				ring[i] = onMap(l.Vertex(i))
				crosses = crosses || i > 0 && math.Abs(ring[i].x-ring[i-1].x) > math.Pi
			}
			crosses = crosses || math.Abs(ring[0].x-ring[n-1].x) > math.Pi
			for i, v := range ring {
				if crosses && v.x < 0 {
					ring[i].x += 2 * math.Pi
				}
			}
			for i, v := range ring {
				m.edges = append(m.edges, [2]vec{v, ring[(i+1)%n]})
			}
		}
	}
	return m
}

func onMap(p s2.Point) vec {
	l := s2.LatLngFromPoint(p)
	return vec{float64(l.Lng), float64(l.Lat)}
}

// contains reports whether a point is within an odd number of rings, by the edges north of it.
func (m *planarMap) contains(v vec) bool {
	inside := false
	for _, p := range []vec{v, {v.x + 2*math.Pi, v.y}} {
		for _, e := range m.edges {
			a, b := e[0], e[1]
			if (a.x > p.x) != (b.x > p.x) && p.y < a.y+(p.x-a.x)/(b.x-a.x)*(b.y-a.y) {
				inside = !inside
			}
		}
	}
	return inside
}

// collect adds the cells of a resolution within c whose middle lies in a polygon, as long as they are not too many.
func (m *planarMap) collect(c h3, resolution int, cells []h3) []h3 {
	if len(cells) > maxH3Cells {
		return cells
	}
	center := c.center()
	if c.resolution() == resolution {
		if m.contains(onMap(center)) {
			cells = append(cells, c)
		}
		return cells
	}
	// The cells within c stick out of it by less than half its radius.
	reach := 0.0
	for _, p := range c.boundary() {
		reach = max(reach, 1.5*float64(center.Distance(p)))
	}
	edges := m.near(onMap(center), reach)
	if len(edges) == 0 && !m.contains(onMap(center)) {
		return cells
	}
	if len(edges) == 0 && math.Pow(7, float64(resolution-c.resolution())) > 2*maxH3Cells {
		return append(cells, make([]h3, maxH3Cells+1)...)
	}
	for _, d := range c.children() {
		cells = m.collect(d, resolution, cells)
	}
	return cells
}

// near lists the edges that may come within a distance of a point.
func (m *planarMap) near(p vec, reach float64) [][2]vec {
	north, south := p.y+reach, p.y-reach
	wide := math.Pi
	if top := max(north, -south); top < math.Pi/2 {
		wide = min(wide, reach/math.Cos(top))
	}
	var list [][2]vec
	for _, e := range m.edges {
		if e[0].y > north && e[1].y > north || e[0].y < south && e[1].y < south {
			continue
		}
		for _, x := range []float64{p.x, p.x + 2*math.Pi} {
			if max(e[0].x, e[1].x) >= x-wide && min(e[0].x, e[1].x) <= x+wide {
				list = append(list, e)
				break
			}
		}
	}
	return list
}
