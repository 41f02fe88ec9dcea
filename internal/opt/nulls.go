package opt

import (
	"slices"

	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
)

// settleRows settles which expressions and columns can be null, from the inputs up: by the Go functions that compute them.
//
// A column that passes through an outer join is one column below and above it, and may be null above only: with again,
// what has once been found to be nullable stays so, until nothing changes. changed tells that something did.
func settleRows(n plan.Node, again bool) (changed bool) {
	st := settler{again: again}
	st.rows(n)
	return st.changed
}

// settler settles columns.
type settler struct{ again, changed bool }

// set notes whether a column can be null.
func (st *settler) set(c *plan.Column, nullable bool) {
	nullable = nullable || st.again && c.Nullable
	st.changed = st.changed || c.Nullable != nullable
	c.Nullable = nullable
}

// may notes that columns can be null, if their types have one of their own, never that they cannot. A column may be nil.
func (st *settler) may(columns ...*plan.Column) {
	for _, c := range columns {
		if c != nil {
			st.set(c, !carriesNull(c.Type))
		}
	}
}

func (st *settler) never(columns ...*plan.Column) {
	for _, c := range columns {
		if c != nil {
			st.set(c, false)
		}
	}
}

func (st *settler) rows(n plan.Node) plan.Node {
	return plan.RewriteNode(n, func(n plan.Node) plan.Node {
		plan.EachExpr(n, func(e plan.Expr) plan.Expr { return plan.Rewrite(e, settle) })
		for _, a := range plan.Assigns(n) {
			st.set(a.Col, a.Expr.Nullable())
		}
		st.columns(n)
		return n
	})
}

// columns settles the columns that an operator makes other than by an expression of each row.
func (st *settler) columns(n plan.Node) {
	switch n := n.(type) {
	case *plan.Values:
		for i, c := range n.Out {
			null := false
			for _, row := range n.Rows {
				null = null || row[i].Nullable()
			}
			st.set(c, null)
		}
	case *plan.Summarize:
		st.aggregates(n)
	case *plan.Join:
		st.join(n)
	case *plan.Use:
		for i, c := range n.Cols {
			st.set(n.Out[i], c.Nullable)
		}
	case *plan.MvExpand:
		st.expanded(n.Items, n.Index)
	case *plan.MvApply:
		st.expanded(n.Items, n.Index)
	case *plan.Parse:
		for _, p := range n.Parts {
			st.may(p.Col)
		}
	case *plan.ParseKv:
		for _, k := range n.Keys {
			st.may(k.Col)
		}
	case *plan.Window:
		for _, c := range n.Calls {
			st.set(c.Col, windowNull(c.Call))
		}
	case *plan.Neighbours:
		for _, v := range n.Values {
			st.set(v.Col, !carriesNull(v.Col.Type) && (v.Value.Nullable() || v.Default == nil || v.Default.Nullable()))
		}
	case *plan.MakeSeries:
		for i := range n.Aggs {
			st.aggregateColumns(n.Aggs[i].Aggs)
			n.Aggs[i].Value = plan.Rewrite(n.Aggs[i].Value, settle)
		}
	case *plan.TopNested:
		st.topNested(n)
	case *plan.ScanSteps:
		for _, v := range n.State {
			st.may(v.Col)
		}
		st.never(n.MatchID)
	case *plan.ExternalData:
		st.may(n.Out...)
	case *plan.Range:
		st.never(n.Out...)
	case *plan.Evaluate:
		st.plugin(n)
	case *plan.MakeGraph:
		st.graph(n)
	case *plan.GraphMarkComponents:
		st.never(n.Component)
	case *plan.GraphToTable:
		st.never(n.NodeID, n.SourceID, n.TargetID)
	case *plan.Union:
		st.union(n)
	}
}

func (st *settler) expanded(items []plan.Expanded, index *plan.Column) {
	for _, item := range items {
		st.may(item.Col)
	}
	st.never(index)
}

