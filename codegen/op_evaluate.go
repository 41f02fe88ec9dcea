package codegen

import (
	"math"
	"slices"
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
)

// plugins write the code of an evaluate with the plugin of that name.
var plugins map[string]func(p *plugin, then consumer)

func init() {
	plugins = map[string]func(*plugin, consumer){
		"active_users_count": (*plugin).timeline, "activity_counts_metrics": (*plugin).timeline, "activity_metrics": (*plugin).timeline,
		"activity_engagement": (*plugin).timeline, "sliding_window_counts": (*plugin).timeline, "session_count": (*plugin).timeline,
		"new_activity_metrics": (*plugin).timeline,
		"rolling_percentile":   (*plugin).rollingPercentile,
		"bag_unpack":           (*plugin).bagUnpack,
		"pivot":                (*plugin).pivot,
		"estimate_rows_count":  (*plugin).estimateRowsCount,
		"identity":             (*plugin).identity, "rows_near": (*plugin).rowsNear, "narrow": (*plugin).narrow,
		"dcount_intersect": (*plugin).dcountIntersect, "sequence_detect": (*plugin).sequenceDetect,
		"funnel_sequence_completion": (*plugin).funnelCompletion, "schema_merge": (*plugin).schemaMerge,
		"basket": (*plugin).patterns, "autocluster": (*plugin).patterns, "diffpatterns": (*plugin).patterns,
		"ipv4_lookup": (*plugin).ipLookup, "ipv6_lookup": (*plugin).ipLookup,
		"geo_polygon_lookup": (*plugin).geoLookup, "geo_line_lookup": (*plugin).geoLookup,
	}
}

// plugin is an evaluate that is being written.
type plugin struct {
	*generator
	n *plan.Evaluate
	// field is the evaluator's field that holds the plugin's state.
	field string
	line  int
}

// evaluate runs a plugin.
func (g *generator) evaluate(n *plan.Evaluate, then consumer) {
	if n.Plugin.Missing != "" {
		g.refuse(n.Src, n.Plugin.Name, n.Plugin.Missing)
		return
	}
	write := plugins[n.Plugin.Name]
	if write == nil {
		g.unsupported(n.Src, "the plugin "+n.Plugin.Name)
		return
	}
	if n.Declared && n.Plugin.Name != "bag_unpack" && n.Plugin.Name != "pivot" {
		g.unsupported(n.Src, "a declared schema of "+n.Plugin.Name+" where columns depend on data")
		return
	}
	line := g.line(n.Src)
	word := unexported(words(n.Plugin.Name, false))
	p := &plugin{generator: g, n: n, line: line, field: g.methods.pick(word+"Line"+strconv.Itoa(line), line)}
	write(p, then)
}

// args are the arguments of a parameter.
func (p *plugin) args(param string) []plan.Expr {
	var out []plan.Expr
	for _, a := range p.n.Args {
		if a.Param == param && a.Expr != nil {
			out = append(out, a.Expr)
		}
	}
	return out
}

// arg is the argument of a parameter, nil where it is left out.
func (p *plugin) arg(param string) plan.Expr {
	if args := p.args(param); len(args) > 0 {
		return args[0]
	}
	return nil
}

// known returns the value of an argument that is known at compile time, nil for any other and for the tilde, which
// stands for the default.
func (p *plugin) known(param string) any {
	if c, ok := p.arg(param).(*plan.Const); ok && c.Value != any("~") {
		return c.Value
	}
	return nil
}

// columns are the columns that the arguments of a parameter name.
func (p *plugin) columns(param string) []*plan.Column {
	var out []*plan.Column
	for _, e := range p.args(param) {
		if r, ok := e.(*plan.Ref); ok {
			out = append(out, r.Col)
		}
	}
	return out
}

// fixed tells whether the argument of a parameter is the same for all rows; one that names a column of them is reported.
func (p *plugin) fixed(param string) bool {
	var column *plan.Ref
	for _, e := range p.args(param) {
		plan.Inspect(e, func(e plan.Expr) {
			if r, ok := e.(*plan.Ref); ok && slices.Contains(p.n.Input.Columns(), r.Col) {
				column = r
			}
		})
	}
	if column != nil {
		p.refuse(column.Src, p.n.Plugin.Name, param+" has to be the same for all rows, and "+column.Col.Name+" is a column")
	}
	return column == nil
}

