package sema

import (
	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
	"github.com/kqlc/kqlc/kql"
)

var parseKinds = map[string]plan.ParseKind{"regex": plan.ParseRegex, "relaxed": plan.ParseRelaxed}

func (o *operatorCall) parse(op *ast.Parse) value {
	b := o.b
	o.notFirst(op.Keyword)
	opts := o.options("parse", op.Params)
	v := b.expr(op.Expr)
	b.isScalar(v)
	node := &plan.Parse{
		Input: o.in.node, Kind: parseKinds[opts.word("kind")], Flags: opts.word("flags"), Where: op.Keyword == "parse-where",
	}
	if v = v.single(); v.expr != nil {
		node.Arg = b.convert(v.expr, kql.TypeString)
	}
	columns := append([]*column(nil), o.row().all()...)
	declared := map[string]bool{}
	for i, part := range op.Parts {
		o.parsePart(op.Parts, i)
		out := plan.ParsePart{Star: part.Star}
		if lit, ok := part.Text.(*ast.Literal); ok && lit != nil {
			out.Text = literalText(lit)
		}
		if name, ok := part.Name.(*ast.Name); ok && name != nil {
			if declared[name.Text] {
				b.report(duplicateColumn(name.Span(), name.Text))
				continue
			}
			declared[name.Text] = true
			c := newColumn(name.Text, o.partType(part), true)
			columns = b.put(columns, c)
			out.Col = c.plan
		}
		node.Parts = append(node.Parts, out)
	}
	row := o.row().like(columns)
	node.Op = o.op(columns)
	return o.gives(row, node, node.Arg != nil)
}

// put puts a column in the place of one of its name, or behind the others. Microsoft's analyser keeps both.
func (b *binder) put(columns []*column, c *column) []*column {
	for i, old := range columns {
		if old.name() == c.name() && !b.asAnalyser() {
			columns[i] = c
			return columns
		}
	}
	return append(columns, c)
}

// partType is the type of a captured column: string without another.
func (o *operatorCall) partType(p *ast.ParsePart) types.Type {
	if t, ok := p.Type.(*ast.TypeName); ok && t != nil {
		return o.b.typeNamed(t)
	}
	return types.String
}

// parsePart checks that a piece of a pattern can stand where it does: a star between texts, a column behind one.
func (o *operatorCall) parsePart(parts []*ast.ParsePart, i int) {
	b, p := o.b, parts[i]
	isText := func(j int) bool { return parts[j].Text != nil }
	switch {
	case p.Star:
		if i+1 < len(parts) && !isText(i+1) {
			b.report(textAfterStar(p.Span()))
		}
		if i > 0 && parts[i-1].Name != nil {
			t, typed := parts[i-1].Type.(*ast.TypeName)
			if !typed || t == nil || t.Text == "string" {
				b.report(starAfterText(p.Span()))
			}
		}
	case p.Name != nil:
		if i > 0 && !isText(i-1) {
			b.report(columnAfterText(p.Span()))
		}
	}
}

func (o *operatorCall) parseKv(op *ast.ParseKV) value {
	b := o.b
	o.notFirst("parse-kv")
	v := b.expr(op.Expr)
	b.isScalar(v)
	node := &plan.ParseKv{Input: o.in.node}
	if v = v.single(); v.expr != nil {
		node.Arg = b.convert(v.expr, kql.TypeString)
	}
	columns := append([]*column(nil), o.row().all()...)
	for _, c := range b.schemaColumns(op.Schema) {
		columns = b.put(columns, c)
		node.Keys = append(node.Keys, plan.ParseKey{Key: c.name(), Col: c.plan})
	}
	opts := o.options("parse-kv with", op.With)
	node.PairDelimiter, node.KvDelimiter = opts.text("pair_delimiter"), opts.text("kv_delimiter")
	node.Regex, node.Greedy = opts.text("regex"), opts.truth("greedy")
	for _, p := range paramsOf(op.With) {
		switch lit, ok := p.Value.(*ast.Literal); {
		case ok && p.Name == "quote":
			node.Quotes = append(node.Quotes, literalText(lit))
		case ok && p.Name == "escape":
			node.Escapes = append(node.Escapes, literalText(lit))
		}
	}
	node.Op = o.op(columns)
	return o.gives(o.row().like(columns), node, node.Arg != nil)
}

// schemaColumns are the columns that a schema declares, as new ones.
func (b *binder) schemaColumns(n ast.Node) []*column {
	s, ok := n.(*ast.RowSchema)
	if !ok || s == nil {
		return nil
	}
	declared := map[string]bool{}
	var columns []*column
	for _, c := range s.Columns {
		t := b.typeNamed(c.Type)
		if declared[c.Name.Text] {
			b.report(duplicateColumn(c.Name.Span(), c.Name.Text))
			continue
		}
		declared[c.Name.Text] = true
		columns = append(columns, newColumn(c.Name.Text, t, true))
	}
	return columns
}

// rowSchema is a schema as a table's type; (*) is a table of any columns, written as one of none.
func (b *binder) rowSchema(s *ast.RowSchema, notEmpty bool) *types.Table {
	t := &types.Table{}
	if len(s.Columns) == 0 && !s.Star && notEmpty {
		b.report(columnsExpected(s.Span()))
	}
	for _, c := range s.Columns {
		t.Columns = append(t.Columns, types.Column{Name: c.Name.Text, Type: b.typeNamed(c.Type)})
	}
	return t
}
