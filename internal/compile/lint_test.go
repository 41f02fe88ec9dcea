package compile_test

import (
	"strings"
	"testing"

	"github.com/kqlc/kqlc/internal/compile"
	"github.com/kqlc/kqlc/internal/diag"
	"github.com/kqlc/kqlc/internal/schema"
)

// A case of lints is a condition of "SigninLogs | where TimeGenerated > ago(1d) and …", or a whole query where it has a
// pipe, and the warnings that it gets: their codes, each with the text that it is about.
var lints = []struct{ query, want string }{
	// A text in a case that the value never has.
	{`tolower(Identity) == "Ä"`, `KQL3012 "Ä"`},
	{`toupper(Identity) in ("A", "b", "c1")`, `KQL3012 "b"; KQL3012 "c1"`},
	{`tolower(Identity) in~ ("A")`, ``},
	{`tolower(Identity) =~ "A"`, ``},
	{`tolower(Identity) has "A"`, ``},
	{`tolower(Identity) == "a1-_"`, ``},

	// Values given twice.
	{`Identity in ("a", "A", "b")`, ``},
	{`Identity in~ ("a", "A", "b")`, `KQL3013 "A"`},
	{`Identity has_any ("a", "b", "a")`, `KQL3013 "a"`},
	{`Identity in (dynamic(["a", "b", "a"]))`, `KQL3013 "a"`},

	// has without a term.
	{`Identity has "@"`, `KQL3014 has`},
	{`Identity !has "\\.."`, `KQL3014 !has`},
	{`Identity has "é"`, ``},
	{`Identity has "-x"`, ``},
	{`Identity has ""`, ``},

	// Tests of strings for null.
	{`isnull(Identity)`, `KQL3016 isnull`},
	{`isnotnull(tostring(LocationDetails.city))`, `KQL3016 isnotnull`},
	{`isnull(LocationDetails.city)`, ``},
	{`isnotnull(TimeGenerated)`, ``},

	// Groups of regular expressions.
	{`extract("a(b)", 2, Identity) == "b"`, `KQL3017 2`},
	{`extract("a(b)", 1, Identity) == "b"`, ``},
	{`extract("a(?:b)", 0, Identity) == "b"`, ``},
	{`extract("a(?:b)", 1, Identity) == "b"`, `KQL3017 1`},

	// Regular expressions that are plain texts.
	{`Identity matches regex "abc d"`, `KQL3018 matches regex`},
	{`Identity matches regex "(?i)abc"`, `KQL3018 matches regex`},
	{`Identity matches regex "ab.c"`, ``},

	// Stars.
	{`Identity == "adm*"`, `KQL3019 "adm*"`},
	{`Identity startswith @"C:\Temp*"`, `KQL3019 @"C:\Temp*"`},
	{`Identity endswith "*.exe"`, `KQL3019 "*.exe"`},
	{`Identity contains "*.exe"`, ``},
	{`Identity == "*"`, ``},
	{`Identity == "***"`, ``},
	{`Identity == "2 * 3"`, ``},

	// Conditions that never hold, or always.
	{`Identity == "a" and Identity == "b"`, `KQL3003 Identity == "b"`},
	{`Identity == "a" and Identity == "a"`, ``},
	{`Identity == "a" or Identity == "b"`, ``},
	{`Identity != "a" or Identity != "b"`, `KQL3003 Identity != "b"`},
	{`Identity != "a" or Identity != "a"`, ``},
	{`Identity != "a" and Identity != "b"`, ``},
	{`Identity != "a" or UserId != "b"`, ``},
	{`not(Identity != "a" or Identity != "b")`, `KQL3003 Identity != "b"`},
	{`DurationMs == 1 and (Identity == "a" or "2" == Identity and Identity == "b")`, `KQL3003 Identity == "b"`},
	{`DurationMs between (5 .. 3)`, `KQL3003 DurationMs between (5 .. 3)`},
	{`DurationMs between (3 .. 3)`, ``},
	{`DurationMs > 3 and DurationMs < 3`, `KQL3003 DurationMs < 3`},
	{`DurationMs >= 3 and 3 >= DurationMs`, ``},
	{`DurationMs > 3 and DurationMs == 3`, `KQL3003 DurationMs == 3`},
	{`CreatedDateTime between (now() .. ago(1h))`, `KQL3003 CreatedDateTime between (now() .. ago(1h))`},
	{`CreatedDateTime between (ago(1h) .. now())`, ``},
	{`CreatedDateTime between (ago(7d) .. 1d)`, ``},
	{`CreatedDateTime > ago(1h) and CreatedDateTime < ago(2h)`, `KQL3003 CreatedDateTime < ago(2h)`},
	{`CreatedDateTime > datetime(2026-01-02) and CreatedDateTime < datetime(2026-01-01)`, `KQL3003 CreatedDateTime < datetime(2026-01-01)`},
	{`CreatedDateTime > datetime(2026-01-02) and CreatedDateTime < ago(1d)`, ``},
	{`TimeGenerated < ago(7d)`, `KQL3003 TimeGenerated < ago(7d)`},
	{`print a = 1 | where a == a`, `KQL3003 a == a`},
	{`print a = true | where a = true`, `KQL3003 a = true`},

	// An order that is lost.
	{`print a = 1 | sort by a | count`, `KQL3015 sort`},
	{`print a = 1 | order by a | where a > 0 | summarize count() by a`, `KQL3015 order`},
	{`print a = 1 | sort by a asc | extend b = 1 | sort by b`, `KQL3015 sort`},
	{`print a = 1 | sort by a | top 3 by a`, `KQL3015 sort`},
	{`print a = 1 | sort by a | summarize make_list(a)`, ``},
	{`print a = 1 | sort by a | extend b = prev(a) | summarize sum(b)`, ``},
	{`print a = 1 | sort by a | take 3 | summarize sum(a)`, ``},
	{`print a = 1 | summarize sum(a) by a | sort by a`, ``},

	// All tables.
	{`search "a" | take 1`, `KQL3020 search`},
	{`search in (SigninLogs) "a" | where TimeGenerated > ago(1d)`, ``},
	{`print a = "a" | search "a"`, ``},
	{`find where Identity == "a" | take 1`, `KQL3020 find`},
	{`union * | take 1`, `KQL3020 union`},

	// A function is looked into once, where it is written.
	{`let f = (s: string) { s has "@" }; print a = f("b"), c = f("d")`, `KQL3014 has`},
}

func TestLints(t *testing.T) {
	c := compile.New(schema.Builtin())
	for _, test := range lints {
		query := test.query
		if !strings.Contains(query, "|") && !strings.HasPrefix(query, "let") {
			query = "SigninLogs | where TimeGenerated > ago(1d) and (" + query + ")"
		}
		q := c.Check(query)
		var got []string
		for _, d := range q.Diagnostics {
			if d.Code != diag.NoTimeFilter {
				got = append(got, d.Code+" "+query[d.Span.Start:d.Span.End])
			}
		}
		if got := strings.Join(got, "; "); got != test.want || !q.OK() {
			t.Errorf("%s\n got %s\nwant %s", test.query, got, test.want)
		}
	}
}
