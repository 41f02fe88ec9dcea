package reference_test

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kqlc/kqlc/internal/compile"
	"github.com/kqlc/kqlc/internal/reference"
	"github.com/kqlc/kqlc/internal/schema"
	"github.com/kqlc/kqlc/parser"
)

// TestPages: the pages of docs are those that are made now.
func TestPages(t *testing.T) {
	for name, want := range reference.Pages(compile.New(schema.Builtin())) {
		got, err := os.ReadFile("../../docs/" + name)
		if err != nil || string(got) != want {
			t.Errorf("docs/%s is stale: run make generate (-docs +made)\n%s", name, cmp.Diff(strings.Split(string(got), "\n"), strings.Split(want, "\n")))
		}
	}
}

// TestGrammar: every production that the grammar uses is there, but for what is read by hand.
func TestGrammar(t *testing.T) {
	text := parser.Grammar()
	for _, name := range []string{"Query", "Where", "Summarize", "Or", "Unary", "MakeGraph"} {
		if !strings.Contains(text, "\n"+name+" = ") && !strings.HasPrefix(text, name+" = ") {
			t.Errorf("the grammar has no %s", name)
		}
	}
}
