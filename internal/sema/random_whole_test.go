package sema_test

import (
	"fmt"
	"strings"
)

// whole is a random query of what stands around pipelines: statements, functions, views, many tables at once, graphs.
func (r sample) whole() string {
	return sampleTable + pick(r, []func() string{
		r.withFunction, r.withView, r.finding, r.searching, r.graph, r.entities, r.scanning, r.shared, r.sources, r.united,
	})()
}

// tail is nothing or some operators.
func (r sample) tail() string {
	var b strings.Builder
	for range r.IntN(3) {
		b.WriteString("\n| " + r.operator())
	}
	return b.String()
}

func (r sample) table() string {
	return pick(r, []string{"D", "L", "(D | take 3)", "(L | project s, k)", "SigninLogs", "(D | summarize count() by s)", "(print s = 'a')"})
}

// withFunction declares a function with scalar and tabular parameters and calls it.
func (r sample) withFunction() string {
	params := pick(r, []string{
		"(T:(*), a:long, b:string = 'x')", "(T:(s:string, l:long))", "(a:long = 5, b:string = 'y')", "(T:(s:string), U:(*))", "()",
		"(a:dynamic, b:datetime)", "(T:(*), a:real)", "(a:nope)", "(T:(s:real))",
	})
	body := pick(r, []string{
		"T | where s has 'x'", "D | where l > 3", "T | extend q = a", "T | join kind=inner (D) on s", "print z = 1", "strcat('a', 'b')",
		"let n = 3; D | take n", "T | summarize c = count() by s | where c > 1", "a + 1", "T | where nope == 1", "D | where s == b and l == a",
		"T | union U", "toscalar(D | count)",
	})
	call := pick(r, []string{
		"F(D, 1)", "F(D)", "F()", "F(1, 'a')", "D | invoke F()", "D | invoke F(1)", "F(L, D)", "F(D, b='q', a=2)", "D | extend w = F(l, s)",
		"D | where F() == 'a'", "F(dynamic([1]), now())", "D | extend w = F()", "L | invoke F(2, 'b')", "F", "F(b='q')", "F((D | project s, l))",
	})
	return fmt.Sprintf("let F = %s { %s };\n%s%s", params, body, call, r.tail())
}

// withView declares views and reads them by wildcards.
func (r sample) withView() string {
	return "let V_a = view () { D | project s, l };\nlet V_b = view () { L | extend l = tostring(k) };\nlet W = () { D };\n" +
		pick(r, []string{
			"union V_*", "union withsource=Src V_*, L", "union isfuzzy=true V_*, Nowhere", "V_a", "union V_a, V_b", "union kind=inner V_*",
			"search in (V_*) 'x'", "find in (V_*) where s == 'a'", "union W*", "union Q*", "V_b | where l == 'q'", "find in (V_a, W) where l > 2 project s, l",
		}) + r.tail()
}

func (r sample) finding() string {
	where := pick(r, []string{
		"s == 'a'", "'x'", "l > 3 and s has 'b'", "k == 1", "nope == 1", "s has 'a' or n has 'b'", "* has 'x'", "t > ago(1d)", "i == 4",
	})
	project := pick(r, []string{
		"", "", " project s, l", " project s, pack(*)", " project s, k:string", " project-away s", " project-smart", " project l:long, i", " project nope",
		" project-away nope*", " project-away *",
	})
	return "find " + pick(r, []string{"", "withsource=Tab ", "datascope=all "}) + "in (" + pick(r, []string{"D, L", "D", "L, (D | project s, l)", "D, SigninLogs", "L, (D | extend s = 1)"}) +
		") " + pick(r, []string{"where ", ""}) + where + project + r.tail()
}

func (r sample) searching() string {
	return "search " + pick(r, []string{"", "kind=case_sensitive ", "kind=default "}) + "in (" + pick(r, []string{"D, L", "D", "L, SigninLogs", "(D | project l), L"}) + ") " +
		pick(r, []string{"'x'", "s:'a' and l > 2", "'a' or 'b'", "* has 'q'", "n startswith 'a'", "'a*b'", "s == 'a' and not(l == 2)", "nope == 1", "5"}) + r.tail()
}

func (r sample) graph() string {
	project := pick(r, []string{
		"a.n, e.l", "x = a.s, y = e.s2", "e.r, p = map(e, l)", "a.v, q = array_length(map(inner_nodes(e), n))", "s = all(e, l > 3)", "any(inner_nodes(e), v > 1), b.n",
		"node_degree_in(a), node_degree_out(b)", "a.nope", "strcat(a.n, e.s)", "a.n, a.n", "labels(e)", "node_id(a), e.y", "e.y.z, a.sh",
	})
	pattern := pick(r, []string{
		"(a)-[e]->(b)", "(a)-[e*1..3]->(b)", "(a)<-[e]-(b)", "(a)-[e]-(b), (b)-->(c)", "(a)-[e]->(b)-->(c)<--(d)", "(a)--(b)-[e*2..5]->(c)",
	})
	end := pick(r, []string{
		"graph-match " + pattern + pick(r, []string{"", " where a.n == 'q'", " where e.l > 2", " where nope"}) + " project " + project,
		"graph-shortest-paths output=any " + pattern + " project " + project,
		"graph-to-table nodes", "graph-to-table edges with_source_id=sid with_target_id=tid", "graph-to-table nodes with_node_id=nid",
		"graph-mark-components | graph-to-table nodes", "graph-mark-components kind=strong with_component_id=cid | graph-to-table nodes",
	})
	return "D | make-graph " + pick(r, []string{"s --> s2", "l --> l2", "i --> l", "y --> s", "nope --> s"}) +
		pick(r, []string{" with L on n", " with_node_id=n", " with L on s, (D | project n = s, v = r) on n", " with L on k", " with L on sh"}) + " | " + end + r.tail()
}

