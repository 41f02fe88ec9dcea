package parser

import (
	"strings"
	"testing"
	"time"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/diag"
)

// TestBounds: what is too long or too deep is refused at once, what is long or deep is read.
func TestBounds(t *testing.T) {
	nested := func(n int) string {
		return "print " + strings.Repeat("(", n) + "1" + strings.Repeat(")", n)
	}
	for _, c := range []struct{ name, src, code string }{
		{"deep parentheses", nested(maxDepth), ""},
		{"too deep parentheses", nested(maxDepth + 1), diag.TooDeep},
		{"open parentheses", strings.Repeat("(", 1<<19), diag.TooDeep},
		{"deep calls", "print " + strings.Repeat("f(", 500) + strings.Repeat(")", 500), ""},
		{"deep tables", strings.Repeat("(", 300) + "T" + strings.Repeat(" | where a == 1)", 300), ""},
		{"deep dynamic", "print dynamic(" + strings.Repeat("[", 900) + strings.Repeat("]", 900) + ")", ""},
		{"long sum", "print 1" + strings.Repeat(" + 1", 100_000), ""},
		{"long condition", "T | where a == 1" + strings.Repeat(" or a == 1", 50_000), ""},
		{"long path", "print a" + strings.Repeat(".b", 100_000), ""},
		{"long pipeline", "T" + strings.Repeat(" | where a", 50_000), ""},
		{"long list", "T | where a in (1" + strings.Repeat(", 1", 100_000) + ")", ""},
		{"many statements", strings.Repeat("let a = 1;", 50_000) + "a", ""},
		{"many errors", strings.Repeat(") ", 100_000), diag.UnexpectedToken},
		{"many wrong operators", "T" + strings.Repeat(" | wher a", 50_000), diag.UnknownOperator},
		{"many words behind operators", "T" + strings.Repeat(" | where a b", 50_000), diag.UnexpectedToken},
		{"many words in brackets", strings.Repeat("T | where (a b | ", 900), diag.UnexpectedToken},
		{"many open brackets", strings.Repeat("T | where f(a; ", 900), diag.UnexpectedToken},
		{"many open strings", strings.Repeat("print \"\n", 50_000), diag.BadString},
		{"many words", strings.Repeat("a ", 100_000), diag.UnexpectedToken},
		{"too long", strings.Repeat(" ", maxLength+1), diag.TooLong},
		{"nothing", "", ""},
		{"zero bytes", "\x00\x00", diag.BadCharacter},
		{"no UTF-8", "print \xff\xfe", diag.BadCharacter},
	} {
		t.Run(c.name, func(t *testing.T) {
			begin := time.Now()
			f, problems := Parse(c.src)
			if d := time.Since(begin); d > 20*time.Second {
				t.Errorf("took %v", d)
			}
			if len(problems) > diag.Max {
				t.Errorf("%d errors", len(problems))
			}
			code := ""
			if len(problems) > 0 {
				code = problems[0].Code
			}
			if code != c.code {
				t.Errorf("code %q, want %q", code, c.code)
			}
			ast.Inspect(f, func(ast.Node) bool { return true })
		})
	}
}

// TestParseTwice: streams of tokens are used again, but nothing of one query is seen in another.
func TestParseTwice(t *testing.T) {
	long := "print " + strings.Repeat("a, ", 2*room) + "b"
	for _, src := range []string{"T | where a == 'x' | take 1", "T |", long, "T", long, ""} {
		first, _ := Parse(src)
		second, _ := Parse(src)
		if tree(first, true) != tree(second, true) {
			t.Errorf("%.20s…: another tree the second time", src)
		}
	}
}
