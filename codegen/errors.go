package codegen

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/diag"
)

// unsupported reports a part of the query that binds but cannot be compiled.
func (g *generator) unsupported(span ast.Span, what string) {
	g.problems = append(g.problems, diag.Diagnostic{
		Code: diag.NotExecuted, Span: span, Message: what + " is known, but kqlc does not execute it yet",
	})
}

// refuse reports a part of the query that is not to be had here, and why.
func (g *generator) refuse(span ast.Span, what, why string) {
	g.problems = append(g.problems, diag.Diagnostic{Code: diag.NotExecuted, Span: span, Message: what + ": " + why})
}

func badPattern(span ast.Span, err error) diag.Diagnostic {
	return diag.Diagnostic{Code: diag.BadPattern, Span: span, Message: err.Error()}
}

func assertFailed(span ast.Span, message string) diag.Diagnostic {
	return diag.Diagnostic{Code: diag.AssertFailed, Span: span, Message: fmt.Sprintf("assert() has failed with message: '%s'", message)}
}

func noResult() diag.Diagnostic {
	return diag.Diagnostic{Code: diag.EmptyQuery, Message: "the query has no statement that gives rows"}
}

func invalidGo(err error) diag.Diagnostic {
	return diag.Diagnostic{Code: diag.Internal, Message: fmt.Sprintf("the generated Go is malformed, which is an error of kqlc: %v", err)}
}

// oneLine joins the lines of a text for a comment.
func oneLine(text string) string { return strings.Join(strings.Fields(readable(text)), " ") }

// readable is a text with U+FFFD in the place of what no Go file may hold, in comments neither.
func readable(text string) string {
	if utf8.ValidString(text) && !strings.ContainsAny(text, "\x00\ufeff") {
		return text
	}
	return strings.NewReplacer("\x00", "\ufffd", "\ufeff", "\ufffd").Replace(strings.ToValidUTF8(text, "\ufffd"))
}
