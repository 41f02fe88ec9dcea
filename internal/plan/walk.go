package plan

import "github.com/kqlc/kqlc/internal/catalog"

// Children are the expressions directly below e, in order.
func Children(e Expr) []Expr {
	switch e := e.(type) {
	case *Call:
		return e.Args
	case *List:
		return e.Elems
	case *And:
		return e.Args
	case *Or:
		return e.Args
	case *Not:
		return []Expr{e.Arg}
	case *Case:
		out := make([]Expr, 0, 2*len(e.Whens)+1)
		for _, w := range e.Whens {
			out = append(out, w.Cond, w.Value)
		}
		return append(out, e.Else)
	}
	return nil
}

// Inspect calls visit for e and all expressions below it, outermost first.
func Inspect(e Expr, visit func(Expr)) {
	visit(e)
	for _, c := range Children(e) {
		Inspect(c, visit)
	}
}

// Rewrite replaces e and all expressions below it by what f makes of them, innermost first, in place.
func Rewrite(e Expr, f func(Expr) Expr) Expr {
	rewriteAll := func(list []Expr) {
		for i := range list {
			list[i] = Rewrite(list[i], f)
		}
	}
	switch e := e.(type) {
	case *Call:
		rewriteAll(e.Args)
	case *List:
		rewriteAll(e.Elems)
	case *And:
		rewriteAll(e.Args)
	case *Or:
		rewriteAll(e.Args)
	case *Not:
		e.Arg = Rewrite(e.Arg, f)
	case *Case:
		for i := range e.Whens {
			e.Whens[i].Cond = Rewrite(e.Whens[i].Cond, f)
			e.Whens[i].Value = Rewrite(e.Whens[i].Value, f)
		}
		e.Else = Rewrite(e.Else, f)
	}
	return f(e)
}

// RewriteNode replaces n and all operators below it by what f makes of them, inputs first, in place.
func RewriteNode(n Node, f func(Node) Node) Node {
	switch n := n.(type) {
	case *Where:
		n.Input = RewriteNode(n.Input, f)
	case *Extend:
		n.Input = RewriteNode(n.Input, f)
	case *Project:
		n.Input = RewriteNode(n.Input, f)
	case *Sort:
		n.Input = RewriteNode(n.Input, f)
	case *Take:
		n.Input = RewriteNode(n.Input, f)
	case *Top:
		n.Input = RewriteNode(n.Input, f)
	case *Count:
		n.Input = RewriteNode(n.Input, f)
	case *Distinct:
		n.Input = RewriteNode(n.Input, f)
	case *Summarize:
		n.Input = RewriteNode(n.Input, f)
	}
	return f(n)
}

// EachExpr replaces every expression of an operator by what f makes of it.
func EachExpr(n Node, f func(Expr) Expr) {
	assigns := func(list []Assign) {
		for i := range list {
			list[i].Expr = f(list[i].Expr)
		}
	}
	keys := func(list []Key) {
		for i := range list {
			list[i].Expr = f(list[i].Expr)
		}
	}
	switch n := n.(type) {
	case *Where:
		n.Pred = f(n.Pred)
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
		for i := range n.Aggs {
			for j := range n.Aggs[i].Args {
				n.Aggs[i].Args[j] = f(n.Aggs[i].Args[j])
			}
		}
	}
}

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
	}
	return nil
}

// ArgType describes an argument to the catalogue.
func ArgType(e Expr) catalog.ArgType {
	switch e := e.(type) {
	case *Const:
		return catalog.ArgType{Type: e.T, Constant: true}
	case *List:
		constant := true
		for _, el := range e.Elems {
			_, isConst := el.(*Const)
			constant = constant && isConst
		}
		return catalog.ArgType{Type: e.T, Constant: constant, List: true}
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
