package cli

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/kqlc/kqlc/internal/diag"
	"github.com/kqlc/kqlc/kql"
)

// choice is a flag that takes one of a few words.
type choice struct {
	word string
	of   []string
}

func (c *choice) add(cmd *cobra.Command, name, usage string) {
	cmd.Flags().Var(c, name, usage)
	if err := cmd.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(c.of, cobra.ShellCompDirectiveNoFileComp)); err != nil {
		panic(err) // the flag is there
	}
}

// Set takes a word. Its error, as those of other flags of ours, says what the flag is.
func (c *choice) Set(word string) error {
	if !slices.Contains(c.of, word) {
		last := len(c.of) - 1
		return errors.New(strings.Join(c.of[:last], ", ") + " or " + c.of[last])
	}
	c.word = word
	return nil
}

func (c *choice) String() string { return c.word }

// Type is what usage calls the value.
func (*choice) Type() string { return "string" }

// addFunctions adds the flag --functions.
func (a *app) addFunctions(cmd *cobra.Command) {
	cmd.Flags().StringVar(&a.functionsFile, "functions", "", "functions to add or override, from a `FILE`")
}

// lookback is the flag --lookback.
type lookback struct{ period kql.TimeSpan }

func (l *lookback) add(cmd *cobra.Command) {
	cmd.Flags().Var(l, "lookback", "only events of this `PERIOD` before now, as 1d or 5h: what Sentinel gives a rule by its queryPeriod")
}

// Set reads a period, in Kusto's literals.
func (l *lookback) Set(text string) error {
	period, ok := kql.ParseTimeSpan(text)
	if !ok || period <= 0 {
		return errors.New("a timespan, as 1d, 5h or 30m")
	}
	l.period = period
	return nil
}

func (l *lookback) String() string {
	if l.period == 0 {
		return ""
	}
	return l.period.String()
}

// Type is what usage calls the value.
func (*lookback) Type() string { return "PERIOD" }

// flagError says what a flag takes, or which one was probably meant.
func flagError(c *cobra.Command, err error) error {
	text := err.Error()
	var invalid *pflag.InvalidValueError
	if name, unknown := strings.CutPrefix(text, "unknown flag: --"); unknown {
		var names []string
		c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		c.InheritedFlags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		if near := diag.Nearest(name, names); near != "" {
			text += fmt.Sprintf(" (did you mean --%s?)", near)
		}
	} else if errors.As(err, &invalid) {
		text = fmt.Sprintf("--%s is %s, not %q", invalid.GetFlag().Name, takes(invalid), invalid.GetValue())
	}
	return fmt.Errorf("%s\nsee %s --help", text, c.CommandPath())
}

// takes says what the flag takes.
func takes(invalid *pflag.InvalidValueError) string {
	var number *strconv.NumError
	switch {
	case !errors.As(invalid, &number):
		return invalid.Unwrap().Error()
	case invalid.GetFlag().Value.Type() == "bool":
		return "true or false"
	}
	return "a number"
}

// oneDash tells of a flag's name behind one dash, of which a short flag and its value would be made: -out would be -o ut.
func oneDash(root *cobra.Command, args []string) (err error) {
	c, args, _ := root.Find(args)
	for _, arg := range args {
		name, _, _ := strings.Cut(strings.TrimPrefix(arg, "-"), "=")
		if arg == "--" {
			break
		}
		if arg[:min(len(arg), 1)] != "-" || len(name) < 3 {
			continue
		}
		c.Flags().VisitAll(func(f *pflag.Flag) {
			if err == nil && strings.HasPrefix(f.Name, name) {
				err = fmt.Errorf("a flag's name has two dashes: --%s, not -%s\nsee %s --help", f.Name, name, c.CommandPath())
			}
		})
	}
	return err
}
