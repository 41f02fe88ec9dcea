package codegen

import (
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/plan"
)

// wholeRow is a row that others can embed, which is less to read and to compile: that of a table of which the rule reads all
// columns, or one that an operator keeps.
type wholeRow struct {
	name    string // of the struct, and so of the field where it is embedded
	typ     *jen.Statement
	columns []*plan.Column
	fields  []string
	kept    *rowType // nil for that of a table
}

// rowPart is a row that another one embeds, which has its columns from a place on.
type rowPart struct {
	*wholeRow
	at int
}

// fewestEmbedded is the number of columns from which on a row is embedded.
const fewestEmbedded = 8

// findTableRows finds the tables of which the rule reads all columns.
func (g *generator) findTableRows() {
	found := map[string]bool{}
	for _, r := range g.Plan.Results {
		plan.InspectUsed(r.Node, func(n plan.Node) {
			scan, ok := n.(*plan.Scan)
			if !ok || len(scan.Out) < fewestEmbedded || found[scan.Table] {
				return
			}
			pkg := g.Tables(scan.Table)
			if len(scan.Out) != len(pkg.Columns) {
				return
			}
			for i, c := range scan.Out {
				if c.Name != pkg.Columns[i].Name {
					return
				}
			}
			found[scan.Table] = true
			name := fields([]string{scan.Table})[0]
			g.file.ImportName(pkg.Path, pkg.Name)
			g.tableRows = append(g.tableRows, &wholeRow{
				name: name, typ: jen.Qual(pkg.Path, name), columns: scan.Out, fields: fields(columnNames(scan.Out)),
			})
		})
	}
}

// embed lets a row embed that of a table that it begins with.
func (g *generator) embed(t *rowType) {
	if t.found() {
		return
	}
	for _, table := range g.tableRows {
		if table.fits(t, 0) {
			t.parts = []rowPart{{table, 0}}
			return
		}
	}
}

// embedOwn lets what stands for the row of a table be just that, where the rule reads all columns: another table may have the
// same ones.
func (g *generator) embedOwn(t *rowType, table string) {
	for _, row := range g.tableRows {
		if row.name == table && row.fits(t, 0) {
			t.parts = []rowPart{{row, 0}}
		}
	}
}

// fits tells whether a row has the fields from a place on, and no other that is called like the struct.
func (r *wholeRow) fits(t *rowType, at int) bool {
	if len(t.columns) < at+len(r.columns) || slices.Contains(t.fields, r.name) {
		return false
	}
	for i, c := range r.columns {
		field, own := t.fields[at+i], t.columns[at+i]
		if field != r.fields[i] || own.Name != c.Name || own.Type != c.Type || fieldTypeName(own.Type, own.Nullable) != fieldTypeName(c.Type, c.Nullable) {
			return false
		}
	}
	return true
}

// whole is the row as one that others can embed, nil where it is none.
func (t *rowType) whole() *wholeRow {
	switch {
	case t.same():
		return t.parts[0].wholeRow
	case t.keeper == "" || t.positional || t.found():
		return nil
	}
	if t.own == nil {
		t.own = &wholeRow{name: t.name, typ: jen.Id(t.name), columns: t.columns, fields: t.fields, kept: t}
	}
	return t.own
}

// same tells that the row is another one, and has no struct of its own: that of a table, or one that an operator keeps of another.
func (t *rowType) same() bool {
	return len(t.parts) == 1 && len(t.parts[0].columns) == len(t.columns) && (t.keeper != "" || t.parts[0].kept == nil)
}

// settle finds the rows that t embeds, by the scope of the first row that is made: those that s has as a whole.
func (t *rowType) settle(s *scope) {
	if t.settled || t.positional || t.firsts != "" || t.found() {
		return
	}
	t.settled = true
	parts, at := t.parts, 0
	if len(parts) > 0 {
		at = len(parts[0].columns)
	}
	for at < len(t.columns) {
		if row := t.wholeAt(s, at); row != nil && len(row.columns) >= fewestEmbedded && row.fits(t, at) && !row.has(t) &&
			!slices.ContainsFunc(parts, func(p rowPart) bool { return p.name == row.name }) {
			parts = append(parts, rowPart{row, at})
			at += len(row.columns)
			continue
		}
		at++
	}
	t.parts = parts
}

