package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/kqlc/kqlc/internal/compile"
	"github.com/kqlc/kqlc/internal/diag"
)

func (a *app) generate() *cobra.Command {
	var out string
	var verify bool
	cmd := &cobra.Command{
		Use:   "generate [PATH…]",
		Short: "Writes the Go evaluators of rules",
		Long: "Compiles the rules at the paths (without a path, rules) and writes one Go package a rule, and one a source of tables, below\n" +
			"the output folder, which has to be in a Go module. Only files that change are written, and generated files that no rule\n" +
			"makes any more are removed. With --verify nothing is written: the command fails if a file would change.",
		Example: "  kqlc generate\n  kqlc generate rules -o generated\n  kqlc generate --verify",
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := a.compiler()
			if err != nil {
				return err
			}
			tree, err := a.tree(c, args, out)
			if err != nil {
				return err
			}
			changes, err := tree.Compare(out)
			if err != nil {
				return err
			}
			if !verify {
				if err := tree.Write(out, changes); err != nil {
					return err
				}
			}
			for _, ch := range changes {
				fmt.Fprintf(a.out, "%s/%s: %s\n", out, ch.Path, ch.Kind)
			}
			if verify && len(changes) > 0 {
				fmt.Fprintln(a.messages, "to bring them up to date: kqlc generate")
				return errFindings
			}
			return nil
		},
	}
	cmd.Flags().StringVarP(&out, "output", "o", "generated", "the `FOLDER` to write to")
	cmd.Flags().BoolVar(&verify, "verify", false, "write nothing; fail if a file would change")
	return cmd
}

// tree compiles rules into the files below the folder.
func (a *app) tree(c *compile.Compiler, paths []string, folder string) (compile.Tree, error) {
	path, err := compile.ImportPath(folder)
	if err != nil {
		return nil, err
	}
	rules, ok, err := a.load(paths, a.report)
	if err != nil {
		return nil, err
	}
	tree := compile.Tree{}
	for _, r := range rules {
		q := c.Check(r.Query)
		problems := q.Diagnostics
		var pkg compile.Package
		if q.OK() {
			pkg, problems = c.Generate(r, q, path)
		}
		if diag.HasErrors(problems) {
			a.report(r.Source, problems)
			ok = false
			continue
		}
		if err := tree.AddPackage(c, pkg); err != nil {
			return nil, err
		}
	}
	if !ok {
		return nil, errFindings
	}
	return tree, nil
}
