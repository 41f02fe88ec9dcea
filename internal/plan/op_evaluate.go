package plan

import (
	"slices"

	"github.com/kqlc/kqlc/internal/catalog"
)

type (
	// Evaluate runs a plugin over the rows.
	Evaluate struct {
		Op
		// Input is nil for a plugin that stands alone.
		Input  Node
		Plugin *catalog.Function
		Args   []PluginArg
		// Declared tells that Out is the schema that the query declares for the plugin.
		Declared bool
	}

	// PluginArg is an argument of a plugin.
	PluginArg struct {
		// Param is the name of the parameter, "" if there is none for it.
		Param string
		// Expr is a scalar, Table a table, Agg an aggregate: exactly one is set. Star stands for none of them.
		Expr  Expr
		Table Node
		Agg   *Aggregate
		Star  bool
	}
)

// Replaces tells whether columns of the input have other values in the result (Kusto: bag-unpack-plugin).
func (n *Evaluate) Replaces() bool {
	return n.Plugin.Name == "bag_unpack" && slices.ContainsFunc(n.Args, func(a PluginArg) bool {
		c, ok := a.Expr.(*Const)
		return ok && a.Param == "columnsConflict" && c.Value == any("replace_source")
	})
}

// Passes tells whether c is, or replaces, a column of the input.
func (n *Evaluate) Passes(c *Column) bool {
	return slices.ContainsFunc(n.Input.Columns(), func(in *Column) bool { return in == c || in.Name == c.Name && n.Replaces() })
}

// ReadsAll tells whether the result depends on every column of the input: without arguments, and where what is not pivoted
// makes the groups (Kusto: pivot-plugin); estimate_rows_count reads none.
func (n *Evaluate) ReadsAll() bool {
	switch n.Plugin.Name {
	case "estimate_rows_count":
		return false
	case "pivot":
		return !slices.ContainsFunc(n.Args, func(a PluginArg) bool { return a.Param == "columnName" })
	case "identity", "rows_near":
		return n.Declared
	}
	return len(n.Args) == 0
}

func (n *Evaluate) inputs(f func(*Node)) {
	if n.Input != nil {
		f(&n.Input)
	}
	for i := range n.Args {
		if n.Args[i].Table != nil {
			f(&n.Args[i].Table)
		}
	}
}

func (n *Evaluate) exprs(f func(*Expr)) {
	for i := range n.Args {
		f(&n.Args[i].Expr)
		if n.Args[i].Agg != nil {
			eachOf(n.Args[i].Agg.Args, f)
		}
	}
}
