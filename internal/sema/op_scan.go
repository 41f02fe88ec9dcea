package sema

import (
	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
)

// scan binds the scan operator: its steps see the row, the declared columns, and each other's state by name.
func (o *operatorCall) scan(op *ast.Scan) value {
	b := o.b
	o.notFirst("scan")
	opts := o.options("scan", op.Params)
	node := &plan.ScanSteps{Input: o.in.node}
	ok := true
	for _, k := range op.Order {
		_, key := o.key(k)
		node.OrderBy, ok = append(node.OrderBy, key), ok && key.Expr != nil
	}
	for _, e := range op.Partition {
		v := b.expr(e).single()
		node.PartBy, ok = append(node.PartBy, v.expr), ok && v.expr != nil
	}
	scope := b.scope
	var declared []*column
	for _, d := range op.Declare {
		c, init, fine := o.scanVar(d)
		declared = append(declared, c)
		node.State, ok = append(node.State, plan.ScanVar{Col: c.plan, Init: init}), ok && fine
	}
	columns := append(o.row().all(), declared...)
	row := o.row().like(columns)
	for i, s := range op.Steps {
		b.scope = b.scope.with(stepSymbol(s.Name.(*ast.Name), row, i))
	}
	b.in(row, func() {
		for _, s := range op.Steps {
			step, fine := o.scanStep(s, columns)
			node.Steps, ok = append(node.Steps, step), ok && fine
		}
	})
	b.scope = scope
	id := opts.word("with_match_id")
	if id == "" {
		id = "match_id"
	}
	columns = append(append(o.row().all(), row.inferred...), declared...)
	if opts.word("with_match_id") != "" || b.asAnalyser() { // Microsoft's analyser has the column in any case.
		match := newColumn(id, types.Long, true)
		node.MatchID = match.plan
		columns = append(columns, match)
	}
	node.Op = o.op(columns)
	return o.gives(o.row().like(columns), node, ok)
}

// scanVar is a declared column with its initial value.
func (o *operatorCall) scanVar(d *ast.Declared) (c *column, init plan.Expr, ok bool) {
	b := o.b
	t := types.Type(types.Error)
	if name, isType := d.Type.(*ast.TypeName); isType {
		t = b.typeNamed(name)
	}
	c = newColumn(d.Name.(*ast.Name).Text, t, true)
	if d.Default == nil {
		return c, nil, true
	}
	v := b.expr(d.Default)
	switch {
	case v.isError() || t == types.Error:
		return c, nil, false
	case !v.literal || v.word:
		b.report(defaultNotLiteral(v.span))
		return c, nil, false
	}
	b.hasType(v, t, types.Compatible)
	return c, b.convert(v.expr, c.plan.Type), v.expr != nil
}

// stepState is the state of a step of scan.
type stepState struct{ step int }

func (s *stepState) ref(c *column, span ast.Span) plan.Expr {
	r := &plan.StateRef{Step: s.step, Col: c.plan}
	r.T, r.Src = c.plan.Type, span
	r.Null = nullable(c.plan.Type)
	return r
}

func stepSymbol(name *ast.Name, row *table, i int) *symbol {
	state := &stepState{i}
	return &symbol{
		name: name.Text, typ: &types.Tuple{Columns: static(row.columns)}, used: true, param: true, span: name.Span(),
		use: func(*binder, ast.Span) value { return value{owner: state, side: row} },
	}
}

func (o *operatorCall) scanStep(s *ast.ScanStep, columns []*column) (plan.ScanStep, bool) {
	b := o.b
	cond := b.expr(s.Cond)
	if t := cond.reduced(); t != types.Bool && t != types.Unknown && !b.asAnalyser() {
		b.isBool(cond) // Microsoft's analyser lets any type through.
	}
	step := plan.ScanStep{Name: s.Name.(*ast.Name).Text, Optional: s.Optional, Output: s.Output, Cond: b.truth(cond)}
	if step.Output == "" {
		step.Output = "all"
	}
	ok := step.Cond != nil
	for _, e := range s.Assigns {
		n, isNamed := e.(*ast.Named)
		if !isNamed {
			b.expr(e)
			ok = false
			continue
		}
		v := b.expr(n.Value).single()
		var c *column
		for _, have := range columns {
			if have.name() == n.Names[0].Text {
				c = have
			}
		}
		if c == nil {
			b.report(b.unknownColumn(n.Names[0].Span(), n.Names[0].Text, b.row))
			ok = false
			continue
		}
		a := plan.Assign{Col: c.plan, Expr: b.convert(v.expr, c.plan.Type)}
		step.Assigns, ok = append(step.Assigns, a), ok && a.Expr != nil
	}
	return step, ok
}
