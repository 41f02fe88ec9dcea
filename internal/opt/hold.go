package opt

import (
	"slices"
	"strings"

	"github.com/kqlc/kqlc/internal/plan"
)

// hold puts a plan.Hold in front of operators that need what is computed once, where their rows would come from a table
// before it is known: a table's rows are pushed as they arrive, and what reads tables is known when the input ends.
func hold(n plan.Node) plan.Node {
	return plan.RewriteNode(n, func(n plan.Node) plan.Node {
		if e, ok := n.(*plan.Evaluate); ok && strings.HasSuffix(e.Plugin.Name, "_lookup") && arrives(e.Input) {
			e.Input = &plan.Hold{Op: plan.Op{Src: n.Span(), Out: e.Input.Columns()}, Input: e.Input}
		}
		if !needsOnce(n) {
			return n
		}
		for _, in := range plan.InputPlaces(n) {
			if arrives(*in) {
				*in = &plan.Hold{Op: plan.Op{Src: n.Span(), Out: (*in).Columns()}, Input: *in}
			}
		}
		return n
	})
}

// needsOnce tells whether an operator's expressions use what is computed once and not before the first event.
func needsOnce(n plan.Node) bool {
	found := slices.ContainsFunc(plan.Exprs(n), waits)
	if sub := plan.Subquery(n); sub != nil {
		plan.InspectNode(sub, func(n plan.Node) {
			use, isUse := n.(*plan.Use)
			found = found || isUse && !plan.Ready(use.Of.Input) || needsOnce(n)
		})
	}
	return found
}

// waits tells whether an expression uses what is computed once and not before the first event.
func waits(e plan.Expr) (found bool) {
	plan.Inspect(e, func(e plan.Expr) {
		switch e := e.(type) {
		case *plan.ScalarRef:
			found = found || !plan.Ready(e.Of.Input)
		case *plan.InSet:
			found = found || !plan.Ready(e.Of.Input)
		}
	})
	return found
}

// streaming are the plugins that give rows as theirs come.
var streaming = []string{"bag_unpack", "dcount_intersect", "identity", "narrow"}

// arrives tells whether rows of n come as a table's rows arrive.
func arrives(n plan.Node) bool {
	switch n := n.(type) {
	case *plan.Scan:
		return true
	case *plan.Use:
		return n.Of.Passed
	case *plan.Join: // of these kinds the right table may have ended before
		switch n.Kind {
		case plan.Inner, plan.InnerUnique, plan.LeftSemi, plan.LeftAnti:
			return arrives(n.Left)
		}
	case *plan.Evaluate:
		return slices.Contains(streaming, n.Plugin.Name) && n.Input != nil && arrives(n.Input)
	case *plan.Where, *plan.Extend, *plan.Project, *plan.Take, *plan.Distinct, *plan.Union, *plan.MvExpand, *plan.Parse, *plan.Serialize,
		*plan.ParseKv, *plan.MvApply, *plan.Window, *plan.Neighbours, *plan.ScanSteps:
		for _, in := range plan.Inputs(n) {
			if arrives(in) {
				return true
			}
		}
	}
	return false
}
