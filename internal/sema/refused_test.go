package sema_test

import (
	"testing"

	"github.com/kqlc/kqlc/internal/diag"
)

// TestRefused gives the first error of queries, and the text that it is about; queries with none are accepted.
func TestRefused(t *testing.T) {
	const tables = "let E = datatable(a:string, b:string, n:long)[]; let N = datatable(k:string, v:long)[];\n"
	env := newEnv()
	for _, test := range []struct{ query, code, text string }{
		// A name that means two columns of a row is refused behind a dot only.
		{"E | scan declare (n: long = 0) with (step x: true => n = x.n;)", diag.Duplicate, "n"},
		{"E | scan declare (n: long = 0) with (step x: true => n = 1;) | where n > 1", "", ""},
		{"E | scan declare (n: long = 0) with (step x: true;) | join (N) on $left.n == $right.v", diag.Duplicate, "n"},
		{"E | scan declare (n: long = 0) with (step x: true;) | make-graph a --> b | graph-match (p)-[e]->(q) project e.n", diag.Duplicate, "n"},
		// A key behind a dot is what it is without the dot.
		{"print d = dynamic([{'a': 1}]), i = 0 | project d.[0].a, d.[i], d[0].['a'], d.[toint(i) - 1], d[0].[strcat('a', i)]", "", ""},
		{"print d = dynamic([1]) | project d.[1.5]", diag.WrongType, "1.5"},
		// Too many or too few values are told at the values.
		{"datatable(a: long, b: long)[\n1, 2,\n3]", diag.WrongCount, "1, 2,\n3"},
		// A pattern that fits one column is that column, which can be named once.
		{"E | project-reorder n*, n", diag.Duplicate, "n"},
		{"E | project-reorder n, n*", diag.Duplicate, "n*"},
		{"E | project n | project-reorder *, n", diag.Duplicate, "n"},
		{"E | extend nn = 1 | project-reorder n*, n | project-reorder *, n", "", ""},
		// Texts side by side are one text, and no term.
		{"E | search 'x' and 'y' 'z'", diag.NoOperator, "and"},
		{"E | search 'x' 'y'", diag.WrongType, "'x' 'y'"},
		// A column of an open table is one from where it is named first.
		{"union isfuzzy=true E, Nope | project-rename z = zz | project z, n", "", ""},
		{"union isfuzzy=true E, Nope | project-rename n = zz", diag.Duplicate, "n"},
		// The nodes within a path are there for the functions that look at an element.
		{"E | make-graph a --> b with N on k | graph-match (p)-[e*1..3]->(q) project x = map((inner_nodes(e)), v)", "", ""},
		{"E | make-graph a --> b with N on k | graph-match (p)-[e*1..3]->(q) project x = map(inner_nodes(inner_nodes(e)), v)", "", ""},
		{"E | make-graph a --> b with N on k | graph-match (p)-[e*1..3]->(q) project x = inner_nodes(e)", diag.WrongPlace, "inner_nodes"},
		{"E | make-graph a --> b with N on k | graph-match (p)-[e*1..3]->(q) where all(e, isempty(inner_nodes(p))) project x = 1", diag.WrongPlace, "inner_nodes"},
		{"E | make-graph a --> b with N on k | graph-match (p)-[e*1..3]->(q) project x = map(strcat(inner_nodes(e)), n)", diag.WrongPlace, "inner_nodes"},
	} {
		query := tables + test.query
		_, problems := check(query, env)
		code, text := "", ""
		for _, d := range problems {
			if d.Severity == diag.Error {
				code, text = d.Code, query[d.Span.Start:d.Span.End]
				break
			}
		}
		if code != test.code || text != test.text {
			t.Errorf("%s: %q at %q, want %q at %q", test.query, code, text, test.code, test.text)
		}
	}
}