// union settles the columns of a union: those that a leg lacks are null in its rows.
func (st *settler) union(n *plan.Union) {
	always := make([]int, len(n.Out)) // the number of legs in which a column always has a value
	for _, leg := range n.Legs {
		for _, c := range leg.Cols {
			if !c.From.Nullable {
				always[c.At]++
			}
		}
	}
	for i, c := range n.Out {
		st.set(c, !carriesNull(c.Type) && c != n.Source && always[i] < len(n.Legs))
	}
}

// graph settles the properties of nodes: an end of an edge that no table gives has none.
func (st *settler) graph(n *plan.MakeGraph) {
	for _, c := range n.Nodes {
		ends := n.Source.Nullable() || n.Target.Nullable()
		st.set(c, !carriesNull(c.Type) && (c != n.ID || len(n.Tables) > 0 || ends))
	}
}

// neverNullPlugins are the plugins whose own columns always have a value.
var neverNullPlugins = []string{
	"active_users_count", "activity_counts_metrics", "activity_engagement", "activity_metrics", "new_activity_metrics",
	"sliding_window_counts", "session_count", "rolling_percentile", "narrow", "funnel_sequence", "funnel_sequence_completion",
	"estimate_rows_count", "schema_merge",
}

// plugin settles the columns that a plugin makes.
func (st *settler) plugin(n *plan.Evaluate) {
	for _, a := range n.Args {
		if a.Agg != nil {
			st.aggregateColumns([]plan.Aggregate{*a.Agg})
		}
	}
	for _, c := range n.Out {
		if n.Input == nil || !slices.Contains(n.Input.Columns(), c) {
			st.set(c, !carriesNull(c.Type) && !slices.Contains(neverNullPlugins, n.Plugin.Name))
		}
	}
}

// aggregates settles the columns of aggregates.
func (st *settler) aggregates(n *plan.Summarize) { st.aggregateColumns(n.Aggs) }

func (st *settler) aggregateColumns(aggs []plan.Aggregate) {
	for _, a := range aggs {
		for _, c := range a.Cols {
			st.set(c, a.Nullable(c))
		}
	}
}

// topNested settles the columns of the levels: those below the one that stands for all others are null.
func (st *settler) topNested(n *plan.TopNested) {
	others := false
	for i := range n.Levels {
		l := &n.Levels[i]
		st.aggregateColumns(l.Aggs)
		l.Weight = plan.Rewrite(l.Weight, settle)
		null := others || l.Value.Expr.Nullable() || l.Others != nil && l.Others.Nullable()
		st.set(l.Value.Col, !carriesNull(l.Value.Col.Type) && null)
		st.set(l.WeightCol, !carriesNull(l.WeightCol.Type) && (others || l.Weight.Nullable()))
		others = others || l.Others != nil
	}
}

// join settles the columns of a join: those of a side that may be missing may be null.
func (st *settler) join(n *plan.Join) {
	noLeft := n.Kind == plan.RightOuter || n.Kind == plan.FullOuter
	noRight := n.Kind == plan.LeftOuter || n.Kind == plan.FullOuter
	for _, c := range n.Cols {
		missing := noLeft
		if c.Right {
			missing = noRight
		}
		if c.Col != c.From || missing {
			st.set(c.Col, !carriesNull(c.Col.Type) && (missing || c.From.Nullable))
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
	case *plan.GraphRef:
		e.Null = e.Col.Nullable && !carriesNull(e.T)
	case *plan.GraphEach:
		e.Null = false
	case *plan.GraphCall:
		e.Null = false
	case *plan.ScalarRef:
		e.Null = !carriesNull(e.T)
	case *plan.StateRef:
		e.Null = !carriesNull(e.T)
	case *plan.Part:
		e.Null = !carriesNull(e.T) && partNull(e)
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

// partNull tells whether a value of a function of several can be null.
func partNull(e *plan.Part) bool {
	impl, _, ok := e.Call.Fn.Select(plan.ArgTypes(e.Call.Args))
	if !ok {
		return true
	}
	field, ok := impl.Field(e.Field)
	return !ok || catalog.IsNull(field.Type)
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
