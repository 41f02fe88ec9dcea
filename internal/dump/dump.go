// Package dump prints syntax trees and plans as indented text, for kqlc explain and for tests.
package dump

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
)

// Tree prints a syntax tree: one node a line, with its span and its own fields.
func Tree(f *ast.File) string {
	p := &printer{skip: func(name string) bool { return name == "At" || name == "Place" || strings.HasSuffix(name, "Pos") }}
	p.value("", reflect.ValueOf(f), 0)
	return p.b.String()
}

// Plan prints a plan: one operator or expression a line.
func Plan(r *plan.Rule) string {
	p := &printer{skip: func(name string) bool { return name == "Op" || name == "Typed" || name == "Src" || name == "Schema" }}
	for _, result := range r.Results {
		if len(r.Results) > 1 {
			p.line(0, "%s:", result.Name)
		}
		p.value("", reflect.ValueOf(result.Node), 0)
	}
	return p.b.String()
}

type printer struct {
	b    strings.Builder
	skip func(field string) bool
}

func (p *printer) line(depth int, format string, args ...any) {
	p.b.WriteString(strings.Repeat("  ", depth))
	fmt.Fprintf(&p.b, format+"\n", args...)
}

// short prints the values that take a word.
func short(v any) (string, bool) {
	switch v := v.(type) {
	case *plan.Column:
		null := ""
		if v.Nullable {
			null = "?"
		}
		return fmt.Sprintf("%s: %s%s", v.Name, v.Type, null), true
	case *plan.Ref:
		return v.Col.Name, true
	case *plan.Const:
		text := fmt.Sprintf("%v (%s)", v.Value, v.T)
		if v.Name != "" {
			text = v.Name + " = " + text
		}
		return text, true
	case *catalog.Function:
		return v.Name, true
	case *ast.Name:
		return v.Text, true
	case *ast.TypeName:
		return v.Text, true
	case kql.Guard:
		return v.String(), true
	}
	return "", false
}

func (p *printer) value(label string, v reflect.Value, depth int) {
	for v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	if !v.IsValid() || (v.Kind() == reflect.Pointer || v.Kind() == reflect.Slice) && v.IsNil() {
		return
	}
	if label != "" {
		label += ": "
	}
	if v.CanInterface() {
		if text, ok := short(v.Interface()); ok {
			p.line(depth, "%s%s", label, text)
			return
		}
	}
	switch v.Kind() {
	case reflect.Pointer:
		if v.Elem().Kind() == reflect.Struct {
			p.node(label, v, depth)
			return
		}
		p.value(strings.TrimSuffix(label, ": "), v.Elem(), depth)
	case reflect.Struct:
		p.node(label, v, depth)
	case reflect.Slice:
		if v.Len() == 0 {
			return
		}
		if v.Type().Elem().Kind() == reflect.String {
			p.line(depth, "%s%q", label, v.Interface())
			return
		}
		p.line(depth, "%s", strings.TrimSuffix(label, ": "))
		for i := range v.Len() {
			p.value("", v.Index(i), depth+1)
		}
	case reflect.String:
		if v.String() != "" {
			p.line(depth, "%s%s", label, v.String())
		}
	case reflect.Func, reflect.Map:
	default:
		if !v.IsZero() {
			p.line(depth, "%s%v", label, v.Interface())
		}
	}
}

func (p *printer) node(label string, v reflect.Value, depth int) {
	s := v
	if v.Kind() == reflect.Pointer {
		s = v.Elem()
	}
	place := ""
	if n, ok := v.Interface().(ast.Node); ok {
		place = fmt.Sprintf(" %d-%d", n.Span().Start, n.Span().End)
	}
	if e, ok := v.Interface().(plan.Expr); ok {
		place = " " + e.Type().String()
		if e.Nullable() {
			place += "?"
		}
	}
	p.line(depth, "%s%s%s", label, s.Type().Name(), place)
	for i := range s.NumField() {
		if f := s.Type().Field(i); f.IsExported() && !p.skip(f.Name) {
			p.value(f.Name, s.Field(i), depth+1)
		}
	}
}
