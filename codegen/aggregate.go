package codegen

import (
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
)

// aggregator is how an aggregate of the catalogue is computed: a state of a type of kql, what a row adds to it, and what
// it gives in the end.
type aggregator struct {
	// state is the Go type of the state.
	state *jen.Statement
	// init makes it, nil where the zero value will do.
	init *jen.Statement
	// value is the argument that is added; rows where it is null are left out. nil adds the row as such.
	value plan.Expr
	// as turns the Go expression of the value into what Add takes; nil for itself.
	as func(*jen.Statement) *jen.Statement
	// method is the name of the method that adds, "" for Add.
	method string
	// keeps tells that the method is given what keeps texts, before the value.
	keeps bool
	// other is what is added together with the value, as the weight of a percentile; rows where it is null are left out
	// too. nil mostly.
	other   plan.Expr
	otherAs func(*jen.Statement) *jen.Statement
	// result turns the state into the value of the i-th column; nil for Result().
	result func(state *jen.Statement, i int) *jen.Statement
	// withNulls tells that Add takes nulls.
	withNulls bool
}

// withoutCondition cuts the if of sumif, make_set_if and their kin off the name of an aggregate and the condition off its
// arguments; cond is nil where there is none.
func withoutCondition(fn *catalog.Function, args []plan.Expr) (name string, cond plan.Expr, rest []plan.Expr) {
	sig := fn.Signatures()[0]
	i := slices.IndexFunc(sig.Params, func(p *catalog.Param) bool { return p.Name == "predicate" })
	name, ok := strings.CutSuffix(fn.Name, "if")
	if !ok || i < 0 || i >= len(args) {
		return fn.Name, nil, args
	}
	return strings.TrimSuffix(name, "_"), args[i], slices.Delete(slices.Clone(args), i, i+1)
}

// aggregators make the aggregator of an aggregate from its arguments, without the condition of an …if form; nil where it does
// not take values of their types.
var aggregators map[string]func(args []plan.Expr) *aggregator

func init() {
	aggregators = map[string]func([]plan.Expr) *aggregator{
		"count":    func([]plan.Expr) *aggregator { return &aggregator{state: kqlFunc("Count")} },
		"cnt":      func([]plan.Expr) *aggregator { return &aggregator{state: kqlFunc("Count")} },
		"sum":      sumOf,
		"avg":      avgOf,
		"min":      ordered("Min"),
		"max":      ordered("Max"),
		"dcount":   hashed("DCount"),
		"stdev":    numeric("Stdev"),
		"stdevp":   numeric("StdevP"),
		"variance": numeric("Variance"), "variancep": numeric("VarianceP"),
		"count_distinct": func(args []plan.Expr) *aggregator {
			return keepingTexts(&aggregator{state: kqlFunc("CountDistinct").Types(comparable(args[0].Type())), value: args[0], as: comparableOf(args[0].Type())})
		},
		"make_list": listOf(0), "makelist": listOf(128),
		"make_list_with_nulls": func(args []plan.Expr) *aggregator {
			return &aggregator{
				state: kqlFunc("MakeList").Types(fieldType(args[0].Type(), args[0].Nullable())), value: args[0], withNulls: true,
			}
		},
		"make_set": setOf(0), "makeset": setOf(128),
		"make_bag": bagOf(0), "make_dictionary": bagOf(128),
		"buildschema":    dynamics("BuildSchema"),
		"binary_all_and": bitwise("BinaryAllAnd"), "binary_all_or": bitwise("BinaryAllOr"), "binary_all_xor": bitwise("BinaryAllXor"),
		"covariance": covariant("Covariance"), "covariancep": covariant("CovarianceP"),
		"percentile": percentiles(1, false), "percentiles": percentiles(1, false), "percentiles_array": percentiles(1, true),
		"percentilew": percentiles(2, false), "percentilesw": percentiles(2, false), "percentilesw_array": percentiles(2, true),
		"tdigest": tdigestOf, "tdigest_merge": dynamics("TDigestMerge"), "merge_tdigest": dynamics("TDigestMerge"),
		"hll": hashed("HLL"), "hll_merge": dynamics("HLLMerge"),
	}
}

