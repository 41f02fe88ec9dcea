package ast

import (
	"reflect"
	"sync"
)

// Inspect calls visit for n and every node below it, in the order of the text, as long as visit returns true for the
// node above.
func Inspect(n Node, visit func(Node) bool) {
	if n == nil || !visit(n) {
		return
	}
	v := reflect.ValueOf(n).Elem()
	for _, i := range nodeFields(v.Type()) {
		f := v.Field(i)
		if f.Kind() == reflect.Slice {
			for j := range f.Len() {
				inspectValue(f.Index(j), visit)
			}
			continue
		}
		inspectValue(f, visit)
	}
}

func inspectValue(v reflect.Value, visit func(Node) bool) {
	if v.IsNil() {
		return
	}
	Inspect(v.Interface().(Node), visit)
}

var (
	nodeType   = reflect.TypeFor[Node]()
	fieldCache sync.Map // of reflect.Type to []int
)

// nodeFields are the fields of a node that hold nodes or slices of them.
func nodeFields(t reflect.Type) []int {
	if known, ok := fieldCache.Load(t); ok {
		return known.([]int)
	}
	var out []int
	for i := range t.NumField() {
		f := t.Field(i).Type
		if f.Kind() == reflect.Slice {
			f = f.Elem()
		}
		if f.Implements(nodeType) && (f.Kind() == reflect.Interface || f.Kind() == reflect.Pointer) {
			out = append(out, i)
		}
	}
	fieldCache.Store(t, out)
	return out
}
