package cli

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/kqlc/kqlc/internal/compile"
	"github.com/kqlc/kqlc/internal/diag"
	"github.com/kqlc/kqlc/internal/ruleset"
	"github.com/kqlc/kqlc/kql/engine"
)

func (a *app) run() *cobra.Command {
	var flags runFlags
	var result string
	output := choice{of: []string{"table", "ndjson", "csv"}}
	var workers, rows int
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
			format := cmp.Or(output.word, "ndjson")
			if output.word == "" && isTerminal(a.out.Writer) {
				format = "table"
			}
			pkg, program, err := a.runnableRule(cmd, args[0], flags)
			if err != nil {
				return err
			}
			more := flags.args()
			if cmd.Flags().Changed("workers") {
				more = append(more, "--workers="+strconv.Itoa(workers))
			}
			if rows != 0 {
				more = append(more, "--max-rows="+strconv.Itoa(rows))
			}
			if result != "" {
				if err := hasResult(pkg, result); err != nil {
					return err
				}
				more = append(more, "--result="+result)
			}
			if format == "table" {
				return a.runTable(cmd, program, more)
			}
			return a.execute(cmd.Context(), program, append(more, "--output="+format), a.out.Writer)
		},
	}
	flags.add(cmd)
	cmd.Flags().StringVar(&result, "result", "", engine.ResultUsage)
	cmd.Flags().IntVar(&rows, "max-rows", 0, engine.MaxRowsUsage)
	cmd.Flags().IntVar(&workers, "workers", engine.DefaultWorkers(), engine.WorkersUsage)
	output.add(cmd, "output", "table, ndjson or csv (default: table on a terminal, else ndjson)")
	return cmd
}

// runFlags are the flags that say what a rule runs over.
type runFlags struct {
	inputs    []string
	lookback  lookback
	now       string
	onBadLine choice
	data      engine.Data
}

func (f *runFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringArrayVar(&f.inputs, "input", nil, "events as `[TABLE=]FILE`; - is standard input; may be given more than once")
	addDataFlags(cmd, &f.data)
	f.lookback.add(cmd)
	cmd.Flags().StringVar(&f.now, "now", "", "what now() returns, as 2026-01-02T03:04:05Z (default: the clock)")
	f.onBadLine = choice{"fail", []string{"fail", "skip"}}
	f.onBadLine.add(cmd, "on-bad-line", "what to do about an event that cannot be read: fail or skip")
}

// args are the arguments of the built program that stand for these flags.
func (f *runFlags) args() []string {
	args := []string{"0", "--on-bad-line=" + f.onBadLine.word}
	if f.now != "" {
		args = append(args, "--now="+f.now)
	}
	for _, in := range f.inputs {
		args = append(args, "--input="+in)
	}
	return append(args, f.data.Args()...)
}

// tables are those that inputs are said to be of, nil where none says.
func (f *runFlags) tables() []string {
	var out []string
	for _, in := range f.inputs {
		if table := engine.ParseInput(in).Table; table != "" {
			out = append(out, table)
		}
	}
	return out
}

// addDataFlags adds the flags that say what rules read besides events.
func addDataFlags(cmd *cobra.Command, d *engine.Data) {
	for _, f := range d.Flags() {
		switch {
		case f.Switch != nil:
			cmd.Flags().BoolVar(f.Switch, f.Name, false, f.Usage)
		case f.Text != nil:
			cmd.Flags().StringVar(f.Text, f.Name, "", f.Usage)
		default:
			cmd.Flags().StringArrayVar(f.Texts, f.Name, nil, f.Usage)
		}
	}
}

// runnableRule builds the program of the one rule at path for what the flags ask of it. What is wrong with the rule is reported.
func (a *app) runnableRule(cmd *cobra.Command, path string, flags runFlags) (pkg compile.Package, program string, err error) {
	ctx := compile.Ahead(cmd.Context())
	r, err := a.one(path)
	if err != nil {
		return pkg, "", err
	}
	c, err := a.compiler()
	if err != nil {
		return pkg, "", err
	}
	if tables := flags.tables(); tables != nil {
		c.Store(tables)
	}
	c.Lookback(flags.lookback.period)
	pkg, ok := a.compileRule(c, r)
	if !ok {
		return pkg, "", errFindings
	}
	defer a.waiting("building the rule")()
	program, err = c.BuildRules(ctx, compile.More{Parquet: slices.ContainsFunc(flags.inputs, isParquet) || externalParquet(flags.data), Web: flags.data.AllowHTTP}, pkg)
	return pkg, program, err
}

// isParquet tells whether an input is a file that begins as Parquet does. Pipes are not looked into: who reads them next would
// miss what was read.
func isParquet(input string) bool {
	name := engine.ParseInput(input).File
	if info, err := os.Stat(name); err != nil || !info.Mode().IsRegular() {
		return false // the program says so
	}
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	var head [4]byte
	n, _ := io.ReadFull(f, head[:])
	return string(head[:n]) == parquetMagic
}

// externalParquet tells whether external data is Parquet.
func externalParquet(d engine.Data) bool {
	return slices.ContainsFunc(d.External, func(text string) bool { return isParquet(text[strings.LastIndexByte(text, '=')+1:]) })
}

// parquetMagic is what a Parquet file begins with: the package that reads it is none of this command.
const parquetMagic = "PAR1"

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

// execute runs a built program with our own input and messages, and ends as it does. A signal is told, unless it only says that
// nobody reads the rows any more.
func (a *app) execute(ctx context.Context, program string, args []string, out io.Writer) error {
	p := exec.CommandContext(ctx, program, args...)
	p.Stdin, p.Stdout, p.Stderr = os.Stdin, out, a.messages
	err := p.Run()
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		return err
	}
	status, _ := exit.Sys().(syscall.WaitStatus)
	if !status.Signaled() {
		return exitCode(exit.ExitCode())
	}
	if status.Signal() != syscall.SIGPIPE && ctx.Err() == nil {
		fmt.Fprintf(a.messages, "error: the rule was ended from outside: %s\n", status.Signal())
	}
	return exitCode(exitSignal + int(status.Signal()))
}

// runTable prints the rows as a table, those of several results below their names.
func (a *app) runTable(cmd *cobra.Command, program string, flags []string) error {
	var lines bytes.Buffer
	runErr := a.execute(cmd.Context(), program, append(slices.Clone(flags), "--output=typed"), &lines)
	results, err := readResults(lines.Bytes())
	for i, r := range results {
		if r.name != "" {
			if i > 0 {
				fmt.Fprintln(a.out)
			}
			fmt.Fprintf(a.out, "%s:\n", r.name)
		}
		var records [][]string
		if records, err = r.records(); err != nil {
			break
		}
		writeTable(a.out, records, terminalWidth(a.out.Writer))
	}
	return errors.Join(runErr, err)
}
