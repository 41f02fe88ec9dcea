package codegen

import (
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
	"github.com/kqlc/kqlc/kql"
)

// asked tells whether one of several columns of a row, as a text, meets a test with a constant, such as has: a search asks all
// columns of a table, and one call for all of them is less code than a call for each.
type asked struct {
	plan.Typed
	test *plan.Call // of the first text
	// fields are the columns that are asked, by type.
	fields map[kql.Type][]string
	// types are those of which all columns of the table are asked, string first: these need not be named. Otherwise texts are.
	types []kql.Type
}

// askedTogether is the number of texts from which on they are asked together.
const askedTogether = 8

// together puts operands of or that test columns of the row alike into one, in the place of the first.
func (g *generator) together(s *scope, args []plan.Expr) []plan.Expr {
	if len(args) < askedTogether {
		return args
	}
	type test struct{ function, constant string }
	all := map[test]*asked{}
	of, typeOf := make([]*asked, len(args)), make([]kql.Type, len(args))
	for i, e := range args {
		call, column, constant := g.tests(s, e)
		if column == nil {
			continue
		}
		which := test{call.Fn.Name, constant}
		if all[which] == nil {
			all[which] = &asked{Typed: call.Typed, fields: map[kql.Type][]string{}}
		}
		a, field := all[which], s.cols[column.Col].text
		of[i], typeOf[i] = a, column.T
		if column.T == kql.TypeString && a.test == nil {
			a.test = call
		}
		if !slices.Contains(a.fields[column.T], field) {
			a.fields[column.T] = append(a.fields[column.T], field)
		}
	}
	for _, a := range all {
		a.types = s.pointers["row"].allOf(a.fields)
	}
	out := make([]plan.Expr, 0, len(args))
	done := map[*asked]bool{}
	for i, e := range args {
		a := of[i]
		if a == nil || len(a.fields[kql.TypeString]) < askedTogether || typeOf[i] != kql.TypeString && !slices.Contains(a.types, typeOf[i]) {
			out = append(out, e)
			continue
		}
		if !done[a] {
			done[a] = true
			out = append(out, a)
		}
	}
	return out
}

// tests takes apart what tests a column of the row with a constant: a text, or another one as a text. The column is nil of
// anything else.
func (g *generator) tests(s *scope, e plan.Expr) (call *plan.Call, column *plan.Ref, constant string) {
	call, ok := e.(*plan.Call)
	if !ok || len(call.Args) != 2 || call.Null || call.Fn.Name[0] == '!' {
		return nil, nil, ""
	}
	of := call.Args[0]
	if cast, ok := of.(*plan.Call); ok && cast.Fn.Name == "tostring" && len(cast.Args) == 1 {
		of = cast.Args[0]
	}
	column, _ = of.(*plan.Ref)
	value, _ := call.Args[1].(*plan.Const)
	if column == nil || value == nil || !strings.HasPrefix(s.cols[column.Col].text, "row.") {
		return nil, nil, ""
	}
	constant, ok = value.Value.(string)
	if f, resolved := g.resolve(call); !ok || !resolved || !f.asksText() {
		return nil, nil, ""
	}
	return call, column, constant
}

// searched are the types whose columns [kql.AnyColumn] finds.
var searched = []kql.Type{kql.TypeString, kql.TypeDynamic, kql.TypeInt, kql.TypeLong}

// allOf are the types of which fields are all that the table has whose row t is, nil where they are not all texts or none.
func (t *rowType) allOf(fields map[kql.Type][]string) []kql.Type {
	if t == nil || t.table == nil {
		return nil
	}
	has := map[kql.Type]int{}
	for _, c := range t.table {
		has[types.Kql(c.Type)]++
	}
	if n := has[kql.TypeString]; n == 0 || n != len(fields[kql.TypeString]) {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(searched), func(typ kql.Type) bool { return has[typ] == 0 || has[typ] != len(fields[typ]) })
}

// asksText tells whether the function is one of a text and of what is made of a constant once.
func (f *function) asksText() bool {
	if !f.plainName() || f.impl.Param(0).String() != "string" {
		return false
	}
	_, prepared := catalog.Prepared(f.impl.Param(1))
	return prepared
}

// ask asks columns together.
func (g *generator) ask(e *asked) code {
	f, _ := g.resolve(e.test)
	prep, _ := catalog.Prepared(f.impl.Param(1))
	args := []jen.Code{f.name(), g.prepared(e.test.Args[1], prep)}
	if len(e.types) > 0 {
		args = append(args, jen.Id("row"))
		for _, t := range e.types[1:] { // behind string
			args = append(args, kqlFunc(typeNames[t]))
		}
		return prim(kqlFunc("AnyColumn").Call(args...))
	}
	for _, text := range e.fields[kql.TypeString] {
		args = append(args, jen.Id("&"+text))
	}
	return prim(kqlFunc("AnyText").Custom(argumentList, args...))
}
