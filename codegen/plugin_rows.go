package codegen

import (
	"slices"
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
)

// identity gives the rows as they are.
func (p *plugin) identity(then consumer) { p.produce(p.n.Input, then) }

// rowsNear passes the rows near those that meet a condition.
func (p *plugin) rowsNear(then consumer) {
	if !p.oneOf("NumRows", kql.TypeLong, kql.TypeInt) || !p.oneOf("NumRowsAfter", kql.TypeLong, kql.TypeInt) {
		return
	}
	row := p.keptType(p.field+"Row", "rows_near", p.n.Input.Columns())
	p.addField(p.field, kqlFunc("RowsNear").Types(jen.Id(row.name)), nil)
	p.produce(p.n.Input, func(s *scope) []jen.Code {
		return []jen.Code{p.comment("", p.n.Src), p.state().Dot("Add").Call(row.literal(s, cloned), p.truth(s, p.arg("Condition")).Statement)}
	})
	s := row.scopeOf(p.scope(jen.Return()), "row")
	s.row = nil
	before := p.arg("NumRows")
	after := p.arg("NumRowsAfter")
	if after == nil {
		after = before
	}
	p.atEnd(p.state().Dot("Each").Call(p.ticks(s, before), p.ticks(s, after),
		jen.Func().Params(jen.Id("row").Op("*").Id(row.name)).Block(then(s)...)))
}

// narrow gives a row for each cell.
func (p *plugin) narrow(then consumer) {
	in, out := p.n.Input.Columns(), p.n.Out
	field := p.methods.pick("narrowRowLine"+strconv.Itoa(p.line), p.line)
	p.addField(field, jen.Int64(), nil)
	text := &plan.Column{Name: "value", Type: kql.TypeString}
	p.produce(p.n.Input, func(s *scope) []jen.Code {
		name := s.locals.pick("cell", p.line)
		cells := make([]jen.Code, len(in))
		for i, c := range in {
			v := p.column(s, c)
			if c.Type != kql.TypeString {
				v = p.convertValue(s, plan.NewRef(c), text)
			}
			cells[i] = jen.Values(jen.Lit(c.Name), v)
		}
		inner := s.with(map[*plan.Column]cell{
			out[0]: named("e", field).as(false, out[0]), out[1]: named(name + "[0]"), out[2]: named(name + "[1]"),
		})
		inner.row, inner.skip = nil, jen.Continue()
		body := then(inner)
		each := jen.Range().Index().Index(jen.Lit(2)).String().Custom(fieldList, cells...)
		if mentions(body, name) {
			each = jen.List(jen.Id("_"), jen.Id(name)).Op(":=").Add(each)
		}
		return []jen.Code{p.comment("", p.n.Src), jen.For(each).Block(body...), path("e", field).Op("++")}
	})
}

// dcountIntersect adds the sizes of intersections of sketches to each row.
func (p *plugin) dcountIntersect(then consumer) {
	p.produce(p.n.Input, func(s *scope) []jen.Code {
		var states []jen.Code
		for _, a := range p.n.Args {
			states = append(states, p.value(s, a.Expr).Statement)
		}
		counts := s.locals.pick("counts", p.line)
		inner := s.more()
		for i, c := range p.n.Out[len(p.n.Out)-len(states):] {
			inner.cols[c] = coded(jen.Id(counts).Index(jen.Lit(i)))
		}
		return append([]jen.Code{p.comment("", p.n.Src), jen.Id(counts).Op(":=").Add(kqlFunc("DCountIntersect").Call(states...))}, then(inner)...)
	})
}

// sequenceDetect gives the sequences of events.
func (p *plugin) sequenceDetect(then consumer) {
	times, dimensions, events := p.columns("TimelineColumn"), p.columns("Dimension"), p.args("Expr")
	if len(times) != 1 || !counted(times[0].Type) {
		p.unsupported(p.n.Src, "sequence_detect over a timeline of this type")
		return
	}
	if !p.onTimeline("MaxSeqeunceStepWindow", times[0].Type) || !p.onTimeline("MaxSequenceSpan", times[0].Type) {
		return
	}
	key, literal, row := p.key(dimensions)
	p.addField(p.field, kqlFunc("Sequences").Types(key), nil)
	p.produce(p.n.Input, func(s *scope) []jen.Code {
		skip, s := p.notNull(s, times[0])
		args := []jen.Code{literal(s), jen.Int64().Call(s.cols[times[0]].code())}
		for _, e := range events {
			args = append(args, p.truth(s, e).Statement)
		}
		return append(append([]jen.Code{p.comment("", p.n.Src)}, skip...), p.state().Dot("Add").Call(args...))
	})
	s := p.scope(jen.Return())
	for i, c := range dimensions {
		s.cols[c] = keyValue(c, "key", row.fields[i])
	}
	s.locals.pick("times", 0)
	n := len(dimensions)
	for i := range events {
		c := p.n.Out[n+i]
		s.cols[c] = coded(p.as(c, jen.Id("times").Index(jen.Lit(i))))
	}
	duration := p.n.Out[len(p.n.Out)-1]
	s.cols[duration] = coded(p.as(duration, jen.Id("times").Index(jen.Lit(len(events)-1)).Op("-").Id("times").Index(jen.Lit(0))))
	p.atEnd(p.state().Dot("Each").Call(p.ticks(s, p.arg("MaxSeqeunceStepWindow")), p.ticks(s, p.arg("MaxSequenceSpan")),
		jen.Func().Params(jen.Id("key").Op("*").Add(key.Clone()), jen.Id("times").Index().Int64()).Block(then(s)...)))
}

