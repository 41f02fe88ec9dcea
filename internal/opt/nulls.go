package opt

import (
	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
)

// nulls settles which expressions and columns can be null, from the inputs up: by the Go functions that compute them.
func nulls(n plan.Node) plan.Node {
	return plan.RewriteNode(n, func(n plan.Node) plan.Node {
		plan.EachExpr(n, func(e plan.Expr) plan.Expr { return plan.Rewrite(e, settle) })
		for _, a := range plan.Assigns(n) {
			a.Col.Nullable = a.Expr.Nullable()
		}
		return n
	})
}

// settle notes whether e can be null; what stands below e is settled.
func settle(e plan.Expr) plan.Expr {
	switch e := e.(type) {
	case *plan.Const:
		e.Null = e.Value == nil && !carriesNull(e.T)
	case *plan.Ref:
		e.Null = e.Col.Nullable && !carriesNull(e.T)
	case *plan.And:
		e.Null = anyNull(e.Args)
	case *plan.Or:
		e.Null = anyNull(e.Args)
	case *plan.Not:
		e.Null = e.Arg.Nullable()
	case *plan.Case:
		e.Null = e.Else.Nullable()
		for _, w := range e.Whens {
			e.Null = e.Null || w.Value.Nullable()
		}
	case *plan.Call:
		e.Null = callNull(e) && !carriesNull(e.T)
	}
	return e
}

// callNull tells whether a call can give null: its Go function may, or a strict argument can be null.
func callNull(e *plan.Call) bool {
	types := plan.ArgTypes(e.Args)
	if e.Fn.IsEquality() {
		return e.Args[0].Nullable() && e.Args[1].Nullable()
	}
	if e.Fn.GoOperator(types) != "" {
		return anyNull(e.Args)
	}
	impl, _, ok := e.Fn.Select(types)
	if !ok {
		return true
	}
	if catalog.IsNull(impl.Result()) {
		return true
	}
	for i, a := range e.Args {
		if a.Nullable() && !catalog.IsNull(impl.Param(i)) {
			return true
		}
	}
	return false
}

func anyNull(args []plan.Expr) bool {
	for _, a := range args {
		if a.Nullable() {
			return true
		}
	}
	return false
}

// carriesNull tells whether values of the type have no null beside them: text has none, a dynamic carries its own.
func carriesNull(t kql.Type) bool { return t == kql.TypeString || t == kql.TypeDynamic }
