package sema

import (
	"fmt"
	"strconv"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/diag"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
)

// quoted is a constant as a message shows it.
func quoted(v any) string {
	if text, ok := v.(string); ok {
		return strconv.Quote(text)
	}
	return fmt.Sprint(v)
}

// lintConditions warns of parts of a predicate that exclude each other, or of which one always holds.
func (b *binder) lintConditions(pred plan.Expr) {
	if pred == nil {
		return
	}
	plan.Inspect(pred, func(e plan.Expr) {
		switch e := e.(type) {
		case *plan.And:
			b.lintAnd(e.Args)
		case *plan.Or:
			b.lintOr(e.Args)
		}
	})
}

// comparison is a column beside a constant.
type comparison struct {
	col   *plan.Column
	op    string
	value any
	at    ast.Span
}

// flipped are the operators with their sides exchanged.
var flipped = map[string]string{"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}

// comparisonOf takes a comparison of a column with a constant apart.
func comparisonOf(e plan.Expr) (c comparison, ok bool) {
	call, isCall := e.(*plan.Call)
	if !isCall || len(call.Args) != 2 || flipped[call.Fn.Name] == "" {
		return c, false
	}
	c = comparison{op: call.Fn.Name, at: call.Src}
	x, y := call.Args[0], call.Args[1]
	ref, isRef := x.(*plan.Ref)
	if !isRef {
		if ref, isRef = y.(*plan.Ref); !isRef {
			return c, false
		}
		c.op, y = flipped[c.op], x
	}
	c.col, c.value = ref.Col, constantValue(y)
	return c, c.value != nil
}

// sinceNow is a time relative to the evaluation's.
type sinceNow kql.TimeSpan

// constantValue is what an expression is for every row: a literal, or a time relative to now; nil if it is none.
func constantValue(e plan.Expr) any {
	switch e := e.(type) {
	case *plan.Const:
		return e.Value
	case *plan.Call:
		return constantTime(e)
	}
	return nil
}

func constantTime(e *plan.Call) any {
	var arg any
	if len(e.Args) == 1 {
		arg = constantValue(e.Args[0])
	}
	switch e.Fn.Name {
	case "now":
		if len(e.Args) == 0 {
			return sinceNow(0)
		}
	case "ago":
		if ago, ok := arg.(kql.TimeSpan); ok {
			return sinceNow(-ago)
		}
	case "todatetime":
		if text, ok := arg.(string); ok {
			if t, ok := kql.ParseDateTime(text); ok {
				return t
			}
		}
	}
	return nil
}

// less compares constants of one kind; ok is false where they are not comparable.
func less(a, b any) (less, ok bool) {
	switch a := a.(type) {
	case int32:
		b, ok := b.(int32)
		return a < b, ok
	case int64:
		b, ok := b.(int64)
		return a < b, ok
	case float64:
		b, ok := b.(float64)
		return a < b, ok
	case kql.DateTime:
		b, ok := b.(kql.DateTime)
		return a < b, ok
	case kql.TimeSpan:
		b, ok := b.(kql.TimeSpan)
		return a < b, ok
	case sinceNow:
		b, ok := b.(sinceNow)
		return a < b, ok
	}
	return false, false
}

// lintAnd warns of comparisons of one column of which never all hold.
func (b *binder) lintAnd(args []plan.Expr) {
	byColumn := map[*plan.Column][]comparison{}
	for _, e := range args {
		c, ok := comparisonOf(e)
		if !ok {
			continue
		}
		for _, other := range byColumn[c.col] {
			if excludes(other, c) {
				d := warningf(diag.ConstantTest, c.at, "no row has this and what is asked of %q before", c.col.Name)
				if other.at != c.at {
					d.Related = []diag.Related{{Span: other.at, Message: "which is here"}}
				} else {
					d.Message = fmt.Sprintf("no %q lies between these bounds: the first is beyond the second", c.col.Name)
				}
				b.report(d)
				return
			}
		}
		byColumn[c.col] = append(byColumn[c.col], c)
	}
}

// excludes tells whether two comparisons never hold for one value.
func excludes(x, y comparison) bool {
	if x.op == "==" && y.op == "==" {
		return sameType(x.value, y.value) && x.value != y.value
	}
	return above(x, y) || above(y, x)
}

// above tells whether all values for which x holds are above all for which y does.
func above(x, y comparison) bool {
	if x.op != ">" && x.op != ">=" && x.op != "==" || y.op != "<" && y.op != "<=" && y.op != "==" {
		return false
	}
	if below, ok := less(y.value, x.value); !ok || below {
		return ok
	}
	touches, _ := less(x.value, y.value)
	return !touches && (x.op == ">" || y.op == "<")
}

func sameType(a, b any) bool { return fmt.Sprintf("%T", a) == fmt.Sprintf("%T", b) && isComparable(a) }

// isComparable tells whether the values of a constant can be compared by ==.
func isComparable(v any) bool {
	switch v.(type) {
	case bool, int32, int64, float64, string, kql.DateTime, kql.TimeSpan, kql.GUID, sinceNow:
		return true
	}
	return false
}

// lintOr warns of x != a or x != b, one of which always holds.
func (b *binder) lintOr(args []plan.Expr) {
	first := map[*plan.Column]comparison{}
	for _, e := range args {
		c, ok := comparisonOf(e)
		if !ok || c.op != "!=" || !isComparable(c.value) {
			continue
		}
		other, known := first[c.col]
		if !known {
			first[c.col] = c
			continue
		}
		if sameType(other.value, c.value) && other.value != c.value {
			d := warningf(diag.ConstantTest, c.at, "%q differs from this value or from the one before in every row: and is meant", c.col.Name)
			d.Related = []diag.Related{{Span: other.at, Message: "which is here"}}
			b.report(d)
			return
		}
	}
}
