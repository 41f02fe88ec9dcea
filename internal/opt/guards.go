package opt

import (
	"cmp"
	"slices"
	"strings"

	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
)

// guard notes at each scan what the wheres on top of it require of single columns of an event.
func guard(n plan.Node) {
	where, ok := n.(*plan.Where)
	if !ok {
		for _, in := range plan.Inputs(n) {
			guard(in)
		}
		return
	}
	r := requirements{assigns: map[*plan.Column]plan.Expr{}}
	var preds []plan.Expr
	at := plan.Node(where)
	for at != nil {
		switch n := at.(type) {
		case *plan.Where:
			preds = append(preds, n.Pred)
			at = n.Input
			continue
		case *plan.Extend:
			r.assign(n.Assigns)
			at = n.Input
			continue
		case *plan.Project:
			r.assign(n.Assigns)
			at = n.Input
			continue
		}
		break
	}
	scan, ok := at.(*plan.Scan)
	if !ok {
		guard(at)
		return
	}
	r.scan = scan
	for _, p := range slices.Backward(preds) {
		scan.Guards = append(scan.Guards, r.of(p)...)
		for _, b := range r.bounds(p) {
			scan.Bounds = scan.Bounds.With(b)
		}
	}
	if len(scan.Guards.Required()) == 0 {
		scan.Guards = nil // an event seldom has what excludes it
	}
}

// requirements finds what predicates require of the columns of a scan.
type requirements struct {
	scan    *plan.Scan
	assigns map[*plan.Column]plan.Expr
}

func (r *requirements) assign(assigns []plan.Assign) {
	for _, a := range assigns {
		r.assigns[a.Col] = a.Expr
	}
}

// of returns what a predicate requires, nothing where it requires nothing.
func (r *requirements) of(e plan.Expr) kql.Guards {
	switch e := e.(type) {
	case *plan.And:
		return all(e.Args, r.of)
	case *plan.Or:
		return r.either(e.Args)
	case *plan.Not:
		return r.not(e.Arg)
	case *plan.Call:
		return r.call(e)
	}
	return nil
}

// not returns what is required where a predicate is false.
func (r *requirements) not(e plan.Expr) kql.Guards {
	switch e := e.(type) {
	case *plan.Not:
		return r.of(e.Arg)
	case *plan.Or:
		return all(e.Args, r.not)
	case *plan.And:
		var clause []kql.Guard
		for _, a := range e.Args {
			one := r.not(a)
			if len(one) == 0 {
				return nil
			}
			clause = append(clause, one[0]...)
		}
		return kql.Guards{clause}
	case *plan.Call:
		return r.lacks(e)
	}
	return nil
}

// all is what is required where all of predicates are as required says.
func all(preds []plan.Expr, required func(plan.Expr) kql.Guards) (out kql.Guards) {
	for _, p := range preds {
		out = append(out, required(p)...)
	}
	return out
}

// either returns what is required where one of predicates holds: clauses of one guard of each, the rarest of all, the
// second rarest and so on. They are few: the number of all ways to take one of each is no bound.
func (r *requirements) either(preds []plan.Expr) kql.Guards {
	const most = 3
	sides := make([]kql.Guards, len(preds))
	count := 0
	for i, p := range preds {
		side := r.of(p).Required()
		if len(side) == 0 {
			return nil
		}
		slices.SortStableFunc(side, func(a, b []kql.Guard) int { return cmp.Compare(kql.Rarity(b), kql.Rarity(a)) })
		sides[i] = side
		count = max(count, len(side))
	}
	out := make(kql.Guards, min(count, most))
	for n := range out {
		var clause []kql.Guard
		for _, side := range sides {
			clause = append(clause, side[min(n, len(side)-1)]...)
		}
		out[n] = merge(clause)
	}
	return out
}

