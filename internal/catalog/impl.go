package catalog

import (
	"path"
	"reflect"
	"runtime"
	"slices"
	"strings"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/geo"
	"github.com/kqlc/kqlc/kql/zone"
)

// Impl is a Go function that implements a KQL function for some types of arguments. What it needs to know it reads from
// the Go signature: a parameter of kql.Null takes nulls, others are strict; a first parameter of kql.Env needs the clock;
// a parameter of a prepared type takes a constant that is built once.
type Impl struct {
	fn     reflect.Value
	params []reflect.Type // without kql.Env; the last one of a variadic function is the element's
	takes  []taken        // what the parameters take
	env    bool
}

// taken is what a parameter takes: values of a type, known unless none is, with null or without; or where it is of a
// prepared type constants, a list of them or one; cached tells that it takes what is no constant, too.
type taken struct {
	typ                                 kql.Type
	known, null, prepared, list, cached bool
}

// Preparation is how a constant argument becomes a value of a prepared type.
type Preparation struct {
	// New is the Go function that makes it of the constants.
	New any
	// Cache is a value of the type whose method Of prepares what is no constant; nil where it has to be one.
	Cache any
	// Word is what names of such values begin with.
	Word string
	// Check tells what is wrong with a constant that New would panic on; nil where New takes any.
	Check func(text string) error
	// List tells that it is made of a list, as the right side of in.
	List bool
}

// from is the type of the constants.
func (p Preparation) from() kql.Type {
	t := reflect.TypeOf(p.New).In(0)
	if p.List {
		t = t.Elem()
	}
	from, _ := TypeOf(t)
	return from
}

func check[T any](parse func(string) (T, error)) func(string) error {
	return func(text string) error {
		_, err := parse(text)
		return err
	}
}

// preparations are the prepared types.
var preparations = map[reflect.Type]Preparation{
	reflect.TypeFor[kql.Term]():              {New: kql.NewTerm, Word: "term"},
	reflect.TypeFor[kql.Terms]():             {New: kql.NewTerms, Word: "terms", List: true},
	reflect.TypeFor[kql.Needle]():            {New: kql.NewNeedle, Word: "text"},
	reflect.TypeFor[kql.StringSet]():         {New: kql.NewStringSet, Word: "set", List: true},
	reflect.TypeFor[kql.FoldSet]():           {New: kql.NewFoldSet, Word: "set", List: true},
	reflect.TypeFor[*kql.Regex]():            {New: kql.MustRegex, Word: "regex", Check: kql.CheckRegex, Cache: kql.Regexes{}},
	reflect.TypeFor[kql.Set[int32]]():        {New: kql.NewIntSet, Word: "set", List: true},
	reflect.TypeFor[kql.Set[int64]]():        {New: kql.NewLongSet, Word: "set", List: true},
	reflect.TypeFor[kql.Set[float64]]():      {New: kql.NewRealSet, Word: "set", List: true},
	reflect.TypeFor[kql.Set[kql.Decimal]]():  {New: kql.NewSet[kql.Decimal], Word: "set", List: true},
	reflect.TypeFor[kql.Set[kql.DateTime]](): {New: kql.NewSet[kql.DateTime], Word: "set", List: true},
	reflect.TypeFor[kql.Set[kql.TimeSpan]](): {New: kql.NewSet[kql.TimeSpan], Word: "set", List: true},
	reflect.TypeFor[kql.Set[kql.GUID]]():     {New: kql.NewSet[kql.GUID], Word: "set", List: true},
	reflect.TypeFor[kql.DatePart]():          {New: kql.MustDatePart, Word: "part", Check: check(kql.NewDatePart)},
	reflect.TypeFor[kql.DateFormat]():        {New: kql.MustDateFormat, Word: "format", Check: check(kql.NewDateFormat)},
	reflect.TypeFor[kql.TimeSpanFormat]():    {New: kql.MustTimeSpanFormat, Word: "format", Check: check(kql.NewTimeSpanFormat)},
	reflect.TypeFor[zone.Zone]():             {New: zone.MustZone, Word: "zone", Check: check(zone.NewZone)},
	reflect.TypeFor[geo.Path]():              {New: geo.NewPath, Word: "line"},
	reflect.TypeFor[geo.Area]():              {New: geo.NewArea, Word: "polygon"},
	reflect.TypeFor[kql.IPv4Ranges]():        {New: kql.NewIPv4Ranges, Word: "networks", List: true},
	reflect.TypeFor[kql.IPv4Terms]():         {New: kql.NewIPv4Terms, Word: "addresses", List: true},
}

// Prepared returns how a value of type t is prepared; ok is false for types of ordinary arguments.
func Prepared(t reflect.Type) (p Preparation, ok bool) {
	p, ok = preparations[t]
	return p, ok
}

