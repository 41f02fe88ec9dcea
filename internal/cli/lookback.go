package cli

import (
	"errors"

	"github.com/spf13/cobra"

	"github.com/kqlc/kqlc/kql"
)

// lookback is the flag --lookback.
type lookback struct{ period kql.TimeSpan }

func (l *lookback) add(cmd *cobra.Command) {
	cmd.Flags().Var(l, "lookback", "only events of this `PERIOD` before now, as 1d or 5h: what Sentinel gives a rule by its queryPeriod")
}

// Set reads a period, in Kusto's literals.
func (l *lookback) Set(text string) error {
	period, ok := kql.ParseTimeSpan(text)
	if !ok || period <= 0 {
		return errors.New("a period is a timespan, as 1d, 5h or 30m")
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
