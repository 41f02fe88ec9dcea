package kql

import "iter"

// Range gives from, from+step, … up to to, inclusive; nothing where the step leads away from it, is zero, or where one of
// the three is null (Kusto: range-operator). The step of datetimes is a timespan.
func Range[T, S int32 | int64 | float64 | DateTime | TimeSpan](from, to Null[T], step Null[S]) iter.Seq[T] {
	return func(yield func(T) bool) {
		if !from.OK || !to.OK || !step.OK || step.V == 0 {
			return
		}
		for n, v := 0, from.V; step.V > 0 && v <= to.V || step.V < 0 && v >= to.V; {
			if !yield(v) {
				return
			}
			n++
			next := from.V + T(S(n)*step.V)
			if step.V > 0 && next < v || step.V < 0 && next > v {
				return // beyond the type's range
			}
			v = next
		}
	}
}
