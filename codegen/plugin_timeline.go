package codegen

import (
	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
)

// timelines are the plugins that follow ids along a timeline: the method of kql.Activity, the parameters that it takes,
// and the times that it gives.
var timelines = map[string]struct {
	method string
	params []string
	times  []string
}{
	"active_users_count":      {"ActiveUsersCount", []string{"Start", "End", "LookbackWindow", "Period", "ActivePeriods", "Step"}, []string{"at"}},
	"activity_counts_metrics": {"ActivityCountsMetrics", []string{"Start", "End", "Step"}, []string{"at"}},
	"activity_metrics":        {"ActivityMetrics", []string{"Start", "End", "Step"}, []string{"at"}},
	"activity_engagement":     {"ActivityEngagement", []string{"Start", "End", "InnerActivityWindow", "OuterActivityWindow"}, []string{"at"}},
	"new_activity_metrics":    {"NewActivityMetrics", []string{"Start", "End", "Window", "Cohort"}, []string{"from", "to"}},
	"sliding_window_counts":   {"SlidingWindowCounts", []string{"Start", "End", "LookBackWindow", "Step"}, []string{"at"}},
	"session_count":           {"SessionCount", []string{"Start", "End", "Bin", "LookBackWindow"}, []string{"at"}},
}

// timeline follows ids along a timeline. The columns of the result are the timeline's, the dimensions, and what the plugin
// counts.
func (p *plugin) timeline(then consumer) {
	ids, times, dimensions := p.columns("IdColumn"), p.columns("TimelineColumn"), p.columns("Dimension")
	if len(ids) != 1 || len(times) != 1 || !counted(times[0].Type) {
		p.unsupported(p.n.Src, p.n.Plugin.Name+" over a timeline of this type")
		return
	}
	t := timelines[p.n.Plugin.Name]
	id, at := ids[0], times[0]
	for _, param := range t.params {
		if !p.fixed(param) || !p.onTimeline(param, at.Type) {
			return
		}
	}
	key, literal, row := p.key(dimensions)
	idType, _ := identity(id, nil)
	p.addField(p.field, kqlFunc("Activity").Types(key, idType), nil)
	p.lookback(id)
	p.produce(p.n.Input, func(s *scope) []jen.Code {
		skip, s := p.notNull(s, at, id)
		_, value := identity(id, s.cols[id].code())
		return append(append([]jen.Code{p.comment("", p.n.Src)}, skip...),
			p.state().Dot("Add").Call(literal(s), jen.Int64().Call(s.cols[at].code()), value))
	})
	s := p.scope(jen.Return())
	args := p.timelineArgs(s, t.params)
	params := []jen.Code{jen.Id("key").Op("*").Add(key.Clone())}
	out := p.n.Out
	for i, name := range t.times {
		s.locals.pick(name, 0)
		params = append(params, jen.Id(name).Int64())
		s.cols[out[i]] = coded(p.as(out[i], jen.Id(name)))
	}
	for i, c := range dimensions {
		s.cols[c] = keyValue(c, "key", row.fields[i])
	}
	for _, c := range out[len(t.times)+len(dimensions):] {
		name := s.locals.pick(unexported(words(c.Name, false)), 0)
		params = append(params, jen.Id(name).Add(plainType(c.Type)))
		s.cols[c] = coded(p.as(c, jen.Id(name)))
	}
	p.atEnd(p.state().Dot(t.method).Call(append(args, jen.Func().Params(params...).Block(then(s)...))...))
}

// onTimeline tells whether an argument is a place on a timeline of a type, a distance on it, or a number of distances, whichever the
// parameter is; any other is reported.
func (p *plugin) onTimeline(param string, timeline kql.Type) bool {
	want := []kql.Type{kql.TypeTimeSpan}
	switch {
	case timeline == kql.TypeDateTime && p.period(param) != "":
		return true
	case timeline == kql.TypeInt || timeline == kql.TypeLong || param == "ActivePeriods":
		want = []kql.Type{kql.TypeLong, kql.TypeInt}
	case param == "Start" || param == "End" || param == "Cohort":
		want[0] = timeline
	}
	return p.oneOf(param, want...)
}

// period is what kql calls the periods of the calendar that an argument names as the windows; "" where it does not.
func (p *plugin) period(param string) string {
	name, _ := p.known(param).(string)
	if param != "Window" {
		return ""
	}
	return map[string]string{"week": "Weekly", "month": "Monthly", "year": "Yearly"}[name]
}

