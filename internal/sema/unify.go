package sema

import (
	"slices"

	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
	"github.com/kqlc/kqlc/kql"
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
type group struct {
	name    string
	cohorts []*cohort
	// first is where the first cohort lies, and one where the list of one does: nearly all groups have no more.
	first cohort
	one   [1]*cohort
}

// cohort are the columns of one name and type.
type cohort struct {
	key types.Type
	all []part
	// size is the number of columns, also before all are there.
	size int
}

// of returns the columns of a type, nil if there are none.
func (g *group) of(key types.Type) *cohort {
	for _, p := range g.cohorts {
		if p.key == key {
			return p
		}
	}
	return nil
}

func (g *group) keys() []types.Type {
	list := make([]types.Type, len(g.cohorts))
	for i, p := range g.cohorts {
		list[i] = p.key
	}
	return list
}

// from are the columns, of each table the first.
func (p *cohort) from() []part {
	again := func(a, b part) bool { return a.table == b.table }
	for i := range p.all[1:] {
		if again(p.all[i], p.all[i+1]) {
			return slices.CompactFunc(slices.Clone(p.all), again)
		}
	}
	return p.all
}

// groups collects the columns of tables by name, in the order of their first occurrence.
//
// Microsoft's analyser loses a type that comes after two columns of another type; so does the binder when it computes
// what the analyser knows.
func (b *binder) groups(tables []*table) []*group {
	// The cohorts are found and measured first, so that all parts can lie in one piece: there are a great many in a union of
	// all tables.
	var list []*group
	byName := make(map[string]*group, 8*len(tables))
	var found []*cohort // of each column, nil for one that is lost
	total := 0
	for _, t := range tables {
		for _, c := range t.all() {
			p := b.cohort(&list, byName, c)
			found = append(found, p)
			if p != nil {
				p.size++
				total++
			}
		}
	}
	parts := make([]part, total)
	for i, t := range tables {
		for _, c := range t.all() {
			p := found[0]
			if found = found[1:]; p == nil {
				continue
			}
			if p.all == nil {
				p.all, parts = parts[:0:p.size], parts[p.size:]
			}
			p.all = append(p.all, part{i, c})
		}
	}
	return list
}

// cohort finds or makes the cohort of a column; nil if the column is lost.
func (b *binder) cohort(list *[]*group, byName map[string]*group, c *column) *cohort {
	g := byName[c.name()]
	if g == nil {
		g = &group{name: c.name()}
		byName[c.name()] = g
		*list = append(*list, g)
	}
	key := typeKey(b.unionType(c))
	if len(g.cohorts) == 1 && (key == types.Unknown) != (g.cohorts[0].key == types.Unknown) && !b.asAnalyser() {
		// What depends on data, or on a parameter that is not there yet, may be of any type.
		one := g.cohorts[0]
		if b.inFunction && one.key == types.Unknown {
			one.key = key
		} else if !b.inFunction {
			one.key = types.Unknown
		}
		return one
	}
	p := g.of(key)
	if p == nil && len(g.cohorts) == 1 && g.cohorts[0].size > 1 && b.asAnalyser() {
		return nil
	}
	if p == nil {
		if g.cohorts == nil {
			g.first.key, g.one[0] = key, &g.first
			g.cohorts = g.one[:]
			return &g.first
		}
		p = &cohort{key: key}
		g.cohorts = append(g.cohorts, p)
	}
	return p
}

// unite is how union sees several tables: columns of one name and type are one column; a name with several types is split
// into name_type, side by side (Kusto: union-operator).
func (b *binder) unite(tables []*table) []merged {
	var names types.NameSet
	groups := b.groups(tables)
	all := make([]merged, 0, len(groups))
	names.Grow(len(groups))
	reserved := clash(groups) && !b.asAnalyser()
	if reserved {
		// The engine leaves a column its name, even if another is split into that name before it.
		for _, g := range groups {
			if len(g.cohorts) == 1 {
				names.Add(g.name, "")
			}
		}
	}
	for _, g := range groups {
		split := len(g.cohorts) > 1
		for _, p := range g.cohorts {
			t := b.commonType(p)
			name := g.name
			if split {
				name += "_" + t.String()
			}
			if split || !reserved {
				name = names.Add(name, "")
			}
			from := p.from()
			col := newColumn(name, t, p.nullable() || len(from) < len(tables))
			col.event = p.event() && len(from) == len(tables)
			all = append(all, merged{col, from})
		}
	}
	return all
}

// splitInto names the columns that unite has split the columns of a name into, nil where it has not.
func (t *table) splitInto(name string) []string {
	var parts []string
	for _, c := range t.all() {
		if c.name() == name+"_"+c.typ.String() {
			parts = append(parts, c.name())
		}
	}
	if len(parts) < 2 {
		return nil
	}
	return parts
}

// clash tells whether a column that is split would take the name of another.
func clash(groups []*group) bool {
	split := map[string]bool{}
	for _, g := range groups {
		if len(g.cohorts) > 1 {
			for _, p := range g.cohorts {
				split[g.name+"_"+p.key.String()] = true
			}
		}
	}
	return len(split) > 0 && slices.ContainsFunc(groups, func(g *group) bool { return split[g.name] })
}

// unionType is the type of a column. That of a watchlist which the query alone names is not known to Microsoft's analyser, and
// is a text.
func (b *binder) unionType(c *column) types.Type {
	if c.typ == types.Unknown && c.plan.Type == kql.TypeString && !b.asAnalyser() {
		return types.String
	}
	return c.typ
}

// commonType is the type that the columns are united to.
func (b *binder) commonType(p *cohort) types.Type {
	if p.key == types.Unknown {
		return p.key
	}
	t := b.unionType(p.all[0].col)
	for _, c := range p.all[1:] {
		if t = types.Common(t, b.unionType(c.col), types.None); t == nil {
			return p.key
		}
	}
	return t
}

// nullable tells whether a column has nulls in it.
func (p *cohort) nullable() bool {
	return slices.ContainsFunc(p.all, func(c part) bool { return c.col.plan.Nullable })
}

// event tells whether all columns are the time of an event.
func (p *cohort) event() bool {
	return !slices.ContainsFunc(p.all, func(c part) bool { return !c.col.event })
}

// uniteByName is how find sees several tables: columns of one name are one column, dynamic if their types differ.
func (b *binder) uniteByName(tables []*table) []merged {
	var all []merged
	for _, g := range b.groups(tables) {
		var m merged
		for _, p := range g.cohorts {
			for _, own := range p.from() {
				if !m.has(own.table) {
					m.from = append(m.from, own)
				}
			}
		}
		t := b.unionType(g.cohorts[0].all[0].col)
		if len(g.cohorts) > 1 {
			if t = types.CommonOf(g.keys(), types.Promotable); t == nil {
				t = types.Dynamic
			}
		}
		m.col = newColumn(g.name, t, true)
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
