package codegen

import (
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/plan"
)

// mvApply runs a sub-query for each row, over the rows that it expands to.
func (g *generator) mvApply(n *plan.MvApply, then consumer) {
	line := g.line(n.Src)
	name := g.names.pick("applyLine"+strconv.Itoa(line)+"Query", line)
	sub := g.subquery(name, n.Rows, n.Sub, n.Carry, then)
	x := expansion{items: n.Items, index: n.Index, limit: n.Limit, out: n.Rows.Out}
	g.produce(n.Input, func(s *scope) []jen.Code {
		apply := s.locals.pick("apply", line)
		out := []jen.Code{g.comment("", n.Src), jen.Id(apply).Op(":=").Add(g.start(sub, s))}
		out = append(out, g.elements(s, n, x, func(inner *scope) []jen.Code {
			return []jen.Code{path(apply, "add").Call(sub.row.address(inner))}
		})...)
		return append(out, path(apply, "end").Call())
	})
}

// partition keeps the rows by a column, and runs a sub-query for each of its values when the input ends.
func (g *generator) partition(n *plan.Partition, then consumer) {
	line := g.line(n.Src)
	field := g.methods.pick("partitionLine"+strconv.Itoa(line), line)
	name := g.names.pick(field+"Query", line)
	key := g.groupKey(name+"Key", []*plan.Column{n.By})
	var given []*plan.Column
	if n.Key != nil {
		given = []*plan.Column{n.Key}
	}
	sub := g.subquery(name, n.Rows, n.Sub, given, then)
	row := sub.row
	if row == nil {
		row = g.keptType(name+"Row", "partition", nil)
	}
	g.addGroups(field, key, kqlFunc("Hold").Types(jen.Id(row.name)))
	rows := path("e", field, "State")
	g.produce(n.Input, func(s *scope) []jen.Code {
		keyVar := s.locals.pick("key", line)
		out := append([]jen.Code{g.comment("", n.Src)}, key.setKey(keyVar, path("e", field, "New"), s)...)
		out = append(out, jen.If(jen.Op("!").Add(path("e", field, "All.Find").Call())).Block(
			append(key.ownDynamics(keyVar), path("e", field, "All.Add").Call(g.keepsTexts(key)), kqlFunc("OpenHold").Call(rows.Clone()))...))
		return append(out, g.keepRowIn(rows.Clone(), row, s, line)...)
	})
	s := &scope{cols: map[*plan.Column]cell{}}
	if n.Key != nil {
		s.cols[n.Key] = keyValue(n.By, "e", field, "Key", key.fields[0])
	}
	body := []jen.Code{jen.Id("partition").Op(":=").Add(g.start(sub, s))}
	if n.Rows != nil {
		body = append(body, eachHeld(rows, path("partition", "add").Call(path("rows", "At"))))
	}
	g.closing = append(g.closing, g.comment("", n.Src),
		nextRow(path("e", field, "All"), append(body, path("partition", "end").Call())...))
}
