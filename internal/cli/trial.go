package cli

import (
	"bufio"
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/kqlc/kqlc/internal/compile"
	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/trial"
)

func (a *app) trial() *cobra.Command {
	plan := trial.Plan{Seed: 1, Rows: 100}
	plan.Now, _ = kql.ParseDateTime("2026-11-20T12:00:00Z")
	var jsonl string
	var plain bool
	cmd := &cobra.Command{
		Use:    "trial --jsonl FILE",
		Short:  "Runs many rules over rows that it makes up",
		Hidden: true,
		Long: "Compiles and builds rules, all in one program, and runs each over rows of its tables that are made up after what the\n" +
			"rule compares them with: one JSON object {\"id\", \"query\"} a line in, one {\"id\", \"rows\", \"digest\"} or {\"id\", \"stage\",\n" +
			"\"error\"} a line out, in the same order, where the stage that failed is check, generate, build or run.",
		Example: "  kqlc trial --jsonl rules.jsonl",
		Args:    exactly(),
		RunE: func(cmd *cobra.Command, args []string) error {
			if jsonl == "" {
				return fmt.Errorf("trial needs --jsonl FILE")
			}
			c, err := a.compiler()
			if err != nil {
				return err
			}
			c.Plain = plain
			return a.trialLines(cmd, c, jsonl, plan)
		},
	}
	cmd.Flags().StringVar(&jsonl, "jsonl", "", "try the rules of a `FILE` of JSON lines; - is standard input")
	a.addFunctions(cmd)
	cmd.Flags().Uint64Var(&plan.Seed, "seed", plan.Seed, "what the rows are made up from")
	cmd.Flags().IntVar(&plan.Rows, "rows", plan.Rows, "the number of rows a table")
	cmd.Flags().BoolVar(&plain, "plain", false, "do not optimise: the digests have to be the same")
	return cmd
}

// outcome is one line of what trial writes.
type outcome struct {
	trial.Answer
	Stage string `json:"stage,omitempty"`
}

func (a *app) trialLines(cmd *cobra.Command, c *compile.Compiler, file string, plan trial.Plan) error {
	queries, err := a.prepare(file, c.PrepareTrial)
	if err != nil {
		return err
	}
	outcomes := make([]outcome, len(queries))
	fail := func(i int, stage string) {
		if p := queries[i].Problems; p != nil && outcomes[i].Stage == "" {
			text, _ := reason(queries[i])
			outcomes[i] = outcome{trial.Answer{ID: json.RawMessage(queries[i].ID), Error: text}, stage}
		}
	}
	for i := range queries {
		fail(i, "generate")
	}
	program, err := c.BuildTrial(cmd.Context(), queries)
	if err != nil {
		return err
	}
	var compiled []*compile.EvalQuery
	input, err := json.Marshal(plan)
	if err != nil {
		return err
	}
	for i, q := range queries {
		fail(i, "build")
		if q.Problems == nil {
			compiled = append(compiled, q)
			hints, err := json.Marshal(q.Hints)
			if err != nil {
				return err
			}
			input = append(append(input, '\n'), hints...)
		}
	}
	answers, err := a.answers(cmd.Context(), program, nil, input, compiled)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(a.out)
	enc := json.NewEncoder(w)
	for _, o := range outcomes {
		if o.Stage == "" {
			if err := json.Unmarshal(answers[0], &o.Answer); err != nil {
				return err
			}
			if o.Error != "" {
				o.Stage = "run"
			}
			answers = answers[1:]
		}
		if err := enc.Encode(o); err != nil {
			return err
		}
	}
	return w.Flush()
}
