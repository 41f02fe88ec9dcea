package sema

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
	"github.com/kqlc/kqlc/kql"
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
	for at, m := range all {
		for _, own := range m.from {
			leg := &out[own.table]
			leg.Cols = append(leg.Cols, plan.UnionColumn{At: first + at, From: own.col.plan})
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

// search is where over all columns of many tables, with the table's name as first column.
func (o *operatorCall) search(op *ast.Search) value {
	b := o.b
	opts := o.options("search", op.Params)
	legs := o.searched(op)
	tables := make([]*table, len(legs))
	open := false
	for i, l := range legs {
		tables[i] = l.v.row
		open = open || l.v.row.open
	}
	label := newColumn("$table", types.String, false)
	var seen *table
	var node plan.Node
	ok := len(legs) > 0
	var columns []*column
	if len(legs) == 1 {
		seen, node = legs[0].v.row, legs[0].v.node
		columns = append(columns, label)
	} else {
		all := o.b.unite(tables)
		columns = append(columns, label)
		columns = append(columns, columnsOf(all)...)
		union := &plan.Union{Op: o.op(columns), Source: label.plan}
		if ok = ok && !b.withoutPlan(); ok {
			union.Legs = b.unionLegs(legs, all, true)
		}
		for _, l := range legs {
			ok = ok && l.v.node != nil
		}
		seen, node = &table{columns: columnsOf(all), open: open}, union
	}
	var v value
	b.in(seen, func() { v = b.searchPredicate(op.Pred, opts.word("kind") == "case_sensitive") })
	b.isBool(v)
	pred := b.truth(v)
	if len(legs) == 1 {
		columns = append(columns, seen.all()...)
	}
	if node == nil || pred == nil {
		ok = false
	}
	if ok {
		node = &plan.Where{Op: plan.Op{Src: o.span, Out: node.Columns()}, Input: node, Pred: pred}
		if len(legs) == 1 {
			assigns := []plan.Assign{{Col: label.plan, Expr: textConstant(legs[0].name, o.span)}}
			assigns = append(assigns, assignsOf(columns[1:], columns[1:])...)
			node = &plan.Project{Op: o.op(columns), Input: node, Assigns: assigns}
		}
	} else {
		node = nil
	}
	row := &table{columns: columns, open: open}
	if o.in.row != nil {
		row = o.in.row.like(columns)
	}
	row.sorted = false
	return tabular(row, node, o.span)
}

// searched are the tables that a search looks into.
func (o *operatorCall) searched(op *ast.Search) []leg {
	b := o.b
	if op.In != nil {
		o.first("search")
		row := b.row
		b.row = nil
		defer func() { b.row = row }()
		var legs []leg
		for i, e := range op.In {
			legs = append(legs, b.legs("search", e, i)...)
		}
		return legs
	}
	if o.in.row != nil {
		return []leg{{o.in, o.in.sourceName("search", 0)}}
	}
	return b.everyTable(o.span)
}

// everyTable are all tables of the database and the views in scope.
func (b *binder) everyTable(span ast.Span) []leg {
	var legs []leg
	for _, name := range b.tableNames() {
		legs = append(legs, leg{b.scan(b.env.Schema.Table(name), span), name})
	}
	for _, f := range b.views() {
		if v := b.invokeUser(f, nil, nil, span); v.row != nil {
			legs = append(legs, leg{v, f.name})
		}
	}
	return legs
}

// searchPredicate binds the predicate of search and find, in which a text by itself is looked for in all columns.
func (b *binder) searchPredicate(e ast.Expr, sensitive bool) value {
	v := b.searchTerm(e, sensitive)
	v.span = e.Span()
	return v
}

func (b *binder) searchTerm(e ast.Expr, sensitive bool) value {
	switch e := e.(type) {
	case *ast.Star:
		return value{typ: types.Bool, expr: constant(true, kql.TypeBool, e.Span())}
	case *ast.Paren:
		v := b.searchPredicate(e.X, sensitive)
		v.ref, v.literal, v.constant = nil, false, false
		return v
	case *ast.Binary:
		if e.Op == "and" || e.Op == "or" {
			x, y := b.searchPredicate(e.X, sensitive), b.searchPredicate(e.Y, sensitive)
			c := operatorNamed(e.Op).Match(argsOf(x, y), b.calls())
			b.problems(c, []value{x, y}, e.OpPos)
			return value{typ: c.Type, expr: conjunction(e.Op, []plan.Expr{b.truth(x), b.truth(y)}, e.Span())}
		}
	case *ast.Call:
		if e.Func.Text == "not" && len(e.Args) == 1 && !b.asAnalyserOnError() {
			return value{typ: types.Bool, expr: negate(b.truth(b.searchPredicate(e.Args[0], sensitive)), e.Span())}
		}
	case *ast.Literal, *ast.Ident:
		v := b.expr(e)
		if n, ok := e.(*ast.Literal); ok && len(n.Parts) > 1 {
			return v // texts side by side are no term
		}
		text, ok := v.val.(string)
		if n, isNumber := e.(*ast.Literal); isNumber && (n.Kind == ast.LongLiteral || n.Kind == ast.RealLiteral) && !b.asAnalyserOnError() {
			text, ok = n.Parts[0], true
		} else {
			ok = ok && v.constant && v.reduced() == types.String
		}
		if ok {
			v.term = true
			v.typ, v.expr = types.Bool, b.anyText(text, sensitive, e.Span())
		}
		return v
	}
	return b.expr(e)
}

// anyText looks for a text in all columns of text and of whole numbers (Kusto: search-operator): a term, or with stars at
// its ends a prefix, a suffix, or any part; a star within stands for any text within the value.
func (b *binder) anyText(text string, sensitive bool, span ast.Span) plan.Expr {
	op := "has"
	bare, front, back := trimStars(text)
	switch {
	case bare == "":
		return constant(true, kql.TypeBool, span)
	case strings.Contains(bare, "*"):
		op, bare = "matches regex", starPattern(bare, front, back, sensitive)
	case front && back:
		op = "contains"
	case back:
		op = "hasprefix"
	case front:
		op = "hassuffix"
	}
	if sensitive && op != "matches regex" {
		op += "_cs"
	}
	return b.anyColumn(operatorNamed(op), value{typ: types.String, expr: textConstant(bare, span)}, span)
}

// starPattern is the regular expression of a text with stars within, whose ends are those of terms unless there were
// stars.
func starPattern(text string, front, back, sensitive bool) string {
	parts := strings.Split(text, "*")
	for i, p := range parts {
		parts[i] = regexp.QuoteMeta(p)
	}
	pattern := strings.Join(parts, ".*")
	if !front {
		pattern = `\b` + pattern
	}
	if !back {
		pattern += `\b`
	}
	if !sensitive {
		pattern = "(?i)" + pattern
	}
	return pattern
}

func trimStars(text string) (bare string, front, back bool) {
	bare = text
	if front = len(bare) > 0 && bare[0] == '*'; front {
		bare = bare[1:]
	}
	if back = len(bare) > 0 && bare[len(bare)-1] == '*'; back {
		bare = bare[:len(bare)-1]
	}
	return bare, front, back
}

// anyColumn applies an operator to each column that it can look into, and wants one of them: * has x.
//
// The emulator finds "3" in columns of int and long, and does not find 2.71 in those of real.
func (b *binder) anyColumn(fn *catalog.Function, y value, span ast.Span) plan.Expr {
	y = y.single()
	if y.expr == nil {
		return nil
	}
	var args []plan.Expr
	for _, c := range b.row.all() {
		whole := !fn.IsEquality() && (c.typ == types.Int || c.typ == types.Long)
		if c.typ != types.String && !types.IsDynamic(c.typ) && !whole && !(fn.IsEquality() && c.typ == y.typ) {
			continue
		}
		ref := plan.NewRef(c.plan)
		ref.Src = span
		args = append(args, b.lowerOperator(fn, ref, plan.Clone(y.expr), kql.TypeBool, span))
	}
	if len(args) == 0 {
		return constant(false, kql.TypeBool, span)
	}
	return conjunction("or", args, span)
}
