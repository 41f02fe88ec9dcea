package archtest

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/kqlc/kqlc"

// layer is a line of the import table.
type layer struct {
	// packages and imports are patterns below the module: x, x/... for x and all below it, . for the root.
	packages, imports []string
	// libraries are the modules outside of the standard library that may be imported.
	libraries []string
}

// table is the import table, from the top to the bottom: imports go down only. A package is of the layer that names it, or
// else of the first with a pattern for it.
var table = []layer{
	{packages: list("cmd/kqlc"), imports: list("internal/cli kql/memory/early")},
	{
		packages:  list("internal/cli"),
		imports:   list("internal/compile internal/ruleset internal/diag internal/dump internal/schema parser kql/..."),
		libraries: list("github.com/google/go-cmp github.com/jedib0t/go-pretty/v6 github.com/spf13/cobra github.com/spf13/pflag golang.org/x/term"),
	},
	{packages: list("internal/reference/generate"), imports: list("internal/compile internal/reference internal/schema")},
	{
		packages: list("internal/reference"),
		imports:  list("internal/catalog internal/compile internal/diag internal/ruleset internal/types parser"),
	},
	{
		packages:  list("internal/compile"),
		imports:   list(". ast codegen internal/diag internal/opt internal/plan internal/ruleset internal/schema internal/sema internal/trim internal/types kql kql/memory kql/trial parser"),
		libraries: list("github.com/klauspost/compress golang.org/x/mod"),
	},
	{
		packages:  list("codegen"),
		imports:   list("ast internal/catalog internal/diag internal/layout internal/plan internal/types kql"),
		libraries: list("github.com/dave/jennifer"),
	},
	{packages: list("internal/opt internal/sema"), imports: list("ast internal/catalog internal/diag internal/plan internal/schema internal/types kql")},
	{packages: list("parser"), imports: list("ast internal/diag"), libraries: list("github.com/alecthomas/participle/v2")},
	{
		packages:  list("internal/ruleset"),
		imports:   list("ast internal/diag kql"),
		libraries: list("go.yaml.in/yaml/v4 golang.org/x/tools"),
	},
	{
		packages:  list("internal/workload/cmd"),
		imports:   list("internal/schema internal/types internal/workload"),
		libraries: list("github.com/klauspost/compress github.com/parquet-go/parquet-go"),
	},
	{packages: list("internal/dump"), imports: list("ast internal/catalog internal/plan kql")},
	{packages: list("internal/plan"), imports: list("ast internal/catalog internal/types kql")},
	{packages: list("internal/catalog"), imports: list("internal/types kql/...")},
	{packages: list("internal/schema"), imports: list("internal/types")},
	{packages: list("internal/diag"), imports: list("ast")},
	{packages: list("internal/types"), imports: list("kql")},
	{packages: list("internal/layout internal/trim internal/workload internal/archtest docs .")},
	{packages: list("ast"), libraries: list("github.com/alecthomas/participle/v2")},
	{packages: list("docs/example/..."), imports: list("generated/... kql/...")},
	{packages: list("generated/..."), imports: list("generated/tables/... kql/...")},
	{packages: list("kql/engine"), imports: list("kql kql/internal/simd kql/memory kql/sink kql/source kql/source/csv kql/source/file kql/source/ndjson")},
	{packages: list("kql/sink"), imports: list("kql")},
	{packages: list("kql/source/file"), imports: list("kql/source"), libraries: list("github.com/klauspost/compress")},
	{
		packages: list("kql/source/parquet"),
		imports:  list("kql kql/memory kql/source"),
		// Not the root of parquet-go, which weighs more than all the rest of a program, nor what reads brotli for the web.
		libraries: list(`github.com/parquet-go/parquet-go/format github.com/parquet-go/parquet-go/deprecated github.com/parquet-go/parquet-go/encoding
			github.com/klauspost/compress github.com/dsnet/compress/brotli github.com/pierrec/lz4/v4`),
	},
	{packages: list("kql/source/ndjson"), imports: list("kql kql/internal/simd kql/source")},
	{packages: list("kql/source/csv"), imports: list("kql kql/source")},
	{packages: list("kql/source/web")},
	{packages: list("kql/source"), imports: list("kql")},
	{packages: list("kql/geo"), imports: list("kql"), libraries: list("github.com/golang/geo")},
	{packages: list("kql/useragent"), imports: list("kql"), libraries: list("github.com/ua-parser/uap-go")},
	{packages: list("kql/..."), imports: list("kql")},
	{packages: list("kql"), imports: list("kql/internal/dfa kql/internal/simd kql/memory"), libraries: list("github.com/cespare/xxhash/v2 github.com/cockroachdb/apd/v3")},
	{packages: list("kql/internal/dfa kql/internal/simd kql/memory kql/memory/early")},
}

