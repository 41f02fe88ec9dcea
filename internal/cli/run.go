package cli

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"github.com/kqlc/kqlc/internal/compile"
	"github.com/kqlc/kqlc/internal/diag"
	"github.com/kqlc/kqlc/internal/ruleset"
	"github.com/kqlc/kqlc/kql/engine"
)

// outputs are the formats that rows are written in.
var outputs = []string{"table", "ndjson", "csv"}

func (a *app) run() *cobra.Command {
	var inputs, external []string
	var now, onBadLine, output, geoIP string
	var workers int
	cmd := &cobra.Command{
		Use:   "run RULE",
		Short: "Gives the rows of a rule over files of events",
		Long: "Compiles and builds the rule and runs it over events as NDJSON, JSON arrays, CSV or Parquet, plain, gzip or zstd (all told by\n" +
			"content), from files or standard input (-). The rows are a table on a terminal, otherwise NDJSON. An unchanged rule is not\n" +
			"built again.",
		Example: "  kqlc run rule.yaml --input events.ndjson\n" +
			"  zcat events.gz | kqlc run rule.yaml --input - --now 2026-01-02T03:04:05Z --output csv\n" +
			"  kqlc run rule.yaml --input DeviceProcessEvents=p.ndjson --input DeviceNetworkEvents=n.ndjson.zst",
		Args: exactly("RULE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case output == "" && isTerminal(a.out):
				output = "table"
			case output == "":
				output = "ndjson"
			case !slices.Contains(outputs, output):
				return fmt.Errorf("--output is table, ndjson or csv, not %q", output)
			}
			_, program, err := a.runnableRule(cmd, args[0], inputs)
			if err != nil {
				return err
			}
			flags := runFlags(inputs, external, now, onBadLine)
			if cmd.Flags().Changed("workers") {
				flags = append(flags, "--workers="+strconv.Itoa(workers))
			}
			if geoIP != "" {
				flags = append(flags, "--geo-ip="+geoIP)
			}
			if output == "table" {
				return a.runTable(cmd, program, flags)
			}
			return a.execute(exec.CommandContext(cmd.Context(), program, append(flags, "--output="+output)...), a.out)
		},
	}
	addRunFlags(cmd, &inputs, &external, &now, &onBadLine)
	cmd.Flags().IntVar(&workers, "workers", engine.DefaultWorkers(), "how many threads read events; the rows do not depend on it")
	cmd.Flags().StringVar(&geoIP, "geo-ip", "", engine.GeoIPUsage)
	cmd.Flags().StringVar(&output, "output", "", "table, ndjson or csv (default: table on a terminal, else ndjson)")
	return cmd
}

// addRunFlags adds the flags that say what a rule runs over.
func addRunFlags(cmd *cobra.Command, inputs, external *[]string, now, onBadLine *string) {
	cmd.Flags().StringArrayVar(inputs, "input", nil, "events as `[TABLE=]FILE`; - is standard input; may be given more than once")
	addExternalFlag(cmd, external)
	cmd.Flags().StringVar(now, "now", "", "what now() returns, as 2026-01-02T03:04:05Z (default: the clock)")
	cmd.Flags().StringVar(onBadLine, "on-bad-line", "fail", "what to do about an event that cannot be read: fail or skip")
}

// runFlags are the arguments of the built program that stand for these flags.
func runFlags(inputs, external []string, now, onBadLine string) []string {
	flags := []string{"0", "--on-bad-line=" + onBadLine}
	if now != "" {
		flags = append(flags, "--now="+now)
	}
	for _, in := range inputs {
		flags = append(flags, "--input="+in)
	}
	return append(flags, externalFlags(external)...)
}

// addExternalFlag adds the flag that says what stands in the place of the addresses of external data.
func addExternalFlag(cmd *cobra.Command, external *[]string) {
	cmd.Flags().StringArrayVar(external, "external", nil, "the file of external data, as `URI=FILE`; may be given more than once")
}

// externalFlags are the arguments of the built program that stand for this flag.
func externalFlags(external []string) []string {
	flags := make([]string, len(external))
	for i, x := range external {
		flags[i] = "--external=" + x
	}
	return flags
}

// builder builds a program of rules.
type builder func(*compile.Compiler, context.Context, ...compile.Package) (string, error)

// runnableRule builds the program of the one rule at path that reads the inputs. What is wrong with the rule is reported.
func (a *app) runnableRule(cmd *cobra.Command, path string, inputs []string) (pkg compile.Package, program string, err error) {
	r, err := a.one(path)
	if err != nil {
		return pkg, "", err
	}
	build := func(c *compile.Compiler, ctx context.Context, rules ...compile.Package) (string, error) {
		return c.BuildRules(ctx, slices.ContainsFunc(inputs, isParquet), rules...)
	}
	packages, program, err := a.runnable(cmd, []*ruleset.Rule{r}, build)
	if err != nil {
		return pkg, "", err
	}
	return packages[0], program, nil
}

// isParquet tells whether an input is a file that begins as Parquet does.
func isParquet(input string) bool {
	f, err := os.Open(engine.ParseInput(input).File)
	if err != nil {
		return false // the program says so
	}
	defer f.Close()
	var head [4]byte
	n, _ := io.ReadFull(f, head[:])
	return string(head[:n]) == parquetMagic
}

// parquetMagic is what a Parquet file begins with: the package that reads it is none of this command.
const parquetMagic = "PAR1"

// runnable builds the program of rules. What is wrong with them is reported.
func (a *app) runnable(cmd *cobra.Command, rules []*ruleset.Rule, build builder) (packages []compile.Package, program string, err error) {
	c, err := a.compiler()
	if err != nil {
		return nil, "", err
	}
	all := true
	for _, r := range rules {
		pkg, ok := a.compileRule(c, r)
		packages = append(packages, pkg)
		all = all && ok
	}
	if !all {
		return nil, "", errFindings
	}
	defer a.waiting("building the rule")()
	program, err = build(c, cmd.Context(), packages...)
	return packages, program, err
}

// compileRule makes a rule's package, or reports why it cannot be had. Warnings are for kqlc check.
func (a *app) compileRule(c *compile.Compiler, r *ruleset.Rule) (compile.Package, bool) {
	pkg, problems := c.CompileRule(r)
	if !diag.HasErrors(problems) {
		return pkg, true
	}
	a.report(r.Source, problems)
	return pkg, false
}

// waiting tells a person at a terminal, after a moment, what takes so long, until the function that it returns is called.
func (a *app) waiting(what string) (done func()) {
	if !isTerminal(a.messages) {
		return func() {}
	}
	told := make(chan bool, 1)
	timer := time.AfterFunc(time.Second/2, func() {
		fmt.Fprintf(a.messages, "%s, which takes longest the first time…", what)
		told <- true
	})
	return func() {
		if timer.Stop() {
			return
		}
		<-told
		fmt.Fprint(a.messages, "\r\x1b[K")
	}
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
		return errors.Join(runErr, err)
	}
	writeTable(a.out, records, terminalWidth(a.out))
	return runErr
}