func (r sample) entities() string {
	return pick(r, []string{
		"macro-expand entity_group [D, L] as X (X | where s == 'a')", "macro-expand entity_group [SigninLogs, AuditLogs] as X (X | summarize count() by Type)",
		"let G = entity_group [D, L]; macro-expand G as X (X | project s)", "macro-expand isfuzzy=true entity_group [D] as X (X | take 3)",
		"database('').SigninLogs | take 1", "table('D') | where l > 1", "union database('').Signin*", "D | project-by-names 's', dynamic(['l', 'y'])",
		"D | project-by-names column_names_of(L)", "D | assert-schema (s:string)", "cluster('c').database('d').T | where q > 1",
		"alias database X = cluster('c').database('d'); database('X').T | extend w = 1", "D | project-by-names 's*'", "macro-expand entity_group [D, 1] as X (X)",
		"declare pattern P = (a:string)[b:string] { ('x').['y'] = { print q = 1 }; }; P('x').y", "declare query_parameters(a:long, b:string = 'x'); D | where l == a and s == b",
		"restrict access to (D); D | count", "set notruncation; D | count", "declare query_parameters(a:long); print a + 1, b",
	}) + r.tail()
}

func (r sample) scanning() string {
	return "D | sort by t asc | scan " + pick(r, []string{"", "with_match_id=m ", "partition by s "}) +
		pick(r, []string{"", "declare (c:long, e:string = 'x') ", "declare (c:long = 0) ", "declare (c:nope) "}) + "with (" +
		pick(r, []string{
			"step a: l > 1; step b: l > a.l;", "step a output=all: true => c = coalesce(a.c, 0) + 1;", "step a optional: s == 'x'; step b: b.l > 2 => c = a.l;",
			"step a: a.nope > 1;", "step a output=last: l > 1 => nope = 2;", "step a: l;", "step a output=none: true; step b: r > a.r;",
		}) + ")" + r.tail()
}

func (r sample) shared() string {
	return "let M = materialize(" + r.table() + r.tail() + ");\n" +
		pick(r, []string{
			"M", "union M, M", "M | join kind=inner M on s", "M | where s in (M)", "D | where s in (M | project s)", "print toscalar(M | count)", "D | as N | union N",
			"M | count", "let n = toscalar(M | count); D | take n", "D | where l > toscalar(M | summarize max(l))", "M | lookup (L) on s",
		}) + r.tail()
}

func (r sample) sources() string {
	return pick(r, []string{
		"range z from 1 to 10 step 2", "range z from ago(1d) to now() step 1h", "range z from 1 to 10.5 step 1", "range z from 1 to 'a' step 1", "range z from 1 to 10 step 0",
		"print 1, 'a', x = now(), dynamic([1])", "print (a, b) = series_stats(dynamic([1, 2]))", "print series_stats(dynamic([1, 2]))", "datatable(a:long, b:string)[1, 'x', 2, 'y']",
		"datatable(a:long, b:string)[1, 'x', 2]", "datatable(a:long, a:string)[]", "externaldata(a:long, b:string)[h@'https://x/y.csv'] with (format='csv')", "print a = 1, a = 2",
		"print strcat('a', 1), toscalar(D)", "print 1 | extend print_0 = 'a', q = print_0", "range i from int(1) to int(5) step int(1)", "print bin(5.5, 2), 1d / 2h, 5 % 3, -now()",
		"range z from 1h to 5h step 30m", "print dynamic({'a': 1}).a, dynamic([1, 2])[0]", "print x = todatetime('2020-01-01') - 1d, y = now() - ago(1h)",
	}) + r.tail()
}

func (r sample) united() string {
	return "union " + pick(r, []string{"", "kind=outer ", "kind=inner ", "withsource=T0 ", "isfuzzy=true ", "kind=inner withsource=T0 "}) +
		pick(r, []string{
			"D, L", "D, (D | extend l = 's')", "(D | extend i = 1.5), L, (L | extend i = 's')", "D, Nowhere", "Signin*", "(print a = 1), (print a = 's'), (print a = 1)",
			"(print a = 1), (print a = 's', a_long = 2)", "(print a = dynamic(1)), (print a = 1)", "D, D", "(D | take 1), (L | project s = 5, k)", "(L | project-away s), D",
		}) + r.tail()
}
