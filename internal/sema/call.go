package sema

import (
	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
	"github.com/kqlc/kqlc/kql"
)

// call binds a call of a function: of the language, of the query's lets, of the database, in this order. tabular tells
// that a table is wanted.
func (b *binder) call(e *ast.Call, tabularWanted bool) value {
	name := e.Func.Text
	if special := specialCalls[name]; special != nil && b.path == nil {
		return special(b, e)
	}
	if fn := b.builtin(name); fn != nil {
		return b.builtinCall(fn, e)
	}
	if f := b.userFunction(name); f != nil {
		return b.userCall(f, e)
	}
	if p, _ := b.patternNamed(e); p != nil {
		if p.path != nil {
			b.gap(e.Span(), "a pattern without its path")
			return failed(e.Span())
		}
		return b.patternCall(p, e, func(patternMatch) bool { return true }, e.Func.Span())
	}
	return b.unknownCall(e, tabularWanted)
}

// unknownCall reports a call of what is no function here. The arguments are bound all the same.
func (b *binder) unknownCall(e *ast.Call, tabularWanted bool) value {
	name, at := e.Func.Text, e.Func.Span()
	kind := b.kind
	if kind == pluginScope {
		b.kind = normalScope
	}
	b.exprs(e.Args)
	b.kind = kind
	fn := catalog.Lookup(catalog.Scalar, name)
	switch {
	case kind == normalScope && catalog.Lookup(catalog.Aggregate, name) != nil:
		b.report(aggregateOutside(at, name))
	case b.graph != nil && fn != nil && fn.ElementOnly:
		b.report(elementOnly(at, name))
	case kind == pluginScope:
		b.report(unknownPlugin(at, name))
	case catalog.Lookup(catalog.Plugin, name) != nil:
		b.report(pluginOutside(at, name))
	case b.fuzzy:
		b.report(fuzzyFunction(at, name))
		return b.openTable(name, e.Span())
	case tabularWanted:
		b.report(b.unknownFunction(at, name))
		return b.openTable(name, e.Span())
	case len(name) > 1 && name[:2] == "__":
		// Functions of the service's own are let through, as Microsoft's analyser does.
		return value{typ: types.Unknown}
	default:
		b.report(b.unknownFunction(at, name))
	}
	return failed(e.Span())
}

// builtinCall binds a call of a function of the catalogue.
func (b *binder) builtinCall(fn *catalog.Function, e *ast.Call) value {
	values := b.arguments(fn, e.Args)
	args := make([]catalog.Arg, len(values))
	for i, v := range values {
		args[i] = v.arg()
		if n, ok := e.Args[i].(*ast.Named); ok && !n.Tuple && len(n.Names) == 1 {
			args[i].Label = n.Names[0].Text
		}
	}
	name := fn.ResultName(args, nil)
	if !b.analyser {
		values, args = b.engineArgs(fn, values, args)
	}
	scope := b.callsAt(e, values)
	c := fn.Match(args, scope)
	wrong := b.problems(c, values, e.Func.Span())
	b.lintCall(fn, e, values)
	v := value{typ: c.Type, constant: c.Constant, call: c, args: values, name: name, span: e.Span()}
	if fn.Service != nil && len(args) > 0 {
		if t := fn.Service(c); t != nil && !b.asAnalyser() {
			v.typ = t
		}
	}
	if t := b.columnType(fn, values); t != nil && t != v.typ && !b.asAnalyser() {
		v.typ = t
	}
	if scope.entity != nil && scope.entity.typ == c.Type {
		v.row, v.node, v.again = scope.entity.row, scope.entity.node, scope.entity.again
	} else if t, ok := c.Type.(*types.Table); ok && fn.Kind != catalog.Plugin {
		v.row = tableOf(t)
	} else if _, ok := c.Type.(*types.Graph); ok {
		v.graph = &graph{edges: &table{open: true}, nodes: &table{open: true}}
	}
	if fn.Name == "column_names_of" && len(values) == 1 && fn.Kind == catalog.Scalar {
		v.elems = columnNames(values[0].row)
		v.expr = textArray(v.elems, v.span)
		return v
	}
	if wrong {
		return v // without a plan
	}
	if fn.GraphOnly {
		b.graphCall(&v, fn, values)
		return v
	}
	if len(values) == 1 && values[0].ref != nil && v.typ == values[0].ref.typ && isConversion(fn) {
		// The conversion changes nothing.
		v.result, v.expr = values[0].ref, values[0].expr
		return v
	}
	b.planCall(&v, fn, values)
	return v
}

