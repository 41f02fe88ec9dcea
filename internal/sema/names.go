package sema

import (
	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
)

// ident binds a bare name. tabular tells that a table is wanted: an unknown one is then taken for an open table, so that
// its columns are not reported as well.
//
// Columns of the row come first, then lets and parameters, then functions of the database, its tables, and functions of
// the language, which want their parentheses.
func (b *binder) ident(e *ast.Ident, tabular bool) value {
	name, span := e.Name.Text, e.Span()
	if name == "" {
		return failed(span)
	}
	if v, ok := b.sides(name, span); ok {
		return v
	}
	v, ok := b.lookup(name, span)
	if !ok {
		v = b.unknown(name, span, tabular)
	}
	v.name = name
	return v
}

// sides are $left and $right in the condition of a join.
func (b *binder) sides(name string, span ast.Span) (value, bool) {
	var t *table
	switch {
	case name == "$left" && b.row != nil && b.right != nil:
		t = b.row
	case name == "$right" && b.right != nil:
		t = b.right
	default:
		return value{}, false
	}
	return value{typ: &types.Tuple{Columns: static(t.columns)}, side: t, name: name, span: span}, true
}

// lookup finds out what a name means here.
func (b *binder) lookup(name string, span ast.Span) (value, bool) {
	if b.kind == normalScope {
		if c := b.row.find(name); c != nil {
			return b.reference(c, span), true
		}
	}
	if c := b.right.find(name); c != nil {
		return b.reference(c, span), true
	}
	if sym := b.scope.find(name); sym != nil {
		return b.symbol(sym, span), true
	}
	if f := b.databaseFunction(name); f != nil && f.required() == 0 {
		return b.invokeUser(f, nil, nil, span), true
	}
	if t := b.databaseTable(name); t != nil {
		return b.scan(t, span), true
	}
	if fn := b.builtin(name); fn != nil {
		b.report(argumentsMissing(span, name))
		v := value{span: span}
		b.quietly(func() { v.typ = fn.Match(nil, b.calls()).Type })
		return v, true
	}
	if b.kind == normalScope && b.row != nil && b.row.open {
		return b.reference(b.row.infer(name), span), true
	}
	return value{}, false
}

// reference is the value of a column of the current row.
func (b *binder) reference(c *column, span ast.Span) value {
	ref := plan.NewRef(c.plan)
	ref.Src = span
	return value{typ: c.typ, expr: ref, ref: c, result: c, name: c.name(), span: span}
}

// symbol is the value of a let or a parameter.
func (b *binder) symbol(sym *symbol, span ast.Span) value {
	sym.used = true
	if sym.fn != nil {
		if sym.fn.required() == 0 {
			return b.invokeUser(sym.fn, nil, nil, span)
		}
		b.report(argumentsMissing(span, sym.name))
		return failed(span)
	}
	v := sym.use(b, span)
	v.typ, v.constant, v.val, v.span = sym.typ, sym.constant, sym.val, span
	if v.row != nil {
		v.typ = v.row.typ()
	}
	return v
}

// builtin returns the function of the language that a name means in this kind of scope.
func (b *binder) builtin(name string) *catalog.Function {
	switch b.kind {
	case pluginScope:
		fn := catalog.Lookup(catalog.Plugin, name)
		if fn != nil && fn.ServiceOnly && b.asAnalyserOnError() {
			return nil
		}
		return fn
	case aggregateScope:
		if fn := catalog.Lookup(catalog.Aggregate, name); fn != nil {
			return fn
		}
	}
	fn := catalog.Lookup(catalog.Scalar, name)
	if fn == nil || fn.GraphOnly && b.graph == nil || fn.ElementOnly && !b.ofElement {
		return nil
	}
	return fn
}

