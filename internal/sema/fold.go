package sema

import (
	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/diag"
	"github.com/kqlc/kqlc/internal/plan"
)

// fold computes a count that is known when the query is compiled: sums and products of constants.
func (b *binder) fold(e plan.Expr) (int64, bool) {
	switch e := e.(type) {
	case *plan.Const:
		switch n := e.Value.(type) {
		case int64:
			return n, true
		case int32:
			return int64(n), true
		}
	case *plan.Call:
		return b.foldCall(e)
	}
	return 0, false
}

func (b *binder) foldCall(e *plan.Call) (int64, bool) {
	if (e.Fn.Name == "tolong" || e.Fn.Name == "toint") && len(e.Args) == 1 {
		return b.fold(e.Args[0])
	}
	if e.Fn.Kind != catalog.Operator || len(e.Args) != 2 {
		return 0, false
	}
	x, okX := b.fold(e.Args[0])
	y, okY := b.fold(e.Args[1])
	if !okX || !okY {
		return 0, false
	}
	switch e.Fn.Name {
	case "+":
		return x + y, true
	case "-":
		return x - y, true
	case "*":
		return x * y, true
	case "/":
		if y != 0 {
			return x / y, true
		}
	}
	return 0, false
}

// gap notes what keeps a right query from being compiled.
func (b *binder) gap(span ast.Span, what string) {
	if b.rule != nil && !b.inFunction {
		b.rule.Gaps = append(b.rule.Gaps, plan.Gap{Span: span, What: what})
	}
}

// pending notes a value that has to be known when the query is compiled, but is not.
func (b *binder) pending(d diag.Diagnostic) { b.gap(d.Span, d.Message) }

func binSizeNotSet(span ast.Span) diag.Diagnostic {
	return warningf(diag.ConstantExpected, span, "bin_auto without a set statement for query_bin_auto_size")
}

func limitNotKnown(span ast.Span) diag.Diagnostic {
	return warningf(diag.ConstantExpected, span, "a number of rows that is not known when the rule is compiled")
}

func scalarNamed(name string) *catalog.Function { return catalog.Lookup(catalog.Scalar, name) }

// argsOf are values as arguments of a call.
func argsOf(values ...value) []catalog.Arg {
	list := make([]catalog.Arg, len(values))
	for i, v := range values {
		list[i] = v.arg()
	}
	return list
}
