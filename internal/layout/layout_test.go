package layout

import (
	"bytes"
	"go/format"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

// loosen is source as a generator may print it: no line is indented, and blanks stand between all tokens.
func loosen(t *testing.T, source []byte) []byte {
	t.Helper()
	all, ok := scan(source, nil)
	if !ok {
		t.Fatalf("cannot be read:\n%s", source)
	}
	var out []byte
	for _, tok := range all {
		if tok.kind == line {
			out = append(out, '\n')
			continue
		}
		out = append(append(out, source[tok.start:tok.end]...), ' ')
	}
	return out
}

// check holds what is set out equal to what gofmt made of it.
func check(t *testing.T, want []byte) {
	t.Helper()
	got, ok := set(loosen(t, want))
	if !ok {
		t.Errorf("left to gofmt behind:\n%s", got)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("(-gofmt +set)\n%s", diff)
	}
	if again, ok := set(want); !ok || !bytes.Equal(again, want) {
		t.Error("what is set out does not stay as it is")
	}
}

// The files are what gofmt makes of them, which the test sees to.
func TestSource(t *testing.T) {
	for _, name := range []string{"testdata/layout.txtar", "testdata/gofmt.txtar"} {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			t.Run(f.Name, func(t *testing.T) {
				if want, err := format.Source(f.Data); err != nil || !bytes.Equal(want, f.Data) {
					t.Fatalf("gofmt: %v\n%s", err, cmp.Diff(string(want), string(f.Data)))
				}
				if name == "testdata/layout.txtar" {
					check(t, f.Data)
				} else if out, ok := set(f.Data); ok {
					t.Errorf("not left to gofmt:\n%s", out)
				}
			})
		}
	}
}

// All that is generated is set out as gofmt would.
func TestGenerated(t *testing.T) {
	files, err := filepath.Glob("../../generated/*/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(err, "nothing is generated")
	}
	tables, err := filepath.Glob("../../generated/tables/*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(files, tables...) {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		check(t, source)
	}
}

func BenchmarkSource(b *testing.B) {
	files, err := filepath.Glob("../../generated/*/*.go")
	if err != nil {
		b.Fatal(err)
	}
	var all [][]byte
	size := 0
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		all, size = append(all, source), size+len(source)
	}
	for name, f := range map[string]func([]byte) ([]byte, error){"layout": Source, "gofmt": format.Source} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(size))
			for b.Loop() {
				for _, source := range all {
					f(source)
				}
			}
		})
	}
}
