package sema

import (
	"math"
	"reflect"
	"slices"
	"strconv"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
	"github.com/kqlc/kqlc/kql"
)

// conversions are the functions that convert to a type.
var conversions = map[kql.Type]string{
	kql.TypeBool: "tobool", kql.TypeInt: "toint", kql.TypeLong: "tolong", kql.TypeReal: "toreal", kql.TypeDecimal: "todecimal",
	kql.TypeString: "tostring", kql.TypeDateTime: "todatetime", kql.TypeTimeSpan: "totimespan", kql.TypeGUID: "toguid",
}

// convert returns e as a value of type t, as the conversion functions do it; a scalar becomes a dynamic that holds it.
func (b *binder) convert(e plan.Expr, t kql.Type) plan.Expr {
	if e == nil || e.Type() == t || t == kql.TypeUnknown {
		return e
	}
	if c, ok := e.(*plan.Const); ok {
		if k := convertConstant(c, t); k != nil {
			return k
		}
	}
	if t == kql.TypeDynamic {
		box := &plan.Box{Arg: e}
		box.T, box.Src = t, e.Span()
		return box
	}
	fn := catalog.Lookup(catalog.Scalar, conversions[t])
	return b.apply(fn, []plan.Expr{e}, t, e.Span())
}

// convertConstant converts between numbers, and any null; nil for all else.
func convertConstant(c *plan.Const, t kql.Type) *plan.Const {
	var v any
	switch n := c.Value.(type) {
	case nil:
		if c.T == kql.TypeString || c.T == kql.TypeDynamic || !nullable(t) {
			return nil
		}
	case int32:
		v = number(int64(n), t)
	case int64:
		v = number(n, t)
	}
	if v == nil && c.Value != nil {
		return nil
	}
	k := constant(v, t, c.Src)
	k.Name = c.Name
	return k
}

func number(n int64, t kql.Type) any {
	switch {
	case t == kql.TypeLong:
		return n
	case t == kql.TypeReal:
		return float64(n)
	case t == kql.TypeInt && n >= math.MinInt32 && n <= math.MaxInt32:
		return int32(n)
	}
	return nil
}

// argTypes are what the catalogue asks about arguments.
func argTypes(args []plan.Expr) []catalog.ArgType {
	list := make([]catalog.ArgType, len(args))
	for i, a := range args {
		list[i] = catalog.ArgType{Type: a.Type(), Constant: isConstant(a)}
		if l, ok := a.(*plan.List); ok {
			list[i].List = true
			list[i].Constant = allConstant(l.Elems)
		}
	}
	return list
}

// isConstant tells whether e has the same value for every row of one compilation: it holds constants and calls of
// foldable functions only.
func isConstant(e plan.Expr) bool {
	switch e := e.(type) {
	case *plan.Const:
		return true
	case *plan.List:
		return allConstant(e.Elems)
	case *plan.Call:
		return e.Fn.Foldable && !e.Fn.Volatile && allConstant(e.Args)
	}
	return false
}

func allConstant(list []plan.Expr) bool {
	for _, e := range list {
		if !isConstant(e) {
			return false
		}
	}
	return true
}

// catalogArgs are what the catalogue asks about arguments to tell what a call is short for.
func catalogArgs(args []plan.Expr) []catalog.Arg {
	list := make([]catalog.Arg, len(args))
	for i, a := range args {
		if c, ok := a.(*plan.Const); ok {
			list[i].Value = c.Value
		}
	}
	return list
}

// expand is what a call with these arguments is short for.
func (b *binder) expand(short catalog.Expansion, args []plan.Expr, span ast.Span) plan.Expr {
	if short.Func == nil {
		return args[short.Arg]
	}
	inner := make([]plan.Expr, len(short.Args))
	for i, a := range short.Args {
		inner[i] = b.expand(a, args, span)
	}
	if short.Func.Name == "not" {
		not := &plan.Not{Arg: inner[0]}
		not.T, not.Null, not.Src = kql.TypeBool, inner[0].Nullable(), span
		return not
	}
	return b.apply(short.Func, inner, resultOf(short.Func, inner), span)
}

// resultOf is the type of what the implementation of a function gives, bool for those that are built in.
func resultOf(fn *catalog.Function, args []plan.Expr) kql.Type {
	if impl, _, ok := fn.Select(argTypes(args)); ok {
		if t, known := catalog.TypeOf(impl.Result()); known {
			return t
		}
	}
	return kql.TypeBool
}

