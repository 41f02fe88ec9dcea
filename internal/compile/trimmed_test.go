package compile

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Programs of trimmed archives give the same rows. Where one needs a function that was taken out, or an archive is damaged, it is
// linked of all, and trimmed archives are made again.
func TestTrimmed(t *testing.T) {
	root, _ := inCache(t, evalTree(t, squares))
	trimmed := filepath.Join(t.TempDir(), "trimmed")
	var before os.FileInfo
	for _, step := range []struct {
		name, query string
		damage, new bool
	}{
		{name: "the first time", query: squares, new: true},
		{name: "another literal", query: `range x from 1 to 3 step 1 | extend y = x * x, at = datetime(2026-01-03) + x * 1d`},
		{name: "another function", query: `print parse_xml("<a>1</a>"), hash_sha256("a"), series_fft(dynamic([1, 2]))`, new: true},
		{name: "of these, one", query: `print parse_xml("<a>2</a>")`},
		{name: "damaged", query: squares, damage: true, new: true},
	} {
		units := settle(evalTree(t, step.query))
		for _, u := range units {
			if err := u.write(root); err != nil {
				t.Fatal(err)
			}
		}
		if step.damage {
			damage(t, trimmed)
		}
		program := filepath.Join(t.TempDir(), "program")
		if err := buildDirectly(context.Background(), root, units, true, trimmed, program); errors.Is(err, errPlain) {
			t.Skip(err)
		} else if err != nil {
			t.Fatal(err)
		}
		after, err := os.Stat(trimmed)
		if err != nil {
			t.Fatal(err)
		}
		if same := os.SameFile(before, after); same == step.new {
			t.Errorf("%s: trimmed archives are those of the last time: %t", step.name, same)
		}
		before = after
		if d := cmp.Diff(rowsOf(t, direct(t, root, units, true)), rowsOf(t, program)); d != "" {
			t.Errorf("%s: rows (-of all archives +of trimmed ones)\n%s", step.name, d)
		}
	}
}

// damage cuts off the files of a folder.
func damage(t *testing.T, dir string) {
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) < 10 {
		t.Fatal(files, err)
	}
	for _, f := range files {
		info, err := os.Stat(f)
		if err == nil {
			err = os.Truncate(f, info.Size()/2)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}
