package catalog

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/kqlc/kqlc/kql"
)

func TestExamples(t *testing.T) {
	for _, f := range everything() {
		if f.Go != nil && f.Kind != Internal && len(f.Examples) < 2 {
			t.Errorf("%s has %d examples", f.Name, len(f.Examples))
		}
		for _, ex := range f.Examples {
			func() {
				defer func() {
					if r := recover(); r != nil {
						t.Errorf("%s: %v", ex.Expr, r)
					}
				}()
				if got := evaluate(ex.Expr).text(); got != ex.Want {
					t.Errorf("%s = %s, want %s", ex.Expr, got, ex.Want)
				}
			}()
		}
	}
}

// datum is a value of an example; v is nil for null. A list has several.
type datum struct {
	t    kql.Type
	v    any
	list []datum
}

func (d datum) text() string {
	switch v := d.v.(type) {
	case nil:
		if d.t == kql.TypeString {
			return ""
		}
		return "null"
	case bool:
		return strings.ToUpper(strconv.FormatBool(v)[:1]) + strconv.FormatBool(v)[1:]
	case kql.Dynamic:
		if v.IsNull() {
			return "null"
		}
		return string(v.AppendText(nil))
	case float64:
		return kql.RealToString(v)
	default:
		return fmt.Sprint(v)
	}
}

// evaluate computes an example: calls and operators on literals.
func evaluate(expr string) datum {
	for _, f := range All(Operator) {
		if left, right, ok := cut(expr, " "+f.Name+" "); ok {
			args := []datum{evaluate(left)}
			if inner, ok := strings.CutPrefix(right, "("); ok {
				args = append(args, evaluateAll(strings.TrimSuffix(inner, ")"))...)
			} else {
				args = append(args, evaluate(right))
			}
			return apply(f, args)
		}
	}
	if name, rest, ok := strings.Cut(expr, "("); ok && expr[0] != '\'' {
		inner := strings.TrimSuffix(rest, ")")
		if name == "dynamic" {
			return datum{t: kql.TypeDynamic, v: kql.ParseJSON(strings.ReplaceAll(inner, "'", `"`))}
		}
		if read := typed[name]; read != nil {
			return read(inner)
		}
		if name == "-" {
			return apply(Lookup(Operator, "unary -"), evaluateAll(inner))
		}
		f := Lookup(Scalar, name)
		if f == nil {
			panic("no function " + name)
		}
		return apply(f, evaluateAll(inner))
	}
	return literal(expr)
}

// typed are the literals with a type.
var typed = map[string]func(text string) datum{
	"bool": reader(kql.TextToBool), "int": reader(kql.TextToInt), "long": reader(kql.TextToLong), "real": reader(kql.TextToReal),
	"decimal": reader(kql.TextToDecimal), "datetime": reader(kql.TextToDateTime), "timespan": reader(kql.TextToTimeSpan),
	"guid": reader(kql.TextToGUID),
}

func reader[T any](parse func(string) kql.Null[T]) func(string) datum {
	typ, _ := TypeOf(reflect.TypeFor[T]())
	return func(text string) datum {
		v := parse(text)
		if !v.OK && text != "null" {
			panic("no literal " + text)
		}
		if !v.OK {
			return datum{t: typ}
		}
		return datum{t: typ, v: v.V}
	}
}

// elements are those of an array of texts or numbers.
func elements(array kql.Dynamic) []datum {
	var list []datum
	for _, e := range array.Elements() {
		if e.Kind() == kql.StringKind {
			list = append(list, datum{t: kql.TypeString, v: e.Text()})
		} else {
			list = append(list, datum{t: kql.TypeLong, v: e.Long()})
		}
	}
	return list
}

