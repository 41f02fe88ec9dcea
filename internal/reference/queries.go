package reference

import "strings"

// queries are examples of the tabular operators, by name; of functions that no call made of a signature shows, by name and
// parentheses.
var queries = map[string]string{
	"as":                    "print a = 1 | as T | union T",
	"assert-schema":         "print a = 1 | assert-schema (a: long)",
	"consume":               "print a = 1 | consume",
	"count":                 "print a = 1 | count",
	"distinct":              "datatable(a: long)[1, 1, 2] | distinct a",
	"evaluate":              "print a = dynamic({'b': 1}) | evaluate bag_unpack(a): (b: long)",
	"extend":                "print a = 1 | extend b = a + 1",
	"facet":                 "datatable(a: long)[1, 1, 2] | facet by a",
	"filter":                "datatable(a: long)[1, 1, 2] | filter a > 1",
	"find":                  "let T = datatable(a: long)[1]; find in (T) where a == 1 project a",
	"fork":                  "datatable(a: long)[1, 1, 2] | fork (count) (distinct a)",
	"getschema":             "print a = 1 | getschema",
	"graph-mark-components": "datatable(a: string, b: string)['x', 'y'] | make-graph a --> b with_node_id=n | graph-mark-components | graph-to-table nodes",
	"graph-match":           "datatable(a: string, b: string)['x', 'y'] | make-graph a --> b with_node_id=n | graph-match (x)-[e]->(y) project x.n, y.n",
	"graph-shortest-paths":  "datatable(a: string, b: string)['x', 'y'] | make-graph a --> b with_node_id=n | graph-shortest-paths (x)-[e*1..3]->(y) project x.n, y.n",
	"graph-to-table":        "datatable(a: string, b: string)['x', 'y'] | make-graph a --> b with_node_id=n | graph-to-table edges",
	"graph-where-edges":     "datatable(a: string, b: string)['x', 'y'] | make-graph a --> b with_node_id=n | graph-where-edges a == 'x' | graph-to-table edges",
	"graph-where-nodes":     "datatable(a: string, b: string)['x', 'y'] | make-graph a --> b with_node_id=n | graph-where-nodes n == 'x' | graph-to-table nodes",
	"invoke":                "let f = (T: (a: long)) { T | extend b = a }; print a = 1 | invoke f()",
	"join":                  "datatable(a: long, b: string)[1, 'x'] | join kind=inner (datatable(a: long, c: string)[1, 'y']) on a",
	"limit":                 "datatable(a: long)[1, 2, 3] | limit 2",
	"lookup":                "datatable(a: long, b: string)[1, 'x'] | lookup kind=leftouter (datatable(a: long, c: string)[1, 'y']) on a",
	"macro-expand":          "macro-expand entity_group [cluster('c').database('d')] as e (e.T | count)",
	"make-graph":            "datatable(a: string, b: string)['x', 'y'] | make-graph a --> b with_node_id=n | graph-to-table nodes",
	"make-series":           "datatable(a: long, t: datetime)[1, datetime(2024-01-01)] | make-series sum(a) on t from datetime(2024-01-01) to datetime(2024-01-03) step 1d",
	"mv-apply":              "print a = dynamic([1, 2]) | mv-apply a to typeof(long) on (summarize sum(a))",
	"mv-expand":             "print a = dynamic([1, 2]) | mv-expand a to typeof(long)",
	"mvapply":               "print a = dynamic([1, 2]) | mvapply a to typeof(long) on (summarize sum(a))",
	"mvexpand":              "print a = dynamic([1, 2]) | mvexpand a",
	"order":                 "datatable(a: long)[1, 2, 3] | order by a asc",
	"parse":                 "print a = 'x=1 y=2' | parse a with 'x=' x: long ' y=' y: long",
	"parse-kv":              "print a = 'x=1 y=2' | parse-kv a as (x: long, y: long) with (pair_delimiter=' ', kv_delimiter='=')",
	"parse-where":           "print a = 'x=1 y=2' | parse-where a with 'x=' x: long ' y=' y: long",
	"partition":             "datatable(a: long, b: long)[1, 2, 1, 3] | partition by a (top 1 by b)",
	"project":               "print a = 1, b = 2 | project c = a + b",
	"project-away":          "print a = 1, b = 2 | project-away b",
	"project-by-names":      "print a = 1, b = 2 | project-by-names dynamic(['a'])",
	"project-keep":          "print a = 1, b = 2 | project-keep a*",
	"project-rename":        "print a = 1, b = 2 | project-rename c = b",
	"project-reorder":       "print a = 1, b = 2 | project-reorder b",
	"reduce":                "datatable(a: string)['x1', 'x2'] | reduce by a",
	"render":                "print a = 1 | render table",
	"sample":                "datatable(a: long)[1, 2, 3] | sample 2",
	"sample-distinct":       "datatable(a: long)[1, 2, 3] | sample-distinct 2 of a",
	"scan":                  "range a from 1 to 3 step 1 | sort by a asc | scan declare (s: long = 0) with (step x: true => s = a + x.s;)",
	"search":                "let T = datatable(a: string)['x']; search in (T) 'x'",
	"serialize":             "range a from 1 to 3 step 1 | serialize n = row_number()",
	"sort":                  "datatable(a: long)[1, 2, 3] | sort by a desc",
	"summarize":             "datatable(a: long, b: long)[1, 2, 1, 3] | summarize sum(b), n = count() by a",
	"take":                  "datatable(a: long)[1, 2, 3] | take 2",
	"top":                   "datatable(a: long)[1, 2, 3] | top 2 by a",
	"top-hitters":           "datatable(a: long)[1, 2, 3] | top-hitters 2 of a",
	"top-nested":            "datatable(a: long, b: long)[1, 2, 1, 3] | top-nested 2 of a by sum(b)",
	"union":                 "union (print a = 1), (print a = 2)",
	"where":                 "datatable(a: long)[1, 2, 3] | where a > 1",

	"all()":                  "datatable(a: string, b: string)['x', 'y'] | make-graph a --> b with_node_id=n | graph-match (x)-[e*1..3]->(y) where all(e, a == 'x') project x.n",
	"any()":                  "datatable(a: string, b: string)['x', 'y'] | make-graph a --> b with_node_id=n | graph-match (x)-[e*1..3]->(y) where any(e, a == 'x') project x.n",
	"map()":                  "datatable(a: string, b: string)['x', 'y'] | make-graph a --> b with_node_id=n | graph-match (x)-[e*1..3]->(y) project m = map(e, a)",
	"inner_nodes()":          "datatable(a: string, b: string)['x', 'y'] | make-graph a --> b with_node_id=n | graph-match (x)-[e*1..3]->(y) project m = map(inner_nodes(e), n)",
	"node_id()":              "datatable(a: string, b: string)['x', 'y'] | make-graph a --> b with_node_id=n | graph-match (x)-[e]->(y) project q = node_id(x)",
	"node_degree_in()":       "datatable(a: string, b: string)['x', 'y'] | make-graph a --> b with_node_id=n | graph-match (x)-[e]->(y) project q = node_degree_in(x)",
	"node_degree_out()":      "datatable(a: string, b: string)['x', 'y'] | make-graph a --> b with_node_id=n | graph-match (x)-[e]->(y) project q = node_degree_out(x)",
	"diffpatterns()":         "datatable(a: string, b: string)['x', 'y'] | evaluate diffpatterns(b, 'y', 'z')",
	"table()":                "table('SigninLogs') | where TimeGenerated > ago(1d) | count",
	"ingestion_time()":       "SigninLogs | where ingestion_time() > ago(1d) | count",
	"percentile()":           "range x from 1 to 9 step 1 | summarize percentile(x, 50)",
	"percentiles()":          "range x from 1 to 9 step 1 | summarize percentiles(x, 5, 50)",
	"percentiles_array()":    "range x from 1 to 9 step 1 | summarize percentiles_array(x, 5, 50)",
	"percentilesw()":         "range x from 1 to 9 step 1 | summarize percentilesw(x, x, 5, 50)",
	"percentilesw_array()":   "range x from 1 to 9 step 1 | summarize percentilesw_array(x, x, 5, 50)",
	"percentilew()":          "range x from 1 to 9 step 1 | summarize percentilew(x, x, 50)",
	"preview()":              "print a = 1 | evaluate preview(5)",
	"schema_merge()":         "print a = 1 | getschema | evaluate schema_merge()",
	"rolling_percentile()":   "datatable(a: long, t: datetime)[1, datetime(2024-01-01)] | evaluate rolling_percentile(a, 50, t, 1d, 7)",
	"new_activity_metrics()": "datatable(a: string, t: datetime)['x', datetime(2024-01-01)] | evaluate new_activity_metrics(a, t, datetime(2024-01-01), datetime(2024-01-03), 1d)",
	"geo_line_lookup()":      "let L = datatable(s: dynamic, n: string)[dynamic(null), 'x']; print x = 1.5, y = 2.5 | evaluate geo_line_lookup(L, s, x, y, 100)",
	"geo_polygon_lookup()":   "let L = datatable(s: dynamic, n: string)[dynamic(null), 'x']; print x = 1.5, y = 2.5 | evaluate geo_polygon_lookup(L, s, x, y)",
	"bag_unpack()":           "print a = dynamic({'b': 1}) | evaluate bag_unpack(a): (b: long)",
	"pivot()":                "datatable(a: string, b: long)['x', 1] | evaluate pivot(a, sum(b)): (x: long)",
	"ipv4_lookup()":          "let N = datatable(net: string, n: long)['10.0.0.0/8', 1]; print ip = '10.0.0.1' | evaluate ipv4_lookup(N, ip, net)",
	"ipv6_lookup()":          "let N = datatable(net: string, n: long)['fe80::/10', 1]; print ip = 'fe80::1' | evaluate ipv6_lookup(N, ip, net)",
}

// elsewhere is what Kusto has and Sentinel does not offer: what reaches other stores and services, and what tells about
// the storage of a database (Azure Monitor: "Differences between Azure Monitor and Kusto").
var elsewhere = set(`cluster database external_table materialized_view entity_group stored_query_result graph
	current_cluster_endpoint current_database current_principal current_principal_details current_principal_is_member_of
	cursor_after cursor_before_or_at cursor_current current_cursor extent_id extentid extent_tags row_id
	azure_digital_twins_query_request cosmosdb_sql_request csharp execute_show_command execute_query external_datatable
	http_request http_request_post infer_storage_schema infer_storage_schema_with_suggestions python r sql_request
	mysql_request postgresql_request dax_request ai_embed_text ai_chat_completion ai_chat_completion_prompt ai_embeddings
	macro-expand project-by-names assert-schema`)

func set(names string) map[string]bool {
	out := map[string]bool{}
	for _, name := range strings.Fields(names) {
		out[name] = true
	}
	return out
}
