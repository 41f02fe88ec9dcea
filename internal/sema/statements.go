package sema

import (
	"slices"
	"strconv"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
	"github.com/kqlc/kqlc/kql"
)

// file binds a whole query.
func (b *binder) file(f *ast.File) *plan.Rule {
	b.rule = &plan.Rule{}
	last := b.statements(f.Statements)
	b.lintSyntax(f)
	b.lintLets()
	b.lintTime(b.rule)
	if t, ok := last.typ.(*types.Table); ok {
		b.rule.Schema = resultSchema(last.row, t)
	}
	return b.rule
}

// resultSchema is what is known of the result's columns, with those that the query names of an open table.
func resultSchema(row *table, t *types.Table) *types.Table {
	if row == nil {
		return t
	}
	columns := row.typ().Columns
	if len(row.inferred) > 0 {
		columns = static(row.all())
	}
	return &types.Table{Columns: columns, Open: row.open}
}

// statements binds statements in order. The value is that of the last query among them; Void without one.
func (b *binder) statements(list []ast.Statement) value {
	last := value{typ: types.Void}
	for _, s := range list {
		switch s := s.(type) {
		case *ast.Let:
			b.let(s)
		case *ast.ExprStatement:
			last = b.result(s)
		case *ast.Set:
			b.set(s)
		case *ast.Declare:
			b.declare(s)
		case *ast.DeclarePattern:
			b.declarePattern(s)
		case *ast.Alias:
			b.alias(s)
		case *ast.Restrict:
			b.exprs(s.Exprs)
		}
	}
	return last
}

// result binds a query statement; at the top its rows are a result of the rule.
func (b *binder) result(s *ast.ExprStatement) value {
	v := b.expr(s.Expr)
	if b.mute > 0 {
		return v
	}
	b.rule.Results = append(b.rule.Results, v.results...)
	if v.node == nil {
		return v
	}
	if v.graph != nil && v.row == nil {
		b.gap(v.span, "a graph as a result")
		return v
	}
	if most, ok := b.settings["query_take_max_records"].(*plan.Const); ok && most.T == kql.TypeLong {
		v.node = &plan.Take{Op: plan.Op{Src: v.span, Out: v.node.Columns()}, Input: v.node, Limit: most.Value.(int64)}
	}
	b.rule.Results = append(b.rule.Results, asResult(v, v.as, "PrimaryResult"))
	return v
}

// asResult is a table as a result, under its name or, without one, that of the service.
func asResult(v value, name, service string) plan.Result {
	if name == "" {
		name = service
	}
	return plan.Result{Name: name, Node: v.node, Schema: resultSchema(v.row, v.row.typ())}
}

// nameResults puts a number behind names of results that others before them have.
func nameResults(results []plan.Result) {
	used := map[string]bool{}
	for i := range results {
		r := &results[i]
		name := r.Name
		for n := 2; used[r.Name]; n++ {
			r.Name = name + strconv.Itoa(n)
		}
		used[r.Name] = true
	}
}

// let declares a value, a table or a function.
func (b *binder) let(s *ast.Let) {
	sym := &symbol{name: s.Name.Text, span: s.Name.Span()}
	if b.scope.here(sym.name) != nil {
		b.report(duplicateLet(sym.span, sym.name))
	}
	if f, ok := s.Value.(*ast.Function); ok {
		sym.fn = b.letFunction(sym.name, f)
		sym.typ = types.Void
	} else {
		b.letValue(sym, s)
	}
	b.scope = b.scope.with(sym)
	if b.mute == 0 {
		b.lets = append(b.lets, sym)
	}
}

func (b *binder) letValue(sym *symbol, s *ast.Let) {
	v := b.expr(s.Value)
	if t, ok := v.typ.(*types.Tuple); ok && len(t.Columns) != 1 {
		b.report(severalValues(v.span))
	}
	v = v.single()
	switch v.typ.(type) {
	case *types.EntityGroup:
		sym.typ = v.typ
		sym.use = func(*binder, ast.Span) value { return v }
	case *types.Table, *types.Graph:
		b.bindTable(sym, v)
	default:
		b.bindValue(sym, v, v.typ)
		sym.constant = v.constant || v.literal
	}
}

// letFunction declares a function and binds its body once, with its parameters as values of which only the type is
// known: that reports what is wrong whatever the arguments are.
func (b *binder) letFunction(name string, decl *ast.Function) *function {
	f := &function{name: name, body: decl.Body, view: decl.View, scope: b.scope, span: decl.Span()}
	f.params = b.parameters(decl.Params)
	f.signature()
	s := f.scope.nested()
	for _, p := range f.params {
		sym := &symbol{name: p.name, typ: p.typ, span: p.span, used: true, param: true}
		b.bindMissing(sym, p)
		s = s.with(sym)
	}
	inner := *b
	inner.scope, inner.row, inner.right, inner.kind, inner.piped = s, nil, nil, normalScope, nil
	inner.suffix, inner.groupBy, inner.inFunction = 1, nil, true
	rule := *b.rule
	inner.rule = &rule // What the body adds to the plan is not part of it.
	f.busy = true
	inner.statements(f.body)
	f.busy = false
	b.lets = inner.lets
	return f
}

// bindTable makes the symbol stand for a table.
func (b *binder) bindTable(sym *symbol, v value) {
	sym.typ = v.typ
	first := true
	sym.use = func(user *binder, span ast.Span) value {
		out := v
		if !first {
			out = user.fresh(v, span)
		}
		first = false
		out.letName = sym.name
		return out
	}
}

