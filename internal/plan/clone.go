package plan

import "slices"

// Clone returns a copy of e that can be rewritten without touching e. What is evaluated once, such as [Scalar], stays
// shared.
func Clone(e Expr) Expr {
	switch e := e.(type) {
	case nil:
		return nil
	case *Const:
		c := *e
		return &c
	case *Ref:
		c := *e
		return &c
	case *Call:
		c := *e
		c.Args = cloneAll(e.Args)
		return &c
	case *List:
		c := *e
		c.Elems = cloneAll(e.Elems)
		return &c
	case *And:
		c := *e
		c.Args = cloneAll(e.Args)
		return &c
	case *Or:
		c := *e
		c.Args = cloneAll(e.Args)
		return &c
	case *Not:
		c := *e
		c.Arg = Clone(e.Arg)
		return &c
	case *Case:
		c := *e
		c.Whens = slices.Clone(e.Whens)
		for i, w := range c.Whens {
			c.Whens[i] = When{Cond: Clone(w.Cond), Value: Clone(w.Value)}
		}
		c.Else = Clone(e.Else)
		return &c
	case *Box:
		c := *e
		c.Arg = Clone(e.Arg)
		return &c
	case *Member:
		c := *e
		c.Arg, c.Index = Clone(e.Arg), Clone(e.Index)
		return &c
	case *Part:
		c := *e
		c.Call = Clone(e.Call).(*Call)
		return &c
	case *InSet:
		c := *e
		c.Arg = Clone(e.Arg)
		return &c
	case *GraphEach:
		c := *e
		c.Arg = Clone(e.Arg)
		return &c
	}
	return e
}

func cloneAll(list []Expr) []Expr {
	out := make([]Expr, len(list))
	for i, e := range list {
		out[i] = Clone(e)
	}
	return out
}
