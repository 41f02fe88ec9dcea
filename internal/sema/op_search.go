package sema

import (
	"regexp"
	"strings"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
	"github.com/kqlc/kqlc/kql"
)

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
