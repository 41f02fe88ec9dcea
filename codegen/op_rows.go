package codegen

import (
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
)

// take passes the first rows and skips all others.
func (g *generator) take(n *plan.Take, then consumer) {
	field := g.counter("take", n)
	g.produce(n.Input, func(s *scope) []jen.Code {
		return append([]jen.Code{
			g.comment("", n.Src),
			jen.If(path("e", field).Op(">=").Id(strconv.FormatInt(n.Limit, 10))).Block(s.skip),
			path("e", field).Op("++"),
		}, then(s)...)
	})
}

// count counts the rows and gives the number when the input ends.
func (g *generator) count(n *plan.Count, then consumer) {
	field := g.counter("count", n)
	g.produce(n.Input, func(*scope) []jen.Code {
		return []jen.Code{g.comment("", n.Src), path("e", field).Op("++")}
	})
	g.merge(n, jen.Id("e").Dot(field).Op("+=").Id("other").Dot(field))
	s := g.scope(jen.Return())
	s = s.with(map[*plan.Column]cell{n.Out[0]: named("e", field).as(false, n.Out[0])})
	g.closing = append(g.closing, g.comment("", n.Src))
	g.closing = append(g.closing, jen.Func().Params().Block(then(s)...).Call())
}

func (g *generator) counter(word string, n plan.Node) string {
	field := g.methods.pick(word+"Line"+strconv.Itoa(g.line(n.Span())), g.line(n.Span()))
	g.addField(field, jen.Int64(), nil)
	return field
}

// distinct passes the first row of each combination of values, by a method of its own: with many of them up to 255 rows later,
// and at the latest when the input ends.
func (g *generator) distinct(n *plan.Distinct, then consumer) {
	line := g.line(n.Src)
	field := g.methods.pick("distinctLine"+strconv.Itoa(line), line)
	key, isNew := g.groupKey(field+"Key", n.Out), g.methods.pick(field+"New", line)
	g.addField(field, kqlFunc("Distinct").Types(jen.Id(key.name)), nil)
	g.openState("OpenDistinct", field, g.keepsTexts(key), path("e", isNew))
	s := g.scope(jen.Return())
	for i, c := range n.Out {
		s.cols[c] = keyValue(c, "key", key.fields[i])
	}
	body := declaring("key", path("e", field, "Key"), then(s))
	g.produce(n.Input, func(s *scope) []jen.Code {
		code, s := g.assign(s, n.Assigns, nil)
		out := append([]jen.Code{g.comment("", n.Src)}, code...)
		out = append(out, key.setKey(s.locals.pick("key", line), path("e", field, "Key"), s)...)
		return append(out, path("e", field, "All.Add").Call())
	})
	g.funcs = append(g.funcs, jen.Comment(isNew+" takes a row that is new: "+g.text(n.Src)),
		g.onFrame(isNew).Block(body...))
	g.closing = append(g.closing, g.comment("", n.Src), path("e", field, "All.Close").Call())
}

// groupKey is a struct of the columns by which [kql.Groups] and [kql.Join] tell rows apart: reals by their bits, all NaN being
// one.
func (g *generator) groupKey(name string, columns []*plan.Column) *rowType {
	return g.declareKey(name, columns, incomparable())
}

// keyType is a groupKey that Go's == compares as well.
func (g *generator) keyType(name string, columns []*plan.Column) *rowType {
	return g.declareKey(name, columns)
}

// declareKey declares a key, in which equal dynamics are the same one.
func (g *generator) declareKey(name string, columns []*plan.Column, before ...jen.Code) *rowType {
	t := g.rowType(name, columns)
	t.settled = true // it embeds none: its fields are declared here
	if len(t.dynamics("")) > 0 {
		t.firsts = name + "Dynamics"
		g.addField(t.firsts, kqlFunc("Dynamics"), nil)
	}
	g.types = append(g.types, jen.Comment(name+" tells the rows apart."), jen.Type().Id(name).StructFunc(func(b *jen.Group) {
		for _, field := range before {
			b.Add(field)
		}
		for i, c := range columns {
			typ := fieldType(c.Type, c.Nullable)
			if c.Type == kql.TypeReal {
				typ = kqlFunc("RealKey")
			}
			b.Id(t.fields[i]).Add(typ)
		}
	}))
	return t
}

func (t *rowType) keyLiteral(s *scope, keep keeping) *jen.Statement {
	return t.literal(t.keyScope(s), keep)
}

// addGroups adds groups by a key as a field.
func (g *generator) addGroups(field string, key *rowType, state jen.Code) {
	g.addField(field, kqlFunc("Groups").Types(jen.Id(key.name), state, jen.Struct()), nil)
	g.openState("OpenGroups", field)
}

// openState makes a state ready that is a field.
func (g *generator) openState(function, field string, more ...jen.Code) {
	g.starting = append(g.starting, kqlFunc(function).Call(append([]jen.Code{path("&e", field)}, more...)...))
}

// nextRow is a loop over what all, which gives one after the other, has.
func nextRow(all *jen.Statement, body ...jen.Code) *jen.Statement {
	return jen.For(all.Dot("Next").Call()).Block(body...)
}

// setKey declares name, which points to the key that is looked for, and sets it.
func (t *rowType) setKey(name string, key *jen.Statement, s *scope) []jen.Code {
	if len(t.columns) == 0 {
		return nil
	}
	return append([]jen.Code{jen.Id(name).Op(":=").Add(key)}, t.set(name, t.keyScope(s))...)
}

// keyScope has the columns as a key holds them.
func (t *rowType) keyScope(s *scope) *scope {
	cols := make(map[*plan.Column]cell, len(t.columns))
	for _, c := range t.columns {
		cols[c] = s.cols[c]
		switch {
		case c.Type == kql.TypeReal && c.Nullable:
			cols[c] = coded(kqlFunc("NewNullRealKey").Call(s.cols[c].code()))
		case c.Type == kql.TypeReal:
			cols[c] = coded(kqlFunc("NewRealKey").Call(s.cols[c].code()))
		case c.Type == kql.TypeDynamic && t.firsts != "":
			cols[c] = coded(path("e", t.firsts, "First").Call(s.cols[c].code()))
		}
	}
	return s.with(cols)
}
