package codegen

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
)

// pivot makes columns of the values of a column, with an aggregate of the rows of each value in each group.
func (p *plugin) pivot(then consumer) {
	pivoted := p.arg("pivotColumn")
	agg := p.pivotAggregate()
	aggs, ok := p.aggregates([]plan.Aggregate{agg}, p.n.Src)
	if !ok {
		return
	}
	state := p.stateType(p.field+"State", aggs)
	keys := p.pivotKeys(pivoted, agg)
	keyType, literal, row := p.key(keys)
	p.addField(p.field, kqlFunc("Pivot").Types(keyType, jen.Id(state)), nil)
	name := &plan.Column{Name: "name", Type: kql.TypeString}
	p.produce(p.n.Input, func(s *scope) []jen.Code {
		text := p.value(s, pivoted).Statement
		if pivoted.Type() != kql.TypeString {
			text = p.convertValue(s, pivoted, name)
		}
		cell, isNew := s.locals.pick("cell", p.line), "_"
		init := p.initialize(jen.Id(cell), aggs)
		if len(init) > 0 {
			isNew = s.locals.pick("isNew", p.line)
		}
		code := []jen.Code{p.comment("", p.n.Src), jen.List(jen.Id(cell), jen.Id(isNew)).Op(":=").Add(p.state()).Dot("Cell").Call(literal(s), text)}
		if len(init) > 0 {
			code = append(code, jen.If(jen.Id(isNew)).Block(init...))
		}
		return append(code, p.accumulate(s, cell, aggs)...)
	})
	s := p.scope(jen.Return())
	body := p.pivotColumns(s, keys, row, aggs[0], state)
	p.atEnd(p.state().Dot("Each").Call(jen.Func().Params(
		jen.Id("key").Op("*").Add(keyType.Clone()), jen.Id("cells").Op("*").Add(kqlFunc("PivotRow")).Types(jen.Id(state)),
	).Block(append(body, then(s)...)...)))
}

// pivotAggregate is the aggregate of a cell, count() by default.
func (p *plugin) pivotAggregate() plan.Aggregate {
	for _, a := range p.n.Args {
		if a.Agg != nil {
			return *a.Agg
		}
	}
	return plan.Aggregate{Fn: catalog.Lookup(catalog.Aggregate, "count"), Cols: []*plan.Column{plan.NewColumn("count_", kql.TypeLong, false)}}
}

// pivotKeys are the columns that make a group: those that the query names, else all that are neither pivoted nor
// aggregated.
func (p *plugin) pivotKeys(pivoted plan.Expr, agg plan.Aggregate) []*plan.Column {
	if named := p.columns("columnName"); len(named) > 0 {
		return named
	}
	used := map[*plan.Column]bool{}
	for _, e := range append([]plan.Expr{pivoted}, agg.Args...) {
		if r, ok := e.(*plan.Ref); ok {
			used[r.Col] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(p.n.Input.Columns()), func(c *plan.Column) bool { return used[c] })
}

// pivotColumns computes the columns of the result.
func (p *plugin) pivotColumns(s *scope, keys []*plan.Column, row *rowType, agg boundAggregate, state string) []jen.Code {
	for i, k := range keys {
		s.cols[k] = keyValue(k, "key", row.fields[i])
	}
	result := agg.plan.Cols[0]
	of := func(cell *jen.Statement) *jen.Statement { return agg.resultOf(cell, 0) }
	boxed := func(place *jen.Statement) *jen.Statement {
		if result.Type == kql.TypeDynamic {
			return of(place)
		}
		inner := s.with(map[*plan.Column]cell{result: coded(of(place))})
		return p.box(inner, &plan.Box{Arg: plan.NewRef(result)}).Statement
	}
	empty := slices.Contains(ofNothing, agg.plan.Fn.Name)
	var body, taken []jen.Code
	for _, c := range p.n.Out {
		i := slices.IndexFunc(keys, func(k *plan.Column) bool { return k == c || k.Name == c.Name && p.n.Declared })
		switch {
		case i >= 0:
			s.cols[c] = coded(p.adapted(s, s.cols[keys[i]].code(), keys[i], c))
		case c.Others == nil:
			name := s.locals.pick(unexported(words(c.Name, false)), p.line)
			value := func(cell *jen.Statement) *jen.Statement {
				if c.Type == kql.TypeDynamic {
					return boxed(cell)
				}
				return p.adapted(s, of(cell), result, c)
			}
			cell := value(path("cells", "Cell").Call(jen.Lit(c.Name)))
			if !empty {
				cell = kqlFunc("CellOr").Call(jen.Id("cells"), jen.Lit(c.Name), p.ofCell(state, fieldType(c.Type, c.Nullable), value), zero(c))
			}
			body = append(body, jen.Id(name).Op(":=").Add(cell))
			s.cols[c] = named(name)
			taken = append(taken, jen.Lit(c.Name))
		}
	}
	for _, c := range p.n.Out {
		if c.Others != nil {
			fn := p.ofCell(state, kqlFunc("Dynamic"), boxed)
			name := s.locals.pick("others", p.line)
			body = append(body, jen.Id(name).Op(":=").Id("cells").Dot("Others").Call(append([]jen.Code{jen.Lit(empty), fn}, taken...)...))
			s.cols[c] = named(name)
		}
	}
	return body
}

// ofNothing are the aggregates that give a value of a cell without rows; others give null (Kusto: pivot-plugin).
var ofNothing = []string{"count", "countif", "sum", "sumif", "dcount", "dcountif", "count_distinct", "count_distinctif"}

// ofCell is a function of a cell's state.
func (p *plugin) ofCell(state string, result *jen.Statement, value func(*jen.Statement) *jen.Statement) *jen.Statement {
	return jen.Func().Params(jen.Id("cell").Op("*").Id(state)).Add(result).Block(jen.Return(value(jen.Id("cell"))))
}

// adapted is the value of a column as that of another.
func (p *plugin) adapted(s *scope, v *jen.Statement, from, to *plan.Column) *jen.Statement {
	switch {
	case from.Type == to.Type && to.Nullable && !from.Nullable:
		return kqlFunc("Some").Call(v)
	case from.Type == to.Type:
		return v
	case from.Type == kql.TypeDynamic, from.Type == kql.TypeString:
		return p.convert(s, v, from.Type, to, p.n)
	}
	inner := s.with(map[*plan.Column]cell{from: coded(v)})
	return p.convertValue(inner, plan.NewRef(from), to)
}

// convertValue is a value as that of a column of another type, as the conversion functions do it.
func (p *plugin) convertValue(s *scope, e plan.Expr, to *plan.Column) *jen.Statement {
	switch {
	case to.Type != kql.TypeDynamic:
	case e.Type() == kql.TypeDynamic:
		return p.value(s, e).Statement
	default:
		return p.box(s, &plan.Box{Arg: e}).Statement
	}
	call := &plan.Call{Fn: catalog.Lookup(catalog.Scalar, toType[to.Type]), Args: []plan.Expr{e}}
	call.T, call.Src = to.Type, p.n.Src
	v := p.value(s, call).Statement
	if impl, _, ok := call.Fn.Select(plan.ArgTypes(call.Args)); to.Nullable && ok && !catalog.IsNull(impl.Result()) && !e.Nullable() {
		v = kqlFunc("Some").Call(v)
	}
	return v
}
