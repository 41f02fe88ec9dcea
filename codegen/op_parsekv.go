package codegen

import (
	"slices"
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
)

// parseKv takes the values of keys out of a text.
func (g *generator) parseKv(n *plan.ParseKv, then consumer) {
	line := g.line(n.Src)
	options := kql.ParseKVOptions{
		Pair: n.PairDelimiter, KV: n.KvDelimiter, Quotes: n.Quotes, Escapes: n.Escapes, Greedy: n.Greedy, Regex: n.Regex,
	}
	keys := make([]string, len(n.Keys))
	for i, k := range n.Keys {
		keys[i] = k.Key
	}
	if _, err := kql.NewParseKV(keys, options); err != nil {
		g.problems = append(g.problems, badPattern(n.Src, err))
		return
	}
	name := g.names.pick("pairsLine"+strconv.Itoa(line), line)
	g.vars = append(g.vars, jen.Id(name).Op("=").Add(kqlFunc("MustParseKV")).Call(texts(keys), optionsOf(options)))
	g.produce(n.Input, func(s *scope) []jen.Code {
		found := s.locals.pick("values", line)
		out := []jen.Code{
			g.comment("", n.Src),
			jen.Var().Id(found).Index(jen.Lit(len(keys))).String(),
			path(name, "Extract").Call(g.value(s, n.Arg).Statement, jen.Id(found).Index(jen.Op(":"))),
		}
		inner := s.more()
		for i, k := range n.Keys {
			if !slices.Contains(n.Out, k.Col) {
				continue
			}
			local := s.locals.pick(unexported(words(k.Col.Name, false)), line)
			inner.cols[k.Col] = named(local)
			text := jen.Id(found).Index(jen.Lit(i))
			out = append(out, jen.Id(local).Op(":=").Add(g.convert(s, text, kql.TypeString, k.Col, n)))
		}
		return append(out, then(inner)...)
	})
}

// texts is a list of texts.
func texts(list []string) *jen.Statement {
	lits := make([]jen.Code, len(list))
	for i, t := range list {
		lits[i] = stringLit(t)
	}
	return jen.Index().String().Values(lits...)
}

// optionsOf writes the options that are set.
func optionsOf(o kql.ParseKVOptions) *jen.Statement {
	var values []jen.Code
	text := func(field, v string) {
		if v != "" {
			values = append(values, keyed(field, stringLit(v)))
		}
	}
	list := func(field string, v []string) {
		if len(v) > 0 {
			values = append(values, keyed(field, texts(v)))
		}
	}
	text("Pair", o.Pair)
	text("KV", o.KV)
	list("Quotes", o.Quotes)
	list("Escapes", o.Escapes)
	if o.Greedy {
		values = append(values, jen.Id("Greedy").Op(":").True())
	}
	text("Regex", o.Regex)
	return kqlFunc("ParseKVOptions").Values(values...)
}
