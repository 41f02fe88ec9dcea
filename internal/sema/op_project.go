package sema

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/plan"
)

// asExprs turns the operands of an operator into plain expressions.
func asExprs(list []ast.NamedExpr) []ast.Expr {
	out := make([]ast.Expr, len(list))
	for i, e := range list {
		out[i] = e
	}
	return out
}

func (o *operatorCall) extend(op *ast.Extend) value {
	o.notFirst("extend")
	o.options("extend", op.Hints)
	p := o.b.newProjection()
	values := added{p: p, style: styleExtend}.takeAll(asExprs(op.Exprs), o.row().all)
	o.b.areScalar(values)
	return o.extended(p)
}

// extended is the result of a projection that began with the input's columns.
func (o *operatorCall) extended(p *projection) value {
	row := p.row(o.row())
	assigns := p.computed()
	return o.gives(row, &plan.Extend{Op: o.op(row.columns), Input: o.in.node, Assigns: assigns}, complete(assigns))
}

// projected is the result of a projection that names all columns. others tells that those of an open table which the
// query does not name pass as well.
func (o *operatorCall) projected(p *projection, others bool) value {
	row := p.row(o.row())
	assigns := p.assigns()
	node := &plan.Project{Op: o.op(row.columns), Input: o.in.node, Assigns: assigns, Others: others}
	return o.gives(row, node, complete(assigns))
}

// complete tells whether all columns could be bound.
func complete(list []plan.Assign) bool {
	return !slices.ContainsFunc(list, func(a plan.Assign) bool { return a.Expr == nil })
}

func (o *operatorCall) project(op *ast.Project) value {
	o.notFirst("project")
	p := o.b.newProjection()
	values := added{p: p, style: styleProject}.takeAll(asExprs(op.Exprs), nil)
	o.b.areScalar(values)
	return o.projected(p, false)
}

// chosen is a pure choice of columns. others tells that those of an open table which the query does not name are chosen
// as well.
func (o *operatorCall) chosen(columns []*column, others bool) value {
	return o.gives(o.row().like(columns), &plan.Project{
		Op: o.op(columns), Input: o.in.node, Assigns: assignsOf(columns, columns), Others: others,
	}, true)
}

func (o *operatorCall) projectAway(op *ast.ProjectAway) value {
	o.notFirst("project-away")
	named := o.patterns(op.Names)
	v := o.chosen(slices.DeleteFunc(slices.Clone(o.row().allDeclared()), func(c *column) bool { return named[c.name()] }), true)
	if p, ok := v.node.(*plan.Project); ok && o.row().open {
		p.Away = slices.Sorted(maps.Keys(named))
	}
	return v
}

func (o *operatorCall) projectKeep(op *ast.ProjectKeep) value {
	o.notFirst("project-keep")
	named := o.patterns(op.Names)
	return o.chosen(slices.DeleteFunc(slices.Clone(o.row().allDeclared()), func(c *column) bool { return !named[c.name()] }), false)
}

// patterns are the names that a list of names and wildcards stands for.
func (o *operatorCall) patterns(list []ast.Pattern) map[string]bool {
	named := map[string]bool{}
	for _, p := range list {
		for _, c := range o.matching(p) {
			named[c.name()] = true
		}
	}
	return named
}

// matching are the columns that a name or a wildcard stands for; none, and that is reported, if there is none.
func (o *operatorCall) matching(p ast.Pattern) []*column {
	pattern := p.(*ast.NamePattern)
	if !pattern.Wildcard {
		v, ok := o.b.lookup(pattern.Text, p.Span())
		switch {
		case !ok:
			o.b.report(o.b.unknownColumn(p.Span(), pattern.Text, o.row()))
		case v.ref == nil:
			o.b.report(columnExpected(p.Span()))
		default:
			return []*column{v.ref}
		}
		return nil
	}
	var found []*column
	for _, c := range o.row().all() {
		if matches(pattern.Text, c.name()) {
			found = append(found, c)
		}
	}
	if found == nil && !(o.row() != nil && o.row().open) {
		o.b.report(noColumnMatches(p.Span(), pattern.Text))
	}
	return found
}

// matches reports whether a name fits a pattern in which * stands for any text.
func matches(pattern, name string) bool {
	parts := strings.Split(pattern, "*")
	if len(parts) == 1 {
		return pattern == name && name != ""
	}
	first, last := parts[0], parts[len(parts)-1]
	if !strings.HasPrefix(name, first) {
		return false
	}
	name = name[len(first):]
	for _, part := range parts[1 : len(parts)-1] {
		i := strings.Index(name, part)
		if i < 0 {
			return false
		}
		name = name[i+len(part):]
	}
	return strings.HasSuffix(name, last)
}

func (o *operatorCall) projectRename(op *ast.ProjectRename) value {
	o.notFirst("project-rename")
	p := o.b.newProjection()
	p.pass(o.row().all())
	for _, c := range o.row().all() {
		p.declared[c.name()] = true
	}
	for _, e := range op.Exprs {
		n, ok := e.(*ast.Named)
		if !ok || n.Tuple {
			o.b.report(renameExpected(e.Span()))
			continue
		}
		v := o.b.expr(n.Value)
		if v.ref == nil {
			if !v.isError() {
				o.b.report(columnExpected(v.span))
			}
			continue
		}
		if _, ok := p.at(v.ref.name()); !ok { // a column of an open table that is named here for the first time
			p.add(pass(v.ref), "", false)
		}
		p.rename(v.ref.name(), n.Names[0].Text, n.Names[0].Span())
	}
	return o.projected(p, true)
}

func (o *operatorCall) projectReorder(op *ast.ProjectReorder) value {
	o.notFirst("project-reorder")
	p := o.b.newProjection()
	for _, n := range op.Names {
		pattern := n.Name.(*ast.NamePattern)
		found := o.matching(n.Name)
		if !pattern.Wildcard || len(found) == 1 { // A pattern that fits one column is its name.
			for _, c := range found {
				p.declare(pass(c), n.Name.Span(), false)
				p.skip[c] = true
			}
			continue
		}
		for _, c := range ordered(found, n.Dir) {
			p.add(pass(c), "", false)
			p.skip[c] = true
		}
	}
	for _, c := range o.row().allDeclared() {
		p.add(pass(c), "", false)
	}
	return o.projected(p, true)
}

// ordered are columns by name, case aside: asc, desc, or with numbers in names by their value (granny-asc).
func ordered(columns []*column, dir string) []*column {
	if dir == "" {
		return columns
	}
	order, granny := strings.CutPrefix(dir, "granny-")
	return slices.SortedStableFunc(slices.Values(columns), func(a, b *column) int {
		if order == "desc" {
			a, b = b, a
		}
		return compareNames(a.name(), b.name(), granny)
	})
}

// compareNames compares names case aside, and their numbers by value if granny is set.
func compareNames(a, b string, granny bool) int {
	a, b = strings.ToUpper(a), strings.ToUpper(b)
	if !granny {
		return cmp.Compare(a, b)
	}
	for a != "" && b != "" {
		na, nb := digits(a), digits(b)
		if na > 0 && nb > 0 {
			// Kusto: a number of more digits is the greater one, zeros in front or not.
			if c := cmp.Or(cmp.Compare(na, nb), cmp.Compare(a[:na], b[:nb])); c != 0 {
				return c
			}
			a, b = a[na:], b[nb:]
			continue
		}
		if c := cmp.Compare(a[0], b[0]); c != 0 {
			return c
		}
		a, b = a[1:], b[1:]
	}
	return cmp.Compare(len(a), len(b))
}

// digits is the number of digits at the start.
func digits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}
