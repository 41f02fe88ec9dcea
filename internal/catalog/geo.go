package catalog

// geoFunctions are the functions on the Earth's surface.
var geoFunctions = []Function{
	{
		Sigs:     []string{"geo_from_wkt(wkt: texts) geoshape"},
		Foldable: true,
		Doc:      "Reads a shape in well-known text.",
	},
	{
		Sigs:     []string{"geo_angle(p1_longitude: number, p1_latitude: number, p2_longitude: number, p2_latitude: number, p3_longitude: number, p3_latitude: number) real"},
		Foldable: true,
		Doc:      "Gives the clockwise angle between two lines on the Earth.",
	},
	{
		Sigs:     []string{"geo_azimuth(p1_longitude: number, p1_latitude: number, p2_longitude: number, p2_latitude: number) real"},
		Foldable: true,
		Doc:      "Gives the angle from north of the way between two points.",
	},
	{
		Sigs:     []string{"geo_closest_point_on_line(longitude: number, latitude: number, lineString: bag) geoshape"},
		Foldable: true,
		Doc:      "Gives the point of a line that is closest to a point.",
	},
	{
		Sigs:     []string{"geo_closest_point_on_polygon(longitude: number, latitude: number, polygon: bag) geoshape"},
		Foldable: true,
		Doc:      "Gives the point of a polygon's border that is closest to a point.",
	},
	{
		Sigs:     []string{"geo_distance_2points(p1_longitude: number, p1_latitude: number, p2_longitude: number, p2_latitude: number, [use_spheroid: numeric]) real"},
		Foldable: true,
		Doc:      "Gives the distance of two points in metres.",
	},
	{
		Sigs:     []string{"geo_distance_point_to_line(longitude: number, latitude: number, lineString: bag) real"},
		Foldable: true,
		Doc:      "Gives the distance of a point to a line in metres.",
	},
	{
		Sigs:     []string{"geo_distance_point_to_polygon(longitude: number, latitude: number, polygon: bag) real"},
		Foldable: true,
		Doc:      "Gives the distance of a point to a polygon in metres.",
	},
	{
		Sigs:     []string{"geo_point_in_circle(p_longitude: number, p_latitude: number, pc_longitude: number, pc_latitude: number, c_radius: number) bool"},
		Foldable: true,
		Doc:      "Tells whether a point lies in a circle.",
	},
	{
		Sigs:     []string{"geo_point_in_polygon(longitude: number, latitude: number, polygon: bag) bool"},
		Foldable: true,
		Doc:      "Tells whether a point lies in a polygon.",
	},
	{
		Sigs:     []string{"geo_intersects_2lines(lineString1: bag, lineString2: bag) bool"},
		Foldable: true,
		Doc:      "Tells whether two lines meet.",
	},
	{
		Sigs:     []string{"geo_intersects_line_with_polygon(lineString: bag, polygon: bag) bool"},
		Foldable: true,
		Doc:      "Tells whether a line meets a polygon.",
	},
	{
		Sigs:     []string{"geo_intersects_2polygons(polygon1: bag, polygon2: bag) bool"},
		Foldable: true,
		Doc:      "Tells whether two polygons meet.",
	},
	{
		Sigs:     []string{"geo_intersection_2lines(lineString1: bag, lineString2: bag) geoshape"},
		Foldable: true,
		Doc:      "Gives where two lines meet.",
	},
	{
		Sigs:     []string{"geo_intersection_line_with_polygon(lineString: bag, polygon: bag) geoshape"},
		Foldable: true,
		Doc:      "Gives where a line meets a polygon.",
	},
	{
		Sigs:     []string{"geo_intersection_2polygons(polygon1: bag, polygon2: bag) geoshape"},
		Foldable: true,
		Doc:      "Gives where two polygons meet.",
	},
	{
		Sigs:     []string{"geo_union_polygons_array(polygons: array) geoshape"},
		Foldable: true,
		Doc:      "Joins polygons.",
	},
	{
		Sigs:     []string{"geo_simplify_polygons_array(polygons: array, [tolerance: number]) geoshape"},
		Foldable: true,
		Doc:      "Joins polygons with fewer vertices.",
	},
	{
		Sigs:     []string{"geo_union_lines_array(lineStrings: array) geoshape"},
		Foldable: true,
		Doc:      "Joins lines.",
	},
	{
		Sigs:     []string{"geo_polygon_to_h3cells(polygon: bag, [resolution: number], [radius: number]) [string]"},
		Foldable: true,
		Doc:      "Lists the H3 cells that cover a polygon.",
	},
	{
		Sigs:     []string{"geo_polygon_to_s2cells(polygon: bag, [level: number], [radius: number]) [string]"},
		Foldable: true,
		Doc:      "Lists the S2 cells that cover a polygon.",
	},
	{
		Sigs:   []string{"__geo_polygon_s2cell_covering_level(polygon: bag) int"},
		Hidden: true, Foldable: true,
		Doc: "Gives a level of S2 cells that suits a polygon.",
	},
	{
		Sigs:     []string{"geo_polygon_densify(polygon: bag, [tolerance: number], [preserve_crossing: numeric]) geoshape"},
		Foldable: true,
		Doc:      "Adds vertices to the edges of a polygon.",
	},
	{
		Sigs:     []string{"geo_polygon_area(polygon: bag) real"},
		Foldable: true,
		Doc:      "Gives the area of a polygon in square metres.",
	},
	{
		Sigs:     []string{"geo_polygon_buffer(polygon: bag, radius: number, [tolerance: number]) geoshape"},
		Foldable: true,
		Doc:      "Widens a polygon by a distance.",
	},
	{
		Sigs:     []string{"geo_polygon_centroid(polygon: bag) geoshape"},
		Foldable: true,
		Doc:      "Gives the centre of a polygon.",
	},
	{
		Sigs:   []string{"__geo_polygon_validate(polygon: bag) string"},
		Hidden: true, Foldable: true,
		Doc: "Says what is wrong with a polygon.",
	},
	{
		Sigs:     []string{"geo_polygon_perimeter(polygon: bag) real"},
		Foldable: true,
		Doc:      "Gives the length of a polygon's border in metres.",
	},
	{
		Sigs:     []string{"geo_polygon_simplify(polygon: bag, [tolerance: number]) geoshape"},
		Foldable: true,
		Doc:      "Drops vertices of a polygon.",
	},
	{
		Sigs:   []string{"__geo_line_s2cell_covering_level(lineString: bag) int"},
		Hidden: true, Foldable: true,
		Doc: "Gives a level of S2 cells that suits a line.",
	},
	{
		Sigs:     []string{"geo_line_length(lineString: bag) real"},
		Foldable: true,
		Doc:      "Gives the length of a line in metres.",
	},
	{
		Sigs:     []string{"geo_line_buffer(lineString: bag, radius: number, [tolerance: number]) geoshape"},
		Foldable: true,
		Doc:      "Gives the area around a line.",
	},
	{
		Sigs:     []string{"geo_line_centroid(lineString: bag) geoshape"},
		Foldable: true,
		Doc:      "Gives the centre of a line.",
	},
	{
		Sigs:     []string{"geo_line_densify(lineString: bag, [tolerance: number], [preserve_crossing: numeric]) geoshape"},
		Foldable: true,
		Doc:      "Adds vertices to a line.",
	},
	{
		Sigs:     []string{"geo_line_simplify(lineString: bag, [tolerance: number]) geoshape"},
		Foldable: true,
		Doc:      "Drops vertices of a line.",
	},
	{
		Sigs:     []string{"geo_line_locate_point(lineString: bag, longitude: number, latitude: number, [use_spheroid: numeric]) real"},
		Foldable: true,
		Doc:      "Gives how far along a line the point closest to another lies.",
	},
	{
		Sigs:     []string{"geo_line_interpolate_point(lineString: bag, fraction: number) geoshape"},
		Foldable: true,
		Doc:      "Gives the point at a fraction of a line.",
	},
	{
		Sigs:   []string{"__geo_line_validate(lineString: bag) string"},
		Hidden: true, Foldable: true,
		Doc: "Says what is wrong with a line.",
	},
	{
		Sigs:     []string{"geo_line_to_s2cells(lineString: bag, [level: number], [radius: number]) [string]"},
		Foldable: true,
		Doc:      "Lists the S2 cells that cover a line.",
	},
	{
		Sigs:   []string{"__geo_length_to_s2cell_level(length: number) int"},
		Hidden: true, Foldable: true,
		Doc: "Gives the level of S2 cells that suits a length.",
	},
	{
		Sigs:     []string{"geo_point_to_geohash(longitude: number, latitude: number, [accuracy: number]) string"},
		Foldable: true,
		Doc:      "Gives the geohash of a point.",
	},
	{
		Sigs:     []string{"geo_geohash_to_central_point(geohash: string) geoshape"},
		Foldable: true,
		Doc:      "Gives the centre of a geohash.",
	},
	{
		Sigs:     []string{"geo_geohash_to_polygon(geohash: string) geoshape"},
		Foldable: true,
		Doc:      "Gives the rectangle of a geohash.",
	},
	{
		Sigs:     []string{"geo_geohash_neighbors(geohash: string) [string]"},
		Foldable: true,
		Doc:      "Lists the geohashes next to one.",
	},
	{
		Sigs:     []string{"geo_point_buffer(longitude: number, latitude: number, radius: number, [tolerance: number]) geoshape"},
		Foldable: true,
		Doc:      "Gives the circle around a point as a polygon.",
	},
	{
		Sigs:     []string{"geo_point_to_s2cell(longitude: number, latitude: number, [level: number]) string"},
		Foldable: true,
		Doc:      "Gives the S2 cell of a point.",
	},
	{
		Sigs:     []string{"geo_s2cell_to_central_point(s2cell: string) geoshape"},
		Foldable: true,
		Doc:      "Gives the centre of an S2 cell.",
	},
	{
		Sigs:     []string{"geo_s2cell_to_polygon(s2cell: string) geoshape"},
		Foldable: true,
		Doc:      "Gives the border of an S2 cell.",
	},
	{
		Sigs:     []string{"geo_s2cell_neighbors(s2cell: string) [string]"},
		Foldable: true,
		Doc:      "Lists the S2 cells next to one.",
	},
	{
		Sigs:     []string{"geo_point_to_h3cell(longitude: number, latitude: number, [resolution: number]) string"},
		Foldable: true,
		Doc:      "Gives the H3 cell of a point.",
	},
	{
		Sigs:     []string{"geo_h3cell_to_central_point(h3cell: string) geoshape"},
		Foldable: true,
		Doc:      "Gives the centre of an H3 cell.",
	},
	{
		Sigs:     []string{"geo_h3cell_to_polygon(h3cell: string) geoshape"},
		Foldable: true,
		Doc:      "Gives the border of an H3 cell.",
	},
	{
		Sigs:     []string{"geo_h3cell_neighbors(h3cell: string) [string]"},
		Foldable: true,
		Doc:      "Lists the H3 cells next to one.",
	},
	{
		Sigs:     []string{"geo_h3cell_children(h3cell: string, [resolution: number]) [string]"},
		Foldable: true,
		Doc:      "Lists the H3 cells within one.",
	},
	{
		Sigs:     []string{"geo_h3cell_parent(h3cell: string, [resolution: number]) string"},
		Foldable: true,
		Doc:      "Gives the H3 cell around one.",
	},
	{
		Sigs:     []string{"geo_h3cell_rings(h3cell: string, distance: number) [[string]]"},
		Foldable: true,
		Doc:      "Lists the H3 cells around one, ring by ring.",
	},
	{
		Sigs:     []string{"geo_h3cell_level(h3cell: string) int"},
		Foldable: true,
		Doc:      "Gives the resolution of an H3 cell.",
	},
}
