package opt

import (
	"maps"
	"slices"

	"github.com/kqlc/kqlc/internal/plan"
)

// pruneValues cuts columns of constant rows.
func pruneValues(n *plan.Values, need needed) {
	rows := make([][]plan.Expr, len(n.Rows))
	for i, c := range n.Out {
		if !need[c] {
			continue
		}
		for j := range rows {
			rows[j] = append(rows[j], n.Rows[j][i])
		}
	}
	n.Rows, n.Out = rows, need.keep(n.Out)
}

// pruneUse cuts columns of a use.
func pruneUse(n *plan.Use, need needed) {
	var out, cols []*plan.Column
	for i, c := range n.Out {
		if need[c] {
			out, cols = append(out, c), append(cols, n.Cols[i])
		}
	}
	n.Out, n.Cols = out, cols
}

// pruneService cuts columns that the service gives. What is left over for a bag of others depends on the columns that are named.
func pruneService(n *plan.Service, need needed) {
	if !slices.ContainsFunc(n.Out, func(c *plan.Column) bool { return c.Others != nil }) {
		n.Out = need.keep(n.Out)
	}
}

// pruneExtend cuts computed columns; without any the operator goes.
func pruneExtend(n *plan.Extend, need needed) plan.Node {
	below := maps.Clone(need)
	n.Assigns = pruneAssigns(n.Assigns, need, below)
	n.Input, n.Out = prune(n.Input, below), need.keep(n.Out)
	if len(n.Assigns) == 0 {
		return n.Input
	}
	return n
}

func pruneParse(n *plan.Parse, need needed) {
	below := maps.Clone(need)
	for _, p := range n.Parts {
		delete(below, p.Col)
	}
	below.add(n.Arg)
	n.Input, n.Out = prune(n.Input, below), need.keep(n.Out)
}

func pruneParseKv(n *plan.ParseKv, need needed) {
	below := maps.Clone(need)
	for _, k := range n.Keys {
		delete(below, k.Col)
	}
	below.add(n.Arg)
	n.Input, n.Out = prune(n.Input, below), need.keep(n.Out)
}

