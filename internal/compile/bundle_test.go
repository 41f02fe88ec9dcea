package compile

import (
	"bytes"
	"fmt"
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

type inner struct {
	*Row
	set string
}

func newInner(row *Row) *inner { return &inner{Row: row, set: "set"} }

type innermost struct{ *inner }

func (i *innermost) outer() *inner { return i.inner }
`
	const want = `// Package q65 is one query.
package bundle1

import "github.com/kqlc/kqlc/kql"

const _ = kql.Version

var (
	set_65  = kql.NewSet("set")
	open_65 = set_65
)

type Row_65 struct{ open, Row string }

func New_65(set string) *Row_65 { return &Row_65{open: set, Row: string(set)} }

func (r *Row_65) open2(open func() Row_65) { r.open = open().Row; New_65(r.Row) }

type inner_65 struct {
	*Row_65
	set string
}

func newInner_65(row *Row_65) *inner_65 { return &inner_65{Row_65: row, set: "set"} }

type innermost_65 struct{ *inner_65 }

func (i *innermost_65) outer() *inner_65 { return i.inner_65 }
`
	got, err := bundle("bundle1", "65", []byte(source))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, string(got)); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// An edit of a rule changes its bundle and no other, whichever rules have the same name.
func TestBundled(t *testing.T) {
	c := New(schema.Builtin())
	tree := func(edited int) Tree {
		var rules []Package
		for i := range 3 * bundleFrom {
			source := fmt.Sprintf("package q\n\nvar x = %d\n", i)
			if i == edited {
				source += "\nvar y = x\n"
			}
			rules = append(rules, Package{Name: fmt.Sprintf("q%d", i/2), Source: []byte(source)})
		}
		out := Tree{}
		imports, programs, err := out.addBundled(c, rules)
		if err != nil {
			t.Fatal(err)
		}
		if len(out) != len(rules) || bytes.Count(programs, []byte("\n")) != len(rules) {
			t.Errorf("%d files and these programs of %d rules:\n%s", len(out), len(rules), programs)
		}
		if n := bytes.Count(imports, []byte("\n")); n < 2 || n > 4 {
			t.Errorf("%d bundles of %d rules", n, len(rules))
		}
		return out
	}
	before, after := tree(-1), tree(5)
	changed := 0
	for name, text := range after {
		if !bytes.Equal(text, before[name]) {
			changed++
		}
	}
	if changed != 1 {
		t.Errorf("%d files changed after an edit of one rule", changed)
	}
}
