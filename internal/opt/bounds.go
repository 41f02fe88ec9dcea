package opt

import (
	"slices"

	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
)

// bounds returns what a predicate requires of the times of an event, nothing where it requires nothing.
func (r *requirements) bounds(e plan.Expr) kql.Bounds {
	var out kql.Bounds
	switch e := e.(type) {
	case *plan.And:
		for _, a := range e.Args {
			out = append(out, r.bounds(a)...)
		}
	case *plan.Call:
		if len(e.Args) != 2 {
			return nil
		}
		sides, ok := comparisons[e.Fn.Name]
		if !ok {
			return nil
		}
		column, right := r.time(e.Args[0]), e.Args[1]
		if column == "" {
			column, right = r.time(e.Args[1]), e.Args[0]
			sides = sides.flipped()
		}
		when, ok := momentOf(right)
		if column == "" || !ok {
			return nil
		}
		if first, ok := when.less(when.before); ok && sides.first {
			out = append(out, first.bound(column, false))
		}
		if last, ok := when.less(-when.behind); ok && sides.last {
			out = append(out, last.bound(column, true))
		}
	}
	return out
}

// sides say whether the right side of a comparison is the first that the left may be, or the last.
type sides struct{ first, last bool }

var comparisons = map[string]sides{
	">": {first: true}, ">=": {first: true}, "<": {last: true}, "<=": {last: true}, "==": {first: true, last: true},
}

func (s sides) flipped() sides { return sides{s.last, s.first} }

// time returns the column of the scan whose time an expression is, or "".
func (r *requirements) time(e plan.Expr) string {
	ref, ok := e.(*plan.Ref)
	if !ok || e.Type() != kql.TypeDateTime {
		return ""
	}
	if slices.Contains(r.scan.Out, ref.Col) {
		return ref.Col.Name
	}
	if of, ok := r.assigns[ref.Col]; ok {
		return r.time(of)
	}
	return ""
}

// moment is a time that an evaluation knows from its beginning: at, or ago before now where at is 0. It may be so much
// earlier or later.
type moment struct {
	at             kql.DateTime
	ago            kql.TimeSpan
	before, behind kql.TimeSpan
}

// farthest bounds the lengths of time of moments, so that their sums are what they are in Kusto.
const farthest = 1000 * 366 * kql.Day

// less is an earlier moment, not ok where that is far away.
func (m moment) less(d kql.TimeSpan) (moment, bool) {
	if d > farthest || d < -farthest {
		return m, false
	}
	if m.at == 0 {
		m.ago += d
		return m, m.ago <= farthest && m.ago >= -farthest
	}
	m.at -= kql.DateTime(d)
	return m, m.at > kql.MinDateTime && m.at <= kql.MaxDateTime
}

func (m moment) bound(column string, last bool) kql.Bound {
	return kql.Bound{Column: column, Last: last, At: m.at, Ago: m.ago}
}

// rounding are functions of a time whose result is up to so much before it, or behind.
var rounding = map[string]moment{
	"startofday": {before: kql.Day}, "startofweek": {before: 7 * kql.Day}, "startofmonth": {before: 31 * kql.Day}, "startofyear": {before: 366 * kql.Day},
	"endofday": {behind: kql.Day}, "endofweek": {behind: 7 * kql.Day}, "endofmonth": {behind: 31 * kql.Day}, "endofyear": {behind: 366 * kql.Day},
}

// momentOf is the moment that an expression is, if it is one.
func momentOf(e plan.Expr) (m moment, ok bool) {
	switch e := e.(type) {
	case *plan.Const:
		m.at, ok = e.Value.(kql.DateTime)
		return m, ok && m.at != 0
	case *plan.Call:
		name := e.Fn.Name
		switch {
		case name == "now" && len(e.Args) == 0:
			return m, true
		case (name == "now" || name == "ago") && len(e.Args) == 1:
			return m.moved(e.Args[0], name == "ago")
		case (name == "+" || name == "-") && len(e.Args) == 2:
			if m, ok = momentOf(e.Args[0]); !ok {
				return m, false
			}
			return m.moved(e.Args[1], name == "-")
		}
		by, known := rounding[name]
		if !known || len(e.Args) != 1 {
			return m, false
		}
		m, ok = momentOf(e.Args[0])
		m.before += by.before
		m.behind += by.behind
		return m, ok
	}
	return m, false
}

// moved is a moment that a constant length of time is taken from, or added to.
func (m moment) moved(length plan.Expr, back bool) (moment, bool) {
	c, ok := length.(*plan.Const)
	if !ok {
		return m, false
	}
	d, ok := c.Value.(kql.TimeSpan)
	switch {
	case !ok || d > farthest || d < -farthest:
		return m, false
	case back:
		return m.less(d)
	}
	return m.less(-d)
}