// engineArgs are the arguments of a call where the engine takes more than the analyser: count(x) counts rows, and an
// element of a graph is a bag of its properties.
func (b *binder) engineArgs(fn *catalog.Function, values []value, args []catalog.Arg) ([]value, []catalog.Arg) {
	if fn.Kind == catalog.Aggregate && fn.Name == "count" {
		return nil, nil
	}
	if fn.GraphOnly || b.graph == nil {
		return values, args
	}
	for i, v := range values {
		if e, ok := v.owner.(*graphElement); ok && v.side != nil {
			values[i] = b.properties(e, v)
			args[i] = values[i].arg()
		}
	}
	return values, args
}

// pathArray is a path of edges as an array of bags.
func (b *binder) pathArray(e *graphElement, v value) value {
	each := &plan.GraphEach{Fn: scalarNamed("map"), Of: e.of, Arg: b.packed(v.side, nil, v.span)}
	each.T, each.Src = kql.TypeDynamic, v.span
	return value{typ: types.ArrayOf(types.Dynamic), expr: each, span: v.span}
}

// isConversion tells whether the function converts to a type, so that it does nothing to a value that has it.
func isConversion(fn *catalog.Function) bool {
	switch fn.Name {
	case "tobool", "todatetime", "todecimal", "todouble", "todynamic", "toguid", "toint", "tolong", "toreal", "tostring",
		"totime", "totimespan":
		return true
	}
	return false
}

// readsJSON tells whether the function reads text as JSON. A dynamic is passed on as it is, though a text be in it
// (Kusto: parse-json-function).
func readsJSON(fn *catalog.Function) bool {
	switch fn.Name {
	case "parse_json", "parsejson", "toobject":
		return true
	}
	return false
}

// arguments binds the arguments of a call in the scope that each parameter asks for.
func (b *binder) arguments(fn *catalog.Function, list []ast.Expr) []value {
	kind := normalScope
	if fn.Kind != catalog.Aggregate && b.kind == aggregateScope {
		kind = aggregateScope
	}
	old, path, ofElement := b.kind, b.path, b.ofElement
	defer func() { b.kind, b.path, b.ofElement = old, path, ofElement }()
	b.kind, b.path, b.ofElement = kind, nil, ofElement && fn.ElementOnly
	if sigs := fn.Signatures(); len(sigs) != 1 || !seesOtherRows(sigs[0]) {
		return b.argExprs(list)
	}
	values := make([]value, len(list))
	args := make([]catalog.Arg, len(list))
	for i := range args {
		args[i].Type = types.Unknown
	}
	for i, e := range list {
		// The parameter of an argument depends on the arguments before it only.
		params := fn.Match(args, nil).Params
		b.kind, b.ofElement = kind, fn.GraphOnly && i == 0
		values[i] = b.argument(e, params[i], values[:i])
		args[i] = values[i].arg()
	}
	return values
}

// seesOtherRows tells whether arguments are not all bound in the row of the call.
func seesOtherRows(sig *catalog.Signature) bool {
	for _, p := range sig.Params {
		switch p.Arg {
		case catalog.AggregateArg, catalog.ColumnOf0, catalog.CommonColumnOf0, catalog.ElementExpression:
			return true
		}
	}
	return false
}

func (b *binder) argExprs(list []ast.Expr) []value {
	values := make([]value, len(list))
	for i, e := range list {
		values[i] = b.argExpr(e)
	}
	return values
}

// argExpr binds an argument; a label is not part of the value.
func (b *binder) argExpr(e ast.Expr) value {
	if n, ok := e.(*ast.Named); ok && !n.Tuple && len(n.Names) == 1 {
		v := b.expr(n.Value)
		v.span, v.name, v.ref = e.Span(), n.Names[0].Text, nil
		return v
	}
	return b.expr(e)
}

