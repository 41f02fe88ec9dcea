package geo

import (
	"github.com/golang/geo/r3"
	"github.com/golang/geo/s1"
	"github.com/golang/geo/s2"

	"github.com/kqlc/kqlc/kql"
)

// LineLength is geo_line_length(), in metres. What several lines have in common counts once.
func LineLength(line kql.Dynamic) kql.Null[float64] {
	l, ok := parseLines(line)
	if !ok {
		return kql.Null[float64]{}
	}
	var total s1.Angle
	for _, line := range l.union() {
		total += line.Length()
	}
	return kql.Some(metres(total))
}

// LineCentroid is geo_line_centroid().
func LineCentroid(line kql.Dynamic) kql.Dynamic {
	l, ok := parseLines(line)
	if !ok {
		return kql.Dynamic{}
	}
	var sum r3.Vector
	for _, line := range l.union() {
		sum = sum.Add(line.Centroid().Vector)
	}
	return pointShape(s2.Point{Vector: sum.Normalize()})
}

// LineInterpolatePoint is geo_line_interpolate_point(): the point at a fraction, from 0 to 1, of one line.
func LineInterpolatePoint(line kql.Dynamic, fraction float64) kql.Dynamic {
	l, ok := parseLine(line)
	if !ok || !(fraction >= 0 && fraction <= 1) {
		return kql.Dynamic{}
	}
	p, _ := l.Interpolate(fraction)
	return pointShape(p)
}

// LineLocatePoint is geo_line_locate_point(): at which fraction of one line the point lies that is closest to another.
// Lengths are those on the sphere or, if asked for, on the spheroid of WGS-84.
func LineLocatePoint(line kql.Dynamic, longitude, latitude kql.Null[float64], spheroid ...bool) kql.Null[float64] {
	l, ok := parseLine(line)
	p, valid := place(longitude, latitude)
	if !ok || !valid {
		return kql.Null[float64]{}
	}
	on, next := l.Project(p)
	if len(spheroid) == 0 || !spheroid[0] {
		return kql.Some(l.Uninterpolate(on, next))
	}
	var before, after float64
	for i := range l[1:] {
		switch d := spheroidDistance(l[i], l[i+1]); {
		case i+1 < next:
			before += d
		case i+1 > next:
			after += d
		default:
			before += spheroidDistance(l[i], on)
			after += spheroidDistance(on, l[i+1])
		}
	}
	return kql.Some(before / (before + after))
}

// union are the lines without what they have twice, in the least number of lines that have no branches.
func (l lines) union() lines {
	if len(l) == 1 {
		return l
	}
	return newOverlay(l.chains(0)).lines(func(piece) bool { return true })
}

func (l lines) chains(operand int) []chain {
	var all []chain
	for _, line := range l {
		all = append(all, chain{line, operand})
	}
	return all
}

// lines joins pieces to lines that end where they branch. Of equal pieces the first is taken.
func (o *overlay) lines(keep func(piece) bool) lines {
	var edges []piece
	seen := map[[2]int]bool{}
	degree := make([]int, len(o.vertices))
	out := map[int][]int{}
	for _, p := range o.pieces {
		if seen[[2]int{p.from, p.to}] || seen[[2]int{p.to, p.from}] || !keep(p) {
			continue
		}
		seen[[2]int{p.from, p.to}] = true
		degree[p.from]++
		degree[p.to]++
		out[p.from] = append(out[p.from], len(edges))
		edges = append(edges, p)
	}
	used := make([]bool, len(edges))
	var all lines
	follow := func(start int) {
		line := s2.Polyline{o.vertices[edges[start].from]}
		for i := start; ; {
			used[i] = true
			to := edges[i].to
			line = append(line, o.vertices[to])
			if degree[to] != 2 || len(out[to]) != 1 || used[out[to][0]] {
				break
			}
			i = out[to][0]
		}
		all = append(all, line)
	}
	for i, e := range edges {
		if degree[e.from] != 2 || len(out[e.from]) != 1 {
			follow(i)
		}
	}
	for i := range edges {
		if !used[i] {
			follow(i)
		}
	}
	return all
}

// linesShape is the GeoJSON of lines: a LineString if there is one, otherwise a MultiLineString, null for none.
func linesShape(all lines) kql.Dynamic {
	switch list := lineList(all); len(list) {
	case 0:
		return kql.Dynamic{}
	case 1:
		return shape("LineString", list[0])
	default:
		return shape("MultiLineString", kql.DynamicArray(list))
	}
}

func lineList(all lines) []kql.Dynamic {
	list := make([]kql.Dynamic, len(all))
	for i, l := range all {
		list[i] = positions(l)
	}
	return list
}

// UnionLines is geo_union_lines_array(): null where one of the array is no line.
func UnionLines(array kql.Dynamic) kql.Dynamic {
	var all lines
	if array.Kind() != kql.ArrayKind {
		return kql.Dynamic{}
	}
	for _, d := range array.Elements() {
		l, ok := parseLines(d)
		if !ok {
			return kql.Dynamic{}
		}
		all = append(all, l...)
	}
	return linesShape(all.union())
}
