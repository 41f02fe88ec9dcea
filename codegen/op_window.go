package codegen

import (
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
)

// window computes functions over the rows so far; each has a state of its own.
func (g *generator) window(n *plan.Window, then consumer) {
	fields := make([]string, len(n.Calls))
	for i, c := range n.Calls {
		line := g.line(c.Call.Src)
		fields[i] = g.methods.pick(unexported(words(c.Call.Fn.Name, false))+"Line"+strconv.Itoa(line), line)
		g.addField(fields[i], g.windowState(c.Call), nil)
	}
	g.produce(n.Input, func(s *scope) []jen.Code {
		inner := s.more()
		out := []jen.Code{g.comment("", n.Src)}
		for i, c := range n.Calls {
			name := s.locals.pick(unexported(words(c.Call.Fn.Name, false)), g.line(c.Call.Src))
			inner.cols[c.Col] = named(name)
			next := path("e", fields[i], "Next").Call(g.windowArgs(s, c.Call)...)
			out = append(out, jen.Id(name).Op(":=").Add(asColumn(next, c.Call.Fn.Name == "row_window_session", c.Col)))
		}
		return append(out, then(inner)...)
	})
}

// windowState is the Go type of the state of a function.
func (g *generator) windowState(call *plan.Call) *jen.Statement {
	switch call.Fn.Name {
	case "row_number":
		return kqlFunc("RowNumber")
	case "row_window_session":
		return kqlFunc("RowWindowSession")
	case "row_cumsum":
		switch call.Args[0].Type() {
		case kql.TypeDecimal:
			return kqlFunc("RowCumSumDecimal")
		case kql.TypeDynamic:
			return kqlFunc("RowCumSumDynamic")
		}
		return kqlFunc("RowCumSum").Types(plainType(call.Args[0].Type()))
	}
	state := "RowRankMin"
	if call.Fn.Name == "row_rank_dense" || call.Fn.Name == "row_rank" && isTrue(call.Args, 1) {
		state = "RowRankDense"
	}
	return kqlFunc(state).Types(rankType(call.Args[0]))
}

func isTrue(args []plan.Expr, i int) bool {
	if i >= len(args) {
		return false
	}
	c, ok := args[i].(*plan.Const)
	return ok && c.Value == true
}

// rankType is the type by which neighbours are compared.
func rankType(e plan.Expr) *jen.Statement {
	if e.Type() == kql.TypeReal {
		return kqlFunc("RealKey")
	}
	return fieldType(e.Type(), e.Nullable())
}

// windowArgs are the arguments of the next row.
func (g *generator) windowArgs(s *scope, call *plan.Call) []jen.Code {
	args := call.Args
	restart := func(i int) jen.Code {
		if i < len(args) {
			return g.truth(s, args[i]).Statement
		}
		return jen.False()
	}
	switch call.Fn.Name {
	case "row_number":
		if len(args) == 0 {
			return []jen.Code{jen.Lit(1), jen.False()}
		}
		return []jen.Code{g.plain(s, args[0]), restart(1)}
	case "row_window_session":
		return []jen.Code{g.nullable(s, args[0]), g.plain(s, args[1]), g.plain(s, args[2]), restart(3)}
	case "row_cumsum":
		if args[0].Type() == kql.TypeDynamic {
			return []jen.Code{g.value(s, args[0]).Statement, restart(1)}
		}
		return []jen.Code{g.nullable(s, args[0]), restart(1)}
	case "row_rank":
		return []jen.Code{g.rankKey(s, args[0]), jen.False()}
	}
	return []jen.Code{g.rankKey(s, args[0]), restart(1)}
}

func (g *generator) rankKey(s *scope, e plan.Expr) *jen.Statement {
	v := g.value(s, e).Statement
	switch {
	case e.Type() == kql.TypeReal && e.Nullable():
		return kqlFunc("NewNullRealKey").Call(v)
	case e.Type() == kql.TypeReal:
		return kqlFunc("NewRealKey").Call(v)
	}
	return v
}

