package sema

import (
	"slices"
	"strconv"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
)

// leg is one input of a union.
type leg struct {
	v    value
	name string
}

func (o *operatorCall) union(op *ast.Union) value {
	b := o.b
	opts := o.options("union", op.Params)
	row, fuzzy := b.row, b.fuzzy
	b.row = nil
	if f, said := fuzzyParam(op); said {
		b.fuzzy = f
	}
	var legs []leg
	if o.in.row != nil {
		legs = append(legs, leg{o.in, o.in.sourceName("union", 0)})
	}
	for i, t := range op.Tables {
		if o.in.row != nil {
			i++
		}
		legs = append(legs, b.legs("union", t, i)...)
	}
	b.row, b.fuzzy = row, fuzzy
	v := o.united(legs, opts.word("withsource"), opts.word("kind") == "inner")
	return v
}

// legs are the tables that the i-th operand of union, find or search, the operator, stands for: a wildcard for several.
func (b *binder) legs(operator string, e ast.Expr, i int) []leg {
	if n, ok := e.(*ast.Named); ok {
		e = n.Value
	}
	if w, ok := e.(*ast.Wildcard); ok {
		return b.wildcard(w)
	}
	v := b.tableExpr(e)
	if g, ok := v.typ.(*types.Group); ok && v.legs != nil {
		_ = g
		return v.legs
	}
	if !b.isTabular(v) || v.row == nil {
		return nil
	}
	if name := b.viewName(e); name != "" {
		return []leg{{v, name}}
	}
	return []leg{{v, v.sourceName(operator, i)}}
}

// viewName is the name of the view that an operand reads, "" for all else.
func (b *binder) viewName(e ast.Expr) string {
	name := ""
	switch e := e.(type) {
	case *ast.Ident:
		name = e.Name.Text
	case *ast.Call:
		name = e.Func.Text
	}
	if sym := b.scope.find(name); sym != nil && sym.fn != nil && sym.fn.view {
		return name
	}
	return ""
}

// sourceName is what an operator calls the table that its i-th operand gives: a table by its name, what as has named by
// that, else by number.
func (v value) sourceName(operator string, i int) string {
	if scan, ok := v.node.(*plan.Scan); ok {
		return scan.Table
	}
	if v.letName != "" && v.shared != nil {
		return v.letName
	}
	return operator + "_arg" + strconv.Itoa(i)
}

// wildcard are the tables and views whose names fit a pattern.
func (b *binder) wildcard(w *ast.Wildcard) []leg {
	var legs []leg
	for _, name := range b.tableNames() {
		if matches(w.Text, name) {
			legs = append(legs, leg{b.scan(b.env.Schema.Table(name), w.Span()), name})
		}
	}
	found := legs != nil
	for _, f := range b.views() {
		if matches(w.Text, f.name) {
			if found = true; b.asAnalyser() {
				continue // Microsoft's analyser finds the view but none of its columns.
			}
			if v := b.invokeUser(f, nil, nil, w.Span()); v.row != nil {
				legs = append(legs, leg{v, f.name})
			}
		}
	}
	if !found && (!b.fuzzy || b.asAnalyserOnError()) {
		b.report(noTableMatches(w.Span(), w.Text))
	}
	return legs
}

// tableNames are the tables that a wildcard may stand for.
func (b *binder) tableNames() []string {
	names := b.env.Schema.TableNames()
	if b.env.Stored == nil {
		return names
	}
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool { return !slices.Contains(b.env.Stored, name) })
}

// views are the views in scope that can be read without arguments.
func (b *binder) views() []*function {
	var list []*function
	b.scope.each(func(sym *symbol) {
		if sym.fn != nil && sym.fn.view && sym.fn.required() == 0 {
			list = append(list, sym.fn)
			sym.used = true
		}
	})
	return list
}

