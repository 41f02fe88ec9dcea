package cli

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"

	"github.com/kqlc/kqlc/internal/ruleset"
)

func (a *app) test() *cobra.Command {
	var update bool
	var junit string
	cmd := &cobra.Command{
		Use:   "test [PATH…]",
		Short: "Runs the cases beside rules",
		Long: "Runs every rule at the paths (without a path, rules) over the events of its cases, the *.txtar files beside it, and compares\n" +
			"the rows with those expected, in order. --update writes the rows that came out into the cases: read the difference.",
		Example: "  kqlc test\n  kqlc test rules/defender --junit results.xml\n  kqlc test rule.yaml --update",
		RunE: func(cmd *cobra.Command, args []string) error {
			rules, ok, err := a.load(args)
			if err != nil {
				return err
			}
			var suites []suite
			for _, r := range rules {
				s, err := a.testRule(cmd, r, update)
				if err != nil {
					return err
				}
				suites = append(suites, s)
			}
			return a.summary(suites, junit, ok)
		},
	}
	cmd.Flags().BoolVar(&update, "update", false, "write the rows that came out into the cases")
	cmd.Flags().StringVar(&junit, "junit", "", "write the results as JUnit XML to a `FILE`")
	return cmd
}

// suite is the results of one rule, in the form of JUnit.
type suite struct {
	XMLName  xml.Name `xml:"testsuite"`
	Name     string   `xml:"name,attr"`
	Tests    int      `xml:"tests,attr"`
	Failures int      `xml:"failures,attr"`
	Cases    []result `xml:"testcase"`
}

type result struct {
	Name    string   `xml:"name,attr"`
	Class   string   `xml:"classname,attr"`
	Seconds float64  `xml:"time,attr"`
	Failure *failure `xml:"failure"`
}

type failure struct {
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

func (a *app) testRule(cmd *cobra.Command, r *ruleset.Rule, update bool) (suite, error) {
	s := suite{Name: r.Path}
	program, err := a.build(cmd, r)
	if err != nil {
		return s, err
	}
	cases, err := r.Cases()
	if err != nil {
		return s, err
	}
	for _, c := range cases {
		start := time.Now()
		text, err := a.testCase(cmd, program, &c, update)
		if err != nil {
			return s, err
		}
		res := result{Name: c.Name, Class: r.Path, Seconds: time.Since(start).Seconds()}
		if text != "" {
			res.Failure = &failure{Message: "the rows differ (-want +got)", Text: text}
			s.Failures++
			fmt.Fprintf(a.out, "FAIL %s (-want +got):\n%s", c.Path, text)
		}
		s.Tests++
		s.Cases = append(s.Cases, res)
	}
	return s, nil
}

// testCase runs a case and returns how the rows differ from those expected, "" where they do not.
func (a *app) testCase(cmd *cobra.Command, program string, c *ruleset.Case, update bool) (string, error) {
	dir, err := os.MkdirTemp("", "kqlc")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	flags := []string{"--now=" + c.Now.String()}
	for _, in := range c.Inputs {
		file := filepath.Join(dir, in.Table+".ndjson")
		if err := os.WriteFile(file, in.Data, 0o600); err != nil {
			return "", err
		}
		flags = append(flags, "--input="+in.Table+"="+file)
	}
	var rows, messages bytes.Buffer
	p := exec.CommandContext(cmd.Context(), program, flags...)
	p.Stdout, p.Stderr = &rows, &messages
	if err := p.Run(); err != nil {
		return fmt.Sprintf("%v\n%s", err, messages.String()), nil
	}
	if update && !bytes.Equal(rows.Bytes(), c.Want) {
		fmt.Fprintf(a.messages, "%s: updated\n", c.Path)
		return "", c.Update(rows.Bytes())
	}
	return cmp.Diff(lines(c.Want), lines(rows.Bytes())), nil
}

func lines(text []byte) []string { return strings.Split(strings.TrimSpace(string(text)), "\n") }

func (a *app) summary(suites []suite, junit string, ok bool) error {
	tests, failures := 0, 0
	for _, s := range suites {
		tests += s.Tests
		failures += s.Failures
	}
	if junit != "" {
		type report struct {
			XMLName xml.Name `xml:"testsuites"`
			Suites  []suite
		}
		text, err := xml.MarshalIndent(report{Suites: suites}, "", "  ")
		if err == nil {
			err = os.WriteFile(junit, append([]byte(xml.Header), text...), 0o666)
		}
		if err != nil {
			return err
		}
	}
	fmt.Fprintf(a.out, "%d rules, %d cases: %d passed, %d failed\n", len(suites), tests, tests-failures, failures)
	if failures > 0 || !ok {
		return errFindings
	}
	return nil
}
