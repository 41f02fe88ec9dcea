package parser

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/kqlc/kqlc/ast"
)

// tree prints a tree, one node a line. Spans are left out unless they are asked for.
func tree(n ast.Node, spans bool) string {
	var b strings.Builder
	writeNode(&b, "", reflect.ValueOf(n), 0, spans)
	return b.String()
}

func writeNode(b *strings.Builder, label string, v reflect.Value, depth int, spans bool) {
	for v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	if !v.IsValid() || v.Kind() == reflect.Pointer && v.IsNil() {
		return
	}
	n := v.Interface().(ast.Node)
	if p, ok := n.(*ast.Params); ok && len(p.List) == 0 {
		return
	}
	fmt.Fprintf(b, "%s%s%s", strings.Repeat("  ", depth), label, v.Elem().Type().Name())
	writeFields(b, v.Elem())
	if spans {
		fmt.Fprintf(b, " %d-%d", n.Span().Start, n.Span().End)
	}
	b.WriteByte('\n')
	s := v.Elem()
	for i := range s.NumField() {
		f, name := s.Field(i), s.Type().Field(i).Name+": "
		switch {
		case f.Kind() == reflect.Slice && isNode(f.Type().Elem()):
			for j := range f.Len() {
				writeNode(b, name, f.Index(j), depth+1, spans)
			}
		case isNode(f.Type()):
			writeNode(b, name, f, depth+1, spans)
		}
	}
}

func isNode(t reflect.Type) bool {
	return (t.Kind() == reflect.Interface || t.Kind() == reflect.Pointer) && t.Implements(reflect.TypeFor[ast.Node]())
}

// writeFields prints what a node says by itself.
func writeFields(b *strings.Builder, s reflect.Value) {
	for i := range s.NumField() {
		f, name := s.Field(i), s.Type().Field(i).Name
		switch {
		case name == "At" || name == "Place" || name == "OpPos" || name == "Where" && f.Kind() == reflect.Struct || f.IsZero():
		case f.Kind() == reflect.String:
			fmt.Fprintf(b, " %s=%s", strings.ToLower(name), f.String())
		case f.Kind() == reflect.Bool:
			fmt.Fprintf(b, " %s", strings.ToLower(name))
		case f.Kind() == reflect.Slice && f.Type().Elem().Kind() == reflect.String:
			fmt.Fprintf(b, " %s", strings.Join(f.Interface().([]string), " "))
		case f.Kind() == reflect.Uint8 && name != "Kind":
			fmt.Fprintf(b, " %s=%d", strings.ToLower(name), f.Uint())
		}
	}
}
