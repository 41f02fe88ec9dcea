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

	index  map[string]*column
	static *types.Table
}

// like returns a table of other columns that is as open, sorted and serialized.
func (t *table) like(columns []*column) *table {
	if t == nil {
		return &table{columns: columns}
	}
	return &table{columns: columns, open: t.open, texts: t.texts, sorted: t.sorted, serialized: t.serialized}
}

// indexFrom is the number of columns from which a map finds a name faster than a loop.
const indexFrom = 12

// find returns the declared column of that name: the first, if there are several.
func (t *table) find(name string) *column {
	if t == nil {
		return nil
	}
	if len(t.columns) < indexFrom {
		for _, c := range t.columns {
			if c.plan.Name == name {
				return c
			}
		}
		return nil
	}
	if t.index == nil {
		t.index = make(map[string]*column, len(t.columns))
		for _, c := range t.columns {
			if _, ok := t.index[c.plan.Name]; !ok {
				t.index[c.plan.Name] = c
			}
		}
	}
	return t.index[name]
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
		t.static = &types.Table{Name: t.name, Open: t.open, Sorted: t.sorted, Serialized: t.serialized, Columns: static(t.columns)}
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

// commonColumnType is the type of a column that several of the same key are united to.
func commonColumnType(columns []*column, otherwise types.Type) types.Type {
	list := make([]types.Type, len(columns))
	for i, c := range columns {
		list[i] = c.typ
	}
	if t := types.CommonOf(list, types.None); t != nil {
		return t
	}
	return otherwise
}