// timelineArgs are the arguments of a method of kql.Activity.
func (p *plugin) timelineArgs(s *scope, params []string) []jen.Code {
	var args []jen.Code
	for _, param := range params {
		e := p.arg(param)
		switch {
		case param == "Cohort" && e == nil:
			args = append(args, kqlFunc("Null").Types(jen.Int64()).Values())
		case param == "Cohort":
			args = append(args, kqlFunc("Some").Call(jen.Int64().Call(p.ticks(s, e))))
		case p.period(param) != "":
			args = append(args, kqlFunc(p.period(param)))
		case param == "Window":
			args = append(args, kqlFunc("Every").Call(p.ticks(s, e)))
		case e != nil:
			args = append(args, p.ticks(s, e))
		case param == "Start":
			args = append(args, p.state().Dot("First").Call())
		case param == "End":
			args = append(args, p.state().Dot("Last").Call())
		default:
			p.unsupported(p.n.Src, p.n.Plugin.Name+" without "+param)
		}
	}
	return args
}

// lookback takes in the ids that new_activity_metrics is to know from the beginning.
func (p *plugin) lookback(id *plan.Column) {
	for _, a := range p.n.Args {
		if a.Table == nil {
			continue
		}
		from := a.Table.Columns()[0]
		for _, c := range a.Table.Columns() {
			if c.Name == id.Name {
				from = c
			}
		}
		if from.Type != id.Type {
			p.unsupported(p.n.Src, "a look-back table whose ids have another type")
			return
		}
		p.produce(a.Table, func(s *scope) []jen.Code {
			skip, s := p.notNull(s, from)
			_, value := identity(from, s.cols[from].code())
			return append(append([]jen.Code{p.comment("", p.n.Src)}, skip...), p.state().Dot("Known").Call(value))
		})
	}
}

// counted tells whether values of the type are whole numbers of ticks.
func counted(t kql.Type) bool {
	return t == kql.TypeInt || t == kql.TypeLong || t == kql.TypeDateTime || t == kql.TypeTimeSpan
}

// rollingPercentile is the percentile of a moving window of bins.
func (p *plugin) rollingPercentile(then consumer) {
	values, indexes, dimensions := p.columns("ValueColumn"), p.columns("IndexColumn"), p.columns("Dimension")
	if len(values) != 1 || len(indexes) != 1 || !counted(indexes[0].Type) || values[0].Type == kql.TypeDecimal {
		p.unsupported(p.n.Src, "rolling_percentile over columns of these types")
		return
	}
	for _, param := range []string{"Percentile", "BinSize", "BinsPerWindow"} {
		if !p.fixed(param) {
			return
		}
	}
	if !p.oneOf("Percentile", kql.TypeReal, kql.TypeLong, kql.TypeInt) || !p.oneOf("BinsPerWindow", kql.TypeLong, kql.TypeInt) ||
		!p.onTimeline("BinSize", indexes[0].Type) {
		return
	}
	value, index := values[0], indexes[0]
	key, literal, row := p.key(dimensions)
	p.addField(p.field, kqlFunc("RollingPercentile").Types(key, plainType(value.Type)), nil)
	p.produce(p.n.Input, func(s *scope) []jen.Code {
		skip, s := p.notNull(s, index, value)
		bin := kqlFunc("BinNumber").Call(jen.Int64().Call(s.cols[index].code()), p.ticks(s, p.arg("BinSize")))
		return append(append([]jen.Code{p.comment("", p.n.Src)}, skip...),
			p.state().Dot("Add").Call(literal(s), bin, s.cols[value].code()))
	})
	s := p.scope(jen.Return())
	at := jen.Id("bin").Op("*").Add(p.ticks(s, p.arg("BinSize")))
	s.cols[p.n.Out[0]] = coded(p.as(p.n.Out[0], at))
	for i, c := range dimensions {
		s.cols[c] = keyValue(c, "key", row.fields[i])
	}
	out := p.n.Out[len(p.n.Out)-1]
	s.cols[out] = coded(p.asField(out, jen.Id("value")))
	s.locals.pick("bin", 0)
	s.locals.pick("value", 0)
	p.atEnd(p.state().Dot("Each").Call(p.number(s, p.arg("Percentile")), p.ticks(s, p.arg("BinsPerWindow")), jen.Func().Params(
		jen.Id("key").Op("*").Add(key.Clone()), jen.Id("bin").Int64(), jen.Id("value").Add(plainType(value.Type))).Block(then(s)...)))
}

// number is a number as a float64; null is 0.
func (p *plugin) number(s *scope, e plan.Expr) *jen.Statement {
	if c, ok := e.(*plan.Const); ok {
		switch v := c.Value.(type) {
		case int64:
			return jen.Lit(int(v))
		case float64:
			return p.argument(s, e).Statement
		}
	}
	v := p.value(s, e).Statement
	if e.Nullable() {
		v = v.Dot("V")
	}
	if e.Type() == kql.TypeReal {
		return v
	}
	return jen.Float64().Call(v)
}
