package codegen

import (
	"maps"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/plan"
)

// consumer writes what happens to one row, whose columns s knows.
type consumer func(s *scope) []jen.Code

// produce writes the code that gives the rows of n to then. Streaming operators end up in one function with what they
// read from; a blocking operator keeps rows in a field of the evaluator and goes on when the input ends.
func (g *generator) produce(n plan.Node, then consumer) {
	switch n := n.(type) {
	case *plan.Scan:
		g.scan(n, then)
	case *plan.Values:
		g.values(n, then)
	case *plan.Range:
		g.ranges(n, then)
	case *plan.Union:
		g.union(n, then)
	case *plan.Serialize:
		g.produce(n.Input, then)
	case *plan.Hold:
		g.hold(n, then)
	case *plan.Use:
		g.use(n, then)
	case *plan.MvExpand:
		g.mvExpand(n, then)
	case *plan.Parse:
		g.parse(n, then)
	case *plan.Where:
		g.where(n, then)
	case *plan.Extend:
		g.extend(n, then)
	case *plan.Project:
		g.project(n, then)
	case *plan.Take:
		g.take(n, then)
	case *plan.Sort:
		g.sort(n, then)
	case *plan.Top:
		g.top(n, then)
	case *plan.Count:
		g.count(n, then)
	case *plan.Distinct:
		g.distinct(n, then)
	case *plan.Summarize:
		g.summarize(n, then)
	case *plan.Join:
		g.join(n, then)
	case *plan.Evaluate:
		g.evaluate(n, then)
	case *plan.GraphToTable:
		g.graphToTable(n, then)
	case *plan.GraphMatch:
		g.graphMatch(n, then)
	case *plan.Window:
		g.window(n, then)
	case *plan.Neighbours:
		g.neighbours(n, then)
	case *plan.Rows:
		g.rowsOf(n, then)
	case *plan.MvApply:
		g.mvApply(n, then)
	case *plan.Partition:
		g.partition(n, then)
	case *plan.ParseKv:
		g.parseKv(n, then)
	case *plan.MakeSeries:
		g.makeSeries(n, then)
	case *plan.TopNested:
		g.topNested(n, then)
	case *plan.Sample:
		g.sample(n, then)
	case *plan.Reduce:
		g.reduce(n, then)
	case *plan.Consume:
		g.produce(n.Input, func(*scope) []jen.Code { return nil })
	case *plan.ScanSteps:
		g.scanSteps(n, then)
	case *plan.ExternalData:
		g.external(n, then)
	case *plan.Service:
		g.service(n, then)
	default:
		g.unsupported(n.Span(), "this operator")
	}
}

// comment is the KQL of an operator as the rule has it, each line with its number.
func (g *generator) comment(keyword string, span ast.Span) jen.Code {
	var out []byte
	for at := span.Start; at < span.End; {
		line, _, _ := strings.Cut(g.Query[at:span.End], "\n")
		text := strings.TrimSpace(readable(line))
		if at == span.Start && keyword != "" {
			text = keyword + " " + text
		}
		if text != "" {
			if at > span.Start {
				out = append(out, '\n')
			}
			out = append(strconv.AppendInt(append(out, "// line "...), int64(g.Line(at)), 10), ": "+text...)
		}
		at += len(line) + 1
	}
	if out == nil {
		return jen.Null()
	}
	return jen.Id(string(out))
}

// scan makes what takes a row of a table. The evaluator has one method a table; where a rule reads a table more than once, each
// reading stands in it, or in a function that it calls.
func (g *generator) scan(n *plan.Scan, then consumer) {
	pkg := g.Tables(n.Table)
	table := fields([]string{n.Table})[0]
	g.file.ImportName(pkg.Path, pkg.Name)
	typ := jen.Op("*").Qual(pkg.Path, table)
	t := g.rowType("", n.Out)
	t.table = pkg.Columns
	g.embedOwn(t, table)
	s := t.scopeOf(g.scope(jen.Return()), "row")
	s.row = nil
	in := g.input(n.Table, pkg, table)
	in.read(n.Out, t.fields)
	name := g.methods.pick("scan"+table, g.line(n.Span()))
	in.pushes = append(in.pushes, push{name: name, row: typ, body: then(s)})
}

// where lets the rows pass for which the predicate is true.
func (g *generator) where(n *plan.Where, then consumer) {
	g.produce(n.Input, func(s *scope) []jen.Code {
		keyword := "where"
		if len(g.text(n.Src)) > 5 && g.text(n.Src)[:5] == "where" {
			keyword = ""
		}
		return append([]jen.Code{
			g.comment(keyword, n.Src),
			jen.If(g.untruth(s, n.Pred).Statement).Block(s.skip),
			jen.Line(),
		}, then(s)...)
	})
}

// extend computes columns into local variables.
func (g *generator) extend(n *plan.Extend, then consumer) {
	g.produce(n.Input, func(s *scope) []jen.Code {
		code, s := g.assign(s, n.Assigns, s.cols)
		return append(g.paragraph(n.Src, code), then(s)...)
	})
}

// project computes columns; a mere choice of columns needs no code.
func (g *generator) project(n *plan.Project, then consumer) {
	g.produce(n.Input, func(s *scope) []jen.Code {
		code, s := g.assign(s, n.Assigns, nil)
		return append(g.paragraph(n.Src, code), then(s)...)
	})
}

// paragraph is the code of an operator below its line, if there is any.
func (g *generator) paragraph(span ast.Span, code []jen.Code) []jen.Code {
	if len(code) == 0 {
		return nil
	}
	return append([]jen.Code{g.comment("", span)}, append(code, jen.Line())...)
}

// assign computes columns over s. The scope that it returns has them beside those of keep.
func (g *generator) assign(s *scope, assigns []plan.Assign, keep map[*plan.Column]cell) ([]jen.Code, *scope) {
	cols := make(map[*plan.Column]cell, len(keep)+len(assigns))
	maps.Copy(cols, keep)
	out, s := g.shareCalls(s, assigns)
	for _, a := range assigns {
		if r, ok := a.Expr.(*plan.Ref); ok {
			cols[a.Col] = g.cell(s, r.Col).as(r.Col.Nullable, a.Col)
			continue
		}
		name := s.locals.pick(unexported(words(a.Col.Name, false)), g.line(a.Expr.Span()))
		cols[a.Col] = named(name)
		if c, ok := a.Expr.(*plan.Case); ok && !cheap(c) {
			out = append(out, jen.Var().Id(name).Add(fieldType(c.T, c.Null || a.Col.Nullable)), g.cases(s, c, func(v plan.Expr) jen.Code {
				if c.Null || a.Col.Nullable {
					return jen.Id(name).Op("=").Add(g.nullable(s, v))
				}
				return jen.Id(name).Op("=").Add(g.argument(s, v).Statement)
			}))
			continue
		}
		out = append(out, jen.Id(name).Op(":=").Add(asColumn(g.value(s, a.Expr).Statement, a.Expr.Nullable(), a.Col)))
	}
	inner := s.with(cols)
	inner.row = nil
	return out, inner
}
