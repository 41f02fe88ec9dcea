package sema

import (
	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
)

// entityGroup binds entity_group [ … ]: clusters, databases or tables, all of one kind. Its legs are the members.
func (b *binder) entityGroup(e *ast.EntityList) value {
	t := &types.EntityGroup{}
	v := value{typ: t, span: e.Span()}
	if len(e.Items) == 0 {
		b.report(entityExpected(e.Span()))
		return failed(e.Span())
	}
	kind := ""
	for _, item := range e.Items {
		m := b.tableExpr(item)
		switch k := entityKind(m.typ); {
		case m.isError():
		case k == "":
			b.report(entityExpected(m.span))
		case kind != "" && k != kind:
			b.report(entityKindDiffers(m.span, kind))
		default:
			kind = k
			t.Members = append(t.Members, m.typ)
			v.legs = append(v.legs, leg{m, m.sourceName("union", len(v.legs))})
		}
	}
	return v
}

func entityKind(t types.Type) string {
	switch t.(type) {
	case *types.Cluster:
		return "cluster"
	case *types.Database:
		return "database"
	case *types.Table:
		return "table"
	}
	return ""
}

// macroExpand runs a query for each member of an entity group and unites what they give.
func (o *operatorCall) macroExpand(op *ast.MacroExpand) value {
	b := o.b
	o.options("macro-expand", op.Params)
	scope, row, fuzzy := b.scope, b.row, b.fuzzy
	defer func() { b.scope, b.row, b.fuzzy = scope, row, fuzzy }()
	b.row = nil
	if f, said := isFuzzy(op.Params); said {
		b.fuzzy = f
	}
	g := b.expr(op.Group)
	b.fuzzy = false
	name := "$scope"
	if id, ok := op.Group.(*ast.Ident); ok {
		name = id.Name.Text
	}
	span := op.Group.Span()
	if id, ok := op.As.(*ast.Name); ok && id != nil {
		name, span = id.Text, id.Span()
	}
	body, ok := op.Body.(*ast.Function)
	if !ok {
		return failed(o.span)
	}
	var legs []leg
	for i, m := range g.legs {
		inner := *b
		if i > 0 {
			inner.mute++ // What is wrong has been reported for the first.
		}
		inner.scope = scope.with(elementSymbol(name, m.v, span))
		if v := inner.firstResult(body.Body); v.row != nil {
			legs = append(legs, leg{v, m.name})
		}
	}
	if len(g.legs) == 0 {
		b.scope = scope.with(elementSymbol(name, failed(span), span))
		b.firstResult(body.Body)
	}
	if legs == nil {
		return tabular(&table{}, nil, o.span)
	}
	return o.united(legs, "", false)
}

// firstResult binds statements; the value is that of the first query among them.
func (b *binder) firstResult(list []ast.Statement) value {
	first := failed(ast.Span{})
	found := false
	for _, s := range list {
		q, ok := s.(*ast.ExprStatement)
		if !ok {
			b.statements([]ast.Statement{s})
			continue
		}
		v := b.expr(q.Expr)
		if !found {
			first, found = v, true
			b.isTabular(first)
		}
	}
	return first
}

// elementSymbol is the name of a member of an entity group.
func elementSymbol(name string, v value, span ast.Span) *symbol {
	sym := &symbol{name: name, typ: v.typ, used: true, param: true, span: span, element: true}
	sym.use = func(user *binder, at ast.Span) value {
		if v.row == nil {
			return v
		}
		return user.fresh(v, at)
	}
	return sym
}

// elementProperty is a property of a member of an entity group: where it is.
func (b *binder) elementProperty(e *ast.Member) (value, bool) {
	owner, ok := e.X.(*ast.Ident)
	name, isName := e.Name.(*ast.Ident)
	if !ok || !isName {
		return value{}, false
	}
	if sym := b.scope.find(owner.Name.Text); sym == nil || !sym.element {
		return value{}, false
	}
	var fn *catalog.Function
	switch name.Name.Text {
	case "$current_database":
		fn = scalarNamed("current_database")
	case "$current_cluster_endpoint":
		fn = scalarNamed("current_cluster_endpoint")
	default:
		return value{}, false
	}
	v := value{typ: types.String, name: name.Name.Text, span: e.Span()}
	v.expr = b.apply(fn, nil, types.String.Kql(), e.Span())
	return v, true
}

// viewCombine is the service's own way to bring a materialized view up to date.
func (b *binder) viewCombine(e *ast.ViewCombine) value {
	name := b.expr(e.Name)
	if b.hasType(name, types.String, types.None) && !name.literal {
		b.report(literalExpected(name.span))
	}
	b.isTabular(b.tableExpr(e.Base))
	delta := b.tableExpr(e.Delta)
	b.gap(e.Span(), "materialized-view-combine")
	row := b.row
	defer func() { b.row = row }()
	b.row = delta.row
	return b.operatorNode(e.Aggs, delta, true)
}

