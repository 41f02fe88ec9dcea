// Package archtest holds the packages to the directions that imports go in.
package archtest

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/kqlc/kqlc"

// layer says what packages may import besides the standard library: packages of this module by their path in it, and
// others. In patterns * is a part of a path, and /... at the end is what lies below, itself included.
type layer struct {
	packages string
	imports  []string
	others   []string
}

// layers are read from the top: the first that a package fits is its own.
var layers = []layer{
	{packages: "cmd/kqlc", imports: []string{"internal/cli"}},
	{
		packages: "internal/cli", imports: []string{"internal/...", "parser", "ast", "codegen", "kql/..."},
		others: []string{
			"github.com/spf13/cobra", "github.com/spf13/pflag", "github.com/jedib0t/go-pretty/v6/...", "github.com/google/go-cmp/cmp",
			"golang.org/x/term", "github.com/fsnotify/fsnotify",
		},
	},
	{
		packages: "internal/compile",
		imports: []string{
			".", "internal/ruleset", "parser", "internal/sema", "internal/opt", "codegen",
			"internal/diag", "internal/plan", "internal/schema", "internal/types", "ast", "kql",
		},
		others: []string{"golang.org/x/mod/modfile"},
	},
	{packages: "codegen", imports: []string{"internal/plan", "internal/catalog", "internal/types", "internal/diag", "ast", "kql"}, others: []string{"github.com/dave/jennifer/jen"}},
	{packages: "internal/opt", imports: []string{"ast", "internal/plan", "internal/catalog", "internal/types", "internal/diag", "kql"}},
	{packages: "internal/sema", imports: []string{"ast", "internal/plan", "internal/catalog", "internal/schema", "internal/types", "internal/diag", "kql"}},
	{
		packages: "internal/ruleset", imports: []string{"internal/diag", "ast", "kql"},
		others: []string{"go.yaml.in/yaml/v4", "golang.org/x/tools/txtar"},
	},
	{packages: "internal/dump", imports: []string{"ast", "internal/plan", "internal/catalog", "internal/types", "kql"}},
	{packages: "parser", imports: []string{"ast", "internal/diag"}, others: []string{"github.com/alecthomas/participle/v2/..."}},
	{packages: "internal/plan", imports: []string{"internal/catalog", "internal/types", "ast", "kql"}},
	{packages: "internal/catalog", imports: []string{"internal/types", "kql", "kql/*"}},
	{packages: "internal/schema", imports: []string{"internal/types", "kql"}},
	{packages: "internal/diag", imports: []string{"ast"}},
	{packages: "internal/types", imports: []string{"kql"}},
	{packages: "internal/workload"},
	{packages: "internal/archtest"},
	{packages: "ast", others: []string{"github.com/alecthomas/participle/v2/lexer"}},

	// The run-time: what rules import is small; what is heavy is in packages of its own.
	{packages: "kql", others: []string{"github.com/cockroachdb/apd/v3", "github.com/cespare/xxhash/v2"}},
	{packages: "kql/engine", imports: []string{"kql", "kql/sink", "kql/source/..."}},
	{packages: "kql/sink", imports: []string{"kql"}},
	{packages: "kql/source", imports: []string{"kql"}},
	{packages: "kql/source/file", others: []string{"github.com/klauspost/compress/..."}},
	{packages: "kql/source/parquet", imports: []string{"kql", "kql/source"}, others: []string{"github.com/parquet-go/parquet-go/..."}},
	{packages: "kql/source/*", imports: []string{"kql", "kql/source"}},
	{packages: "kql/useragent", imports: []string{"kql"}, others: []string{"github.com/ua-parser/uap-go/uaparser"}},
	{packages: "kql/*", imports: []string{"kql"}, others: []string{"*/..."}},

	{packages: "generated/tables/*", imports: []string{"kql"}},
	{packages: "generated"},
	{packages: "generated/*", imports: []string{"kql", "kql/*", "generated/tables/*"}},
	{packages: "docs/example/...", imports: []string{"kql/...", "generated/..."}},
	{packages: "docs"},
	{packages: "."},
}

func TestImports(t *testing.T) {
	for _, p := range list(t) {
		name := relative(p.ImportPath)
		i := slices.IndexFunc(layers, func(l layer) bool { return match(l.packages, name) })
		if i < 0 {
			t.Errorf("%s is in no layer: add it to the table", name)
			continue
		}
		for _, imported := range p.Imports {
			if !layers[i].allows(imported) {
				t.Errorf("%s may not import %s", name, imported)
			}
		}
	}
}

func (l layer) allows(imported string) bool {
	fits := func(name string) func(string) bool {
		return func(pattern string) bool { return match(pattern, name) }
	}
	switch {
	case imported == module || strings.HasPrefix(imported, module+"/"):
		return slices.ContainsFunc(l.imports, fits(relative(imported)))
	case strings.Contains(strings.Split(imported, "/")[0], "."):
		return slices.ContainsFunc(l.others, fits(imported))
	}
	return true // the standard library
}

// match reports whether a path fits a pattern.
func match(pattern, name string) bool {
	below, deep := strings.CutSuffix(pattern, "/...")
	if !deep {
		ok, err := path.Match(pattern, name)
		return ok && err == nil
	}
	parts := strings.Split(name, "/")
	n := strings.Count(below, "/") + 1
	if len(parts) < n {
		return false
	}
	ok, err := path.Match(below, strings.Join(parts[:n], "/"))
	return ok && err == nil
}

// relative is a package's path in the module.
func relative(importPath string) string {
	if importPath == module {
		return "."
	}
	return strings.TrimPrefix(importPath, module+"/")
}

type listed struct {
	ImportPath string
	Imports    []string
}

// list are the packages of the module.
func list(t *testing.T) []listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-e", "-json=ImportPath,Imports", module+"/...")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var packages []listed
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		err := dec.Decode(&p)
		if errors.Is(err, io.EOF) {
			return packages
		}
		if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
}

func TestMatch(t *testing.T) {
	for _, test := range []struct {
		pattern, name string
		want          bool
	}{
		{"kql", "kql", true},
		{"kql", "kql/sink", false},
		{"kql/*", "kql/sink", true},
		{"kql/*", "kql/source/csv", false},
		{"kql/...", "kql", true},
		{"kql/...", "kql/source/csv", true},
		{"kql/...", "kqlx", false},
		{"*/...", "github.com/a/b", true},
		{".", ".", true},
	} {
		if got := match(test.pattern, test.name); got != test.want {
			t.Errorf("%s fits %s: %t", test.name, test.pattern, got)
		}
	}
}