// apply is a call of a function of the catalogue, with its arguments converted to what the implementation takes and the
// result converted to t. Without an implementation the arguments stay as they are.
func (b *binder) apply(fn *catalog.Function, args []plan.Expr, t kql.Type, span ast.Span) plan.Expr {
	for _, a := range args {
		if a == nil {
			return nil
		}
	}
	if moment := b.settings["query_now"]; moment != nil && moment.Type() == kql.TypeDateTime {
		switch {
		case fn == scalarNamed("now") && len(args) == 0:
			return plan.Clone(moment)
		case fn == scalarNamed("now"):
			return b.lowerOperator(operatorNamed("+"), plan.Clone(moment), args[0], t, span)
		case fn == scalarNamed("ago"):
			return b.lowerOperator(operatorNamed("-"), plan.Clone(moment), args[0], t, span)
		}
	}
	if short, ok := fn.Expand(catalogArgs(args)); ok {
		return b.convert(b.expand(short, args, span), t)
	}
	args = withDefaults(fn, args, span)
	call := &plan.Call{Fn: fn, Args: args}
	call.T, call.Src = t, span
	if fn.GoOperator(argTypes(args)) != "" {
		call.T = operatorType(fn, args)
		call.Null = nullable(call.T) && operatorNull(fn, args)
		return b.convert(call, t)
	}
	impl, want, ok := fn.Select(argTypes(args))
	if !ok {
		if t == kql.TypeUnknown {
			call.T = kql.TypeDynamic
		}
		call.Null = nullable(call.T)
		return call
	}
	strictNull := false
	for i, w := range want {
		call.Args[i] = b.convertArg(args[i], w)
		if c, ok := call.Args[i].(*plan.Const); ok {
			if err := impl.Wrong(i, c.Value); err != nil && !b.asAnalyser() {
				b.report(badConstant(c.Src, err))
			}
		}
		strictNull = strictNull || call.Args[i].Nullable() && !catalog.IsNull(impl.Param(i))
	}
	if result, ok := catalog.TypeOf(impl.Result()); ok {
		call.T = result
	}
	call.Null = nullable(call.T) && (catalog.IsNull(impl.Result()) || strictNull)
	if fn.IsEquality() && !catalog.IsNull(impl.Result()) {
		call.Null = operatorNull(fn, call.Args)
	}
	return b.convert(call, t)
}

// withDefaults adds the arguments that a call leaves out.
func withDefaults(fn *catalog.Function, args []plan.Expr, span ast.Span) []plan.Expr {
	for _, v := range fn.Omitted(len(args)) {
		c := &plan.Const{Value: v}
		c.T, _ = catalog.TypeOf(reflect.TypeOf(v))
		c.Src = span
		if d, ok := v.(kql.Dynamic); ok && d.IsNull() {
			c.Value = nil
		}
		args = append(args, c)
	}
	return args
}

func (b *binder) convertArg(e plan.Expr, t kql.Type) plan.Expr {
	l, ok := e.(*plan.List)
	if !ok {
		return b.convert(e, t)
	}
	for i, el := range l.Elems {
		l.Elems[i] = b.convert(el, t)
	}
	l.T = t
	return l
}

// operatorNull tells whether an operator can give null: mostly where one side can be; == and != only where both are
// (Kusto: null-values).
func operatorNull(fn *catalog.Function, args []plan.Expr) bool {
	if fn.IsEquality() {
		return args[0].Nullable() && args[1].Nullable()
	}
	for _, a := range args {
		if a.Nullable() {
			return true
		}
	}
	return false
}

// operatorType is the type of what an operator gives of operands whose types are settled.
func operatorType(fn *catalog.Function, args []plan.Expr) kql.Type {
	if arithmetic[fn.Name] {
		return args[0].Type()
	}
	return kql.TypeBool
}

// kinds of operators, for the conversions of their operands.
var (
	arithmetic  = map[string]bool{"+": true, "-": true, "*": true, "/": true, "%": true}
	comparisons = map[string]bool{"<": true, "<=": true, ">": true, ">=": true, "==": true, "!=": true}
)

