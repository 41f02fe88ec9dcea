package parser

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/kqlc/kqlc/internal/diag"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// outputs are what is made of a query, by the ending of the file that holds it.
var outputs = map[string]func(src string) string{
	".tree": func(src string) string {
		f, _ := Parse(src)
		return tree(f, true)
	},
	".errors": func(src string) string {
		_, problems := Parse(src)
		var out []byte
		for _, d := range problems {
			out = diag.Text{}.Append(out, diag.NewSource("q", src), d)
		}
		return string(out)
	},
	".fmt": func(src string) string {
		out, _ := Format(src)
		return out
	},
}

// TestGolden compares the files of the archives: name.tree, name.errors and name.fmt are made of name.kql.
func TestGolden(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("no archives", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) { golden(t, path) })
	}
}

func golden(t *testing.T, path string) {
	a, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	queries := map[string]string{}
	for i, f := range a.Files {
		ext := filepath.Ext(f.Name)
		name := strings.TrimSuffix(f.Name, ext)
		if ext == ".kql" {
			queries[name] = string(f.Data)
			if !strings.HasPrefix(filepath.Base(path), "errors") {
				checkSpans(t, name, string(f.Data))
				checkFormat(t, name, string(f.Data))
			}
			continue
		}
		got := outputs[ext](queries[name])
		if *update {
			a.Files[i].Data = []byte(got)
		} else if diff := cmp.Diff(string(f.Data), got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", f.Name, diff)
		}
	}
	if data := txtar.Format(a); *update {
		if old, _ := os.ReadFile(path); !bytes.Equal(old, data) {
			if err := os.WriteFile(path, data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}