func sumOf(args []plan.Expr) *aggregator {
	x := args[0]
	switch x.Type() {
	case kql.TypeDecimal:
		return &aggregator{state: kqlFunc("SumDecimal"), value: x}
	case kql.TypeDynamic:
		return &aggregator{state: kqlFunc("SumDynamic"), value: x}
	case kql.TypeInt:
		return &aggregator{state: kqlFunc("Sum").Types(jen.Int64()), value: x, as: toInt64}
	}
	return &aggregator{state: kqlFunc("Sum").Types(plainType(x.Type())), value: x}
}

func toInt64(v *jen.Statement) *jen.Statement { return jen.Int64().Call(v) }

func avgOf(args []plan.Expr) *aggregator {
	x := args[0]
	switch x.Type() {
	case kql.TypeDecimal:
		return &aggregator{state: kqlFunc("AvgDecimal"), value: x}
	case kql.TypeTimeSpan:
		return &aggregator{state: kqlFunc("AvgTimeSpan"), value: x}
	case kql.TypeDateTime:
		return &aggregator{state: kqlFunc("AvgDateTime"), value: x}
	case kql.TypeDynamic:
		return &aggregator{state: kqlFunc("AvgDynamic"), value: x}
	case kql.TypeInt:
		return &aggregator{state: kqlFunc("Avg").Types(jen.Int64()), value: x, as: toInt64}
	}
	return &aggregator{state: kqlFunc("Avg").Types(plainType(x.Type())), value: x}
}

// ordered is min and max.
func ordered(name string) func([]plan.Expr) *aggregator {
	return func(args []plan.Expr) *aggregator {
		x := args[0]
		if x.Type() == kql.TypeDynamic {
			return &aggregator{state: kqlFunc(name + "Dynamic"), value: x}
		}
		a := &aggregator{state: kqlFunc(name).Types(plainType(x.Type())), value: x}
		if x.Type() == kql.TypeString {
			a.result = func(state *jen.Statement, _ int) *jen.Statement { return state.Dot("Result").Call().Dot("V") }
		}
		return a
	}
}

func numeric(name string) func([]plan.Expr) *aggregator {
	return func(args []plan.Expr) *aggregator {
		return &aggregator{state: kqlFunc(name), value: args[0], as: toReal(args[0].Type())}
	}
}

func covariant(name string) func([]plan.Expr) *aggregator {
	return func(args []plan.Expr) *aggregator {
		return &aggregator{
			state: kqlFunc(name), value: args[0], as: toReal(args[0].Type()), other: args[1], otherAs: toReal(args[1].Type()),
		}
	}
}

// toReal makes a real of a number of type t, nil where it is one.
func toReal(t kql.Type) func(*jen.Statement) *jen.Statement {
	switch t {
	case kql.TypeReal:
		return nil
	case kql.TypeDecimal:
		return func(v *jen.Statement) *jen.Statement { return v.Dot("Real").Call() }
	}
	return func(v *jen.Statement) *jen.Statement { return jen.Float64().Call(v) }
}

func bitwise(name string) func([]plan.Expr) *aggregator {
	return func(args []plan.Expr) *aggregator {
		if t := args[0].Type(); t != kql.TypeInt && t != kql.TypeLong {
			return nil
		}
		return &aggregator{state: kqlFunc(name).Types(plainType(args[0].Type())), value: args[0]}
	}
}

// dynamics is an aggregate of dynamics.
func dynamics(name string) func([]plan.Expr) *aggregator {
	return func(args []plan.Expr) *aggregator { return &aggregator{state: kqlFunc(name), value: args[0]} }
}

