package sema

import (
	"slices"

	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
)

// merged is a column that several tables have together, and the columns that it is made of, by the tables that have one.
type merged struct {
	col  *column
	from []part
}

// part is the column of the i-th table.
type part struct {
	table int
	col   *column
}

// group are the columns of one name in several tables, by type.
type group []*cohort

// cohort are the columns of one name and type, and of which tables they are.
type cohort struct {
	key     types.Type
	columns []*column
	from    []part
}

// of returns the columns of a type, nil if there are none.
func (g group) of(key types.Type) *cohort {
	for _, p := range g {
		if p.key == key {
			return p
		}
	}
	return nil
}

func (g group) keys() []types.Type {
	list := make([]types.Type, len(g))
	for i, p := range g {
		list[i] = p.key
	}
	return list
}

// groups collects the columns of tables by name, in the order of their first occurrence.
//
// Microsoft's analyser loses a type that comes after two columns of another type; so does the binder when it computes
// what the analyser knows.
func (b *binder) groups(tables []*table) (names []string, byName map[string]*group) {
	byName = make(map[string]*group, 8*len(tables))
	for i, t := range tables {
		for _, c := range t.all() {
			g := byName[c.name()]
			if g == nil {
				g = new(group)
				byName[c.name()] = g
				names = append(names, c.name())
			}
			key := typeKey(c.typ)
			p := g.of(key)
			if p == nil && len(*g) == 1 && len((*g)[0].columns) > 1 && b.asAnalyser() {
				continue
			}
			if p == nil {
				p = &cohort{key: key}
				*g = append(*g, p)
			}
			p.columns = append(p.columns, c)
			if n := len(p.from); n == 0 || p.from[n-1].table != i {
				p.from = append(p.from, part{i, c})
			}
		}
	}
	return names, byName
}

// unite is how union sees several tables: columns of one name and type are one column; a name with several types is split
// into name_type, side by side (Kusto: union-operator).
func (b *binder) unite(tables []*table) []merged {
	var names types.NameSet
	var all []merged
	order, byName := b.groups(tables)
	names.Grow(len(order))
	reserved := clash(byName) && !b.asAnalyser()
	if reserved {
		// The engine leaves a column its name, even if another is split into that name before it.
		for _, name := range order {
			if len(*byName[name]) == 1 {
				names.Add(name, "")
			}
		}
	}
	for _, name := range order {
		g := *byName[name]
		for _, p := range g {
			t := commonColumnType(p.columns, p.key)
			wanted := name
			if len(g) > 1 {
				wanted += "_" + t.String()
			}
			unique := wanted
			if len(g) > 1 || !reserved {
				unique = names.Add(wanted, "")
			}
			col := newColumn(unique, t, p.nullable(len(tables)))
			col.event = p.event(len(tables))
			all = append(all, merged{col, p.from})
		}
	}
	return all
}

// clash tells whether a column that is split would take the name of another.
func clash(byName map[string]*group) bool {
	for name, g := range byName {
		if len(*g) < 2 {
			continue
		}
		for _, p := range *g {
			if byName[name+"_"+p.key.String()] != nil {
				return true
			}
		}
	}
	return false
}

// nullable tells whether some table lacks the column or has nulls in it.
func (p *cohort) nullable(tables int) bool {
	for _, c := range p.columns {
		if c.plan.Nullable {
			return true
		}
	}
	return len(p.from) < tables
}

// event tells whether the column is the time of the event in every table.
func (p *cohort) event(tables int) bool {
	return len(p.from) == tables && !slices.ContainsFunc(p.columns, func(c *column) bool { return !c.event })
}

// uniteByName is how find sees several tables: columns of one name are one column, dynamic if their types differ.
func (b *binder) uniteByName(tables []*table) []merged {
	var all []merged
	order, byName := b.groups(tables)
	for _, name := range order {
		g := *byName[name]
		var m merged
		var t types.Type
		for _, p := range g {
			for _, own := range p.from {
				if !m.has(own.table) {
					m.from = append(m.from, own)
				}
			}
			if t == nil {
				t = p.columns[0].typ
			}
		}
		if len(g) > 1 {
			if t = types.CommonOf(g.keys(), types.Promotable); t == nil {
				t = types.Dynamic
			}
		}
		m.col = newColumn(name, t, true)
		all = append(all, m)
	}
	return all
}

func (m merged) has(table int) bool {
	return slices.ContainsFunc(m.from, func(p part) bool { return p.table == table })
}

// commonNames returns the columns of the first table whose names all others have as well, united by name.
func (b *binder) commonNames(tables []*table) []merged {
	var all []merged
	for _, m := range b.uniteByName(tables) {
		if len(m.from) == len(tables) {
			all = append(all, m)
		}
	}
	return all
}

// distinctNames gives columns new names where theirs occurred before; a name that some column has by right is not taken
// for another. It returns the new columns; those of a good name are the same.
func distinctNames(columns []*column) []*column {
	first := make(map[string]int, len(columns))
	var names types.NameSet
	for i, c := range columns {
		if _, ok := first[c.name()]; !ok {
			first[c.name()] = i
			names.Add(c.name(), "")
		}
	}
	out := make([]*column, len(columns))
	for i, c := range columns {
		out[i] = c
		if first[c.name()] != i {
			out[i] = c.renamed(names.Add(c.name(), ""))
		}
	}
	return out
}

// assignsOf returns what computes columns from others, one by one.
func assignsOf(to, from []*column) []plan.Assign {
	list := make([]plan.Assign, len(to))
	for i := range to {
		list[i] = plan.Assign{Col: to[i].plan, Expr: plan.NewRef(from[i].plan)}
	}
	return list
}
