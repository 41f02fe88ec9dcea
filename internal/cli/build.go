package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/kqlc/kqlc/internal/compile"
	"github.com/kqlc/kqlc/internal/diag"
	"github.com/kqlc/kqlc/internal/ruleset"
)

func (a *app) build() *cobra.Command {
	var output string
	var period lookback
	cmd := &cobra.Command{
		Use:   "build RULE… -o FILE",
		Short: "Makes a program of rules that needs nothing else",
		Long: "Compiles rules and writes a static program of them: it runs over files of events by the flags of kqlc run and writes the\n" +
			"rows as NDJSON or CSV. Of several rules, or folders of them, an event is read once, and each row is an alert that names\n" +
			"its rule: {\"rule\": …, \"row\": {…}}. The program needs neither kqlc nor Go.",
		Example: "  kqlc build rule.yaml -o detector\n" +
			"  ./detector --input events.ndjson.gz --now 2026-01-02T03:04:05Z\n" +
			"  kqlc build rules/defender -o defender",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return exactly("RULE")(cmd, args)
			}
			if err := writable(output); err != nil {
				return err
			}
			rules, ok, err := a.load(args, a.report)
			if err != nil {
				return err
			}
			if !ok {
				return errFindings
			}
			program, err := a.detector(cmd, rules, period)
			if err != nil {
				return err
			}
			return copyProgram(program, output)
		},
	}
	period.add(cmd)
	cmd.Flags().StringVarP(&output, "output", "o", "", "the program to be written")
	return cmd
}

// detector builds the program of rules. What is wrong with them is reported.
func (a *app) detector(cmd *cobra.Command, rules []*ruleset.Rule, period lookback) (program string, err error) {
	ctx := compile.Ahead(cmd.Context())
	c, err := a.compiler()
	if err != nil {
		return "", err
	}
	c.Lookback(period.period)
	var packages []compile.Package
	all := true
	for i, made := range c.MakeAll(rules, "") {
		if diag.HasErrors(made.Problems) {
			a.report(rules[i].Source, made.Problems)
			all = false
		}
		packages = append(packages, made.Package)
	}
	if !all {
		return "", errFindings
	}
	defer a.waiting("building the rules")()
	return c.BuildDetector(ctx, packages...)
}

// writable tells, before anything is built, why a program cannot be written there.
func writable(output string) error {
	if output == "" || output == "-" {
		return errors.New("name the program to be written, as -o detector")
	}
	switch info, err := os.Stat(output); {
	case err == nil && info.IsDir():
		return fmt.Errorf("%s is a folder: name the program to be written, as -o %s", output, filepath.Join(output, "detector"))
	case err == nil && !info.Mode().IsRegular():
		return fmt.Errorf("%s is not a file: name the program to be written, as -o detector", output)
	}
	if _, err := os.Stat(filepath.Dir(output)); err != nil {
		return unread("the folder", filepath.Dir(output), err)
	}
	return nil
}

// copyProgram copies an executable file. What stood there is replaced, not written over: it may be running.
func copyProgram(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	temp := to + ".new"
	out, err := os.OpenFile(temp, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o777)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err = errors.Join(err, out.Close()); err == nil {
		err = os.Rename(temp, to)
	}
	if err != nil {
		os.Remove(temp)
	}
	return err
}
