package compile

import "github.com/kqlc/kqlc/kql"

// Row returns the columns of a row of the rule's result, bound to values of their own, all of which can be null.
func (p Package) Row() []kql.Column {
	out := make([]kql.Column, len(p.Columns))
	for i, c := range p.Columns {
		out[i] = place(c.Name, c.Type)
	}
	return out
}

// place is a column with a value of its own.
func place(name string, t kql.Type) kql.Column {
	switch t {
	case kql.TypeBool:
		return kql.Col(name, new(kql.Null[bool]))
	case kql.TypeInt:
		return kql.Col(name, new(kql.Null[int32]))
	case kql.TypeLong:
		return kql.Col(name, new(kql.Null[int64]))
	case kql.TypeReal:
		return kql.Col(name, new(kql.Null[float64]))
	case kql.TypeDecimal:
		return kql.Col(name, new(kql.Null[kql.Decimal]))
	case kql.TypeDateTime:
		return kql.Col(name, new(kql.Null[kql.DateTime]))
	case kql.TypeTimeSpan:
		return kql.Col(name, new(kql.Null[kql.TimeSpan]))
	case kql.TypeGUID:
		return kql.Col(name, new(kql.Null[kql.GUID]))
	case kql.TypeDynamic:
		return kql.Col(name, new(kql.Dynamic))
	}
	return kql.Col(name, new(string))
}
