package plan

import "github.com/kqlc/kqlc/kql"

// Guards are what the rule requires of the events of its tables, by table: of a table that is read more than once, what
// one of the readings requires.
func (r *Rule) Guards() map[string]kql.Guards {
	out := map[string]kql.Guards{}
	note := func(n Node) {
		scan, ok := n.(*Scan)
		if !ok {
			return
		}
		if before, ok := out[scan.Table]; ok {
			out[scan.Table] = before.Either(scan.Guards)
			return
		}
		out[scan.Table] = scan.Guards
	}
	for _, root := range r.Roots() {
		InspectNode(*root, note)
	}
	return out
}
