package sema_test

import (
	"fmt"
	"testing"

	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
)

// verifier checks that a plan is what the generator relies on: every reference is to a column of the row at its place,
// values have the types of their columns, and nothing is missing.
type verifier struct {
	problems []string
	seen     map[plan.Node]bool
}

func (v *verifier) problem(format string, args ...any) {
	v.problems = append(v.problems, fmt.Sprintf(format, args...))
}

func verify(r *plan.Rule) []string {
	v := &verifier{seen: map[plan.Node]bool{}}
	for _, root := range r.Roots() {
		v.node(*root)
	}
	return v.problems
}

func (v *verifier) node(n plan.Node) {
	if n == nil {
		v.problem("nil node")
		return
	}
	if v.seen[n] {
		v.problem("%T stands in two places", n)
	}
	v.seen[n] = true
	have := map[*plan.Column]bool{}
	for _, in := range plan.Inputs(n) {
		if in == nil {
			v.problem("%T has a nil input", n)
			return
		}
		v.node(in)
		for _, c := range in.Columns() {
			have[c] = true
		}
		if g, ok := in.(plan.Graph); ok {
			for _, c := range g.NodeColumns() {
				have[c] = true
			}
		}
	}
	names := map[*plan.Column]bool{}
	for _, c := range n.Columns() {
		if names[c] {
			v.problem("%T gives column %s twice", n, c.Name)
		}
		names[c] = true
		if (c.Type == kql.TypeString || c.Type == kql.TypeDynamic) && c.Nullable {
			v.problem("%T: %s column %s is nullable", n, c.Type, c.Name)
		}
	}
	switch n := n.(type) {
	case *plan.Where:
		v.expr(n, n.Pred, have)
		if n.Pred != nil && n.Pred.Type() != kql.TypeBool {
			v.problem("where of %s", n.Pred.Type())
		}
		v.same(n, n.Out, n.Input.Columns())
	case *plan.Extend:
		v.assigns(n, n.Assigns, have)
		v.from(n, n.Out, have, n.Assigns)
	case *plan.Project:
		v.assigns(n, n.Assigns, have)
		v.from(n, n.Out, nil, n.Assigns)
	case *plan.Distinct:
		v.assigns(n, n.Assigns, have)
		v.from(n, n.Out, nil, n.Assigns)
	case *plan.Sort:
		v.keys(n, n.Keys, have)
		v.same(n, n.Out, n.Input.Columns())
	case *plan.Top:
		v.keys(n, n.Keys, have)
		v.same(n, n.Out, n.Input.Columns())
	case *plan.Take:
		v.same(n, n.Out, n.Input.Columns())
	case *plan.Summarize:
		v.assigns(n, n.Keys, have)
		for _, a := range n.Aggs {
			for _, e := range a.Args {
				v.expr(n, e, have)
			}
		}
	case *plan.Join:
		v.join(n)
	case *plan.Union:
		for _, l := range n.Legs {
			v.leg(n, l)
		}
	case *plan.MvExpand:
		v.expand(n, n.Items, have)
	case *plan.MvApply:
		v.expand(n, n.Items, have)
		v.node(n.Sub)
	case *plan.Parse:
		v.expr(n, n.Arg, have)
	case *plan.MakeSeries:
		v.assigns(n, n.Keys, have)
		v.expr(n, n.Axis, have)
	case *plan.Partition:
		v.node(n.Sub)
	case *plan.MakeGraph:
		v.graph(n, have)
	case *plan.GraphWhere:
		v.expr(n, n.Pred, have)
		v.same(n, n.Out, n.Input.Columns())
	case *plan.GraphMarkComponents:
		v.same(n, n.Out, n.Input.Columns())
	case *plan.GraphMatch:
		if n.Where != nil {
			v.expr(n, n.Where, have)
		}
		v.assigns(n, n.Assigns, have)
	case *plan.Values:
		for _, row := range n.Rows {
			if len(row) != len(n.Out) {
				v.problem("row of %d values for %d columns", len(row), len(n.Out))
			}
			for i, e := range row {
				v.expr(n, e, nil)
				if e != nil && i < len(n.Out) && e.Type() != n.Out[i].Type {
					v.problem("datatable: %s in a column of %s", e.Type(), n.Out[i].Type)
				}
			}
		}
	}
}

// graph checks that identities are of one type and that the tables of nodes give the columns of the nodes.
func (v *verifier) graph(n *plan.MakeGraph, have map[*plan.Column]bool) {
	v.expr(n, n.Source, have)
	v.expr(n, n.Target, have)
	ids := []plan.Expr{n.Source, n.Target}
	for _, t := range n.Tables {
		set := columnSet(t.Input)
		v.expr(n, t.ID, set)
		ids = append(ids, t.ID)
		for i, c := range t.Cols {
			if c != nil && (!set[c] || c.Type != n.Nodes[i].Type) {
				v.problem("make-graph: no %s %s in a table of nodes", n.Nodes[i].Type, n.Nodes[i].Name)
			}
		}
	}
	for _, id := range ids {
		if id.Type() != n.Source.Type() || n.ID != nil && n.ID.Type != id.Type() {
			v.problem("make-graph: identities differ in type")
		}
	}
}

