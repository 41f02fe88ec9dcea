package sema

import (
	"math/big"
	"strconv"
	"strings"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
	"github.com/kqlc/kqlc/kql"
)

// literal reads a value written in place.
func (b *binder) literal(e *ast.Literal) value {
	t, val, expr := b.literalValue(e)
	if expr == nil {
		expr = constant(val, types.Kql(t), e.Span())
	}
	v := value{typ: t, expr: expr, literal: true, constant: true, val: val, span: e.Span()}
	if t == types.Decimal {
		_, v.spelling, _ = strings.Cut(strings.TrimSuffix(e.Parts[0], ")"), "(")
	}
	return v
}

// literalValue is the type and the value of a literal. A value that only a function of the run-time can read comes as an
// expression.
func (b *binder) literalValue(e *ast.Literal) (types.Type, any, plan.Expr) {
	text := e.Parts[0]
	switch e.Kind {
	case ast.StringLiteral:
		return types.String, literalText(e), nil
	case ast.BoolLiteral:
		return types.Bool, strings.EqualFold(text, "true"), nil
	case ast.LongLiteral:
		n, ok := parseLong(text)
		if !ok && b.inDynamic { // as in JSON
			f, _ := strconv.ParseFloat(text, 64)
			return types.Real, f, nil
		}
		return types.Long, orNil(n, ok), nil
	case ast.RealLiteral:
		n, _ := strconv.ParseFloat(text, 64)
		return types.Real, n, nil
	case ast.TimeSpanLiteral:
		return types.TimeSpan, orNil(parseTimeSpan(text)), nil
	case ast.NullLiteral:
		return types.Null, nil, constant(nil, kql.TypeDynamic, e.Span())
	}
	prefix, inner, _ := strings.Cut(text, "(")
	inner = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(inner), ")"))
	t, _ := types.Named(strings.TrimSpace(prefix))
	val, expr := b.typed(t, inner, e.Span())
	return t, val, expr
}

// literalText joins the parts of a string.
func literalText(e *ast.Literal) string {
	if len(e.Parts) == 1 {
		s, _ := ast.Unquote(e.Parts[0])
		return s
	}
	var text strings.Builder
	for _, p := range e.Parts {
		s, _ := ast.Unquote(p)
		text.WriteString(s)
	}
	return text.String()
}

func orNil[T any](v T, ok bool) any {
	if !ok {
		return nil
	}
	return v
}

// typed reads what stands in the parentheses of a typed literal: datetime(…), int(…).
func (b *binder) typed(t types.Scalar, inner string, span ast.Span) (any, plan.Expr) {
	if inner == "null" {
		return nil, nil
	}
	if text, ok := ast.Unquote(inner); ok {
		inner = text
	}
	switch t {
	case types.Bool:
		return inner == "1" || strings.EqualFold(inner, "true"), nil
	case types.Int:
		n, ok := parseLong(inner)
		if !ok || int64(int32(n)) != n {
			return nil, nil
		}
		return int32(n), nil
	case types.Long:
		return orNil(parseLong(inner)), nil
	case types.Real:
		n, err := strconv.ParseFloat(inner, 64)
		if err != nil {
			return nil, nil
		}
		return n, nil
	case types.TimeSpan:
		if d, ok := parseTimeSpan(strings.ReplaceAll(inner, " ", "")); ok {
			return d, nil
		}
	}
	fn := catalog.Lookup(catalog.Scalar, conversions[t.Kql()])
	return nil, b.apply(fn, []plan.Expr{textConstant(inner, span)}, t.Kql(), span)
}

// parseLong reads decimal digits or 0x and hexadecimal ones, with a sign.
func parseLong(s string) (int64, bool) {
	digits, minus := strings.CutPrefix(s, "-")
	digits = strings.TrimPrefix(digits, "+")
	base := 10
	if hex, ok := strings.CutPrefix(strings.ToLower(digits), "0x"); ok {
		digits, base = hex, 16
	}
	if minus {
		digits = "-" + digits
	}
	n, err := strconv.ParseInt(digits, base, 64)
	if err != nil && base == 16 {
		var u uint64
		if u, err = strconv.ParseUint(digits, 16, 64); err == nil {
			n = int64(u)
		}
	}
	return n, err == nil
}

// units are the units of timespan literals, in ticks; below a tick in parts of one.
var units = map[string]*big.Rat{}

func init() {
	for ticks, words := range map[kql.TimeSpan]string{
		kql.Day: "d day days", kql.Hour: "h hr hrs hour hours", kql.Minute: "m min minute minutes",
		kql.Second: "s sec second seconds", kql.Millisecond: "ms milli millis millisec millisecond milliseconds",
		kql.Microsecond: "micro micros microsec microsecond microseconds", kql.Tick: "tick ticks",
	} {
		for _, w := range strings.Fields(words) {
			units[w] = new(big.Rat).SetInt64(int64(ticks))
		}
	}
	for _, w := range strings.Fields("nano nanos nanosec nanosecond nanoseconds") {
		units[w] = big.NewRat(1, 100)
	}
}

