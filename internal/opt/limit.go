package opt

import "github.com/kqlc/kqlc/internal/plan"

// limit turns a sort that is followed by take into a top, which keeps no more rows than it gives.
func limit(n plan.Node) plan.Node {
	return plan.RewriteNode(n, func(n plan.Node) plan.Node {
		take, ok := n.(*plan.Take)
		if !ok {
			return n
		}
		sort, ok := take.Input.(*plan.Sort)
		if !ok {
			return n
		}
		return &plan.Top{Op: plan.Op{Src: sort.Src, Out: take.Out}, Input: sort.Input, Limit: take.Limit, Keys: sort.Keys}
	})
}