func (v *verifier) join(n *plan.Join) {
	left, right := columnSet(n.Left), columnSet(n.Right)
	for i, c := range n.Cols {
		if c.Right && !right[c.From] || !c.Right && !left[c.From] {
			v.problem("join takes %s from a side that lacks it", c.From.Name)
		}
		if n.Out[i] != c.Col {
			v.problem("join's columns are out of step")
		}
	}
	for _, k := range n.Keys {
		if !left[k.Left] || !right[k.Right] {
			v.problem("join on %s, %s, which the sides lack", k.Left.Name, k.Right.Name)
		}
	}
}

func columnSet(n plan.Node) map[*plan.Column]bool {
	set := map[*plan.Column]bool{}
	if n != nil {
		for _, c := range n.Columns() {
			set[c] = true
		}
	}
	return set
}

func (v *verifier) leg(n *plan.Union, l plan.UnionLeg) {
	set := columnSet(l.Input)
	always := map[*plan.Column]bool{n.Source: true}
	last := -1
	for _, c := range l.Cols {
		if c.At <= last || c.At >= len(n.Out) {
			v.problem("union's leg has a column at %d of %d, behind %d", c.At, len(n.Out), last)
			return
		}
		last = c.At
		out := n.Out[c.At]
		if !set[c.From] {
			v.problem("union's leg lacks %s", c.From.Name)
		}
		if c.From.Type != out.Type {
			v.problem("union's leg gives %s %s for %s", c.From.Type, c.From.Name, out.Type)
		}
		always[out] = !c.From.Nullable
	}
	for _, c := range n.Out {
		if !always[c] && !c.Nullable && c.Type != kql.TypeString && c.Type != kql.TypeDynamic {
			v.problem("union's column %s may be null", c.Name)
		}
	}
}

func (v *verifier) expand(n plan.Node, items []plan.Expanded, have map[*plan.Column]bool) {
	out := columnSet(n)
	for _, it := range items {
		v.expr(n, it.Expr, have)
		if _, apply := n.(*plan.MvApply); !apply && !out[it.Col] {
			v.problem("%T does not give %s", n, it.Col.Name)
		}
	}
}

func (v *verifier) same(n plan.Node, a, b []*plan.Column) {
	if len(a) != len(b) {
		v.problem("%T gives %d columns of %d", n, len(a), len(b))
		return
	}
	for i := range a {
		if a[i] != b[i] {
			v.problem("%T does not pass %s on", n, b[i].Name)
		}
	}
}

func (v *verifier) from(n plan.Node, out []*plan.Column, have map[*plan.Column]bool, assigns []plan.Assign) {
	computed := map[*plan.Column]bool{}
	for _, a := range assigns {
		computed[a.Col] = true
	}
	for _, c := range out {
		if !have[c] && !computed[c] {
			v.problem("%T: nothing computes %s", n, c.Name)
		}
	}
}

func (v *verifier) assigns(n plan.Node, list []plan.Assign, have map[*plan.Column]bool) {
	for _, a := range list {
		v.expr(n, a.Expr, have)
		if a.Expr == nil {
			continue
		}
		if a.Expr.Type() != a.Col.Type {
			v.problem("%T: %s column %s of a %s", n, a.Col.Type, a.Col.Name, a.Expr.Type())
		}
		if a.Expr.Nullable() && !a.Col.Nullable {
			v.problem("%T: column %s may be null", n, a.Col.Name)
		}
	}
}

func (v *verifier) keys(n plan.Node, keys []plan.Key, have map[*plan.Column]bool) {
	for _, k := range keys {
		v.expr(n, k.Expr, have)
	}
}

func (v *verifier) expr(n plan.Node, e plan.Expr, have map[*plan.Column]bool) {
	if e == nil {
		v.problem("%T has a nil expression", n)
		return
	}
	plan.Inspect(e, func(e plan.Expr) {
		switch e := e.(type) {
		case nil:
			v.problem("%T has a nil expression", n)
		case *plan.Ref:
			if !have[e.Col] {
				v.problem("%T refers to %s, which its input lacks", n, e.Col.Name)
			}
			if e.T != e.Col.Type || e.Null != e.Col.Nullable {
				v.problem("%T: reference to %s differs from it", n, e.Col.Name)
			}
		case *plan.GraphRef:
			if !have[e.Col] {
				v.problem("%T refers to %s, which the graph lacks", n, e.Col.Name)
			}
		case *plan.Param:
			v.problem("%T has a parameter %s", n, e.Name)
		}
		if e != nil && e.Type() == kql.TypeUnknown {
			if c, ok := e.(*plan.Call); !ok || c.Types == nil {
				v.problem("%T: %T of unknown type", n, e)
			}
		}
	})
}

// TestPlans verifies the plans of all rules of the corpus that have one.
func TestPlans(t *testing.T) {
	env := newEnv()
	missing, gaps := 0, 0
	for _, r := range readLines[rule](t, "../../../shared/corpus/rules.jsonl") {
		if r.Class != "typed" {
			continue
		}
		p, _ := check(r.Query, env)
		if len(p.Gaps) > 0 {
			gaps++
			t.Logf("%s: gap: %s", r.ID, p.Gaps[0].What)
			continue
		}
		if len(p.Results) == 0 {
			missing++
			t.Logf("%s: no plan", r.ID)
			continue
		}
		for i, problem := range verify(p) {
			if i < 3 {
				t.Errorf("%s: %s", r.ID, problem)
			}
		}
	}
	t.Logf("%d without a plan, %d with gaps", missing, gaps)
}