// merge puts the guards of one column into one.
func merge(guards []kql.Guard) []kql.Guard {
	var out []kql.Guard
	for _, g := range guards {
		i := slices.IndexFunc(out, func(o kql.Guard) bool { return o.Column == g.Column })
		if i < 0 {
			out = append(out, kql.Guard{Column: g.Column})
			i = len(out) - 1
		}
		o := &out[i]
		o.Is, o.Holds, o.Numbers = union(o.Is, g.Is), union(o.Holds, g.Holds), union(o.Numbers, g.Numbers)
	}
	return out
}

// union has the elements of both, each once, in order of occurrence.
func union[T comparable](a, b []T) []T {
	out := slices.Clip(a)
	for _, v := range b {
		if !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}

// needle says how the right side of an operator has to stand in the left one: as the whole of it or as a part, and
// whether all letters are folded.
type needle struct{ whole, fold bool }

var needles = map[string]needle{
	"==": {true, false}, "=~": {true, true}, "in": {true, false}, "in~": {true, true},
	"has": {false, true}, "has_cs": {false, false}, "has_any": {false, true}, "has_all": {false, true},
	"hasprefix": {false, true}, "hasprefix_cs": {false, false}, "hassuffix": {false, true}, "hassuffix_cs": {false, false},
	"contains": {false, true}, "contains_cs": {false, false},
	"startswith": {false, true}, "startswith_cs": {false, false}, "endswith": {false, true}, "endswith_cs": {false, false},
}

// call returns what a call of an operator requires: its left side is a column, its right side constant.
func (r *requirements) call(e *plan.Call) kql.Guards {
	if len(e.Args) != 2 {
		return nil
	}
	consts := constants(e.Args[1])
	if len(consts) == 0 {
		return nil
	}
	if e.Args[0].Type() != kql.TypeString {
		return r.numbers(e, consts)
	}
	column, unsafe := r.text(e.Args[0])
	if column == "" {
		return nil
	}
	if e.Fn.Name == "matches regex" {
		return pattern(column, unsafe, consts[0])
	}
	how, ok := needles[e.Fn.Name]
	if !ok {
		return nil
	}
	guards := make([]kql.Guard, len(consts))
	for i, c := range consts {
		if guards[i], ok = how.guard(column, unsafe, c); !ok {
			return nil
		}
	}
	if e.Fn.Name != "has_all" {
		return kql.Guards{merge(guards)}
	}
	out := make(kql.Guards, len(guards))
	for i, g := range guards {
		out[i] = []kql.Guard{g}
	}
	return out
}

// lacks returns what is required where a call of an operator is false: that the column has no text that makes it true.
func (r *requirements) lacks(e *plan.Call) kql.Guards {
	const most = 32
	if len(e.Args) != 2 || e.Args[0].Type() != kql.TypeString {
		return nil
	}
	column, unsafe := r.text(e.Args[0])
	if column == "" || unsafe != "" {
		return nil
	}
	g := kql.Guard{Column: column, Not: true}
	consts := constants(e.Args[1])
	if len(consts) == 0 {
		return nil
	}
	texts := enough(e.Fn.Name, consts)
	switch {
	case len(texts) == 0 || len(texts) > most:
		return nil
	case needles[e.Fn.Name].whole:
		g.Is = texts
	default:
		g.Holds = texts
	}
	return kql.Guards{{g}}
}

// enough are texts in ASCII any of which makes an operator true whose right side are constants, letters of either case.
func enough(operator string, consts []any) []string {
	var out []string
	switch operator {
	case "matches regex":
		text, _ := consts[0].(string)
		if re, err := kql.NewRegex(text); err == nil {
			out = re.Enough()
		}
	case "contains", "=~", "in~":
		for _, c := range consts {
			text, _ := c.(string)
			out = append(out, text)
		}
	}
	return slices.DeleteFunc(out, func(text string) bool { return text == "" || longestPart(text, "") != text })
}

// constants are the constant values of the right side of an operator; nil if they are not all constant.
func constants(e plan.Expr) []any {
	switch e := e.(type) {
	case *plan.Const:
		return []any{e.Value}
	case *plan.List:
		out := make([]any, len(e.Elems))
		for i, el := range e.Elems {
			c, ok := el.(*plan.Const)
			if !ok {
				return nil
			}
			out[i] = c.Value
		}
		return out
	}
	return nil
}

// text returns the column of the scan that an expression is the text of, and the letters that it may have in place of
// other characters: tolower gives k and i for characters beyond ASCII, toupper S and I. The column is "" if it is none.
func (r *requirements) text(e plan.Expr) (column, unsafe string) {
	switch e := e.(type) {
	case *plan.Ref:
		if slices.Contains(r.scan.Out, e.Col) {
			return e.Col.Name, ""
		}
		if of, ok := r.assigns[e.Col]; ok && of.Type() == kql.TypeString {
			return r.text(of)
		}
	case *plan.Call:
		letters, ok := map[string]string{"tolower": "kKiI", "toupper": "sSiI"}[e.Fn.Name]
		if !ok || len(e.Args) != 1 || e.Args[0].Type() != kql.TypeString {
			return "", ""
		}
		column, unsafe = r.text(e.Args[0])
		return column, unsafe + letters
	}
	return "", ""
}

// guard is what a constant right side requires of the column; not ok if it requires nothing.
func (how needle) guard(column, unsafe string, value any) (kql.Guard, bool) {
	text, ok := value.(string)
	if !ok || text == "" {
		return kql.Guard{}, false
	}
	part := text
	if how.fold || unsafe != "" {
		part = longestPart(text, unsafe)
	}
	switch {
	case part == "":
		return kql.Guard{}, false
	case how.whole && part == text:
		return kql.Guard{Column: column, Is: []string{text}}, true
	}
	return kql.Guard{Column: column, Holds: []string{part}}, true
}

// pattern is what a regular expression requires of the column.
func pattern(column, unsafe string, value any) kql.Guards {
	text, _ := value.(string)
	re, err := kql.NewRegex(text)
	if err != nil {
		return nil
	}
	literals := slices.Clone(re.Required())
	for i, l := range literals {
		if literals[i] = longestPart(l, unsafe); literals[i] == "" {
			return nil
		}
	}
	if len(literals) == 0 {
		return nil
	}
	return kql.Guards{{{Column: column, Holds: literals}}}
}

// longestPart is the longest part of a text that is ASCII and without the letters of unsafe: what is found by folding
// ASCII letters alone.
func longestPart(text, unsafe string) string {
	longest := ""
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r >= 0x80 || strings.ContainsRune(unsafe, r) }) {
		if len(part) > len(longest) {
			longest = part
		}
	}
	return longest
}

// numbers is what equality with whole numbers requires of a column.
func (r *requirements) numbers(e *plan.Call, consts []any) kql.Guards {
	if e.Fn.Name != "==" && e.Fn.Name != "in" {
		return nil
	}
	g := kql.Guard{Column: r.number(e.Args[0]), Numbers: make([]int64, len(consts))}
	if g.Column == "" {
		return nil
	}
	for i, v := range consts {
		switch v := v.(type) {
		case int32:
			g.Numbers[i] = int64(v)
		case int64:
			g.Numbers[i] = v
		default:
			return nil
		}
	}
	return kql.Guards{{g}}
}

// number returns the column of the scan whose whole number an expression is, or "".
func (r *requirements) number(e plan.Expr) string {
	if e.Type() != kql.TypeInt && e.Type() != kql.TypeLong {
		return ""
	}
	switch e := e.(type) {
	case *plan.Ref:
		if slices.Contains(r.scan.Out, e.Col) {
			return e.Col.Name
		}
		if of, ok := r.assigns[e.Col]; ok {
			return r.number(of)
		}
	case *plan.Call:
		if e.Fn.Name == "tolong" && len(e.Args) == 1 {
			return r.number(e.Args[0])
		}
	}
	return ""
}
