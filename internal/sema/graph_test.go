package sema_test

import "testing"

// TestGraphs verifies the plans of queries about graphs.
func TestGraphs(t *testing.T) {
	const tables = "let E = datatable(src:string, dst:string, w:long, y:dynamic)[]; " +
		"let N = datatable(id:string, age:long)[]; let M = datatable(key:long, age:string)[];\n"
	env := newEnv()
	for _, query := range []string{
		"E | make-graph src --> dst with N on id, M on key | graph-match (a)-[e*1..3]->(b), (b)<--(c) where a.age > 3 and all(e, w > 1) " +
			"project a.id, x = e.w, y = map(inner_nodes(e), age), node_degree_in(b)",
		"E | make-graph src --> dst with_node_id=id | graph-where-nodes id != 'x' and node_degree_out() > 1 | graph-to-table nodes with_node_id=n",
		"E | make-graph w --> dst with N on id | graph-where-edges y.a == 1 | graph-mark-components kind=strong | graph-to-table edges with_source_id=s with_target_id=t",
		"let G = E | make-graph src --> dst with N on id; G | graph-match (a)-->(b) project a.age | union (G | graph-to-table nodes)",
		"E | make-graph src --> dst with_node_id=id partitioned-by w (graph-shortest-paths output=all (a)-[e*1..5]->(b) where a.id == e.src project e.dst, labels(a))",
		"E | evaluate bag_unpack(y) | make-graph src --> dst with N on id | graph-match (a)-[e]->(b) project e.further",
	} {
		p, problems := check(tables+query, env)
		if len(p.Results) == 0 {
			t.Errorf("%s: no plan: %v %v", query, problems, p.Gaps)
			continue
		}
		for _, problem := range verify(p) {
			t.Errorf("%s: %s", query, problem)
		}
	}
}
