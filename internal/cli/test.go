package cli

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/kqlc/kqlc/internal/compile"
	"github.com/kqlc/kqlc/internal/ruleset"
	"github.com/kqlc/kqlc/kql/engine"
)

func (a *app) test() *cobra.Command {
	var update bool
	var junit string
	var data engine.Data
	cmd := &cobra.Command{
		Use:   "test [PATH…]",
		Short: "Runs the cases beside rules",
		Long: "Runs every rule at the paths (without a path, rules) over the events of its cases, the *.txtar files beside it, and compares\n" +
			"the rows with those expected, in order. --update writes the rows that came out into the cases: read the difference.",
		Example: "  kqlc test\n  kqlc test rules/defender --junit results.xml\n  kqlc test rule.yaml --update",
		RunE: func(cmd *cobra.Command, args []string) error {
			t := &tester{app: a, cmd: cmd, update: update, data: data}
			if err := t.prepare(args); err != nil {
				return err
			}
			suites := compile.Parallel(t.rules, t.rule)
			return t.summary(suites, junit)
		},
	}
	cmd.Flags().BoolVar(&update, "update", false, "write the rows that came out into the cases")
	addDataFlags(cmd, &data)
	cmd.Flags().StringVar(&junit, "junit", "", "write the results as JUnit XML to a `FILE`")
	return cmd
}

// tester runs the cases of rules.
type tester struct {
	*app
	cmd     *cobra.Command
	update  bool
	data    engine.Data
	program string
	rules   []*testedRule
	failed  bool // outside of cases
}

// testedRule is a rule and its place in the program.
type testedRule struct {
	*ruleset.Rule
	number int
	cases  []ruleset.Case
}

// prepare builds one program of all rules. Rules that do not compile are reported and left out.
func (t *tester) prepare(paths []string) error {
	rules, ok, err := t.load(paths, t.report)
	if err != nil {
		return err
	}
	c, err := t.compiler()
	if err != nil {
		return err
	}
	t.failed = !ok
	var packages []compile.Package
	for _, r := range rules {
		cases, err := r.Cases()
		if err != nil {
			return err
		}
		c.Store(inputTables(cases))
		pkg, ok := t.compileRule(c, r)
		if !ok {
			t.failed = true
			continue
		}
		if len(cases) == 0 {
			fmt.Fprintf(t.messages, "%s has no cases: write one beside it, as docs/writing-a-rule.md says\n", r.Path)
			continue
		}
		t.rules = append(t.rules, &testedRule{Rule: r, number: len(packages), cases: cases})
		packages = append(packages, pkg)
	}
	if len(packages) == 0 {
		return nil
	}
	defer t.waiting("building the rules")()
	t.program, err = c.BuildRules(t.cmd.Context(), compile.More{Parquet: externalParquet(t.data), Web: t.data.AllowHTTP}, packages...)
	return err
}

// inputTables are the tables of which cases have events, nil for none.
func inputTables(cases []ruleset.Case) []string {
	var out []string
	for _, c := range cases {
		for _, in := range c.Inputs {
			out = append(out, in.Table)
		}
	}
	return out
}

// rule runs the cases of a rule.
func (t *tester) rule(r *testedRule) suite {
	s := suite{Name: r.Path, Tests: len(r.cases)}
	for i := range r.cases {
		c := &r.cases[i]
		start := time.Now()
		f := t.caseOf(r, c, &s)
		if f != nil {
			s.Failures++
		}
		s.Cases = append(s.Cases, result{Name: c.Name, Class: r.Path, Seconds: time.Since(start).Seconds(), Failure: f, path: c.Path})
	}
	return s
}

// caseOf runs a case and returns how it fails, nil where it passes.
func (t *tester) caseOf(r *testedRule, c *ruleset.Case, s *suite) *failure {
	if c.Problem != nil {
		return &failure{Message: "the case cannot be read", Text: c.Problem.Error()}
	}
	got, err := t.rows(r, c)
	if err != nil {
		return &failure{Message: "the rule does not run", Text: err.Error()}
	}
	if t.update {
		if c.Want != nil && difference(got, c.Want) == nil {
			return nil
		}
		if err := c.Update(lines(got)); err != nil {
			return &failure{Message: "the case cannot be written", Text: err.Error()}
		}
		s.updated = append(s.updated, c.Path)
		return nil
	}
	if c.Want == nil {
		return &failure{Message: "the case has no want.ndjson", Text: "write the rows to expect, or take over those that came out by kqlc test --update:\n" + string(lines(got))}
	}
	return difference(got, c.Want)
}

// rows runs a rule over a case's events.
func (t *tester) rows(r *testedRule, c *ruleset.Case) ([]*resultRows, error) {
	dir, err := os.MkdirTemp("", "kqlc")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	flags := []string{strconv.Itoa(r.number), "--now=" + c.Now.String(), "--output=typed"}
	for _, in := range c.Inputs {
		file := filepath.Join(dir, in.Table+".ndjson")
		if err := os.WriteFile(file, in.Data, 0o600); err != nil {
			return nil, err
		}
		flags = append(flags, "--input="+in.Table+"="+file)
	}
	for _, d := range c.Data {
		file := filepath.Join(dir, d.Flag+"."+d.File)
		if err := os.WriteFile(file, d.Data, 0o600); err != nil {
			return nil, err
		}
		flags = append(flags, "--"+d.Flag+"="+d.Name+"="+file)
	}
	flags = append(flags, t.data.Args()...)
	var rows, messages bytes.Buffer
	p := exec.CommandContext(t.cmd.Context(), t.program, flags...)
	p.Stdout, p.Stderr = &rows, &messages
	if err := p.Run(); err != nil {
		text := strings.ReplaceAll(strings.TrimSpace(messages.String()), dir+string(filepath.Separator), "")
		return nil, fmt.Errorf("%s (%w)", text, err)
	}
	return readResults(rows.Bytes())
}

// summary prints the results.
func (t *tester) summary(suites []suite, junit string) error {
	tests, failures := 0, 0
	for _, s := range suites {
		tests += s.Tests
		failures += s.Failures
		for _, path := range s.updated {
			fmt.Fprintf(t.messages, "%s: updated\n", path)
		}
		for _, c := range s.Cases {
			if c.Failure != nil {
				fmt.Fprintf(t.out, "FAIL %s: %s\n%s\n", c.path, c.Failure.Message, strings.TrimSpace(c.Failure.Text))
			}
		}
	}
	fmt.Fprintf(t.out, "%s, %s: %d passed, %d failed\n", count(len(suites), "rule"), count(tests, "case"), tests-failures, failures)
	if junit != "" {
		if err := writeJUnit(junit, suites); err != nil {
			return err
		}
	}
	if failures > 0 || t.failed {
		return errFindings
	}
	return nil
}
