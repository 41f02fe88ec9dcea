package cli

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/kqlc/kqlc/internal/compile"
	"github.com/kqlc/kqlc/internal/diag"
	"github.com/kqlc/kqlc/internal/dump"
)

func (a *app) explain() *cobra.Command {
	stage := choice{of: []string{"ast", "plan", "opt", "go"}}
	cmd := &cobra.Command{
		Use:   "explain CODE | RULE [--stage ast|plan|opt|go]",
		Short: "Explains a diagnostic, or shows a stage of a rule",
		Long: "Prints the page of a diagnostic's code, or what the compiler has made of a rule at a stage: the syntax tree, the\n" +
			"plan as it is bound and optimised, or the Go.",
		Example: "  kqlc explain KQL1002\n" +
			"  kqlc explain rule.yaml --stage plan\n" +
			"  kqlc explain rule.yaml --stage go",
		Args: exactly("CODE or RULE"),
		ValidArgsFunction: func(*cobra.Command, []string, string) (codes []string, _ cobra.ShellCompDirective) {
			for _, c := range diag.Codes() {
				codes = append(codes, c.ID+"\t"+c.Title)
			}
			return codes, cobra.ShellCompDirectiveDefault
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if stage.word == "" && strings.HasPrefix(strings.ToUpper(args[0]), "KQL") {
				return a.explainCode(strings.ToUpper(args[0]))
			}
			return a.explainStage(args[0], cmp.Or(stage.word, "go"))
		},
	}
	stage.add(cmd, "stage", "ast, plan, opt or go (default: go)")
	return cmd
}

func (a *app) explainCode(id string) error {
	c, ok := diag.Lookup(id)
	if !ok {
		var ids []string
		for _, c := range diag.Codes() {
			ids = append(ids, c.ID)
		}
		if near := diag.Nearest(id, ids); near != "" {
			return fmt.Errorf("there is no code %s (did you mean %s?)", id, near)
		}
		return fmt.Errorf("there is no code %s; the codes are %s", id, strings.Join(ids, ", "))
	}
	fmt.Fprintf(a.out, "%s: %s\n\n%s\n", c.ID, c.Title, c.Text)
	if c.Wrong != "" {
		fmt.Fprintf(a.out, "\nGets it:\n\n    %s\n", strings.ReplaceAll(c.Wrong, "\n", "\n    "))
	}
	if c.Right != "" {
		fmt.Fprintf(a.out, "\nInstead:\n\n    %s\n", strings.ReplaceAll(c.Right, "\n", "\n    "))
	}
	return nil
}

func (a *app) explainStage(path, stage string) error {
	r, err := a.one(path)
	if err != nil {
		return err
	}
	c, err := a.compiler()
	if err != nil {
		return err
	}
	q := c.Plan(r.Query)
	if stage == "ast" && q.Tree != nil {
		fmt.Fprint(a.out, dump.Tree(q.Tree))
		return nil
	}
	a.report(r.Source, q.Diagnostics)
	if !q.OK() {
		return errFindings
	}
	switch stage {
	case "plan":
		fmt.Fprint(a.out, dump.Plan(q.Plan))
	case "opt":
		if err := c.Optimise(q); err != nil {
			return err
		}
		fmt.Fprint(a.out, dump.Plan(q.Plan))
	case "go":
		importPath := compile.ProgramPath
		if _, path, err := compile.Module(generatedFolder); err == nil {
			importPath = path // as kqlc generate writes it
		}
		pkg, problems := c.Generate(r, q, importPath)
		if diag.HasErrors(problems) {
			a.report(r.Source, problems)
			return errFindings
		}
		a.out.Write(pkg.Source())
	}
	return nil
}
