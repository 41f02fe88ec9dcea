package plan

import "github.com/kqlc/kqlc/kql"

// Nullable tells whether the value that an aggregate gives for one of its columns can be null. The column may be nullable
// although it is not: further up it may be that of a side of an outer join which is missing.
func (a Aggregate) Nullable(c *Column) bool {
	average := (a.Fn.Name == "avg" || a.Fn.Name == "avgif") && c.Type == kql.TypeReal
	carries := c.Type == kql.TypeString || c.Type == kql.TypeDynamic
	return !carries && !average && !a.Fn.NeverNull
}
