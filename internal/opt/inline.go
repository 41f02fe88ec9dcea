package opt

import (
	"slices"

	"github.com/kqlc/kqlc/internal/plan"
)

// inline puts a shared table that is used once in the place of its use. What is not used at all is left out.
func inline(rule *plan.Rule) {
	uses := map[*plan.Shared]int{}
	for _, root := range rule.Roots() {
		countUses(*root, 1, uses)
	}
	open := slices.ContainsFunc(rule.Results, func(r plan.Result) bool { return r.Schema.Open })
	inlined := map[*plan.Shared]bool{}
	for _, root := range rule.Roots() {
		*root = plan.RewriteNode(*root, func(n plan.Node) plan.Node {
			use, ok := n.(*plan.Use)
			if !ok || uses[use.Of] != 1 || open && findsColumns(use.Of.Input) {
				return n
			}
			inlined[use.Of] = true
			p := &plan.Project{Op: use.Op, Input: use.Of.Input}
			for i, c := range use.Cols {
				p.Assigns = append(p.Assigns, plan.Assign{Col: use.Out[i], Expr: plan.NewRef(c)})
			}
			return p
		})
	}
	kept := rule.Shared[:0]
	for _, s := range rule.Shared {
		if uses[s] > 0 && !inlined[s] {
			kept = append(kept, s)
		}
	}
	rule.Shared = kept
}

// findsColumns tells whether a table may have columns that the query does not know, which a use passes on and a project does not.
func findsColumns(n plan.Node) bool {
	found := false
	plan.InspectNode(n, func(n plan.Node) {
		switch n := n.(type) {
		case *plan.Evaluate:
			found = found || !n.Declared
		case *plan.Service:
			found = found || n.Open
		}
	})
	return found
}

// countUses adds the uses of shared tables in n. One in a sub-query counts twice: it is run many times.
func countUses(n plan.Node, each int, uses map[*plan.Shared]int) {
	if use, ok := n.(*plan.Use); ok {
		uses[use.Of] += each
	}
	sub := plan.Subquery(n)
	for _, in := range plan.InputPlaces(n) {
		if *in == sub {
			countUses(*in, 2, uses)
			continue
		}
		countUses(*in, each, uses)
	}
}
