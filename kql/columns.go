package kql

import (
	"reflect"
	"slices"
)

// Incomparable is the type of a blank field, the first, of a struct that is no key: Go writes a function for == of each struct
// that can have one, used or not.
type Incomparable [0]func()

// Columns are columns of a row.
type Columns []Column

// ColumnsOf returns the columns of a row, a pointer to a struct of [Value]s: one a field, in order. A column is called like
// its field, or as the field's tag says: `kql:"name"`. A field that is not exported is none; those of a struct that is embedded
// stand in its place.
//
// It is for opening an evaluation; a column itself works without reflection.
func ColumnsOf(row any) Columns {
	v := reflect.ValueOf(row).Elem()
	return appendColumns(make(Columns, 0, v.NumField()), v)
}

func appendColumns(out Columns, v reflect.Value) Columns {
	t := v.Type()
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous {
			out = appendColumns(out, v.Field(i))
			continue
		}
		if !f.IsExported() {
			continue
		}
		name, tagged := f.Tag.Lookup("kql")
		if !tagged {
			name = f.Name
		}
		out = append(out, column(name, v.Field(i).Addr().Interface()))
	}
	return out
}

// Named returns the columns of the names, in the order of the names; one that is not there is left out.
//
//go:noinline
func (c Columns) Named(names ...string) Columns {
	out := make(Columns, 0, len(names))
	for _, name := range names {
		for _, column := range c {
			if column.Name == name {
				out = append(out, column)
			}
		}
	}
	return out
}

func (c Columns) without(names []string) Columns {
	if len(names) == 0 {
		return c
	}
	return slices.DeleteFunc(slices.Clone(c), func(column Column) bool { return slices.Contains(names, column.Name) })
}
