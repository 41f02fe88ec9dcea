package sema_test

import (
	"strings"
	"testing"

	"github.com/kqlc/kqlc/internal/diag"
	"github.com/kqlc/kqlc/internal/schema"
	"github.com/kqlc/kqlc/internal/sema"
	"github.com/kqlc/kqlc/parser"
)

// TestEngine binds what the service's engine takes, or types, otherwise than Microsoft's analyser. analyser are the columns
// that the latter knows, "" where it refuses, any where they do not matter.
func TestEngine(t *testing.T) {
	const tables = "let E = datatable(s:string, n:long, r:real, t:datetime)[];\n"
	analyser := &sema.Env{Schema: schema.Builtin(), Parse: parser.Parse}
	engine := &sema.Env{Schema: schema.Builtin(), Parse: parser.Parse, Engine: true, Stored: []string{}}
	for _, c := range []struct{ query, engine, analyser string }{
		{"E | summarize count(n)", "count_n: long", ""},
		{"E | project a = substring(s, r)", "a: string", ""},
		{"E | project a = datetime_diff('week', t, t), b = datetime_diff('day', t, t)", "a: real, b: long", "a: long, b: long"},
		{"print a = jaccard_index(dynamic([1]), dynamic([2]))", "a: real", "a: dynamic"},
		{"E | project s | search 5 or not('x')", "$table: string, s: string", ""},
		{"union isfuzzy=true (E | project n), Nowhere*", "n: long", ""},
		{"let V_a = view () { print x = 1 }; union *", "x: long", "any"},
		{"E | getschema | evaluate schema_merge() | project ColumnName", "ColumnName: string", ""},
		{"E | project n | scan declare (c: long = 0) with (step a: true => c = 1;)", "n: long, c: long", "n: long, c: long, match_id: long"},
		{"union (E | project a = s), (print a = 1, a_long = true)", "a_string: string, a_long1: long, a_long: bool", "a_string: string, a_long: long, a_long1: bool"},
		{"E | project a = format_datetime(t, 'hello')", "", "a: string"},
		{"E | where s matches regex '['", "", "s: string, n: long, r: real, t: datetime"},
		{"E | project s, d = dynamic({}) | evaluate bag_unpack(d) | extend x = column_ifexists('q', 1)", "any", "s: string, x: long"},
		{"print q2 = 1, q01 = 2, q10 = 3, q1a = 4, q = 5 | project-reorder * granny-asc", "q: long, q1a: long, q2: long, q01: long, q10: long", "any"},
		{"_GetWatchlist('w') | project H | union (E | project H = s)", "H: string", "H_unknown: unknown, H_string: string"},
		{"_GetWatchlist('w') | summarize m = max(H), (b, c) = arg_min(H, L)", "m: string, b: string, c: string", "m: unknown, b: unknown, c: unknown"},
		{"_GetWatchlist('w') | extend a = H.b", "", "any"},
		{"_GetWatchlist('w') | extend a = H[0]", "", "any"},
		{"_GetWatchlist('w') | mv-expand H", "", "any"},
		{"_GetWatchlist('w') | summarize sum(H)", "", "sum_H: unknown"},
		{"print a = column_names_of(E)", "a: dynamic", "a: dynamic"},
	} {
		for env, want := range map[*sema.Env]string{engine: c.engine, analyser: c.analyser} {
			if want == "any" {
				continue
			}
			file, problems := parser.Parse(tables + c.query)
			rule, more := sema.Bind(file, env)
			problems = append(problems, more...)
			var got []string
			switch {
			case diag.HasErrors(problems) || want == "":
			case env == analyser:
				for _, col := range rule.Schema.Columns {
					got = append(got, col.Name+": "+col.Type.String())
				}
			case len(rule.Results) == 0:
				t.Errorf("%s: no plan: %v", c.query, rule.Gaps)
			default:
				for _, col := range rule.Results[0].Node.Columns() {
					got = append(got, col.Name+": "+col.Type.String())
				}
			}
			if got := strings.Join(got, ", "); got != want {
				t.Errorf("%s: columns %q, want %q: %v", c.query, got, want, problems)
			}
			if want == "" && !diag.HasErrors(problems) {
				t.Errorf("%s: the analyser's verdict is no error", c.query)
			}
		}
	}
}