// unknown reports a name that means nothing.
func (b *binder) unknown(name string, span ast.Span, tabularWanted bool) value {
	if b.kind == aggregateScope && b.row.findOrInfer(name) != nil {
		b.report(columnOutsideAggregate(span, name))
		return failed(span)
	}
	if tabularWanted {
		if b.fuzzy {
			b.report(fuzzyTable(span, name))
		} else {
			b.report(b.unknownTable(span, name))
		}
		return b.openTable(name, span)
	}
	b.report(b.unknownName(span, name))
	return failed(span)
}

// openTable stands for a table of which nothing is known.
func (b *binder) openTable(name string, span ast.Span) value {
	row := &table{name: name, open: true}
	return tabular(row, &plan.Scan{Op: plan.Op{Src: span}, Table: name}, span)
}

// member binds x.name: a path into a dynamic, a column of a join's side, a table of a database.
func (b *binder) member(e *ast.Member) value {
	if v, ok := b.elementProperty(e); ok {
		return v
	}
	if v, ok := b.patternMember(e); ok {
		return v
	}
	if key, ok := e.Name.(*ast.Bracketed); ok {
		return b.element(b.expr(e.X), b.expr(key.X), e.Span())
	}
	x := b.expr(e.X)
	switch x.typ.(type) {
	case *types.Database, *types.Cluster, *types.Group, *types.EntityGroup:
		return b.entityMember(x, e)
	}
	if _, bad := e.Name.(*ast.Bad); bad {
		return failed(e.Span())
	}
	name, span := memberName(e.Name)
	v := value{name: name, span: e.Span()}
	if types.HasMembers(x.typ) || x.typ == types.Unknown {
		v.name = joinName(x.name, name)
	}
	switch {
	case x.isError():
		v.typ = types.Error
		return v
	case x.typ == types.Unknown:
		v.typ = types.Unknown
		b.bindArgsOf(e.Name)
		if b.isPlainText(x) {
			b.report(noMember(span, name, types.String))
			return v
		}
		v.expr = path(x.expr, textConstant(name, span), e.Span())
		return v
	case types.IsDynamic(x.typ):
		v.typ = types.Dynamic
		if bag, ok := x.typ.(*types.Bag); ok {
			if p, ok := types.Find(bag.Properties, name); ok {
				v.typ = types.DynamicHolding(p.Type)
			}
		}
		b.bindArgsOf(e.Name)
		v.expr = path(x.expr, textConstant(name, span), e.Span())
		return v
	}
	if _, ok := x.typ.(*types.Tuple); ok {
		return b.tupleMember(x, name, span, e.Span())
	}
	if _, ok := e.Name.(*ast.Call); ok {
		b.bindArgsOf(e.Name)
		b.report(b.unknownFunction(span, name))
		return failed(e.Span())
	}
	b.report(noMember(span, name, x.reduced()))
	v.typ = types.Error
	return v
}

// bindArgsOf binds the arguments of what stands behind a dot of a dynamic: x.f(1) is taken for x.f.
func (b *binder) bindArgsOf(e ast.Expr) {
	if call, ok := e.(*ast.Call); ok {
		b.exprs(call.Args)
	}
}

// memberName is the name behind a dot.
func memberName(e ast.Expr) (string, ast.Span) {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name.Text, e.Span()
	case *ast.Call:
		return e.Func.Text, e.Func.Span()
	}
	return "", e.Span()
}

// joinName is the name of a path.
func joinName(left, right string) string {
	if left == "" {
		return right
	}
	return left + "_" + right
}

