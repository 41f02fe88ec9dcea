package cli

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/kqlc/kqlc/internal/compile"
	"github.com/kqlc/kqlc/kql"
)

func (a *app) parity() *cobra.Command {
	p := &parity{app: a}
	var flags runFlags
	var zone string
	cmd := &cobra.Command{
		Use:   "parity RULE --expect FILE",
		Short: "Holds the rows of a rule against a result that Sentinel exported",
		Long: "Runs a rule over events and compares its rows with a result of the same query over the same events as Sentinel or Defender\n" +
			"exported it: CSV as the portals write it (\"TimeGenerated [UTC]\", times in the form of a country, numbers as text), JSON or\n" +
			"NDJSON, the answers of the services' interfaces. Values are compared by the types of the rule's columns, reals to nine\n" +
			"digits, times as exact as the file has them. Rows may come in any order unless the rule sorts them; then those that\n" +
			"differ in what it sorts by have to be in the same order.",
		Example: "  kqlc parity rule.yaml --input events.ndjson --expect query_data.csv --now 2026-01-02T03:04:05Z\n" +
			"  kqlc parity rule.yaml --input events.ndjson --expect result.json --ignore TenantId --any-order\n" +
			"  kqlc parity rule.yaml --input events.ndjson --expect local.csv --zone Europe/Berlin",
		Args: exactly("RULE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if p.expect == "" {
				return fmt.Errorf("parity needs --expect FILE\nsee %s --help", cmd.CommandPath())
			}
			var err error
			if p.zone, err = time.LoadLocation(zone); err != nil {
				return fmt.Errorf("--zone is the name of a time zone, as Europe/Berlin, not %q", zone)
			}
			p.zoneGiven = cmd.Flags().Changed("zone")
			return p.run(cmd, args[0], flags)
		},
	}
	flags.add(cmd)
	cmd.Flags().StringVar(&p.expect, "expect", "", "the exported result, a `FILE`")
	cmd.Flags().StringVar(&p.result, "result", "", "of the results of a rule that gives several, the `NAME` of the one to compare (default: the first)")
	cmd.Flags().StringArrayVar(&p.ignored, "ignore", nil, "a `COLUMN` not to compare; may be given more than once")
	cmd.Flags().BoolVar(&p.anyOrder, "any-order", false, "take rows in any order, even if the rule sorts them")
	cmd.Flags().BoolVar(&p.sets, "any-array-order", false, "take the elements of arrays in any order, as those of make_set")
	cmd.Flags().StringVar(&zone, "zone", "UTC", "the time zone of exported times that do not say theirs")
	return cmd
}

// parity holds rows against an export.
type parity struct {
	*app
	expect, result string
	ignored        []string
	anyOrder, sets bool
	zone           *time.Location
	zoneGiven      bool

	columns  []exported
	problems int
}

func (p *parity) run(cmd *cobra.Command, path string, flags runFlags) error {
	e, err := readExport(p.expect)
	if err != nil {
		return err
	}
	pkg, program, err := p.runnableRule(cmd, path, flags)
	if err != nil {
		return err
	}
	if p.result != "" {
		if err := hasResult(pkg, p.result); err != nil {
			return err
		}
	}
	var rows bytes.Buffer
	if err := p.execute(cmd.Context(), program, append(flags.args(), "--output=typed"), &rows); err != nil {
		return err
	}
	results, err := readResults(rows.Bytes())
	if err != nil {
		return err
	}
	// Results whose columns depend on data are told of last.
	i := max(0, slices.IndexFunc(pkg.Results, func(r compile.PackageResult) bool { return r.Name == p.result }))
	result := results[0]
	if len(results) > 1 {
		result = resultNamed(results, pkg.Results[i].Name)
	}
	if err := p.choose(e, result.columns); err != nil {
		return err
	}
	want, err := p.want(e)
	if err != nil {
		return err
	}
	got, err := p.got(result)
	if err != nil {
		return err
	}
	p.compare(want, got, pkg.Results[i].Sorted)
	fmt.Fprintf(p.out, "%s of the rule, %s of the export: %s\n", count(len(got), "row"), count(len(want), "row"), p.verdict())
	if p.problems > 0 {
		return errFindings
	}
	return nil
}

func (p *parity) verdict() string {
	if p.problems == 0 {
		return "no difference"
	}
	return count(p.problems, "difference")
}

// problem tells of a difference.
func (p *parity) problem(format string, args ...any) {
	p.problems++
	fmt.Fprintf(p.out, format+"\n", args...)
}

// exported is a column that is compared.
type exported struct {
	kql.Column
	header string // of the export
	times  *times // reads datetimes
}

// choose takes the columns that both have. A column that the rule does not give is a difference; one that the export
// lacks is told only, because portals export what is displayed.
func (p *parity) choose(e *export, columns []kql.Column) error {
	if len(e.names) == 0 && len(e.rows) == 0 {
		for _, c := range columns {
			e.names = append(e.names, c.Name) // a result without rows says none
		}
	}
	for _, name := range p.ignored {
		if !slices.Contains(e.names, name) && !slices.ContainsFunc(columns, func(c kql.Column) bool { return c.Name == name }) {
			return fmt.Errorf("--ignore: neither the rule nor %s has a column %q", p.expect, name)
		}
	}
	var lacking []string
	known := map[string]bool{tableName: e.all(tableName, "PrimaryResult")}
	for _, c := range columns {
		i := slices.IndexFunc(e.names, func(header string) bool { return isHeader(header, c) })
		switch {
		case i < 0 && !slices.Contains(p.ignored, c.Name):
			lacking = append(lacking, c.Name)
		case i >= 0:
			known[e.names[i]] = true
			if slices.Contains(p.ignored, c.Name) {
				continue
			}
			t, err := p.times(e, e.names[i], c)
			if err != nil {
				return err
			}
			p.columns = append(p.columns, exported{c, e.names[i], t})
		}
	}
	if len(p.columns) == 0 {
		return fmt.Errorf("%s has none of the rule's columns, which are %s", p.expect, strings.Join(lacking, ", "))
	}
	if len(lacking) > 0 {
		fmt.Fprintf(p.messages, "not compared, because the export lacks them: %s\n", strings.Join(lacking, ", "))
	}
	for _, header := range e.names {
		if !known[header] && !slices.Contains(p.ignored, header) {
			p.problem("the export has a column %q, which the rule does not give (--ignore leaves it out)", header)
		}
	}
	return nil
}

// tableName is a column that the Azure command line adds: the name of the result.
const tableName = "TableName"

// isHeader tells whether a header names the column: that of a time has its zone behind it, as "TimeGenerated [UTC]".
func isHeader(header string, c kql.Column) bool {
	return header == c.Name || c.Type == kql.TypeDateTime && strings.HasPrefix(header, c.Name+" [") && strings.HasSuffix(header, "]")
}

// times says how the times of a column are read.
func (p *parity) times(e *export, header string, c kql.Column) (*times, error) {
	if c.Type != kql.TypeDateTime {
		return nil, nil
	}
	t := &times{zone: p.zone, digits: -1}
	switch suffix := strings.TrimPrefix(header, c.Name); {
	case suffix == " [UTC]":
		t.zone = time.UTC
	case suffix != "" && !p.zoneGiven:
		return nil, fmt.Errorf("the times of %q are local: say their zone, as --zone Europe/Berlin", header)
	}
	var texts []string
	for _, r := range e.rows {
		texts = append(texts, r.cells[header].text)
	}
	t.dayFirst = dayFirst(texts)
	return t, nil
}
