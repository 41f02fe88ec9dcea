package codegen

import (
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
)

// sort keeps all rows and gives them in order when the input ends.
func (g *generator) sort(n *plan.Sort, then consumer) {
	g.keepInOrder(n, "sort", n.Input, n.Keys, nil, then)
}

// top keeps the first rows in order.
func (g *generator) top(n *plan.Top, then consumer) {
	g.keepInOrder(n, "top", n.Input, n.Keys, &n.Limit, then)
}

// keepInOrder is sort, and with a limit top.
func (g *generator) keepInOrder(n plan.Node, word string, input plan.Node, keys []plan.Key, limit *int64, then consumer) {
	field, row := g.state(n, word, input.Columns())
	g.produce(input, func(s *scope) []jen.Code {
		out := []jen.Code{g.comment("", n.Span())}
		if limit == nil {
			return append(out, g.keepRowIn(jen.Id("e").Dot(field), row, s, g.line(n.Span()))...)
		}
		name := s.locals.pick(word, g.line(n.Span()))
		if len(row.columns) > 0 {
			out = append(out, jen.Id(name).Op(":=").Add(path("e", field, "New")))
		}
		out = append(out, row.set(name, s)...)
		return append(out, jen.If(path("e", field, "All.Wants").Call()).Block(append(row.ownClones(name), path("e", field, "All.Add").Call())...))
	})
	order := g.comparison(n, field, row, keys)
	if limit == nil {
		g.addField(field, kqlFunc("Sort").Types(jen.Id(row.name)), nil)
		g.openState("OpenSort", field, order)
	} else {
		g.addField(field, kqlFunc("Top").Types(jen.Id(row.name)), nil)
		g.openState("OpenTop", field, jen.Lit(int(*limit)), order)
	}
	g.merge(n, path("e", field, "All.Merge").Call(path("&other", field, "All")))
	g.flush(n.Span(), field, row, then)
}

// state names what a blocking operator keeps: a field of the evaluator, named after operator and line, and the struct
// of its rows. That is the rule's own row where the columns are the same.
func (g *generator) state(n plan.Node, word string, columns []*plan.Column) (string, *rowType) {
	field := g.methods.pick(word+"Line"+strconv.Itoa(g.line(n.Span())), g.line(n.Span()))
	if sameColumns(columns, g.result.columns) {
		return field, g.result
	}
	return field, g.keptType(field+"Row", word, columns)
}

func sameColumns(a, b []*plan.Column) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// flush goes on with the rows that field keeps, when the input ends.
func (g *generator) flush(span ast.Span, field string, row *rowType, then consumer) {
	s := row.scopeOf(g.scope(jen.Continue()), "row")
	g.closing = append(g.closing, g.comment("", span), nextRow(path("e", field, "All"), declaring("row", path("e", field, "At"), then(s))...))
}

// comparison declares the function that orders two rows, a method where keys read more than the rows, and returns it.
func (g *generator) comparison(n plan.Node, field string, row *rowType, keys []plan.Key) *jen.Statement {
	a := row.scopeOf(g.scope(nil), "a")
	b := row.scopeOf(g.scope(nil), "b")
	var body []jen.Code
	for i, k := range keys {
		left, right := g.value(a, k.Expr).Statement, g.value(b, k.Expr).Statement
		if k.Desc {
			left, right = right, left
		}
		c := compare(k, left, right)
		if i == len(keys)-1 {
			body = append(body, jen.Return(c))
			break
		}
		body = append(body, jen.If(jen.Id("c").Op(":=").Add(c), jen.Id("c").Op("!=").Lit(0)).Block(jen.Return(jen.Id("c"))))
	}
	function, name := jen.Func(), ""
	var order *jen.Statement
	if mentions(body, "e") {
		name = g.methods.pick(field+"Order", 0)
		function.Params(jen.Id("e").Op("*").Id(g.frame.name))
		order = path("e", name)
	} else {
		name = g.names.pick(field, g.line(n.Span()))
		order = jen.Id(name)
	}
	g.funcs = append(g.funcs,
		jen.Comment(name+" orders rows: "+g.text(n.Span())),
		function.Id(name).Params(jen.List(jen.Id("a"), jen.Id("b")).Op("*").Id(row.name)).Int().Block(body...))
	return order
}

// compare writes the comparison of two keys. Descending keys come with their sides changed, which changes the side of
// their nulls as well.
func compare(k plan.Key, left, right *jen.Statement) *jen.Statement {
	t := k.Expr.Type()
	nullsFirst := k.NullsFirst != k.Desc
	switch {
	case t == kql.TypeDynamic && nullsFirst:
		return kqlFunc("CompareDynamicNullsFirst").Call(left, right)
	case t == kql.TypeDynamic:
		return kqlFunc("CompareDynamic").Call(left, right)
	case k.Expr.Nullable() && nullsFirst:
		return kqlFunc("CompareNullsFirst").Call(left, right)
	case k.Expr.Nullable():
		return kqlFunc("CompareNullsLast").Call(left, right)
	case t == kql.TypeReal && nullsFirst:
		return kqlFunc("CompareNaNFirst").Call(left, right)
	case t == kql.TypeReal:
		return kqlFunc("CompareNaNLast").Call(left, right)
	case t == kql.TypeBool, t == kql.TypeDecimal, t == kql.TypeGUID:
		return kqlFunc("Compare"+map[kql.Type]string{
			kql.TypeBool: "Bool", kql.TypeDecimal: "Decimal", kql.TypeGUID: "GUID",
		}[t]).Call(left, right)
	case t == kql.TypeString:
		return jen.Qual("strings", "Compare").Call(left, right)
	}
	return jen.Qual("cmp", "Compare").Call(left, right)
}
