package plan

import (
	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/catalog"
)

// Children are the expressions directly below e, in order.
func Children(e Expr) []Expr {
	var out []Expr
	each(e, func(c *Expr) { out = append(out, *c) })
	return out
}

// each calls f for the place of every expression directly below e.
func each(e Expr, f func(*Expr)) {
	list := func(exprs []Expr) {
		for i := range exprs {
			f(&exprs[i])
		}
	}
	switch e := e.(type) {
	case *Const:
		list(e.Elems)
		for i := range e.Fields {
			f(&e.Fields[i].Value)
		}
	case *Call:
		list(e.Args)
	case *List:
		list(e.Elems)
	case *And:
		list(e.Args)
	case *Or:
		list(e.Args)
	case *Not:
		f(&e.Arg)
	case *Case:
		for i := range e.Whens {
			f(&e.Whens[i].Cond)
			f(&e.Whens[i].Value)
		}
		f(&e.Else)
	case *Member:
		f(&e.Arg)
		f(&e.Index)
	case *Box:
		f(&e.Arg)
	case *InSet:
		f(&e.Arg)
	case *Part:
		list(e.Call.Args)
	case *GraphEach:
		f(&e.Arg)
	}
}

// Inspect calls visit for e and all expressions below it, outermost first.
func Inspect(e Expr, visit func(Expr)) {
	visit(e)
	each(e, func(c *Expr) { Inspect(*c, visit) })
}

// Volatile tells whether e is another value each time that it is computed, as rand() is.
func Volatile(e Expr) (volatile bool) {
	Inspect(e, func(e Expr) {
		call, ok := e.(*Call)
		volatile = volatile || ok && call.Fn.Volatile
	})
	return volatile
}

// Rewrite replaces e and all expressions below it by what f makes of them, innermost first, in place.
func Rewrite(e Expr, f func(Expr) Expr) Expr {
	each(e, func(c *Expr) { *c = Rewrite(*c, f) })
	return f(e)
}

// eachInput calls f for the place of every input of n, in order, and of the sub-queries that it runs over them.
func eachInput(n Node, f func(*Node)) {
	switch n := n.(type) {
	case *Where:
		f(&n.Input)
	case *Extend:
		f(&n.Input)
	case *Project:
		f(&n.Input)
	case *Sort:
		f(&n.Input)
	case *Take:
		f(&n.Input)
	case *Top:
		f(&n.Input)
	case *Count:
		f(&n.Input)
	case *Distinct:
		f(&n.Input)
	case *Summarize:
		f(&n.Input)
	case *Hold:
		f(&n.Input)
	case *Serialize:
		f(&n.Input)
	case *Window:
		f(&n.Input)
	case *Neighbours:
		f(&n.Input)
	case *Sample:
		f(&n.Input)
	case *SampleDistinct:
		f(&n.Input)
	case *TopHitters:
		f(&n.Input)
	case *TopNested:
		f(&n.Input)
	case *Reduce:
		f(&n.Input)
	case *Consume:
		f(&n.Input)
	case *ScanSteps:
		f(&n.Input)
	case *MakeSeries:
		f(&n.Input)
	case *MvExpand:
		f(&n.Input)
	case *Parse:
		f(&n.Input)
	case *ParseKv:
		f(&n.Input)
	case *MvApply:
		f(&n.Input)
		f(&n.Sub)
	case *Partition:
		f(&n.Input)
		f(&n.Sub)
	case *Join:
		f(&n.Left)
		f(&n.Right)
	case *Union:
		for i := range n.Legs {
			f(&n.Legs[i].Input)
		}
	case *MakeGraph:
		f(&n.Input)
		for i := range n.Tables {
			f(&n.Tables[i].Input)
		}
	case *GraphWhere:
		f(&n.Input)
	case *GraphMarkComponents:
		f(&n.Input)
	case *GraphToTable:
		f(&n.Input)
	case *GraphMatch:
		f(&n.Input)
	case *Evaluate:
		if n.Input != nil {
			f(&n.Input)
		}
		for i := range n.Args {
			if n.Args[i].Table != nil {
				f(&n.Args[i].Table)
			}
		}
	}
}