// fresh is another copy of a table's plan.
func (b *binder) fresh(v value, span ast.Span) value {
	if v.shared != nil {
		return b.use(v, v.shared, span)
	}
	if v.again == nil || !b.spend(span) || !b.enter(span) {
		return v
	}
	defer b.leave()
	return v.again()
}

// use gives the rows of what is shared, with columns of its own.
func (b *binder) use(v value, shared *plan.Shared, span ast.Span) value {
	columns := make([]*column, len(v.row.columns))
	for i, c := range v.row.columns {
		columns[i] = &column{plan: plan.NewColumn(c.name(), c.plan.Type, c.plan.Nullable), typ: c.typ, event: c.event}
	}
	row := v.row.like(columns)
	out := tabular(row, &plan.Use{
		Op: plan.Op{Src: span, Out: planned(columns)}, Of: shared, Cols: slices.Clone(shared.Input.Columns()[:len(columns)]),
	}, span)
	out.shared = shared
	return out
}

// bindScalar makes the symbol stand for an argument of the declared type.
func (b *binder) bindScalar(sym *symbol, v value, p *param) {
	v = v.single()
	t := p.typ
	if v.expr != nil {
		v.expr = b.convert(v.expr, types.Kql(t))
	}
	b.bindValue(sym, v, t)
	sym.constant = v.literal || v.constant && v.val != nil
}

// bindValue makes the symbol stand for a scalar.
func (b *binder) bindValue(sym *symbol, v value, t types.Type) {
	sym.typ = t
	if v.literal || v.constant {
		sym.val = v.val
	}
	sym.use = func(_ *binder, span ast.Span) value {
		out := value{typ: t, elems: v.elems, letName: sym.name}
		if v.expr != nil {
			out.expr = nameValue(plan.Clone(v.expr), sym)
		}
		return out
	}
}

// nameValue notes the let that a value comes from.
func nameValue(e plan.Expr, sym *symbol) plan.Expr {
	if sym.param {
		return e
	}
	switch e := e.(type) {
	case *plan.Const:
		e.Name = sym.name
	case *plan.Call:
		e.Name = sym.name
	}
	return e
}

// bindMissing makes the symbol stand for a parameter of which only the type is known.
func (b *binder) bindMissing(sym *symbol, p *param) {
	sym.typ = p.typ
	if t, ok := p.typ.(*types.Table); ok {
		sym.use = func(_ *binder, span ast.Span) value {
			row := tableOf(t)
			return tabular(row, &plan.Rows{Op: plan.Op{Src: span, Out: planned(row.columns)}}, span)
		}
		return
	}
	sym.constant = true
	sym.use = func(_ *binder, span ast.Span) value {
		return value{typ: p.typ, expr: missingParam(p, span)}
	}
}

// missingParam is a parameter of which only the type is known.
func missingParam(p *param, span ast.Span) *plan.Param {
	e := &plan.Param{Name: p.name}
	e.T, e.Src = types.Kql(p.typ), span
	e.Null = nullable(e.T)
	return e
}

// tableOf is a row with new columns of a table type.
func tableOf(t *types.Table) *table {
	row := &table{name: t.Name, open: t.Open, sorted: t.Sorted, serialized: t.Serialized}
	row.columns = make([]*column, len(t.Columns))
	columns, planned := make([]column, len(t.Columns)), make([]plan.Column, len(t.Columns)) // far fewer allocations than one by one
	for i, c := range t.Columns {
		planned[i] = *plan.NewColumn(c.Name, types.Kql(c.Type), true)
		columns[i] = column{plan: &planned[i], typ: c.Type}
		row.columns[i] = &columns[i]
	}
	return row
}

// declare declares the parameters of the query.
func (b *binder) declare(s *ast.Declare) {
	for _, p := range b.parameters(s.Params) {
		sym := &symbol{name: p.name, typ: p.typ, span: p.span, used: true, param: true}
		def := value{typ: types.Unknown}
		if p.def != nil {
			b.quietly(func() { def = b.expr(p.def).single() })
		}
		sym.constant, sym.val = p.def != nil && def.literal, def.val
		var given plan.Expr // nil where the request has to say what the parameter is
		if def.expr != nil {
			given = nameValue(b.convert(def.expr, types.Kql(p.typ)), &symbol{name: p.name})
		}
		sym.use = func(_ *binder, span ast.Span) value {
			if given != nil {
				return value{typ: p.typ, expr: plan.Clone(given)}
			}
			return value{typ: p.typ, expr: missingParam(p, span)}
		}
		b.scope = b.scope.with(sym)
	}
}

// set sets a property of the request: only the form of the statement matters to the binder.
func (b *binder) set(s *ast.Set) {
	if s.Name.Quoted {
		b.report(plainNameExpected(s.Name.Span()))
	}
	if s.Value == nil {
		return
	}
	switch s.Value.(type) {
	case *ast.Literal, *ast.Dynamic, *ast.Ident:
	default:
		if v := b.expr(s.Value); !v.isError() {
			b.report(literalOrNameExpected(v.span))
		}
		return
	}
	if _, ok := s.Value.(*ast.Ident); !ok {
		if b.settings == nil {
			b.settings = map[string]plan.Expr{}
		}
		b.settings[s.Name.Text] = b.expr(s.Value).expr
	}
}
