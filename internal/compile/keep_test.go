package compile

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kqlc/kqlc/internal/diag"
	"github.com/kqlc/kqlc/internal/ruleset"
	"github.com/kqlc/kqlc/internal/schema"
)

// What is kept between runs is what would be made anew, and nothing else is taken for it.
func TestMakeAllKeeps(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Skip("there is no cache here")
	}
	kept := func() int {
		files, _ := filepath.Glob(filepath.Join(cache, "kqlc", "rules", "*", "????????????????????????????????"))
		n := 0
		for _, file := range files {
			k := keeper{file: file}
			k.read()
			n += len(k.last)
		}
		return n
	}
	rules := make([]*ruleset.Rule, worthKeeping)
	for i := range rules {
		text := fmt.Sprintf("T | where a == %d | project a", i)
		rules[i] = &ruleset.Rule{Path: fmt.Sprintf("r%d.kql", i), Name: "r", Query: text, Source: diag.NewSource("r.kql", text)}
	}
	compiler := func(columns string) *Compiler {
		s, err := schema.Builtin().With("t.kql", []byte("T ("+columns+")"))
		if err != nil {
			t.Fatal(err)
		}
		return New(s)
	}
	sources := func(c *Compiler, path string) []string {
		var out []string
		for _, m := range c.MakeAll(rules, path) {
			if diag.HasErrors(m.Problems) {
				t.Fatal(m.Problems)
			}
			out = append(out, m.Package.Name+" "+fmt.Sprint(m.Package.Tables)+"\n"+string(m.Package.Source()))
		}
		return out
	}

	const tables = 1
	first := sources(compiler("a: long"), "example.org/x")
	if n := kept(); n != len(rules)+tables {
		t.Fatalf("%d packages of %d rules and a table are kept", n, len(rules))
	}
	if d := cmp.Diff(first, sources(compiler("a: long"), "example.org/x")); d != "" {
		t.Errorf("what was kept differs (-made +kept)\n%s", d)
	}
	if n := kept(); n != len(rules)+tables {
		t.Errorf("%d packages are kept after a run in which nothing had changed", n)
	}

	file, err := filepath.Glob(filepath.Join(cache, "kqlc", "rules", "*", "????????????????????????????????"))
	if err != nil || len(file) != 1 {
		t.Fatal(file, err)
	}
	whole, err := os.ReadFile(file[0])
	if err != nil {
		t.Fatal(err)
	}
	damage := func(at int) {
		damaged := bytes.Clone(whole)
		damaged[at] ^= 1
		if err := os.WriteFile(file[0], damaged, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	k := keeper{file: file[0]}
	k.read()
	undamaged := k.last
	for at := range len(whole) / 8 { // keys, names of tables, sources
		damage(at)
		k.read()
		for key, p := range k.last {
			if d := cmp.Diff(undamaged[key], p, cmp.AllowUnexported(keptPackage{})); d != "" {
				t.Fatalf("a package with an error at byte %d was taken (-undamaged +read)\n%s", at, d)
			}
		}
	}
	for at := 0; at < len(whole); at += len(whole) / 20 {
		damage(at)
		if d := cmp.Diff(first, sources(compiler("a: long"), "example.org/x")); d != "" {
			t.Errorf("what was kept had an error at byte %d, and differs (-made +kept)\n%s", at, d)
		}
	}

	rules[3].Query = "T | where a > 1 | project a"
	edited := sources(compiler("a: long"), "example.org/x")
	for i := range rules {
		if (edited[i] == first[i]) != (i != 3) {
			t.Errorf("rule %d after an edit of the third: %s", i, edited[i])
		}
	}
	if n := kept(); n != len(rules)+tables {
		t.Errorf("%d packages are kept after an edit", n)
	}
	if sources(compiler("a: real"), "example.org/x")[0] == first[0] {
		t.Error("a package was taken that another schema had made")
	}
	if sources(compiler("a: long"), "example.org/y")[0] == first[0] {
		t.Error("a package was taken from another tree")
	}
	if sources(compiler("a: long"), "")[0] == first[0] {
		t.Error("a formatted package was taken for a draft")
	}
	digest := func() string { return compiler("a: long").MakeAll(rules, "")[0].Package.digest() }
	made, own := digest(), identity
	if digest() != made {
		t.Error("the digest of a package that was kept is another")
	}
	defer func() { identity = own }()
	identity = func() (string, error) { return "another compiler", nil }
	if digest() == made {
		t.Error("a bundle would be taken that another compiler had made")
	}
}

func BenchmarkMakeAllKept(b *testing.B) {
	c, queries := corpus(b)
	b.Setenv("XDG_CACHE_HOME", b.TempDir())
	var rules []*ruleset.Rule
	for i, text := range queries[:500] {
		rules = append(rules, &ruleset.Rule{Path: fmt.Sprintf("r%d.kql", i), Name: "r", Query: text, Source: diag.NewSource("r.kql", text)})
	}
	c.MakeAll(rules, "")
	for b.Loop() {
		c.MakeAll(rules, "")
	}
}
