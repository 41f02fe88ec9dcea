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
		switch name {
		case "guid":
			return datum{t: kql.TypeGUID, v: kql.MustGUID(inner)}
		case "dynamic":
			return array(inner)
		}
		f := Lookup(Scalar, name)
		if f == nil {
			panic("no function " + name)
		}
		return apply(f, evaluateAll(inner))
	}
	return literal(expr)
}

// array is a dynamic array, and a list where it stands for one.
func array(text string) datum {
	d := datum{t: kql.TypeDynamic, v: kql.ParseJSON(strings.ReplaceAll(text, "'", `"`))}
	d.list = evaluateAll(strings.Trim(text, "[]"))
	return d
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
			list = list[0].list
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
	var ask []ArgType
	for _, a := range args {
		ask = append(ask, ArgType{Type: a.t, Constant: true, List: a.v == nil && a.list != nil})
	}
	impl, want, ok := f.Select(ask)
	if !ok {
		panic(fmt.Sprintf("no Go function for %s%v", f.Name, ask))
	}
	var values []reflect.Value
	for i, a := range args {
		p := impl.Param(i)
		list := a.list
		if list == nil || a.v != nil {
			list = []datum{a}
		}
		var converted []reflect.Value
		for _, d := range list {
			converted = append(converted, convert(d, want[i]))
		}
		if prep, ok := Prepared(p); ok {
			converted = reflect.ValueOf(prep.New).Call(converted)
		}
		values = append(values, converted...)
	}
	result := impl.Call(values)
	typ, _ := TypeOf(impl.Result())
	if IsNull(impl.Result()) {
		if !result.FieldByName("OK").Bool() {
			return datum{t: typ}
		}
		result = result.FieldByName("V")
	}
	return datum{t: typ, v: result.Interface()}
}

func convert(d datum, to kql.Type) reflect.Value {
	switch {
	case d.t == to:
		return reflect.ValueOf(d.v)
	case to == kql.TypeString:
		return reflect.ValueOf(d.text())
	case d.t == kql.TypeLong && to == kql.TypeReal:
		return reflect.ValueOf(float64(d.v.(int64)))
	case d.t == kql.TypeLong && to == kql.TypeDynamic:
		return reflect.ValueOf(kql.DynamicLong(d.v.(int64)))
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
