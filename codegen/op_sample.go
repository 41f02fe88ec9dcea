package codegen

import (
	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/plan"
)

// sample keeps some rows, each as likely as any other, and gives them when the input ends.
func (g *generator) sample(n *plan.Sample, then consumer) {
	field, row := g.state(n, "sample", n.Input.Columns())
	g.addField(field, jen.Op("*").Add(kqlFunc("Sample").Types(jen.Id(row.name))),
		kqlFunc("NewSample").Types(jen.Id(row.name)).Call(jen.Lit(int(n.Limit))))
	g.produce(n.Input, func(s *scope) []jen.Code {
		place := jen.Id("place").Op(":=").Id("e").Dot(field).Dot("Place").Call()
		return []jen.Code{g.comment("", n.Src), jen.If(place, jen.Id("place").Op(">=").Lit(0)).Block(
			path("e", field, "Put").Call(jen.Id("place"), row.literal(s, cloned)))}
	})
	s := row.scopeOf(g.scope(jen.Return()), "row")
	g.closing = append(g.closing, g.comment("", n.Src), path("e", field, "Each").Call(
		jen.Func().Params(jen.Id("row").Op("*").Id(row.name)).Block(then(s)...)))
}
