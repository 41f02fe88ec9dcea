package opt

import (
	"slices"

	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
)

// order splits predicates at their ands, moves every part down to where its columns come from, and puts neighbours in
// order of cost. No expression has an effect and none fails, so the order is free (Kusto: logical-operators).
func order(n plan.Node) plan.Node {
	n = plan.RewriteNode(n, split)
	n = plan.RewriteNode(n, sink)
	return byCost(n)
}

// split makes one where of each operand of a where's and.
func split(n plan.Node) plan.Node {
	w, ok := n.(*plan.Where)
	if !ok {
		return n
	}
	and, ok := w.Pred.(*plan.And)
	if !ok {
		return n
	}
	out := w.Input
	for _, arg := range and.Args {
		out = split(&plan.Where{Op: plan.Op{Src: arg.Span(), Out: w.Out}, Input: out, Pred: arg})
	}
	return out
}

// sink moves a where below the operators that neither make the columns it reads nor depend on which rows there are.
func sink(n plan.Node) plan.Node {
	w, ok := n.(*plan.Where)
	if !ok {
		return n
	}
	switch in := w.Input.(type) {
	case *plan.Extend:
		if reads(w.Pred, in.Assigns) {
			return n
		}
		in.Input = sink(&plan.Where{Op: plan.Op{Src: w.Src, Out: in.Input.Columns()}, Input: in.Input, Pred: w.Pred})
		return in
	case *plan.Sort:
		in.Input = sink(&plan.Where{Op: plan.Op{Src: w.Src, Out: in.Input.Columns()}, Input: in.Input, Pred: w.Pred})
		return in
	case *plan.Project:
		pred, ok := through(w.Pred, in.Assigns)
		if !ok {
			return n
		}
		in.Input = sink(&plan.Where{Op: plan.Op{Src: w.Src, Out: in.Input.Columns()}, Input: in.Input, Pred: pred})
		return in
	case *plan.Join:
		return sinkJoin(w, in)
	case *plan.Union:
		return sinkUnion(w, in)
	}
	return n
}

// A where sinks into the legs of a union if what it becomes there is not more than sunkTimes as large, or than sunkFree.
const (
	sunkTimes = 4
	sunkFree  = 60
)

// sinkUnion moves a where into the legs of a union: rows that do not pass are not copied, and each leg is asked about the columns
// that it has. A search asks about all columns of all tables.
func sinkUnion(w *plan.Where, union *plan.Union) plan.Node {
	if waits(w.Pred) { // rows are kept until it is known, once and not in each leg
		return w
	}
	preds := make([]plan.Expr, len(union.Legs))
	tests := testsOf(w.Pred, union)
	total := 0
	for i, leg := range union.Legs {
		pred, ok := inLeg(tests.of(leg), union, leg)
		if !ok {
			return w
		}
		preds[i] = pred
		total += size(pred)
	}
	if total > max(sunkFree, sunkTimes*size(w.Pred)) {
		return w
	}
	for i, pred := range preds {
		in := &union.Legs[i].Input
		*in = sink(&plan.Where{Op: plan.Op{Src: w.Src, Out: (*in).Columns()}, Input: *in, Pred: pred})
	}
	return union
}

// legTests are the operands of an or by what a leg of a union needs for them to matter. A search over all tables has as many as
// these have columns, and as many legs as tables.
type legTests struct {
	pred  plan.Expr
	union *plan.Union
	// always are the places of operands that matter in each leg, byColumn those of operands that are false without a column.
	always   []int
	byColumn map[*plan.Column][]int
}

// testsOf are the tests of a predicate, which is none but itself if it is no or.
func testsOf(pred plan.Expr, union *plan.Union) *legTests {
	t := &legTests{pred, union, nil, map[*plan.Column][]int{}}
	or, ok := pred.(*plan.Or)
	if !ok {
		return t
	}
	for i, arg := range or.Args {
		if c := needs(arg, union); c != nil {
			t.byColumn[c] = append(t.byColumn[c], i)
		} else {
			t.always = append(t.always, i)
		}
	}
	return t
}

// needs is the one column that e reads, if e is false where a leg does not have it; otherwise nil.
func needs(e plan.Expr, union *plan.Union) (column *plan.Column) {
	refs := 0
	plan.Inspect(e, func(e plan.Expr) {
		if r, ok := e.(*plan.Ref); ok {
			refs++
			column = r.Col
		}
	})
	if refs != 1 || column == union.Source {
		return nil
	}
	without, ok := inLeg(e, union, plan.UnionLeg{})
	if c, isConst := without.(*plan.Const); !ok || !isConst || c.Value != false {
		return nil
	}
	return column
}

// of is the predicate without the operands that are false in a leg.
func (t *legTests) of(leg plan.UnionLeg) plan.Expr {
	or, ok := t.pred.(*plan.Or)
	if !ok {
		return t.pred
	}
	matter := slices.Clone(t.always)
	for _, c := range leg.Cols {
		matter = append(matter, t.byColumn[t.union.Out[c.At]]...)
	}
	slices.Sort(matter)
	out := &plan.Or{Typed: or.Typed}
	for _, i := range matter {
		out.Args = append(out.Args, or.Args[i])
	}
	return out
}

