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

// Inputs are the tabular inputs of n, in order. The sub-query that it runs over their rows is none of them.
func Inputs(n Node) []Node {
	var out []Node
	n.inputs(func(in *Node) { out = append(out, *in) })
	return out
}

// Subquery is what n runs over its rows, nil for most.
func Subquery(n Node) Node {
	if sub := subquery(n); sub != nil {
		return *sub
	}
	return nil
}

func subquery(n Node) *Node {
	switch n := n.(type) {
	case *MvApply:
		return &n.Sub
	case *Partition:
		return &n.Sub
	}
	return nil
}

// eachInput calls f for the place of every input of n, in order, and of its sub-query.
func eachInput(n Node, f func(*Node)) {
	n.inputs(f)
	if sub := subquery(n); sub != nil {
		f(sub)
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

// eachExpr calls f for the place of every expression of an operator that is not left out.
func eachExpr(n Node, f func(*Expr)) {
	n.exprs(func(e *Expr) {
		if *e != nil {
			f(e)
		}
	})
}

func eachOf(exprs []Expr, f func(*Expr)) {
	for i := range exprs {
		f(&exprs[i])
	}
}

func eachAssigned(assigns []Assign, f func(*Expr)) {
	for i := range assigns {
		f(&assigns[i].Expr)
	}
}

func eachAggregated(aggs []Aggregate, f func(*Expr)) {
	for i := range aggs {
		eachOf(aggs[i].Args, f)
	}
}

func eachKey(keys []Key, f func(*Expr)) {
	for i := range keys {
		f(&keys[i].Expr)
	}
}

func eachExpanded(items []Expanded, f func(*Expr)) {
	for i := range items {
		f(&items[i].Expr)
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
