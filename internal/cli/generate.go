package cli

import (
	"fmt"
	"os"
	"path"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/kqlc/kqlc/internal/compile"
	"github.com/kqlc/kqlc/internal/diag"
)

// generatedFolder is where evaluators are written to.
const generatedFolder = "generated"

func (a *app) generate() *cobra.Command {
	var out string
	var verify bool
	cmd := &cobra.Command{
		Use:   "generate [PATH…]",
		Short: "Writes the Go evaluators of rules",
		Long: "Compiles the rules at the paths (without a path, rules) and writes one Go package a rule, and one a source of tables, below\n" +
			"the output folder, which has to be in a Go module. Only files that change are written, and generated files whose\n" +
			"rule is gone are removed. With --verify nothing is written: the command fails if a file would change.",
		Example: "  kqlc generate\n  kqlc generate rules -o generated\n  kqlc generate --verify",
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := a.compiler()
			if err != nil {
				return err
			}
			tree, other, err := a.tree(c, args, out)
			if err != nil {
				return err
			}
			changes, err := tree.Compare(out, other)
			if err != nil {
				return err
			}
			if verify {
				return a.stale(out, changes)
			}
			if err := tree.Write(out, changes); err != nil {
				return err
			}
			for _, ch := range changes {
				fmt.Fprintf(a.out, "%s: %s\n", path.Join(filepath.ToSlash(out), ch.Path), written[ch.Kind])
			}
			return nil
		},
	}
	cmd.Flags().StringVarP(&out, "output", "o", generatedFolder, "the `FOLDER` to write to")
	cmd.Flags().BoolVar(&verify, "verify", false, "write nothing; fail if a file would change")
	return cmd
}

// written says what was done about a change.
var written = map[string]string{compile.Missing: "new", compile.Stale: "changed", compile.LeftOver: "removed"}

// stale reports what would change.
func (a *app) stale(out string, changes []compile.Change) error {
	for _, ch := range changes {
		fmt.Fprintf(a.out, "%s: %s\n", path.Join(filepath.ToSlash(out), ch.Path), ch.Kind)
	}
	if len(changes) > 0 {
		fmt.Fprintln(a.messages, "to bring them up to date: kqlc generate")
		return errFindings
	}
	return nil
}

// tree compiles rules into the files below the folder. other tells of rules that are there and were not asked for.
func (a *app) tree(c *compile.Compiler, paths []string, folder string) (tree compile.Tree, other func(string) bool, err error) {
	module, importPath, err := compile.Module(folder)
	if err != nil {
		return nil, nil, err
	}
	rules, ok, err := a.load(paths, a.report)
	if err != nil {
		return nil, nil, err
	}
	here, err := os.Getwd()
	if err != nil {
		return nil, nil, err
	}
	asked := map[string]bool{}
	for _, r := range rules {
		if !filepath.IsAbs(r.Path) {
			r.Path = filepath.Join(here, r.Path)
		}
		// Named from the module's folder, so that the file is the same wherever the command runs.
		if r.Path, err = below(module, r.Path); err != nil {
			return nil, nil, err
		}
		asked[r.Path] = true
	}
	var packages []compile.Package
	for i, made := range c.MakeAll(rules, importPath) {
		if diag.HasErrors(made.Problems) {
			a.report(rules[i].Source, made.Problems)
			ok = false
			continue
		}
		packages = append(packages, made.Package)
	}
	if !ok {
		return nil, nil, errFindings
	}
	tree = compile.Tree{}
	if err := tree.AddPackages(c, packages); err != nil {
		return nil, nil, err
	}
	return tree, func(source string) bool {
		_, err := os.Stat(filepath.Join(module, filepath.FromSlash(source)))
		return err == nil && !asked[source]
	}, nil
}

// below is the path of a file, which is absolute, from a folder on, with slashes.
func below(folder, file string) (string, error) {
	rel, err := filepath.Rel(folder, file)
	return filepath.ToSlash(rel), err
}
