package parser

import "github.com/kqlc/kqlc/ast"

// schemaForm tells where a schema stands.
type schemaForm uint8

const (
	rowSchema      schemaForm = iota // datatable(…): a comma may stand before the first column
	evaluateSchema                   // evaluate f() : (*, …)
	tableSchema                      // a table as parameter: (*), or columns
	typeofSchema                     // typeof(*, …)
)

// schemaOf reads (name: type, …).
func (r reader) schemaOf(form schemaForm) (*ast.RowSchema, *ast.Bad) {
	start := r.start()
	s := &ast.RowSchema{}
	if !r.take("(") {
		bad := r.missing("(")
		s.At = bad.At
		return s, bad
	}
	if form == rowSchema || form == evaluateSchema {
		r.take(",")
	}
	if form != rowSchema && r.take("*") {
		s.Star = true
		if form != tableSchema {
			r.take(",")
		}
	}
	bad := r.columns(s, form)
	if bad == nil {
		bad = r.closing(")")
	} else {
		r.skip(")")
	}
	s.At = r.from(start)
	return s, bad
}

// columns reads name: type with commas between.
func (r reader) columns(s *ast.RowSchema, form schemaForm) *ast.Bad {
	if s.Star && form == tableSchema {
		return nil
	}
	for !r.is(")") {
		if form == typeofSchema && r.take("*") {
			s.Star = true
		} else {
			c, bad := r.column()
			if c == nil && bad == nil {
				return nil
			}
			if bad != nil {
				return bad
			}
			s.Columns = append(s.Columns, c)
		}
		if !r.take(",") {
			return nil
		}
		if form == typeofSchema && r.is(")") || r.is(",") {
			return r.missing("a column")
		}
	}
	return nil
}

// column reads name: type; both are nil where no column begins.
func (r reader) column() (*ast.ColumnDecl, *ast.Bad) {
	start := r.start()
	c := &ast.ColumnDecl{Name: r.extendedName()}
	if c.Name == nil {
		if !r.is(":") {
			return nil, nil
		}
		return nil, r.missing("a column's name")
	}
	if !r.take(":") {
		return nil, r.missing(":")
	}
	var bad *ast.Bad
	if r.is("(") {
		c.Schema, bad = r.schemaOf(tableSchema)
	} else {
		c.Type, bad = r.typeName()
	}
	c.At = r.from(start)
	return c, bad
}

// typeName reads the name of a type.
func (r reader) typeName() (*ast.TypeName, *ast.Bad) {
	t := r.Peek()
	switch {
	case t.Type == wordToken && types[t.Value]:
		r.Next()
		return &ast.TypeName{Text: t.Value, At: tokenAt(t)}, nil
	case t.Type == wordToken && (oldTypes[t.Value] || classOf(t)&isName != 0):
		return nil, r.wrong(ast.NotType)
	}
	return nil, r.missing("a type")
}

// schemaNode is a schema for participle.
func (r reader) schemaNode(form schemaForm) ast.Node {
	s, bad := r.schemaOf(form)
	if bad != nil {
		bad.Src = s.Src
		return bad
	}
	return s
}
