package catalog

import (
	"strconv"
	"strings"

	"github.com/kqlc/kqlc/internal/types"
)

// unarySign keeps the type of its operand; int becomes long unless the operand is a constant.
func unarySign(c *Call) types.Type {
	if len(c.Args) == 0 {
		return types.Error
	}
	a := c.Args[0]
	if a.Type == types.Int && !a.Constant && !a.Literal {
		return types.Long
	}
	return a.Type
}

func binAuto(c *Call) types.Type {
	a := c.Arg("value")
	if a == nil {
		return types.Unknown
	}
	t := a.Type
	if types.IsNumeric(t) && c.Scope != nil {
		size, at := c.Scope.Lookup("query_bin_auto_size"), c.Scope.Lookup("query_bin_auto_at")
		t = types.CommonOf([]types.Type{t, size, at}, types.Promotable)
	}
	return types.PromoteInt(t)
}

// weeksAreReal tells that the service counts weeks, and no other part of a date, as reals.
func weeksAreReal(c *Call) types.Type {
	if part, ok := c.Args[0].Value.(string); ok && strings.EqualFold(part, "week") {
		return types.Real
	}
	return nil
}

// typesOf are the types of the arguments.
func typesOf(args []Arg) []types.Type {
	list := make([]types.Type, len(args))
	for i := range args {
		list[i] = args[i].Type
	}
	return list
}

func arrayConcat(c *Call) types.Type {
	if t := types.CommonOf(typesOf(c.All("array")), types.None); t != nil {
		return t
	}
	return types.AnyArray
}

// arrayIff has the type of its second argument alone, as in Microsoft's analyser.
func arrayIff(c *Call) types.Type {
	a := c.Arg("when_true")
	switch {
	case a == nil:
		return types.AnyArray
	case types.IsDynamic(a.Type):
		return a.Type
	}
	return types.ArrayOf(a.Type)
}

func arraySort(c *Call) types.Type {
	t := &types.Tuple{}
	for i, a := range c.Args {
		if !types.IsDynamic(a.Type) {
			break
		}
		name := a.column()
		if name == "" {
			name = "array" + strconv.Itoa(i)
		}
		typ := a.Type
		if !types.IsArray(typ) {
			typ = types.Dynamic
		}
		t.Columns = append(t.Columns, types.Column{Name: name + "_sorted", Type: typ})
	}
	return t
}

// column is the name of the column that the argument would be.
func (a *Arg) column() string {
	if a.Label != "" {
		return a.Label
	}
	return a.Name
}

func bagPack(c *Call) types.Type {
	values := c.All("value")
	var properties []types.Column
	for i, key := range c.All("key") {
		if name, ok := key.Value.(string); ok && i < len(values) {
			properties = append(properties, types.Column{Name: name, Type: values[i].Type})
		}
	}
	return types.BagOf(properties)
}

func bagPackColumns(c *Call) types.Type { return types.BagOf(c.referenced("value")) }

// referenced are the columns that the arguments of a parameter are.
func (c *Call) referenced(param string) []types.Column {
	var columns []types.Column
	for _, a := range c.All(param) {
		if a.Column != "" {
			columns = append(columns, types.Column{Name: a.Column, Type: a.Type, Of: a.Column})
		}
	}
	return columns
}

func packAll(c *Call) types.Type { return types.BagOf(c.row()) }

func packArray(c *Call) types.Type {
	if len(c.Args) == 1 && c.Args[0].Star {
		var all []types.Type
		for _, column := range c.row() {
			all = append(all, column.Type)
		}
		return types.ArrayOf(types.CommonOf(all, types.Promotable))
	}
	return types.ArrayOf(types.CommonOf(typesOf(c.All("value")), types.Promotable))
}

func setOf(c *Call) types.Type {
	if t, ok := types.CommonOf(typesOf(c.All("set")), types.Promotable).(types.Array); ok {
		return t
	}
	return types.AnyArray
}

func bagMerge(c *Call) types.Type {
	var merged []types.Column
	for i, a := range c.All("bag") {
		bag, ok := a.Type.(*types.Bag)
		if !ok {
			if i == 0 {
				return types.AnyBag
			}
			continue
		}
		merged = types.Union(merged, bag.Properties)
	}
	return types.BagOf(merged)
}

// bagRemoveKeys forgets what is known of the bag: Microsoft's analyser never sees the keys.
func bagRemoveKeys(*Call) types.Type { return types.AnyBag }

func bagSetKey(c *Call) types.Type {
	bag, key, value := c.Arg("bag"), c.Arg("key"), c.Arg("value")
	if bag == nil {
		return types.AnyBag
	}
	if key == nil || value == nil {
		return bag.Type
	}
	name, ok := key.Value.(string)
	if _, isTuple := value.Type.(*types.Tuple); !ok || strings.TrimSpace(name) == "" || strings.ContainsAny(name, "$.[]") ||
		isTuple || !types.IsScalar(value.Type) {
		return bag.Type
	}
	property := types.Column{Name: name, Type: value.Type}
	known, ok := bag.Type.(*types.Bag)
	if !ok {
		return types.BagOf([]types.Column{property})
	}
	var properties []types.Column
	found := false
	for _, p := range known.Properties {
		if p.Name == name {
			p, found = property, true
		}
		properties = append(properties, p)
	}
	if !found {
		properties = append(properties, property)
	}
	return types.BagOf(properties)
}

// seriesColumns is the result of a series function of several columns: function_series_part each.
func seriesColumns(parts string) func(*Call) types.Type {
	return func(c *Call) types.Type {
		series := ""
		if len(c.Args) > 0 {
			series = c.Args[0].column()
		}
		t := &types.Tuple{Columns: columnList(parts)}
		for i := range t.Columns {
			t.Columns[i].Part = t.Columns[i].Name
			t.Columns[i].Name = c.Func.Name + "_" + series + "_" + t.Columns[i].Name
		}
		return t
	}
}

func graphMap(c *Call) types.Type {
	if len(c.Args) > 1 {
		return types.ArrayOf(c.Args[1].Type)
	}
	return types.AnyArray
}

func innerNodes(c *Call) types.Type {
	if c.Scope != nil && len(c.Args) > 0 {
		if node := c.Scope.GraphNode(); node != nil {
			return &types.Tuple{Columns: node.Columns}
		}
	}
	return types.Array{Elem: types.AnyBag}
}