// contextualTable is a table that the service passes to its own queries.
func (b *binder) contextualTable(e *ast.ContextualTable) value {
	id := b.expr(e.ID)
	if b.hasType(id, types.GUID, types.None) && !id.literal {
		b.report(literalExpected(id.span))
	}
	b.gap(e.Span(), "__contextual_datatable")
	return tabular(&table{columns: b.schemaColumns(e.Schema)}, nil, e.Span())
}

// inlineExternalTable is an external table declared in place.
func (b *binder) inlineExternalTable(e *ast.InlineExternalTable) value {
	b.options("inline_external_table", e.Hints)
	row := &table{columns: b.schemaColumns(e.Schema)}
	s, ok := e.Schema.(*ast.RowSchema)
	row.open = !ok || s == nil
	for _, u := range e.URIs {
		b.expr(u)
	}
	if e.Kind == "delta" {
		for _, part := range []struct {
			there bool
			name  string
		}{{len(e.Parts) > 0, "partition by"}, {len(e.Path) > 0, "pathformat"}, {e.Format != "", "dataformat"}, {len(e.URIs) > 1, "several addresses"}} {
			if part.there {
				b.report(notForDelta(e.Span(), part.name))
			}
		}
	} else {
		row.columns = append(row.columns, b.partitionColumns(e, row)...)
	}
	b.gap(e.Span(), "inline_external_table")
	return tabular(row, nil, e.Span())
}

// partitionColumns are the columns that the paths of files give. They can be computed of the columns of the schema.
func (b *binder) partitionColumns(e *ast.InlineExternalTable, row *table) []*column {
	scope := b.scope
	defer func() { b.scope = scope }()
	for _, c := range row.columns {
		sym := &symbol{name: c.name(), typ: c.typ, used: true, param: true}
		b.bindMissing(sym, &param{name: c.name(), typ: c.typ})
		b.scope = b.scope.with(sym)
	}
	var virtual []*column
	given := map[string]bool{}
	for _, p := range e.Parts {
		name, ok := p.Name.(*ast.Name)
		if !ok {
			continue
		}
		t := types.Type(types.Error)
		if n, ok := p.Type.(*ast.TypeName); ok {
			t = b.typeNamed(n)
		}
		if given[name.Text] {
			b.report(duplicateColumn(name.Span(), name.Text))
		}
		given[name.Text] = true
		switch {
		case p.Value != nil:
			b.hasType(b.expr(p.Value), t, types.None)
		case row.find(name.Text) != nil:
			b.report(duplicateColumn(name.Span(), name.Text))
		case t == types.Long:
			b.report(wrongType(p.Span(), "a string or datetime", t))
		default:
			virtual = append(virtual, newColumn(name.Text, t, true))
		}
	}
	return virtual
}

// bracketed is [x] where no value is accessed: a name is a text in brackets.
func (b *binder) bracketed(e *ast.Bracketed) value {
	v := b.expr(e.X)
	if b.hasType(v, types.String, types.None) {
		b.report(literalExpected(v.span))
	}
	return failed(e.Span())
}

// dataScope is a table of which a part only is looked into; here it is whole.
func (b *binder) dataScope(e *ast.DataScope) value {
	v := b.tableExpr(e.X)
	b.isTabular(v)
	return v
}

func (o *operatorCall) assertSchema(op *ast.AssertSchema) value {
	b := o.b
	want := b.schemaColumns(op.Schema)
	row := o.row()
	differs := row != nil && !row.open && len(want) != len(row.columns)
	for _, c := range want {
		have := row.find(c.name())
		differs = differs || row != nil && !row.open && (have == nil || have.plan.Type != c.plan.Type)
	}
	if differs && !b.asAnalyser() {
		b.report(schemaDiffers(op.Schema.Span()))
	}
	return o.in
}

func (o *operatorCall) executeAndCache(*ast.ExecuteAndCache) value {
	o.notFirst("__executeAndCache")
	return o.in
}

// projectByNames keeps the columns that constant texts name, in their order.
func (o *operatorCall) projectByNames(op *ast.ProjectByNames) value {
	o.notFirst("project-by-names")
	var columns []*column
	taken := map[*column]bool{}
	for _, e := range op.Exprs {
		v := o.b.expr(e)
		names := v.elems
		if name, ok := v.val.(string); ok {
			names = []string{name}
		}
		for _, name := range names {
			for _, c := range o.row().all() {
				if matches(name, c.name()) && !taken[c] {
					taken[c] = true
					columns = append(columns, c)
				}
			}
		}
	}
	return o.chosen(columns, false)
}

// textArray is a literal array of texts.
func textArray(texts []string, span ast.Span) plan.Expr {
	c := &plan.Const{Elems: make([]plan.Expr, len(texts))}
	c.T, c.Src = types.Dynamic.Kql(), span
	for i, text := range texts {
		c.Elems[i] = textConstant(text, span)
	}
	return c
}

// columnNames are the names of a table's columns.
func columnNames(row *table) []string {
	var names []string
	for _, c := range row.all() {
		names = append(names, c.name())
	}
	return names
}