func pruneMvExpand(n *plan.MvExpand, need needed) {
	below := maps.Clone(need)
	for _, item := range n.Items {
		delete(below, item.Col)
	}
	below.add(plan.Exprs(n)...)
	n.Input, n.Out = prune(n.Input, below), need.keep(n.Out)
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

func pruneWindow(n *plan.Window, need needed) {
	n.Calls = slices.DeleteFunc(n.Calls, func(c plan.WindowCall) bool { return !need[c.Col] })
	below := maps.Clone(need)
	for _, c := range n.Calls {
		delete(below, c.Col)
	}
	below.add(plan.Exprs(n)...)
	n.Input, n.Out = prune(n.Input, below), need.keep(n.Out)
}

func pruneNeighbours(n *plan.Neighbours, need needed) {
	n.Values = slices.DeleteFunc(n.Values, func(v plan.Neighbour) bool { return !need[v.Col] })
	below := maps.Clone(need)
	for _, v := range n.Values {
		delete(below, v.Col)
	}
	below.add(plan.Exprs(n)...)
	n.Input, n.Out = narrow(n.Input, below), need.keep(n.Out)
}

// pruneScan keeps what the steps read besides what is needed; they are evaluated whoever needs their columns.
func pruneScan(n *plan.ScanSteps, need needed) {
	below := maps.Clone(need)
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

// pruneSummarize cuts aggregates; the keys tell the groups apart whoever needs them.
func pruneSummarize(n *plan.Summarize, need needed) {
	n.Aggs = slices.DeleteFunc(n.Aggs, func(a plan.Aggregate) bool {
		return !slices.ContainsFunc(a.Cols, func(c *plan.Column) bool { return need[c] })
	})
	for i, a := range n.Aggs {
		n.Aggs[i] = pruneKept(a, need)
	}
	n.Input, n.Out = prune(n.Input, readBy(n)), need.keep(n.Out)
}

// pruneKept cuts the columns that arg_max and its kin keep of a row and that are not needed. The first is what they choose by.
func pruneKept(a plan.Aggregate, need needed) plan.Aggregate {
	switch a.Fn.Name {
	case "arg_max", "argmax", "arg_min", "argmin":
	default:
		return a
	}
	cols, args := a.Cols[:1:1], a.Args[:1:1]
	for i, c := range a.Cols[1:] {
		if need[c] {
			cols, args = append(cols, c), append(args, a.Args[i+1])
		}
	}
	a.Cols, a.Args = cols, args
	return a
}

func pruneReduce(n *plan.Reduce, need needed) {
	below := readBy(n)
	if n.Source {
		below = need.with(n.Arg)
	}
	n.Input = narrow(n.Input, below)
}

// pruneJoin cuts columns of both sides down to keys and what is needed of the output.
func pruneJoin(n *plan.Join, need needed) {
	left, right := needed{}, needed{}
	for _, k := range n.Keys {
		left[k.Left], right[k.Right] = true, true
	}
	var cols []plan.JoinColumn
	for _, c := range n.Cols {
		if !need[c.Col] {
			continue
		}
		cols = append(cols, c)
		if c.Right {
			right[c.From] = true
		} else {
			left[c.From] = true
		}
	}
	n.Cols, n.Out = cols, need.keep(n.Out)
	n.Left, n.Right = prune(n.Left, left), prune(n.Right, right)
}

// pruneUnion cuts columns of all legs.
func pruneUnion(n *plan.Union, need needed) {
	places := make([]int, len(n.Out)) // of the columns that are kept
	var kept []*plan.Column
	for i, c := range n.Out {
		if places[i] = -1; need[c] {
			places[i] = len(kept)
			kept = append(kept, c)
		}
	}
	for i := range n.Legs {
		leg := &n.Legs[i]
		below := needed{}
		cols := leg.Cols[:0]
		for _, c := range leg.Cols {
			if c.At = places[c.At]; c.At >= 0 {
				cols = append(cols, c)
				below[c.From] = true
			}
		}
		leg.Cols = cols
		leg.Input = prune(leg.Input, below)
	}
	n.Out = kept
}

func pruneGraphMatch(n *plan.GraphMatch, need needed) {
	n.Input = prune(n.Input, needAll(n.Input))
	n.Assigns = pruneAssigns(n.Assigns, need, needed{})
	n.Out = need.keep(n.Out)
}

func pruneGraphToTable(n *plan.GraphToTable, need needed) {
	n.Input = prune(n.Input, needAll(n.Input))
	n.Out = need.keep(n.Out)
	for _, id := range []**plan.Column{&n.NodeID, &n.SourceID, &n.TargetID} {
		if !need[*id] {
			*id = nil
		}
	}
}

// passing are the plugins that give rows of the input with further columns, which stand behind those of the input.
var passing = []string{"identity", "rows_near", "dcount_intersect", "ipv4_lookup", "ipv6_lookup", "geo_polygon_lookup", "geo_line_lookup"}

// pruneEvaluate cuts what a plugin does not read: it reads its arguments and the columns that it passes on, which have
// the names of those of the output; without arguments it reads all.
func pruneEvaluate(n *plan.Evaluate, need needed) plan.Node {
	below := needed{}
	var in []*plan.Column
	if n.Input != nil {
		in = n.Input.Columns()
	}
	added := func(c *plan.Column) bool { return !slices.Contains(in, c) }
	switch {
	case n.Plugin.Name == "bag_unpack":
		n.Out = need.keep(n.Out)
		if n.Input != nil && !slices.ContainsFunc(n.Out, added) {
			return prune(n.Input, need)
		}
	case slices.Contains(passing, n.Plugin.Name) && !n.Declared && n.Input != nil:
		n.Out = slices.DeleteFunc(slices.Clone(n.Out), func(c *plan.Column) bool { return !need[c] && !added(c) })
	}
	for i := range n.Args {
		a := &n.Args[i]
		switch {
		case a.Expr != nil:
			below.add(a.Expr)
		case a.Agg != nil:
			below.add(a.Agg.Args...)
		case a.Table != nil:
			a.Table = prune(a.Table, needAll(a.Table))
		}
	}
	if n.Input == nil {
		return n
	}
	for _, c := range in {
		if n.ReadsAll() || slices.ContainsFunc(n.Out, func(out *plan.Column) bool { return out.Name == c.Name }) {
			below[c] = true
		}
	}
	n.Input = prune(n.Input, below)
	if n.Plugin.Name == "pivot" { // what it does not give makes other rows
		n.Out = need.keep(n.Out)
	}
	return n
}
