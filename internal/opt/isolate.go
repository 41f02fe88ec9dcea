package opt

import (
	"slices"

	"github.com/kqlc/kqlc/internal/plan"
)

// isolate makes what a sub-query reads of tables a shared table, which is there before the sub-query runs: a table's rows
// come once, the sub-query runs many times. So are files of external data read once.
func isolate(rule *plan.Rule) {
	var shared []*plan.Shared
	for _, in := range rule.Roots() {
		*in = plan.RewriteNode(*in, func(n plan.Node) plan.Node {
			switch n := n.(type) {
			case *plan.MvApply:
				n.Sub = share(n.Sub, nil, &shared)
			case *plan.Partition:
				n.Sub = share(n.Sub, n.Key, &shared)
			}
			return n
		})
	}
	rule.Shared = append(shared, rule.Shared...)
}

// share replaces the largest parts of n that read tables but neither rows of a sub-query nor the column by.
func share(n plan.Node, by *plan.Column, shared *[]*plan.Shared) plan.Node {
	if !readsTable(n) {
		return n
	}
	if !dependent(n, by) {
		def := &plan.Shared{Input: n}
		*shared = append(*shared, def)
		return &plan.Use{Op: plan.Op{Src: n.Span(), Out: n.Columns()}, Of: def, Cols: n.Columns()}
	}
	for _, in := range plan.InputPlaces(n) {
		*in = share(*in, by, shared)
	}
	return n
}

func readsTable(n plan.Node) bool {
	found := false
	plan.InspectNode(n, func(n plan.Node) {
		switch n.(type) {
		case *plan.Scan, *plan.ExternalData, *plan.Service:
			found = true
		}
	})
	return found
}

func dependent(n plan.Node, by *plan.Column) bool {
	found := false
	plan.InspectNode(n, func(n plan.Node) {
		_, isRows := n.(*plan.Rows)
		found = found || isRows || slices.ContainsFunc(plan.Exprs(n), func(e plan.Expr) bool { return refers(e, by) })
	})
	return found
}

func refers(e plan.Expr, c *plan.Column) bool {
	found := false
	plan.Inspect(e, func(e plan.Expr) {
		r, ok := e.(*plan.Ref)
		found = found || ok && r.Col == c
	})
	return found
}
