package opt

import (
	"slices"
	"strings"

	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
)

// prefilter notes at each scan which literals the wheres on top of it require.
func prefilter(n plan.Node) {
	switch n := n.(type) {
	case *plan.Where:
		var clauses kql.Prefilter
		at := plan.Node(n)
		for {
			if w, ok := at.(*plan.Where); ok {
				clauses = append(clauses, require(w.Pred)...)
				at = w.Input
				continue
			}
			if e, ok := at.(*plan.Extend); ok {
				at = e.Input
				continue
			}
			break
		}
		if scan, ok := at.(*plan.Scan); ok {
			scan.Prefilter = clauses
			return
		}
		prefilter(at)
	default:
		for _, in := range n.Inputs() {
			prefilter(in)
		}
	}
}

// require returns the literals that a predicate over the columns of an event requires in the event's text; nothing
// where it requires none.
func require(e plan.Expr) kql.Prefilter {
	switch e := e.(type) {
	case *plan.And:
		var out kql.Prefilter
		for _, a := range e.Args {
			out = append(out, require(a)...)
		}
		return out
	case *plan.Or:
		var union []string
		for _, a := range e.Args {
			clauses := require(a)
			if len(clauses) == 0 {
				return nil
			}
			union = append(union, rarest(clauses)...)
		}
		slices.Sort(union)
		return kql.Prefilter{slices.Compact(union)}
	case *plan.Call:
		return requireCall(e)
	}
	return nil
}

// needleOperators are the operators that are true only where the right side's text occurs in the left side's.
var needleOperators = map[string]bool{
	"==": true, "=~": true, "has": true, "has_cs": true, "hasprefix": true, "hasprefix_cs": true, "hassuffix": true,
	"hassuffix_cs": true, "contains": true, "contains_cs": true, "startswith": true, "startswith_cs": true,
	"endswith": true, "endswith_cs": true,
}

func requireCall(e *plan.Call) kql.Prefilter {
	if len(e.Args) != 2 {
		return nil
	}
	if r, ok := e.Args[0].(*plan.Ref); !ok || r.T != kql.TypeString {
		return nil
	}
	switch needle := e.Args[1].(type) {
	case *plan.Const:
		if !needleOperators[e.Fn.Name] {
			return nil
		}
		if lit := literal(needle); lit != "" {
			return kql.Prefilter{{lit}}
		}
	case *plan.List:
		var any []string
		var all kql.Prefilter
		for _, el := range needle.Elems {
			c, ok := el.(*plan.Const)
			if !ok {
				return nil
			}
			lit := literal(c)
			if lit == "" {
				return nil
			}
			any, all = append(any, lit), append(all, []string{lit})
		}
		switch e.Fn.Name {
		case "in", "in~", "has_any":
			return kql.Prefilter{any}
		case "has_all":
			return all
		}
	}
	return nil
}

// literal is the longest part of a constant text that stands in an event as it is: printable ASCII without what JSON
// writes otherwise. Folding is of ASCII letters only, so a part without others is found whatever its case.
func literal(c *plan.Const) string {
	text, ok := c.Value.(string)
	if !ok {
		return ""
	}
	longest := ""
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r < ' ' || r > '~' || r == '"' || r == '\\' }) {
		if len(part) > len(longest) {
			longest = part
		}
	}
	return longest
}

// rarest chooses the clause whose shortest literal is longest: it will let the fewest events through.
func rarest(clauses kql.Prefilter) []string {
	best, length := clauses[0], -1
	for _, c := range clauses {
		shortest := len(c[0])
		for _, lit := range c {
			shortest = min(shortest, len(lit))
		}
		if shortest > length {
			best, length = c, shortest
		}
	}
	return best
}
