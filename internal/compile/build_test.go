package compile

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// paths are where the packages of a tree go, by the name of the package.
func paths(tree Tree, main string) map[string]string {
	out := map[string]string{}
	for p := range settle(tree, []byte(main), "run/main/main.go") {
		parts := strings.Split(p, "/")
		if parts[2] != "main.go" {
			out[parts[2]] = parts[1]
		}
	}
	return out
}

// A package keeps its path while it and the tables that it imports do not change.
func TestSettle(t *testing.T) {
	tree := func() Tree {
		return Tree{
			"rule0/a/a.go":              []byte("package a\nimport \"" + ProgramPath + "/tables/defender\"\n"),
			"rule1/b/b.go":              []byte("package b\n"),
			"tables/defender/device.go": []byte("package defender\n"),
		}
	}
	main := "import rule0 \"" + ProgramPath + "/rule0/a\"; import rule1 \"" + ProgramPath + "/rule1/b\""
	before := paths(tree(), main)

	for p, text := range settle(tree(), []byte(main), "run/main/main.go") {
		if strings.Contains(string(text), ProgramPath) {
			t.Errorf("%s still imports by the name that stands for the program:\n%s", p, text)
		}
	}
	want := module + "/run/" + before["defender"] + "/defender"
	if text := string(settle(tree(), []byte(main), "run/main/main.go")["run/"+before["a"]+"/a/a.go"]); !strings.Contains(text, want) {
		t.Errorf("%s does not import %s", text, want)
	}

	moved := tree()
	moved["rule7/b/b.go"] = moved["rule1/b/b.go"]
	delete(moved, "rule1/b/b.go")
	if d := cmp.Diff(before, paths(moved, main)); d != "" {
		t.Errorf("the number of a rule changes a path (-want +got)\n%s", d)
	}
	edited := tree()
	edited["rule1/b/b.go"] = []byte("package b // changed\n")
	if after := paths(edited, main); after["a"] != before["a"] || after["defender"] != before["defender"] || after["b"] == before["b"] {
		t.Errorf("an edit of b changes %v to %v", before, after)
	}
	table := tree()
	table["tables/defender/device.go"] = []byte("package defender // changed\n")
	if after := paths(table, main); after["b"] != before["b"] || after["defender"] == before["defender"] || after["a"] == before["a"] {
		t.Errorf("an edit of a table changes %v to %v", before, after)
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
