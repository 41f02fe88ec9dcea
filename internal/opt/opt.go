// Package opt rewrites a plan without changing its rows: constants are folded, predicates are put in order of cost and
// moved down, columns that nobody needs are cut, and a sort that is followed by take keeps only the rows it will give.
package opt

import "github.com/kqlc/kqlc/internal/plan"

// Run rewrites the rule in place and returns it.
func Run(rule *plan.Rule) *plan.Rule {
	for i, n := range rule.Results {
		n = detach(n)
		n = fold(n)
		n = limit(n)
		n = order(n)
		n = prune(n, needAll(n))
		n = nulls(n)
		prefilter(n)
		rule.Results[i] = n
	}
	return rule
}
