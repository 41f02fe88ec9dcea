// Package cli is the command kqlc: its flags, what it prints and its exit codes.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/kqlc/kqlc/internal/compile"
	"github.com/kqlc/kqlc/internal/diag"
	"github.com/kqlc/kqlc/internal/ruleset"
	"github.com/kqlc/kqlc/internal/schema"
	"github.com/kqlc/kqlc/kql/memory"
)

// The exit codes.
const (
	exitOK       = 0
	exitFindings = 1 // something is wrong with a rule, a case or an event
	exitUsage    = 2 // wrong use, or an error of kqlc
	// exitSignal and the number of a signal say that the signal ended the command, as shells do.
	exitSignal = 128
)

// gcPercent trades memory, of which the command takes little, for the time that the collector takes.
const gcPercent = 200

// errFindings ends a command that has printed what it found.
var errFindings = errors.New("findings")

// Main runs the command and returns its exit code.
func Main(args []string) int {
	debug.SetGCPercent(gcPercent)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, func() {
		time.Sleep(patience)
		os.Exit(exitInterrupted)
	})
	a := &app{out: &stdout{Writer: os.Stdout}, messages: os.Stderr}
	root := a.root()
	root.SetArgs(args)
	err := oneDash(root, args)
	if err == nil {
		err = root.ExecuteContext(ctx)
	}
	if a.out.err != nil {
		err = a.out.err
	}
	var code exitCode
	switch {
	case ctx.Err() != nil:
		return exitInterrupted
	case err == nil:
		return exitOK
	case errors.Is(err, errFindings):
		return exitFindings
	case errors.As(err, &code):
		return int(code)
	}
	fmt.Fprintln(a.messages, "error:", err)
	return exitUsage
}

// exitInterrupted is the exit code of a command that is interrupted or told to end, patience how long it has until then to clear up.
const (
	exitInterrupted = exitSignal + int(syscall.SIGINT)
	patience        = time.Second / 2
)

// exitCode ends the command with the code of a program that it ran.
type exitCode int

// Error implements error.
func (c exitCode) Error() string { return fmt.Sprintf("exit status %d", int(c)) }

// stdout is where a command prints. It keeps the first error, at which what prints does not look.
type stdout struct {
	io.Writer
	err error
}

// Write implements io.Writer.
func (o *stdout) Write(text []byte) (int, error) {
	n, err := o.Writer.Write(text)
	if o.err == nil {
		o.err = err
	}
	return n, err
}

// app is what the commands share.
type app struct {
	out           *stdout
	messages      io.Writer
	schemaFiles   []string
	functionsFile string
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "kqlc",
		Short: "Compiles KQL detection rules to Go",
		Long: "kqlc compiles KQL detection rules (Microsoft Sentinel, Defender XDR) to typed Go evaluators, and checks, runs and tests them.\n\n" +
			"Exit status: 0 clean, 1 something was found, 2 wrong use or an internal error.",
		Example: "  kqlc check rules\n" +
			"  kqlc run rules/defender/t1609-container-administration-command --input events.ndjson\n" +
			"  kqlc test rules\n" +
			"  kqlc generate --verify",
		SilenceUsage: true, SilenceErrors: true,
		Version: version(),
	}
	root.SetOut(a.out)
	root.SetErr(a.messages)
	root.PersistentFlags().StringArrayVar(&a.schemaFiles, "schema", nil, "tables and functions to add or override, from a `FILE`; may be given more than once")
	root.SetFlagErrorFunc(flagError)
	root.AddCommand(a.check(), a.generate(), a.run(), a.build(), a.test(), a.explain(), a.fmt(), a.parity(), a.eval(), a.version())
	root.AddCommand(a.trial())
	return root
}

// exactly takes the arguments that are named, and no more.
func exactly(names ...string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		switch {
		case len(args) < len(names):
			return fmt.Errorf("%s is missing: %s\nsee %s --help", names[len(args)], c.UseLine(), c.CommandPath())
		case len(args) > len(names):
			return fmt.Errorf("%q is one argument too many: %s\nsee %s --help", args[len(names)], c.UseLine(), c.CommandPath())
		}
		return nil
	}
}

func (a *app) version() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Prints the version", Args: exactly(), Example: "  kqlc version",
		Run: func(*cobra.Command, []string) { fmt.Fprintln(a.out, "kqlc version", version()) },
	}
}

// version is the module's version, or the revision that it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "development"
	}
	return strings.Trim(info.Main.Version, "()")
}

// compiler returns a compiler for the built-in schema and the files of --schema and --functions.
func (a *app) compiler() (*compile.Compiler, error) {
	memory.CollectSeldom()
	memory.Room(heapRoom)
	s, files := schema.Builtin(), a.schemaFiles
	if a.functionsFile != "" {
		files = append(slices.Clone(files), a.functionsFile)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, unread("the schema file", file, err)
		}
		if s, err = s.With(file, data); err != nil {
			return nil, err
		}
	}
	return compile.New(s), nil
}

// unread says why a file cannot be read, with its name once.
func unread(what, file string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s %s does not exist", what, file)
	}
	if of, ok := errors.AsType[*fs.PathError](err); ok {
		err = of.Err
	}
	return fmt.Errorf("%s %s cannot be read: %w", what, file, err)
}

// heapRoom is what a command takes until its heap is collected for the first time.
const heapRoom = 32 << 20

// reporter takes diagnostics of one text.
type reporter func(*diag.Source, []diag.Diagnostic)

// load reads the rules at paths, rules by default. Problems with the files' own text are reported; ok tells whether
// there were errors.
func (a *app) load(paths []string, report reporter) (rules []*ruleset.Rule, ok bool, err error) {
	files, err := findRules(paths)
	if err != nil {
		return nil, false, err
	}
	type loaded struct {
		rule     *ruleset.Rule
		problems []diag.Diagnostic
		err      error
	}
	ok = true
	for _, f := range compile.Parallel(files, func(file string) (f loaded) {
		f.rule, f.problems, f.err = ruleset.Load(file)
		return f
	}) {
		if f.err != nil {
			return nil, false, f.err
		}
		report(f.rule.File, f.problems)
		ok = ok && !diag.HasErrors(f.problems)
		if f.rule.Query != "" || !diag.HasErrors(f.problems) {
			rules = append(rules, f.rule)
		}
	}
	return rules, ok, nil
}

// one reads the one rule at path.
func (a *app) one(path string) (*ruleset.Rule, error) {
	rules, ok, err := a.load([]string{path}, a.report)
	switch {
	case err != nil:
		return nil, err
	case !ok:
		return nil, errFindings
	case len(rules) > 1:
		return nil, fmt.Errorf("%s holds %d rules: name one, as %s", path, len(rules), rules[0].Path)
	}
	return rules[0], nil
}

// report prints diagnostics to where messages go.
func (a *app) report(src *diag.Source, problems []diag.Diagnostic) {
	text := diag.Text{Colour: colour(a.messages)}
	for _, d := range problems {
		a.messages.Write(text.Append(nil, src, d))
	}
}

// count is a number and what it counts.
func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

// colour tells whether what is written may have colours.
func colour(w io.Writer) bool { return isTerminal(w) && os.Getenv("NO_COLOR") == "" }

// isTerminal tells whether a person looks at what is written.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd())) && os.Getenv("TERM") != "dumb"
}