// argument binds an argument for a parameter that may see another row.
func (b *binder) argument(e ast.Expr, p *catalog.Param, before []value) value {
	if p == nil {
		return b.argExpr(e)
	}
	row := b.row
	defer func() { b.row = row }()
	switch p.Arg {
	case catalog.AggregateArg:
		b.kind = aggregateScope
	case catalog.ColumnOf0, catalog.CommonColumnOf0:
		if len(before) == 0 || before[0].row == nil {
			b.kind = aggregateScope
			break
		}
		b.row = before[0].row
		if p.Arg == catalog.CommonColumnOf0 {
			b.row = &table{}
			for _, m := range b.commonNames([]*table{row, before[0].row}) {
				b.row.columns = append(b.row.columns, m.from[0].col)
			}
		}
	case catalog.ElementExpression:
		if len(before) > 0 && before[0].side != nil {
			b.row = before[0].side
		}
	}
	return b.argExpr(e)
}

// calls is the scope in which operators and calls are matched.
func (b *binder) calls() catalog.Scope { return &callScope{b: b} }

func (b *binder) callsAt(e *ast.Call, values []value) *callScope {
	return &callScope{b: b, call: e, values: values}
}

// callScope implements [catalog.Scope].
type callScope struct {
	b      *binder
	call   *ast.Call
	values []value
	// entity is the table that a call of table() and the like means.
	entity *value
}

func (s *callScope) Row() *types.Table {
	if s.b.row == nil {
		return nil
	}
	return s.b.row.typ()
}

func (s *callScope) GroupBy() []string { return s.b.groupBy }

func (s *callScope) Lookup(name string) types.Type {
	var t types.Type
	s.b.quietly(func() {
		if v, ok := s.b.lookup(name, ast.Span{}); ok {
			t = v.reduced()
		}
	})
	return t
}

func (s *callScope) GraphNode() *types.Table {
	if s.b.graph == nil || s.b.graph.nodes == nil {
		return nil
	}
	return s.b.graph.nodes.typ()
}

// planCall gives the value its plan.
func (b *binder) planCall(v *value, fn *catalog.Function, values []value) {
	if v.typ == types.Error || !types.IsScalar(v.typ) {
		return
	}
	args := make([]plan.Expr, len(values))
	for i, a := range values {
		if _, isType := a.val.(types.Type); isType {
			// typeof(…) says how to convert the result; implementations do not see it.
			if v.call.Sig == nil || v.call.Params[i] == nil || v.call.Params[i].Arg != catalog.Literal {
				return
			}
			continue
		}
		if a = a.single(); a.expr == nil && !a.star {
			return
		}
		args[i] = a.expr
	}
	if len(args) == 1 && args[0] != nil && args[0].Type() == types.Kql(v.typ) && !values[0].unsure() && (isConversion(fn) || readsJSON(fn)) {
		v.expr = args[0] // of a column whose type depends on data, a dynamic that holds a text is a string
		return
	}
	if keepsNumbers[fn.Name] && b.dependsOnData(v.typ, values) {
		v.expr = b.byKind(values, args, func(args []plan.Expr) plan.Expr { return b.apply(fn, args, kql.TypeUnknown, v.span) })
		if v.expr == nil && !slicesHasNil(args) {
			v.expr = b.byTime(fn, values, args, v.span)
		}
		if v.expr != nil {
			v.typ = types.Unknown
			return
		}
	}
	if fn == scalarNamed("tostring") && len(args) == 1 && values[0].typ == types.Unknown && args[0] != nil {
		v.expr = b.textByKind(fn, args[0], v.span)
		return
	}
	if lower := lowerings[fn.Name]; lower != nil && fn.Kind == catalog.Scalar {
		if _, isTuple := v.typ.(*types.Tuple); isTuple {
			b.gap(v.span, fn.Name+" of functions of several values")
			return
		}
		v.expr = lower(b, v, values, args)
		return
	}
	if fn.Kind != catalog.Scalar {
		v.expr = b.aggregate(v, fn, values, args)
		return
	}
	if t, ok := v.typ.(*types.Tuple); ok {
		v.expr = b.several(fn, t, withoutStars(b.byParameter(v.call, args)), v.span)
		return
	}
	if slicesHasNil(args) {
		args = b.expandStar(values, args)
	}
	if v.expr = b.byKinds(fn, values, args, types.Kql(v.typ), v.span); v.expr != nil {
		return
	}
	b.asColumns(fn, values, args)
	v.expr = b.apply(fn, withoutStars(b.byParameter(v.call, args)), types.Kql(v.typ), v.span)
}

