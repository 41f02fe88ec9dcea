package codegen

import (
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/plan"
)

// reduce finds the patterns of texts when the input ends.
func (g *generator) reduce(n *plan.Reduce, then consumer) {
	line := g.line(n.Src)
	field := g.methods.pick("reduceLine"+strconv.Itoa(line), line)
	g.addField(field, jen.Op("*").Add(kqlFunc("Reduce")), kqlFunc("NewReduce").Call(jen.Lit(n.Threshold), stringLit(n.Characters)))
	if n.Source {
		g.reduceSource(n, field, then)
		return
	}
	g.produce(n.Input, func(s *scope) []jen.Code {
		return []jen.Code{g.comment("", n.Src), path("e", field, "Add").Call(g.value(s, n.Arg).Statement)}
	})
	names := []string{"pattern", "count", "representative"}
	s := g.scope(jen.Return())
	for i, c := range n.Out {
		s.locals.take(names[i])
		s.cols[c] = named(names[i]).as(false, c)
	}
	g.closing = append(g.closing, g.comment("", n.Src), path("e", field, "Each").Call(
		jen.Func().Params(jen.Id("pattern").String(), jen.Id("count").Int64(), jen.Id("representative").String()).Block(then(s)...)))
}

// reduceSource puts the pattern of each text beside its row.
func (g *generator) reduceSource(n *plan.Reduce, field string, then consumer) {
	rows, row := g.state(n, "source", n.Input.Columns())
	g.addField(rows, jen.Index().Id(row.name), nil)
	g.produce(n.Input, func(s *scope) []jen.Code {
		return []jen.Code{
			g.comment("", n.Src),
			path("e", field, "Add").Call(g.value(s, n.Arg).Statement),
			path("e", rows).Op("=").Append(path("e", rows), row.literal(s, cloned)),
		}
	})
	s := row.scopeOf(g.scope(jen.Return()), "row")
	s.row = nil
	s.cols[n.Out[len(n.Out)-1]] = named("pattern")
	body := declaring("row", jen.Op("&").Id("e").Dot(rows).Index(jen.Id("i")), then(s))
	g.closing = append(g.closing, g.comment("", n.Src), path("e", field, "EachSource").Call(
		jen.Func().Params(jen.Id("i").Int(), jen.Id("pattern").String()).Block(body...)))
}
