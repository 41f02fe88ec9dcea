package cli

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"

	"github.com/kqlc/kqlc/internal/compile"
	"github.com/kqlc/kqlc/internal/ruleset"
	"github.com/kqlc/kqlc/kql/engine"
	"github.com/kqlc/kqlc/kql/source/ndjson"
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

// suite is the results of one rule, in the form of JUnit.
type suite struct {
	XMLName  xml.Name `xml:"testsuite"`
	Name     string   `xml:"name,attr"`
	Tests    int      `xml:"tests,attr"`
	Failures int      `xml:"failures,attr"`
	Cases    []result `xml:"testcase"`
	updated  []string
}

type result struct {
	Name    string   `xml:"name,attr"`
	Class   string   `xml:"classname,attr"`
	Seconds float64  `xml:"time,attr"`
	Failure *failure `xml:"failure"`
	path    string
}

type failure struct {
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
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

// difference is how rows differ from those expected, by value and not by spelling: nil where they do not.
func difference(got []*resultRows, want []byte) *failure {
	wanted, err := values(got, want)
	if err != nil {
		return &failure{Message: "want.ndjson cannot be read", Text: err.Error()}
	}
	given, err := values(got, lines(got))
	if err != nil {
		return &failure{Message: "the rows cannot be read", Text: err.Error()}
	}
	if d := cmp.Diff(wanted, given); d != "" {
		return &failure{Message: "the rows differ (-want +got)", Text: d}
	}
	return nil
}

// row is the values of a row as JSON, by column.
type row map[string]string

// values reads rows by the types of the columns of the results: result by result, in the order of each.
func values(results []*resultRows, lines []byte) ([]row, error) {
	rows := make([][]row, len(results))
	scanner := ndjson.NewScanner(bytes.NewReader(lines))
	for {
		line, err := scanner.Next()
		if err != nil {
			return append([]row{}, slices.Concat(rows...)...), ignoreEOF(err)
		}
		i, r, err := valuesOf(results, line)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", scanner.Line(), err)
		}
		rows[i] = append(rows[i], r)
	}
}

// valuesOf reads one row: of the only result, or of the one that it names beside the row.
func valuesOf(results []*resultRows, line []byte) (result int, r row, err error) {
	r = row{}
	if results[0].name != "" {
		var said struct {
			Result string
			Row    json.RawMessage
		}
		if err := json.Unmarshal(line, &said); err != nil {
			return 0, nil, err
		}
		result = slices.Index(results, resultNamed(results, said.Result))
		if result < 0 || said.Row == nil {
			return 0, nil, fmt.Errorf(`of several results a line is {"result": %q, "row": {…}}`, results[0].name)
		}
		r["(result)"], line = said.Result, said.Row
	}
	columns := results[result].columns
	d := ndjson.NewDecoder(columns, nil)
	if err := d.Decode(line); err != nil {
		return 0, nil, err
	}
	if missing := d.Missing(); len(missing) > 0 {
		return 0, nil, fmt.Errorf("the column %q is missing", missing[0])
	}
	for _, c := range columns {
		r[c.Name] = canonical(c.Field.AppendJSON(nil), false)
	}
	for _, name := range d.Names() {
		if _, ok := r[name]; !ok {
			return 0, nil, fmt.Errorf("the rule gives no column %q", name)
		}
	}
	return result, r, nil
}

// canonical sorts the members of a dynamic value, and the elements of its arrays where these are sets.
func canonical(value []byte, sets bool) string {
	if value[0] != '{' && value[0] != '[' {
		return string(value)
	}
	dec := json.NewDecoder(bytes.NewReader(value))
	dec.UseNumber()
	var v any
	if dec.Decode(&v) != nil {
		return string(value)
	}
	if sets {
		sortArrays(v)
	}
	return jsonText(v)
}

// sortArrays sorts all arrays in a value by the text of their elements.
func sortArrays(v any) {
	switch v := v.(type) {
	case map[string]any:
		for _, member := range v {
			sortArrays(member)
		}
	case []any:
		for _, element := range v {
			sortArrays(element)
		}
		slices.SortFunc(v, func(a, b any) int { return strings.Compare(jsonText(a), jsonText(b)) })
	}
}

func jsonText(v any) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(err) // it has been decoded
	}
	return strings.TrimSuffix(b.String(), "\n")
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
	if junit != "" {
		if err := writeJUnit(junit, suites); err != nil {
			return err
		}
	}
	fmt.Fprintf(t.out, "%d rules, %d cases: %d passed, %d failed\n", len(suites), tests, tests-failures, failures)
	if failures > 0 || t.failed {
		return errFindings
	}
	return nil
}

func writeJUnit(file string, suites []suite) error {
	type report struct {
		XMLName xml.Name `xml:"testsuites"`
		Suites  []suite
	}
	text, err := xml.MarshalIndent(report{Suites: suites}, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, slices.Concat([]byte(xml.Header), text, []byte{'\n'}), 0o666)
}

func ignoreEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}