// funnelCompletion counts the ids that come through a sequence of states.
func (p *plugin) funnelCompletion(then consumer) {
	ids, times, states := p.columns("IdColumn"), p.columns("TimelineColumn"), p.columns("StateColumn")
	if len(ids) != 1 || len(times) != 1 || len(states) != 1 || !counted(times[0].Type) {
		p.unsupported(p.n.Src, "funnel_sequence_completion over columns of these types")
		return
	}
	for _, param := range []string{"Start", "End", "BinSize"} {
		if !p.fixed(param) || !p.onTimeline(param, times[0].Type) {
			return
		}
	}
	idType, _ := identity(ids[0], nil)
	p.addField(p.field, kqlFunc("Funnel").Types(idType), nil)
	text := &plan.Column{Name: "state", Type: kql.TypeString}
	p.produce(p.n.Input, func(s *scope) []jen.Code {
		skip, s := p.notNull(s, times[0], ids[0])
		_, id := identity(ids[0], s.cols[ids[0]].code())
		if ids[0].Type == kql.TypeString {
			id = jen.Qual("strings", "Clone").Call(id)
		}
		state := p.column(s, states[0])
		if states[0].Type != kql.TypeString {
			state = p.convertValue(s, plan.NewRef(states[0]), text)
		}
		return append(append([]jen.Code{p.comment("", p.n.Src)}, skip...),
			p.state().Dot("Add").Call(id, jen.Int64().Call(s.cols[times[0]].code()), state))
	})
	s := p.scope(jen.Return())
	out := p.n.Out
	for i, name := range []string{"at", "state", "period", "dcount"} {
		s.locals.pick(name, 0)
		s.cols[out[i]] = coded(p.as(out[i], jen.Id(name)))
	}
	s.cols[out[1]], s.cols[out[2]] = named("state"), coded(p.asField(out[2], jen.Id("period")))
	p.atEnd(p.state().Dot("Completion").Call(p.ticks(s, p.arg("Start")), p.ticks(s, p.arg("End")), p.ticks(s, p.arg("BinSize")),
		p.value(s, p.arg("Sequence")).Statement, p.value(s, p.arg("MaxSequencePeriods")).Statement,
		jen.Func().Params(jen.Id("at").Int64(), jen.Id("state").String(), jen.Id("period").Add(kqlFunc("TimeSpan")), jen.Id("dcount").Int64()).
			Block(then(s)...)))
}

// schemaMerge merges the schemas that its rows tell.
func (p *plugin) schemaMerge(then consumer) {
	var in []*plan.Column
	for _, name := range []string{"ColumnName", "ColumnOrdinal", "DataType", "ColumnType"} {
		i := slices.IndexFunc(p.n.Input.Columns(), func(c *plan.Column) bool { return c.Name == name })
		if i < 0 {
			p.unsupported(p.n.Src, "schema_merge without the columns of getschema")
			return
		}
		in = append(in, p.n.Input.Columns()[i])
	}
	p.addField(p.field, kqlFunc("SchemaMerge"), nil)
	p.produce(p.n.Input, func(s *scope) []jen.Code {
		return []jen.Code{p.comment("", p.n.Src), p.state().Dot("Add").Call(
			p.column(s, in[0]), p.ticks(s, plan.NewRef(in[1])), p.column(s, in[2]), p.column(s, in[3]))}
	})
	s := p.scope(jen.Return())
	names := []string{"name", "ordinal", "dataType", "columnType"}
	for i, c := range p.n.Out {
		s.locals.pick(names[i], 0)
		s.cols[c] = coded(p.asField(c, jen.Id(names[i])))
	}
	p.atEnd(p.state().Dot("Each").Call(jen.Lit(p.known("PreserveOrder") != false), jen.Func().Params(
		jen.Id("name").String(), jen.Id("ordinal").Int64(), jen.List(jen.Id("dataType"), jen.Id("columnType")).String()).Block(then(s)...)))
}

