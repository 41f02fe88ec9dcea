package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/kqlc/kqlc/internal/diag"
	"github.com/kqlc/kqlc/internal/ruleset"
	"github.com/kqlc/kqlc/parser"
)

func (a *app) fmt() *cobra.Command {
	var check bool
	cmd := &cobra.Command{
		Use:   "fmt [PATH…]",
		Short: "Writes rules in the canonical layout",
		Long: "Lays out the queries of the rules at the paths (without a path, rules): an operator a line, what is too long for a line\n" +
			"broken up, comments where they were. In a YAML file only the query's lines change. The files that changed are named. With -\n" +
			"a query is read from standard input and written to standard output. With --check nothing is written: the command fails if\n" +
			"a file would change, and shows the first lines that would.",
		Example: "  kqlc fmt\n  kqlc fmt rules/defender --check\n  kqlc fmt - < query.kql",
		RunE: func(cmd *cobra.Command, args []string) error {
			f := &formatter{app: a, check: check}
			if len(args) == 1 && args[0] == "-" {
				return f.standardInput(cmd.InOrStdin())
			}
			return f.files(args)
		},
	}
	cmd.Flags().BoolVar(&check, "check", false, "write nothing; fail if a file would change")
	return cmd
}

// formatter lays out the queries of files.
type formatter struct {
	*app
	check bool
	found bool // errors, or files that would change
}

func (f *formatter) standardInput(in io.Reader) error {
	text, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	src := diag.NewSource("standard input", string(text))
	formatted, problems := parser.Format(src.Text)
	if diag.HasErrors(problems) {
		f.report(src, problems)
		return errFindings
	}
	if !f.check {
		_, err := io.WriteString(f.out, formatted)
		return err
	}
	f.differs(src.File, src.Text, formatted)
	return f.result()
}

func (f *formatter) files(paths []string) error {
	files, err := findRules(paths)
	if err != nil {
		return err
	}
	for _, path := range files {
		if err := f.file(path); err != nil {
			return err
		}
	}
	return f.result()
}

// file lays out a rule. What is wrong with it apart from its syntax is no hindrance.
func (f *formatter) file(path string) error {
	r, problems, err := ruleset.Load(path)
	if err != nil {
		return err
	}
	src := r.File
	var query string
	if r.Query != "" {
		src = r.Source
		query, problems = parser.Format(r.Query)
	}
	if diag.HasErrors(problems) {
		f.report(src, problems)
		f.found = true
		return nil
	}
	text, err := r.WithQuery(query)
	switch {
	case err != nil || text == r.File.Text:
		return err
	case f.check:
		f.differs(r.Path, r.File.Text, text)
	default:
		if err := ruleset.Write(path, []byte(text)); err != nil {
			return err
		}
		fmt.Fprintf(f.out, "%s: formatted\n", r.Path)
	}
	return nil
}

func (f *formatter) result() error {
	if f.found {
		return errFindings
	}
	return nil
}

// shown is how many lines of each side a difference shows.
const shown = 5

// differs shows where a text and its canonical form part, if they do.
func (f *formatter) differs(path, have, want string) {
	if have == want {
		return
	}
	f.found = true
	a, b := strings.SplitAfter(have, "\n"), strings.SplitAfter(want, "\n")
	first := 0
	for first < len(a) && first < len(b) && a[first] == b[first] {
		first++
	}
	a, b = a[first:], b[first:]
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	fmt.Fprintf(f.out, "%s:%d: not in the canonical layout (-now +formatted)\n", path, first+1)
	writeSide(f.out, '-', a)
	writeSide(f.out, '+', b)
}

func writeSide(w io.Writer, sign rune, lines []string) {
	for i, line := range lines {
		if i == shown {
			fmt.Fprintf(w, "%c … and %d more\n", sign, len(lines)-shown)
			return
		}
		fmt.Fprintln(w, strings.TrimRight(string(sign)+" "+line, " \t\r\n"))
	}
}

// findRules lists the rule files at paths, rules by default.
func findRules(paths []string) ([]string, error) {
	if len(paths) == 0 {
		if _, err := os.Stat("rules"); err != nil {
			return nil, errors.New("there is no folder rules here: say where the rules are")
		}
		paths = []string{"rules"}
	}
	return ruleset.Find(paths...)
}
