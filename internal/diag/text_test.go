package diag

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The underline stands below what is meant, whatever stands before it on the line.
func TestUnderline(t *testing.T) {
	for _, test := range []struct{ name, query, part, want string }{
		{"alone", "abc", "abc", `
q:1:1: error KQL1001: m
    1 | abc
      | ^^^
`},
		{"behind tabs", "a\n\t\tb c", "c", "\nq:2:5: error KQL1001: m\n    2 | \t\tb c\n      | \t\t  ^\n"},
		{"behind characters of several bytes and units", "é🚀ü x", "x", `
q:1:6: error KQL1001: m
    1 | é🚀ü x
      |     ^
`},
		{"of such characters", "a = 'é🚀'", "'é🚀'", `
q:1:5: error KQL1001: m
    1 | a = 'é🚀'
      |     ^^^^
`},
		{"over lines", "print (a,\r\n  b)", "(a,\r\n  b)", `
q:1:7: error KQL1001: m
    1 | print (a,
      |       ^^^
`},
		{"at the end", "print", "", `
q:1:6: error KQL1001: m
    1 | print
      |      ^
`},
		{"at the end of the last line", "print\n", "", `
q:2:1: error KQL1001: m
    2 | 
      | ^
`},
		{"of nothing", "", "", `
q:1:1: error KQL1001: m
    1 | 
      | ^
`},
		{"control characters", "a\x1b[31m\u202eb\u0085 x", "x", `
q:1:11: error KQL1001: m
    1 | a␛[31m�b� x
      |           ^
`},
		{"bytes that are not UTF-8", "a\xff x", "x", "\nq:1:4: error KQL1001: m\n    1 | a\uFFFD x\n      |    ^\n"},
		{
			"within a long line", strings.Repeat("a", 500) + "x" + strings.Repeat("b", 500), "x",
			"\nq:1:501: error KQL1001: m\n    1 | …" + strings.Repeat("a", 80) + "x" + strings.Repeat("b", 159) + "…\n      | " +
				strings.Repeat(" ", 81) + "^\n",
		},
		{
			"of a long line", strings.Repeat("a", 500), strings.Repeat("a", 500),
			"\nq:1:1: error KQL1001: m\n    1 | " + strings.Repeat("a", 160) + "…\n      | " + strings.Repeat("^", 161) + "\n",
		},
		{"far down", strings.Repeat("\n", 123455) + "x", "x", `
q:123456:1: error KQL1001: m
123456 | x
       | ^
`},
	} {
		t.Run(test.name, func(t *testing.T) {
			start := len(test.query)
			if test.part != "" {
				start = strings.LastIndex(test.query, test.part)
			}
			d := Diagnostic{Code: UnexpectedToken, Message: "m", Span: at(start, start+len(test.part))}
			got := "\n" + string(Text{}.Append(nil, NewSource("q", test.query), d))
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// A place is told for every span, even one that is outside of the text.
func FuzzText(f *testing.F) {
	f.Add("a\té🚀\r\nb", 1, 3)
	f.Add("", 0, 9)
	f.Add("\xff\x00", -5, 100)
	f.Fuzz(func(t *testing.T, query string, start, end int) {
		if start > end {
			start, end = end, start
		}
		src := NewSource("q", query)
		out := string(Text{}.Append(nil, src, Diagnostic{Code: BadString, Message: "m", Span: at(max(start, 0), max(end, 0))}))
		if lines := strings.Split(out, "\n"); len(lines) != 4 || !strings.HasSuffix(strings.TrimRight(lines[2], "^"), " ") && !strings.HasSuffix(strings.TrimRight(lines[2], "^"), "\t") {
			t.Errorf("%q", out)
		}
		last := Position{1, 1}
		for i := range query {
			at := src.Position(i)
			if at.Line < last.Line || at.Line == last.Line && at.Column < last.Column {
				t.Fatalf("byte %d of %q stands at %v, before %v", i, query, at, last)
			}
			last = at
		}
	})
}
