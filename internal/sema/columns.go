package sema

import (
	"strconv"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
)

// style says how an operator takes computed columns in.
type style uint8

const (
	styleProject   style = iota // project, distinct, group keys
	styleExtend                 // extend: an unnamed column may take the place of one with its name
	styleReplace                // mv-expand: named ones may, too
	stylePrint                  // print
	styleSummarize              // aggregates
	styleSerialize              // serialize: as project, behind the input's columns
)

// replaces tells whether a column that is not named takes the place of another.
func (s style) replaces() bool { return s == styleExtend || s == styleReplace }

// added is an expression being taken into a projection.
type added struct {
	p     *projection
	style style
	// as is the type of the new columns, nil for that of the expression.
	as types.Type
	// def is the name of a column without one, "" for Column1, Column2, ….
	def string
	// repeatable is false for columns that must not come in again.
	once bool
}

// take binds an expression and takes its columns into the projection. The value is what was bound.
func (a added) take(e ast.Expr) value {
	v, names := a.p.b.projected(e)
	a.add(v, names, e)
	return v
}

// takeAll binds a list and then takes it in. before are the columns that come first: computed only after the list is
// bound, which may name further columns of an open table.
func (a added) takeAll(list []ast.Expr, before func() []*column) []value {
	b := a.p.b
	values := make([]value, len(list))
	names := make([]*ast.Named, len(list))
	for i, e := range list {
		values[i], names[i] = b.projected(e)
	}
	if before != nil {
		a.p.pass(before())
	}
	for i, e := range list {
		a.add(values[i], names[i], e)
	}
	return values
}

// projected binds an expression of a projection apart from the names that it gives.
func (b *binder) projected(e ast.Expr) (value, *ast.Named) {
	n, ok := e.(*ast.Named)
	if !ok {
		return b.expr(e), nil
	}
	v := b.expr(n.Value)
	return v, n
}

// add takes the columns of a bound expression in.
func (a added) add(v value, names *ast.Named, e ast.Expr) {
	b := a.p.b
	_, isStar := e.(*ast.Star)
	switch {
	case isStar:
		for _, c := range b.row.all() {
			a.p.add(pass(c), "", true)
		}
	case names != nil && names.Tuple:
		a.addTuple(v, names)
	case names != nil:
		a.addNamed(v, names.Names[0])
	default:
		a.addUnnamed(v, e)
	}
}

// addNamed takes in name = value.
func (a added) addNamed(v value, name *ast.Name) {
	b := a.p.b
	if t, ok := v.typ.(*types.Tuple); ok && v.side == nil {
		if len(t.Columns) == 0 {
			return
		}
		first := a.tupleItem(v, t, 0, name.Text)
		a.p.declare(first, name.Span(), true)
		if a.style == stylePrint {
			return
		}
		for i := 1; i < len(t.Columns); i++ {
			a.p.add(a.tupleItem(v, t, i, ""), "", false)
		}
		return
	}
	replace := v.ref != nil || a.style.replaces()
	a.p.declare(a.item(v, name.Text), name.Span(), replace)
	if a.once && v.ref != nil {
		a.p.skip[v.ref] = true
	}
	_ = b
}

// addTuple takes in (a, b) = value.
func (a added) addTuple(v value, names *ast.Named) {
	b := a.p.b
	t, ok := v.typ.(*types.Tuple)
	if !ok || v.side != nil {
		if len(names.Names) == 1 {
			a.addNamed(v, names.Names[0])
			return
		}
		if !v.isError() {
			b.report(notSeveral(namesSpan(names)))
		}
		return
	}
	for i := range t.Columns {
		if i < len(names.Names) {
			a.p.declare(a.tupleItem(v, t, i, names.Names[i].Text), names.Names[i].Span(), a.style.replaces())
			continue
		}
		if a.style != stylePrint {
			a.p.add(a.tupleItem(v, t, i, ""), "", false)
		}
	}
	for _, n := range names.Names[min(len(t.Columns), len(names.Names)):] {
		b.report(nameWithoutValue(n.Span(), n.Text))
	}
}

func namesSpan(n *ast.Named) ast.Span {
	return ast.Span{Start: n.Names[0].Span().Start, End: n.Names[len(n.Names)-1].Span().End}
}

