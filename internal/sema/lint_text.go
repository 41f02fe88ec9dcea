package sema

import (
	"regexp"
	"regexp/syntax"
	"strings"
	"unicode"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/diag"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
)

// lintText warns of a text that an operator looks for and cannot find, or finds for less.
func (b *binder) lintText(op string, x, y value, at ast.Span) {
	text, ok := y.val.(string)
	if !ok || text == "" || y.expr == nil {
		return
	}
	b.lintCase(op, x, text, y.span)
	switch strings.TrimPrefix(op, "!") {
	case "has", "has_cs", "hasprefix", "hassuffix", "hasprefix_cs", "hassuffix_cs":
		if !strings.ContainsFunc(text, isWordRune) {
			b.report(warningf(diag.NoTerm, at, "the text has no term for %s to find by the index: it is looked for as contains does", op))
		}
	case "matches regex":
		b.lintRegex(text, at)
	case "==", "=~", "startswith", "endswith", "startswith_cs", "endswith_cs":
		b.lintStar(op, text, y.span)
	}
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// caseSensitive are the operators that tell upper from lower case.
var caseSensitive = map[string]bool{
	"==": true, "!=": true, "in": true, "!in": true, "contains_cs": true, "!contains_cs": true, "has_cs": true, "!has_cs": true,
	"startswith_cs": true, "!startswith_cs": true, "endswith_cs": true, "!endswith_cs": true,
}

// lintCase warns of a text in a case that the value never has.
func (b *binder) lintCase(op string, x value, text string, at ast.Span) {
	call, ok := x.expr.(*plan.Call)
	if !ok || !caseSensitive[op] {
		return
	}
	switch name := call.Fn.Name; {
	case name == "tolower" && strings.ToLower(text) != text:
		b.report(warningf(diag.WrongCase, at, "what tolower() gives never has the upper case of %q", text))
	case name == "toupper" && strings.ToUpper(text) != text:
		b.report(warningf(diag.WrongCase, at, "what toupper() gives never has the lower case of %q", text))
	}
}

// star is a word with a star at its end, or at its start.
var star = regexp.MustCompile(`^\*[\w. -]*\w[\w. -]*$|^[\w. :\\-]*\w[\w. :\\-]*\*$`)

// lintStar warns of a star that was meant to stand for any text.
func (b *binder) lintStar(op, text string, at ast.Span) {
	if star.MatchString(text) {
		b.report(warningf(diag.LiteralStar, at, "%s looks for the star itself: it does not stand for other text", op))
	}
}

// lintRegex warns of a regular expression that is a plain text.
func (b *binder) lintRegex(pattern string, at ast.Span) {
	text, folded := strings.CutPrefix(pattern, "(?i)")
	if regexp.QuoteMeta(text) != text {
		return
	}
	d := warningf(diag.PlainRegex, at, "the regular expression is a plain text, which an operator for texts finds for less")
	if d.Suggestion = "contains_cs"; folded {
		d.Suggestion = "contains"
	}
	b.report(d)
}

// lintList warns of values that a list has twice, and of texts in a case that the value never has.
func (b *binder) lintList(fn *catalog.Function, x value, list []value) {
	if b.env.Quiet {
		return
	}
	folds := onText[fn.Name]
	seen := map[any]bool{}
	for _, v := range list {
		if v.expr == nil || v.letName != "" {
			continue
		}
		elems := []plan.Expr{v.expr}
		if items, literal := arrayItems(v.expr); literal {
			elems = items
		}
		for _, e := range elems {
			c, ok := e.(*plan.Const)
			if !ok || !isComparable(c.Value) {
				continue
			}
			same := c.Value
			if text, ok := same.(string); ok {
				b.lintCase(fn.Name, x, text, c.Span())
				if folds {
					same = strings.ToLower(text)
				}
			}
			if seen[same] {
				b.report(warningf(diag.Repeated, c.Span(), "the list has %s twice", quoted(c.Value)))
			}
			seen[same] = true
		}
	}
}

// lintNull warns of a test for null of what is never null.
func (b *binder) lintNull(fn *catalog.Function, values []value, at ast.Span) {
	instead := map[string]string{"isnull": "isempty", "isnotnull": "isnotempty"}[fn.Name]
	if instead == "" || len(values) != 1 || values[0].reduced() != types.String {
		return
	}
	d := warningf(diag.StringNull, at, "a string is never null, but may be empty")
	d.Suggestion = instead
	b.report(d)
}

// lintGroup warns of a group that a regular expression does not have.
func (b *binder) lintGroup(fn *catalog.Function, values []value) {
	if fn.Name != "extract" || len(values) < 3 {
		return
	}
	pattern, ok := values[0].val.(string)
	group, okGroup := values[1].val.(int64)
	if !ok || !okGroup {
		return
	}
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err == nil && group > int64(re.MaxCap()) {
		b.report(warningf(diag.NoGroup, values[1].span, "the regular expression has no group %d: the result is always empty", group))
	}
}
