package sema

import (
	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
	"github.com/kqlc/kqlc/kql"
)

// Functions that stand for an expression of the row's columns, or of what a set statement says.

// lowerBagPackColumns is a bag of the columns by their names.
func (b *binder) lowerBagPackColumns(v *value, values []value, args []plan.Expr) plan.Expr {
	var list []plan.Expr
	for i, a := range values {
		if a.star {
			list = append(list, b.namesAndValues(v.span)...)
			continue
		}
		list = append(list, textConst(a.arg().Column, v.span), args[i])
	}
	return b.apply(scalarNamed("bag_pack"), list, kql.TypeDynamic, v.span)
}

// lowerPackAll is a bag of all columns, with true of those that are neither null nor empty.
func (b *binder) lowerPackAll(v *value, values []value, _ []plan.Expr) plan.Expr {
	fn := scalarNamed("bag_pack")
	if len(values) > 0 && values[0].val == true {
		fn = catalog.Lookup(catalog.Internal, "pack nonempty")
	}
	return b.apply(fn, b.namesAndValues(v.span), kql.TypeDynamic, v.span)
}

func (b *binder) namesAndValues(span ast.Span) (list []plan.Expr) {
	for _, c := range b.row.all() {
		list = append(list, textConst(c.name(), span), plan.NewRef(c.plan))
	}
	return list
}

func textConst(text string, span ast.Span) plan.Expr {
	c := &plan.Const{Value: text}
	c.T, c.Src = kql.TypeString, span
	return c
}

// lowerEstimateDataSize adds the sizes of the columns.
func (b *binder) lowerEstimateDataSize(v *value, values []value, args []plan.Expr) plan.Expr {
	var sum plan.Expr
	for _, a := range b.expandStar(values, args) {
		size := b.apply(catalog.Lookup(catalog.Internal, "data size"), []plan.Expr{a}, kql.TypeLong, v.span)
		if sum == nil {
			sum = size
			continue
		}
		sum = b.apply(operatorNamed("+"), []plan.Expr{sum, size}, kql.TypeLong, v.span)
	}
	return sum
}

// lowerIngestionTime is the time of the row's event: nothing takes rows in. Rows that have lost it have no such time.
func (b *binder) lowerIngestionTime(v *value, _ []value, _ []plan.Expr) plan.Expr {
	if b.row != nil {
		for _, c := range b.row.columns {
			if c.event {
				return plan.NewRef(c.plan)
			}
		}
	}
	b.gap(v.span, "ingestion_time() of a row without the time of a table's event")
	return nil
}

// lowerBinAuto is bin_at with the size and the fixed point that set statements give, or bin without the latter
// (Kusto: bin-auto-function).
func (b *binder) lowerBinAuto(v *value, _ []value, args []plan.Expr) plan.Expr {
	size, at := b.settings["query_bin_auto_size"], b.settings["query_bin_auto_at"]
	t := types.Kql(v.typ)
	switch {
	case size == nil:
		b.pending(binSizeNotSet(v.span))
		return nil
	case at == nil:
		return b.apply(scalarNamed("bin"), []plan.Expr{args[0], size}, t, v.span)
	}
	return b.apply(scalarNamed("bin_at"), []plan.Expr{args[0], size, at}, t, v.span)
}

// lowerAssert is a call that is never null; whether it holds is seen when constants have been computed.
func (b *binder) lowerAssert(v *value, _ []value, args []plan.Expr) plan.Expr {
	call := &plan.Call{Fn: v.call.Func, Args: []plan.Expr{b.convert(args[0], kql.TypeBool), args[1]}}
	call.T, call.Src = kql.TypeBool, v.span
	return call
}
