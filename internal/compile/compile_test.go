package compile_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
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

// Calls with few, many and odd arguments end in diagnostics.
func TestCalls(t *testing.T) {
	forms := map[catalog.Kind][]string{
		catalog.Scalar:    {"print a = 1, s = 'x', d = dynamic([1]) | extend x = %s", "print a = 1, s = 'x', d = dynamic([1]) | where %s"},
		catalog.Aggregate: {"print a = 1, s = 'x', d = dynamic([1]) | summarize %s", "print a = now(), s = 'x', d = dynamic([1]) | make-series %s on a step 1d by s"},
		catalog.Plugin:    {"print a = 1, s = 'x', d = dynamic([1]) | evaluate %s", "evaluate %s"},
	}
	c := compile.New(schema.Builtin())
	r := rand.New(rand.NewPCG(1, 2))
	for _, kind := range slices.Sorted(maps.Keys(forms)) { // the same calls in every run
		queries := forms[kind]
		for _, fn := range catalog.All(kind) {
			for count := range 24 {
				args := make([]string, count/3)
				for i := range args {
					args[i] = oddArguments[r.IntN(len(oddArguments))]
				}
				for _, query := range queries {
					query = fmt.Sprintf(query, fn.Name+"("+strings.Join(args, ", ")+")")
					for _, d := range slices.Concat(c.Check(query).Diagnostics, c.Prepare(0, "call", query).Problems) {
						if d.Code == diag.Internal {
							t.Errorf("%s: %s", query, d.Message)
						}
					}
				}
			}
		}
	}
}

var oddArguments = []string{
	"a", "s", "d", "1", "-1.5", "'x'", "''", "now()", "1h", "true", "long(null)", "dynamic({'a': [1, null]})", "dynamic(null)", "*",
	"typeof(long)", "typeof(a: long)", "x = 1", "count()", "(print y = 1)", "a > 1", "decimal(1.5)", "guid(null)", "nope",
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
