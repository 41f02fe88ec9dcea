package plan

import (
	"slices"

	"github.com/kqlc/kqlc/kql"
)

// Nullable tells whether the value that an aggregate gives for one of its columns can be null. The column may be nullable
// although it is not: further up it may be that of a side of an outer join which is missing.
func (a Aggregate) Nullable(c *Column) bool {
	average := (a.Fn.Name == "avg" || a.Fn.Name == "avgif") && c.Type == kql.TypeReal
	carries := c.Type == kql.TypeString || c.Type == kql.TypeDynamic
	return !carries && !average && !a.Fn.NeverNull
}

// merging are the aggregates whose states of parts of the rows, merged in the order of the rows, give bit for bit what one
// state of all rows gives: for all types of values, or for those named. Sums of reals depend on where they begin, digests
// and what is rounded as well.
var merging = map[string][]kql.Type{
	"count": nil, "countif": nil, "cnt": nil,
	"sum": whole, "sumif": whole, "avg": whole, "avgif": whole,
	"min": ordered, "minif": ordered, "max": ordered, "maxif": ordered,
	"dcount": nil, "dcountif": nil, "count_distinct": nil, "count_distinctif": nil, "hll": nil, "hll_if": nil,
	"make_list": nil, "make_list_if": nil, "makelist": nil, "make_list_with_nulls": nil,
	"make_set": nil, "make_set_if": nil, "makeset": nil,
	"make_bag": nil, "make_bag_if": nil, "make_dictionary": nil,
	"arg_max": nil, "argmax": nil, "arg_min": nil, "argmin": nil,
	"take_any": nil, "take_anyif": nil, "any": nil, "anyif": nil,
	"binary_all_and": nil, "binary_all_or": nil, "binary_all_xor": nil,
}

// whole are the types of values whose sums do not depend on the order, ordered those that have one for min and max.
var (
	whole   = []kql.Type{kql.TypeInt, kql.TypeLong, kql.TypeTimeSpan, kql.TypeDateTime}
	ordered = append([]kql.Type{kql.TypeBool, kql.TypeReal, kql.TypeDecimal, kql.TypeString, kql.TypeGUID}, whole...)
)

// Merges tells whether states of the aggregate can be merged without a trace.
func (a Aggregate) Merges() bool {
	types, ok := merging[a.Fn.Name]
	return ok && (types == nil || slices.Contains(types, a.Args[0].Type()))
}
