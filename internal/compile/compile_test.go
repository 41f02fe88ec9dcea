package compile_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/kqlc/kqlc/internal/catalog"
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

// fuzzSeeds are queries of the cases, of the pages of diagnostics, and of the examples of functions.
func fuzzSeeds(f *testing.F) {
	for _, s := range []string{"", "let f = (a: long) { f(a) }; f(1)", "T | join (", strings.Repeat("(", 300)} {
		f.Add(s)
	}
	for _, c := range evalCases(f) {
		f.Add(c.query)
	}
	for _, c := range diag.Codes() {
		f.Add(c.Wrong)
		f.Add(c.Right)
	}
	for _, fn := range catalog.All(catalog.Scalar) {
		for _, e := range fn.Examples {
			f.Add("print " + e.Expr)
		}
	}
}

// Whatever the text is, checking and compiling it end in diagnostics.
func FuzzCheck(f *testing.F) {
	fuzzSeeds(f)
	c := compile.New(schema.Builtin())
	f.Fuzz(func(t *testing.T, query string) {
		begin := time.Now()
		problems := slices.Concat(c.Check(query).Diagnostics, c.Prepare(0, "fuzz", query).Problems)
		if d := time.Since(begin); d > 5*time.Second+time.Duration(len(query))*time.Millisecond {
			t.Errorf("%v for %d bytes", d, len(query))
		}
		for _, d := range problems {
			if d.Code == diag.Internal {
				t.Fatalf("%q: %s", query, d.Message)
			}
			if d.Span.Start < 0 || d.Span.End > len(query) || d.Span.Start > d.Span.End {
				t.Fatalf("%q: %s at %v", query, d.Code, d.Span)
			}
		}
	})
}