// hashes are the functions by which dcount tells values apart.
var hashes = map[kql.Type]string{
	kql.TypeBool: "HashBool", kql.TypeInt: "HashInt", kql.TypeLong: "HashLong", kql.TypeReal: "HashReal", kql.TypeString: "Hash",
	kql.TypeDateTime: "HashDateTime", kql.TypeTimeSpan: "HashTimeSpan", kql.TypeGUID: "HashGUID",
}

// hashed is an aggregate that tells values apart by their hash.
func hashed(name string) func([]plan.Expr) *aggregator {
	return func(args []plan.Expr) *aggregator {
		t := args[0].Type()
		a := &aggregator{state: kqlFunc(name), value: args[0], as: func(v *jen.Statement) *jen.Statement {
			if t == kql.TypeDecimal {
				return kqlFunc("Hash").Call(v.Dot("String").Call())
			}
			return kqlFunc(hashes[t]).Call(v)
		}}
		if t == kql.TypeDynamic {
			a.as, a.method = nil, "AddDynamic"
		}
		if n, ok := constLong(args, 1); ok {
			a.init = kqlFunc("New" + name).Call(jen.Lit(int(n)))
		}
		return a
	}
}

// constLong returns the i-th argument where it is a constant integer.
func constLong(args []plan.Expr, i int) (int64, bool) {
	if i >= len(args) {
		return 0, false
	}
	c, ok := args[i].(*plan.Const)
	if !ok {
		return 0, false
	}
	switch v := c.Value.(type) {
	case int64:
		return v, true
	case int32:
		return int64(v), true
	}
	return 0, false
}

// comparable is the type by which values of t are told apart.
func comparable(t kql.Type) *jen.Statement {
	if t == kql.TypeReal {
		return kqlFunc("RealKey")
	}
	return plainType(t)
}

func comparableOf(t kql.Type) func(*jen.Statement) *jen.Statement {
	if t != kql.TypeReal {
		return nil
	}
	return func(v *jen.Statement) *jen.Statement { return kqlFunc("NewRealKey").Call(v) }
}

func listOf(limit int64) func([]plan.Expr) *aggregator {
	return func(args []plan.Expr) *aggregator {
		t := plainType(args[0].Type())
		return limited(&aggregator{state: kqlFunc("MakeList").Types(t), value: args[0]}, kqlFunc("NewMakeList").Types(t.Clone()), args, limit)
	}
}

func setOf(limit int64) func([]plan.Expr) *aggregator {
	return func(args []plan.Expr) *aggregator {
		t := args[0].Type()
		if t == kql.TypeDynamic {
			return limited(&aggregator{state: kqlFunc("MakeSetDynamic"), value: args[0]}, kqlFunc("NewMakeSetDynamic"), args, limit)
		}
		return limited(keepingTexts(&aggregator{state: kqlFunc("MakeSet").Types(comparable(t)), value: args[0], as: comparableOf(t)}),
			kqlFunc("NewMakeSet").Types(comparable(t)), args, limit)
	}
}

// keepingTexts lets sets of texts have texts in common.
func keepingTexts(a *aggregator) *aggregator {
	if a.value.Type() == kql.TypeString {
		a.method, a.keeps = "AddKept", true
	}
	return a
}

func bagOf(limit int64) func([]plan.Expr) *aggregator {
	return func(args []plan.Expr) *aggregator {
		return limited(&aggregator{state: kqlFunc("MakeBag"), value: args[0]}, kqlFunc("NewMakeBag"), args, limit)
	}
}

// limited gives a list or set the limit that the query asks for, or the one of the old spelling.
func limited(a *aggregator, constructor *jen.Statement, args []plan.Expr, limit int64) *aggregator {
	if n, ok := constLong(args, 1); ok {
		limit = n
	}
	if limit > 0 {
		a.init = constructor.Call(jen.Lit(int(limit)))
	}
	return a
}