// several is the plan of a call of a function of several values.
func (b *binder) several(fn *catalog.Function, t *types.Tuple, args []plan.Expr, span ast.Span) plan.Expr {
	call := &plan.Call{Fn: fn, Args: withDefaults(fn, args, span)}
	call.T, call.Src = kql.TypeUnknown, span
	for _, c := range t.Columns {
		call.Types = append(call.Types, types.Kql(c.Type))
	}
	_, want, _ := fn.Select(argTypes(call.Args))
	for i, w := range want {
		call.Args[i] = b.convertArg(call.Args[i], w)
	}
	return call
}

func slicesHasNil(args []plan.Expr) bool {
	for _, a := range args {
		if a == nil {
			return true
		}
	}
	return false
}

// expandStar puts the row's columns in place of *.
func (b *binder) expandStar(values []value, args []plan.Expr) []plan.Expr {
	var out []plan.Expr
	for i, a := range args {
		if !values[i].star {
			if a != nil {
				out = append(out, a)
			}
			continue
		}
		for _, c := range b.row.all() {
			out = append(out, plan.NewRef(c.plan))
		}
	}
	return out
}

// byParameter converts arguments to the types that the parameters declare, where that says something: a long to a real
// parameter, a dynamic to a string.
func (b *binder) byParameter(c *catalog.Call, args []plan.Expr) []plan.Expr {
	if c == nil || c.Sig == nil {
		return args
	}
	for i := range args {
		if i >= len(c.Params) || c.Params[i] == nil {
			continue
		}
		p := c.Params[i]
		if p.Type == catalog.Declared && len(p.Types) == 1 {
			if t := types.Kql(p.Types[0]); t != kql.TypeUnknown && args[i] != nil {
				args[i] = b.convert(args[i], t)
			}
		}
	}
	return args
}

// keepsNumbers are the functions of numbers that give a real for a real and a long for a long.
var keepsNumbers = map[string]bool{
	"abs": true, "bin": true, "floor": true, "bin_at": true, "round": true, "ceiling": true, "max_of": true, "min_of": true,
}

// lowerings are the functions that the plan has nodes of its own for.
var lowerings map[string]func(b *binder, v *value, values []value, args []plan.Expr) plan.Expr

func init() {
	lowerings = map[string]func(b *binder, v *value, values []value, args []plan.Expr) plan.Expr{
		"not": func(b *binder, v *value, _ []value, args []plan.Expr) plan.Expr {
			return negate(b.convert(args[0], kql.TypeBool), v.span)
		},
		"iff": (*binder).lowerCase, "iif": (*binder).lowerCase, "case": (*binder).lowerCase,
		"prev": (*binder).lowerNeighbour, "next": (*binder).lowerNeighbour,
		"assert":           (*binder).lowerAssert,
		"bag_pack_columns": (*binder).lowerBagPackColumns, "pack_all": (*binder).lowerPackAll,
		"estimate_data_size": (*binder).lowerEstimateDataSize, "bin_auto": (*binder).lowerBinAuto,
		"column_ifexists": (*binder).lowerColumnIfExists, "columnifexists": (*binder).lowerColumnIfExists,
		"ingestion_time": (*binder).lowerIngestionTime,
	}
}

// lowerCase makes a Case of iff and case; the values get the type of all.
func (b *binder) lowerCase(v *value, _ []value, args []plan.Expr) plan.Expr {
	if len(args) < 3 || len(args)%2 == 0 {
		return nil
	}
	t := types.Kql(v.typ)
	if t == kql.TypeUnknown { // of a column whose type depends on data
		t = kql.TypeDynamic
	}
	out := &plan.Case{}
	out.T, out.Src = t, v.span
	for i := 0; i+1 < len(args); i += 2 {
		when := plan.When{Cond: b.convert(args[i], kql.TypeBool), Value: b.convert(args[i+1], t)}
		out.Whens = append(out.Whens, when)
		out.Null = out.Null || when.Value.Nullable()
	}
	out.Else = b.convert(args[len(args)-1], t)
	out.Null = out.Null || out.Else.Nullable()
	return out
}

