package compile

import (
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// settled are the packages that a tree becomes, by their names.
func settled(tree Tree) map[string]unit {
	out := map[string]unit{}
	for _, u := range settle(tree) {
		out[path.Base(u.path)] = u
	}
	return out
}

// A package keeps its path while it and the tables that it imports do not change.
func TestSettle(t *testing.T) {
	tree := func() Tree {
		return Tree{
			"rule0/a/a.go":              []byte("package a\nimport \"cmp\"\nimport \"" + ProgramPath + "/tables/defender\"\n"),
			"rule1/b/b.go":              []byte("package b\n"),
			"rule2/b/b.go":              []byte("package b\n"),
			"tables/defender/device.go": []byte("package defender\n"),
			"main/main.go":              []byte("package main\nimport rule0 \"" + ProgramPath + "/rule0/a\"; import rule1 \"" + ProgramPath + "/rule1/b\"\n"),
		}
	}
	before := settled(tree())
	for name, imports := range map[string][]string{"a": {"defender"}, "main": {"a", "b"}} {
		text := string(before[name].files[name+".go"])
		if strings.Contains(text, ProgramPath) {
			t.Errorf("%s still imports by the name that stands for the program:\n%s", name, text)
		}
		for _, i := range imports {
			if want := module + "/" + before[i].path; !strings.Contains(text, want) {
				t.Errorf("%s does not import %s", text, want)
			}
		}
	}
	if d := cmp.Diff([]string{"cmp"}, before["a"].imports); d != "" {
		t.Errorf("imports (-want +got)\n%s", d)
	}
	var order []string
	for _, u := range settle(tree()) {
		order = append(order, path.Base(u.path))
	}
	if d := cmp.Diff([]string{"defender", "a", "b", "main"}, order); d != "" {
		t.Errorf("order (-want +got)\n%s", d)
	}
	// changed are the packages whose path depends on a file.
	changed := func(edit func(Tree)) []string {
		edited := tree()
		edit(edited)
		var out []string
		for name, u := range settled(edited) {
			if u.path != before[name].path {
				out = append(out, name)
			}
		}
		slices.Sort(out)
		return out
	}
	for _, test := range []struct {
		name string
		edit func(Tree)
		want []string
	}{
		{"the number of a rule", func(t Tree) { t["rule7/b/b.go"] = t["rule2/b/b.go"]; delete(t, "rule2/b/b.go") }, nil},
		{"a rule", func(t Tree) { t["rule0/a/a.go"] = append(t["rule0/a/a.go"], "// changed\n"...) }, []string{"a", "main"}},
		{"a table", func(t Tree) { t["tables/defender/device.go"] = []byte("package defender // changed\n") }, []string{"a", "defender", "main"}},
		{"the program", func(t Tree) { t["main/main.go"] = append(t["main/main.go"], "// changed\n"...) }, []string{"main"}},
	} {
		if d := cmp.Diff(test.want, changed(test.edit)); d != "" {
			t.Errorf("an edit of %s changes (-want +got)\n%s", test.name, d)
		}
	}
}

func TestPrune(t *testing.T) {
	dir := t.TempDir()
	for name, age := range map[string]time.Duration{"new": 0, "used": 13 * 24 * time.Hour, "old": 15 * 24 * time.Hour} {
		p := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Join(p, "package"), 0o777); err != nil {
			t.Fatal(err)
		}
		then := time.Now().Add(-age)
		if err := os.Chtimes(p, then, then); err != nil {
			t.Fatal(err)
		}
	}
	left := func() []string {
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		names := map[string]bool{}
		for _, e := range entries {
			names[e.Name()] = true
		}
		return slices.Sorted(maps.Keys(names))
	}
	prune(dir)
	if d := cmp.Diff([]string{"new", "pruned", "used"}, left()); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	then := time.Now().Add(-20 * 24 * time.Hour)
	if err := os.Chtimes(filepath.Join(dir, "new"), then, then); err != nil {
		t.Fatal(err)
	}
	prune(dir) // not again on the same day
	if d := cmp.Diff([]string{"new", "pruned", "used"}, left()); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}