// lowerOperator brings the operands of an operator to the types that it computes with.
func (b *binder) lowerOperator(fn *catalog.Function, x, y plan.Expr, t kql.Type, span ast.Span) plan.Expr {
	if x == nil || y == nil {
		return nil
	}
	switch {
	case arithmetic[fn.Name]:
		x, y = b.numbers(x, y, true)
	case comparisons[fn.Name]:
		if whole(x) && y.Type() == kql.TypeDynamic {
			fn, x, y = operatorNamed(flipped[fn.Name]), y, x
		}
		x, y = b.comparable(fn, x, y)
	default: // Operators on text.
		x, y = b.convert(x, kql.TypeString), b.convert(y, kql.TypeString)
	}
	return b.apply(fn, []plan.Expr{x, y}, t, span)
}

// dependsOnData tells whether the type t of a result depends on data, as that of one of the values does. Microsoft's analyser
// takes 1 - x for a long.
func (b *binder) dependsOnData(t types.Type, values []value) bool {
	return (t == types.Unknown || t == types.Long && !b.asAnalyser()) &&
		slices.ContainsFunc(values, func(v value) bool { return v.typ == types.Unknown })
}

// byKind computes with columns whose types depend on data, beside longs and reals: with reals where one holds one or stands
// there, with longs else. It is nil for arguments of no number.
func (b *binder) byKind(values []value, args []plan.Expr, compute func([]plan.Expr) plan.Expr) plan.Expr {
	var holds []plan.Expr
	real := false
	reals, longs := slices.Clone(args), slices.Clone(args)
	for i, a := range args {
		switch {
		case a == nil:
			return nil
		case ofData(values[i], a):
			holds = append(holds, b.holds(a, "double"))
			reals[i], longs[i] = b.convert(plan.Clone(a), kql.TypeReal), b.convert(plan.Clone(a), kql.TypeLong)
		case whole(a) || a.Type() == kql.TypeReal:
			real = real || a.Type() == kql.TypeReal
			reals[i], longs[i] = plan.Clone(a), plan.Clone(a)
		default:
			return nil
		}
	}
	if real {
		return b.convert(compute(reals), kql.TypeDynamic)
	}
	out := &plan.Case{
		Whens: []plan.When{{Cond: conjunction("or", holds, args[0].Span()), Value: b.convert(compute(reals), kql.TypeDynamic)}},
		Else:  b.convert(compute(longs), kql.TypeDynamic),
	}
	out.T, out.Null, out.Src = kql.TypeDynamic, true, args[0].Span()
	return out
}

// asColumns makes texts of arguments of columns whose type depends on data, where the function takes texts.
func (b *binder) asColumns(fn *catalog.Function, values []value, args []plan.Expr) {
	_, want, ok := fn.Select(argTypes(args))
	if !ok || len(want) != len(values) {
		return
	}
	for i, a := range args {
		if want[i] == kql.TypeString && ofData(values[i], a) {
			args[i] = b.textByKind(scalarNamed("tostring"), a, a.Span())
		}
	}
}

// ofData tells whether a value is of a column whose type depends on data.
func ofData(v value, e plan.Expr) bool {
	return v.typ == types.Unknown && e != nil && e.Type() == kql.TypeDynamic
}

// columnKinds are the types of columns that a bag's values make, by their names in gettype().
var columnKinds = []struct {
	name string
	typ  kql.Type
}{
	{"double", kql.TypeReal}, {"long", kql.TypeLong}, {"bool", kql.TypeBool}, {"datetime", kql.TypeDateTime}, {"timespan", kql.TypeTimeSpan},
}

// byKinds calls a function that computes otherwise with another type of an argument, which is of a column whose type depends on
// data: with what that holds. It is nil for all other calls.
func (b *binder) byKinds(fn *catalog.Function, values []value, args []plan.Expr, t kql.Type, span ast.Span) plan.Expr {
	kinds := argTypes(args)
	_, want, ok := fn.Select(kinds)
	if !ok || len(want) != len(values) {
		return nil
	}
	out := &plan.Case{}
	out.T, out.Null, out.Src = t, nullable(t), span
	for i, a := range args {
		if want[i] == kql.TypeDynamic || !ofData(values[i], a) {
			continue
		}
		for _, k := range columnKinds {
			if kinds[i].Type = k.typ; k.typ == want[i] {
				continue
			}
			if _, special, ok := fn.Select(kinds); ok && special[i] == k.typ {
				with := make([]plan.Expr, len(args))
				for n, arg := range args {
					with[n] = plan.Clone(arg)
				}
				with[i] = b.convert(with[i], k.typ)
				out.Whens = append(out.Whens, plan.When{Cond: b.holds(a, k.name), Value: b.convert(b.apply(fn, with, t, span), t)})
			}
		}
		if len(out.Whens) > 0 {
			out.Else = b.convert(b.apply(fn, args, t, span), t)
			return out
		}
		kinds[i].Type = kql.TypeDynamic
	}
	return nil
}

