package sema

import (
	"slices"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
	"github.com/kqlc/kqlc/kql"
)

// serviceNode is the plan of a function of the service.
func (b *binder) serviceNode(f *function, row *table, values []value, span ast.Span) plan.Node {
	node := &plan.Service{Op: plan.Op{Src: span, Out: planned(row.columns)}, Name: f.name, Open: row.open, Declared: len(row.columns)}
	var given []plan.Expr
	for _, v := range values {
		if v.expr == nil {
			return nil
		}
		given = append(given, v.single().expr)
	}
	if len(given) > 0 {
		node.Arg = given[0]
	}
	if len(given) < 2 {
		return node
	}
	// The further argument of _GetWatchlist are the keys of the items that it gives.
	key := row.find("SearchKey")
	if key == nil {
		return nil
	}
	has := b.apply(scalarNamed("set_has_element"), []plan.Expr{given[1], plan.NewRef(key.plan)}, kql.TypeBool, span)
	if has == nil {
		return nil
	}
	return &plan.Where{Op: plan.Op{Src: span, Out: node.Out}, Input: node, Pred: has}
}

// enrichments are the functions of the service that add columns to the rows that they are passed, of what they know of the
// column that their argument names. What they declare are the columns without that.
var enrichments = []string{"FileProfile", "SeenBy"}

// enriched puts what an enrichment knows in the place of the values that it declares.
func (b *binder) enriched(f *function, v value, values []value, span ast.Span) value {
	node, ok := v.node.(*plan.Extend)
	if !ok || !slices.Contains(enrichments, f.name) {
		return v
	}
	key := b.enrichmentKey(f, values)
	if key == nil {
		return v
	}
	name := &plan.Const{Value: f.name}
	name.T, name.Src = kql.TypeString, span
	known := newColumn(f.name, types.Dynamic, false)
	ask := b.apply(catalog.Lookup(catalog.Internal, "enrichment of"), []plan.Expr{name, b.convert(key, kql.TypeString)}, kql.TypeDynamic, span)
	columns := append(slices.Clone(node.Input.Columns()), known.plan)
	node.Input = &plan.Extend{
		Op: plan.Op{Src: span, Out: columns}, Input: node.Input, Assigns: []plan.Assign{{Col: known.plan, Expr: ask}},
	}
	for i, a := range node.Assigns {
		index := &plan.Const{Value: a.Col.Name}
		index.T, index.Src = kql.TypeString, span
		m := &plan.Member{Arg: plan.NewRef(known.plan), Index: index}
		m.T, m.Src = kql.TypeDynamic, span
		node.Assigns[i].Expr = b.convert(m, a.Col.Type)
	}
	return v
}

// enrichmentKey is the value by which an enrichment looks: the argument is a column, or the name of one.
func (b *binder) enrichmentKey(f *function, values []value) plan.Expr {
	var arg value
	switch {
	case len(values) > 1:
		arg = values[1].single()
	case len(f.params) > 1 && f.params[1].def != nil:
		b.quietly(func() { arg = b.expr(f.params[1].def) })
	}
	name, ok := arg.val.(string)
	if !ok || len(values) == 0 {
		return arg.expr
	}
	if c := values[0].row.find(name); c != nil {
		return plan.NewRef(c.plan)
	}
	return nil
}

// placeCall makes the call the place of what a function of the schema, which has a text of its own, puts in its place.
func placeCall(v value, values []value, span ast.Span) {
	kept := map[plan.Node]bool{}
	for _, arg := range values {
		if arg.node != nil {
			kept[arg.node] = true
		}
	}
	plan.PlaceAt(v.node, span, kept)
}
