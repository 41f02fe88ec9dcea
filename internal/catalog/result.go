package catalog

import (
	"slices"

	"github.com/kqlc/kqlc/internal/types"
)

// result is the type that the settled signature gives.
func (c *Call) result(argTypes []types.Type) types.Type {
	switch rule := c.Sig.Return.Rule; rule {
	case DeclaredType:
		return c.Sig.Return.Type
	case Custom:
		if t := c.Func.Return(c); t != nil {
			return t
		}
		return types.Error
	case TypeOf0:
		return c.typeOf(0, argTypes)
	case TypeOf1:
		return c.typeOf(1, argTypes)
	case TypeOf2:
		return c.typeOf(2, argTypes)
	case TypeOfLast:
		return c.typeOf(len(c.Sig.Params)-1, argTypes)
	case Named0:
		return c.named(0)
	case Named1:
		return c.named(1)
	case NamedLast:
		return c.named(len(c.Sig.Params) - 1)
	case Promoted0:
		return types.PromoteInt(c.typeOf(0, argTypes))
	case ArrayOf0:
		if t := c.typeOf(0, argTypes); t != types.Error {
			return types.ArrayOf(t)
		}
		return types.Error
	case CommonType, CommonStatic:
		return orError(commonType(c.Params, argTypes, rule == CommonStatic))
	case Widest:
		return orError(types.PromoteInt(types.Widest(argTypes)))
	default:
		return c.entity(rule)
	}
}

func orError(t types.Type) types.Type {
	if t == nil {
		return types.Error
	}
	return t
}

// index is the argument of a parameter by its number, -1 without one.
func (c *Call) index(param int) int { return slices.Index(c.Params, c.Sig.Params[param]) }

func (c *Call) typeOf(param int, argTypes []types.Type) types.Type {
	if i := c.index(param); i >= 0 && i < len(argTypes) {
		return argTypes[i]
	}
	return types.Error
}

// named is the type that a typeof(…) argument names.
func (c *Call) named(param int) types.Type {
	if i := c.index(param); i >= 0 && i < len(c.Args) {
		if t, ok := c.Args[i].Value.(types.Type); ok {
			return t
		}
	}
	return types.Error
}

// entity asks the scope for a table, database and so on.
func (c *Call) entity(rule ReturnRule) types.Type {
	if c.Scope == nil {
		return types.Unknown
	}
	name, known := "", true
	if i := c.index(0); i >= 0 && i < len(c.Args) {
		name, known = c.Args[i].Value.(string)
		known = known && (c.Args[i].Literal || c.Args[i].Constant)
	}
	return orError(c.Scope.Entity(rule, name, known, c))
}

// ResultName is the name that a call of the function gives an unnamed column; "" for none, which stands for Column1,
// Column2, …. row may be nil.
func (f *Function) ResultName(args []Arg, row *types.Table) string {
	first := ""
	if len(args) > 0 {
		first = args[0].Name
	}
	switch f.Naming {
	case First:
		return first
	case Only:
		if len(args) == 1 {
			return first
		}
	case Prefixed:
		return f.Prefix + "_" + first
	case PrefixAlone:
		return f.Prefix
	case FirstIfColumn:
		if len(args) > 0 && row != nil {
			if name, ok := args[0].Value.(string); ok {
				if _, ok := types.Find(row.Columns, name); ok {
					return name
				}
			}
		}
	}
	return ""
}
