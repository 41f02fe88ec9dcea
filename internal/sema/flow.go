package sema

import (
	"slices"

	"github.com/kqlc/kqlc/internal/plan"
)

// finish makes columns of open tables, which the query names although no operator declares them, flow from their source
// to where they are used; and notes what keeps the rule from being compiled.
func finish(rule *plan.Rule, env *Env) {
	if env.Verdict {
		return
	}
	f := &flow{env: env}
	for _, root := range rule.Roots() {
		plan.InspectNode(*root, f.visit)
	}
	if f.gap != nil {
		rule.Gaps = append(rule.Gaps, *f.gap)
	}
	if len(rule.Gaps) > 0 {
		rule.Results = nil
	}
	nameResults(rule.Results)
}

// flow is the state of that.
type flow struct {
	env *Env
	// node is the one whose columns were asked for last, at the place of the one that is likely to come next.
	node plan.Node
	at   int
	// constants are the columns whose value a sub-query without rows of its own knows: those that partitions are made by.
	constants []*plan.Column
	gap       *plan.Gap
}

// visit makes the columns flow that the expressions of a node refer to.
func (f *flow) visit(n plan.Node) {
	switch n := n.(type) {
	case *plan.Scan:
		if f.env.Schema.Table(n.Table) == nil {
			f.missing(n, "a table that is not known here")
		}
		return
	case *plan.Join:
		f.join(n)
		return
	case *plan.Union:
		for _, l := range n.Legs {
			for _, c := range l.Cols {
				f.need(n, l.Input, c.From)
			}
		}
		return
	case *plan.Partition:
		if n.Key != nil && f.gives(n.Input, n.By) {
			f.constants = append(f.constants, n.Key)
		}
	}
	inputs := plan.Inputs(n)
	if len(inputs) == 0 {
		return
	}
	own := ownColumns(n)
	if g, ok := inputs[0].(plan.Graph); ok {
		own = append(own, g.NodeColumns()...)
	}
	plan.InspectExprs(n, func(e plan.Expr) {
		switch r := e.(type) {
		case *plan.Ref:
			if !slices.Contains(own, r.Col) {
				f.need(n, inputs[0], r.Col)
			}
		case *plan.GraphRef:
			if !slices.Contains(own, r.Col) {
				f.need(n, inputs[0], r.Col)
			}
		}
	})
}

// ownColumns are the columns that an operator computes and refers to itself.
func ownColumns(n plan.Node) []*plan.Column {
	var own []*plan.Column
	add := func(aggs []plan.Aggregate) {
		for _, a := range aggs {
			own = append(own, a.Cols...)
		}
	}
	switch n := n.(type) {
	case *plan.MakeSeries:
		for _, s := range n.Aggs {
			add(s.Aggs)
		}
	case *plan.TopNested:
		for _, l := range n.Levels {
			add(l.Aggs)
		}
	case *plan.Evaluate:
		for _, a := range n.Args {
			if a.Table != nil {
				own = append(own, a.Table.Columns()...)
			}
		}
	case *plan.ScanSteps:
		for _, s := range n.State {
			own = append(own, s.Col)
		}
	case *plan.MakeGraph:
		for _, t := range n.Tables {
			own = append(own, t.Input.Columns()...)
		}
	}
	return own
}

func (f *flow) join(n *plan.Join) {
	for _, k := range n.Keys {
		f.need(n, n.Left, k.Left)
		f.need(n, n.Right, k.Right)
	}
	for _, c := range n.Cols {
		side := n.Left
		if c.Right {
			side = n.Right
		}
		f.need(n, side, c.From)
	}
}

// gives tells whether a node gives a column. Mostly columns are asked for in their order, so that it is found at once.
func (f *flow) gives(n plan.Node, c *plan.Column) bool {
	if f.node != n {
		f.node, f.at = n, 0
	}
	columns := n.Columns()
	if i := slices.Index(columns[f.at:], c); i >= 0 {
		f.at += i + 1
		return true
	}
	i := slices.Index(columns[:f.at], c)
	f.at = i + 1
	return i >= 0
}

