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
	if g.Not {
		out = append(out, jen.Id("Not").Op(":").True())
	}
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
			b.Add(quoted(text))
		}
	}
}

// boundsCode writes bounds as data.
func boundsCode(bounds kql.Bounds) *jen.Statement {
	list := make([]jen.Code, len(bounds))
	for i, b := range bounds {
		fields := []jen.Code{jen.Id("Column").Op(":").Lit(b.Column)}
		if b.Last {
			fields = append(fields, jen.Id("Last").Op(":").True())
		}
		if b.At != 0 {
			fields = append(fields, keyed("At", kqlFunc("MustDateTime").Call(jen.Lit(b.At.String()))))
		} else {
			fields = append(fields, keyed("Ago", timeSpanLit(b.Ago).Statement))
		}
		list[i] = jen.Values(fields...)
	}
	if len(list) == 1 {
		return kqlFunc("Bounds").Values(list...)
	}
	return kqlFunc("Bounds").Custom(fieldList, list...)
}
