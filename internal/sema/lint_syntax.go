package sema

import (
	"slices"
	"strings"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/diag"
)

// lintSyntax warns of what the text of the query shows by itself.
func (b *binder) lintSyntax(f *ast.File) {
	if b.env.Quiet {
		return
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Pipeline:
			b.lintOrder(n.Ops)
		case *ast.TabularOperator:
			b.lintAllTables(n.Op)
		}
		return true
	})
}

// lintAllTables warns of an operator that reads every table.
func (b *binder) lintAllTables(op ast.Operator) {
	name := ""
	switch op := op.(type) {
	case *ast.Search:
		if op.In == nil {
			name = "search"
		}
	case *ast.Find:
		if op.In == nil {
			name = "find"
		}
	case *ast.Union:
		all := func(t ast.Source) bool { w, ok := t.(*ast.Wildcard); return ok && w.Text == "*" }
		if slices.ContainsFunc(op.Tables, all) {
			name = "union"
		}
	}
	if name != "" {
		start := op.Span().Start
		b.report(warningf(diag.AllTables, ast.Span{Start: start, End: start + len(name)}, "%s reads every table of the workspace: name those that are meant", name))
	}
}

// lintOrder warns of a sort whose order is lost.
func (b *binder) lintOrder(ops []ast.Operator) {
	var sort *ast.Sort
	for _, op := range ops {
		switch o := op.(type) {
		case *ast.Sort:
			if sort != nil {
				b.lost(sort, "another sort")
			}
			sort = o
		case *ast.Where, *ast.Extend, *ast.Project:
			if usesOrder(op) {
				sort = nil
			}
		case *ast.Summarize:
			if sort != nil && !usesOrder(op) {
				b.lost(sort, "summarize")
			}
			sort = nil
		case *ast.Count:
			if sort != nil {
				b.lost(sort, "count")
			}
			sort = nil
		case *ast.Top:
			if sort != nil {
				b.lost(sort, "top")
			}
			sort = nil
		default:
			sort = nil
		}
	}
}

func (b *binder) lost(sort *ast.Sort, to string) {
	start := sort.Span().Start
	b.report(warningf(diag.LostOrder, ast.Span{Start: start, End: start + len(sort.Keyword)}, "%s behind it does away with this order", to))
}

// byOrder are the functions whose result depends on the order of rows; all aggregates that take a value of some row are.
var byOrder = []string{"prev", "next", "row_", "make_", "makelist", "makeset", "take_any", "any", "arg_", "argm", "buildschema"}

// usesOrder tells whether an operator calls a function whose result depends on the order of rows.
func usesOrder(op ast.Operator) bool {
	found := false
	ast.Inspect(op, func(n ast.Node) bool {
		if call, ok := n.(*ast.Call); ok {
			found = found || slices.ContainsFunc(byOrder, func(prefix string) bool { return strings.HasPrefix(call.Func.Text, prefix) })
		}
		return !found
	})
	return found
}
