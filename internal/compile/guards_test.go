package compile_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kqlc/kqlc/internal/compile"
	"github.com/kqlc/kqlc/internal/schema"
	"github.com/kqlc/kqlc/kql"
)

// What wheres require of an event, one clause a line, and what of its text.
func TestGuards(t *testing.T) {
	c := compile.New(schema.Builtin())
	for _, test := range []struct{ name, query, guards, prefilter string }{
		{"operators", `where FileName == "a.exe" and FolderPath startswith @"C:\Tmp" and AccountName has "root"`, `
FileName is ["a.exe"]
FolderPath holds ["C:\\Tmp"]
AccountName holds ["root"]`, "a.exe; Tmp; root"},
		{"lists", `where FileName in~ ("a", "b") | where ProcessCommandLine has_any ("x", "y") | where MD5 has_all ("p", "q")`, `
FileName is ["a" "b"]
ProcessCommandLine holds ["x" "y"]
MD5 holds ["p"]
MD5 holds ["q"]`, "a b; x y; p; q"},
		{"either of two columns", `where FileName == "a" or MD5 has "b" or FileName endswith "c"`, `
FileName is ["a"] or holds ["c"], MD5 holds ["b"]`, "a c b"},
		{"a side that requires nothing", `where FileName == "a" or ProcessId > 5`, "", ""},
		{"the rarest of each side, and the second rarest", `where (FileName == "a" and MD5 has "abcdefghijklmnop") or SHA1 == "x"`, `
MD5 holds ["abcdefghijklmnop"], SHA1 is ["x"]
FileName is ["a"], SHA1 is ["x"]`, "abcdefghijklmnop x; a x"},
		{"three of each side", `where MD5 has_all ("aaaa", "bbbbb", "cc", "d") or SHA1 has_all ("xxx", "yyyy")`, `
MD5 holds ["bbbbb"], SHA1 holds ["yyyy"]
MD5 holds ["aaaa"], SHA1 holds ["xxx"]
MD5 holds ["cc"], SHA1 holds ["xxx"]`, "bbbbb yyyy; aaaa xxx; cc xxx"},
		{"negation", `where FileName != "a" and not(MD5 has "b") and SHA1 !contains "c"`, "", ""},
		{"what an event must not have", `where FileName == "a" and MD5 !contains "b" and SHA1 !in~ ("c", "é") and AccountName !~ "d"`, `
FileName is ["a"]
not (SHA1 is ["c"])
not (AccountName is ["d"])
not (MD5 holds ["b"])`, "a"},
		{"what it must not have together", `where FileName == "a" and not(MD5 contains "b" and SHA1 matches regex "(?i)c[.](?:d|e)|f") and not(MD5 contains "g" or not(SHA1 has "h"))`, `
FileName is ["a"]
not (MD5 holds ["g"])
SHA1 holds ["h"]
not (MD5 holds ["b"]), not (SHA1 holds ["f"])`, "a; h"},
		{"what it may have", `where FileName == "a" and MD5 !has "b" and SHA1 != "c" and AccountName !startswith "d" and not(MD5 contains "e" and ProcessId > 5) and
  not(MD5 matches regex @"(?i)^f|g$|\bh|i\B|\s") and not(MD5 matches regex "[j]k") and not(tolower(MD5) contains "k")`, `
FileName is ["a"]`, "a"},
		{"negation in either", `where (FileName == "a" and MD5 !contains "b") or SHA1 == "c"`, `
FileName is ["a"], SHA1 is ["c"]`, "a c"},
		{"characters beyond ASCII", `where FileName == "größe.exe" and MD5 =~ "größe" and SHA1 has "é"`, `
FileName is ["größe.exe"]
MD5 holds ["gr"]`, "e.exe; gr"},
		{"numbers", `where ProcessId == 4 or ProcessId in (5, 6)`, `
ProcessId is [4 5 6]`, ""},
		{"a number or a text", `where ProcessId == 4 or FileName == "a"`, `
ProcessId is [4], FileName is ["a"]`, ""},
		{"letters that others become", `extend n = tolower(FileName) | where n == "kiosk" or n contains "abc"`, `
FileName holds ["os" "abc"]`, "os abc"},
		{"a column that is computed", `extend n = strcat("doc", FileName) | where n == "docker"`, "", ""},
		{"another name", `project n = FileName, Timestamp | where n == "docker"`, `
FileName is ["docker"]`, "docker"},
		{"a pattern", `where ProcessCommandLine matches regex @"-(enc|nop)\s+"`, `
ProcessCommandLine holds ["-enc" "-nop"]`, "-enc -nop"},
		{"a pattern without fixed parts", `where ProcessCommandLine matches regex @"[a-z]+"`, "", ""},
		{"behind other operators", `summarize n = count() by FileName | where n > 5`, "", ""},
		{"an empty text", `where ProcessCommandLine has "" and FileName == ""`, "", ""},
		{"two readings", `where FileName == "a" | union (DeviceProcessEvents | where FileName == "b" and MD5 == "c")`, `
FileName is ["a"], FileName is ["b"]
FileName is ["a"], MD5 is ["c"]`, "a b; a c"},
		{"a reading without", `where FileName == "a" | union DeviceProcessEvents`, "", ""},
		{"a reading for a set of values", `where FileName == "a" and DeviceName in ((DeviceProcessEvents | where MD5 == "c" | project DeviceName))`, `
MD5 is ["c"], FileName is ["a"]`, "c a"},
	} {
		q := optimised(t, c, test.name, "DeviceProcessEvents | "+test.query)
		if q == nil {
			continue
		}
		guards := q.Plan.Guards()["DeviceProcessEvents"]
		if d := cmp.Diff(strings.TrimPrefix(test.guards, "\n"), guardText(guards)); d != "" {
			t.Errorf("%s (-want +got)\n%s", test.name, d)
		}
		var prefilter []string
		for _, clause := range guards.Prefilter() {
			prefilter = append(prefilter, strings.Join(clause, " "))
		}
		if got := strings.Join(prefilter, "; "); got != test.prefilter {
			t.Errorf("%s: prefilter %q, not %q", test.name, got, test.prefilter)
		}
	}
}

