package codegen

import (
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
)

// constant writes a value known at compile time. Numbers, texts and lengths of time stand in place, typed where typed
// is set and their Go type would not follow; everything else, and what a let has named, is declared once.
func (g *generator) constant(c *plan.Const, typed bool) code {
	if c.Value == nil {
		if c.T == kql.TypeDynamic {
			return prim(kqlFunc("Dynamic").Values())
		}
		return prim(kqlFunc("Null").Types(plainType(c.T)).Values())
	}
	lit, literal := g.literal(c, typed)
	if literal && c.Name == "" {
		return lit
	}
	typedLit, _ := g.literal(c, true)
	return prim(jen.Id(g.hoist(g.constName(c), c, literal, typedLit.Statement)))
}

// literal writes the value itself; ok is false where the expression is not a Go constant.
func (g *generator) literal(c *plan.Const, typed bool) (lit code, ok bool) {
	switch v := c.Value.(type) {
	case bool:
		return prim(jen.Lit(v)), true
	case string:
		return prim(stringLit(v)), true
	case int32:
		return numberLit("int32", strconv.FormatInt(int64(v), 10), typed), true
	case int64:
		return numberLit("int64", strconv.FormatInt(v, 10), typed), true
	case float64:
		return g.realLit(v, typed)
	case kql.TimeSpan:
		return timeSpanLit(v), true
	case kql.DateTime:
		return prim(kqlFunc("MustDateTime").Call(quoted(v.String()))), false
	case kql.GUID:
		return prim(kqlFunc("MustGUID").Call(quoted(v.String()))), false
	case kql.Decimal:
		return prim(kqlFunc("MustDecimal").Call(quoted(v.String()))), false
	case kql.Dynamic:
		return prim(g.dynamicLit(v)), false
	}
	g.unsupported(c.Span(), "this constant")
	return prim(jen.Null()), true
}

// dynamicLit writes a dynamic: as JSON, which is short, where that keeps the kinds of all values.
func (g *generator) dynamicLit(v kql.Dynamic) *jen.Statement {
	if keepsJSON(v) {
		return kqlFunc("ParseJSON").Call(stringLit(string(v.AppendJSON(nil))))
	}
	values := make([]jen.Code, len(v.Elements()))
	for i, e := range v.Elements() {
		values[i] = g.dynamicLit(e)
	}
	elements := jen.Index().Add(kqlFunc("Dynamic")).Values(values...)
	switch v.Kind() {
	case kql.ArrayKind:
		return kqlFunc("DynamicArray").Call(elements)
	case kql.BagKind:
		keys := make([]jen.Code, len(v.Keys()))
		for i, k := range v.Keys() {
			keys[i] = stringLit(k)
		}
		return kqlFunc("DynamicBag").Call(jen.Index().String().Values(keys...), elements)
	}
	scalar := map[kql.DynamicKind]struct {
		box   string
		value any
	}{
		kql.RealKind: {"DynamicReal", v.Real()}, kql.DateTimeKind: {"DynamicDateTime", v.DateTime()},
		kql.TimeSpanKind: {"DynamicTimeSpan", v.TimeSpan()}, kql.GUIDKind: {"DynamicGUID", v.GUID()},
		kql.DecimalKind: {"DynamicDecimal", v.Decimal()},
	}[v.Kind()]
	lit, _ := g.literal(&plan.Const{Value: scalar.value}, true)
	return kqlFunc(scalar.box).Call(lit.Statement)
}

// keepsJSON tells whether the JSON of a dynamic reads as the same value.
func keepsJSON(v kql.Dynamic) bool {
	switch v.Kind() {
	case kql.DateTimeKind, kql.TimeSpanKind, kql.GUIDKind, kql.DecimalKind:
		return false
	case kql.RealKind:
		return v.Real()-v.Real() == 0
	}
	for _, e := range v.Elements() {
		if !keepsJSON(e) {
			return false
		}
	}
	return true
}

// numberLit writes a number, converted to its Go type where typed is set.
func numberLit(goType, digits string, typed bool) code {
	if typed {
		return prim(jen.Id(goType).Call(jen.Id(digits)))
	}
	if digits[0] == '-' {
		return code{Statement: jen.Id(digits), prec: unary}
	}
	return prim(jen.Id(digits))
}

func (g *generator) realLit(v float64, typed bool) (code, bool) {
	switch {
	case v != v:
		return prim(jen.Qual("math", "NaN").Call()), false
	case v > maxReal:
		return prim(jen.Qual("math", "Inf").Call(jen.Lit(1))), false
	case v < -maxReal:
		return prim(jen.Qual("math", "Inf").Call(jen.Lit(-1))), false
	case v == 0 && 1/v < 0:
		return prim(jen.Qual("math", "Copysign").Call(jen.Lit(0), jen.Lit(-1))), false
	}
	text := strconv.FormatFloat(v, 'g', -1, 64)
	if !strings.ContainsAny(text, ".e") {
		text += ".0"
	}
	return numberLit("float64", text, typed), true
}

const maxReal = 0x1p1023 * (1 + (1 - 0x1p-52))

// stringLit writes a text, raw where that is easier to read.
func stringLit(s string) *jen.Statement {
	if strings.ContainsAny(s, `\"`) && strconv.CanBackquote(s) {
		return jen.Id("`" + s + "`")
	}
	return quoted(s)
}

var units = []struct {
	length kql.TimeSpan
	name   string
}{
	{kql.Day, "Day"},
	{kql.Hour, "Hour"},
	{kql.Minute, "Minute"},
	{kql.Second, "Second"},
	{kql.Millisecond, "Millisecond"},
	{kql.Microsecond, "Microsecond"},
	{kql.Tick, "Tick"},
}

