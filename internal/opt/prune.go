package opt

import (
	"maps"
	"slices"

	"github.com/kqlc/kqlc/internal/plan"
)

// needed is the set of columns that somebody further up reads.
type needed map[*plan.Column]bool

func needAll(n plan.Node) needed {
	need := needed{}
	for _, c := range n.Columns() {
		need[c] = true
	}
	return need
}

// add includes the columns that the expressions read.
func (need needed) add(exprs ...plan.Expr) {
	for _, e := range exprs {
		plan.Inspect(e, func(e plan.Expr) {
			if r, ok := e.(*plan.Ref); ok {
				need[r.Col] = true
			}
		})
	}
}

// with is what is needed and what the expressions read.
func (need needed) with(exprs ...plan.Expr) needed {
	out := maps.Clone(need)
	out.add(exprs...)
	return out
}

// readBy is what the expressions of an operator read.
func readBy(n plan.Node) needed { return needed{}.with(plan.Exprs(n)...) }

// keep returns the needed ones of columns, in order.
func (need needed) keep(columns []*plan.Column) []*plan.Column {
	var out []*plan.Column
	for _, c := range columns {
		if need[c] {
			out = append(out, c)
		}
	}
	return out
}

// pruneRule cuts the columns that nobody reads: of a shared table those that none of its uses does.
func pruneRule(rule *plan.Rule) {
	for _, root := range rule.Roots()[len(rule.Shared):] {
		*root = prune(*root, needAll(*root))
	}
	for _, s := range slices.Backward(rule.Shared) { // later ones use earlier ones
		need := needed{}
		for _, use := range rule.Uses()[s] {
			for _, c := range use.Cols {
				need[c] = true
			}
		}
		s.Input = prune(s.Input, need)
	}
}

// prune cuts the columns that need does not hold from n and all below it. A blocking operator gets a projection to what
// is needed of its input in front of it, so that it keeps no more.
func prune(n plan.Node, need needed) plan.Node {
	switch n := n.(type) {
	case *plan.Scan:
		n.Out = need.keep(n.Out)
	case *plan.Rows:
		n.Out = need.keep(n.Out)
	case *plan.Values:
		pruneValues(n, need)
	case *plan.Use:
		pruneUse(n, need)
	case *plan.Service:
		pruneService(n, need)
	case *plan.Where:
		n.Input, n.Out = passed(n.Input, need.with(n.Pred))
	case *plan.Serialize:
		n.Input, n.Out = passed(n.Input, need)
	case *plan.Take:
		n.Input, n.Out = passed(n.Input, need)
	case *plan.Sort:
		n.Input, n.Out = held(n.Input, need.with(plan.Exprs(n)...))
	case *plan.Top:
		n.Input, n.Out = held(n.Input, need.with(plan.Exprs(n)...))
	case *plan.Hold:
		n.Input, n.Out = held(n.Input, need)
	case *plan.Sample:
		n.Input, n.Out = held(n.Input, need)
	case *plan.Count:
		n.Input = prune(n.Input, needed{})
	case *plan.Consume:
		n.Input = prune(n.Input, needed{})
	case *plan.Distinct:
		n.Input = prune(n.Input, readBy(n))
	case *plan.MakeSeries:
		n.Input = prune(n.Input, readBy(n))
	case *plan.TopNested:
		n.Input, n.Out = prune(n.Input, readBy(n)), need.keep(n.Out)
	case *plan.Extend:
		return pruneExtend(n, need)
	case *plan.Evaluate:
		return pruneEvaluate(n, need)
	default:
		pruneMade(n, need)
	}
	return n
}

// pruneMade is [prune] for operators that make columns of which not all may be needed, and for those that read all.
func pruneMade(n plan.Node, need needed) {
	switch n := n.(type) {
	case *plan.Project:
		below := needed{}
		n.Assigns = pruneAssigns(n.Assigns, need, below)
		n.Input, n.Out = prune(n.Input, below), need.keep(n.Out)
	case *plan.Parse:
		pruneParse(n, need)
	case *plan.ParseKv:
		pruneParseKv(n, need)
	case *plan.MvExpand:
		pruneMvExpand(n, need)
	case *plan.MvApply:
		pruneMvApply(n, need)
	case *plan.Partition:
		prunePartition(n, need)
	case *plan.Window:
		pruneWindow(n, need)
	case *plan.Neighbours:
		pruneNeighbours(n, need)
	case *plan.ScanSteps:
		pruneScan(n, need)
	case *plan.Summarize:
		pruneSummarize(n, need)
	case *plan.Reduce:
		pruneReduce(n, need)
	case *plan.Join:
		pruneJoin(n, need)
	case *plan.Union:
		pruneUnion(n, need)
	case *plan.GraphMatch:
		pruneGraphMatch(n, need)
	case *plan.GraphToTable:
		pruneGraphToTable(n, need)
	default:
		for _, in := range plan.InputPlaces(n) {
			*in = prune(*in, needAll(*in))
		}
	}
}

// passed prunes the input of an operator that gives it on, and tells its columns.
func passed(n plan.Node, need needed) (plan.Node, []*plan.Column) {
	n = prune(n, need)
	return n, n.Columns()
}

// held is passed for an operator that keeps the rows.
func held(n plan.Node, need needed) (plan.Node, []*plan.Column) {
	n = narrow(n, need)
	return n, n.Columns()
}

// narrow prunes n and puts a projection on top where it still gives more than is needed.
func narrow(n plan.Node, need needed) plan.Node {
	n = prune(n, need)
	kept := need.keep(n.Columns())
	if len(kept) == len(n.Columns()) {
		return n
	}
	return choose(n, kept)
}

// pruneAssigns keeps the assignments of needed columns and notes in below what they read. A column that is assigned is
// not asked of the input.
func pruneAssigns(assigns []plan.Assign, need, below needed) []plan.Assign {
	var out []plan.Assign
	for _, a := range assigns {
		delete(below, a.Col)
		if need[a.Col] {
			out = append(out, a)
		}
	}
	for _, a := range out {
		below.add(a.Expr)
	}
	return out
}
