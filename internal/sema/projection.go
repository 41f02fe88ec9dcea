package sema

import (
	"maps"
	"slices"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
)

// item is a column of a projection and how it is computed: a column of the input that is passed on, or an expression, nil
// after an error.
type item struct {
	col    *column
	expr   plan.Expr
	passed bool
}

// pass is a column of the input as it is.
func pass(c *column) item { return item{col: c, passed: true} }

// projection builds the list of columns that an operator gives. There are two ways for a column to come in: one that the
// query names is declared, and declaring a name twice is an error; all others are added and get another name where
// theirs is taken.
type projection struct {
	b     *binder
	items []item
	// base is the row with whose columns the items begin, each in its place, nil where they do not; index are the places of
	// all others by name, and goes before those of base. -1 is the place of a name that is gone.
	base     *table
	index    map[string]int32
	declared map[string]bool
	// skip holds the columns that are not to come in (again), besides those of base.
	skip  map[*column]bool
	names types.NameSet
}

func (b *binder) newProjection() *projection {
	return &projection{b: b, index: map[string]int32{}, declared: map[string]bool{}, skip: map[*column]bool{}}
}

// at returns the place of the item of that name.
func (p *projection) at(name string) (int, bool) {
	if i, ok := p.index[name]; ok {
		return int(i), i >= 0
	}
	if p.base == nil {
		return 0, false
	}
	return p.base.position(name)
}

// skips tells whether a column is not to come in.
func (p *projection) skips(c *column) bool {
	return p.skip[c] || p.base != nil && p.base.find(c.name()) == c
}

// row returns a row of the columns so far that is like another.
func (p *projection) row(like *table) *table {
	row := like.like(p.columns())
	if p.base == nil || len(row.columns) < indexFrom || len(p.base.columns) < indexFrom {
		return row
	}
	p.base.position("") // finds the places if they are not known yet
	old := p.base.head.at
	moved := make(map[string]int32, len(old.moved)+len(p.index))
	maps.Copy(moved, old.moved)
	maps.Copy(moved, p.index)
	row.head = &header{at: &positions{old.all, moved}, unique: true, known: true}
	return row
}

// columns returns the columns so far.
func (p *projection) columns() []*column {
	list := make([]*column, len(p.items))
	for i, it := range p.items {
		list[i] = it.col
	}
	return list
}

// pass adds columns of the input as they are, and lets none of them come in again.
func (p *projection) pass(columns []*column) {
	p.items = slices.Grow(p.items, len(columns))
	if row := p.b.row; len(p.items) == 0 && row != nil && row.isList(columns) && row.unique() && row.find("") == nil {
		for _, c := range columns {
			p.items = append(p.items, pass(c))
		}
		p.base = row
		p.names.Taken = func(name string) bool { return row.find(name) != nil }
		return
	}
	for _, c := range columns {
		p.add(pass(c), "", false)
		p.skip[c] = true
	}
}

// add takes in a column under a free name; base is what a number is put behind, "" for the name itself. replace lets it
// take the place of one with the same name. It returns the column's final form, nil where it was skipped.
func (p *projection) add(it item, base string, replace bool) *column {
	if it.col.name() == "" || p.skips(it.col) {
		return nil
	}
	if replace {
		if i, ok := p.at(it.col.name()); ok {
			p.items[i] = it
			return it.col
		}
	}
	if unique := p.names.Add(it.col.name(), base); unique != it.col.name() {
		if it.passed {
			it.expr, it.passed = plan.NewRef(it.col.plan), false
		}
		it.col = it.col.renamed(unique)
	}
	p.index[it.col.name()] = int32(len(p.items))
	p.items = append(p.items, it)
	return it.col
}

// declare takes in a column that the query names at span.
func (p *projection) declare(it item, span ast.Span, replace bool) {
	name := it.col.name()
	if p.declared[name] {
		p.b.report(duplicateColumn(span, name))
		return
	}
	if replace {
		if i, ok := p.at(name); ok {
			p.items[i] = it
			p.declared[name] = true
			return
		}
	}
	if c := p.add(it, "", false); c != nil {
		name = c.name()
	}
	p.declared[name] = true
}

// rename gives an existing column a new name in its place.
func (p *projection) rename(old, name string, span ast.Span) {
	i, ok := p.at(old)
	if !ok {
		return
	}
	if p.declared[name] {
		p.b.report(duplicateColumn(span, name))
		return
	}
	c := p.items[i].col
	renamed := c.renamed(name)
	renamed.event = c.event
	p.items[i] = item{col: renamed, expr: plan.NewRef(c.plan)}
	p.index[old], p.index[name] = -1, int32(i)
	p.declared[name] = true
	p.names.Add(name, "")
}

// assigns returns what computes each column.
func (p *projection) assigns() []plan.Assign {
	list := make([]plan.Assign, len(p.items))
	for i, it := range p.items {
		list[i] = it.assign()
	}
	return list
}

// computed returns what computes the columns that are not passed through.
func (p *projection) computed() []plan.Assign {
	var list []plan.Assign
	for _, it := range p.items {
		if !it.passed {
			list = append(list, it.assign())
		}
	}
	return list
}

func (it item) assign() plan.Assign {
	if it.passed {
		return plan.Assign{Col: it.col.plan, Expr: plan.NewRef(it.col.plan)}
	}
	return plan.Assign{Col: it.col.plan, Expr: it.expr}
}
