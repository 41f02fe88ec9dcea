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
	f := &flow{env: env, columns: map[plan.Node]map[*plan.Column]bool{}, constants: map[*plan.Column]bool{}}
	for _, root := range rule.Roots() {
		plan.InspectNode(*root, f.node)
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
	// columns are the columns that a node gives.
	columns map[plan.Node]map[*plan.Column]bool
	// constants are the columns whose value a sub-query without rows of its own knows: those that partitions are made by.
	constants map[*plan.Column]bool
	gap       *plan.Gap
}

// node makes the columns flow that the expressions of a node refer to.
func (f *flow) node(n plan.Node) {
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
				if c != nil {
					f.need(n, l.Input, c)
				}
			}
		}
		return
	case *plan.Partition:
		if n.Rows == nil && f.gives(n.Input)[n.By] {
			f.constants[n.By] = true
		}
	}
	inputs := n.Inputs()
	if len(inputs) == 0 {
		return
	}
	own := ownColumns(n)
	if g, ok := inputs[0].(plan.Graph); ok {
		for _, c := range g.NodeColumns() {
			own[c] = true
		}
	}
	for _, e := range plan.Exprs(n) {
		plan.Inspect(e, func(e plan.Expr) {
			switch r := e.(type) {
			case *plan.Ref:
				if !own[r.Col] {
					f.need(n, inputs[0], r.Col)
				}
			case *plan.GraphRef:
				if !own[r.Col] {
					f.need(n, inputs[0], r.Col)
				}
			}
		})
	}
}

// ownColumns are the columns that an operator computes and refers to itself.
func ownColumns(n plan.Node) map[*plan.Column]bool {
	own := map[*plan.Column]bool{}
	add := func(aggs []plan.Aggregate) {
		for _, a := range aggs {
			for _, c := range a.Cols {
				own[c] = true
			}
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
				for _, c := range a.Table.Columns() {
					own[c] = true
				}
			}
		}
	case *plan.ScanSteps:
		for _, s := range n.State {
			own[s.Col] = true
		}
	case *plan.MakeGraph:
		for _, t := range n.Tables {
			for _, c := range t.Input.Columns() {
				own[c] = true
			}
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

// gives are the columns of a node.
func (f *flow) gives(n plan.Node) map[*plan.Column]bool {
	set := f.columns[n]
	if set == nil {
		set = map[*plan.Column]bool{}
		for _, c := range n.Columns() {
			set[c] = true
		}
		f.columns[n] = set
	}
	return set
}

// need makes sure that an input gives a column.
func (f *flow) need(at, n plan.Node, c *plan.Column) {
	if f.gap != nil || f.gives(n)[c] || f.constants[c] {
		return
	}
	if !f.extend(n, c) {
		f.missing(at, "the column "+c.Name+", which depends on data")
		return
	}
	f.gives(n)[c] = true
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

func (f *flow) missing(n plan.Node, what string) {
	if f.gap == nil {
		f.gap = &plan.Gap{Span: n.Span(), What: what}
	}
}