func literal(text string) datum {
	if text[0] == '\'' {
		return datum{t: kql.TypeString, v: strings.ReplaceAll(text[1:len(text)-1], `\\`, `\`)}
	}
	if b, err := strconv.ParseBool(text); err == nil && len(text) > 1 {
		return datum{t: kql.TypeBool, v: b}
	}
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return datum{t: kql.TypeLong, v: n}
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		panic("no literal " + text)
	}
	return datum{t: kql.TypeReal, v: x}
}

func evaluateAll(text string) []datum {
	var all []datum
	for text != "" {
		first, rest, _ := cut(text, ", ")
		all, text = append(all, evaluate(first)), rest
	}
	return all
}

// cut splits text at the first separator outside of strings and brackets.
func cut(text, separator string) (before, after string, found bool) {
	depth, quoted := 0, false
	for i := range len(text) {
		switch {
		case text[i] == '\'':
			quoted = !quoted
		case quoted:
		case text[i] == '(' || text[i] == '[':
			depth++
		case text[i] == ')' || text[i] == ']':
			depth--
		case depth == 0 && strings.HasPrefix(text[i:], separator):
			return text[:i], text[i+len(separator):], true
		}
	}
	return text, "", false
}

func apply(f *Function, args []datum) datum {
	if f.Name == "not" {
		if args[0].v == nil {
			return args[0]
		}
		return datum{t: kql.TypeBool, v: !args[0].v.(bool)}
	}
	known := make([]Arg, len(args))
	for i, a := range args {
		known[i] = Arg{Value: a.v, Constant: true}
	}
	if e, ok := f.Expand(known); ok {
		return expanded(e, f, args)
	}
	if f.List > 0 {
		list := args[f.List:]
		if list[0].t == kql.TypeDynamic {
			list = elements(list[0].v.(kql.Dynamic))
		}
		if args[0].t != kql.TypeString {
			list = slices.Clone(list)
			for i := range list {
				list[i] = datum{t: args[0].t, v: convert(list[i], args[0].t).Interface()}
			}
		}
		args = append(slices.Clone(args[:f.List]), datum{t: list[0].t, list: list})
	}
	return call(f, args)
}

func expanded(e Expansion, from *Function, args []datum) datum {
	if e.Func == nil {
		return args[e.Arg]
	}
	var inner []datum
	for _, a := range e.Args {
		if a.Func == nil && from.List > 0 && a.Arg == from.List {
			inner = append(inner, args[a.Arg:]...)
			continue
		}
		inner = append(inner, expanded(a, from, args))
	}
	return apply(e.Func, inner)
}

func call(f *Function, args []datum) datum {
	for _, v := range f.Omitted(len(args)) {
		t, _ := TypeOf(reflect.TypeOf(v))
		args = append(slices.Clip(args), datum{t: t, v: v})
	}
	var ask []ArgType
	for _, a := range args {
		ask = append(ask, ArgType{Type: a.t, Constant: true, List: a.v == nil && a.list != nil})
	}
	impl, want, ok := f.Select(ask)
	if !ok {
		panic(fmt.Sprintf("no Go function for %s%v", f.Name, ask))
	}
	typ, _ := TypeOf(impl.Result())
	var values []reflect.Value
	if impl.Env() {
		values = append(values, reflect.ValueOf(kql.Env{Now: kql.MustDateTime("2024-05-06T07:08:09Z")}))
	}
	for i, a := range args {
		p := impl.Param(i)
		if a.v == nil && a.list == nil && !IsNull(p) {
			switch typ { // A strict function of null.
			case kql.TypeString:
				return datum{t: typ, v: ""}
			case kql.TypeDynamic:
				return datum{t: typ, v: kql.Dynamic{}}
			}
			return datum{t: typ}
		}
		list := a.list
		if list == nil || a.v != nil {
			list = []datum{a}
		}
		var converted []reflect.Value
		for _, d := range list {
			v := reflect.Zero(p)
			if d.v != nil {
				v = convert(d, want[i])
			}
			if IsNull(p) && d.v != nil {
				some := reflect.New(p).Elem()
				some.Field(0).Set(v)
				some.Field(1).SetBool(true)
				v = some
			}
			converted = append(converted, v)
		}
		if prep, ok := Prepared(p); ok {
			converted = reflect.ValueOf(prep.New).Call(converted)
		}
		values = append(values, converted...)
	}
	result := impl.Call(values)
	if typ == kql.TypeUnknown {
		texts := fields(result)
		if last := len(args) - 1; impl.Variadic() && args[last].t == kql.TypeBool {
			texts = texts[:last] // it says how, and has no value
		}
		return datum{t: kql.TypeString, v: strings.Join(texts, "; ")}
	}
	if IsNull(impl.Result()) {
		if !result.FieldByName("OK").Bool() {
			return datum{t: typ}
		}
		result = result.FieldByName("V")
	}
	return datum{t: typ, v: result.Interface()}
}

// fields are the texts of the values of a function of several.
func fields(result reflect.Value) (texts []string) {
	var values []reflect.Value
	if result.Kind() == reflect.Slice {
		for i := range result.Len() {
			values = append(values, result.Index(i))
		}
	} else {
		for i := range result.NumField() {
			values = append(values, result.Field(i))
		}
	}
	for _, f := range values {
		d := datum{v: f.Interface()}
		if IsNull(f.Type()) {
			d.v = f.Field(0).Interface()
			if !f.Field(1).Bool() {
				d.v = nil
			}
		}
		texts = append(texts, d.text())
	}
	return texts
}

func convert(d datum, to kql.Type) reflect.Value {
	if n, ok := d.v.(int32); ok && to != kql.TypeInt {
		d = datum{t: kql.TypeLong, v: int64(n)}
	}
	switch v := d.v.(type) {
	case int64:
		switch to {
		case kql.TypeInt:
			return reflect.ValueOf(int32(v))
		case kql.TypeReal:
			return reflect.ValueOf(float64(v))
		case kql.TypeDecimal:
			return reflect.ValueOf(kql.DecimalOf(v))
		case kql.TypeDynamic:
			return reflect.ValueOf(kql.DynamicLong(v))
		}
	case string:
		if to == kql.TypeDynamic {
			return reflect.ValueOf(kql.DynamicString(v))
		}
	case float64:
		if to == kql.TypeDynamic {
			return reflect.ValueOf(kql.DynamicReal(v))
		}
	case bool:
		if to == kql.TypeDynamic {
			return reflect.ValueOf(kql.DynamicBool(v))
		}
	case kql.TimeSpan:
		if to == kql.TypeDynamic {
			return reflect.ValueOf(kql.DynamicTimeSpan(v))
		}
	}
	switch to {
	case d.t:
		return reflect.ValueOf(d.v)
	case kql.TypeString:
		return reflect.ValueOf(d.text())
	}
	panic(fmt.Sprintf("no conversion from %s to %s", d.t, to))
}

// TestGoFunctions holds the types of the Go functions against the signatures.
func TestGoFunctions(t *testing.T) {
	for _, f := range everything() {
		for _, fn := range f.Go {
			i := newImpl(fn)
			_, name := GoName(fn)
			if !slices.ContainsFunc(f.Signatures(), func(sig *Signature) bool { return i.suits(sig) }) {
				t.Errorf("%s: %s has parameters %v that no signature takes", f.Name, name, i.params)
			}
		}
	}
}

// suits reports whether the Go function takes arguments of a signature: as many, of types that are let in or come about
// by conversion to text or to a wider number.
func (i Impl) suits(sig *Signature) bool {
	if sig.Max < len(i.params) && !i.Variadic() || sig.Min > len(i.params) && !i.Variadic() && !sig.Repeats {
		return false
	}
	for n, p := range i.params {
		if _, prepared := Prepared(p); prepared {
			continue
		}
		if _, ok := TypeOf(p); !ok || n >= sig.Max {
			return false
		}
	}
	return true
}

func TestExpansionsExist(t *testing.T) {
	for _, f := range everything() {
		for _, rule := range f.As {
			_, body, ok := strings.Cut(rule, " = ")
			if _, rest, err := parseExpansion(body); err != nil || rest != "" || !ok {
				t.Errorf("%s: %q: %v", f.Name, rule, err)
			}
		}
	}
}
