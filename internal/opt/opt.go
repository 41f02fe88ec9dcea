// Package opt rewrites a plan without changing its rows: constants are folded, predicates are put in order of cost and
// moved down, columns that nobody needs are cut, and a sort that is followed by take keeps only the rows it will give.
package opt

import (
	"slices"

	"github.com/kqlc/kqlc/internal/plan"
)

// Run rewrites the rule in place and returns it.
func Run(rule *plan.Rule) *plan.Rule {
	first(rule)
	inputs := settleRule(rule, func(n plan.Node) plan.Node {
		n = detach(n)
		n = fold(n)
		n = spell(n)
		n = windows(n)
		n = limit(n)
		n = order(n)
		return hold(n)
	}, pruneRule)
	for _, in := range inputs {
		guard(*in)
	}
	return rule
}

// Settle does of Run what a rule cannot be generated without, and nothing for its speed. Tests hold the rows of the two
// equal.
func Settle(rule *plan.Rule) *plan.Rule {
	settleRule(rule, func(n plan.Node) plan.Node {
		n = detach(n)
		n = plan.RewriteNode(n, func(n plan.Node) plan.Node {
			plan.EachExpr(n, func(e plan.Expr) plan.Expr { return plan.Rewrite(e, literals) })
			return n
		})
		n = spell(n)
		n = windows(n)
		return hold(n)
	}, func(*plan.Rule) {})
	return rule
}

// first cuts what a scalar or a set is computed from down to the first column, which is all that they take.
func first(rule *plan.Rule) {
	cut := func(in *plan.Node) {
		columns := (*in).Columns()
		settled := !slices.ContainsFunc(columns, func(c *plan.Column) bool { return c.Others != nil || c.Untyped })
		if len(columns) > 1 && settled {
			*in = choose(*in, columns[:1:1])
		}
	}
	for _, s := range rule.Scalars {
		cut(&s.Input)
	}
	for _, s := range rule.Sets {
		cut(&s.Input)
	}
}

// settleRule rewrites what a rule evaluates and then cuts it, settles which columns can be null, and returns the inputs.
func settleRule(rule *plan.Rule, rewrite func(plan.Node) plan.Node, cut func(*plan.Rule)) []*plan.Node {
	inline(rule)
	others(rule)
	isolate(rule)
	inputs := rule.Roots()
	for _, in := range inputs {
		*in = rewrite(*in)
	}
	cut(rule)
	for _, in := range inputs {
		settleRows(*in, false)
	}
	for changed := true; changed; {
		changed = false
		for _, in := range inputs {
			changed = settleRows(*in, true) || changed
		}
	}
	return inputs
}
