package sema_test

import (
	"strings"
	"testing"
)

// TestEntities binds what is declared or named otherwise than by a let: patterns, entity groups, aliases, columns by
// their names, and the service's own forms. want are the result's columns.
func TestEntities(t *testing.T) {
	const tables = "let E = datatable(a:string, n:long, d:dynamic)[]; let N = datatable(b:string, n:real)[];\n"
	env := newEnv()
	for query, want := range map[string]string{
		`declare pattern P = (x:string)[y:string] { ("k").["v"] = { E | where a == y }; ("k").["w"] = { N }; }; P("k").w`: "b: string, n: real",
		`declare pattern P = (x:string) { ("k") = { print x } ; }; P("k") | extend z = 1`:                                 "print_0: string, z: long",
		`macro-expand entity_group [E, N] as X (X | where isnotempty(X.$current_database))`:                               "a: string, n_long: long, n_real: real, d: dynamic, b: string",
		`let G = entity_group [E]; macro-expand G as X (let k = 1; X | where n > k | project a)`:                          "a: string",
		`alias database here = database(''); database('here').SigninLogs | count`:                                         "Count: long",
		`E | project-by-names "n", dynamic(["a*", "none"])`:                                                               "n: long, a: string",
		`E | project-by-names column_names_of(N)`:                                                                         "n: long",
		`E | assert-schema (a:string, n:long, d:dynamic) | __executeAndCache`:                                             "a: string, n: long, d: dynamic",
		`E | __partitionby a (summarize m = max(n))`:                                                                      "m: long",
		`E | summarize percentiles(n, 1.50, decimal(2.50), 1 + 6)`:                                                        "percentile_n_1_5: long, percentile_n_2_50: long, percentile_n_: long",
		`E datascope=hotcache | project d`:                                                                                "d: dynamic",
	} {
		p, problems := check(tables+query, env)
		if len(p.Results) == 0 {
			t.Errorf("%s: no plan: %v %v", query, problems, p.Gaps)
			continue
		}
		for _, problem := range verify(p) {
			t.Errorf("%s: %s", query, problem)
		}
		var got []string
		for _, c := range p.Results[len(p.Results)-1].Node.Columns() {
			got = append(got, c.Name+": "+c.Type.String())
		}
		if got := strings.Join(got, ", "); got != want {
			t.Errorf("%s: columns %s, want %s", query, got, want)
		}
	}
}
