package codegen

import (
	"go/scanner"
	"go/token"
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
)

// expansion is what mv-expand and mv-apply have in common.
type expansion struct {
	items  []plan.Expanded
	index  *plan.Column
	limit  int64
	arrays bool
	// out are the columns that somebody needs.
	out []*plan.Column
}

// mvExpand loops over the elements of dynamic values, side by side.
func (g *generator) mvExpand(n *plan.MvExpand, then consumer) {
	x := expansion{items: n.Items, index: n.Index, limit: n.Limit, arrays: n.Arrays, out: n.Out}
	g.produce(n.Input, func(s *scope) []jen.Code {
		return append([]jen.Code{g.comment("", n.Src)}, g.elements(s, n, x, then)...)
	})
}

// elements writes the loop over the elements.
func (g *generator) elements(s *scope, n plan.Node, x expansion, then consumer) []jen.Code {
	expand := "Expand"
	if x.arrays {
		expand = "ExpandArrays"
	}
	var out []jen.Code
	line := g.line(n.Span())
	lists := make([]string, len(x.items))
	lengths := make([]jen.Code, len(x.items))
	for i, item := range x.items {
		lists[i] = s.locals.pick(unexported(words(item.Col.Name+" elements", false)), line)
		out = append(out, jen.Id(lists[i]).Op(":=").Add(kqlFunc(expand)).Call(g.value(s, item.Expr).Statement))
		lengths[i] = jen.Len(jen.Id(lists[i]))
	}
	count := jen.Add(lengths[0])
	if len(lengths) > 1 {
		count = jen.Max(lengths...)
	}
	if x.limit >= 0 && x.limit < 1<<31-1 {
		count = jen.Min(count, jen.Lit(int(x.limit)))
	}
	index := s.locals.pick("element", line)
	inner := s.more()
	inner.skip = jen.Continue()
	var body []jen.Code
	for i, item := range x.items {
		name := s.locals.pick(unexported(words(item.Col.Name, false)), line)
		element := kqlFunc("ElementAt").Call(jen.Id(lists[i]), jen.Id(index))
		if slices.Contains(x.out, item.Col) {
			body = append(body, jen.Id(name).Op(":=").Add(g.convert(s, element, kql.TypeDynamic, item.Col, n)))
			inner.cols[item.Col] = named(name)
		}
	}
	loop := jen.For(jen.Id(index).Op(":=").Range().Add(count))
	if x.index != nil {
		inner.cols[x.index] = coded(asColumn(jen.Int64().Call(jen.Id(index)), false, x.index))
	}
	body = append(body, then(inner)...)
	if len(body) == 0 {
		return nil
	}
	if !mentions(body, index) {
		loop = jen.For(jen.Range().Add(count))
	}
	return append(out, loop.Block(body...))
}

// mentions tells whether code uses a name; comments do not count.
func mentions(body []jen.Code, name string) bool {
	text := []byte(printed(jen.Block(body...)))
	var s scanner.Scanner
	fset := token.NewFileSet()
	s.Init(fset.AddFile("", -1, len(text)), text, nil, 0)
	for {
		_, tok, lit := s.Scan()
		if tok == token.EOF {
			return false
		}
		if tok == token.IDENT && lit == name {
			return true
		}
	}
}

// declaring puts the declaration of name before code that mentions it.
func declaring(name string, value *jen.Statement, code []jen.Code) []jen.Code {
	if !mentions(code, name) {
		return code
	}
	return append([]jen.Code{jen.Id(name).Op(":=").Add(value)}, code...)
}

// toType are the functions that convert a dynamic to a type.
var toType = map[kql.Type]string{
	kql.TypeBool: "tobool", kql.TypeInt: "toint", kql.TypeLong: "tolong", kql.TypeReal: "toreal", kql.TypeDecimal: "todecimal",
	kql.TypeString: "tostring", kql.TypeDateTime: "todatetime", kql.TypeTimeSpan: "totimespan", kql.TypeGUID: "toguid",
}

// convert converts the Go expression of a value that is a string or a dynamic to a column's type, as the conversion
// functions do.
func (g *generator) convert(s *scope, v *jen.Statement, from kql.Type, c *plan.Column, n plan.Node) *jen.Statement {
	if c.Type == from {
		return v
	}
	if c.Type == kql.TypeDynamic {
		return kqlFunc("ParseJSON").Call(v)
	}
	source := &plan.Column{Name: c.Name, Type: from}
	call := &plan.Call{Fn: catalog.Lookup(catalog.Scalar, toType[c.Type]), Args: []plan.Expr{plan.NewRef(source)}}
	call.T, call.Null, call.Src = c.Type, c.Nullable, n.Span()
	at := *s
	at.cols = map[*plan.Column]cell{source: coded(v)}
	return g.value(&at, call).Statement
}

// zero is null, or the empty text.
func zero(c *plan.Column) *jen.Statement {
	switch {
	case c.Type == kql.TypeString:
		return jen.Lit("")
	case c.Type == kql.TypeDynamic:
		return kqlFunc("Dynamic").Values()
	}
	return kqlFunc("Null").Types(plainType(c.Type)).Values()
}

// typeNames are the names of the types in kql.
var typeNames = map[kql.Type]string{
	kql.TypeBool: "TypeBool", kql.TypeInt: "TypeInt", kql.TypeLong: "TypeLong", kql.TypeReal: "TypeReal", kql.TypeDecimal: "TypeDecimal",
	kql.TypeString: "TypeString", kql.TypeDateTime: "TypeDateTime", kql.TypeTimeSpan: "TypeTimeSpan", kql.TypeGUID: "TypeGUID",
	kql.TypeDynamic: "TypeDynamic",
}
