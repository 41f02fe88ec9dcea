package parser

import (
	"reflect"
	"strings"
	"testing"

	"github.com/kqlc/kqlc/ast"
)

// checkSpans tells which spans of a tree are wrong: they lie within the text and within their parents, they hold no white
// space at their ends, and children that come one after the other do not overlap.
func checkSpans(t *testing.T, name, src string) {
	t.Helper()
	f, problems := Parse(src)
	var parents []ast.Node
	var visit func(n ast.Node)
	visit = func(n ast.Node) {
		s := n.Span()
		if s.Start < 0 || s.End > len(src) || s.Start > s.End {
			t.Errorf("%s: %T has the span %v of %d bytes", name, n, s, len(src))
			return
		}
		text := src[s.Start:s.End]
		if _, file := n.(*ast.File); !file && len(problems) == 0 {
			if text == "" || strings.TrimSpace(text) != text {
				t.Errorf("%s: %T has the text %q", name, n, text)
			}
			if up := parents[len(parents)-1]; s.Start < up.Span().Start || s.End > up.Span().End {
				t.Errorf("%s: %T %v reaches out of %T %v", name, n, s, up, up.Span())
			}
		}
		parents = append(parents, n)
		ast.Inspect(n, func(child ast.Node) bool {
			if child == n {
				return true
			}
			if p, ok := child.(*ast.Params); !ok || len(p.List) > 0 {
				visit(child)
			}
			return false
		})
		parents = parents[:len(parents)-1]
	}
	visit(f)
}

func TestSpansCorpus(t *testing.T) {
	for _, r := range corpus(t) {
		checkSpans(t, r.ID, r.Query)
	}
}

// TestInspect holds the walk against the fields of the nodes: every node below is visited once, in the order of the text.
func TestInspect(t *testing.T) {
	f, _ := Parse(`let f = (a:long) { T | where a == 1 }; f(1) | join (U) on b | mv-expand c, d to typeof(long)`)
	var seen []string
	last := 0
	ast.Inspect(f, func(n ast.Node) bool {
		if p, ok := n.(*ast.Params); ok && len(p.List) == 0 {
			return false
		}
		if s := n.Span().Start; s < last {
			t.Errorf("%T at %d is visited behind %d", n, s, last)
		} else {
			last = s
		}
		seen = append(seen, reflect.TypeOf(n).Elem().Name())
		return true
	})
	want := "File Let Name Function Parameter Name TypeName ExprStatement Pipeline Ident Name Where Binary Ident Name Literal " +
		"ExprStatement Pipeline Call Name Literal Join Paren Ident Name Ident Name MvExpand Expanded Ident Name " +
		"Expanded Ident Name Typeof TypeName"
	if got := strings.Join(seen, " "); got != want {
		t.Errorf("visited\n%s\nwant\n%s", got, want)
	}
}
