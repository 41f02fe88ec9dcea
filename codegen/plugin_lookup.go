package codegen

import (
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
)

// geoPackage is the import path of the functions on shapes.
const geoPackage = Runtime + "/geo"

// lookup is a plugin that adds the columns of the rows of a table that fit a row.
type lookup struct {
	*plugin
	table plan.Node
	// from are the columns of the table that the result has, to those of the result.
	from, to []*plan.Column
	// row is what is kept of a row of the table: to, and what finds the row.
	row *rowType
}

// newLookup finds out which columns the result takes from the table. but are those that it does not.
func (p *plugin) newLookup(but ...*plan.Column) *lookup {
	l := &lookup{plugin: p}
	for _, a := range p.n.Args {
		if a.Table != nil {
			l.table = a.Table
		}
	}
	names := map[string]bool{}
	for _, c := range p.columns("ExtraKey") {
		names[c.Name] = true
	}
	for _, c := range l.table.Columns() {
		if !slices.Contains(but, c) && !names[c.Name] {
			l.from = append(l.from, c)
		}
	}
	l.to = p.n.Out[len(p.n.Out)-len(l.from):]
	return l
}

// unmatched tells whether rows without a fitting one are kept.
func (l *lookup) unmatched() jen.Code { return jen.Lit(l.known("return_unmatched") == true) }

// keep is the row that is kept of a row of the table.
func (l *lookup) keep(s *scope) *jen.Statement {
	own := s.more()
	for i, c := range l.to {
		own.cols[c] = coded(l.adapted(s, l.column(s, l.from[i]), l.from[i], c))
	}
	return l.row.literal(own, cloned)
}

// give goes on with each of the rows that an expression finds, beside the row of the input.
func (l *lookup) give(find jen.Code, s *scope, then consumer) []jen.Code {
	name := s.locals.pick("found", l.line)
	inner := s.more()
	for i, c := range l.to {
		inner.cols[c] = named(name, l.row.fields[i])
	}
	inner.skip = jen.Continue()
	body := then(inner)
	each := jen.Range().Add(find)
	if mentions(body, name) {
		each = jen.List(jen.Id("_"), jen.Id(name)).Op(":=").Add(each)
	}
	return []jen.Code{l.comment("", l.n.Src), jen.For(each).Block(body...)}
}

// keepRow declares the row that is kept, of the result's columns and more.
func (l *lookup) declare(more ...*plan.Column) {
	l.row = l.keptType(l.field+"Row", l.n.Plugin.Name, append(slices.Clone(l.to), more...))
}

// ipLookup finds rows by networks that hold an address, and equal keys.
func (p *plugin) ipLookup(then consumer) {
	l := p.newLookup()
	l.declare()
	version := strings.TrimSuffix(strings.TrimPrefix(p.n.Plugin.Name, "ip"), "_lookup")
	from, in := "SourceIP"+version+"Key", "IP"+version+"LookupKey"
	if !p.oneOf(from, kql.TypeString) || !p.oneOf(in, kql.TypeString) {
		return
	}
	source, network := p.arg(from), p.arg(in)
	keys := p.columns("ExtraKey")
	own := make([]*plan.Column, len(keys))
	for i, k := range keys {
		for _, c := range l.table.Columns() {
			if c.Name == k.Name && c.Type == k.Type {
				own[i] = c
			}
		}
		if own[i] == nil {
			p.unsupported(p.n.Src, p.n.Plugin.Name+" by keys of two types")
			return
		}
	}
	union := make([]*plan.Column, len(keys))
	for i, k := range keys {
		union[i] = &plan.Column{Name: k.Name, Type: k.Type, Nullable: k.Nullable || own[i].Nullable}
	}
	typ, literal, _ := p.key(union)
	key := func(s *scope, columns []*plan.Column) *jen.Statement {
		cols := map[*plan.Column]cell{}
		for i, c := range columns {
			cols[union[i]] = coded(p.adapted(s, p.column(s, c), c, union[i]))
		}
		return literal(s.with(cols))
	}
	p.addField(p.field, kqlFunc("IP"+version+"Lookup").Types(typ, jen.Id(l.row.name)), nil)
	p.produce(l.table, func(s *scope) []jen.Code {
		return []jen.Code{p.comment("", p.n.Src), p.state().Dot("Add").Call(key(s, own), p.value(s, network).Statement, l.keep(s))}
	})
	p.produce(p.n.Input, func(s *scope) []jen.Code {
		return l.give(p.state().Dot("Find").Call(key(s, keys), p.value(s, source).Statement, l.unmatched()), s, then)
	})
}

// geoLookup finds rows by shapes that hold a point, or are near to it.
func (p *plugin) geoLookup(then consumer) {
	shapes, state := p.columns("LookupPolygonKey"), "PolygonLookup"
	if p.n.Plugin.Name == "geo_line_lookup" {
		shapes, state = p.columns("LookupLineKey"), "LineLookup"
	}
	if len(shapes) != 1 {
		p.unsupported(p.n.Src, p.n.Plugin.Name+" by a computed shape")
		return
	}
	for _, param := range []string{"SourceLongitude", "SourceLatitude"} {
		if !p.oneOf(param, kql.TypeReal, kql.TypeLong, kql.TypeInt, kql.TypeDecimal) {
			return
		}
	}
	but := shapes
	if p.known("return_lookup_key") == true {
		but = nil
	}
	l := p.newLookup(but...)
	l.declare()
	p.file.ImportName(geoPackage, "geo")
	p.addField(p.field, jen.Qual(geoPackage, state).Types(jen.Id(l.row.name)), nil)
	p.produce(l.table, func(s *scope) []jen.Code {
		return []jen.Code{p.comment("", p.n.Src), p.state().Dot("Add").Call(p.column(s, shapes[0]), l.keep(s))}
	})
	p.produce(p.n.Input, func(s *scope) []jen.Code {
		find, args := "Find", []jen.Code{p.real(s, p.arg("SourceLongitude")), p.real(s, p.arg("SourceLatitude"))}
		if radius := p.arg("radius"); radius != nil {
			find, args = "FindNear", append(args, p.number(s, radius))
		}
		return l.give(p.state().Dot(find).Call(append(args, l.unmatched())...), s, then)
	})
}

// real is a number as a kql.Null of float64.
func (p *plugin) real(s *scope, e plan.Expr) *jen.Statement {
	if e.Type() == kql.TypeReal {
		return p.nullable(s, e)
	}
	return p.convertValue(s, e, &plan.Column{Type: kql.TypeReal, Nullable: true})
}