func list(s string) []string { return strings.Fields(s) }

// within reports whether one of the patterns stands for the package.
func within(patterns []string, pkg string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool {
		above, all := strings.CutSuffix(p, "/...")
		return pkg == above || all && strings.HasPrefix(pkg, above+"/")
	})
}

// layerOf is the place in the table of a package, -1 where it has none.
func layerOf(pkg string) int {
	i := slices.IndexFunc(table, func(l layer) bool { return slices.Contains(l.packages, pkg) })
	if i < 0 {
		i = slices.IndexFunc(table, func(l layer) bool { return within(l.packages, pkg) })
	}
	return i
}

// below turns an import path of the module into a pattern's form.
func below(importPath string) (string, bool) {
	if importPath == module {
		return ".", true
	}
	return strings.CutPrefix(importPath, module+"/")
}

// standard reports whether an import path is of the standard library: its first element has no dot.
func standard(importPath string) bool {
	first, _, _ := strings.Cut(importPath, "/")
	return !strings.Contains(first, ".")
}

// goPackage is what go list tells of a package.
type goPackage struct {
	ImportPath   string
	Imports      []string
	TestImports  []string
	XTestImports []string
}

// packages lists the packages of the module.
func packages(t *testing.T) []goPackage {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports,TestImports,XTestImports", module+"/...")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []goPackage
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

func TestImports(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range packages(t) {
		name, ok := below(p.ImportPath)
		if !ok {
			t.Fatalf("%s is outside of the module", p.ImportPath)
		}
		i := layerOf(name)
		if i < 0 {
			t.Errorf("%s stands in no layer: give it a place in the table of this file", name)
			continue
		}
		for _, pattern := range table[i].packages {
			if within([]string{pattern}, name) {
				seen[pattern] = true
			}
		}
		for _, imported := range p.Imports {
			if why := table[i].forbids(imported); why != "" {
				t.Errorf("%s imports %s: %s", name, imported, why)
			}
		}
	}
	for _, l := range table {
		for _, pattern := range l.packages {
			if !seen[pattern] {
				t.Errorf("the table names %s, which is not there", pattern)
			}
		}
	}
}

// What the table allows is imported by somebody: what nobody needs any more goes from it.
func TestAllowedIsImported(t *testing.T) {
	imported := make([][]string, len(table)) // by the packages of a layer
	for _, p := range packages(t) {
		name, _ := below(p.ImportPath)
		if i := layerOf(name); i >= 0 {
			imported[i] = append(imported[i], p.Imports...)
		}
	}
	for i, l := range table {
		for _, allowed := range slices.Concat(l.imports, l.libraries) {
			if !slices.ContainsFunc(imported[i], func(path string) bool {
				name, ours := below(path)
				return ours && within([]string{allowed}, name) || !ours && strings.HasPrefix(path+"/", allowed+"/")
			}) {
				t.Errorf("the packages %v may import %s, and none does", l.packages, allowed)
			}
		}
	}
}

// forbids says why a package of the layer must not import what it imports, "" where it may.
func (l layer) forbids(imported string) string {
	name, ours := below(imported)
	switch {
	case ours && within(l.imports, name):
	case ours && len(l.imports) == 0:
		return "the package is of the lowest layer, which imports nothing of this module"
	case ours:
		return "of this module it may import " + strings.Join(l.imports, ", ")
	case standard(imported), slices.ContainsFunc(l.libraries, func(lib string) bool { return strings.HasPrefix(imported+"/", lib+"/") }):
	case len(l.libraries) == 0:
		return "of libraries it may import none"
	default:
		return "of libraries it may import " + strings.Join(l.libraries, ", ")
	}
	return ""
}

// Evaluators are there to be imported, but not by the compiler: a generated file that is broken must not break the
// command that makes it anew. Tests of packages that the command is built from are part of this.
func TestGeneratedIsNotImported(t *testing.T) {
	for _, p := range packages(t) {
		name, _ := below(p.ImportPath)
		if within(list("generated/... docs/..."), name) {
			continue
		}
		for _, imported := range slices.Concat(p.Imports, p.TestImports, p.XTestImports) {
			if at, _ := below(imported); within(list("generated/..."), at) {
				t.Errorf("%s or its tests import %s", name, imported)
			}
		}
	}
}

// Imports go down the table, so that layers cannot come to need each other.
func TestTableGoesDown(t *testing.T) {
	for i, l := range table {
		for _, imported := range l.imports {
			if strings.HasSuffix(imported, "/...") {
				continue
			}
			switch at := layerOf(imported); {
			case at < 0:
				t.Errorf("the layer of %v imports %s, which stands in no layer", l.packages, imported)
			case at <= i:
				t.Errorf("the layer of %v imports %s, which does not stand below it", l.packages, imported)
			}
		}
	}
}
