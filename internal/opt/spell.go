package opt

import (
	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
)

// spell writes operators that are short for others in terms of these.
func spell(n plan.Node) plan.Node {
	return plan.RewriteNode(n, func(n plan.Node) plan.Node {
		switch n := n.(type) {
		case *plan.SampleDistinct:
			distinct := &plan.Distinct{Op: n.Op, Input: n.Input, Assigns: []plan.Assign{n.Value}}
			return &plan.Take{Op: n.Op, Input: distinct, Limit: n.Limit}
		case *plan.Sort:
			return drawn(n, &n.Op, &n.Input, n.Keys)
		case *plan.Top:
			return drawn(n, &n.Op, &n.Input, n.Keys)
		case *plan.TopHitters:
			return topHitters(n)
		case *plan.ScanSteps:
			if len(n.OrderBy) > 0 {
				n.Input = &plan.Sort{Op: plan.Op{Src: n.Src, Out: copyColumns(n.Input)}, Input: n.Input, Keys: n.OrderBy}
				n.OrderBy = nil
			}
		}
		return n
	})
}

// drawn makes columns of keys that are another value each time that they are computed, as rand() is: rows are compared often.
func drawn(n plan.Node, op *plan.Op, in *plan.Node, keys []plan.Key) plan.Node {
	columns := op.Out
	extend := &plan.Extend{Op: plan.Op{Src: op.Src, Out: copyColumns(*in)}, Input: *in}
	for i, k := range keys {
		if plan.Volatile(k.Expr) {
			c := plan.NewColumn("key", k.Expr.Type(), k.Expr.Nullable())
			extend.Assigns = append(extend.Assigns, plan.Assign{Col: c, Expr: k.Expr})
			extend.Out = append(extend.Out, c)
			keys[i].Expr = plan.NewRef(c)
		}
	}
	if extend.Assigns == nil {
		return n
	}
	*in, op.Out = extend, extend.Out
	return choose(n, columns)
}

// topHitters counts exactly what Kusto estimates (Kusto: top-hitters-operator).
func topHitters(n *plan.TopHitters) plan.Node {
	agg := plan.Aggregate{Cols: []*plan.Column{n.Weight}, Fn: catalog.Lookup(catalog.Aggregate, "count")}
	if n.By != nil {
		agg.Fn, agg.Args = catalog.Lookup(catalog.Aggregate, "sum"), []plan.Expr{n.By}
	}
	sum := &plan.Summarize{Op: n.Op, Input: n.Input, Keys: []plan.Assign{n.Value}, Aggs: []plan.Aggregate{agg}}
	key := plan.Key{Expr: plan.NewRef(n.Weight), Desc: true}
	if n.Weight.Type != kql.TypeInt {
		return &plan.Top{Op: n.Op, Input: sum, Limit: n.Limit, Keys: []plan.Key{key}}
	}
	// A sum of ints is a long; the column has the type of what is summed.
	wide := plan.NewColumn(n.Weight.Name, kql.TypeLong, false)
	sum.Out = []*plan.Column{n.Value.Col, wide}
	sum.Aggs[0].Cols = []*plan.Column{wide}
	narrow := &plan.Call{Fn: catalog.Lookup(catalog.Scalar, "toint"), Args: []plan.Expr{plan.NewRef(wide)}}
	narrow.T, narrow.Src = kql.TypeInt, n.Src
	project := &plan.Project{Op: n.Op, Input: sum, Assigns: []plan.Assign{
		{Col: n.Value.Col, Expr: plan.NewRef(n.Value.Col)}, {Col: n.Weight, Expr: narrow},
	}}
	return &plan.Top{Op: n.Op, Input: project, Limit: n.Limit, Keys: []plan.Key{key}}
}