// parseTimeSpan reads a number with a unit, as 1.5h.
func parseTimeSpan(s string) (kql.TimeSpan, bool) {
	n := strings.IndexFunc(s, func(r rune) bool { return (r < '0' || r > '9') && r != '.' && r != '-' && r != '+' })
	if n <= 0 {
		return 0, false
	}
	unit, ok := units[s[n:]]
	number, valid := new(big.Rat).SetString(strings.TrimPrefix(s[:n], "+"))
	if !ok || !valid {
		return 0, false
	}
	number.Mul(number, unit)
	ticks := new(big.Int).Quo(number.Num(), number.Denom())
	return kql.TimeSpan(ticks.Int64()), ticks.IsInt64()
}

// dynamic binds dynamic(…).
func (b *binder) dynamic(e *ast.Dynamic) value {
	old := b.inDynamic
	b.inDynamic = true
	v := b.expr(e.Value)
	b.inDynamic = old
	out := value{typ: types.DynamicHolding(v.typ), literal: true, constant: true, elems: v.elems, span: e.Span()}
	if v.typ == types.Null {
		out.typ = types.Dynamic
	}
	if s, ok := v.val.(string); ok {
		out.val = s
	}
	if c, ok := v.expr.(*plan.Const); ok {
		k := *c
		k.T, k.Src, k.Null = kql.TypeDynamic, e.Span(), false
		out.expr = &k
	} else if v.expr != nil {
		out.expr = b.convert(v.expr, kql.TypeDynamic)
	}
	return out
}

// array binds a list in a dynamic literal.
func (b *binder) array(e *ast.Array) value {
	values := b.exprs(e.Elems)
	list := make([]types.Type, len(values))
	texts := make([]string, 0, len(values))
	k := &plan.Const{Elems: make([]plan.Expr, 0, len(values))}
	k.T, k.Src = kql.TypeDynamic, e.Span()
	complete := true
	for i, v := range values {
		list[i] = v.typ
		if s, ok := v.val.(string); ok && v.typ == types.String {
			texts = append(texts, s)
		}
		complete = complete && v.expr != nil
		k.Elems = append(k.Elems, v.expr)
	}
	t := types.CommonOf(list, types.None)
	if t == nil {
		t = types.Dynamic
	}
	out := value{typ: types.ArrayOf(t)}
	if len(texts) == len(values) {
		out.elems = texts
	}
	if complete {
		out.expr = k
	}
	return out
}

// bag binds a property bag in a dynamic literal.
func (b *binder) bag(e *ast.Bag) value {
	var properties []types.Column
	k := &plan.Const{Fields: make([]plan.Field, 0, len(e.Keys))}
	k.T, k.Src = kql.TypeDynamic, e.Span()
	complete := true
	for i, key := range e.Keys {
		v := b.expr(e.Values[i])
		lit, ok := key.(*ast.Literal)
		if !ok {
			complete = false
			continue
		}
		name := literalText(lit)
		properties = append(properties, types.Column{Name: name, Type: v.typ})
		complete = complete && v.expr != nil
		k.Fields = append(k.Fields, plan.Field{Name: name, Value: v.expr})
	}
	out := value{typ: types.BagOf(properties)}
	if complete {
		out.expr = k
	}
	return out
}

// arrayItems are the elements of a literal array.
func arrayItems(e plan.Expr) ([]plan.Expr, bool) {
	c, ok := e.(*plan.Const)
	if !ok || c.Elems == nil {
		return nil, false
	}
	return c.Elems, true
}

// constantName is a constant as a part of a column's name.
func constantName(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int64:
		return strconv.FormatInt(v, 10)
	case int32:
		return strconv.FormatInt(int64(v), 10)
	}
	return ""
}

// typeof binds typeof(…): a type, or columns.
func (b *binder) typeof(e *ast.Typeof) value {
	v := value{typ: types.Literal, literal: true, constant: true}
	if e.Type != nil {
		v.val = b.typeNamed(e.Type)
		return v
	}
	if s := e.Schema; len(s.Columns) == 1 && s.Columns[0].Name == nil {
		v.val = b.typeNamed(s.Columns[0].Type)
		return v
	}
	t := &types.Table{}
	if e.Schema.Star {
		if b.row == nil {
			b.report(noColumnsHere(e.Span()))
		}
		t.Columns = static(b.row.all())
	}
	for _, c := range e.Schema.Columns {
		t.Columns = append(t.Columns, types.Column{Name: c.Name.Text, Type: b.typeNamed(c.Type)})
	}
	v.val = t
	return v
}

// typeNamed is the type that a word names.
func (b *binder) typeNamed(t *ast.TypeName) types.Type {
	if t == nil {
		return types.Error
	}
	s, ok := types.Named(t.Text)
	if !ok || !declarable(t.Text) {
		b.report(unknownType(t.Span(), t.Text))
		return types.Error
	}
	return s
}

// declarable tells whether a type's name can be used in a declaration.
func declarable(name string) bool {
	switch name {
	case "bool", "boolean", "int", "long", "int64", "real", "double", "decimal", "string", "datetime", "date", "timespan",
		"time", "guid", "uniqueid", "dynamic":
		return true
	}
	return false
}
