package compile

import (
	"bytes"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kqlc/kqlc/internal/schema"
)

// Names of the package get a number, all others stay: fields, methods, parameters, keys of structs, imports.
func TestBundle(t *testing.T) {
	const source = `// Package q65 is one query.
package q65

import "github.com/kqlc/kqlc/kql"

const _ = kql.Version

var (
	set  = kql.NewSet("set")
	open = set
)

type Row struct{ open, Row string }

func New(set string) *Row { return &Row{open: set, Row: string(set)} }

func (r *Row) open2(open func() Row) { r.open = open().Row; New(r.Row) }

func Program() *Row { return nil }

type inner struct {
	*Row
	set string
}

func newInner(row *Row) *inner { return &inner{Row: row, set: "set"} }

type innermost struct{ *inner }

func (i *innermost) outer() *inner { return i.inner }

func open3(o *kql.Opening, i *innermost) { o.inner(i.inner) }

type kept struct{ A string }

type result struct {
	kept
	B string
}

func (r *result) set(other *result, kept kept) { *r = result{kept: other.kept, B: kept.A} }

type named struct{ kept string }

func (n *named) get() named { return named{kept: n.kept} }
`
	const want = `// Package q65 is one query.
package bundle1

import "github.com/kqlc/kqlc/kql"

const _ = kql.Version

var (
	set_65  = kql.NewSet("set")
	open_65 = set_65
)

type _65Row struct{ open, Row string }

func _65New(set string) *_65Row { return &_65Row{open: set, Row: string(set)} }

func (r *_65Row) open2(open func() _65Row) { r.open = open().Row; _65New(r.Row) }

func Program_65() *_65Row { return nil }

type inner_65 struct {
	*_65Row
	set string
}

func newInner_65(row *_65Row) *inner_65 { return &inner_65{_65Row: row, set: "set"} }

type innermost_65 struct{ *inner_65 }

func (i *innermost_65) outer() *inner_65 { return i.inner_65 }

func open3_65(o *kql.Opening, i *innermost_65) { o.inner(i.inner_65) }

type kept_65 struct{ A string }

type result_65 struct {
	kept_65
	B string
}

func (r *result_65) set(other *result_65, kept kept_65) { *r = result_65{kept_65: other.kept_65, B: kept.A} }

type named_65 struct{ kept_65 string }

func (n *named_65) get() named_65 { return named_65{kept_65: n.kept_65} }
`
	got, err := bundle("bundle1", "65", []byte(source))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, string(got)); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// bundledRules are the packages of rules, without the bundles that are used as they are, which are counted as the rules in main
// are; they are kept in root.
func bundledRules(t *testing.T, root string, rules []Package) (packages []string, inMain, used int) {
	t.Helper()
	tree := Tree{}
	b, err := tree.addBundled(New(schema.Builtin()), start{}, root, rules)
	if err != nil {
		t.Fatal(err)
	}
	main, host := tree["main/main.go"], tree["host/host.go"]
	units := settle(tree)
	for _, u := range units {
		if err := u.write(root); err != nil {
			t.Fatal(err)
		}
		switch name := path.Base(u.path); name {
		case "main":
			inMain = len(u.files) - 1
		case "host":
		default:
			packages = append(packages, name)
		}
	}
	_, order, _ := bytes.Cut(main, []byte("host.Main("))
	order, _, _ = bytes.Cut(order, []byte(","))
	if n := bytes.Count(order, []byte(".")); n != len(rules) {
		t.Errorf("%d programs of %d rules:\n%s", n, len(rules), main)
	}
	if n := bytes.Count(host, []byte(".Programs")) + bytes.Count(main, []byte(".Programs")); n != len(packages)+len(b.used) {
		t.Errorf("%d lists of %d packages:\n%s%s", n, len(packages)+len(b.used), host, main)
	}
	b.keep(b.with(units))
	return packages, inMain, len(b.used)
}

// After an edit only what changed is in new packages, until so much has that its bundle is made again.
func TestBundled(t *testing.T) {
	root := t.TempDir()
	var rules []Package
	for i := range 3 * rulesBundle / 2 {
		// Names may be the same.
		rules = append(rules, Package{Name: fmt.Sprintf("q%d", i/2), source: fmt.Appendf(nil, "package q\n\nvar x = %d\n", i)})
	}
	edited := func(from, to int) []Package {
		out := slices.Clone(rules)
		for i := from; i < to; i++ {
			out[i].source = append(slices.Clone(out[i].source), "\nvar y = x\n"...)
		}
		return out
	}
	for _, step := range []struct {
		name                  string
		rules                 []Package
		main, alone, new, old int
	}{
		{"all are new", rules, 0, 0, 2, 0},
		{"nothing changed", rules, 0, 0, 0, 2},
		{"an edit", edited(5, 6), 1, 0, 0, 2},
		{"another edit", edited(5, 7), 2, 0, 0, 2},
		{"many edits", edited(5, 6+mainRules), 0, 1 + mainRules, 0, 2},
		{"the edits are undone", rules, 0, 0, 0, 2},
		{"a rule more", append(edited(0, 0), Package{Name: "more", source: []byte("package q\n\nvar z = 1\n")}), 1, 0, 0, 2},
		{"a rule less", rules[:len(rules)-1], 0, 0, 0, 2},
		{"edits of all", edited(0, len(rules)), 0, 0, 2, 0},
		{"an edit of that", edited(0, len(rules)-1), 1, 0, 0, 2},
		{"undone", rules, 0, 0, 2, 0},
	} {
		packages, inMain, used := bundledRules(t, root, step.rules)
		alone := 0
		for _, name := range packages {
			if strings.HasPrefix(name, "rule_") {
				alone++
			}
		}
		if inMain != step.main || alone != step.alone || len(packages)-alone != step.new || used != step.old {
			t.Errorf("%s: %d bundles are used, %d rules are in main, others in %q", step.name, used, inMain, packages)
		}
	}
	// Bundles of which the sources are gone are made again.
	if err := os.RemoveAll(filepath.Join(root, "run")); err != nil {
		t.Fatal(err)
	}
	if packages, _, used := bundledRules(t, root, rules); used != 0 || len(packages) != 2 {
		t.Errorf("%d bundles are used, the rules are in %q", used, packages)
	}
}
