package parser

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/diag"
)

// The parser's messages.

// problems lists the bad tokens and nodes of a tree. What follows from one says nothing new: a second at the same place,
// or one behind a bad token on its line.
func problems(f *ast.File, s *scanner) []diag.Diagnostic {
	var list []diag.Diagnostic
	for _, w := range s.flaws {
		list = append(list, malformed(s.text, w))
	}
	seen := map[int]bool{}
	add := func(at int, d diag.Diagnostic) {
		if !seen[at] && !follows(s, at) {
			list = append(list, d)
		}
		seen[at] = true
	}
	inspectBad(f, func(n ast.Node) {
		switch n := n.(type) {
		case *ast.Bad:
			add(n.Where.Start, fault(n.Fault, n.Where, n.Found, n.Expected))
		case *ast.BadStatement:
			if n.Found == "," && endsInTop(f, n) {
				add(n.Where.Start, topByOne(n.Where))
				return
			}
			add(n.Where.Start, fault(n.Fault, n.Where, n.Found, n.Expected))
		case *ast.BadOperator:
			if n.Op == nil && n.Keyword != "" && n.Fault == ast.Unexpected {
				add(n.Where.Start, unknownOperator(n.Where, n.Keyword))
				return
			}
			add(n.Where.Start, fault(n.Fault, n.Where, n.Found, n.Expected))
		}
	})
	return list
}

// endsInTop tells whether the last operator before a bad statement is top.
func endsInTop(f *ast.File, bad *ast.BadStatement) bool {
	at := slices.IndexFunc(f.Statements, func(s ast.Statement) bool { return s == bad })
	if at < 1 {
		return false
	}
	before, isTop := f.Statements[at-1], false
	ast.Inspect(before, func(n ast.Node) bool {
		if op, ok := n.(*ast.Top); ok && op.Span().End == before.Span().End {
			isTop = true
		}
		return true
	})
	return isTop
}

// inspectBad visits the bad nodes of a tree. What was read before an error comes first: an error in it is the closer one.
func inspectBad(n ast.Node, visit func(ast.Node)) {
	ast.Inspect(n, func(child ast.Node) bool {
		switch child.(type) {
		case *ast.Bad, *ast.BadStatement, *ast.BadOperator:
			if child == n {
				return true
			}
			inspectBad(child, visit)
			visit(child)
			return false
		}
		return true
	})
}

// follows tells whether a bad token stands before a place, on the same line.
func follows(s *scanner, at int) bool {
	for _, w := range s.flaws {
		if w.start <= at && lineLength(s.text[w.start:]) >= at-w.start {
			return true
		}
	}
	return false
}

func fault(f ast.Fault, span ast.Span, found, expected string) diag.Diagnostic {
	switch f {
	case ast.NotEnded:
		return notEnded(span, found)
	case ast.NeedsBrackets:
		return needsBrackets(span, found)
	case ast.NotFirst:
		return notFirst(span, found)
	case ast.MustBeFirst:
		return mustBeFirst(span, found)
	case ast.NotType:
		return notType(span, found)
	case ast.RawGUID:
		return rawGUID(span, found)
	}
	return unexpected(span, found, expected)
}

func unexpected(span ast.Span, found, expected string) diag.Diagnostic {
	d := diag.Diagnostic{Code: diag.UnexpectedToken, Span: span}
	if found == "" {
		found = "the query's end"
	} else {
		found = fmt.Sprintf("%q", short(found))
	}
	if _, word := classes[expected]; word || len(expected) <= 2 {
		expected = strconv.Quote(expected)
	}
	d.Message = "expected " + expected + ", found " + found
	if expected == `""` {
		d.Message = found + " cannot stand here"
	}
	return d
}

// infixes are the words that go on with an expression or an operator.
var infixes = append(strings.Fields(`and or in between by on has contains startswith endswith asc desc with from to step
	of limit has_any has_all !has !contains !in`), "matches regex")

func notEnded(span ast.Span, found string) diag.Diagnostic {
	d := diag.Diagnostic{
		Code: diag.UnexpectedToken, Span: span, Message: fmt.Sprintf(`expected "|" or ";", found %q`, short(found)),
	}
	if len(found) > 1 && isNameStart(found[0]) {
		d.Suggestion = diag.Nearest(found, infixes)
	}
	return d
}

func topByOne(span ast.Span) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.UnexpectedToken, Span: span, Message: `"top" takes one key: by several it is "sort by …, … | take …"`,
	}
}

func unknownOperator(span ast.Span, keyword string) diag.Diagnostic {
	names := slices.Collect(maps.Keys(operators))
	d := diag.Diagnostic{Code: diag.UnknownOperator, Span: span, Message: fmt.Sprintf("unknown operator %q", short(keyword))}
	d.Suggestion = diag.Nearest(keyword, diag.Sorted(names))
	if d.Suggestion == "" && operators[strings.ToLower(keyword)] != nil {
		d.Suggestion = strings.ToLower(keyword)
	}
	return d
}

func needsBrackets(span ast.Span, name string) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.NeedsBrackets, Span: span, Suggestion: "['" + name + "']",
		Message: fmt.Sprintf("%q cannot be a name without brackets", short(name)),
	}
}