// plain is a value of which null counts as zero.
func (g *generator) plain(s *scope, e plan.Expr) *jen.Statement {
	if e.Nullable() {
		return g.value(s, e).Statement.Dot("V")
	}
	return g.argument(s, e).Statement
}

// neighbours keeps as many rows as prev and next reach, and goes on with each when those are there that next asks for.
func (g *generator) neighbours(n *plan.Neighbours, then consumer) {
	line := g.line(n.Src)
	columns := n.Input.Columns()
	field := g.methods.pick("neighboursLine"+strconv.Itoa(line), line)
	method := g.methods.pick("besideLine"+strconv.Itoa(line), line)
	row := g.keptType(field+"Row", "prev or next", columns)
	var before, after int64
	all := false
	for _, v := range n.Values {
		before, after = max(before, -v.By), max(after, v.By)
		all = all || v.Offset != nil
	}
	state := kqlFunc("NewNeighbours").Call(jen.Lit(int(before)), jen.Lit(int(after)), path("e", method))
	if all {
		state = kqlFunc("NewAllNeighbours").Call(path("e", method))
	}
	g.addField(field, jen.Op("*").Add(kqlFunc("Neighbours").Types(jen.Id(row.name))), nil)
	g.starting = append(g.starting, path("e", field).Op("=").Add(state))
	s := row.scopeOf(g.scope(jen.Return()), "row")
	var body []jen.Code
	inner := s.more()
	s.locals.take("n", "beside")
	for _, v := range n.Values {
		name := s.locals.pick(unexported(words(v.Col.Name+" "+g.nameOf(v.Value), false)), line)
		inner.cols[v.Col] = named(name)
		body = append(body, g.beside(s, row, name, v)...)
	}
	body = declaring("row", path("n", "Row").Call(), append(body, then(inner)...))
	g.produce(n.Input, func(s *scope) []jen.Code {
		kept := s.locals.pick("kept", g.line(n.Src))
		code := append([]jen.Code{jen.Id(kept).Op(":=").Add(row.literal(s, nil))}, row.ownClones("&"+kept)...)
		return append(code, path("e", field, "Add").Call(jen.Id(kept)))
	})
	g.funcs = append(g.funcs,
		jen.Comment(method+" goes on with a row that knows those around it: "+g.text(n.Src)),
		jen.Func().Params(jen.Id("e").Op("*").Id(g.frame.name)).Id(method).Params(
			jen.Id("n").Op("*").Add(kqlFunc("Neighbours").Types(jen.Id(row.name)))).Block(body...))
	g.closing = append(g.closing, path("e", field, "Close").Call())
}

// beside declares a variable with the value in a neighbour, or the default.
func (g *generator) beside(s *scope, row *rowType, name string, v plan.Neighbour) []jen.Code {
	there := *row.scopeOf(s, "beside")
	there.row = nil
	as := func(at *scope, e plan.Expr) *jen.Statement {
		if v.Col.Nullable {
			return g.nullable(at, e)
		}
		return g.argument(at, e).Statement
	}
	out := []jen.Code{jen.Var().Id(name).Add(fieldType(v.Col.Type, v.Col.Nullable))}
	if v.Default != nil {
		out[0] = jen.Var().Id(name).Add(fieldType(v.Col.Type, v.Col.Nullable)).Op("=").Add(as(s, v.Default))
	}
	at := path("n", "At").Call(jen.Lit(int(v.By)))
	if v.Offset != nil {
		at = path("n", "AtOffset").Call(g.nullable(s, v.Offset), jen.Lit(v.Before))
	}
	return append(out, jen.If(jen.Id("beside").Op(":=").Add(at), jen.Id("beside").Op("!=").Nil()).Block(
		jen.Id(name).Op("=").Add(as(&there, v.Value))))
}
