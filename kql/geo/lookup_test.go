package geo

import (
	"slices"
	"testing"

	"github.com/kqlc/kqlc/kql"
)

func TestLookups(t *testing.T) {
	var polygons PolygonLookup[string]
	var lines LineLookup[string]
	for name, text := range map[string]string{
		"south": `{"type":"Polygon","coordinates":[[[0,-2],[2,-2],[2,0],[0,0],[0,-2]]]}`,
		"all":   `{"type":"Polygon","coordinates":[[[-5,-5],[5,-5],[5,5],[-5,5],[-5,-5]]]}`,
		"none":  `{"type":"Polygon"}`,
	} {
		polygons.Add(kql.ParseJSON(text), name)
	}
	lines.Add(kql.ParseJSON(`{"type":"LineString","coordinates":[[0,0],[0,1]]}`), "north")
	lines.Add(kql.Dynamic{}, "none")
	for _, c := range []struct {
		name  string
		found []*string
		want  []string
	}{
		{"within both", polygons.Find(kql.Some(1.0), kql.Some(-1.0), false), []string{"all", "south"}},
		{"within one", polygons.Find(kql.Some(1.0), kql.Some(1.0), true), []string{"all"}},
		{"within none", polygons.Find(kql.Some(9.0), kql.Some(9.0), false), nil},
		{"an empty row", polygons.Find(kql.Some(9.0), kql.Some(9.0), true), []string{""}},
		{"a null", polygons.Find(kql.Null[float64]{}, kql.Some(1.0), true), []string{""}},
		{"near one", polygons.FindNear(kql.Some(5.5), kql.Some(0.0), 60000, false), []string{"all"}},
		{"near none", polygons.FindNear(kql.Some(5.5), kql.Some(0.0), 50000, false), nil},
		{"near a line", lines.FindNear(kql.Some(0.1), kql.Some(0.5), 12000, true), []string{"north"}},
		{"far from it", lines.FindNear(kql.Some(0.1), kql.Some(0.5), 11000, true), []string{""}},
	} {
		var got []string
		for _, row := range c.found {
			got = append(got, *row)
		}
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
