package sema

import (
	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
	"github.com/kqlc/kqlc/kql"
)

// find is where over many tables, which gives the columns that the predicate and all tables share, and the others of each
// in a bag (Kusto: find-operator).
func (o *operatorCall) find(op *ast.Find) value {
	b := o.b
	opts := o.options("find", op.Params)
	f := &finding{o: o, op: op, source: "source_"}
	if name := opts.word("withsource"); name != "" {
		f.source = name
	}
	row := b.row
	b.row = nil
	if op.In != nil {
		for i, e := range op.In {
			f.legs = append(f.legs, b.legs("find", e, i)...)
		}
	} else {
		f.legs = b.everyTable(o.span)
	}
	tables := make([]*table, len(f.legs))
	for i, l := range f.legs {
		tables[i] = l.v.row
		f.open = f.open || l.v.row.open
	}
	f.all = b.uniteByName(tables)
	b.row = &table{columns: columnsOf(f.all), open: f.open}
	v := b.searchPredicate(op.Pred, false)
	b.isBool(v)
	f.seen = b.row
	f.choose()
	f.columnsOf()
	f.away()
	b.row = row
	return tabular(&table{columns: f.columns, open: f.open}, f.node(v), o.span)
}

// finding is a find being bound.
type finding struct {
	o      *operatorCall
	op     *ast.Find
	source string
	legs   []leg
	open   bool
	all    []merged
	// seen is the row that the predicate sees; chosen tells which legs are looked into.
	seen    *table
	chosen  []bool
	columns []*column
	// pack tells that a bag of other columns is wanted by name.
	pack bool
}

// referenced are the names that the predicate mentions, in order.
func (f *finding) referenced() []*column {
	var list []*column
	seen := map[*column]bool{}
	ast.Inspect(f.op.Pred, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if c := f.seen.findOrInferred(id.Name.Text); c != nil && !seen[c] {
				seen[c] = true
				list = append(list, c)
			}
		}
		return true
	})
	return list
}

// choose picks the tables that have a column of the predicate; all, if it looks into all columns.
func (f *finding) choose() {
	f.chosen = make([]bool, len(f.legs))
	every := len(f.legs) == 1
	ast.Inspect(f.op.Pred, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.Star:
			every = true
		case *ast.Binary, *ast.Paren:
		}
		return true
	})
	every = every || hasTerm(f.op.Pred)
	refs := f.referenced()
	for i, l := range f.legs {
		f.chosen[i] = every
		for _, c := range refs {
			f.chosen[i] = f.chosen[i] || l.v.row.open || l.v.row.find(c.name()) != nil
		}
	}
}

// hasTerm tells whether a predicate has a text by itself, which is looked for in all columns.
func hasTerm(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Literal:
		return e.Kind == ast.StringLiteral
	case *ast.Paren:
		return hasTerm(e.X)
	case *ast.Binary:
		return (e.Op == "and" || e.Op == "or") && (hasTerm(e.X) || hasTerm(e.Y))
	}
	return false
}

// tables are those looked into.
func (f *finding) tables() []*table {
	var list []*table
	for i, l := range f.legs {
		if f.chosen[i] {
			list = append(list, l.v.row)
		}
	}
	return list
}

// columnsOf finds the columns of the result.
func (f *finding) columnsOf() {
	b := f.o.b
	f.columns = []*column{newColumn(f.source, types.String, false)}
	if f.op.Columns == nil {
		f.smart()
		return
	}
	f.open = false
	for i, c := range f.op.Columns {
		if c.Pack {
			f.pack = true
			if i < len(f.op.Columns)-1 {
				b.report(packNotLast(c.Span()))
				continue
			}
			f.columns = append(f.columns, newColumn("pack_", types.Dynamic, true))
			continue
		}
		name := c.Name.(*ast.Name)
		col := b.row.findOrInfer(name.Text)
		if col == nil {
			b.report(b.unknownColumn(name.Span(), name.Text, b.row))
			continue
		}
		if t, ok := c.Type.(*ast.TypeName); ok && t != nil {
			col = newColumn(col.name(), b.typeNamed(t), true)
		}
		f.columns = append(f.columns, col)
	}
}

