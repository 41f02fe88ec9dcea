package sema

import (
	"regexp"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/diag"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
	"github.com/kqlc/kqlc/kql"
)

// The lints warn of what is accepted but probably not meant. They never change what is accepted.

// lintPredicate warns of a condition that is the same for every row.
func (b *binder) lintPredicate(v value) {
	if b.env.Quiet {
		return
	}
	b.lintConditions(v.expr)
	if c, ok := v.expr.(*plan.Const); ok && c.Name == "" {
		message := "the condition is %v for every row"
		if v.name != "" {
			message += ": = gives a name, == compares"
		}
		b.report(warningf(diag.ConstantTest, v.span, message, c.Value))
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
	left, okX := call.Args[0].(*plan.Ref)
	right, okY := call.Args[1].(*plan.Ref)
	if okX && okY && left.Col == right.Col {
		b.report(warningf(diag.ConstantTest, v.span, "%q is compared with itself", left.Col.Name))
	}
}

var wholeWord = regexp.MustCompile(`^[A-Za-z0-9]{4,}$`)

// lintOperator warns of a comparison whose sides differ in type, and of contains where has would do.
func (b *binder) lintOperator(op string, x, y, v value, at ast.Span) {
	if b.env.Quiet {
		return
	}
	b.lintText(op, x, y, at)
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

// lintCall warns of an old spelling, and of arguments that make a call vain.
func (b *binder) lintCall(fn *catalog.Function, e *ast.Call, values []value) {
	if b.env.Quiet {
		return
	}
	b.lintNull(fn, values, e.Func.Span())
	b.lintGroup(fn, values)
	if fn.Instead == "" {
		return
	}
	d := warningf(diag.Deprecated, e.Func.Span(), "%s() is an old spelling of %s()", fn.Name, fn.Instead)
	d.Suggestion = fn.Instead
	b.report(d)
}

// lintLets warns of lets that nothing uses.
func (b *binder) lintLets() {
	if b.env.Quiet {
		return
	}
	for _, sym := range b.lets {
		if !sym.used && sym.name != "" {
			b.report(warningf(diag.UnusedLet, sym.span, "nothing uses %q", sym.name))
		}
	}
}

// lintTime warns of a table of events that is read without a condition on its time.
func (b *binder) lintTime(rule *plan.Rule) {
	if b.env.Quiet {
		return
	}
	l := &timeLint{b: b, timed: map[ast.Span]bool{}, tables: map[string]map[string]bool{}}
	for _, root := range rule.Roots() {
		l.node(*root, nil)
	}
	for _, s := range l.scans {
		if !l.timed[s.Src] {
			l.timed[s.Src] = true
			b.report(warningf(diag.NoTimeFilter, s.Src, "%s is read without a condition on its time", s.Table))
		}
	}
}

// timeLint looks for tables of events and the conditions above them.
type timeLint struct {
	b     *binder
	scans []*plan.Scan
	// timed are the places of tables that have a condition, tables the time columns of each.
	timed  map[ast.Span]bool
	tables map[string]map[string]bool
}

// node goes down from a node above which conditions mention these names.
func (l *timeLint) node(n plan.Node, mentioned []string) {
	switch n := n.(type) {
	case nil:
		return
	case *plan.Where:
		l.node(n.Input, append(mentioned, timeNames(n.Pred)...))
		return
	case *plan.Scan:
		l.scan(n, mentioned)
		return
	}
	for _, in := range plan.Inputs(n) {
		l.node(in, mentioned)
	}
}

// timeNames are the names of time columns that a condition mentions.
func timeNames(pred plan.Expr) []string {
	var names []string
	plan.Inspect(pred, func(e plan.Expr) {
		if e, ok := e.(*plan.Ref); ok && e.T == kql.TypeDateTime {
			names = append(names, e.Col.Name)
		}
	})
	return names
}

func (l *timeLint) scan(s *plan.Scan, mentioned []string) {
	times := l.tables[s.Table]
	if times == nil {
		times = map[string]bool{}
		if t := l.b.databaseTable(s.Table); t != nil {
			for _, name := range t.TimeColumns() {
				times[name] = true
			}
		}
		l.tables[s.Table] = times
	}
	if len(times) == 0 {
		return
	}
	l.scans = append(l.scans, s)
	for _, name := range mentioned {
		if times[name] {
			l.timed[s.Src] = true
		}
	}
}