func notFirst(span ast.Span, operator string) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.UnexpectedToken, Span: span, Message: fmt.Sprintf("%q needs a table and a pipe before it", operator),
	}
}

func mustBeFirst(span ast.Span, operator string) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.UnexpectedToken, Span: span, Message: fmt.Sprintf("%q cannot stand behind a pipe", operator),
	}
}

func notType(span ast.Span, name string) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.UnknownType, Span: span, Message: fmt.Sprintf("%q is not a type", short(name)),
		Suggestion: diag.Nearest(name, diag.Sorted(slices.Collect(maps.Keys(types)))),
	}
}

func rawGUID(span ast.Span, text string) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.UnexpectedToken, Span: span, Message: "a guid stands in guid(…)", Suggestion: "guid(" + text + ")",
	}
}

func unknownDirective(span ast.Span, name string) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.UnknownDirective, Span: span, Message: fmt.Sprintf("unknown directive %q", short(name)),
		Suggestion: diag.Nearest(name, diag.Sorted(slices.Collect(maps.Keys(directives)))),
	}
}

// directives are the words that tools know behind a #.
var directives = set("automate browse connect crp database download qp query run save sqr truesight upload welcome")

func directiveProblems(f *ast.File) []diag.Diagnostic {
	var list []diag.Diagnostic
	for _, d := range f.Directives {
		name := d.Text[1:]
		if i := strings.IndexFunc(name, func(r rune) bool { return r >= 0x80 || !isNamePart(byte(r)) }); i >= 0 {
			name = name[:i]
		}
		if !directives[name] {
			list = append(list, unknownDirective(ast.Span{Start: d.Src.Start + 1, End: d.Src.Start + 1 + len(name)}, name))
		}
	}
	return list
}

func malformed(text string, w flaw) diag.Diagnostic {
	d := diag.Diagnostic{Code: diag.BadString, Span: ast.Span{Start: w.start, End: w.end}}
	switch w.kind {
	case openString:
		d.Message = "this string has no end on its line"
	case openLines:
		d.Span.Start = d.Span.End
		d.Message = fmt.Sprintf("the string that begins in line %d has no end", 1+strings.Count(text[:w.start], "\n"))
	case wrongEscape:
		d.Message = fmt.Sprintf("%q begins no escape; write the backslash twice, or @ before the string", text[w.start:w.end])
	case openLiteral:
		d.Message = fmt.Sprintf("%q has no closing parenthesis on its line", short(text[w.start:w.end]))
	case strangeCharacter:
		d.Code = diag.BadCharacter
		d.Message = fmt.Sprintf("the character %q has no meaning here", text[w.start:w.end])
	}
	return d
}

func tooDeep(span ast.Span) diag.Diagnostic {
	return diag.Diagnostic{Code: diag.TooDeep, Span: span, Message: fmt.Sprintf("more than %d brackets within brackets", maxDepth)}
}

func tooLong(length int) diag.Diagnostic {
	return diag.Diagnostic{Code: diag.TooLong, Message: fmt.Sprintf("the query has %d bytes, more than %d", length, maxLength)}
}

func short(text string) string {
	if len(text) > 40 {
		return text[:40] + "…"
	}
	return text
}

// words say what the types of an operator's fields are.
var words = map[string]string{
	"word": "a word", "long": "a number", "real": "a number", "timespan": "a timespan",
	"NamedExpr": anExpression, "Plain": anExpression, "Tabular": anExpression, "UnaryExpr": anExpression,
	"Source": "a table", "CallExpr": "a call", "CallPath": "a call", "TypeofExpr": "typeof(…)",
	"SubPipeline": anOperator, "SoleOperator": anOperator, "Query": "a query", "EntityGroup": "a group of databases",
	"SearchPredicate": "a condition", "FindPredicate": "a condition", "Assignment": "name = value",
	"DefaultValue": "a literal", "TableValue": "a literal", "PathPart": "a column or a text", "Text": "a text",
	"Identifier": "a name", "ExtendedName": "a name", "BareName": "a name", "BranchName": "a name",
	"SimplePath": "a column", "Pattern": "a column", "Schema": "columns in parentheses",
	"EvaluateSchema": "columns in parentheses", "Type": "a type", "EdgeArrow": `"-->" or "--"`, "GraphEdge": "an edge",
}

// plainExpect turns participle's message into words: the first part of its grammar that it expected.
func plainExpect(message string) string {
	_, expect, _ := strings.Cut(message, "(expected ")
	begins := func(r rune) bool { return r == '"' || isNameStart(byte(r)) }
	i := strings.IndexFunc(expect, begins)
	if i < 0 {
		return ""
	}
	expect = expect[i:]
	if text, err := strconv.QuotedPrefix(expect); err == nil {
		text, _ = strconv.Unquote(text)
		return text
	}
	name := expect[:strings.IndexFunc(expect+" ", func(r rune) bool { return !isNamePart(byte(r)) })]
	if w := words[name]; w != "" {
		return w
	}
	return name
}