// smart are the columns that all tables looked into have, those of the predicate, and a bag for the rest.
func (f *finding) smart() {
	tables := f.tables()
	for _, m := range f.o.b.commonNames(tables) {
		f.columns = append(f.columns, m.col)
	}
	have := map[string]bool{}
	for _, c := range f.columns {
		have[c.name()] = true
	}
	for _, c := range f.referenced() {
		if !have[c.name()] {
			have[c.name()] = true
			f.columns = append(f.columns, c)
		}
	}
	for _, t := range tables {
		if t.open {
			continue
		}
		for _, c := range t.columns {
			if !have[c.name()] {
				f.columns = append(f.columns, newColumn("pack_", types.Dynamic, true))
				return
			}
		}
	}
}

// away drops the columns that project-away names.
func (f *finding) away() {
	if len(f.op.Away) == 0 {
		return
	}
	drop := map[string]bool{}
	star := false
	for _, p := range f.op.Away {
		pattern, ok := p.(*ast.NamePattern)
		if !ok {
			continue
		}
		star = star || pattern.Text == "*"
		drop[pattern.Text] = true
	}
	var kept []*column
	for _, c := range f.columns {
		if star && (c.name() == f.source || c.name() == "pack_" && f.pack) || !star && !drop[c.name()] {
			kept = append(kept, c)
		}
	}
	f.columns = kept
}

// node is the plan: each table is filtered by itself and brought to the result's columns.
func (f *finding) node(pred value) plan.Node {
	b := f.o.b
	union := &plan.Union{Op: f.o.op(f.columns)}
	for i, l := range f.legs {
		if !f.chosen[i] {
			continue
		}
		if l.v.node == nil || pred.isError() {
			return nil
		}
		row, input := f.completed(l)
		var v value
		b.quietly(func() {
			b.in(row, func() { v = b.searchPredicate(f.op.Pred, false) })
		})
		truth := b.truth(v)
		if truth == nil {
			return nil
		}
		where := &plan.Where{Op: plan.Op{Src: f.o.span, Out: input.Columns()}, Input: input, Pred: truth}
		project := &plan.Project{Op: plan.Op{Src: f.o.span}, Input: where}
		leg := plan.UnionLeg{Input: project, Name: l.name}
		for i, c := range f.columns {
			col := plan.NewColumn(c.name(), c.plan.Type, true)
			project.Out = append(project.Out, col)
			project.Assigns = append(project.Assigns, plan.Assign{Col: col, Expr: f.cell(l, c)})
			leg.Cols = append(leg.Cols, plan.UnionColumn{At: i, From: col})
		}
		union.Legs = append(union.Legs, leg)
	}
	return union
}

// completed is a table with the columns of the predicate that it lacks: they are null.
func (f *finding) completed(l leg) (*table, plan.Node) {
	var assigns []plan.Assign
	columns := l.v.row.all()
	for _, c := range f.referenced() {
		if l.v.row.find(c.name()) == nil && !l.v.row.open {
			own := newColumn(c.name(), c.typ, true)
			columns = append(columns, own)
			assigns = append(assigns, plan.Assign{Col: own.plan, Expr: f.nothing(own.plan.Type)})
		}
	}
	if assigns == nil {
		return l.v.row, l.v.node
	}
	row := l.v.row.like(columns)
	return row, &plan.Extend{Op: f.o.op(columns), Input: l.v.node, Assigns: assigns}
}

// nothing is null, or "".
func (f *finding) nothing(t kql.Type) plan.Expr {
	if t == kql.TypeString {
		return textConstant("", f.o.span)
	}
	return constant(nil, t, f.o.span)
}

// cell computes a column of the result from a table's row.
func (f *finding) cell(l leg, c *column) plan.Expr {
	b := f.o.b
	switch {
	case c.name() == f.source:
		return textConstant(l.name, f.o.span)
	case c.name() == "pack_" && l.v.row.find("pack_") == nil:
		return b.packed(l.v.row, f.columns, f.o.span)
	}
	if own := l.v.row.find(c.name()); own != nil {
		return b.convert(plan.NewRef(own.plan), c.plan.Type)
	}
	return f.nothing(c.plan.Type)
}

// packed is a bag of the columns of a row that are not in the list.
func (b *binder) packed(row *table, but []*column, span ast.Span) plan.Expr {
	have := map[string]bool{}
	for _, c := range but {
		have[c.name()] = true
	}
	var args []plan.Expr
	for _, c := range row.columns {
		if !have[c.name()] {
			args = append(args, textConstant(c.name(), span), plan.NewRef(c.plan))
		}
	}
	return b.apply(scalarNamed("bag_pack"), args, kql.TypeDynamic, span)
}
