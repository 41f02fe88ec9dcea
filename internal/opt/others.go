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
	f := &finder{uses: rule.Uses(), added: map[*plan.Use][]*plan.Column{}}
	for _, result := range rule.Results {
		for _, c := range result.Node.Columns() {
			c.Untyped = c.Type == kql.TypeDynamic && slices.ContainsFunc(result.Schema.Columns, func(s types.Column) bool {
				return s.Name == c.Name && s.Type == types.Unknown
			})
		}
		if result.Schema.Open {
			f.unknown(result.Node)
		}
	}
}

// finder lets the columns of one rule flow.
type finder struct {
	// uses are those of shared tables whose columns have not been looked for.
	uses map[*plan.Shared][]*plan.Use
	// added are the columns that have been added to uses.
	added map[*plan.Use][]*plan.Column
}

// unknown adds the bags of unknown columns to what n gives, and returns them.
func (f *finder) unknown(n plan.Node) []*plan.Column {
	switch n := n.(type) {
	case *plan.Evaluate:
		if n.Declared || n.Plugin.Name != "bag_unpack" && n.Plugin.Name != "pivot" {
			return nil
		}
		bag := &plan.Others{Sorted: n.Plugin.Name == "bag_unpack"}
		for _, c := range n.Out {
			if !n.Passes(c) {
				bag.Named = append(bag.Named, c)
			}
		}
		return found(&n.Op, bag, nil)
	case *plan.Service:
		if n.Open {
			return found(&n.Op, &plan.Others{Named: n.Out[n.Declared:len(n.Out):len(n.Out)]}, nil)
		}
	case *plan.Use:
		f.shared(n.Of)
		return slices.Clone(f.added[n])
	case *plan.Where:
		return f.passed(&n.Op, n.Input)
	case *plan.Extend:
		return f.passed(&n.Op, n.Input)
	case *plan.Sort:
		return f.passed(&n.Op, n.Input)
	case *plan.Top:
		return f.passed(&n.Op, n.Input)
	case *plan.Take:
		return f.passed(&n.Op, n.Input)
	case *plan.Serialize:
		return f.passed(&n.Op, n.Input)
	case *plan.MvExpand:
		return f.passed(&n.Op, n.Input)
	case *plan.Parse:
		return f.passed(&n.Op, n.Input)
	case *plan.Project:
		if !n.Others {
			return nil
		}
		return f.unknownOfProject(n)
	case *plan.Union:
		return f.unknownOfUnion(n)
	case *plan.Join:
		return f.unknownOfJoin(n)
	}
	return nil
}

// shared adds the bags of a shared table to its uses, each at the place that it has in the table, and what only other uses
// name of the columns that are found.
func (f *finder) shared(of *plan.Shared) {
	uses := f.uses[of]
	delete(f.uses, of)
	if len(uses) == 0 {
		return
	}
	f.unknown(of.Input)
	for i, c := range of.Input.Columns() {
		if c.Others == nil {
			continue
		}
		for _, use := range uses {
			own := *c
			own.Others = &plan.Others{Sorted: c.Others.Sorted}
			for _, named := range c.Others.Named {
				own.Others.Named = append(own.Others.Named, f.named(use, named))
			}
			at := 0
			for j := i - 1; j >= 0 && at == 0; j-- {
				at = slices.Index(use.Cols, of.Input.Columns()[j]) + 1
			}
			f.insert(use, at, c, &own)
		}
	}
}

// named is the column of a use that has the value of c.
func (f *finder) named(use *plan.Use, c *plan.Column) *plan.Column {
	if i := slices.Index(use.Cols, c); i >= 0 {
		return use.Out[i]
	}
	own := *c
	own.Untyped = c.Type == kql.TypeDynamic
	f.insert(use, len(use.Cols), c, &own)
	return &own
}

// insert adds a column to a use.
func (f *finder) insert(use *plan.Use, at int, from, own *plan.Column) {
	use.Cols, use.Out = slices.Insert(use.Cols, at, from), slices.Insert(use.Out, at, own)
	f.added[use] = append(f.added[use], own)
}

// found adds the bag of an operator that finds columns.
func found(op *plan.Op, bag *plan.Others, before []*plan.Column) []*plan.Column {
	c := &plan.Column{Name: "Others", Type: kql.TypeDynamic, Others: bag}
	op.Out = append(op.Out, c)
	return append(before, c)
}

// passed adds the bags of the input to the columns of an operator, each behind the column that it comes behind in the
// input.
func (f *finder) passed(op *plan.Op, input plan.Node) []*plan.Column {
	added := f.unknown(input)
	for _, c := range added {
		in := input.Columns()
		at := 0
		for j := slices.Index(in, c) - 1; j >= 0 && at == 0; j-- {
			if c.Others == nil || !slices.Contains(c.Others.Named, in[j]) {
				at = slices.Index(op.Out, in[j]) + 1
			}
		}
		op.Out = slices.Insert(op.Out, at, c)
	}
	return added
}

// unknownOfProject passes the bags of the input without what the query drops by name.
func (f *finder) unknownOfProject(n *plan.Project) []*plan.Column {
	added := slices.DeleteFunc(f.passed(&n.Op, n.Input), func(c *plan.Column) bool {
		gone := c.Others == nil && slices.Contains(n.Away, c.Name)
		if gone {
			n.Out = slices.DeleteFunc(n.Out, func(out *plan.Column) bool { return out == c })
		}
		return gone
	})
	for i, c := range added {
		a := plan.Assign{Col: c, Expr: plan.NewRef(c)}
		if len(n.Away) > 0 && c.Others != nil {
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

// unknownOfUnion gives the bags of all legs as common ones: columns of one name that are found are one column.
func (f *finder) unknownOfUnion(n *plan.Union) []*plan.Column {
	var added []*plan.Column
	bags := make([][]*plan.Column, len(n.Legs))
	for i, leg := range n.Legs {
		bags[i] = slices.DeleteFunc(slices.Clone(f.unknown(leg.Input)), func(c *plan.Column) bool { return c.Others == nil })
		for j, c := range bags[i] {
			if j == len(added) {
				own := *c
				own.Others = &plan.Others{}
				added = append(added, &own)
			}
			added[j].Others.Sorted = added[j].Others.Sorted || c.Others.Sorted
		}
	}
	for i := range n.Legs {
		for j, c := range bags[i] {
			n.Legs[i].Cols = append(n.Legs[i].Cols, plan.UnionColumn{At: len(n.Out) + j, From: c})
		}
	}
	n.Out = append(n.Out, added...)
	return added
}

func (f *finder) unknownOfJoin(n *plan.Join) []*plan.Column {
	var added []*plan.Column
	side := func(in plan.Node, right bool) {
		for _, c := range f.unknown(in) {
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
