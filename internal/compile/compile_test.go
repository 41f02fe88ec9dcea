package compile_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kqlc/kqlc/internal/compile"
	"github.com/kqlc/kqlc/internal/diag"
	"github.com/kqlc/kqlc/internal/schema"
)

// The problems of a query are told together, but not those that may come from what could not be parsed.
func TestCheck(t *testing.T) {
	c := compile.New(schema.Builtin())
	for _, test := range []struct {
		query string
		want  []string
	}{
		{"print 1", nil},
		{"print x = nope | wher y == 1 | where z == 1", []string{diag.UnknownName, diag.UnknownOperator}},
		{`print x = nope, y = "\q" | where z == 1`, []string{diag.UnknownName, diag.BadString, diag.UnknownColumn}},
		{"SigninLogs | wher x == 1", []string{diag.UnknownOperator}}, // and no warning
	} {
		var got []string
		for _, d := range c.Check(test.query).Diagnostics {
			got = append(got, d.Code)
		}
		if d := cmp.Diff(test.want, got); d != "" {
			t.Errorf("%s (-want +got)\n%s", test.query, d)
		}
	}
}

// Whatever the text is, checking it ends in diagnostics.
func FuzzCheck(f *testing.F) {
	for _, s := range []string{"", "print 1", "SigninLogs | where A ==", "let f = (a: long) { f(a) }; f(1)", "T | join (", strings.Repeat("(", 300), "print \"\\"} {
		f.Add(s)
	}
	c := compile.New(schema.Builtin())
	f.Fuzz(func(t *testing.T, query string) {
		for _, d := range c.Check(query).Diagnostics {
			if d.Code == diag.Internal {
				t.Fatalf("%q: %s", query, d.Message)
			}
			if d.Span.Start < 0 || d.Span.End > len(query) || d.Span.Start > d.Span.End {
				t.Fatalf("%q: %s at %v", query, d.Code, d.Span)
			}
		}
	})
}
