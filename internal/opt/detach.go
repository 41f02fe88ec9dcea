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
		case *plan.Evaluate:
			if slices.Contains(patterns, n.Plugin.Name) {
				detachPatterns(n)
			}
		case *plan.TopNested:
			detachLevels(n)
		case *plan.Union:
			given := map[*plan.Column]bool{}
			for _, c := range n.Out {
				given[c] = true
			}
			for i := range n.Legs {
				leg := &n.Legs[i]
				if !slices.ContainsFunc(leg.Cols, func(c plan.UnionColumn) bool { return given[c.From] }) {
					continue
				}
				var own map[*plan.Column]*plan.Column
				leg.Input, own = renew(leg.Input)
				for j := range leg.Cols {
					leg.Cols[j].From = own[leg.Cols[j].From]
				}
			}
		}
		return n
	})
}

// patterns are the plugins that give null where any value of a column fits.
var patterns = []string{"basket", "autocluster", "diffpatterns"}

func detachPatterns(n *plan.Evaluate) {
	var own map[*plan.Column]*plan.Column
	n.Input, own = renew(n.Input)
	plan.EachExpr(n, func(e plan.Expr) plan.Expr {
		return plan.Rewrite(e, func(e plan.Expr) plan.Expr {
			if r, ok := e.(*plan.Ref); ok {
				return plan.NewRef(own[r.Col])
			}
			return e
		})
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

// detachLevels gives the input of a top-nested that has rows for all others, in which the levels below are null, and its
// aggregates columns of their own.
func detachLevels(n *plan.TopNested) {
	if !slices.ContainsFunc(n.Levels, func(l plan.TopLevel) bool { return l.Others != nil }) {
		return
	}
	var own map[*plan.Column]*plan.Column
	n.Input, own = renew(n.Input)
	for i := range n.Levels {
		for _, a := range n.Levels[i].Aggs {
			for j, c := range a.Cols {
				fresh := *c
				own[c], a.Cols[j] = &fresh, &fresh
			}
		}
	}
	plan.EachExpr(n, func(e plan.Expr) plan.Expr {
		return plan.Rewrite(e, func(e plan.Expr) plan.Expr {
			if r, ok := e.(*plan.Ref); ok && own[r.Col] != nil {
				r.Col = own[r.Col]
			}
			return e
		})
	})
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