// Roots are the places of a rule's tabular statements: of what is computed once, then of the results.
func (r *Rule) Roots() []*Node {
	var out []*Node
	for _, s := range r.Shared {
		out = append(out, &s.Input)
	}
	for _, s := range r.Scalars {
		out = append(out, &s.Input)
	}
	for _, s := range r.Sets {
		out = append(out, &s.Input)
	}
	for i := range r.Results {
		out = append(out, &r.Results[i].Node)
	}
	return out
}

// Uses are the places where the rule's shared tables are used.
func (r *Rule) Uses() map[*Shared][]*Use {
	out := map[*Shared][]*Use{}
	for _, root := range r.Roots() {
		InspectNode(*root, func(n Node) {
			if use, ok := n.(*Use); ok {
				out[use.Of] = append(out[use.Of], use)
			}
		})
	}
	return out
}

// Ready tells whether the rows of n can be had before the first event: neither n nor what it uses reads a table or the rows
// of a sub-query.
func Ready(n Node) bool {
	ready := true
	InspectUsed(n, func(n Node) {
		switch n.(type) {
		case *Scan, *Rows, *MvApply, *Partition:
			ready = false
		}
	})
	return ready
}

// InspectShared is [InspectNode], and goes on into the shared tables that are used, once into each.
func InspectShared(n Node, visit func(Node)) {
	inspector{visit: visit, seen: map[any]bool{}}.node(n)
}

// InspectUsed is [InspectShared], and goes on into the scalars and sets that are used, too.
func InspectUsed(n Node, visit func(Node)) {
	inspector{visit: visit, seen: map[any]bool{}, values: true}.node(n)
}

type inspector struct {
	visit  func(Node)
	seen   map[any]bool
	values bool
}

func (in inspector) node(n Node) {
	InspectNode(n, func(n Node) {
		in.visit(n)
		if use, ok := n.(*Use); ok {
			in.used(use.Of, use.Of.Input)
		}
		if !in.values {
			return
		}
		InspectExprs(n, func(e Expr) {
			switch e := e.(type) {
			case *ScalarRef:
				in.used(e.Of, e.Of.Input)
			case *InSet:
				in.used(e.Of, e.Of.Input)
			}
		})
	})
}

func (in inspector) used(of any, input Node) {
	if !in.seen[of] {
		in.seen[of] = true
		in.node(input)
	}
}

// InputPlaces are the places of the inputs of n.
func InputPlaces(n Node) []*Node {
	var out []*Node
	eachInput(n, func(in *Node) { out = append(out, in) })
	return out
}

// RewriteNode replaces n and all operators below it by what f makes of them, inputs first, in place.
func RewriteNode(n Node, f func(Node) Node) Node {
	eachInput(n, func(in *Node) { *in = RewriteNode(*in, f) })
	return f(n)
}

// InspectNode calls visit for n and all operators below it, outermost first.
func InspectNode(n Node, visit func(Node)) {
	visit(n)
	eachInput(n, func(in *Node) { InspectNode(*in, visit) })
}

// PlaceAt makes span the place of n and of all operators and expressions below it, down to the nodes that are kept: those of
// a text that is not the query's.
func PlaceAt(n Node, span ast.Span, kept map[Node]bool) {
	if n == nil || kept[n] {
		return
	}
	type placed interface{ place(ast.Span) }
	if p, ok := n.(placed); ok {
		p.place(span)
	}
	InspectExprs(n, func(e Expr) {
		if p, ok := e.(placed); ok {
			p.place(span)
		}
	})
	eachInput(n, func(in *Node) { PlaceAt(*in, span, kept) })
}