// byTime calls a function of times with a column whose type depends on data: with the datetime or the timespan that it holds.
func (b *binder) byTime(fn *catalog.Function, values []value, args []plan.Expr, span ast.Span) plan.Expr {
	for i, a := range args {
		if t := a.Type(); !ofData(values[i], a) && t != kql.TypeDateTime && t != kql.TypeTimeSpan {
			return nil
		}
	}
	out := &plan.Case{Else: constant(kql.Dynamic{}, kql.TypeDynamic, span)}
	out.T, out.Null, out.Src = kql.TypeDynamic, true, span
	for _, k := range columnKinds {
		if k.typ != kql.TypeDateTime && k.typ != kql.TypeTimeSpan {
			continue
		}
		var holds []plan.Expr
		with := make([]plan.Expr, len(args))
		for i, a := range args {
			if with[i] = plan.Clone(a); ofData(values[i], a) {
				holds = append(holds, b.holds(a, k.name))
				with[i] = b.convert(with[i], k.typ)
			}
		}
		if _, _, ok := fn.Select(argTypes(with)); ok && len(holds) > 0 {
			value := b.convert(b.apply(fn, with, kql.TypeUnknown, span), kql.TypeDynamic)
			out.Whens = append(out.Whens, plan.When{Cond: conjunction("and", holds, span), Value: value})
		}
	}
	if len(out.Whens) == 0 {
		return nil
	}
	return out
}

// textByKind is tostring() of a column whose type depends on data: bools begin with a capital, as they do not within a dynamic.
func (b *binder) textByKind(fn *catalog.Function, a plan.Expr, span ast.Span) plan.Expr {
	asBool := b.apply(fn, []plan.Expr{b.convert(plan.Clone(a), kql.TypeBool)}, kql.TypeString, span)
	out := &plan.Case{
		Whens: []plan.When{{Cond: b.holds(a, "bool"), Value: asBool}},
		Else:  b.apply(fn, []plan.Expr{a}, kql.TypeString, span),
	}
	out.T, out.Src = kql.TypeString, span
	return out
}

// holds tells whether a dynamic holds a value of a kind, as gettype() names it.
func (b *binder) holds(a plan.Expr, kind string) plan.Expr {
	is := b.apply(scalarNamed("gettype"), []plan.Expr{plan.Clone(a)}, kql.TypeString, a.Span())
	return b.apply(operatorNamed("=="), []plan.Expr{is, constant(kind, kql.TypeString, a.Span())}, kql.TypeBool, a.Span())
}

func whole(e plan.Expr) bool { return e.Type() == kql.TypeLong || e.Type() == kql.TypeInt }

func isNumber(t kql.Type) bool { return t >= kql.TypeInt && t <= kql.TypeDecimal }

// numbers brings two numbers to the wider type, and a dynamic to that of the number beside it, or to real in arithmetic
// with another dynamic. Arithmetic is done with longs at least.
func (b *binder) numbers(x, y plan.Expr, computes bool) (plan.Expr, plan.Expr) {
	tx, ty := x.Type(), y.Type()
	switch {
	case tx == kql.TypeDynamic && ty != kql.TypeDynamic:
		tx = ty
		x = b.convert(x, least(ty, computes))
	case ty == kql.TypeDynamic && tx != kql.TypeDynamic:
		ty = tx
		y = b.convert(y, least(tx, computes))
	case tx == kql.TypeDynamic && computes:
		return b.convert(x, kql.TypeReal), b.convert(y, kql.TypeReal)
	}
	if !isNumber(tx) || !isNumber(ty) {
		return x, y
	}
	t := least(max(tx, ty), computes)
	return b.convert(x, t), b.convert(y, t)
}

func least(t kql.Type, widen bool) kql.Type {
	if t == kql.TypeInt && widen {
		return kql.TypeLong
	}
	return t
}

