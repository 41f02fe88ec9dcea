package sema

import (
	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/types"
)

// current is the database that queries are bound against.
var current = &types.Database{}

// Entity implements [catalog.Scope]: it finds what table("name"), database("name") and their kin name.
func (s *callScope) Entity(rule catalog.ReturnRule, name string, known bool, c *catalog.Call) types.Type {
	b := s.b
	span := ast.Span{}
	if s.call != nil {
		span = s.call.Func.Span()
	}
	if len(s.values) > 0 {
		span = s.values[0].span
	}
	switch rule {
	case catalog.EntityCluster:
		if known {
			b.report(unknownCluster(span, name))
		}
		return &types.Cluster{Name: name, Open: true}
	case catalog.EntityDatabase:
		return b.database(name, known, len(c.Args) == 0, span)
	case catalog.EntityTable:
		if !known {
			return s.found(b.openTable("", s.span()))
		}
		return s.found(b.tableNamed(name, span))
	case catalog.EntityExternal, catalog.EntityView, catalog.EntityStored:
		if known && !b.inOpenDatabase() {
			b.report(b.noSuchEntity(span, rule, name))
		}
		v := b.openTable(name, s.span())
		if rule == catalog.EntityStored {
			v = tabular(&table{name: name}, v.node, s.span())
		}
		return s.found(v)
	case catalog.EntityGroup:
		if known {
			b.report(b.noSuchEntity(span, rule, name))
		}
		return &types.EntityGroup{}
	case catalog.EntityGraph:
		if known {
			b.report(b.noSuchEntity(span, rule, name))
		}
		return &types.Graph{Edges: &types.Table{}}
	}
	return types.Unknown
}

func (s *callScope) span() ast.Span {
	if s.call == nil {
		return ast.Span{}
	}
	return s.call.Span()
}

// found keeps the table that a call names, for its plan.
func (s *callScope) found(v value) types.Type {
	s.entity = &v
	return v.typ
}

func (b *binder) inOpenDatabase() bool {
	db, ok := b.path.(*types.Database)
	return ok && db.Open
}

// database is what database("name") means.
func (b *binder) database(name string, known, here bool, span ast.Span) types.Type {
	switch cluster := b.path.(type) {
	case *types.Cluster:
		return &types.Database{Name: name, Cluster: cluster.Name, Open: true}
	}
	switch alias := b.budget.aliases[name]; {
	case alias != nil && known:
		return alias
	case here || known && name == "":
		return current
	case !known:
		return &types.Database{Open: true}
	}
	if b.fuzzy {
		b.report(fuzzyDatabase(span, name))
	} else {
		b.report(unknownDatabase(span, name))
	}
	return &types.Database{Name: name, Open: true}
}

// tableNamed is what table("name") means: a let, or a table of the database; with stars several.
func (b *binder) tableNamed(name string, span ast.Span) value {
	if b.path == nil {
		if sym := b.scope.find(name); sym != nil {
			if v := b.symbol(sym, span); v.row != nil {
				return v
			}
		}
	}
	if b.inOpenDatabase() {
		return b.openTable(name, span)
	}
	if t := b.databaseTable(name); t != nil {
		return b.scan(t, span)
	}
	if b.fuzzy {
		b.report(fuzzyTable(span, name))
	} else {
		b.report(b.unknownTable(span, name))
	}
	return b.openTable(name, span)
}

// entityMember binds what stands behind the dot of a cluster or a database.
func (b *binder) entityMember(x value, e *ast.Member) value {
	old := b.path
	defer func() { b.path = old }()
	b.path = x.typ
	db, isDatabase := x.typ.(*types.Database)
	switch m := e.Name.(type) {
	case *ast.Call:
		return b.entityCall(db, m)
	case *ast.Wildcard:
		if isDatabase && !db.Open {
			legs := b.wildcard(m)
			return value{typ: &types.Group{}, legs: legs, span: e.Span()}
		}
		return b.openTable(m.Text, e.Span())
	case *ast.Ident:
		name := m.Name.Text
		switch {
		case !isDatabase:
			b.report(b.unknownName(m.Span(), name))
			return failed(e.Span())
		case db.Open:
			return b.openTable(name, e.Span())
		}
		if f := b.databaseFunction(name); f != nil && f.required() == 0 {
			return b.invokeUser(f, nil, nil, e.Span())
		}
		return b.tableNamed(name, m.Span())
	}
	b.report(b.unknownName(e.Name.Span(), ""))
	return failed(e.Span())
}

// entityCall binds a call behind the dot of a cluster or a database.
func (b *binder) entityCall(db *types.Database, m *ast.Call) value {
	name := m.Func.Text
	_, isCluster := b.path.(*types.Cluster)
	special := isCluster && name == "database"
	if db != nil {
		switch name {
		case "table", "external_table", "materialized_view", "entity_group", "stored_query_result", "graph":
			special = true
		}
	}
	if special {
		return b.builtinCall(catalog.Lookup(catalog.Scalar, name), m)
	}
	if db != nil && !db.Open {
		if f := b.databaseFunction(name); f != nil {
			return b.userCall(f, m)
		}
	}
	path := b.path
	b.path = nil
	b.exprs(m.Args)
	b.path = path
	if db != nil && db.Open {
		return b.openTable(name, m.Span())
	}
	b.report(b.unknownFunction(m.Func.Span(), name))
	return b.openTable(name, m.Span())
}

// alias names a database.
func (b *binder) alias(s *ast.Alias) {
	v := b.expr(s.Value)
	db, ok := v.typ.(*types.Database)
	switch {
	case ok:
		if b.budget.aliases == nil {
			b.budget.aliases = map[string]*types.Database{}
		}
		b.budget.aliases[s.Name.Text] = db
	case !v.isError():
		b.report(databaseExpected(v.span))
	}
}

// serviceResult is the result of a function that is declared by its columns.
func (b *binder) serviceResult(f *function, values []value, span ast.Span) value {
	row := tableOf(f.result)
	row.name, row.texts = f.name, true
	return tabular(row, b.serviceNode(f, row, values, span), span)
}
