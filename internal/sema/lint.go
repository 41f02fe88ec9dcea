package sema

import (
	"regexp"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/diag"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
)

// The lints warn of what is accepted but probably not meant. They never change what is accepted.

// lintPredicate warns of a condition that is the same for every row.
func (b *binder) lintPredicate(v value) {
	if c, ok := v.expr.(*plan.Const); ok && c.Name == "" {
		b.report(warningf(diag.ConstantTest, v.span, "the condition is %v for every row", c.Value))
		return
	}
	call, ok := v.expr.(*plan.Call)
	if !ok || call.Fn.Kind != catalog.Operator || len(call.Args) != 2 {
		return
	}
	x, okX := call.Args[0].(*plan.Const)
	y, okY := call.Args[1].(*plan.Const)
	if okX && okY && x.Name == "" && y.Name == "" {
		b.report(warningf(diag.ConstantTest, v.span, "the condition is the same for every row"))
	}
}

var wholeWord = regexp.MustCompile(`^[A-Za-z0-9]{4,}$`)

// lintOperator warns of a comparison whose sides differ in type, and of contains where has would do.
func (b *binder) lintOperator(op string, x, y, v value, at ast.Span) {
	switch op {
	case "contains", "!contains", "contains_cs", "!contains_cs":
		if text, ok := y.val.(string); ok && wholeWord.MatchString(text) && x.ref != nil {
			d := warningf(diag.SlowContains, at, "%s looks into every value: has finds whole words by the index", op)
			d.Suggestion = map[string]string{"contains": "has", "!contains": "!has", "contains_cs": "has_cs", "!contains_cs": "!has_cs"}[op]
			b.report(d)
		}
	case "==", "!=":
		tx, ty := x.reduced(), y.reduced()
		switch {
		case x.unsure() || y.unsure() || types.IsNumeric(tx) && types.IsNumeric(ty):
		case types.IsDynamic(tx) && types.IsDynamic(ty):
			if !x.literal && !y.literal {
				b.report(warningf(diag.ServiceRefuses, at, "the service does not compare dynamics: convert one side, as by tostring()"))
			}
		case types.IsDynamic(tx) || types.IsDynamic(ty) || tx == ty:
		default:
			b.report(warningf(diag.CoercedTypes, at, "%s is compared with %s", a(tx), a(ty)))
		}
	}
}

// lintJoin warns of a join without kind.
func (b *binder) lintJoin(at ast.Span) {
	b.report(warningf(diag.JoinWithout, at, "join without kind is innerunique: it keeps one left row a key"))
}

// lintCall warns of an old spelling.
func (b *binder) lintCall(fn *catalog.Function, e *ast.Call) {
	if fn.Instead == "" {
		return
	}
	d := warningf(diag.Deprecated, e.Func.Span(), "%s() is an old spelling of %s()", fn.Name, fn.Instead)
	d.Suggestion = fn.Instead
	b.report(d)
}

// lintLets warns of lets that nothing uses.
func (b *binder) lintLets() {
	for _, sym := range b.lets {
		if !sym.used && sym.name != "" {
			b.report(warningf(diag.UnusedLet, sym.span, "nothing uses %q", sym.name))
		}
	}
}

// lintTime warns of a table of events that is read without a condition on its time.
func (b *binder) lintTime(rule *plan.Rule) {
	timed := map[*plan.Scan]bool{}
	var scans []*plan.Scan
	for _, root := range roots(rule) {
		b.findScans(root, nil, timed, &scans)
	}
	warned := map[ast.Span]bool{}
	for _, s := range scans {
		if !timed[s] && !warned[s.Src] {
			warned[s.Src] = true
			b.report(warningf(diag.NoTimeFilter, s.Src, "%s is read without a condition on its time", s.Table))
		}
	}
}

func roots(rule *plan.Rule) []plan.Node {
	list := append([]plan.Node(nil), rule.Results...)
	for _, s := range rule.Shared {
		list = append(list, s.Input)
	}
	for _, s := range rule.Scalars {
		list = append(list, s.Input)
	}
	for _, s := range rule.Sets {
		list = append(list, s.Input)
	}
	return list
}

// findScans collects the tables of events below a node and notes those above which a where looks at a time column.
func (b *binder) findScans(n plan.Node, above []plan.Expr, timed map[*plan.Scan]bool, scans *[]*plan.Scan) {
	switch n := n.(type) {
	case nil:
		return
	case *plan.Where:
		b.findScans(n.Input, append(above, n.Pred), timed, scans)
		return
	case *plan.Scan:
		b.noteScan(n, above, timed, scans)
		return
	}
	for _, in := range n.Inputs() {
		b.findScans(in, above, timed, scans)
	}
}

func (b *binder) noteScan(s *plan.Scan, above []plan.Expr, timed map[*plan.Scan]bool, scans *[]*plan.Scan) {
	t := b.databaseTable(s.Table)
	if t == nil {
		return
	}
	times := map[string]bool{}
	for _, name := range t.TimeColumns() {
		times[name] = true
	}
	if len(times) == 0 {
		return
	}
	*scans = append(*scans, s)
	for _, pred := range above {
		plan.Inspect(pred, func(e plan.Expr) {
			switch e := e.(type) {
			case *plan.Ref:
				timed[s] = timed[s] || times[e.Col.Name]
			case *plan.Call:
				timed[s] = timed[s] || e.Fn.Name == "ingestion_time"
			}
		})
	}
}