// need makes sure that an input gives a column.
func (f *flow) need(at, n plan.Node, c *plan.Column) {
	if f.gap != nil || f.gives(n, c) || slices.Contains(f.constants, c) {
		return
	}
	if !f.extend(n, c) {
		f.missing(at, "the column "+c.Name+", which depends on data")
	}
}

// extend adds a column to what a node gives: it passes it on, or is its source.
func (f *flow) extend(n plan.Node, c *plan.Column) bool {
	switch n := n.(type) {
	case *plan.Service:
		n.Out = append(n.Out, c)
	case *plan.Use:
		of := *c
		n.Cols, n.Out = append(n.Cols, &of), append(n.Out, c)
		f.need(n, n.Of.Input, &of)
	case *plan.Evaluate:
		if n.Declared {
			return false
		}
		n.Out = append(n.Out, c)
	case *plan.Project:
		if !n.Others || slices.Contains(n.Away, c.Name) {
			return false
		}
		n.Assigns, n.Out = append(n.Assigns, plan.Assign{Col: c, Expr: plan.NewRef(c)}), append(n.Out, c)
		f.need(n, n.Input, c)
	case *plan.Union:
		n.Out = append(n.Out, c)
		found := false
		for i := range n.Legs {
			leg, of := &n.Legs[i], *c
			if mayHaveMore(leg.Input) && f.extend(leg.Input, &of) {
				leg.Cols = append(leg.Cols, plan.UnionColumn{At: len(n.Out) - 1, From: &of})
				found = true
			}
		}
		return found
	case *plan.Where:
		n.Out = append(n.Out, c)
		f.need(n, n.Input, c)
	case *plan.Extend:
		n.Out = append(n.Out, c)
		f.need(n, n.Input, c)
	case *plan.Sort:
		n.Out = append(n.Out, c)
		f.need(n, n.Input, c)
	case *plan.Top:
		n.Out = append(n.Out, c)
		f.need(n, n.Input, c)
	case *plan.Take:
		n.Out = append(n.Out, c)
		f.need(n, n.Input, c)
	case *plan.Serialize:
		n.Out = append(n.Out, c)
		f.need(n, n.Input, c)
	case *plan.MakeGraph:
		n.Out = append(n.Out, c)
		f.need(n, n.Input, c)
	case *plan.GraphWhere:
		n.Out = append(n.Out, c)
		f.need(n, n.Input, c)
	case *plan.GraphMarkComponents:
		n.Out = append(n.Out, c)
		f.need(n, n.Input, c)
	case *plan.Parse:
		n.Out = append(n.Out, c)
		f.need(n, n.Input, c)
	case *plan.MvExpand:
		n.Out = append(n.Out, c)
		f.need(n, n.Input, c)
	default:
		return false
	}
	return true
}

// mayHaveMore tells whether data may give a node more columns than the query names.
func mayHaveMore(n plan.Node) bool {
	switch n := n.(type) {
	case *plan.Service:
		return true
	case *plan.Use:
		return mayHaveMore(n.Of.Input)
	case *plan.Evaluate:
		return !n.Declared && (n.Plugin.Name == "bag_unpack" || n.Plugin.Name == "pivot")
	case *plan.Project:
		return n.Others && mayHaveMore(n.Input)
	case *plan.Union:
		return slices.ContainsFunc(n.Legs, func(l plan.UnionLeg) bool { return mayHaveMore(l.Input) })
	case *plan.Where, *plan.Extend, *plan.Sort, *plan.Top, *plan.Take, *plan.Serialize, *plan.Parse, *plan.MvExpand:
		return mayHaveMore(plan.Inputs(n)[0])
	}
	return false
}

func (f *flow) missing(n plan.Node, what string) {
	if f.gap == nil {
		f.gap = &plan.Gap{Span: n.Span(), What: what}
	}
}