// tupleMember is a column of a join's side or of a step's state, or one value of a function of several.
func (b *binder) tupleMember(x value, name string, at, span ast.Span) value {
	if x.side != nil {
		c := x.side.findOrInfer(name)
		if c == nil {
			b.report(b.unknownColumn(at, name, x.side))
			return value{typ: types.Error, name: name, span: span}
		}
		if x.side.twice(name) {
			b.report(ambiguousColumn(at, name))
			return value{typ: types.Error, name: name, span: span}
		}
		v := b.reference(c, span)
		if x.owner != nil {
			v.expr = x.owner.ref(c, span)
		}
		if e, ok := x.owner.(*graphElement); ok && e.variable && !b.asAnalyser() {
			v.typ = types.ArrayOf(c.typ)
		}
		return v
	}
	t := x.typ.(*types.Tuple)
	for i, c := range t.Columns {
		if c.Name == name {
			v := value{typ: c.Type, name: name, span: span}
			if call, ok := x.expr.(*plan.Call); ok {
				v.expr = partOf(call, t, i)
			}
			v.tupleColumn = true
			return v
		}
	}
	if one := x.single(); types.IsDynamic(one.typ) {
		return value{typ: types.Dynamic, name: name, span: span, expr: path(one.expr, textConstant(name, at), span)}
	}
	b.report(noMember(at, name, x.typ))
	return value{typ: types.Error, name: name, span: span}
}

// index binds x[i].
func (b *binder) index(e *ast.Index) value { return b.element(b.expr(e.X), b.expr(e.I), e.Span()) }

func (b *binder) element(x, i value, span ast.Span) value {
	name := literalName(i)
	v := value{typ: types.Error, name: name, span: span}
	if types.HasMembers(x.typ) || x.typ == types.Unknown {
		v.name = joinName(x.name, name)
	}
	if i.isError() || x.isError() {
		return v
	}
	t := i.reduced()
	x = x.single()
	switch ct := x.typ.(type) {
	case types.Array:
		v.typ = types.DynamicHolding(ct.Elem)
		if !types.IsInteger(t) && !types.IsDynamic(t) {
			b.report(wrongType(i.span, "an integer", t))
			return v
		}
	case *types.Bag:
		v.typ = types.Dynamic
		if t != types.String && !types.IsDynamic(t) {
			b.report(wrongType(i.span, "a string", t))
			return v
		}
		if key, ok := i.val.(string); ok {
			if p, ok := types.Find(ct.Properties, key); ok {
				v.typ = types.DynamicHolding(p.Type)
			}
		}
	case *types.Tuple:
		return b.tupleElement(x, i, v)
	default:
		switch {
		case b.isPlainText(x):
			b.report(notIndexable(i.span, types.String))
			return v
		case ct == types.Unknown:
			v.typ = types.Unknown
		case ct == types.Dynamic:
			v.typ = types.Dynamic
			if t != types.String && !types.IsInteger(t) && !types.IsDynamic(t) {
				b.report(wrongType(i.span, "an integer or a string", t))
				return v
			}
		default:
			b.report(notIndexable(i.span, ct))
			return v
		}
	}
	if i.expr != nil {
		v.expr = path(x.expr, b.indexValue(i.expr), span)
	}
	return v
}

// indexValue brings an index to one of the types that an access takes: long or string.
func (b *binder) indexValue(e plan.Expr) plan.Expr {
	if types.IsInteger(types.Of(e.Type())) {
		return b.convert(e, types.Long.Kql())
	}
	return e
}

// tupleElement is x[i] of a function of several values.
func (b *binder) tupleElement(x, i, v value) value {
	t := x.typ.(*types.Tuple)
	v.typ = types.Unknown
	n, ok := i.val.(int64)
	if !ok || n < 0 || n >= int64(len(t.Columns)) {
		b.gap(i.span, "a value of several whose place is not known when the rule is compiled")
		return v
	}
	v.typ = t.Columns[n].Type
	v.tupleColumn = true
	if call, ok := x.expr.(*plan.Call); ok {
		v.expr = partOf(call, t, int(n))
	}
	return v
}

// literalName is what an index contributes to a path's name: what is counted from the end nothing, as an expression.
func literalName(i value) string {
	if n, ok := i.val.(int64); !i.literal || ok && n < 0 {
		return ""
	}
	return constantName(i.val)
}

// path is the access to a member; an access into nothing is nothing.
func path(x, index plan.Expr, span ast.Span) plan.Expr {
	if x == nil || index == nil {
		return nil
	}
	m := &plan.Member{Arg: x, Index: index}
	m.T, m.Src = types.Dynamic.Kql(), span
	return m
}
