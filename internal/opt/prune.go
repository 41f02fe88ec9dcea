package opt

import (
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

func (need needed) clone() needed {
	out := make(needed, len(need))
	for c := range need {
		out[c] = true
	}
	return out
}

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
	case *plan.Where:
		below := need.clone()
		below.add(n.Pred)
		n.Input = prune(n.Input, below)
		n.Out = n.Input.Columns()
	case *plan.Extend:
		below := need.clone()
		n.Assigns = pruneAssigns(n.Assigns, need, below)
		n.Input = prune(n.Input, below)
		n.Out = need.keep(n.Out)
		if len(n.Assigns) == 0 {
			return n.Input
		}
	case *plan.Project:
		below := needed{}
		n.Assigns = pruneAssigns(n.Assigns, need, below)
		n.Input = prune(n.Input, below)
		n.Out = need.keep(n.Out)
	case *plan.Values:
		return pruneValues(n, need)
	case *plan.Use:
		pruneUse(n, need)
	case *plan.Union:
		pruneUnion(n, need)
	case *plan.Serialize:
		n.Input = prune(n.Input, need)
		n.Out = n.Input.Columns()
	case *plan.Take:
		n.Input = prune(n.Input, need)
		n.Out = n.Input.Columns()
	case *plan.Sort:
		n.Input = narrow(n.Input, need, keyExprs(n.Keys)...)
		n.Out = n.Input.Columns()
	case *plan.Top:
		n.Input = narrow(n.Input, need, keyExprs(n.Keys)...)
		n.Out = n.Input.Columns()
	case *plan.Hold:
		n.Input = narrow(n.Input, need)
		n.Out = n.Input.Columns()
	case *plan.MvExpand:
		below := need.clone()
		for _, item := range n.Items {
			delete(below, item.Col)
		}
		for _, item := range n.Items {
			below.add(item.Expr)
		}
		n.Input = prune(n.Input, below)
		n.Out = need.keep(n.Out)
	case *plan.Parse:
		below := need.clone()
		for _, p := range n.Parts {
			if p.Col != nil {
				delete(below, p.Col)
			}
		}
		below.add(n.Arg)
		n.Input = prune(n.Input, below)
		n.Out = need.keep(n.Out)
	case *plan.Count:
		n.Input = prune(n.Input, needed{})
	case *plan.Distinct:
		below := needed{}
		for _, a := range n.Assigns {
			below.add(a.Expr)
		}
		n.Input = prune(n.Input, below)
	case *plan.Summarize:
		below := needed{}
		for _, k := range n.Keys {
			below.add(k.Expr)
		}
		n.Aggs = slices.DeleteFunc(n.Aggs, func(a plan.Aggregate) bool {
			return !slices.ContainsFunc(a.Cols, func(c *plan.Column) bool { return need[c] })
		})
		for _, a := range n.Aggs {
			below.add(a.Args...)
		}
		n.Input = prune(n.Input, below)
		n.Out = need.keep(n.Out)
	case *plan.Join:
		pruneJoin(n, need)
	case *plan.Evaluate:
		return pruneEvaluate(n, need)
	default:
		pruneMore(n, need)
	}
	return n
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

// pruneValues cuts columns of constant rows.
func pruneValues(n *plan.Values, need needed) plan.Node {
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
	return n
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

func keyExprs(keys []plan.Key) []plan.Expr {
	out := make([]plan.Expr, len(keys))
	for i, k := range keys {
		out[i] = k.Expr
	}
	return out
}

// narrow prunes n to what need and the expressions read, and puts a projection on top where it still gives more.
func narrow(n plan.Node, need needed, exprs ...plan.Expr) plan.Node {
	need = need.clone()
	need.add(exprs...)
	n = prune(n, need)
	kept := need.keep(n.Columns())
	if len(kept) == len(n.Columns()) {
		return n
	}
	return choose(n, kept)
}
