package catalog

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/kqlc/kqlc/internal/types"
)

func anyTable(*Call) types.Type { return &types.Table{Open: true} }

// rowTable is the row as a table; an empty one without a row.
func (c *Call) rowTable() *types.Table {
	if c.Scope != nil && c.Scope.Row() != nil {
		return c.Scope.Row()
	}
	return &types.Table{}
}

func sameRow(c *Call) types.Type { return c.rowTable() }

// like returns a table of these columns that is as open, sorted and serialized as the row.
func (c *Call) like(columns []types.Column) *types.Table {
	row := c.rowTable()
	return &types.Table{Columns: columns, Open: row.Open, Sorted: row.Sorted, Serialized: row.Serialized}
}

// beforeRow puts columns before those of the row.
func beforeRow(columns string) func(*Call) types.Type {
	return func(c *Call) types.Type { return c.like(append(columnList(columns), c.row()...)) }
}

// columnsThen has the column of one parameter, those of another, and some more.
func columnsThen(timeline, dimensions, more string) func(*Call) types.Type {
	return func(c *Call) types.Type {
		columns := append(c.referenced(timeline), c.referenced(dimensions)...)
		return &types.Table{Columns: append(columns, columnList(more)...)}
	}
}

// withoutSplitColumn leaves out the column that tells the two sets of diffpatterns apart: the service does, as its outputs
// show, though the page says that all columns are there.
func withoutSplitColumn(c *Call) types.Type {
	t, ok := c.Type.(*types.Table)
	if !ok {
		return nil
	}
	out := *t
	out.Columns = slices.DeleteFunc(slices.Clone(t.Columns), func(column types.Column) bool { return column.Name == c.Args[0].Column })
	return &out
}

func bagUnpack(c *Call) types.Type {
	t := c.like(slices.DeleteFunc(slices.Clone(c.row()), func(column types.Column) bool {
		return len(c.Args) > 0 && column.Name == c.Args[0].Column
	}))
	t.Open = true
	return t
}

func dcountIntersect(c *Call) types.Type {
	columns := slices.Clone(c.row())
	for i := range c.Args {
		columns = append(columns, types.Column{Name: "s" + strconv.Itoa(i), Type: types.Long})
	}
	return c.like(columns)
}

func newActivityMetrics(c *Call) types.Type {
	var columns []types.Column
	if a := c.Arg("TimelineColumn"); a != nil {
		columns = append(columns, types.Column{Name: "from_" + a.column(), Type: a.Type},
			types.Column{Name: "to_" + a.column(), Type: a.Type})
	}
	columns = append(columns, c.referenced("Dimension")...)
	return &types.Table{Columns: append(columns, columnList("dcount_new_values:long, dcount_retained_values:long, "+
		"dcount_churn_values:long, retention_rate:real, churn_rate:real")...)}
}

func funnelSequence(c *Call) types.Type {
	columns := c.referenced("TimelineColumn")
	if a := c.Arg("StateColumn"); a != nil {
		columns = append(columns, types.Column{Name: "prev", Type: a.Type}, types.Column{Name: "next", Type: a.Type})
	}
	return &types.Table{Columns: append(columns, columnList("dcount:long, samples:array")...)}
}

func funnelCompletion(c *Call) types.Type {
	columns := c.referenced("TimelineColumn")
	if a := c.Arg("StateColumn"); a != nil {
		columns = append(columns, types.Column{Name: a.column(), Type: types.String})
	}
	return &types.Table{Columns: append(columns, columnList("Period:timespan, dcount:long")...)}
}

// lookupColumns has the columns of the row and those of the lookup table but for its keys.
func lookupColumns(c *Call) types.Type {
	a := c.Arg("LookupTable")
	if a == nil {
		return c.rowTable()
	}
	lookup, ok := a.Type.(*types.Table)
	if !ok {
		return c.rowTable()
	}
	columns := slices.Clone(c.row())
	for _, column := range lookup.Columns {
		if !c.isLookupKey(column.Name) {
			columns = append(columns, column)
		}
	}
	return &types.Table{Columns: types.Unique(columns)}
}

// isLookupKey reports whether a column of the lookup table is left out of the result: an extra key of ipv4_lookup, or
// the shape of the geo lookups unless return_lookup_key is true.
func (c *Call) isLookupKey(name string) bool {
	if slices.ContainsFunc(c.All("ExtraKey"), func(a Arg) bool { return a.Column == name }) {
		return true
	}
	if key := c.Arg("return_lookup_key"); key != nil && key.Value == any(true) {
		return false
	}
	for _, param := range []string{"LookupPolygonKey", "LookupLineKey"} {
		if key := c.Arg(param); key != nil && key.Column != "" && strings.EqualFold(key.Column, name) {
			return true
		}
	}
	return false
}

// pivot keeps the columns that it is told to keep, or all but those that it uses; the rest depends on data.
func pivot(c *Call) types.Type {
	columns := c.referenced("columnName")
	if len(columns) == 0 {
		var used []string
		if len(c.Args) > 0 {
			used = append(used, c.Args[0].Column)
		}
		if len(c.Args) > 1 && len(c.Args[1].Inner) > 0 {
			used = append(used, c.Args[1].Inner[0].Column)
		}
		for _, column := range c.row() {
			if !slices.Contains(used, column.Name) {
				columns = append(columns, column)
			}
		}
	}
	return &types.Table{Columns: columns, Open: true}
}

func preview(c *Call) types.Type {
	return &types.Group{Members: []types.Type{c.rowTable(), &types.Table{Columns: columnList("Count:long")}}}
}

func outputSchema(c *Call) types.Type {
	if len(c.Args) > 0 {
		if t, ok := c.Args[0].Value.(*types.Table); ok {
			return t
		}
	}
	return anyTable(c)
}

func rollingPercentile(c *Call) types.Type {
	text := func(param string) string {
		if a := c.Arg(param); a != nil && a.Literal {
			return cmp.Or(constantText(*a), "0")
		}
		return "0"
	}
	value := types.Column{Name: "value", Type: types.Long}
	if a := c.Arg("ValueColumn"); a != nil && a.Column != "" {
		value = types.Column{Name: a.Column, Type: a.Type}
	}
	value.Name = "rolling_" + text("BinsPerWindow") + "_percentile_" + value.Name + "_" + text("Percentile")
	columns := append(c.referenced("IndexColumn"), c.referenced("Dimension")...)
	return &types.Table{Columns: append(columns, value)}
}

func sequenceDetect(c *Call) types.Type {
	columns := c.referenced("Dimension")
	if timeline := c.Arg("TimelineColumn"); timeline != nil {
		for _, a := range c.All("Expr") {
			columns = append(columns, types.Column{Name: a.column() + "_" + timeline.column(), Type: timeline.Type})
		}
	}
	return &types.Table{Columns: append(columns, types.Column{Name: "Duration", Type: types.TimeSpan})}
}

// aiColumn adds argument_what to the row, and argument_what_error where it is asked for.
func aiColumn(param, what string, t types.Type) func(*Call) types.Type {
	return func(c *Call) types.Type {
		name := what
		if a := c.Arg(param); a != nil {
			name = a.column() + "_" + what
		}
		columns := append(slices.Clone(c.row()), types.Column{Name: name, Type: t})
		if a := c.Arg("IncludeErrorMessages"); a != nil && a.Value == any(true) {
			columns = append(columns, types.Column{Name: name + "_error", Type: types.String})
		}
		return &types.Table{Columns: columns}
	}
}
