package plan

import "github.com/kqlc/kqlc/kql"

// Guards are what the rule requires of the events of its tables, by table: of a table that is read more than once, what
// one of the readings requires.
func (r *Rule) Guards() map[string]kql.Guards {
	return byTable(r, func(s *Scan) kql.Guards { return s.Guards }, kql.Guards.Either)
}

// Bounds are what the rule requires of the times of the events of its tables, likewise.
func (r *Rule) Bounds() map[string]kql.Bounds {
	return byTable(r, func(s *Scan) kql.Bounds { return s.Bounds }, kql.Bounds.Either)
}

// byTable gathers what the scans of each table require.
func byTable[T any](r *Rule, of func(*Scan) T, either func(a, b T) T) map[string]T {
	out := map[string]T{}
	note := func(n Node) {
		scan, ok := n.(*Scan)
		if !ok {
			return
		}
		if before, ok := out[scan.Table]; ok {
			out[scan.Table] = either(before, of(scan))
			return
		}
		out[scan.Table] = of(scan)
	}
	for _, root := range r.Roots() {
		InspectNode(*root, note)
	}
	return out
}
