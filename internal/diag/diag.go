// Package diag is what users see of problems: diagnostics with a code, a place in the text and a suggestion, their
// collection, and their printing as text, JSON and SARIF.
package diag

import (
	"cmp"
	"slices"

	"github.com/kqlc/kqlc/ast"
)

// Severity is how bad a diagnostic is. Only errors keep a query from being accepted.
type Severity uint8

// The severities.
const (
	Error Severity = iota
	Warning
)

// String returns the word that is printed.
func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// Diagnostic is one problem.
type Diagnostic struct {
	// Code is an entry of the table of codes, as KQL2003.
	Code     string
	Severity Severity
	// Message is one line: what is wrong, names in quotes, without a full stop.
	Message string
	// Span is the place in the query, in bytes.
	Span ast.Span
	// Suggestion is what to write in the place of the span, "" where there is none.
	Suggestion string
	// Related are other places that the message is about.
	Related []Related
}

// Related is a place in the query and what it has to do with a problem.
type Related struct {
	Span    ast.Span
	Message string
}

// Max is the number of diagnostics of one query that are kept.
const Max = 100

// Sort puts diagnostics in the order of the text, errors first at one place, drops those that say the same at the same
// place, and keeps the first [Max].
func Sort(list []Diagnostic) []Diagnostic {
	slices.SortStableFunc(list, func(a, b Diagnostic) int {
		return cmp.Or(
			cmp.Compare(a.Span.Start, b.Span.Start),
			cmp.Compare(a.Severity, b.Severity),
			cmp.Compare(a.Span.End, b.Span.End),
			cmp.Compare(a.Code, b.Code),
		)
	})
	list = slices.CompactFunc(list, func(a, b Diagnostic) bool {
		return a.Span == b.Span && a.Code == b.Code && a.Message == b.Message
	})
	return list[:min(len(list), Max)]
}

// HasErrors reports whether one of the diagnostics is an error.
func HasErrors(list []Diagnostic) bool {
	return slices.ContainsFunc(list, func(d Diagnostic) bool { return d.Severity == Error })
}
