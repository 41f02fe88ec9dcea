package codegen

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
)

// prefilters are the prefilters of the rule's tables. An event of a table that is read more than once has to pass the
// prefilter of one reading.
func (g *generator) prefilters() map[string]kql.Prefilter {
	out := map[string]kql.Prefilter{}
	seen := map[string]bool{}
	var visit func(n plan.Node)
	visit = func(n plan.Node) {
		if scan, ok := n.(*plan.Scan); ok {
			if seen[scan.Table] {
				out[scan.Table] = either(out[scan.Table], scan.Prefilter)
			} else {
				out[scan.Table] = scan.Prefilter
			}
			seen[scan.Table] = true
		}
		for _, in := range n.Inputs() {
			visit(in)
		}
	}
	for _, n := range g.Plan.Results {
		visit(n)
	}
	return out
}

// either is passed by what passes a or b.
func either(a, b kql.Prefilter) kql.Prefilter {
	var out kql.Prefilter
	for _, x := range a {
		for _, y := range b {
			out = append(out, slices.Concat(x, y))
		}
	}
	return out
}

func prefilterCode(p kql.Prefilter) *jen.Statement {
	clauses := make([]jen.Code, len(p))
	for i, clause := range p {
		literals := make([]jen.Code, len(clause))
		for j, l := range clause {
			literals[j] = jen.Lit(l)
		}
		clauses[i] = jen.Values(literals...)
	}
	return jen.Qual(Runtime, "Prefilter").Custom(fieldList, clauses...)
}