// timeSpanLit writes a length of time in its largest whole unit: 5 * kql.Minute.
func timeSpanLit(v kql.TimeSpan) code {
	if v == 0 {
		return prim(kqlFunc("TimeSpan").Call(jen.Lit(0)))
	}
	for _, u := range units {
		if v%u.length != 0 {
			continue
		}
		n := int64(v / u.length)
		if n == 1 {
			return prim(kqlFunc(u.name))
		}
		return code{Statement: jen.Id(strconv.FormatInt(n, 10)).Op("*").Add(kqlFunc(u.name)), prec: operatorPrec["*"]}
	}
	panic("unreachable: every length is a whole number of ticks")
}

// constName names a constant after its let, or after its text.
func (g *generator) constName(c *plan.Const) string {
	if c.Name != "" {
		return unexported(words(c.Name, false))
	}
	return g.textName(g.text(c.Span()))
}

// textName names a value after the KQL that it comes from.
func (g *generator) textName(text string) string {
	name := unexported(words(text, false))
	if len(name) > 48 {
		name = name[:48]
	}
	return name
}

// hoist declares a value at the package's level once and returns its name.
func (g *generator) hoist(name string, c plan.Expr, constant bool, value *jen.Statement) string {
	key := printed(value)
	if constant {
		key = name + " = " + key
	}
	known, ok := g.hoisted[key]
	if !ok {
		known = g.declare(name, c, constant, value)
		g.hoisted[key] = known
	}
	return known
}

// declare declares a value at the package's level and returns its name.
func (g *generator) declare(name string, c plan.Expr, constant bool, value *jen.Statement) string {
	name = g.names.pick(name, g.line(c.Span()))
	decl := jen.Id(name + " =").Add(value)
	if constant {
		g.consts = append(g.consts, decl)
	} else {
		g.vars = append(g.vars, decl)
	}
	return name
}

// prepared declares what a constant argument is made into once: a term, a set, a regular expression.
func (g *generator) prepared(arg plan.Expr, prep catalog.Preparation) jen.Code {
	pkg, constructor := catalog.GoName(prep.New)
	name, elems := "", []plan.Expr{arg}
	switch a := arg.(type) {
	case *plan.List:
		name, elems = a.Name, a.Elems
	case *plan.Const:
		name = a.Name
	}
	key := g.preparedKey(pkg+"."+constructor, elems)
	if known, ok := g.hoisted[key]; ok {
		return jen.Id(known)
	}
	values := make([]jen.Code, len(elems))
	spoken := make([]string, len(elems))
	for i, e := range elems {
		c := e.(*plan.Const)
		lit, _ := g.literal(c, false)
		values[i] = lit.Statement
		spoken[i], _ = c.Value.(string)
	}
	call := qualified(pkg, constructor)
	if len(elems) > 8 {
		call.Custom(argumentList, values...)
	} else {
		call.Call(values...)
	}
	known := g.declare(g.preparedName(name, arg, prep, spoken), arg, false, call)
	g.hoisted[key] = known
	return jen.Id(known)
}

// preparedKey tells calls of a constructor apart by what they are given.
func (g *generator) preparedKey(constructor string, elems []plan.Expr) string {
	key := []byte(constructor)
	for _, e := range elems {
		key = append(key, ' ')
		c := e.(*plan.Const)
		if text, ok := c.Value.(string); ok {
			key = strconv.AppendQuote(key, text)
			continue
		}
		lit, _ := g.literal(c, false)
		key = append(key, printed(lit)...)
	}
	return string(key)
}

// preparedName is the name of what is prepared: that of its let, or else what it is and what it says. A regular expression
// says little that can be read in a name: it has its line.
func (g *generator) preparedName(let string, arg plan.Expr, prep catalog.Preparation, spoken []string) string {
	var name string
	switch {
	case let != "":
		return unexported(words(let, false))
	case prep.Word == "regex":
		return "regexLine" + strconv.Itoa(g.line(arg.Span()))
	case len(spoken) > 1:
		name = unexported(append(words(spoken[0], true), "and", "others", prep.Word))
	default:
		name = unexported(append([]string{prep.Word}, words(strings.Join(spoken, ""), true)...))
	}
	return name[:min(len(name), 48)]
}

// perEvaluation computes an expression of the clock and of constants once an evaluation: ago(1d) is a field of the
// evaluator.
func (g *generator) perEvaluation(s *scope, e *plan.Call) (code, bool) {
	if s.opening || !clockOnly(e) {
		return code{}, false
	}
	value := g.value(g.opening, e)
	// The text does not tell it: a function is called with several arguments, and one between is two comparisons.
	key := "an evaluation " + printed(value)
	if name, ok := g.hoisted[key]; ok {
		return prim(path("e", name)), true
	}
	text := g.text(e.Span())
	name := g.methods.pick(g.textName(text), g.line(e.Span()))
	g.hoisted[key] = name
	g.root.fields = append(g.root.fields, field{name: name, typ: g.goType(e), init: value.Statement, text: text})
	return prim(path("e", name)), true
}

// clockOnly tells whether a call depends on the clock and on nothing else.
func clockOnly(e *plan.Call) bool {
	clock, other := false, false
	plan.Inspect(e, func(e plan.Expr) {
		switch e := e.(type) {
		case *plan.Call:
			impl, _, ok := e.Fn.Select(plan.ArgTypes(e.Args))
			clock = clock || ok && impl.Env()
			other = other || e.Fn.Volatile
			other = other || ok && !impl.Env() && !e.Fn.Foldable
		case *plan.Ref, *plan.ScalarRef, *plan.InSet, *plan.StateRef, *plan.GraphRef, *plan.GraphEach, *plan.GraphCall, *plan.Param:
			other = true
		}
	})
	return clock && !other
}
