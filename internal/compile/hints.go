package compile

import (
	"fmt"
	"regexp/syntax"
	"slices"
	"strings"

	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/trial"
)

// hints collects what a bound query compares the columns of its tables with, and which properties it takes of them.
func hints(rule *plan.Rule) trial.Hints {
	h := hinter{from: map[*plan.Column][]*plan.Column{}, out: trial.Hints{}}
	nodes := h.nodes(rule)
	for _, n := range nodes {
		h.origins(n)
	}
	for _, n := range nodes {
		for _, e := range plan.Exprs(n) {
			plan.Inspect(e, h.expr)
		}
		if p, ok := n.(*plan.Parse); ok {
			h.parse(p)
		}
	}
	return h.out
}

type hinter struct {
	// from are the columns that a column is computed from.
	from map[*plan.Column][]*plan.Column
	out  trial.Hints
}

// nodes are all operators of a rule.
func (h *hinter) nodes(rule *plan.Rule) []plan.Node {
	var out []plan.Node
	for _, root := range rule.Roots() {
		plan.InspectNode(*root, func(n plan.Node) { out = append(out, n) })
	}
	return out
}

// origins notes what the columns that an operator makes are computed from.
func (h *hinter) origins(n plan.Node) {
	for _, a := range plan.Assigns(n) {
		h.from[a.Col] = append(h.from[a.Col], columns(a.Expr)...)
	}
	switch n := n.(type) {
	case *plan.Use:
		for i, c := range n.Out {
			h.from[c] = append(h.from[c], n.Cols[i])
		}
	case *plan.MvExpand:
		for _, item := range n.Items {
			h.from[item.Col] = append(h.from[item.Col], columns(item.Expr)...)
		}
	case *plan.Union:
		for _, leg := range n.Legs {
			for _, c := range leg.Cols {
				h.from[n.Out[c.At]] = append(h.from[n.Out[c.At]], c.From)
			}
		}
	case *plan.Join:
		for _, c := range n.Cols {
			h.from[c.Col] = append(h.from[c.Col], c.From)
		}
	case *plan.Summarize:
		for _, a := range n.Aggs {
			for _, c := range a.Cols {
				for _, arg := range a.Args {
					h.from[c] = append(h.from[c], columns(arg)...)
				}
			}
		}
	}
}

// columns are those that an expression reads.
func columns(e plan.Expr) []*plan.Column {
	var out []*plan.Column
	plan.Inspect(e, func(e plan.Expr) {
		if r, ok := e.(*plan.Ref); ok {
			out = append(out, r.Col)
		}
	})
	return out
}

// expr notes the constants of one call beside the columns that it reads.
func (h *hinter) expr(e plan.Expr) {
	var words, keys []string
	switch e := e.(type) {
	case *plan.Call:
		for _, a := range e.Args {
			words = constants(words, a)
		}
	case *plan.Member:
		keys = constants(nil, e.Index)
	}
	if len(words)+len(keys) == 0 {
		return
	}
	for _, c := range columns(e) {
		h.note(c, words, keys, map[*plan.Column]bool{})
	}
}

// parse notes a text that the pattern matches.
func (h *hinter) parse(n *plan.Parse) {
	var text strings.Builder
	for _, p := range n.Parts {
		if p.Text == "" {
			text.WriteString("7")
		} else if n.Kind == plan.ParseRegex {
			text.WriteString(example(p.Text))
		} else {
			text.WriteString(p.Text)
		}
	}
	for _, c := range columns(n.Arg) {
		h.note(c, []string{text.String()}, nil, map[*plan.Column]bool{})
	}
}

// constants adds the texts of a constant or of a list of them.
func constants(words []string, e plan.Expr) []string {
	switch e := e.(type) {
	case *plan.Const:
		if t, ok := e.Value.(string); ok {
			return append(words, t, example(t))
		}
		if e.Value != nil && e.T != kql.TypeDynamic {
			return append(words, fmt.Sprint(e.Value))
		}
		for _, el := range e.Elems {
			words = constants(words, el)
		}
	case *plan.List:
		for _, el := range e.Elems {
			words = constants(words, el)
		}
	}
	return words
}

// note adds hints to the columns of tables that a column comes from.
func (h *hinter) note(c *plan.Column, words, keys []string, seen map[*plan.Column]bool) {
	if seen[c] {
		return
	}
	seen[c] = true
	for _, from := range h.from[c] {
		h.note(from, words, keys, seen)
	}
	hint := h.out[c.Name]
	hint.Words, hint.Keys = more(hint.Words, words), more(hint.Keys, keys)
	h.out[c.Name] = hint
}

// more adds texts that are new, up to a number.
func more(to, texts []string) []string {
	const most = 40
	for _, t := range texts {
		if t != "" && len(to) < most && !slices.Contains(to, t) {
			to = append(to, t)
		}
	}
	return to
}

// example is a text that the regular expression matches, "" where it is none.
func example(pattern string) string {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil || re.Op == syntax.OpLiteral {
		return ""
	}
	var b strings.Builder
	match(&b, re.Simplify())
	return b.String()
}

// match writes one of the shortest texts that match.
func match(b *strings.Builder, re *syntax.Regexp) {
	switch re.Op {
	case syntax.OpLiteral:
		b.WriteString(string(re.Rune))
	case syntax.OpCharClass:
		if len(re.Rune) > 0 {
			r := re.Rune[len(re.Rune)-2]
			if r == 0x10ffff || r > 'z' {
				r = re.Rune[0]
			}
			b.WriteRune(max(r, ' '))
		}
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		b.WriteByte('x')
	case syntax.OpCapture, syntax.OpPlus, syntax.OpStar:
		match(b, re.Sub[0])
	case syntax.OpRepeat:
		for range max(re.Min, 1) {
			match(b, re.Sub[0])
		}
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			match(b, sub)
		}
	case syntax.OpAlternate:
		match(b, re.Sub[0])
	}
}
