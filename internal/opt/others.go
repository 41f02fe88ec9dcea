package opt

import (
	"slices"

	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
	"github.com/kqlc/kqlc/kql"
)

// others lets the columns that a query does not know flow from the operators that find them at run time to the result,
// as one bag each; and marks the columns of the result whose types depend on data.
func others(rule *plan.Rule) {
	if len(rule.Results) == 0 || rule.Schema == nil {
		return
	}
	result := rule.Results[len(rule.Results)-1]
	for _, c := range result.Columns() {
		c.Untyped = c.Type == kql.TypeDynamic && slices.ContainsFunc(rule.Schema.Columns, func(s types.Column) bool {
			return s.Name == c.Name && s.Type == types.Unknown
		})
	}
	if rule.Schema.Open {
		unknown(result)
	}
}

// unknown adds the bags of unknown columns to what n gives, and returns them.
func unknown(n plan.Node) []*plan.Column {
	switch n := n.(type) {
	case *plan.Evaluate:
		if n.Declared || n.Plugin.Name != "bag_unpack" && n.Plugin.Name != "pivot" {
			return nil
		}
		bag := &plan.Others{Sorted: n.Plugin.Name == "bag_unpack"}
		for _, c := range n.Out {
			if !slices.Contains(n.Input.Columns(), c) {
				bag.Named = append(bag.Named, c)
			}
		}
		return found(&n.Op, bag, nil)
	case *plan.Service:
		if n.Open {
			return found(&n.Op, &plan.Others{}, nil)
		}
	case *plan.Where:
		return passed(&n.Op, n.Input)
	case *plan.Extend:
		return passed(&n.Op, n.Input)
	case *plan.Sort:
		return passed(&n.Op, n.Input)
	case *plan.Top:
		return passed(&n.Op, n.Input)
	case *plan.Take:
		return passed(&n.Op, n.Input)
	case *plan.Serialize:
		return passed(&n.Op, n.Input)
	case *plan.MvExpand:
		return passed(&n.Op, n.Input)
	case *plan.Parse:
		return passed(&n.Op, n.Input)
	case *plan.Project:
		if !n.Others {
			return nil
		}
		return unknownOfProject(n)
	case *plan.Union:
		return unknownOfUnion(n)
	case *plan.Join:
		return unknownOfJoin(n)
	}
	return nil
}

// found adds the bag of an operator that finds columns.
func found(op *plan.Op, bag *plan.Others, before []*plan.Column) []*plan.Column {
	c := &plan.Column{Name: "Others", Type: kql.TypeDynamic, Others: bag}
	op.Out = append(op.Out, c)
	return append(before, c)
}

// passed adds the bags of the input to the columns of an operator, each behind the column that it comes behind in the
// input.
func passed(op *plan.Op, input plan.Node) []*plan.Column {
	added := unknown(input)
	for _, c := range added {
		in := input.Columns()
		at := 0
		for j := slices.Index(in, c) - 1; j >= 0 && at == 0; j-- {
			if !slices.Contains(c.Others.Named, in[j]) {
				at = slices.Index(op.Out, in[j]) + 1
			}
		}
		op.Out = slices.Insert(op.Out, at, c)
	}
	return added
}

// unknownOfProject passes the bags of the input without what the query drops by name.
func unknownOfProject(n *plan.Project) []*plan.Column {
	added := passed(&n.Op, n.Input)
	for i, c := range added {
		a := plan.Assign{Col: c, Expr: plan.NewRef(c)}
		if len(n.Away) > 0 {
			own := *c
			a = plan.Assign{Col: &own, Expr: without(c, n.Away)}
			n.Out[slices.Index(n.Out, c)], added[i] = &own, &own
		}
		n.Assigns = append(n.Assigns, a)
	}
	return added
}

// without is a bag without some members.
func without(bag *plan.Column, names []string) plan.Expr {
	list := make([]kql.Dynamic, len(names))
	for i, name := range names {
		list[i] = kql.DynamicString(name)
	}
	keys := &plan.Const{Value: kql.DynamicArray(list)}
	keys.T = kql.TypeDynamic
	call := &plan.Call{Fn: catalog.Lookup(catalog.Scalar, "bag_remove_keys"), Args: []plan.Expr{plan.NewRef(bag), keys}}
	call.T = kql.TypeDynamic
	return call
}

func unknownOfUnion(n *plan.Union) []*plan.Column {
	var added []*plan.Column
	for i := range n.Legs {
		for _, c := range unknown(n.Legs[i].Input) {
			own := *c
			own.Others = &plan.Others{Sorted: c.Others.Sorted}
			added = append(added, &own)
			n.Out = append(n.Out, &own)
			for j := range n.Legs {
				var from *plan.Column
				if i == j {
					from = c
				}
				n.Legs[j].Cols = append(n.Legs[j].Cols, from)
			}
		}
	}
	return added
}

func unknownOfJoin(n *plan.Join) []*plan.Column {
	var added []*plan.Column
	side := func(in plan.Node, right bool) {
		for _, c := range unknown(in) {
			added = append(added, c)
			n.Cols = append(n.Cols, plan.JoinColumn{Col: c, From: c, Right: right})
			n.Out = append(n.Out, c)
		}
	}
	if n.Kind != plan.RightSemi && n.Kind != plan.RightAnti {
		side(n.Left, false)
	}
	if n.Kind != plan.LeftSemi && n.Kind != plan.LeftAnti {
		side(n.Right, true)
	}
	return added
}
