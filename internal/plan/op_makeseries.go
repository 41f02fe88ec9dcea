package plan

import "github.com/kqlc/kqlc/kql"

type (
	// MakeSeries turns rows into arrays over an axis, one row a combination of keys (Kusto: make-series-operator). Out
	// are the keys, the series, the axis.
	MakeSeries struct {
		Op
		Input Node
		Keys  []Assign
		Aggs  []Series
		// Axis is the value that places a row; AxisCol the array of the axis' points.
		Axis    Expr
		AxisCol *Column
		// From and To bound the axis, nil for that of the data. To is exclusive, but inclusive with InRange, the old
		// form.
		From, To, Step Expr
		InRange        bool
		// NonEmpty asks for one series of defaults where there is no row.
		NonEmpty bool
	}

	// Series is one aggregate of make-series. Value computes the point from the columns of Aggs, as a Project on top of
	// a Summarize would; Default fills empty bins.
	Series struct {
		Col     *Column
		Aggs    []Aggregate
		Value   Expr
		Elem    kql.Type
		Default Expr
	}
)

func (n *MakeSeries) inputs(f func(*Node)) { f(&n.Input) }

func (n *MakeSeries) exprs(f func(*Expr)) {
	eachAssigned(n.Keys, f)
	for i := range n.Aggs {
		eachAggregated(n.Aggs[i].Aggs, f)
		f(&n.Aggs[i].Value)
		f(&n.Aggs[i].Default)
	}
	f(&n.Axis)
	f(&n.From)
	f(&n.To)
	f(&n.Step)
}
