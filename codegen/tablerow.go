package codegen

import (
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/plan"
)

// tableRow is the struct of a table of which the rule reads all columns. Rows that begin with them embed it, which is less to
// read and to compile.
type tableRow struct {
	name    string // of the struct, and so of the field where it is embedded
	typ     *jen.Statement
	columns []*plan.Column
	fields  []string
}

// fewestEmbedded is the number of columns from which on the row of a table is embedded.
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
			g.tableRows = append(g.tableRows, &tableRow{
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
		if table.begins(t) {
			t.head = table
			return
		}
	}
}

// begins tells whether a row begins with the fields of the table's, none of which is called like the table.
func (r *tableRow) begins(t *rowType) bool {
	if len(t.columns) < len(r.columns) || slices.Contains(t.fields, r.name) {
		return false
	}
	for i, c := range r.columns {
		if t.fields[i] != r.fields[i] || t.columns[i].Name != c.Name || t.columns[i].Type != c.Type ||
			fieldTypeName(t.columns[i].Type, t.columns[i].Nullable) != fieldTypeName(c.Type, c.Nullable) {
			return false
		}
	}
	return true
}

// same tells that the row is that of a table.
func (t *rowType) same() bool { return t.head != nil && len(t.columns) == len(t.head.columns) }

// headIn is the row of the table that t begins with, where s has all of its columns from one; nil elsewhere.
func (t *rowType) headIn(s *scope) *jen.Statement {
	row, from := t.source(s)
	switch {
	case from == nil:
		return nil
	case from.same():
		return jen.Op("*").Id(row)
	}
	return jen.Id(row + "." + t.head.name)
}

// pointerIn is the variable of s that points to what t is: a row that is kept, or where t is the row of a table one of that; ""
// elsewhere.
func (t *rowType) pointerIn(s *scope) string {
	if s.row == t {
		return "row"
	}
	if row, from := t.source(s); from != nil && from.same() && t.same() {
		return row
	}
	return ""
}

// source is the variable from which s has all columns of the table that t begins with, and what it points to; nil where there is
// none.
func (t *rowType) source(s *scope) (row string, from *rowType) {
	if t.head == nil {
		return "", nil
	}
	row, _, _ = strings.Cut(s.cols[t.columns[0]].text, ".")
	from = s.pointers[row]
	if from == nil || from.head != t.head {
		return "", nil
	}
	for i, field := range t.head.fields {
		if s.cols[t.columns[i]].text != row+"."+field {
			return "", nil
		}
	}
	return row, from
}
