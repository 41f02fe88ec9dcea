package codegen

import (
	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
)

// percentiles are percentile and its kin, whose percents begin at the first-th argument; a weight stands before them where
// that is the third. array tells that the values are one array.
func percentiles(first int, array bool) func([]plan.Expr) *aggregator {
	return func(args []plan.Expr) *aggregator {
		percents, ok := percentsOf(args[first:])
		a := digest("Percentile", args[:first])
		if !ok || a == nil {
			return nil
		}
		a.result = func(state *jen.Statement, i int) *jen.Statement {
			if array {
				return state.Dot("Results").Call(percents...)
			}
			v := state.Dot("Result").Call(percents[i])
			if t := args[0].Type(); t == kql.TypeString || t == kql.TypeDynamic {
				return v.Dot("V")
			}
			return v
		}
		return a
	}
}

func tdigestOf(args []plan.Expr) *aggregator { return digest("TDigest", args) }

// digest is an aggregate of values in their order, with a weight as second argument or without.
func digest(name string, args []plan.Expr) *aggregator {
	a := &aggregator{value: args[0]}
	t := args[0].Type()
	switch t {
	case kql.TypeInt:
		t, a.as = kql.TypeLong, toInt64
	case kql.TypeDecimal:
		t, a.as = kql.TypeReal, toReal(t)
	}
	a.state = kqlFunc(name).Types(plainType(t))
	if len(args) > 1 {
		a.other, a.method = args[1], "AddWeighted"
		switch a.other.Type() {
		case kql.TypeInt:
			a.otherAs = toInt64
		case kql.TypeLong:
		default:
			return nil
		}
	}
	return a
}

// percentsOf are the percents of a percentile, which have to be constants; an array stands for its elements.
func percentsOf(args []plan.Expr) (out []jen.Code, ok bool) {
	for _, a := range args {
		c, ok := a.(*plan.Const)
		if !ok {
			return nil, false
		}
		switch v := c.Value.(type) {
		case int32:
			out = append(out, jen.Lit(int(v)))
		case int64:
			out = append(out, jen.Lit(int(v)))
		case float64:
			out = append(out, jen.Lit(v))
		case kql.Decimal:
			out = append(out, jen.Lit(v.Real()))
		case kql.Dynamic:
			for _, e := range v.Elements() {
				out = append(out, jen.Lit(e.Real()))
			}
		default:
			return nil, false
		}
	}
	return out, true
}
