package parser

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/diag"
)

// The parser's messages.

func unexpected(span ast.Span, found, expected string) diag.Diagnostic {
	if found != "" && (&scanner{text: found}).scan() == badToken {
		return malformed(span, found)
	}
	d := diag.Diagnostic{Code: diag.UnexpectedToken, Span: span}
	if found == "" {
		found = "the query's end"
	} else {
		found = fmt.Sprintf("%q", short(found))
	}
	d.Message = "expected " + expected + ", found " + found
	if expected == "" {
		d.Message = found + " cannot stand here"
	}
	return d
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

func malformed(span ast.Span, text string) diag.Diagnostic {
	if strings.ContainsAny(text[:1], `"'@hH`+"`~") {
		return diag.Diagnostic{Code: diag.BadString, Span: span, Message: "this string has no end on its line, or a backslash in it begins no escape"}
	}
	return diag.Diagnostic{Code: diag.BadCharacter, Span: span, Message: fmt.Sprintf("the character %q has no meaning here", text)}
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

// plainExpect turns what participle says it expected into words: the first part of its grammar that it names.
func plainExpect(expect string) string {
	if expect == "" {
		return "the operator's end"
	}
	if i := strings.IndexByte(expect, '"'); i >= 0 {
		if j := strings.IndexByte(expect[i+1:], '"'); j > 0 {
			return expect[i+1 : i+1+j]
		}
	}
	return expect
}