// has tells whether a row embeds another, or is it.
func (r *wholeRow) has(t *rowType) bool {
	return r.kept == t || r.kept != nil && slices.ContainsFunc(r.kept.parts, func(p rowPart) bool { return p.has(t) })
}

// wholeAt is the longest row that s has as a whole whose columns are those of t from a place on, nil where there is none.
func (t *rowType) wholeAt(s *scope, at int) *wholeRow {
	_, from, _ := s.rowOf(t.columns[at])
	if from == nil {
		return nil
	}
	if row := from.whole(); row != nil && t.copied(s, rowPart{row, at}) != nil {
		return row
	}
	for _, p := range from.parts {
		if t.copied(s, rowPart{p.wholeRow, at}) != nil {
			return p.wholeRow
		}
	}
	return nil
}

// rowOf is the place of s that has a column, and what stands there: that, or where it is a variable that points to a row, what it
// points to; nil where the column is none of a row.
func (s *scope) rowOf(c *plan.Column) (place string, row *rowType, pointer bool) {
	text := s.cols[c].text
	i := strings.LastIndexByte(text, '.')
	if i < 0 {
		return "", nil, false
	}
	place = text[:i]
	if row = s.pointers[place]; row != nil {
		return place, row, true
	}
	return place, s.held[place], false
}

// hold notes that a row stands at a place.
func (s *scope) hold(place string, row *rowType) {
	if s.held == nil {
		s.held = map[string]*rowType{}
	}
	s.held[place] = row
}

// copied is a row that t embeds, where s has all of its columns from one; nil elsewhere.
func (t *rowType) copied(s *scope, part rowPart) *jen.Statement {
	if len(t.columns) < part.at+len(part.columns) || len(part.columns) == 0 {
		return nil
	}
	place, from, pointer := s.rowOf(t.columns[part.at])
	if from == nil {
		return nil
	}
	for i, field := range part.fields {
		if s.cols[t.columns[part.at+i]].text != place+"."+field {
			return nil
		}
	}
	switch {
	case from.whole() == part.wholeRow && pointer:
		return jen.Op("*").Id(place)
	case from.whole() == part.wholeRow:
		return jen.Id(place)
	case slices.ContainsFunc(from.parts, func(p rowPart) bool { return p.wholeRow == part.wholeRow }):
		return jen.Id(place + "." + part.name)
	}
	return nil
}

// embedded is the value of a row that t embeds.
func (t *rowType) embedded(s *scope, keep keeping, part rowPart) *jen.Statement {
	if keep == nil {
		if row := t.copied(s, part); row != nil {
			return row
		}
	}
	if part.kept == nil {
		return part.typ.Clone().Custom(fieldList, t.values(s, keep, part.at, part.at+len(part.columns))...)
	}
	cols := make(map[*plan.Column]cell, len(part.columns))
	for i, c := range part.columns {
		cols[c] = s.cols[t.columns[part.at+i]]
	}
	return part.kept.literal(s.with(cols), keep)
}

// pointerIn is the variable of s that points to what t is: a row that is kept, or where t is the row of a table one of that; ""
// elsewhere.
func (t *rowType) pointerIn(s *scope) string {
	if s.row == t {
		return "row"
	}
	if len(t.columns) == 0 || t.whole() == nil {
		return ""
	}
	place, from, pointer := s.rowOf(t.columns[0])
	if !pointer || from.whole() != t.whole() || t.copied(s, rowPart{t.whole(), 0}) == nil {
		return ""
	}
	return place
}

// bindParts lets the columns of rows that t embeds have their names, as those of t are bound.
func (t *rowType) bindParts() {
	for _, p := range t.parts {
		if p.kept != nil {
			p.kept.bound = true
			p.kept.bindParts()
		}
	}
}
