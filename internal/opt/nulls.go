package opt

import (
	"slices"

	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
)

// settleRows settles which expressions and columns can be null, from the inputs up: by the Go functions that compute them.
func settleRows(n plan.Node) plan.Node {
	return plan.RewriteNode(n, func(n plan.Node) plan.Node {
		plan.EachExpr(n, func(e plan.Expr) plan.Expr { return plan.Rewrite(e, settle) })
		for _, a := range plan.Assigns(n) {
			a.Col.Nullable = a.Expr.Nullable()
		}
		settleColumns(n)
		return n
	})
}

// settleColumns settles the columns that an operator makes other than by an expression of each row.
func settleColumns(n plan.Node) {
	switch n := n.(type) {
	case *plan.Values:
		for i, c := range n.Out {
			c.Nullable = false
			for _, row := range n.Rows {
				c.Nullable = c.Nullable || row[i].Nullable()
			}
		}
	case *plan.Summarize:
		settleAggregates(n)
	case *plan.Join:
		settleJoin(n)
	case *plan.Use:
		for i, c := range n.Of.Input.Columns() {
			n.Out[i].Nullable = c.Nullable
		}
	case *plan.MvExpand:
		for _, item := range n.Items {
			item.Col.Nullable = !carriesNull(item.Col.Type)
		}
		if n.Index != nil {
			n.Index.Nullable = false
		}
	case *plan.Parse:
		for _, p := range n.Parts {
			if p.Col != nil {
				p.Col.Nullable = !carriesNull(p.Col.Type)
			}
		}
	case *plan.Range:
		n.Out[0].Nullable = false
	case *plan.Union:
		for i, c := range n.Out {
			c.Nullable = false
			for _, leg := range n.Legs {
				missing := leg.Cols[i] == nil && c != n.Source
				c.Nullable = c.Nullable || !carriesNull(c.Type) && (missing || leg.Cols[i] != nil && leg.Cols[i].Nullable)
			}
		}
	}
}

// neverNull are the aggregates that give a value even of nothing (Kusto: summarize-operator).
var neverNull = []string{
	"count", "countif", "dcount", "dcountif", "count_distinct", "count_distinctif", "sum", "sumif", "stdev", "stdevif", "stdevp",
	"variance", "varianceif", "variancep",
}

// settleAggregates settles the columns of aggregates.
func settleAggregates(n *plan.Summarize) {
	for _, a := range n.Aggs {
		for _, c := range a.Cols {
			average := (a.Fn.Name == "avg" || a.Fn.Name == "avgif") && c.Type == kql.TypeReal
			c.Nullable = !carriesNull(c.Type) && !average && !slices.Contains(neverNull, a.Fn.Name)
		}
	}
}

// settleJoin settles the columns of a join: those of a side that may be missing may be null.
func settleJoin(n *plan.Join) {
	noLeft := n.Kind == plan.RightOuter || n.Kind == plan.FullOuter
	noRight := n.Kind == plan.LeftOuter || n.Kind == plan.FullOuter
	for _, c := range n.Cols {
		missing := noLeft
		if c.Right {
			missing = noRight
		}
		if c.Col != c.From || missing {
			c.Col.Nullable = !carriesNull(c.Col.Type) && (missing || c.From.Nullable)
		}
	}
}

// settle notes whether e can be null; what stands below e is settled.
func settle(e plan.Expr) plan.Expr {
	switch e := e.(type) {
	case *plan.Const:
		e.Null = e.Value == nil && !carriesNull(e.T)
	case *plan.Ref:
		e.Null = e.Col.Nullable && !carriesNull(e.T)
	case *plan.And:
		e.Null = anyNull(e.Args)
	case *plan.Or:
		e.Null = anyNull(e.Args)
	case *plan.Not:
		e.Null = e.Arg.Nullable()
	case *plan.Case:
		e.Null = e.Else.Nullable()
		for _, w := range e.Whens {
			e.Null = e.Null || w.Value.Nullable()
		}
	case *plan.ScalarRef:
		e.Null = !carriesNull(e.T)
	case *plan.InSet:
		e.Null = false
	case *plan.Call:
		e.Null = callNull(e) && !carriesNull(e.T)
	}
	return e
}

// callNull tells whether a call can give null: its Go function may, or a strict argument can be null.
func callNull(e *plan.Call) bool {
	types := plan.ArgTypes(e.Args)
	if e.Fn.IsEquality() && e.Args[0].Type() != kql.TypeDynamic {
		return e.Args[0].Nullable() && e.Args[1].Nullable()
	}
	if e.Fn.GoOperator(types) != "" {
		return anyNull(e.Args)
	}
	impl, _, ok := e.Fn.Select(types)
	if !ok {
		return true
	}
	if catalog.IsNull(impl.Result()) {
		return true
	}
	for i, a := range e.Args {
		if a.Nullable() && !catalog.IsNull(impl.Param(i)) {
			return true
		}
	}
	return false
}

func anyNull(args []plan.Expr) bool {
	for _, a := range args {
		if a.Nullable() {
			return true
		}
	}
	return false
}

// carriesNull tells whether values of the type have no null beside them: text has none, a dynamic carries its own.
func carriesNull(t kql.Type) bool { return t == kql.TypeString || t == kql.TypeDynamic }