// inLeg is e in terms of a leg of a union. Columns that the leg does not have are null, or "". ok is false where e reads a
// column that depends on data.
func inLeg(e plan.Expr, union *plan.Union, leg plan.UnionLeg) (out plan.Expr, ok bool) {
	from := map[*plan.Column]*plan.Column{}
	for _, c := range leg.Cols {
		from[union.Out[c.At]] = c.From
	}
	ok = true
	out = plan.Rewrite(plan.Clone(e), func(e plan.Expr) plan.Expr {
		r, isRef := e.(*plan.Ref)
		if !isRef {
			return foldExpr(e)
		}
		c := &plan.Const{Typed: plan.Typed{T: r.T, Null: !carriesNull(r.T), Src: r.Src}}
		switch given := from[r.Col]; {
		case r.Col.Others != nil || r.Col.Untyped:
			ok = false
		case given != nil:
			ref := plan.NewRef(given)
			ref.Src = r.Src
			return ref
		case r.Col == union.Source:
			c.Value, c.Null = leg.Name, false
		case r.T == kql.TypeString:
			c.Value = ""
		}
		return c
	})
	return out, ok
}

// size is the number of expressions in e.
func size(e plan.Expr) (n int) {
	plan.Inspect(e, func(plan.Expr) { n++ })
	return n
}

// sinkJoin moves a where to the side of a join that has all of its columns, if the rows of that side are not there
// without a match. Kusto does so too, and it shows: of the left rows of an innerunique join that pass the where one is kept
// a key (Kusto: join-innerunique).
func sinkJoin(w *plan.Where, join *plan.Join) plan.Node {
	var left, right []plan.Assign
	for _, c := range join.Cols {
		a := plan.Assign{Col: c.Col, Expr: plan.NewRef(c.From)}
		if c.Right {
			right = append(right, a)
		} else {
			left = append(left, a)
		}
	}
	below := func(side *plan.Node, pred plan.Expr) plan.Node {
		*side = sink(&plan.Where{Op: plan.Op{Src: w.Src, Out: (*side).Columns()}, Input: *side, Pred: pred})
		return join
	}
	switch join.Kind {
	case plan.InnerUnique, plan.Inner, plan.LeftOuter, plan.LeftSemi, plan.LeftAnti:
		if pred, ok := through(w.Pred, left); ok {
			return below(&join.Left, pred)
		}
	}
	switch join.Kind {
	case plan.InnerUnique, plan.Inner, plan.RightOuter, plan.RightSemi, plan.RightAnti:
		if pred, ok := through(w.Pred, right); ok {
			return below(&join.Right, pred)
		}
	}
	return w
}

// reads tells whether e reads a column that assigns make.
func reads(e plan.Expr, assigns []plan.Assign) bool {
	found := false
	plan.Inspect(e, func(e plan.Expr) {
		r, ok := e.(*plan.Ref)
		found = found || ok && slices.ContainsFunc(assigns, func(a plan.Assign) bool { return a.Col == r.Col })
	})
	return found
}

// through rewrites e in terms of the input of a projection; ok is false where e reads a column that is computed.
func through(e plan.Expr, assigns []plan.Assign) (out plan.Expr, ok bool) {
	from := map[*plan.Column]*plan.Ref{}
	for _, a := range assigns {
		if r, isRef := a.Expr.(*plan.Ref); isRef {
			from[a.Col] = r
		}
	}
	ok = true
	plan.Inspect(e, func(e plan.Expr) {
		if r, isRef := e.(*plan.Ref); isRef && from[r.Col] == nil {
			ok = false
		}
	})
	if !ok {
		return e, false
	}
	return plan.Rewrite(e, func(e plan.Expr) plan.Expr {
		if r, isRef := e.(*plan.Ref); isRef {
			return from[r.Col]
		}
		return e
	}), true
}

// byCost sorts each run of wheres: the cheapest is evaluated first, equals keep their order.
func byCost(n plan.Node) plan.Node {
	return plan.RewriteNode(n, func(n plan.Node) plan.Node {
		w, ok := n.(*plan.Where)
		if !ok {
			return n
		}
		below, ok := w.Input.(*plan.Where)
		if !ok || cost(below.Pred) <= cost(w.Pred) {
			return n
		}
		// w moves down past every dearer where: an insertion sort, as RewriteNode comes from below.
		w.Input = below.Input
		below.Input = w
		for at := w; ; {
			next, ok := at.Input.(*plan.Where)
			if !ok || cost(next.Pred) <= cost(at.Pred) {
				break
			}
			at.Pred, next.Pred = next.Pred, at.Pred
			at.Src, next.Src = next.Src, at.Src
			at = next
		}
		return below
	})
}

// computedOnce is the cost of waiting for what is computed once: rows have to be kept until then, so all other predicates
// come first.
const computedOnce = 1000

// cost estimates what an expression takes, in units of a comparison of numbers. What does not depend on the row is
// computed once.
func cost(e plan.Expr) int {
	sum, row := 0, false
	switch e := e.(type) {
	case *plan.Ref:
		return 0
	case *plan.ScalarRef:
		return computedOnce
	case *plan.InSet:
		return computedOnce + cost(e.Arg)
	case *plan.Call:
		sum = callCost(e.Fn)
	}
	plan.Inspect(e, func(e plan.Expr) {
		switch e.(type) {
		case *plan.Ref, *plan.ScalarRef, *plan.InSet:
			row = true
		}
	})
	if !row {
		return 0
	}
	for _, c := range plan.Children(e) {
		sum += cost(c)
	}
	return sum
}

// callCost is the cost of one call: comparisons of numbers and sets are cheap, searches in text are not, and regular
// expressions are dearest.
func callCost(f *catalog.Function) int {
	switch {
	case f.Name == "matches regex":
		return 100
	case f.Kind != catalog.Operator:
		return 20
	case f.Name == "has_any" || f.Name == "has_all":
		return 30
	case f.Name[0] >= 'a' && f.Name[0] <= 'z' && f.Name != "in" && f.Name != "in~" && f.Name != "between":
		return 10
	case f.Name == "in" || f.Name == "in~" || f.Name == "=~":
		return 3
	}
	return 1
}
