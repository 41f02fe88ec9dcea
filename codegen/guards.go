package codegen

import (
	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/kql"
)

// guardsCode writes guards as data.
func guardsCode(guards kql.Guards) *jen.Statement {
	clauses := make([]jen.Code, len(guards))
	for i, clause := range guards {
		list := make([]jen.Code, len(clause))
		for j, g := range clause {
			list[j] = jen.Values(guardFields(g)...)
		}
		clauses[i] = jen.Values(list...)
		if len(list) > 1 {
			clauses[i] = jen.Custom(fieldList, list...)
		}
	}
	return kqlFunc("Guards").Custom(fieldList, clauses...)
}

func guardFields(g kql.Guard) []jen.Code {
	out := []jen.Code{jen.Id("Column").Op(":").Lit(g.Column)}
	if len(g.Is) > 0 {
		out = append(out, jen.Id("Is").Op(":").Index().String().ValuesFunc(literals(g.Is)))
	}
	if len(g.Holds) > 0 {
		out = append(out, jen.Id("Holds").Op(":").Index().String().ValuesFunc(literals(g.Holds)))
	}
	if len(g.Numbers) > 0 {
		out = append(out, jen.Id("Numbers").Op(":").Index().Int64().ValuesFunc(func(b *jen.Group) {
			for _, n := range g.Numbers {
				b.Lit(int(n))
			}
		}))
	}
	return out
}

func literals(texts []string) func(*jen.Group) {
	return func(b *jen.Group) {
		for _, text := range texts {
			b.Lit(text)
		}
	}
}
