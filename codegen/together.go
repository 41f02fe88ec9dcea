package codegen

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
)

// asked tells whether one of several texts of a row meets a test with a constant, such as has: a search asks all columns of a
// table, and one call for all of them is less code than a call for each.
type asked struct {
	plan.Typed
	test  *plan.Call // of the first
	texts []string   // the fields
}

// askedTogether is the number of texts from which on they are asked together.
const askedTogether = 8

// together puts operands of or that test texts of the row alike into one, in the place of the first.
func (g *generator) together(s *scope, args []plan.Expr) []plan.Expr {
	if len(args) < askedTogether {
		return args
	}
	type test struct{ function, constant string }
	all := map[test]*asked{}
	of := make([]*asked, len(args))
	for i, e := range args {
		call, ok := e.(*plan.Call)
		if !ok || len(call.Args) != 2 || call.Null || call.Fn.Name[0] == '!' {
			continue
		}
		column, _ := call.Args[0].(*plan.Ref)
		constant, _ := call.Args[1].(*plan.Const)
		if column == nil || constant == nil || column.T != kql.TypeString || !strings.HasPrefix(s.cols[column.Col].text, "row.") {
			continue
		}
		text, ok := constant.Value.(string)
		if !ok {
			continue
		}
		which := test{call.Fn.Name, text}
		if all[which] == nil {
			if f, ok := g.resolve(call); !ok || !f.asksText() {
				continue
			}
			all[which] = &asked{Typed: call.Typed, test: call}
		}
		of[i] = all[which]
		of[i].texts = append(of[i].texts, s.cols[column.Col].text)
	}
	out := make([]plan.Expr, 0, len(args))
	done := map[*asked]bool{}
	for i, e := range args {
		switch a := of[i]; {
		case a == nil || len(a.texts) < askedTogether:
			out = append(out, e)
		case !done[a]:
			done[a] = true
			out = append(out, a)
		}
	}
	return out
}

// asksText tells whether the function is one of a text and of what is made of a constant once.
func (f *function) asksText() bool {
	if !f.plainName() || f.impl.Param(0).String() != "string" {
		return false
	}
	_, prepared := catalog.Prepared(f.impl.Param(1))
	return prepared
}

// ask asks texts together.
func (g *generator) ask(e *asked) code {
	f, _ := g.resolve(e.test)
	prep, _ := catalog.Prepared(f.impl.Param(1))
	args := []jen.Code{f.name(), g.prepared(e.test.Args[1], prep)}
	for _, text := range e.texts {
		args = append(args, jen.Id("&"+text))
	}
	return prim(kqlFunc("AnyText").Custom(argumentList, args...))
}