// oneOf tells whether the argument of a parameter, where there is one, has a value of one of the types; any other is reported.
func (p *plugin) oneOf(param string, types ...kql.Type) bool {
	e := p.arg(param)
	c, constant := e.(*plan.Const)
	if e == nil || constant && p.stands(param, c) {
		return true
	}
	if !slices.Contains(types, e.Type()) {
		p.refuse(e.Span(), p.n.Plugin.Name, param+" has to be a "+types[0].String()+" here, and is a "+e.Type().String())
		return false
	}
	if real, isReal := p.known(param).(float64); constant && (c.Value == nil || isReal && math.IsNaN(real)) {
		p.refuse(e.Span(), p.n.Plugin.Name, param+" has to have a value, and has none")
		return false
	}
	return true
}

// stands tells whether a constant stands for the default of a parameter, as the tilde does for some.
func (p *plugin) stands(param string, c *plan.Const) bool {
	return slices.ContainsFunc(p.n.Plugin.Signatures(), func(s *catalog.Signature) bool {
		of := s.Param(param)
		return of != nil && of.Placeholder != "" && c.Value == any(of.Placeholder)
	})
}

// atEnd adds statements to the end of the input, under the operator's line.
func (p *plugin) atEnd(code ...jen.Code) {
	p.closing = append(append(p.closing, p.comment("", p.n.Src)), code...)
}

// state is the evaluator's field.
func (p *plugin) state() *jen.Statement { return path("e", p.field) }

// ticks is a number, a datetime or a timespan as an int64; null is 0.
func (p *plugin) ticks(s *scope, e plan.Expr) *jen.Statement {
	v := p.value(s, e).Statement
	if e.Nullable() {
		v = v.Dot("V")
	}
	if c, ok := e.(*plan.Const); ok && c.T == kql.TypeLong {
		return p.argument(s, e).Statement
	}
	if e.Type() == kql.TypeLong {
		return v
	}
	return jen.Int64().Call(v)
}

// notNull leaves the rows out in which one of the columns is null, and gives the columns their plain values.
func (p *plugin) notNull(s *scope, columns ...*plan.Column) ([]jen.Code, *scope) {
	inner := s.more()
	var out []jen.Code
	for i, c := range columns {
		if c.Nullable && slices.Index(columns, c) == i {
			out = append(out, jen.If(jen.Op("!").Add(s.cols[c].code()).Dot("OK")).Block(s.skip))
			inner.cols[c] = coded(s.cols[c].code().Dot("V"))
		}
	}
	return out, inner
}

// key is the type of the combinations of columns, and its literal; the empty struct where there are none.
func (p *plugin) key(columns []*plan.Column) (typ *jen.Statement, literal func(*scope) *jen.Statement, row *rowType) {
	if len(columns) == 0 {
		return jen.Struct(), func(*scope) *jen.Statement { return jen.Struct().Values() }, nil
	}
	t := p.keyType(p.field+"Key", columns)
	return jen.Id(t.name), func(s *scope) *jen.Statement { return t.keyLiteral(s, cloned) }, t
}

// identity is a value by which ids are told apart, and its type.
func identity(c *plan.Column, v *jen.Statement) (typ, value *jen.Statement) {
	switch c.Type {
	case kql.TypeReal:
		return kqlFunc("RealKey"), kqlFunc("NewRealKey").Call(v)
	case kql.TypeDynamic:
		return jen.String(), kqlFunc("CanonicalKey").Call(v)
	}
	return plainType(c.Type), v
}

// as converts an int64 of ticks or a number to the value of a column.
func (p *plugin) as(c *plan.Column, v *jen.Statement) *jen.Statement {
	if c.Type != kql.TypeLong && c.Type != kql.TypeReal {
		v = plainType(c.Type).Call(v)
	}
	return p.asField(c, v)
}
