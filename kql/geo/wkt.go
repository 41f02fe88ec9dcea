package geo

import (
	"strconv"
	"strings"

	"github.com/kqlc/kqlc/kql"
)

// FromWKT is geo_from_wkt(): the GeoJSON of a shape in well-known text. Heights and measures are dropped.
func FromWKT(text string) kql.Dynamic {
	r := &wktReader{rest: text}
	d := r.shape()
	if r.word(); r.bad || r.rest != "" {
		return kql.Dynamic{}
	}
	return d
}

// wktShapes are the shapes of well-known text: how GeoJSON calls them and how deep their positions are nested.
var wktShapes = map[string]struct {
	name  string
	depth int
}{
	"POINT": {"Point", 0}, "LINESTRING": {"LineString", 1}, "POLYGON": {"Polygon", 2},
	"MULTIPOINT": {"MultiPoint", 1}, "MULTILINESTRING": {"MultiLineString", 2}, "MULTIPOLYGON": {"MultiPolygon", 3},
}

// wktReader reads well-known text; bad is set once it is none.
type wktReader struct {
	rest string
	bad  bool
}

// word takes the letters that follow, in capitals.
func (r *wktReader) word() string {
	r.rest = strings.TrimLeft(r.rest, " \t\r\n")
	n := 0
	for n < len(r.rest) && (r.rest[n]|0x20 >= 'a' && r.rest[n]|0x20 <= 'z') {
		n++
	}
	word := r.rest[:n]
	r.rest = r.rest[n:]
	return strings.ToUpper(word)
}

// take takes a sign, if it follows.
func (r *wktReader) take(sign byte) bool {
	r.rest = strings.TrimLeft(r.rest, " \t\r\n")
	if r.rest == "" || r.rest[0] != sign {
		return false
	}
	r.rest = r.rest[1:]
	return true
}

func (r *wktReader) need(ok bool) { r.bad = r.bad || !ok }

func (r *wktReader) shape() kql.Dynamic {
	word := r.word()
	if word == "GEOMETRYCOLLECTION" {
		return collection(r.list(r.shape))
	}
	s, ok := wktShapes[word]
	r.need(ok)
	switch r.word() {
	case "", "Z", "M", "ZM":
	default:
		r.bad = true
	}
	if s.depth == 0 {
		list := r.list(r.position)
		r.need(len(list) == 1)
		if r.bad {
			return kql.Dynamic{}
		}
		return shape(s.name, list[0])
	}
	return shape(s.name, r.nested(s.depth, word == "MULTIPOINT"))
}

// nested reads positions in so many brackets; bracketed ones may have one of their own.
func (r *wktReader) nested(depth int, bracketed bool) kql.Dynamic {
	return kql.DynamicArray(r.list(func() kql.Dynamic {
		if depth > 1 {
			return r.nested(depth-1, false)
		}
		own := bracketed && r.take('(')
		p := r.position()
		r.need(!own || r.take(')'))
		return p
	}))
}

// list reads items in brackets with commas between.
func (r *wktReader) list(item func() kql.Dynamic) []kql.Dynamic {
	r.need(r.take('('))
	var items []kql.Dynamic
	for !r.bad {
		items = append(items, item())
		if !r.take(',') {
			break
		}
	}
	r.need(r.take(')'))
	return items
}

// position reads a longitude and a latitude.
func (r *wktReader) position() kql.Dynamic {
	var c []float64
	for {
		r.rest = strings.TrimLeft(r.rest, " \t\r\n")
		n := strings.IndexAny(r.rest, " \t\r\n,()")
		if n <= 0 {
			break
		}
		v, err := strconv.ParseFloat(r.rest[:n], 64)
		r.need(err == nil)
		c, r.rest = append(c, v), r.rest[n:]
	}
	if len(c) < 2 || len(c) > 4 || !inRange(c[0], c[1]) {
		r.bad = true
		return kql.Dynamic{}
	}
	return pair(c[0], c[1])
}