func guardText(guards kql.Guards) string {
	var clauses []string
	for _, clause := range guards {
		var parts []string
		for _, g := range clause {
			parts = append(parts, g.String())
		}
		clauses = append(clauses, strings.Join(parts, ", "))
	}
	return strings.Join(clauses, "\n")
}

// What wheres require of the times of an event.
func TestBounds(t *testing.T) {
	c := compile.New(schema.Builtin())
	for _, test := range []struct{ name, query, want string }{
		{"from on", `where TimeGenerated > ago(1d)`, "TimeGenerated is from ago(1.00:00:00) on"},
		{"up to", `where TimeGenerated <= ago(1d)`, "TimeGenerated is up to ago(1.00:00:00)"},
		{"the other way around", `where ago(1d) >= TimeGenerated and datetime(2026-01-02) < TimeGenerated`, "TimeGenerated is up to ago(1.00:00:00); TimeGenerated is from 2026-01-02T00:00:00.0000000Z on"},
		{"between", `where TimeGenerated between (datetime(2026-01-01) .. 2h)`, "TimeGenerated is from 2026-01-01T00:00:00.0000000Z on; TimeGenerated is up to 2026-01-01T02:00:00.0000000Z"},
		{"equality", `where TimeGenerated == now() - 1h`, "TimeGenerated is from ago(01:00:00) on; TimeGenerated is up to ago(01:00:00)"},
		{"offsets", `where TimeGenerated > now(-1d) + 2h - 1h and TimeGenerated < now(1h)`, "TimeGenerated is from ago(23:00:00) on; TimeGenerated is up to ago(-01:00:00)"},
		{"the narrowest", `where TimeGenerated > ago(7d) | where TimeGenerated > ago(1d) and TimeGenerated > ago(2d)`, "TimeGenerated is from ago(1.00:00:00) on"},
		{"rounded down", `where TimeGenerated >= startofday(ago(1d)) and TimeGenerated < startofweek(now())`, "TimeGenerated is from ago(2.00:00:00) on; TimeGenerated is up to ago(00:00:00)"},
		{"rounded up", `where TimeGenerated >= endofday(ago(1d)) and TimeGenerated < endofmonth(now())`, "TimeGenerated is from ago(1.00:00:00) on; TimeGenerated is up to ago(-31.00:00:00)"},
		{"a let", `where FileName == "a" and TimeGenerated > start`, "TimeGenerated is from ago(14.00:00:00) on"},
		{"another name", `project at = TimeGenerated, FileName | where at > ago(1h)`, "TimeGenerated is from ago(01:00:00) on"},
		{"another column", `where ProcessCreationTime < ago(1h)`, "ProcessCreationTime is up to ago(01:00:00)"},
		{"either", `where TimeGenerated > ago(1h) or FileName == "a"`, ""},
		{"negation", `where not(TimeGenerated > ago(1h)) and TimeGenerated != ago(1d)`, ""},
		{"no moment", `where TimeGenerated > ProcessCreationTime and TimeGenerated > ProcessCreationTime + 1h and TimeGenerated > datetime(null)`, ""},
		{"a time that is computed", `extend TimeGenerated = TimeGenerated + 1h | where TimeGenerated > ago(1h)`, ""},
		{"far away", `where TimeGenerated > ago(700000d) and TimeGenerated < ago(-700000d)`, ""},
		{"behind other operators", `summarize TimeGenerated = max(TimeGenerated) by FileName | where TimeGenerated > ago(1h)`, ""},
		{"two readings", `where TimeGenerated > ago(1h) | union (DeviceProcessEvents | where TimeGenerated > ago(2h) and TimeGenerated < now())`, "TimeGenerated is from ago(02:00:00) on"},
		{"a reading without", `where TimeGenerated > ago(1h) | union DeviceProcessEvents`, ""},
	} {
		q := optimised(t, c, test.name, "let start = ago(14d); DeviceProcessEvents | "+test.query)
		if q == nil {
			continue
		}
		var got []string
		for _, b := range q.Plan.Bounds()["DeviceProcessEvents"] {
			got = append(got, b.String())
		}
		if d := cmp.Diff(test.want, strings.Join(got, "; ")); d != "" {
			t.Errorf("%s (-want +got)\n%s", test.name, d)
		}
	}
}

// optimised is an optimised query, nil after an error of the test.
func optimised(t *testing.T, c *compile.Compiler, name, query string) *compile.Query {
	t.Helper()
	q := c.Plan(query)
	if !q.OK() {
		t.Errorf("%s: %v", name, q.Diagnostics)
		return nil
	}
	if err := c.Optimise(q); err != nil {
		t.Errorf("%s: %v", name, err)
		return nil
	}
	return q
}