// eachExpr calls f for the place of every expression of an operator; those that are left out are nil.
func eachExpr(n Node, f func(*Expr)) {
	place := func(e *Expr) {
		if *e != nil {
			f(e)
		}
	}
	list := func(exprs []Expr) {
		for i := range exprs {
			place(&exprs[i])
		}
	}
	assigns := func(list []Assign) {
		for i := range list {
			place(&list[i].Expr)
		}
	}
	aggregates := func(aggs []Aggregate) {
		for i := range aggs {
			list(aggs[i].Args)
		}
	}
	keys := func(keys []Key) {
		for i := range keys {
			place(&keys[i].Expr)
		}
	}
	items := func(items []Expanded) {
		for i := range items {
			place(&items[i].Expr)
		}
	}
	switch n := n.(type) {
	case *Values:
		for _, row := range n.Rows {
			list(row)
		}
	case *Range:
		place(&n.From)
		place(&n.To)
		place(&n.Step)
	case *Service:
		place(&n.Arg)
	case *Where:
		place(&n.Pred)
	case *Extend:
		assigns(n.Assigns)
	case *Project:
		assigns(n.Assigns)
	case *Distinct:
		assigns(n.Assigns)
	case *Sort:
		keys(n.Keys)
	case *Top:
		keys(n.Keys)
	case *Summarize:
		assigns(n.Keys)
		aggregates(n.Aggs)
	case *Window:
		for i := range n.Calls {
			list(n.Calls[i].Call.Args)
		}
	case *Neighbours:
		for i := range n.Values {
			place(&n.Values[i].Value)
			place(&n.Values[i].Offset)
			place(&n.Values[i].Default)
		}
	case *SampleDistinct:
		place(&n.Value.Expr)
	case *TopHitters:
		place(&n.Value.Expr)
		place(&n.By)
	case *TopNested:
		for i := range n.Levels {
			l := &n.Levels[i]
			place(&l.Value.Expr)
			place(&l.Others)
			aggregates(l.Aggs)
			place(&l.Weight)
		}
	case *Reduce:
		place(&n.Arg)
	case *ScanSteps:
		keys(n.OrderBy)
		list(n.PartBy)
		for i := range n.State {
			place(&n.State[i].Init)
		}
		for i := range n.Steps {
			place(&n.Steps[i].Cond)
			assigns(n.Steps[i].Assigns)
		}
	case *MakeSeries:
		assigns(n.Keys)
		for i := range n.Aggs {
			aggregates(n.Aggs[i].Aggs)
			place(&n.Aggs[i].Value)
			place(&n.Aggs[i].Default)
		}
		place(&n.Axis)
		place(&n.From)
		place(&n.To)
		place(&n.Step)
	case *MvExpand:
		items(n.Items)
	case *MvApply:
		items(n.Items)
	case *Parse:
		place(&n.Arg)
	case *ParseKv:
		place(&n.Arg)
	case *MakeGraph:
		place(&n.Source)
		place(&n.Target)
		for i := range n.Tables {
			place(&n.Tables[i].ID)
		}
	case *GraphWhere:
		place(&n.Pred)
	case *GraphMatch:
		place(&n.Where)
		assigns(n.Assigns)
	case *Evaluate:
		for i := range n.Args {
			place(&n.Args[i].Expr)
			if n.Args[i].Agg != nil {
				list(n.Args[i].Agg.Args)
			}
		}
	}
}

// EachExpr replaces every expression of an operator by what f makes of it.
func EachExpr(n Node, f func(Expr) Expr) { eachExpr(n, func(e *Expr) { *e = f(*e) }) }

// Exprs are the expressions of an operator.
func Exprs(n Node) []Expr {
	var out []Expr
	eachExpr(n, func(e *Expr) { out = append(out, *e) })
	return out
}

// InspectExprs calls visit for the expressions of an operator and all expressions below them, outermost first.
func InspectExprs(n Node, visit func(Expr)) { eachExpr(n, func(e *Expr) { Inspect(*e, visit) }) }

// Assigns are the columns that an operator computes of each row.
func Assigns(n Node) []Assign {
	switch n := n.(type) {
	case *Extend:
		return n.Assigns
	case *Project:
		return n.Assigns
	case *Distinct:
		return n.Assigns
	case *Summarize:
		return n.Keys
	case *GraphMatch:
		return n.Assigns
	}
	return nil
}

// ArgType describes an argument to the catalogue.
func ArgType(e Expr) catalog.ArgType {
	switch e := e.(type) {
	case *Const:
		return catalog.ArgType{Type: e.T, Constant: true}
	case *List:
		list := catalog.ArgType{Type: e.T, Constant: true, List: true}
		for _, el := range e.Elems {
			_, isConst := el.(*Const)
			list.Constant = list.Constant && isConst
			list.Null = list.Null || el.Nullable()
		}
		return list
	}
	return catalog.ArgType{Type: e.Type()}
}

// ArgTypes describes arguments to the catalogue.
func ArgTypes(args []Expr) []catalog.ArgType {
	out := make([]catalog.ArgType, len(args))
	for i, a := range args {
		out[i] = ArgType(a)
	}
	return out
}
