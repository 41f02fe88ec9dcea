package compile

import (
	"slices"

	"github.com/kqlc/kqlc/internal/plan"
)

// sortedBy names the columns of a result by which its rows are sorted, as far as the result has them; none where they come
// in no order.
func sortedBy(result plan.Node) []string {
	var names []string
	for _, k := range sortKeys(result) {
		ref, ok := k.Expr.(*plan.Ref)
		if !ok || !slices.Contains(result.Columns(), ref.Col) {
			break
		}
		names = append(names, ref.Col.Name)
	}
	return names
}

// sortKeys looks for the sort whose order all operators after it keep.
func sortKeys(n plan.Node) []plan.Key {
	switch n := n.(type) {
	case *plan.Sort:
		return n.Keys
	case *plan.Top:
		return n.Keys
	case *plan.Where, *plan.Extend, *plan.Project, *plan.Take:
		return sortKeys(plan.Inputs(n)[0])
	}
	return nil
}
