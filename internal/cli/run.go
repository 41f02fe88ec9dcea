package cli

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"github.com/kqlc/kqlc/internal/ruleset"
)

func (a *app) run() *cobra.Command {
	var inputs []string
	var now, onBadLine, output string
	cmd := &cobra.Command{
		Use:   "run RULE",
		Short: "Gives the rows of a rule over files of events",
		Long: "Compiles and builds the rule and runs it over events as NDJSON or JSON arrays, plain, gzip or zstd (told by content), from\n" +
			"files or standard input (-). The rows are a table on a terminal, otherwise NDJSON. An unchanged rule is not built again.",
		Example: "  kqlc run rule.yaml --input events.ndjson\n" +
			"  zcat events.gz | kqlc run rule.yaml --input - --now 2026-01-02T03:04:05Z --output csv\n" +
			"  kqlc run rule.yaml --input DeviceProcessEvents=p.ndjson --input DeviceNetworkEvents=n.ndjson.zst",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			r, err := a.one(args[0])
			if err != nil {
				return err
			}
			program, err := a.build(cmd, r)
			if err != nil {
				return err
			}
			if output == "" {
				output = "ndjson"
				if isTerminal(a.out) {
					output = "table"
				}
			}
			flags := []string{"--on-bad-line=" + onBadLine}
			if now != "" {
				flags = append(flags, "--now="+now)
			}
			for _, in := range inputs {
				flags = append(flags, "--input="+in)
			}
			if output == "table" {
				return a.runTable(cmd, program, flags)
			}
			return a.execute(exec.CommandContext(cmd.Context(), program, append(flags, "--output="+output)...), a.out)
		},
	}
	cmd.Flags().StringArrayVar(&inputs, "input", nil, "events as `[TABLE=]FILE`; - is standard input; may be given more than once")
	cmd.Flags().StringVar(&now, "now", "", "what now() returns, as 2026-01-02T03:04:05Z (default: the clock)")
	cmd.Flags().StringVar(&onBadLine, "on-bad-line", "fail", "what to do about an event that cannot be read: fail or skip")
	cmd.Flags().StringVar(&output, "output", "", "table, ndjson or csv (default: table on a terminal, else ndjson)")
	return cmd
}

// build builds the program of a rule. What is wrong with the rule is reported.
func (a *app) build(cmd *cobra.Command, r *ruleset.Rule) (string, error) {
	c, err := a.compiler()
	if err != nil {
		return "", err
	}
	program, problems, err := c.BuildRule(cmd.Context(), r)
	if err != nil {
		return "", err
	}
	a.report(r.Source, problems)
	if program == "" {
		return "", errFindings
	}
	return program, nil
}

// execute runs a built program with our own input and messages.
func (a *app) execute(p *exec.Cmd, out io.Writer) error {
	p.Stdin, p.Stdout, p.Stderr = os.Stdin, out, a.messages
	err := p.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exitCode(max(exit.ExitCode(), 1))
	}
	return err
}

// runTable prints the rows as a table.
func (a *app) runTable(cmd *cobra.Command, program string, flags []string) error {
	var rows bytes.Buffer
	runErr := a.execute(exec.CommandContext(cmd.Context(), program, append(slices.Clone(flags), "--output=csv")...), &rows)
	records, err := csv.NewReader(&rows).ReadAll()
	if err != nil || len(records) == 0 {
		return runErr
	}
	t := table.NewWriter()
	t.SetOutputMirror(a.out)
	t.SetStyle(table.StyleLight)
	t.Style().Options.SeparateRows = false
	t.AppendHeader(tableRow(records[0]))
	for _, r := range records[1:] {
		t.AppendRow(tableRow(r))
	}
	t.SetColumnConfigs(limits(records[0]))
	t.Render()
	fmt.Fprintf(a.messages, "%d rows\n", len(records)-1)
	return runErr
}

func tableRow(cells []string) table.Row {
	out := make(table.Row, len(cells))
	for i, c := range cells {
		out[i] = c
	}
	return out
}

// limits keeps long texts from making a table unreadable: they are wrapped.
func limits(names []string) []table.ColumnConfig {
	out := make([]table.ColumnConfig, len(names))
	for i := range names {
		out[i] = table.ColumnConfig{Number: i + 1, WidthMax: 48}
	}
	return out
}