// Wrong tells what is wrong with a constant as the n-th argument, such as a regular expression that is none; nil for one
// that is fine.
func (i Impl) Wrong(n int, constant any) error {
	text, ok := constant.(string)
	if prep, prepared := Prepared(i.Param(n)); ok && prepared && prep.Check != nil {
		return prep.Check(text)
	}
	return nil
}

// Env reports whether the function asks the evaluation's surroundings.
func (f *Function) Env() bool { return slices.ContainsFunc(f.impls(), Impl.Env) }

// GoName returns the import path and the name of a Go function.
func GoName(fn any) (pkg, name string) {
	full := runtime.FuncForPC(reflect.ValueOf(fn).Pointer()).Name()
	dir, base := path.Split(full)
	pkg, name, _ = strings.Cut(base, ".")
	return dir + pkg, strings.TrimSuffix(name, "[...]")
}

// Name is the function's name, Package its import path.
func (i Impl) Name() string { _, name := GoName(i.fn.Interface()); return name }

// Package is the import path of the function's package.
func (i Impl) Package() string { pkg, _ := GoName(i.fn.Interface()); return pkg }

// Env reports whether the function takes the evaluation's surroundings first.
func (i Impl) Env() bool { return i.env }

// Variadic reports whether the last parameter takes any number of arguments.
func (i Impl) Variadic() bool { return i.fn.Type().IsVariadic() }

// Param is the Go type of the n-th argument.
func (i Impl) Param(n int) reflect.Type { return i.params[min(n, len(i.params)-1)] }

// Result is the Go type of the result.
func (i Impl) Result() reflect.Type { return i.fn.Type().Out(0) }

// Field is the field of the result that holds a value of a function of several: that of its name, case and underscores
// aside.
func (i Impl) Field(name string) (f reflect.StructField, ok bool) {
	t := i.Result()
	if t.Kind() != reflect.Struct {
		return f, false
	}
	name = strings.ReplaceAll(name, "_", "")
	return t.FieldByNameFunc(func(field string) bool { return strings.EqualFold(field, name) })
}

// Call applies the function to values of its parameters' types.
func (i Impl) Call(args []reflect.Value) reflect.Value { return i.fn.Call(args)[0] }

func newImpl(fn any) Impl {
	v := reflect.ValueOf(fn)
	t := v.Type()
	i := Impl{fn: v}
	for n := range t.NumIn() {
		p := t.In(n)
		if n == 0 && p == reflect.TypeFor[kql.Env]() {
			i.env = true
			continue
		}
		if t.IsVariadic() && n == t.NumIn()-1 {
			p = p.Elem()
		}
		i.params = append(i.params, p)
		take := taken{}
		if prep, ok := Prepared(p); ok {
			take = taken{typ: prep.from(), known: true, prepared: true, list: prep.List, cached: prep.Cache != nil}
		} else {
			take.typ, take.known = TypeOf(p)
			take.null = IsNull(p)
		}
		i.takes = append(i.takes, take)
	}
	return i
}

// impls are the Go functions that implement it.
func (f *Function) impls() []Impl {
	f.onceGo.Do(func() {
		for _, fn := range f.Go {
			f.goImpls = append(f.goImpls, newImpl(fn))
		}
	})
	return f.goImpls
}

// goTypes are the Go types of values.
var goTypes = map[reflect.Type]kql.Type{
	reflect.TypeFor[bool]():         kql.TypeBool,
	reflect.TypeFor[int32]():        kql.TypeInt,
	reflect.TypeFor[int64]():        kql.TypeLong,
	reflect.TypeFor[float64]():      kql.TypeReal,
	reflect.TypeFor[string]():       kql.TypeString,
	reflect.TypeFor[kql.DateTime](): kql.TypeDateTime,
	reflect.TypeFor[kql.TimeSpan](): kql.TypeTimeSpan,
	reflect.TypeFor[kql.GUID]():     kql.TypeGUID,
	reflect.TypeFor[kql.Decimal]():  kql.TypeDecimal,
	reflect.TypeFor[kql.Dynamic]():  kql.TypeDynamic,
}

// IsNull reports whether t is kql.Null of something.
func IsNull(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && strings.HasPrefix(t.Name(), "Null[") && t.PkgPath() == reflect.TypeFor[kql.Env]().PkgPath()
}

// TypeOf returns the scalar type that a Go type holds, with or without null.
func TypeOf(t reflect.Type) (kql.Type, bool) {
	if IsNull(t) {
		t = t.Field(0).Type
	}
	typ, ok := goTypes[t]
	return typ, ok
}