// patterns is basket, autocluster and diffpatterns: sets of values that many rows have in common.
func (p *plugin) patterns(then consumer) {
	for _, param := range []string{"SplitValueA", "SplitValueB"} {
		if !p.fixed(param) || !p.oneOf(param, kql.TypeString) {
			return
		}
	}
	for _, param := range []string{"WeightColumn", "SizeWeight", "Threshold", "MaxDimensions"} {
		if !p.oneOf(param, kql.TypeReal, kql.TypeLong, kql.TypeInt) {
			return
		}
	}
	if !p.fixed("CustomWildcard") {
		return
	}
	split, _ := p.arg("SplitColumn").(*plan.Ref)
	weight, _ := p.arg("WeightColumn").(*plan.Ref)
	var columns []*plan.Column
	for _, c := range p.n.Input.Columns() {
		if (split == nil || c != split.Col) && (weight == nil || c != weight.Col) {
			columns = append(columns, c)
		}
	}
	p.addField(p.field, kqlFunc("Patterns"), nil)
	p.produce(p.n.Input, func(s *scope) []jen.Code {
		value := jen.Lit(1)
		if weight != nil {
			value = p.number(s, weight)
		}
		method, args := "Add", []jen.Code{value}
		code := []jen.Code{p.comment("", p.n.Src)}
		if split != nil {
			text := p.column(s, split.Col)
			if split.Col.Type != kql.TypeString {
				text = p.convertValue(s, split, &plan.Column{Type: kql.TypeString})
			}
			method = "AddSide"
			args = []jen.Code{kqlFunc("PatternSide").Call(text, p.value(s, p.arg("SplitValueA")).Statement, p.value(s, p.arg("SplitValueB")).Statement), value}
		}
		for _, c := range columns {
			v := p.column(s, c)
			if c.Type != kql.TypeDynamic {
				v = p.box(s, &plan.Box{Arg: plan.NewRef(c)}).Statement
			}
			args = append(args, v)
		}
		return append(code, p.state().Dot(method).Call(args...))
	})
	p.patternRows(columns, then)
}

// wildcard is what stands in columns of a type for any value, nil for nothing.
func (p *plugin) wildcard(t kql.Type) plan.Expr {
	for _, e := range p.args("CustomWildcard") {
		if c, ok := e.(*plan.Const); e.Type() == t && !(ok && c.Value == any("~")) {
			return e
		}
	}
	return nil
}

// patternRows gives the patterns.
func (p *plugin) patternRows(columns []*plan.Column, then consumer) {
	s := p.scope(jen.Continue())
	s.locals.take("segment", "pattern")
	find, fields := p.findPatterns()
	out := p.n.Out
	s.cols[out[0]] = coded(p.asField(out[0], jen.Int64().Call(jen.Id("segment"))))
	for i, f := range fields {
		v := path("pattern", f)
		if c := out[1+i]; c.Type == kql.TypeLong {
			v = jen.Int64().Call(v)
		}
		s.cols[out[1+i]] = coded(p.asField(out[1+i], v))
	}
	for _, c := range out[1+len(fields):] {
		s.cols[c] = coded(p.patternValue(s, columns, c))
	}
	body := then(s)
	used := func(name string) *jen.Statement {
		if mentions(body, name) {
			return jen.Id(name)
		}
		return jen.Id("_")
	}
	over := jen.Range().Add(find)
	if mentions(body, "segment") || mentions(body, "pattern") {
		over = jen.List(used("segment"), used("pattern")).Op(":=").Add(over)
	}
	p.atEnd(jen.For(over).Block(body...))
}

// patternValue is what a pattern says of a column: a value, the wildcard, or null.
func (p *plugin) patternValue(s *scope, columns []*plan.Column, c *plan.Column) *jen.Statement {
	i := slices.IndexFunc(columns, func(in *plan.Column) bool { return in.Name == c.Name })
	if i < 0 {
		return zero(c)
	}
	cell := path("pattern", "Values").Index(jen.Lit(i))
	if w := p.wildcard(c.Type); w != nil {
		cell = path("pattern", "Values", "Or").Call(jen.Lit(i), p.convertValue(s, w, &plan.Column{Type: kql.TypeDynamic}))
	}
	nullable := *c
	nullable.Nullable = !carriesNull(c.Type)
	return p.convert(s, cell, kql.TypeDynamic, &nullable, p.n)
}

// findPatterns is the call that finds the patterns, and the fields of each that come before its values.
func (p *plugin) findPatterns() (find *jen.Statement, fields []string) {
	number := func(param string, otherwise float64) jen.Code {
		switch v := p.known(param).(type) {
		case float64:
			return jen.Lit(v)
		case int64:
			return jen.Lit(float64(v))
		}
		return jen.Lit(otherwise)
	}
	dimensions := func(otherwise int64) jen.Code {
		if v, ok := p.known("MaxDimensions").(int64); ok {
			otherwise = v
		}
		return jen.Lit(int(otherwise))
	}
	switch p.n.Plugin.Name {
	case "basket":
		return p.state().Dot("Basket").Call(number("Threshold", 0.05), dimensions(5)), []string{"Count", "Percent"}
	case "autocluster":
		return p.state().Dot("Autocluster").Call(number("SizeWeight", 0.5)), []string{"Count", "Percent"}
	}
	return p.state().Dot("DiffPatterns").Call(number("Threshold", 0.05), dimensions(1<<20)),
		[]string{"CountA", "CountB", "PercentA", "PercentB", "PercentDiffAB"}
}

// estimateRowsCount counts the rows: an estimate may be exact.
func (p *plugin) estimateRowsCount(then consumer) {
	p.count(&plan.Count{Op: p.n.Op, Input: p.n.Input}, then)
}
