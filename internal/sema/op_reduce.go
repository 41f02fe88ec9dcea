package sema

import (
	"strconv"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
)

func (o *operatorCall) reduce(op *ast.Reduce) value {
	b := o.b
	o.notFirst("reduce")
	opts := o.options("reduce", op.Params)
	v := b.expr(op.By)
	b.hasType(v, types.String, types.None)
	with := o.options("reduce with", op.With)
	var columns []*column
	source := opts.word("kind") == "source"
	if source {
		columns = append(columns, o.row().all()...)
	}
	columns = append(columns, newColumn("Pattern", types.String, false))
	if !source || b.asAnalyser() { // Kusto: kind=source appends the pattern to the rows (reduce-operator).
		columns = append(columns, newColumn("Count", types.Long, false), newColumn("Representative", types.String, false))
	}
	node := &plan.Reduce{
		Op: o.op(columns), Input: o.in.node, Arg: v.single().expr, Source: source, Threshold: 0.1, Characters: with.text("characters"),
	}
	if n, err := strconv.ParseFloat(with.word("threshold"), 64); err == nil {
		node.Threshold = n
	}
	return o.gives(&table{columns: columns}, node, node.Arg != nil)
}
