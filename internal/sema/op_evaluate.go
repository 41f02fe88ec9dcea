package sema

import (
	"fmt"
	"slices"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
)

func (o *operatorCall) evaluate(op *ast.Evaluate) value {
	b := o.b
	o.options("evaluate", op.Hints)
	var v value
	b.as(pluginScope, func() { v = b.expr(op.Call) })
	if call, ok := op.Call.(*ast.Call); ok && v.call != nil && v.call.Func.Name == "preview" && len(v.args) == 1 && !b.asAnalyser() {
		return o.preview(call.Args[0])
	}
	given, _ := v.typ.(*types.Table)
	schema, declared := op.Schema.(*ast.RowSchema)
	declared = declared && schema != nil
	if !declared && given == nil {
		if !v.isError() {
			b.isTabular(v)
		}
		return failed(o.span)
	}
	var row *table
	if declared {
		columns := b.schemaColumns(schema)
		if schema.Star && given != nil {
			var all []*column
			for _, c := range o.passed(given) {
				if !named(columns, c.name()) {
					all = append(all, c)
				}
			}
			columns = append(all, columns...)
		}
		row = &table{columns: columns}
	} else {
		row = &table{columns: o.passed(given), open: given.Open, sorted: given.Sorted, serialized: given.Serialized}
	}
	node := &plan.Evaluate{Op: o.op(row.columns), Input: o.in.node, Declared: declared}
	chosen := declared && given != nil && !given.Open
	if chosen {
		node.Declared, node.Out = false, planned(o.passed(given))
	}
	ok := v.call != nil && v.call.Sig != nil && o.in.node != nil
	if !o.piped {
		b.gap(o.span, "a plugin without rows before it")
	}
	if ok {
		node.Plugin = v.call.Func
		node.Args, ok = pluginArgs(v)
		if node.Replaces() {
			row.columns = renewed(row.columns)
			node.Op = o.op(row.columns)
		}
	}
	if chosen && ok {
		return o.gives(row, o.declares(node, row), true)
	}
	return o.gives(row, node, ok)
}

// declares gives of what a plugin gives the columns that the query declares.
func (o *operatorCall) declares(node *plan.Evaluate, row *table) plan.Node {
	project := &plan.Project{Op: o.op(row.columns), Input: node}
	for _, c := range row.columns {
		i := slices.IndexFunc(node.Out, func(out *plan.Column) bool { return out.Name == c.name() && out.Type == c.plan.Type })
		if i < 0 {
			o.b.gap(o.span, fmt.Sprintf("the declared column %s: %s, which %s does not give,", c.name(), c.plan.Type, node.Plugin.Name))
			return nil
		}
		project.Assigns = append(project.Assigns, plan.Assign{Col: c.plan, Expr: plan.NewRef(node.Out[i])})
	}
	return project
}

// renewed are columns of these names whose values are others: they may be null.
func renewed(columns []*column) []*column {
	out := make([]*column, len(columns))
	for i, c := range columns {
		out[i] = newColumn(c.name(), c.typ, true)
	}
	return out
}

func named(columns []*column, name string) bool {
	for _, c := range columns {
		if c.name() == name {
			return true
		}
	}
	return false
}

// passed are the columns that a plugin gives: those of the row that it passes on are the same.
func (o *operatorCall) passed(t *types.Table) []*column {
	columns := make([]*column, 0, len(t.Columns))
	used := map[*column]bool{}
	for _, c := range t.Columns {
		if old := o.row().find(c.Name); old != nil && old.typ == c.Type && !used[old] {
			used[old] = true
			columns = append(columns, old)
			continue
		}
		columns = append(columns, newColumn(c.Name, c.Type, true))
	}
	return columns
}

// pluginArgs are the arguments of a plugin's call.
func pluginArgs(v value) ([]plan.PluginArg, bool) {
	var list []plan.PluginArg
	for i, a := range v.args {
		arg := plan.PluginArg{Star: a.star}
		if i < len(v.call.Params) && v.call.Params[i] != nil {
			arg.Param = v.call.Params[i].Name
		}
		switch call, n := aggregateCall(a); {
		case n > 0:
			t := call.T
			if call.Types != nil {
				t = call.Types[0]
			}
			null := nullable(t) && !call.Fn.NeverNull
			arg.Agg = &plan.Aggregate{Fn: call.Fn, Args: call.Args, Cols: []*plan.Column{plan.NewColumn(call.Fn.Name, t, null)}}
		case a.row != nil:
			arg.Table = a.node
		default:
			arg.Expr = a.single().expr
		}
		if arg.Agg == nil && arg.Table == nil && arg.Expr == nil && !arg.Star && !a.literal {
			return nil, false
		}
		list = append(list, arg)
	}
	return list, true
}

func aggregateCall(v value) (*plan.Call, int) {
	call, _, n := aggregateOf(v.single().expr)
	return call, n
}

// invoke passes the rows as first argument of a function.
func (o *operatorCall) invoke(op *ast.Invoke) value {
	b := o.b
	o.notFirst("invoke")
	in := o.in
	if in.row == nil {
		in = value{typ: types.Error, span: o.span}
	}
	row := b.row
	b.row = nil
	b.piped = &in
	v := b.expr(op.Call)
	b.piped, b.row = nil, row
	v.span = o.span
	return v
}

func (o *operatorCall) getSchema(*ast.GetSchema) value {
	o.notFirst("getschema")
	columns := []*column{
		newColumn("ColumnName", types.String, false), newColumn("ColumnOrdinal", types.Long, false),
		newColumn("DataType", types.String, false), newColumn("ColumnType", types.String, false),
	}
	node := &plan.Values{Op: o.op(columns)}
	for i, c := range o.row().all() {
		t := types.Kql(c.typ)
		node.Rows = append(node.Rows, []plan.Expr{
			textConstant(c.name(), o.span), constant(int64(i), types.Long.Kql(), o.span), textConstant(netTypes[t.String()], o.span),
			textConstant(t.String(), o.span),
		})
	}
	return o.gives(&table{columns: columns}, node, o.in.node != nil && !o.row().open)
}

// netTypes are the names that getschema gives to types (Kusto: getschema-operator).
var netTypes = map[string]string{
	"bool": "System.SByte", "int": "System.Int32", "long": "System.Int64", "real": "System.Double",
	"decimal": "System.Data.SqlTypes.SqlDecimal", "string": "System.String", "datetime": "System.DateTime",
	"timespan": "System.TimeSpan", "guid": "System.Guid", "dynamic": "System.Object",
}