// lowerNeighbour is prev or next; the default gets the type of the value.
func (b *binder) lowerNeighbour(v *value, _ []value, args []plan.Expr) plan.Expr {
	call := &plan.Call{Fn: v.call.Func, Args: b.byParameter(v.call, args)}
	call.T, call.Src = args[0].Type(), v.span
	call.Null = nullable(call.T)
	if len(args) > 2 {
		call.Args[2] = b.convert(args[2], call.T)
	}
	return call
}

// columnType is the type of column_ifexists() where Microsoft's analyser takes that of the default: of the column if the row
// has it, and unknown in the body of a function that is not called yet, where the name or the columns may be unknown.
func (b *binder) columnType(fn *catalog.Function, values []value) types.Type {
	if fn.Naming != catalog.FirstIfColumn || len(values) != 2 || b.row == nil {
		return nil
	}
	name, known := values[0].val.(string)
	if c := b.row.find(name); known && c != nil {
		return c.typ
	}
	if b.inFunction {
		return types.Unknown
	}
	return nil
}

// lowerColumnIfExists is the column, if the row has it, else the default.
func (b *binder) lowerColumnIfExists(v *value, values []value, args []plan.Expr) plan.Expr {
	if name, ok := values[0].val.(string); ok {
		if c := b.row.find(name); c != nil {
			return b.convert(plan.NewRef(c.plan), planType(v.typ))
		}
		if b.row != nil && b.row.open && len(args) > 1 && b.kind == normalScope {
			if b.asAnalyser() { // Microsoft's analyser does not take it for a column that the query names.
				return nil
			}
			return b.inferredOr(name, args[1], types.Kql(v.typ), v.span)
		}
	}
	if len(args) > 1 {
		return b.convert(args[1], planType(v.typ))
	}
	return nil
}

// inferredOr is a column of an open table where it has a value, and the default where there is none.
func (b *binder) inferredOr(name string, otherwise plan.Expr, t kql.Type, span ast.Span) plan.Expr {
	ref := plan.NewRef(b.row.infer(name).plan)
	if t == kql.TypeUnknown {
		t = otherwise.Type()
	}
	has := b.apply(scalarNamed("isnotempty"), []plan.Expr{plan.Clone(ref)}, kql.TypeBool, span)
	out := &plan.Case{Whens: []plan.When{{Cond: has, Value: b.convert(ref, t)}}, Else: b.convert(otherwise, t)}
	out.T, out.Src = t, span
	out.Null = nullable(t)
	return out
}

// engineTakes tells that the engine takes an argument of which the analyser reports a problem: it converts numbers, and
// looks into a dynamic only when it runs.
func engineTakes(kind catalog.ProblemKind, t types.Type) bool {
	switch kind {
	case catalog.IntegerExpected:
		return types.IsNumeric(t)
	case catalog.ArrayExpected, catalog.BagExpected:
		return types.IsDynamic(t)
	}
	return false
}

// problems reports what is wrong with a call, at its arguments or at span, and tells whether there was anything.
func (b *binder) problems(c *catalog.Call, values []value, span ast.Span) (wrong bool) {
	for _, p := range c.Problems {
		if p.Arg >= 0 && engineTakes(p.Kind, c.Args[p.Arg].Type) && !b.asAnalyserOnError() {
			continue
		}
		if p.Kind == catalog.LiteralExpected && c.TakesConstant(p.Arg) && !b.asAnalyserOnError() {
			continue // The engine puts lets and arguments in place before it looks.
		}
		if p.Kind == catalog.TypeExpected && p.Types[0] == types.Int && c.Args[p.Arg].Type == types.Long && !b.asAnalyserOnError() {
			continue // A literal is a long.
		}
		wrong = true
		at := span
		if p.Arg >= 0 && p.Arg < len(values) {
			v := values[p.Arg]
			if p.Kind == catalog.ScalarExpected {
				b.report(b.scalarExpected(v))
				continue
			}
			at = v.span
		}
		b.report(callProblem(at, c, p))
	}
	return wrong
}
