package compile

import (
	"context"
	"debug/buildinfo"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kqlc/kqlc/internal/schema"
	"github.com/kqlc/kqlc/kql"
)

// evalTree is a program that evaluates queries.
func evalTree(t *testing.T, queries ...string) Tree {
	t.Helper()
	c := New(schema.Builtin())
	var all []*EvalQuery
	for i, text := range queries {
		q := c.Prepare(i, `"q"`, text)
		if q.Problems != nil {
			t.Fatal(q.Problems)
		}
		all = append(all, q)
	}
	tree, imports, entries, err := c.tree(all)
	if err != nil {
		t.Fatal(err)
	}
	tree["main/main.go"] = evalProgram(imports, entries, kql.DateTime(0), false)
	return tree
}

// inCache puts a tree into a cache of its own; the go command keeps its.
func inCache(t *testing.T, tree Tree) (root string, units []unit) {
	t.Helper()
	cache, err := exec.Command("go", "env", "GOCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("GOCACHE", strings.TrimSpace(string(cache)))
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	root, err = unpackRuntime()
	if err != nil {
		t.Fatal(err)
	}
	units = settle(tree)
	for _, u := range units {
		if err := u.write(root); err != nil {
			t.Fatal(err)
		}
	}
	return root, units
}

// direct builds without the go command, and skips the test where that is not done.
func direct(t *testing.T, root string, units []unit, fast bool) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "program")
	err := buildDirectly(context.Background(), root, units, fast, "", program)
	if errors.Is(err, errPlain) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return program
}

func rowsOf(t *testing.T, program string) string {
	t.Helper()
	out, err := exec.Command(program).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return string(out)
}

const squares = `range x from 1 to 3 step 1 | extend y = x * x, at = datetime(2026-01-02) + x * 1d`

// The two ways of building make programs that give the same rows and name the same modules.
func TestBuildDirectly(t *testing.T) {
	root, units := inCache(t, evalTree(t, squares, `print geo_point_to_geohash(139.806115, 35.554128, 12)`))
	for _, fast := range []bool{false, true} {
		byGo := filepath.Join(t.TempDir(), "program")
		if err := buildByGo(context.Background(), root, units[len(units)-1], fast, byGo); err != nil {
			t.Fatal(err)
		}
		program := direct(t, root, units, fast)
		if d := cmp.Diff(rowsOf(t, byGo), rowsOf(t, program)); d != "" {
			t.Errorf("rows, fast %t (-go build +directly)\n%s", fast, d)
		}
		want, err := buildinfo.ReadFile(byGo)
		if err != nil {
			t.Fatal(err)
		}
		got, err := buildinfo.ReadFile(program)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want.Deps, got.Deps); d != "" || len(got.Deps) == 0 {
			t.Errorf("modules, fast %t (-go build +directly)\n%s", fast, d)
		}
	}
}

// What is kept of the go command's cache may be gone or wrong: the program is built all the same, and directly again then.
func TestStaleList(t *testing.T) {
	tree := evalTree(t, squares)
	root, units := inCache(t, tree)
	want := rowsOf(t, direct(t, root, units, true))
	lists, err := filepath.Glob(filepath.Join(root, "run", "*", "list.json"))
	if err != nil || len(lists) != 1 {
		t.Fatalf("lists %q: %v", lists, err)
	}
	good, err := os.ReadFile(lists[0])
	if err != nil {
		t.Fatal(err)
	}
	empty := filepath.Join(t.TempDir(), "empty.a")
	if err := os.WriteFile(empty, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	for name, bad := range map[string]string{
		"a file is gone":         strings.ReplaceAll(string(good), filepath.Dir(filepath.Dir(archiveIn(t, good))), filepath.Join(t.TempDir(), "gone")),
		"it is cut off":          string(good[:len(good)/2]),
		"a file is another":      strings.ReplaceAll(string(good), archiveIn(t, good), empty),
		"nothing is in the list": "{}",
	} {
		if err := os.WriteFile(lists[0], []byte(bad), 0o666); err != nil {
			t.Fatal(err)
		}
		for _, u := range units {
			os.RemoveAll(filepath.Join(root, filepath.FromSlash(u.path), "..")) // so that all is built again
		}
		program, err := Build(context.Background(), tree, true)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if d := cmp.Diff(want, rowsOf(t, program)); d != "" {
			t.Errorf("%s: rows (-want +got)\n%s", name, d)
		}
		if d := cmp.Diff(want, rowsOf(t, direct(t, root, units, true))); d != "" {
			t.Errorf("%s: rows of the next build (-want +got)\n%s", name, d)
		}
	}
}

// archiveIn is the file of the engine in a list.
func archiveIn(t *testing.T, list []byte) string {
	t.Helper()
	_, rest, ok := strings.Cut(string(list), `/kql/engine":"`)
	file, _, end := strings.Cut(rest, `"`)
	if !ok || !end {
		t.Fatalf("no engine in %s", list)
	}
	return file
}

// Go that does not compile is told of as the go command does.
func TestDirectErrors(t *testing.T) {
	tree := evalTree(t, squares)
	for name, text := range tree {
		if strings.HasSuffix(name, "q0.go") {
			tree[name] = append(text, "\nvar wrong int = \"text\"\n"...)
		}
	}
	inCache(t, tree)
	_, err := Build(context.Background(), tree, true)
	var failed *buildFailure
	if !errors.As(err, &failed) || !strings.Contains(failed.of("q0.go"), `cannot use "text"`) {
		t.Errorf("the error is %v", err)
	}
}
