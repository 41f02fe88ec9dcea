package cli

import (
	"errors"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/kqlc/kqlc/internal/compile"
)

func (a *app) build() *cobra.Command {
	var output string
	cmd := &cobra.Command{
		Use:   "build RULE -o FILE",
		Short: "Makes a program of a rule that needs nothing else",
		Long: "Compiles the rule and writes a static program of it: it runs over files of events by the flags of kqlc run and writes the\n" +
			"rows as NDJSON or CSV. It needs neither kqlc nor Go.",
		Example: "  kqlc build rule.yaml -o detector\n" +
			"  ./detector --input events.ndjson.gz --now 2026-01-02T03:04:05Z",
		Args: exactly("RULE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if output == "" {
				return errors.New("name the program to be written, as -o detector")
			}
			_, program, err := a.runnable(cmd, args[0], (*compile.Compiler).BuildDetector)
			if err != nil {
				return err
			}
			return copyProgram(program, output)
		},
	}
	cmd.Flags().StringVarP(&output, "output", "o", "", "the program to be written")
	return cmd
}

// copyProgram copies an executable file. What stood there is replaced, not written over: it may be running.
func copyProgram(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	temp := to + ".new"
	out, err := os.OpenFile(temp, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o777)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err = errors.Join(err, out.Close()); err == nil {
		err = os.Rename(temp, to)
	}
	if err != nil {
		os.Remove(temp)
	}
	return err
}