// united is the plan of a union. source names the column of the legs' names, "" for none.
func (o *operatorCall) united(legs []leg, source string, inner bool) value {
	tables := make([]*table, len(legs))
	open := false
	for i, l := range legs {
		tables[i] = l.v.row
		open = open || l.v.row.open
	}
	if open && !inner && !o.b.asAnalyser() {
		inferAll(tables)
	}
	all := o.b.unite(tables)
	if inner && !o.b.asAnalyser() {
		all = everywhere(all, len(legs))
		open = !slices.ContainsFunc(tables, func(t *table) bool { return !t.open }) // what is found in one alone is not common
	}
	node := &plan.Union{}
	var columns []*column
	if source != "" {
		c := newColumn(source, types.String, false)
		node.Source = c.plan
		columns = append(columns, c)
	}
	columns = append(columns, columnsOf(all)...)
	ok := len(legs) > 0
	if o.b.withoutPlan() {
		return tabular(&table{columns: columns, open: open}, nil, o.span)
	}
	for i, out := range o.b.unionLegs(legs, all, source != "") {
		ok = ok && legs[i].v.node != nil
		if !o.b.readsUnknown(out.Input) { // isfuzzy: a table that is not there adds no rows.
			node.Legs = append(node.Legs, out)
		}
	}
	node.Op = o.op(columns)
	v := tabular(&table{columns: columns, open: open}, node, o.span)
	if !ok {
		v.node = nil
	}
	return v
}

// inferAll makes the tables whose columns depend on data give the columns of the others, which their rows may have.
func inferAll(tables []*table) {
	for i, t := range tables {
		for j, other := range tables {
			if i == j || !t.open || t.texts {
				continue
			}
			for _, c := range other.columns {
				t.findOrInfer(c.name())
			}
		}
	}
}

// everywhere are the columns that none of the tables lacks.
func everywhere(all []merged, tables int) []merged {
	var out []merged
	for _, m := range all {
		if len(m.from) == tables {
			out = append(out, m)
		}
	}
	return out
}

// unionLegs are the legs of a union of these columns, behind a source column if there is one.
func (b *binder) unionLegs(legs []leg, all []merged, source bool) []plan.UnionLeg {
	first := 0
	if source {
		first = 1
	}
	out := make([]plan.UnionLeg, len(legs))
	for i, l := range legs {
		out[i] = plan.UnionLeg{Input: l.v.node, Name: l.name}
	}
	if b.env.Verdict {
		return out // Of a union of all tables these lists take more room than all else.
	}
	given := make([]int, len(legs))
	total := 0
	for _, m := range all {
		for _, own := range m.from {
			given[own.table]++
			total++
		}
	}
	room := make([]plan.UnionColumn, total)
	for i, n := range given {
		out[i].Cols, room = room[:0:n], room[n:]
	}
	converted := make([][]plan.Assign, len(legs))
	for at, m := range all {
		for _, own := range m.from {
			leg, from := &out[own.table], own.col.plan
			if from.Type != m.col.plan.Type { // beside a column whose type depends on data
				to := plan.NewColumn(from.Name, m.col.plan.Type, true)
				converted[own.table] = append(converted[own.table], plan.Assign{Col: to, Expr: b.convert(plan.NewRef(from), to.Type)})
				from = to
			}
			leg.Cols = append(leg.Cols, plan.UnionColumn{At: first + at, From: from})
		}
	}
	for i, assigns := range converted {
		if in := out[i].Input; assigns != nil && in != nil {
			columns := slices.Clone(in.Columns())
			for _, a := range assigns {
				columns = append(columns, a.Col)
			}
			out[i].Input = &plan.Extend{Op: plan.Op{Src: in.Span(), Out: columns}, Input: in, Assigns: assigns}
		}
	}
	return out
}

func columnsOf(all []merged) []*column {
	list := make([]*column, len(all))
	for i, m := range all {
		list[i] = m.col
	}
	return list
}

// isUnknownTable tells whether a table is a name that means nothing.
func (b *binder) isUnknownTable(v value) bool {
	scan, ok := v.node.(*plan.Scan)
	return ok && v.row.open && b.env.Schema.Table(scan.Table) == nil
}

// readsUnknown tells whether a plan reads a table that does not exist.
func (b *binder) readsUnknown(n plan.Node) bool {
	if scan, ok := n.(*plan.Scan); ok {
		return b.env.Schema.Table(scan.Table) == nil
	}
	if n == nil {
		return false
	}
	return slices.ContainsFunc(plan.Inputs(n), b.readsUnknown)
}
