package diag

import (
	"encoding/json"
	"fmt"
	"io"
)

// Report is the diagnostics of several sources.
type Report struct{ Entries []Entry }

// Entry is a diagnostic and what it is about.
type Entry struct {
	Source     *Source
	Diagnostic Diagnostic
}

// Add adds diagnostics of one source.
func (r *Report) Add(src *Source, list []Diagnostic) {
	for _, d := range list {
		r.Entries = append(r.Entries, Entry{src, d})
	}
}

// Count returns how many there are of a severity.
func (r *Report) Count(s Severity) int {
	n := 0
	for _, e := range r.Entries {
		if e.Diagnostic.Severity == s {
			n++
		}
	}
	return n
}

// Text returns the message with the suggestion behind it.
func (d Diagnostic) Text() string {
	if d.Suggestion == "" {
		return d.Message
	}
	return fmt.Sprintf("%s (did you mean %q?)", d.Message, d.Suggestion)
}

// WriteJSON writes one JSON array of objects.
func (r *Report) WriteJSON(w io.Writer) error {
	type related struct {
		Line    int    `json:"line"`
		Col     int    `json:"col"`
		EndLine int    `json:"endLine"`
		EndCol  int    `json:"endCol"`
		Message string `json:"message"`
	}
	type entry struct {
		File     string `json:"file"`
		Line     int    `json:"line"`
		Col      int    `json:"col"`
		EndLine  int    `json:"endLine"`
		EndCol   int    `json:"endCol"`
		Severity string `json:"severity"`
		Code     string `json:"code"`
		Message  string `json:"message"`
		// Suggestion is what to write from Line and Col to EndLine and EndCol.
		Suggestion string    `json:"suggestion,omitempty"`
		Related    []related `json:"related,omitempty"`
	}
	list := []entry{}
	for _, e := range r.Entries {
		d := e.Diagnostic
		from, to := e.Source.span(d.Span)
		one := entry{
			File: e.Source.File, Line: from.Line, Col: from.Column, EndLine: to.Line, EndCol: to.Column,
			Severity: d.Severity.String(), Code: d.Code, Message: d.Text(), Suggestion: d.Suggestion,
		}
		for _, o := range d.Related {
			from, to := e.Source.span(o.Span)
			one.Related = append(one.Related, related{from.Line, from.Column, to.Line, to.Column, o.Message})
		}
		list = append(list, one)
	}
	return indent(w, list)
}

// indent writes a value as JSON that people can read.
func indent(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
