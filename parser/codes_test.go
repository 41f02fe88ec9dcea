package parser

import (
	"slices"
	"strings"
	"testing"

	"github.com/kqlc/kqlc/internal/diag"
)

// TestCodeExamples holds the examples of the codes of syntax against the parser: the wrong one gets the code, the right one
// no error at all.
func TestCodeExamples(t *testing.T) {
	for _, c := range diag.Codes() {
		if !strings.HasPrefix(c.ID, "KQL1") || c.Wrong == "" || c.ID == diag.EmptyQuery {
			continue // reported where a query is compiled
		}
		_, problems := Parse(c.Wrong)
		if !slices.ContainsFunc(problems, func(d diag.Diagnostic) bool { return d.Code == c.ID }) {
			t.Errorf("%s is not reported for %q, but %v", c.ID, c.Wrong, problems)
		}
		if _, problems := Parse(c.Right); len(problems) > 0 {
			t.Errorf("%s: %q has the errors %v", c.ID, c.Right, problems)
		}
	}
}

// TestSuggestions: a near miss is offered.
func TestSuggestions(t *testing.T) {
	for src, want := range map[string]string{
		"T | wher a":                  "where",
		"T | Where a":                 "where",
		"T | sumarize count()":        "summarize",
		"T | mvexpnad a":              "mvexpand",
		"T | project-awy a":           "",
		"T | where a adn b":           "and",
		"T | summarize count() bi a":  "by",
		"datatable (a:strng) []":      "string",
		"print kind = 1":              "['kind']",
		"#databse x\nT":               "database",
		"T | where a conatins 'b'":    "contains",
		"T | join (U) no a":           "on",
		"T | where a startwith 'b'":   "startswith",
		"T | take 1 | xyzzyplugh abc": "",
	} {
		_, problems := Parse(src)
		if len(problems) == 0 || problems[0].Suggestion != want {
			t.Errorf("%q: %v, want the suggestion %q", src, problems, want)
		}
	}
}
