package geo

import (
	"strings"

	"github.com/kqlc/kqlc/kql"
)

const (
	geohashDigits = "0123456789bcdefghjkmnpqrstuvwxyz"
	maxGeohash    = 18
)

// geohash is a rectangle of the geohash system: the world cut in two, by longitude first and by latitude in turn, five
// times a character. The numbers count rectangles from the west and from the south.
type geohash struct {
	x, y   int64
	length int
}

// size tells how many rectangles of that length lie side by side and above each other.
func (g geohash) size() (columns, rows int64) {
	return 1 << ((5*g.length + 1) / 2), 1 << (5 * g.length / 2)
}

// box is the rectangle in degrees.
func (g geohash) box() (west, south, east, north float64) {
	columns, rows := g.size()
	longitude := func(n int64) float64 { return float64(n)/float64(columns)*360 - 180 }
	latitude := func(n int64) float64 { return float64(n)/float64(rows)*180 - 90 }
	return longitude(g.x), latitude(g.y), longitude(g.x + 1), latitude(g.y + 1)
}

func (g geohash) String() string {
	text := make([]byte, g.length)
	x, y := g.x, g.y
	bit := 5 * g.length
	for i := g.length - 1; i >= 0; i-- {
		digit := 0
		for place := range 5 {
			from := &y
			if bit--; bit%2 == 0 {
				from = &x
			}
			digit |= int(*from&1) << place
			*from >>= 1
		}
		text[i] = geohashDigits[digit]
	}
	return string(text)
}

func parseGeohash(text string) (g geohash, ok bool) {
	if text == "" || len(text) > maxGeohash {
		return geohash{}, false
	}
	g.length = len(text)
	bit := 0
	for i := range len(text) {
		digit := strings.IndexByte(geohashDigits, text[i])
		if digit < 0 {
			return geohash{}, false
		}
		for place := 4; place >= 0; place-- {
			to := &g.x
			if bit%2 == 1 {
				to = &g.y
			}
			*to = *to<<1 | int64(digit>>place&1)
			bit++
		}
	}
	return g, true
}

// PointToGeohash is geo_point_to_geohash(): the geohash of 1 to 18 characters, 5 unless said, around a point.
func PointToGeohash(longitude, latitude kql.Null[float64], accuracy ...float64) string {
	_, ok := place(longitude, latitude)
	length, known := whole(accuracy, 5, 1, maxGeohash)
	if !ok || !known {
		return ""
	}
	g := geohash{length: length}
	columns, rows := g.size()
	g.x = cut(longitude.V, 180, columns)
	g.y = cut(latitude.V, 90, rows)
	return g.String()
}

// cut is the place of v, within ±end, among so many equal parts, a power of two, found by halving.
func cut(v, end float64, parts int64) (n int64) {
	low, high := -end, end
	for ; parts > 1; parts /= 2 {
		n *= 2
		if middle := (low + high) / 2; v >= middle {
			low, n = middle, n+1
		} else {
			high = middle
		}
	}
	return n
}

// GeohashToCentralPoint is geo_geohash_to_central_point().
func GeohashToCentralPoint(text string) kql.Dynamic {
	g, ok := parseGeohash(text)
	if !ok {
		return kql.Dynamic{}
	}
	west, south, east, north := g.box()
	return shape("Point", pair((west+east)/2, (south+north)/2))
}

// GeohashToPolygon is geo_geohash_to_polygon(): the rectangle from its south-west corner on, counterclockwise.
func GeohashToPolygon(text string) kql.Dynamic {
	g, ok := parseGeohash(text)
	if !ok {
		return kql.Dynamic{}
	}
	west, south, east, north := g.box()
	return shape("Polygon", kql.DynamicArray([]kql.Dynamic{kql.DynamicArray([]kql.Dynamic{
		pair(west, south), pair(east, south), pair(east, north), pair(west, north), pair(west, south),
	})}))
}

// GeohashNeighbors is geo_geohash_neighbors(): the rectangles around one, from the west on, counterclockwise. The world is
// round from east to west; there are none beyond the poles.
func GeohashNeighbors(text string) kql.Dynamic {
	g, ok := parseGeohash(text)
	if !ok {
		return kql.Dynamic{}
	}
	columns, rows := g.size()
	var around []geohash
	for _, step := range [][2]int64{{-1, 0}, {-1, -1}, {0, -1}, {1, -1}, {1, 0}, {1, 1}, {0, 1}, {-1, 1}} {
		next := geohash{(g.x + step[0] + columns) % columns, g.y + step[1], g.length}
		if next.y >= 0 && next.y < rows {
			around = append(around, next)
		}
	}
	return texts(around, geohash.String)
}
