package codegen

import (
	"slices"
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
)

// parse takes a text apart into columns.
func (g *generator) parse(n *plan.Parse, then consumer) {
	if err := checkParse(n); err != nil {
		g.problems = append(g.problems, badPattern(n.Src, err))
		return
	}
	line := g.line(n.Src)
	pattern, captures := g.parsePattern(n)
	g.produce(n.Input, func(s *scope) []jen.Code {
		texts := s.locals.pick("captures", line)
		matched := s.locals.pick("matched", line)
		match := path(pattern, "Match").Call(g.value(s, n.Arg).Statement, jen.Id(texts).Index(jen.Op(":")))
		out := []jen.Code{g.comment("", n.Src), jen.Var().Id(texts).Index(jen.Lit(len(captures))).String()}
		inner := s.more()
		// A simple pattern or a regex fits only where all values convert; otherwise all are empty.
		var values, all []jen.Code
		for i, c := range captures {
			checked := c.Nullable && n.Kind != plan.ParseRelaxed
			if !checked && !slices.Contains(n.Out, c) {
				continue
			}
			name := s.locals.pick(unexported(words(c.Name, false)), line)
			inner.cols[c] = named(name)
			text := jen.Id(texts).Index(jen.Lit(i))
			values = append(values, jen.Id(name).Op(":=").Add(g.convert(s, text, kql.TypeString, c, n)))
			if checked {
				all = append(all, path(name, "OK"))
			}
		}
		if !n.Where && len(all) == 0 {
			return append(append(append(out, match), values...), then(inner)...)
		}
		out = append(append(out, jen.Id(matched).Op(":=").Add(match)), values...)
		if len(all) > 0 {
			whole := jen.Id(matched)
			for _, ok := range all {
				whole.Op("&&").Add(ok)
			}
			out = append(out, jen.Id(matched).Op("=").Add(whole))
			if !n.Where {
				out = append(out, jen.If(jen.Op("!").Id(matched)).BlockFunc(func(b *jen.Group) {
					for _, c := range captures {
						if v := inner.cols[c]; !v.none() {
							b.Add(v.code()).Op("=").Add(zero(c))
						}
					}
				}))
			}
		}
		if n.Where {
			out = append(out, jen.If(jen.Op("!").Id(matched)).Block(s.skip))
		}
		return append(out, then(inner)...)
	})
}

// parsePattern declares the pattern, and gives the columns that it captures.
func (g *generator) parsePattern(n *plan.Parse) (name string, captures []*plan.Column) {
	kinds := map[plan.ParseKind]string{plan.ParseSimple: "ParseSimple", plan.ParseRegex: "ParseRegex", plan.ParseRelaxed: "ParseRelaxed"}
	args := []jen.Code{kqlFunc(kinds[n.Kind]), jen.Lit(n.Flags)}
	for _, p := range n.Parts {
		switch {
		case p.Star:
			args = append(args, kqlFunc("ParsePart").Values(jen.Id("Star").Op(":").True()))
		case p.Col != nil:
			args = append(args, kqlFunc("ParsePart").Values(keyed("Column", kqlFunc(typeNames[p.Col.Type]))))
			captures = append(captures, p.Col)
		default:
			args = append(args, kqlFunc("ParsePart").Values(keyed("Literal", stringLit(p.Text))))
		}
	}
	line := g.line(n.Src)
	name = g.names.pick("patternLine"+strconv.Itoa(line), line)
	g.vars = append(g.vars, jen.Id(name).Op("=").Add(kqlFunc("MustParse")).Custom(argumentList, args...))
	return name, captures
}

// checkParse tells what is wrong with a pattern.
func checkParse(n *plan.Parse) error {
	if n.Kind != plan.ParseRegex {
		return nil
	}
	parts := make([]kql.ParsePart, len(n.Parts))
	for i, p := range n.Parts {
		parts[i] = kql.ParsePart{Star: p.Star, Literal: p.Text}
		if p.Col != nil {
			parts[i].Column = p.Col.Type
		}
	}
	_, err := kql.NewParse(kql.ParseRegex, n.Flags, parts...)
	return err
}
