package main

import (
	"time"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/ext"
	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"
)

const (
	tools = `["docker", "kubectl", "crictl", "ctr", "nerdctl", "podman"]`
	verbs = `'(?i)\\b(exec|run|attach)\\b'`
)

// celPredicate is the rule's wheres in CEL.
func celPredicate() func(*event) bool {
	env, err := cel.NewEnv(ext.Strings(),
		cel.Variable("TimeGenerated", cel.TimestampType), cel.Variable("FileName", cel.StringType),
		cel.Variable("InitiatingProcessFileName", cel.StringType), cel.Variable("ProcessCommandLine", cel.StringType))
	check(err)
	tree, issues := env.Compile(`TimeGenerated > timestamp("` + end.AddDate(0, 0, -1).Format(time.RFC3339) + `") &&
		(FileName.lowerAscii() in ` + tools + ` || InitiatingProcessFileName.lowerAscii() in ` + tools + `) &&
		ProcessCommandLine.matches(` + verbs + `)`)
	check(issues.Err())
	program, err := env.Program(tree, cel.EvalOptions(cel.OptOptimize))
	check(err)
	a := &activation{}
	return func(e *event) bool {
		a.event = e
		out, _, err := program.Eval(a)
		check(err)
		return out == types.True
	}
}

// activation gives the columns of an event to CEL.
type activation struct{ event *event }

// ResolveName implements cel.Activation.
func (a *activation) ResolveName(name string) (any, bool) {
	switch name {
	case "TimeGenerated":
		return a.event.TimeGenerated.V.Time(), true
	case "FileName":
		return a.event.FileName, true
	case "InitiatingProcessFileName":
		return a.event.InitiatingProcessFileName, true
	case "ProcessCommandLine":
		return a.event.ProcessCommandLine, true
	}
	return nil, false
}

// Parent implements cel.Activation.
func (a *activation) Parent() cel.Activation { return nil }

// columns are those of an event that expr sees.
type columns struct {
	TimeGenerated, Since                                    time.Time
	FileName, InitiatingProcessFileName, ProcessCommandLine string
}

// exprPredicate is the rule's wheres in expr.
func exprPredicate() func(*event) bool {
	program, err := expr.Compile(`TimeGenerated > Since &&
		(lower(FileName) in `+tools+` || lower(InitiatingProcessFileName) in `+tools+`) &&
		ProcessCommandLine matches `+verbs, expr.Env(&columns{}), expr.AsBool())
	check(err)
	c, machine := &columns{Since: end.AddDate(0, 0, -1)}, vm.VM{}
	return func(e *event) bool {
		c.TimeGenerated, c.FileName = e.TimeGenerated.V.Time(), e.FileName
		c.InitiatingProcessFileName, c.ProcessCommandLine = e.InitiatingProcessFileName, e.ProcessCommandLine
		out, err := machine.Run(program, c)
		check(err)
		return out.(bool)
	}
}
