package opt

import (
	"slices"

	"github.com/kqlc/kqlc/internal/plan"
)

// pruneMore is [prune] for the rarer operators.
func pruneMore(n plan.Node, need needed) {
	switch n := n.(type) {
	case *plan.Rows:
		n.Out = need.keep(n.Out)
	case *plan.Sample:
		n.Input = narrow(n.Input, need)
		n.Out = n.Input.Columns()
	case *plan.Consume:
		n.Input = prune(n.Input, needed{})
	case *plan.Window:
		pruneWindow(n, need)
	case *plan.Neighbours:
		pruneNeighbours(n, need)
	case *plan.ParseKv:
		below := need.clone()
		for _, k := range n.Keys {
			delete(below, k.Col)
		}
		below.add(n.Arg)
		n.Input = prune(n.Input, below)
		n.Out = need.keep(n.Out)
	case *plan.MvApply:
		pruneMvApply(n, need)
	case *plan.Partition:
		prunePartition(n, need)
	case *plan.Reduce:
		below := needed{}
		if n.Source {
			below = need.clone()
		}
		n.Input = narrow(n.Input, below, n.Arg)
	case *plan.MakeSeries:
		below := needed{}
		below.add(plan.Exprs(n)...)
		n.Input = prune(n.Input, below)
	case *plan.TopNested:
		below := needed{}
		below.add(plan.Exprs(n)...)
		n.Input = prune(n.Input, below)
		n.Out = need.keep(n.Out)
	case *plan.ScanSteps:
		pruneScan(n, need)
	case *plan.Service:
		// What is left over for a bag of others depends on the columns that are named.
		if !slices.ContainsFunc(n.Out, func(c *plan.Column) bool { return c.Others != nil }) {
			n.Out = need.keep(n.Out)
		}
	case *plan.GraphMatch:
		n.Input = prune(n.Input, needAll(n.Input))
		n.Assigns = pruneAssigns(n.Assigns, need, needed{})
		n.Out = need.keep(n.Out)
	case *plan.GraphToTable:
		n.Input = prune(n.Input, needAll(n.Input))
		n.Out = need.keep(n.Out)
		for _, id := range []**plan.Column{&n.NodeID, &n.SourceID, &n.TargetID} {
			if !need[*id] {
				*id = nil
			}
		}
	default:
		for _, in := range plan.InputPlaces(n) {
			*in = prune(*in, needAll(*in))
		}
	}
}

func pruneWindow(n *plan.Window, need needed) {
	below := need.clone()
	n.Calls = slices.DeleteFunc(n.Calls, func(c plan.WindowCall) bool { return !need[c.Col] })
	for _, c := range n.Calls {
		delete(below, c.Col)
	}
	for _, c := range n.Calls {
		below.add(c.Call)
	}
	n.Input = prune(n.Input, below)
	n.Out = need.keep(n.Out)
}

func pruneNeighbours(n *plan.Neighbours, need needed) {
	below := need.clone()
	n.Values = slices.DeleteFunc(n.Values, func(v plan.Neighbour) bool { return !need[v.Col] })
	for _, v := range n.Values {
		delete(below, v.Col)
	}
	for _, v := range n.Values {
		below.add(v.Value)
		if v.Offset != nil {
			below.add(v.Offset)
		}
	}
	n.Input = narrow(n.Input, below)
	n.Out = need.keep(n.Out)
}

// pruneMvApply cuts the rows of the sub-query to what it reads, and the input to that and to what is passed on.
func pruneMvApply(n *plan.MvApply, need needed) {
	n.Carry = need.keep(n.Carry)
	n.Sub = prune(n.Sub, need)
	n.Out = need.keep(n.Out)
	below := needed{}
	for _, c := range n.Rows.Out {
		below[c] = true
	}
	for _, item := range n.Items {
		delete(below, item.Col)
	}
	delete(below, n.Index)
	for _, c := range n.Carry {
		below[c] = true
	}
	for _, item := range n.Items {
		below.add(item.Expr)
	}
	n.Input = prune(n.Input, below)
}

func prunePartition(n *plan.Partition, need needed) {
	n.Sub = prune(n.Sub, need)
	n.Out = need.keep(n.Out)
	below := needed{n.By: true}
	if n.Rows != nil {
		for _, c := range n.Rows.Out {
			below[c] = true
		}
	}
	n.Input = narrow(n.Input, below)
}

// pruneScan keeps what the steps read besides what is needed; they are evaluated whoever needs their columns.
func pruneScan(n *plan.ScanSteps, need needed) {
	below := need.clone()
	below.add(plan.Exprs(n)...)
	for _, e := range plan.Exprs(n) {
		plan.Inspect(e, func(e plan.Expr) {
			if r, ok := e.(*plan.StateRef); ok {
				below[r.Col] = true
			}
		})
	}
	for _, s := range n.Steps {
		for _, a := range s.Assigns {
			below[a.Col] = true
		}
	}
	for _, v := range n.State {
		delete(below, v.Col)
	}
	delete(below, n.MatchID)
	n.Input = narrow(n.Input, below)
	n.Out = need.keep(n.Out)
}