// ArgType is what Select asks of an argument.
type ArgType struct {
	Type kql.Type
	// Constant tells that the value, or all values of a list, are known when the query is compiled.
	Constant bool
	// List tells that the argument is the right side of in, has_any or has_all.
	List bool
	// Null tells that a value of a list can be null.
	Null bool
}

// Select picks the Go function for arguments of the given types: the one that they have to be converted least for,
// prepared forms before others. want are the types that the arguments have to be converted to. ok is false where none
// fits.
func (f *Function) Select(args []ArgType) (impl Impl, want []kql.Type, ok bool) {
	best := -1
	for _, i := range f.impls() {
		cost, fits := i.fit(args)
		if fits && (best < 0 || cost < best) {
			impl, best = i, cost
		}
	}
	if best < 0 {
		return impl, nil, false
	}
	want = make([]kql.Type, len(args))
	for n := range args {
		want[n] = impl.take(n).typ
	}
	return impl, want, true
}

// Omitted returns the values of the arguments that a call with n of them leaves out.
func (f *Function) Omitted(n int) []any {
	full := 0
	for _, i := range f.impls() {
		full = max(full, len(i.params))
	}
	if n >= full || full-n > len(f.Defaults) {
		return nil
	}
	return f.Defaults[len(f.Defaults)-(full-n):]
}

// take is what the parameter of the n-th argument takes.
func (i Impl) take(n int) taken { return i.takes[min(n, len(i.takes)-1)] }

// fit tells what it costs to convert the arguments for the function.
func (i Impl) fit(args []ArgType) (cost int, ok bool) {
	if len(args) < len(i.params) && (!i.Variadic() || len(args) < len(i.params)-1) || len(args) > len(i.params) && !i.Variadic() {
		return 0, false
	}
	for n, a := range args {
		p := i.take(n)
		if p.prepared {
			if !a.Constant && !p.cached || a.List != p.list || a.Type != p.typ {
				return 0, false
			}
			continue
		}
		if a.List && !(i.Variadic() && n >= len(i.params)-1) {
			return 0, false
		}
		if a.List && a.Null != p.null {
			return 0, false
		}
		w, possible := widening(a.Type, p.typ)
		if !p.known || !possible {
			return 0, false
		}
		cost += 2*w + 1
	}
	return cost, true
}

// widening says how far a value of type from has to be widened to one of type to. A number that is too wide is cut where
// no other implementation takes it.
func widening(from, to kql.Type) (steps int, ok bool) {
	if from == to {
		return 0, true
	}
	rank := func(t kql.Type) int {
		switch t {
		case kql.TypeInt:
			return 1
		case kql.TypeLong:
			return 2
		case kql.TypeReal:
			return 3
		case kql.TypeDecimal:
			return 4
		}
		return 0
	}
	switch a, b := rank(from), rank(to); {
	case a > 0 && b > a:
		return b - a, true
	case to == kql.TypeString:
		return 5, true
	case to == kql.TypeDynamic:
		return 6, true
	case a > b && b > 0:
		return 50 + a - b, true
	case from == kql.TypeDynamic: // Others are rather made dynamics, which loses nothing.
		return 100, true
	}
	return 0, false
}

// goOperators are the KQL operators that Go's own do exactly, on plain values of equal type.
var goOperators = map[kql.Type][]string{
	kql.TypeLong:     {"+", "-", "*", "<", "<=", ">", ">=", "==", "!="},
	kql.TypeReal:     {"+", "-", "*", "/", "<", "<=", ">", ">=", "==", "!="},
	kql.TypeTimeSpan: {"+", "-", "<", "<=", ">", ">=", "==", "!="},
	kql.TypeDateTime: {"<", "<=", ">", ">=", "==", "!="},
	kql.TypeInt:      {"<", "<=", ">", ">=", "==", "!="},
	kql.TypeBool:     {"==", "!="},
	kql.TypeString:   {"==", "!="},
	kql.TypeGUID:     {"==", "!="},
	kql.TypeDecimal:  {"==", "!="},
}

// GoOperator returns the Go operator that does what the function does on plain values of the two types, "" where there
// is none.
func (f *Function) GoOperator(args []ArgType) string {
	name := f.Name
	if name == "<>" {
		name = "!="
	}
	if f.Kind != Operator || len(args) != 2 || args[0].Type != args[1].Type || !slices.Contains(goOperators[args[0].Type], name) {
		return ""
	}
	return name
}

// IsEquality reports whether the function is == or !=, which are null only where both sides are (Kusto: null-values).
func (f *Function) IsEquality() bool {
	return f.Kind == Operator && (f.Name == "==" || f.Name == "!=" || f.Name == "<>")
}
