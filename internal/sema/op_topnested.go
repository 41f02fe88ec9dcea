package sema

import (
	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
)

func (o *operatorCall) topHitters(op *ast.TopHitters) value {
	b := o.b
	o.notFirst("top-hitters")
	limit, ok := o.limit(op.Count)
	v := b.expr(op.Of)
	b.isColumn(v)
	p := b.newProjection()
	added{p: p, style: styleProject}.add(v, nil, op.Of)
	node := &plan.TopHitters{Input: o.in.node, Limit: limit}
	if op.By != nil {
		by := b.expr(op.By)
		b.isNumber(by)
		node.By = by.single().expr
		ok = ok && node.By != nil
		p.add(item{col: newColumn("approximate_sum_"+by.name, by.reduced(), true)}, "", false)
	} else {
		p.add(item{col: newColumn("approximate_count_"+v.name, types.Long, false)}, "", false)
	}
	row := o.row().like(p.columns())
	row.sorted = true
	node.Op = o.op(row.columns)
	if len(p.items) == 2 {
		node.Value, node.Weight = p.items[0].assign(), p.items[1].col.plan
	}
	return o.gives(row, node, ok && len(p.items) == 2 && node.Value.Expr != nil)
}

func (o *operatorCall) topNested(op *ast.TopNested) value {
	b := o.b
	o.notFirst("top-nested")
	var names types.NameSet
	var columns []*column
	node := &plan.TopNested{Input: o.in.node}
	ok := true
	for _, l := range op.Levels {
		level := plan.TopLevel{Limit: -1, Asc: l.By.Dir == "asc"}
		if l.Count != nil {
			n, known := o.limit(l.Count)
			level.Limit, ok = n, ok && known
		}
		of, ofNames := b.projected(l.Of)
		b.isScalar(of)
		if l.Others != nil {
			others := b.expr(l.Others)
			b.isScalar(others)
			level.Others = others.expr
			if c, constant := others.expr.(*plan.Const); constant {
				if same := convertConstant(c, types.Kql(of.reduced())); same != nil {
					level.Others = same
				}
			}
		}
		var by value
		var byNames *ast.Named
		b.as(aggregateScope, func() { by, byNames = b.projected(l.By.Expr) })
		b.isScalar(by)
		ofName := names.Add(nameGiven(of, ofNames), "")
		ofItem := o.columnOf(of, ofName, nil, "")
		if ofNames != nil {
			ofItem.col = newColumnOf(ofName, of.reduced(), ofItem.expr)
		}
		byName := "aggregated_" + ofName
		if byNames != nil {
			byName = byNames.Names[0].Text
		}
		byCol := newColumnOf(names.Add(byName, ""), by.reduced(), by.single().expr)
		columns = append(columns, ofItem.col, byCol)
		level.Value, level.WeightCol = ofItem.assign(), byCol.plan
		if by = by.single(); by.expr != nil && of.expr != nil {
			l := newLift([]plan.Assign{{Col: byCol.plan, Expr: by.expr}})
			level.Aggs, level.Weight = l.aggs, l.assigns[0].Expr
		} else {
			ok = false
		}
		node.Levels = append(node.Levels, level)
	}
	row := o.row().like(columns)
	row.sorted = true
	node.Op = o.op(columns)
	return o.gives(row, node, ok)
}

// nameGiven is the name that a query gives to a value, or its own.
func nameGiven(v value, names *ast.Named) string {
	if names != nil {
		return names.Names[0].Text
	}
	return v.name
}
