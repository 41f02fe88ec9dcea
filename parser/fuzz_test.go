package parser

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/kqlc/kqlc/ast"
)

// seeds are the queries of the golden files.
func seeds(f *testing.F) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range paths {
		a, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range a.Files {
			if filepath.Ext(file.Name) == ".kql" {
				f.Add(string(file.Data))
			}
		}
	}
}

// FuzzParse: no text makes the parser panic or hang, the tree is never nil, all places lie within the text, and what is
// read by hand is what the tags give.
func FuzzParse(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, src string) {
		begin := time.Now()
		file, problems := Parse(src)
		if d := time.Since(begin); d > time.Second+time.Duration(len(src))*time.Millisecond {
			t.Errorf("%v for %d bytes", d, len(src))
		}
		if file == nil {
			t.Fatal("no tree")
		}
		for _, d := range problems {
			if d.Span.Start < 0 || d.Span.Start > d.Span.End || d.Span.End > len(src) {
				t.Errorf("%s at %v of %d bytes", d.Message, d.Span, len(src))
			}
			if strings.Contains(d.Message, "\n") {
				t.Errorf("a message of several lines: %q", d.Message)
			}
		}
		bad := false
		ast.Inspect(file, func(n ast.Node) bool {
			switch n.(type) {
			case *ast.Bad, *ast.BadOperator, *ast.BadStatement:
				bad = true
			}
			return true
		})
		if bad && len(problems) == 0 {
			t.Errorf("a bad node, but no error")
		}
		checkSpans(t, "fuzz", src)
		checkByHand(t, src)
	})
}

// FuzzFormat: what is formatted is stable and means the same.
func FuzzFormat(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, src string) { checkFormat(t, "fuzz", src) })
}
