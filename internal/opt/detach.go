package opt

import (
	"slices"

	"github.com/kqlc/kqlc/internal/plan"
)

// detach gives the inputs of outer joins and of unions columns of their own where the output has the same ones: above,
// a column may be null that below may not.
func detach(n plan.Node) plan.Node {
	return plan.RewriteNode(n, func(n plan.Node) plan.Node {
		switch n := n.(type) {
		case *plan.Join:
			detachJoin(n)
		case *plan.Union:
			for i := range n.Legs {
				leg := &n.Legs[i]
				if !slices.ContainsFunc(leg.Cols, func(c *plan.Column) bool { return c != nil && slices.Contains(n.Out, c) }) {
					continue
				}
				var own map[*plan.Column]*plan.Column
				leg.Input, own = renew(leg.Input)
				for j, c := range leg.Cols {
					if c != nil {
						leg.Cols[j] = own[c]
					}
				}
			}
		}
		return n
	})
}

func detachJoin(n *plan.Join) {
	if n.Kind == plan.RightOuter || n.Kind == plan.FullOuter {
		var own map[*plan.Column]*plan.Column
		n.Left, own = renew(n.Left)
		for i := range n.Keys {
			n.Keys[i].Left = own[n.Keys[i].Left]
		}
		for i := range n.Cols {
			if !n.Cols[i].Right {
				n.Cols[i].From = own[n.Cols[i].From]
			}
		}
	}
	if n.Kind == plan.LeftOuter || n.Kind == plan.FullOuter {
		var own map[*plan.Column]*plan.Column
		n.Right, own = renew(n.Right)
		for i := range n.Keys {
			n.Keys[i].Right = own[n.Keys[i].Right]
		}
		for i := range n.Cols {
			if n.Cols[i].Right {
				n.Cols[i].From = own[n.Cols[i].From]
			}
		}
	}
}

// renew puts a projection on top of n that gives the same values as columns of its own.
func renew(n plan.Node) (plan.Node, map[*plan.Column]*plan.Column) {
	p := &plan.Project{Op: plan.Op{Src: n.Span()}, Input: n}
	own := map[*plan.Column]*plan.Column{}
	for _, c := range n.Columns() {
		fresh := *c
		own[c] = &fresh
		p.Out = append(p.Out, &fresh)
		p.Assigns = append(p.Assigns, plan.Assign{Col: &fresh, Expr: plan.NewRef(c)})
	}
	return p, own
}
