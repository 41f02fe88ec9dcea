package codegen

import (
	"strconv"

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
	out := []jen.Code{jen.Id("Column: " + strconv.Quote(g.Column))}
	if g.Not {
		out = append(out, jen.Id("Not: true"))
	}
	if len(g.Is) > 0 {
		out = append(out, jen.Id("Is: []string").Values(quotedAll(g.Is, ", ")))
	}
	if len(g.Holds) > 0 {
		out = append(out, jen.Id("Holds: []string").Values(quotedAll(g.Holds, ", ")))
	}
	if len(g.Numbers) > 0 {
		out = append(out, jen.Id("Numbers: []int64").Values(numbers(g.Numbers)))
	}
	return out
}

// numbers are numbers in a row, as one token.
func numbers(list []int64) *jen.Statement {
	var out []byte
	for i, n := range list {
		if i > 0 {
			out = append(out, ", "...)
		}
		out = strconv.AppendInt(out, n, 10)
	}
	return jen.Id(string(out))
}

// boundsCode writes bounds as data.
func boundsCode(bounds kql.Bounds) *jen.Statement {
	list := make([]jen.Code, len(bounds))
	for i, b := range bounds {
		fields := []jen.Code{jen.Id("Column: " + strconv.Quote(b.Column))}
		if b.Last {
			fields = append(fields, jen.Id("Last: true"))
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
