package sema

import (
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
	"github.com/kqlc/kqlc/kql"
)

// column is a column of a row: the plan's column and what the binder knows of its type. As with the plan's, identity is
// the address.
type column struct {
	plan *plan.Column
	typ  types.Type
	// event tells that it is the time at which the event of a table's row happened.
	event bool
}

func (c *column) name() string { return c.plan.Name }

// newColumn returns a column that did not exist before. Its values are dynamics where the type depends on data.
func newColumn(name string, t types.Type, nullable bool) *column {
	return &column{plan: plan.NewColumn(name, planType(t), nullable), typ: t}
}

// newColumnOf is a new column of an expression's value, which may be null. Where the analyser does not know the type, the plan
// does.
func newColumnOf(name string, t types.Type, e plan.Expr) *column {
	c := newColumn(name, t, true)
	if t == types.Unknown && e != nil {
		c.plan.Type = e.Type()
	}
	return c
}

// planType is the type of values in the plan: dynamic where it depends on data.
func planType(t types.Type) kql.Type {
	if t == types.Unknown {
		return kql.TypeDynamic
	}
	return types.Kql(t)
}

// renamed returns a new column of the same type.
func (c *column) renamed(name string) *column {
	return &column{plan: plan.NewColumn(name, c.plan.Type, c.plan.Nullable), typ: c.typ}
}

// table is the row type of a tabular expression.
type table struct {
	// name is the name of the database's table, "" for a computed one.
	name    string
	columns []*column
	// open tells that more columns may exist: any further name is one, of an unknown type. inferred are those that the
	// query has named so far, in that order.
	open     bool
	inferred []*column
	// texts tells that further columns are texts, as those of a watchlist; all others are dynamics in the plan.
	texts bool
	// sorted and serialized tell what is known of the order of rows.
	sorted, serialized bool

	// head is what is known of the list of columns, nil where nothing is yet.
	head   *header
	static *types.Table
}

// header is what is worked out of a list of columns once, for all rows that have it.
type header struct {
	at    *positions
	types []types.Column
	// unique tells that no two columns have the same name; it is set with known.
	unique, known bool
}

// positions are the places of columns in a list, by name: the first, if there are several.
type positions struct {
	all map[string]int32
	// moved goes before all; -1 is the place of a name that is gone.
	moved map[string]int32
}

func (p *positions) find(name string) (int, bool) {
	if i, ok := p.moved[name]; ok {
		return int(i), i >= 0
	}
	i, ok := p.all[name]
	return int(i), ok
}

// like returns a table of other columns that is as open, sorted and serialized.
func (t *table) like(columns []*column) *table {
	if t == nil {
		return &table{columns: columns}
	}
	row := &table{columns: columns, open: t.open, texts: t.texts, sorted: t.sorted, serialized: t.serialized}
	if t.isList(columns) {
		row.head = t.header()
	}
	return row
}

// isList tells whether columns is the table's own list.
func (t *table) isList(columns []*column) bool {
	return len(columns) == len(t.columns) && (len(columns) == 0 || &columns[0] == &t.columns[0])
}

func (t *table) header() *header {
	if t.head == nil {
		t.head = &header{}
	}
	return t.head
}

// indexFrom is the number of columns from which a map finds a name faster than a loop.
const indexFrom = 12

// position returns the place of the declared column of that name: the first, if there are several.
func (t *table) position(name string) (int, bool) {
	if len(t.columns) < indexFrom {
		for i, c := range t.columns {
			if c.plan.Name == name {
				return i, true
			}
		}
		return 0, false
	}
	h := t.header()
	if h.at == nil {
		all := make(map[string]int32, len(t.columns))
		for i, c := range t.columns {
			if _, ok := all[c.plan.Name]; !ok {
				all[c.plan.Name] = int32(i)
			}
		}
		h.at = &positions{all: all}
		h.unique, h.known = len(all) == len(t.columns), true
	}
	return h.at.find(name)
}

// unique tells whether no two declared columns have the same name.
func (t *table) unique() bool {
	h := t.header()
	if !h.known {
		h.unique, h.known = true, true
		for i, c := range t.columns {
			if at, _ := t.position(c.plan.Name); at != i {
				h.unique = false
				break
			}
		}
	}
	return h.unique
}

// find returns the declared column of that name: the first, if there are several.
func (t *table) find(name string) *column {
	if t == nil {
		return nil
	}
	if i, ok := t.position(name); ok {
		return t.columns[i]
	}
	return nil
}

// twice tells whether several columns have a name, as those that scan declares can have.
func (t *table) twice(name string) bool {
	n := 0
	for _, c := range t.columns {
		if c.plan.Name == name {
			n++
		}
	}
	return n > 1
}

// infer returns the column that an open table is taken to have because the query names it.
func (t *table) infer(name string) *column {
	for _, c := range t.inferred {
		if c.plan.Name == name {
			return c
		}
	}
	c := &column{plan: plan.NewColumn(name, kql.TypeDynamic, false), typ: types.Unknown}
	if t.texts {
		c.plan.Type = kql.TypeString
	}
	t.inferred = append(t.inferred, c)
	return c
}

// findOrInfer returns the column of that name, nil where there can be none.
func (t *table) findOrInfer(name string) *column {
	if c := t.find(name); c != nil || t == nil || !t.open {
		return c
	}
	return t.infer(name)
}

// findOrInferred returns the column of that name, also one that the query has named of an open table.
func (t *table) findOrInferred(name string) *column {
	if c := t.find(name); c != nil {
		return c
	}
	for _, c := range t.inferred {
		if c.plan.Name == name {
			return c
		}
	}
	return nil
}

// all returns the declared columns and those that the query has named of an open table.
func (t *table) all() []*column {
	switch {
	case t == nil:
		return nil
	case len(t.inferred) == 0:
		return t.columns[:len(t.columns):len(t.columns)]
	}
	return append(t.columns[:len(t.columns):len(t.columns)], t.inferred...)
}

// allDeclared returns the columns without those that the query has named of an open table.
func (t *table) allDeclared() []*column {
	if t == nil {
		return nil
	}
	return t.columns
}

// typ returns the table as a type.
func (t *table) typ() *types.Table {
	if t == nil {
		return &types.Table{}
	}
	if t.static == nil {
		h := t.header()
		if h.types == nil {
			h.types = static(t.columns)
		}
		t.static = &types.Table{Name: t.name, Open: t.open, Sorted: t.sorted, Serialized: t.serialized, Columns: h.types}
	}
	return t.static
}

// static returns columns as those of a type.
func static(columns []*column) []types.Column {
	list := make([]types.Column, len(columns))
	for i, c := range columns {
		list[i] = types.Column{Name: c.plan.Name, Type: c.typ}
	}
	return list
}

// planned returns the columns of the plan.
func planned(columns []*column) []*plan.Column {
	list := make([]*plan.Column, len(columns))
	for i, c := range columns {
		list[i] = c.plan
	}
	return list
}

// typeKey is what decides whether columns of one name are the same column of a union: all dynamics are alike.
func typeKey(t types.Type) types.Type {
	if types.IsDynamic(t) {
		return types.Dynamic
	}
	return t
}
