package sema

import (
	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
)

// genericResult is what results of fork and facet are called that the query does not name (Kusto: fork-operator).
const genericResult = "GenericResult"

// fork binds the pipelines that are given the same rows, each a result of its own.
func (o *operatorCall) fork(op *ast.Fork) value {
	o.notFirst("fork")
	rows := o.copies("fork")
	var results []plan.Result
	for _, br := range op.Branches {
		v := o.b.subquery(br.Pipeline, rows())
		o.b.isTabular(v)
		name := v.as
		if n, ok := br.Name.(*ast.Name); ok && n != nil {
			name = n.Text
		}
		results = append(results, o.result(v, name))
	}
	return o.several(results)
}

// facet binds a pipeline, and a table of each column's values with how often they occur.
func (o *operatorCall) facet(op *ast.Facet) value {
	o.notFirst("facet")
	rows := o.copies("facet")
	var results []plan.Result
	for _, e := range []ast.Expr{op.Pipeline, op.Operator} {
		if e != nil {
			v := o.b.subquery(e, rows())
			o.b.isTabular(v)
			results = append(results, o.result(v, ""))
		}
	}
	for _, id := range op.By {
		results = append(results, o.facetBy(id, rows()))
	}
	return o.several(results)
}

// facetBy is the table of a column's values.
func (o *operatorCall) facetBy(id ast.Node, rows value) plan.Result {
	var v value
	o.b.in(rows.row, func() { v = o.b.byColumn(id, "facet by") })
	if v.ref == nil || rows.node == nil {
		return plan.Result{}
	}
	key := v.ref.renamed(v.ref.name())
	count := newColumn("count_"+key.name(), types.Long, false)
	columns := []*column{key, count}
	node := &plan.Summarize{
		Op: o.op(columns), Input: rows.node,
		Keys: []plan.Assign{{Col: key.plan, Expr: plan.NewRef(v.ref.plan)}},
		Aggs: []plan.Aggregate{{Cols: []*plan.Column{count.plan}, Fn: catalog.Lookup(catalog.Aggregate, "count")}},
	}
	return o.result(tabular(&table{columns: columns}, node, o.span), key.name())
}

// preview binds the plugin of two results: the first rows, and the count of all.
func (o *operatorCall) preview(n ast.Expr) value {
	limit, ok := o.limit(n)
	rows := o.copies("preview")
	first, all := rows(), rows()
	if first.node == nil || !ok {
		return o.several([]plan.Result{{}})
	}
	take := &plan.Take{Op: o.op(first.row.columns), Input: first.node, Limit: limit}
	total := newColumn("Count", types.Long, false)
	count := &plan.Count{Op: o.op([]*column{total}), Input: all.node}
	return o.several([]plan.Result{
		o.result(tabular(first.row, take, o.span), ""),
		o.result(tabular(&table{columns: []*column{total}}, count, o.span), ""),
	})
}

// copies returns what gives the operator's input, row by row, to each of several pipelines.
func (o *operatorCall) copies(operator string) func() value {
	in := tabular(o.sameRow(), o.in.node, o.span)
	if in.node == nil {
		return func() value { return in }
	}
	shared := &plan.Shared{Name: operator, Input: in.node, Passed: true}
	o.b.rule.Shared = append(o.b.rule.Shared, shared)
	return func() value { return o.b.use(in, shared, o.span) }
}

func (o *operatorCall) result(v value, name string) plan.Result {
	if v.row == nil {
		return plan.Result{}
	}
	return asResult(v, name, genericResult)
}

// several is the value of an operator with several results; none where one of them failed.
func (o *operatorCall) several(results []plan.Result) value {
	v := value{typ: &types.Group{}, span: o.span, results: results}
	for _, r := range results {
		if r.Node == nil {
			v.results = nil
		}
	}
	return v
}
