package codegen

import (
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/plan"
)

// values gives the rows of a datatable, or the one row that print computes over, when the input ends.
func (g *generator) values(n *plan.Values, then consumer) {
	line := g.line(n.Src)
	name := g.methods.pick("rowsLine"+strconv.Itoa(line), line)
	s := g.scope(jen.Return())
	if len(n.Out) == 0 {
		g.method(name, nil, then(s))
		call := path("e", name).Call()
		if len(n.Rows) != 1 {
			call = jen.For(jen.Range().Lit(len(n.Rows))).Block(call)
		}
		g.closing = append(g.closing, call)
		return
	}
	row := g.keptType(name+"Row", "datatable", n.Out)
	row.positional, row.parts = true, nil
	values := make([]jen.Code, len(n.Rows))
	for i, r := range n.Rows {
		cells := make([]jen.Code, len(r))
		for j, e := range r {
			if n.Out[j].Nullable {
				cells[j] = g.nullable(g.opening, e)
			} else {
				cells[j] = g.argument(g.opening, e).Statement
			}
		}
		values[i] = jen.Values(cells...)
	}
	table := g.names.pick(name, line)
	g.vars = append(g.vars, jen.Id(table).Op("=").Index().Id(row.name).Custom(fieldList, values...))
	g.method(name, row, then(row.scopeOf(s, "row")))
	g.closing = append(g.closing, jen.For(jen.Id("i").Op(":=").Range().Id(table)).Block(
		path("e", name).Call(jen.Op("&").Id(table).Index(jen.Id("i")))))
}

// method declares a method of the evaluator that takes a row, or nothing.
func (g *generator) method(name string, row *rowType, body []jen.Code) {
	params := []jen.Code{}
	if row != nil {
		params = append(params, jen.Id("row").Op("*").Id(row.name))
	}
	g.funcs = append(g.funcs, jen.Line().Func().Params(jen.Id("e").Op("*").Id(g.frame.name)).Id(name).Params(params...).Block(body...))
}

// ranges gives the rows of a range.
func (g *generator) ranges(n *plan.Range, then consumer) {
	line := g.line(n.Src)
	name := g.methods.pick("rangeLine"+strconv.Itoa(line), line)
	row := g.keptType(name+"Row", "range", n.Out)
	g.method(name, row, then(row.scopeOf(g.scope(jen.Return()), "row")))
	closing := g.scope(nil)
	bounds := []jen.Code{g.nullable(closing, n.From), g.nullable(closing, n.To), g.nullable(closing, n.Step)}
	g.closing = append(g.closing, jen.For(jen.Id("v").Op(":=").Range().Add(kqlFunc("Range").Call(bounds...))).Block(
		path("e", name).Call(jen.Op("&").Id(row.name).Values(keyed(row.fields[0], g.asField(n.Out[0], jen.Id("v")))))))
}

// asField puts a plain value into a field of a column.
func (g *generator) asField(c *plan.Column, v *jen.Statement) *jen.Statement {
	if c.Nullable {
		return kqlFunc("Some").Call(v)
	}
	return v
}

// union gives the rows of all legs to one method.
func (g *generator) union(n *plan.Union, then consumer) {
	line := g.line(n.Src)
	name := g.methods.pick("unionLine"+strconv.Itoa(line), line)
	row := g.rowType(name+"Row", n.Out)
	row.keeper = "union"
	g.embed(row)
	if sameColumns(n.Out, g.result.columns) {
		row = g.result
	} else {
		g.rows = append(g.rows, row)
	}
	body := then(row.scopeOf(g.scope(jen.Return()), "row"))
	for _, leg := range n.Legs {
		g.produce(leg.Input, func(s *scope) []jen.Code {
			cols := make(map[*plan.Column]cell, len(leg.Cols)+1)
			if n.Source != nil {
				cols[n.Source] = named(strconv.Quote(leg.Name))
			}
			for _, given := range leg.Cols {
				c, from := n.Out[given.At], given.From
				cols[c] = s.cols[from].as(from.Nullable, c)
			}
			return []jen.Code{path("e", name).Call(row.address(s.with(cols)))}
		})
	}
	g.method(name, row, body)
}