// addUnnamed takes in an expression under the name that it has by itself.
func (a added) addUnnamed(v value, e ast.Expr) {
	b := a.p.b
	if v.result != nil {
		c := v.result
		it := pass(c)
		if a.as != nil && a.as != c.typ {
			it = item{col: newColumn(c.name(), a.as, true), expr: v.expr}
		} else if v.expr != nil && !isRefTo(v.expr, c) {
			it = item{col: c.renamed(c.name()), expr: v.expr}
		}
		a.p.declare(it, v.span, a.style == styleReplace)
		if a.once {
			a.p.skip[c] = true
		}
		return
	}
	if t, ok := v.typ.(*types.Tuple); ok && v.side == nil {
		if a.style != stylePrint || len(t.Columns) != 1 {
			for i := range t.Columns {
				a.p.add(a.tupleItem(v, t, i, ""), "", false)
			}
			return
		}
		v = v.single()
	}
	if !v.isError() && !types.IsScalar(v.typ) {
		if _, call := e.(*ast.Call); !call {
			b.report(b.scalarExpected(v))
		}
		v.typ = types.Unknown
	}
	if a.style == stylePrint && a.def != "" {
		a.p.add(a.item(v, a.def), a.def, false)
		return
	}
	a.p.add(a.item(v, a.nameOf(v, e)), "", a.style.replaces())
}

// isRefTo tells whether an expression is the column itself and nothing more.
func isRefTo(e plan.Expr, c *column) bool {
	r, ok := e.(*plan.Ref)
	return ok && r.Col == c.plan
}

// nameOf is the name of a column that the query does not name.
func (a added) nameOf(v value, e ast.Expr) string {
	b := a.p.b
	name := v.name
	if call, ok := e.(*ast.Call); ok && v.call != nil && v.call.Func.Naming == catalog.FirstIfColumn && len(call.Args) > 0 {
		name = v.call.Func.ResultName(v.call.Args, b.row.typ())
	}
	if name != "" {
		return name
	}
	if a.def != "" {
		return a.def
	}
	return b.numbered(a.style == styleExtend)
}

// numbered is the next free name of an unnamed column.
func (b *binder) numbered(withRow bool) string {
	for {
		name := "Column" + strconv.Itoa(b.suffix)
		b.suffix++
		if withRow && b.row.find(name) != nil || b.right.find(name) != nil || b.scope.find(name) != nil ||
			b.databaseTable(name) != nil || b.databaseFunction(name) != nil {
			continue
		}
		return name
	}
}

// item is a column of a computed value.
func (a added) item(v value, name string) item {
	v = v.single()
	t := v.typ
	if a.as != nil {
		t = a.as
	}
	null := v.expr == nil || v.expr.Nullable() || a.as != nil
	c := newColumn(name, t, null)
	if v.expr != nil && a.as == nil {
		// What the analyser does not know the type of has one in the plan.
		c.plan = plan.NewColumn(name, v.expr.Type(), v.expr.Nullable())
	}
	return item{col: c, expr: v.expr}
}

// tupleItem is one column of a value of several, under the name given, or its own.
func (a added) tupleItem(v value, t *types.Tuple, i int, name string) item {
	b := a.p.b
	c := t.Columns[i]
	given := name != ""
	var prefix string
	if v.call != nil && v.call.Func.Prefix != "" {
		prefix = v.call.Func.Prefix + "_"
	}
	if name == "" && c.Same && prefix == "" && a.style == styleSummarize && a.as == nil {
		if col := b.row.find(c.Of); col != nil {
			if a.p.skip[col] {
				return pass(col)
			}
			return item{col: col.renamed(col.name()), expr: a.tupleExpr(v, t, i)}
		}
	}
	if name == "" {
		name = prefix + c.Name
	}
	typ := c.Type
	if a.as != nil && (given || !b.asAnalyser()) {
		// Microsoft's analyser forgets that unnamed columns are arrays.
		typ = a.as
	}
	e := a.tupleExpr(v, t, i)
	return item{col: newColumnOf(name, typ, e), expr: e}
}

func (a added) tupleExpr(v value, t *types.Tuple, i int) plan.Expr {
	call, ok := v.expr.(*plan.Call)
	if !ok {
		return nil
	}
	return partOf(call, t, i)
}