// comparable brings the sides of a comparison to one type.
func (b *binder) comparable(fn *catalog.Function, x, y plan.Expr) (plan.Expr, plan.Expr) {
	tx, ty := x.Type(), y.Type()
	switch {
	case tx == ty:
		return x, y
	case isNumber(tx) && isNumber(ty):
		return b.numbers(x, y, false)
	case tx == kql.TypeDynamic || ty == kql.TypeDynamic:
		if fn.IsEquality() || whole(y) { // By value: a real in the dynamic is not cut.
			if _, _, ok := fn.Select(argTypes([]plan.Expr{x, y})); ok {
				return x, y
			}
		}
		return b.numbers(x, y, true)
	case tx == kql.TypeBool && isNumber(ty):
		return b.convert(x, ty), y
	case ty == kql.TypeBool && isNumber(tx):
		return x, b.convert(y, tx)
	}
	return b.coerce(x, y)
}

// coerce compares what the service compares although the types differ: a literal is read as the type of the other side,
// a number beside a text as text (Kusto: published rules compare text columns with numbers).
func (b *binder) coerce(x, y plan.Expr) (plan.Expr, plan.Expr) {
	if c, ok := x.(*plan.Const); ok {
		return b.literalAs(c, y.Type()), y
	}
	if c, ok := y.(*plan.Const); ok {
		return x, b.literalAs(c, x.Type())
	}
	if x.Type() == kql.TypeString {
		return x, b.convert(y, kql.TypeString)
	}
	return x, b.convert(y, x.Type())
}

// literalAs reads a literal as another type: the text of a number, the number in a text.
func (b *binder) literalAs(c *plan.Const, t kql.Type) plan.Expr {
	if t == kql.TypeString {
		switch v := c.Value.(type) {
		case int64:
			return textOf(c, strconv.FormatInt(v, 10))
		case int32:
			return textOf(c, strconv.FormatInt(int64(v), 10))
		}
	}
	return b.convert(c, t)
}

func textOf(c *plan.Const, s string) *plan.Const {
	k := constant(s, kql.TypeString, c.Src)
	k.Name = c.Name
	return k
}

func textConstant(s string, span ast.Span) *plan.Const { return constant(s, kql.TypeString, span) }

// onText holds the operators of lists that look at texts.
var onText = map[string]bool{"in~": true, "!in~": true, "has_any": true, "has_all": true}

// lowerIn makes a list of the right side: the elements of literal arrays become its own. A dynamic that is no literal may
// be an array: the operator is applied to it by itself.
func (b *binder) lowerIn(fn *catalog.Function, e *ast.In, x plan.Expr, list []value) plan.Expr {
	t := x.Type()
	if onText[fn.Name] {
		t = kql.TypeString
		x = b.convert(x, t)
	}
	elems := &plan.List{}
	elems.T, elems.Src = t, e.Span()
	var args []plan.Expr
	for _, v := range list {
		v = v.single()
		if v.expr == nil {
			return nil
		}
		items, literal := arrayItems(v.expr)
		switch {
		case literal:
			for _, item := range items {
				if c, ok := item.(*plan.Const); ok && t == kql.TypeString && c.T == kql.TypeBool {
					item = textOf(c, kql.DynamicBool(c.Value.(bool)).String())
				}
				elems.Elems = append(elems.Elems, b.listElement(item, t))
			}
			if len(list) == 1 {
				elems.Name = v.expr.(*plan.Const).Name
			}
		case v.expr.Type() == kql.TypeDynamic:
			args = append(args, v.expr)
		default:
			elems.Elems = append(elems.Elems, b.listElement(v.expr, t))
		}
	}
	if len(elems.Elems) > 0 || len(args) == 0 {
		args = append([]plan.Expr{elems}, args...)
	}
	for i, arg := range args {
		left := x
		if i > 0 {
			left = plan.Clone(x)
		}
		if arg.Type() == kql.TypeDynamic && t != kql.TypeString {
			left = b.convert(left, kql.TypeDynamic)
		}
		args[i] = b.apply(fn, []plan.Expr{left, arg}, kql.TypeBool, e.Span())
	}
	if fn.Name == "has_all" || fn.Name[0] == '!' {
		return conjunction("and", args, e.Span())
	}
	return conjunction("or", args, e.Span())
}

// listElement is an element of a list, as a value of the list's type.
func (b *binder) listElement(e plan.Expr, t kql.Type) plan.Expr {
	if c, ok := e.(*plan.Const); ok {
		return b.literalAs(c, t)
	}
	return b.convert(e, t)
}
